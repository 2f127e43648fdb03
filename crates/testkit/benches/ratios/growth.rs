//! What calls cost in an account with 200,000 names, against one with 1,000.

use std::sync::Arc;

use model::domain::{Domain, DomainId, Lock};
use model::name::DomainName;
use model::time::Years;
use testkit::{Shop, World};

use crate::calls::bearer;
use crate::load::{self, request};
use crate::{SPAN, report};

/// Names in the small account and in the large one.
const SIZES: [u64; 2] = [1_000, 200_000];
/// Names written in one transaction while an account is filled.
const CHUNK: u64 = 5_000;

pub async fn measure() {
    let mut rates = Vec::new();
    for size in SIZES {
        let world = World::on("2026-01-01").await;
        let shop = world.shop("main").await;
        shop.registers("first.co.za", 1).await;
        fill(&world, size).await;
        rates.push(measured(&world, &shop).await);
    }
    let figures = ["domain/list of 100", "domain info", "registration"];
    for (place, figure) in figures.into_iter().enumerate() {
        let figure = format!("{figure}, 200,000 vs 1,000 names");
        report(&figure, rates[1][place], rates[0][place], "0.67 or more");
    }
}

/// Copies of one registered name, written as registrations are.
async fn fill(world: &World, size: u64) {
    let realm = Arc::clone(&world.running().world().realm);
    let first = DomainName::from_parts("first", "co.za").expect("a name");
    let pattern =
        realm.store.read(move |tx| tx.held_domain(&first)).await.expect("it was registered");
    for chunk in (0..size).step_by(usize::try_from(CHUNK).unwrap_or(1)) {
        let (pattern, last) = (pattern.clone(), (chunk + CHUNK).min(size));
        realm
            .store
            .write(move |tx| {
                for number in chunk..last {
                    let name = DomainName::from_parts(&format!("filler{number:06}"), "co.za")?;
                    let domain = Domain { id: DomainId(0), name, ..pattern.domain.clone() };
                    tx.add_domain(&domain, &[], &pattern.auth_code_sealed)?;
                }
                Ok(())
            })
            .await
            .expect("the store takes them");
    }
    register_at_registry(world, size).await;
}

/// The registry holds them too, so that its tables are as large.
async fn register_at_registry(world: &World, size: u64) {
    use app::ports::registry::{ContactCard, Register};
    use model::secret::Secret;
    let registry = Arc::clone(&world.running().world().registry);
    let card =
        ContactCard { handle: "FILLER".to_owned(), contact: model::contact::Contact::default() };
    let numbers = Arc::new(std::sync::atomic::AtomicU64::new(0));
    let mut tasks = Vec::new();
    for _ in 0..64 {
        let (registry, card, numbers) = (Arc::clone(&registry), card.clone(), Arc::clone(&numbers));
        tasks.push(tokio::spawn(async move {
            loop {
                let number = numbers.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                if number >= size {
                    return;
                }
                let command = Register {
                    name: DomainName::from_parts(&format!("filler{number:06}"), "co.za")
                        .expect("a name"),
                    years: Years(1),
                    contacts: [card.clone(), card.clone(), card.clone(), card.clone()],
                    nameservers: ["ns1.hosting.example", "ns2.hosting.example"]
                        .map(|name| model::host::Host {
                            name: model::name::HostName::from_stored(name),
                            addresses: Vec::new(),
                        })
                        .to_vec(),
                    lock: Lock::Off,
                    auth_code: Secret::new("filler".to_owned()),
                    extras: Default::default(),
                    privacy: false,
                };
                app::ports::Registry::register(&*registry, &command).await.expect("it is free");
            }
        }));
    }
    for task in tasks {
        task.await.expect("a registrar does not fail");
    }
}

async fn measured(world: &World, shop: &Shop) -> Vec<u64> {
    let (address, token) = (world.running().http(), bearer(shop));
    let mut rates = Vec::new();
    for (callers, path) in [
        (8, "/domains-co-za/api/domain/list?limit=100"),
        (8, "/domains-co-za/api/domain?sld=filler000777&tld=co.za"),
    ] {
        let token = token.clone();
        let script = move |_| request("GET", path, &token, "");
        let counted =
            load::run(address, callers, SPAN, "\"intReturnCode\":1", Arc::new(script)).await;
        assert_eq!(counted.wrong, 0, "every call is answered");
        rates.push(counted.rate);
    }
    let money = serde_json::json!({
        "dialect": "domains-co-za", "login": "main", "amount": "900000000.00",
    });
    world.control("POST", "/accounts/credit", Some(money)).await;
    let script = move |number: u64| {
        let body = format!(
            "sld=new{number}&tld=co.za&period=1&ns1=ns1.hosting.example&ns2=ns2.hosting.example&\
             registrantName=Thandi+Nkosi&registrantEmail=thandi%40example.co.za&registrantCountry=ZA&\
             registrantProvince=Gauteng&registrantContactNumber=%2B27.115550100&\
             registrantPostalCode=2196&registrantAddress1=12+Jan+Smuts+Avenue&\
             registrantCity=Johannesburg"
        );
        request("POST", "/domains-co-za/api/domain", &token, &body)
    };
    let counted = load::run(address, 8, SPAN, "\"intReturnCode\":1", Arc::new(script)).await;
    assert_eq!(counted.wrong, 0, "every registration goes through");
    rates.push(counted.rate);
    rates
}
