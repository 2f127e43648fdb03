//! Hosts, delegations and DS records.

use app::ports::registry::Update;
use model::Error;
use model::dnssec::DelegationSigner;
use model::error::{Field, Noun, Prohibition, Reason};
use model::host::Host;

use super::world::{World, host, host_name, name, registration};

fn delegation(nameservers: &[Host]) -> Update {
    Update { nameservers: Some(nameservers.to_vec()), ..Update::default() }
}

#[tokio::test]
async fn nameservers_below_the_name_need_addresses() {
    let world = World::at("2026-01-01");
    let mut command = registration("shoes.com", 1);
    command.nameservers[1] = host("ns.shoes.com", &[]);
    let refused = world.registry.register(&command).await;
    assert_eq!(refused, Err(Error::invalid(Field::Nameserver(2), Reason::NeedsGlue)));
    assert!(world.is_free("shoes.com").await);
    command.nameservers[1] = host("ns.shoes.com", &["192.0.2.1", "2001:db8::1"]);
    world.registry.register(&command).await.unwrap();
    let addresses = world.rival.addresses(&host_name("ns.shoes.com")).await.unwrap();
    assert_eq!(addresses, Some(command.nameservers[1].addresses.clone()));
    command.nameservers[1].addresses.clear();
    world.updates("shoes.com", delegation(&command.nameservers)).await.unwrap();
}

#[tokio::test]
async fn a_delegation_is_within_bounds_or_absent() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    let hosts: Vec<Host> = (1..=14).map(|n| host(&format!("ns{n}.dns.example"), &[])).collect();
    let too_many = world.updates("shoes.com", delegation(&hosts)).await;
    assert_eq!(too_many, Err(Error::invalid(Field::Nameserver(14), Reason::MoreThan(13))));
    world.updates("shoes.com", delegation(&hosts[..13])).await.unwrap();
    let twice = [hosts[0].clone(), hosts[0].clone()];
    let repeated = world.updates("shoes.com", delegation(&twice)).await;
    assert_eq!(repeated, Err(Error::invalid(Field::Nameserver(2), Reason::Repeated)));
    assert_eq!(world.sees("shoes.com").await.unwrap().nameservers.len(), 13);
    world.updates("shoes.com", delegation(&[])).await.unwrap();
    assert!(world.sees("shoes.com").await.unwrap().nameservers.is_empty());
}

#[tokio::test]
async fn hosts_are_made_below_our_own_names_only() {
    let world = World::at("2026-01-01");
    world.registers("shoes.co.za", 1).await.unwrap();
    world.rival.hold_elsewhere(&name("boots.com"), "abc", None).await.unwrap();
    let made =
        |text: &'static str| async { world.registry.set_host(&host(text, &["192.0.2.7"])).await };
    made("ns1.shoes.co.za").await.unwrap();
    made("a.b.shoes.co.za").await.unwrap();
    assert_eq!(made("ns1.boots.com").await, Err(Error::NotYours(Noun::Domain)));
    assert_eq!(made("ns1.free.com").await, Err(Error::NotFound(Noun::Domain)));
    let elsewhere = Err(Error::invalid(Field::Host, Reason::NotSubordinate));
    assert_eq!(made("ns1.dns.example").await, elsewhere);
    assert_eq!(made("shoes.co.za").await, elsewhere);
    let bare = world.registry.set_host(&host("ns2.shoes.co.za", &[])).await;
    assert_eq!(bare, Err(Error::Missing(Field::Address(1))));
}

#[tokio::test]
async fn a_host_in_use_stays() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    world.registers("boots.com", 1).await.unwrap();
    let (one, two) = (host("ns1.shoes.com", &["192.0.2.1"]), host("ns2.shoes.com", &["192.0.2.2"]));
    world.registry.set_host(&one).await.unwrap();
    world.registry.set_host(&two).await.unwrap();
    world.updates("boots.com", delegation(&[one.clone(), two])).await.unwrap();
    let remove = || async { world.registry.delete_host(&one.name).await };
    assert_eq!(remove().await, Err(Error::Prohibited(Prohibition::HostInUse)));
    world.updates("boots.com", delegation(&[])).await.unwrap();
    remove().await.unwrap();
    assert_eq!(remove().await, Err(Error::NotFound(Noun::Host)));
}

#[tokio::test]
async fn a_name_that_is_gone_holds_no_host() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 2).await.unwrap();
    world.registers("boots.com", 1).await.unwrap();
    let hosts = [host("ns1.shoes.com", &["192.0.2.1"]), host("ns.dns.example", &[])];
    world.registry.set_host(&hosts[0]).await.unwrap();
    world.updates("boots.com", delegation(&hosts)).await.unwrap();
    world.sleeps_until("2027-02-10");
    world.registry.delete_host(&hosts[0].name).await.unwrap();
}

#[tokio::test]
async fn hosts_go_with_their_name() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    let glue = host("ns1.shoes.com", &["192.0.2.1"]);
    world.registry.set_host(&glue).await.unwrap();
    world.registry.delete(&name("shoes.com")).await.unwrap();
    world.registers("shoes.com", 1).await.unwrap();
    assert_eq!(world.rival.addresses(&glue.name).await.unwrap(), None);
}

#[tokio::test]
async fn ds_records_are_set_as_a_whole() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    let signer = |tag: &str| DelegationSigner::parse(tag, "13", "2", &"ab".repeat(32)).unwrap();
    let signed =
        |signers: Vec<DelegationSigner>| Update { signers: Some(signers), ..Update::default() };
    world.updates("shoes.com", signed(vec![signer("1"), signer("2")])).await.unwrap();
    let seen = world.sees("shoes.com").await.unwrap().signers;
    assert_eq!(seen, [signer("1"), signer("2")]);
    let twice = world.updates("shoes.com", signed(vec![signer("1"), signer("1")])).await;
    assert_eq!(twice, Err(Error::invalid(Field::DelegationSigner, Reason::Repeated)));
    world.updates("shoes.com", signed(Vec::new())).await.unwrap();
    assert!(world.sees("shoes.com").await.unwrap().signers.is_empty());
}
