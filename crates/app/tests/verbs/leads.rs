//! Where hosts lead, who certifies them, and whose mail goes elsewhere.

use std::sync::Mutex;

use app::domains::forwarding::{self, MailWish};
use app::forwarding::certificates::{self, Held};
use app::forwarding::mail;
use app::ports::{Issued, Issuer, NotIssued, WebChallenges};
use app::zones::{self, OwnedDraft};
use async_trait::async_trait;
use model::forwarding::{MailRule, WebForward, WebKind, WebRule};
use model::secret::Secret;
use model::subscription::SubscriptionId;
use model::time::{Days, Seconds};
use model::zone::ZoneId;

use crate::world::{World, name};

const HOST: &str = "shoes.co.za";

/// A name whose web address leads to boots, with a few names below it.
async fn with_shoes() -> World {
    let (world, shoes) = (World::new().await, name(HOST));
    world.gives(&world.shop, &shoes, true).await;
    let boots = "https://boots.co.za";
    forwarding::set_url(&world.shop, &shoes, boots, WebKind::Permanent).await.unwrap();
    for line in [
        "old URL https://old.example/",
        "framed FRAME https://framed.example/",
        "* URL https://rest.example/",
        "mail A 192.0.2.1",
        "deep.below A 192.0.2.2",
        "*.wild URL https://wild.example/",
    ] {
        let mut words = line.splitn(3, ' ').map(str::to_owned);
        let mut word = || words.next().unwrap_or_default();
        let draft =
            OwnedDraft { name: word(), kind: word(), content: word(), ..OwnedDraft::default() };
        zones::add(&world.shop, &shoes, draft).await.unwrap();
    }
    world
}

async fn leads(world: &World, host: &str) -> Option<(String, WebKind)> {
    let lead = zones::leads(&world.realm, host).await.unwrap()?;
    Some((lead.rule.to, lead.rule.kind))
}

#[tokio::test]
async fn the_nearest_zone_says_where_a_host_leads() {
    let world = with_shoes().await;
    let place = |to: &str, kind| Some((to.to_owned(), kind));
    let boots = place("https://boots.co.za", WebKind::Permanent);
    let rest = place("https://rest.example/", WebKind::Temporary);
    assert_eq!(leads(&world, HOST).await, boots);
    assert_eq!(leads(&world, "www.shoes.co.za").await, boots);
    let old = place("https://old.example/", WebKind::Temporary);
    assert_eq!(leads(&world, "old.shoes.co.za").await, old);
    let framed = place("https://framed.example/", WebKind::Frame);
    assert_eq!(leads(&world, "framed.shoes.co.za").await, framed);
    // A wildcard stands for what does not exist (RFC 4592 §2.2.1), also below what does not exist.
    for host in ["any.shoes.co.za", "far.away.shoes.co.za"] {
        assert_eq!(leads(&world, host).await, rest, "{host}");
    }
    let wild = place("https://wild.example/", WebKind::Temporary);
    assert_eq!(leads(&world, "a.wild.shoes.co.za").await, wild);
    let exist = ["mail.shoes.co.za", "x.mail.shoes.co.za", "below.shoes.co.za"];
    for host in exist.into_iter().chain(["boots.co.za", "co.za", "za", "", &"a.".repeat(126)]) {
        assert_eq!(leads(&world, host).await, None, "{host}");
    }
    // Whoever has a zone below answers for it; and the hosted zone stands in front.
    let (account, now) = (world.shop.account(), world.realm.now());
    let shop = WebRule { to: "https://shop.example/".into(), kind: WebKind::Temporary };
    world
        .within(move |tx| {
            for apex in ["shop.shoes.co.za", HOST] {
                let zone = tx.add_hosted_zone(account, SubscriptionId(1), apex, 1, now)?;
                let forward = WebForward { name: String::new(), rule: shop.clone() };
                if apex != HOST {
                    tx.add_web_forward(zone.id, &forward)?;
                }
            }
            Ok(())
        })
        .await
        .unwrap();
    let shop = place("https://shop.example/", WebKind::Temporary);
    assert_eq!(leads(&world, "shop.shoes.co.za").await, shop);
    assert_eq!(leads(&world, "a.shop.shoes.co.za").await, None);
    assert_eq!(leads(&world, HOST).await, None);
}

/// Issues what lasts ninety days, or refuses.
struct Office {
    refuses: Mutex<bool>,
    asked: Mutex<Vec<String>>,
}

#[async_trait]
impl Issuer for Office {
    fn name(&self) -> &str {
        "https://ca.example/directory"
    }

    async fn open_account(&self) -> Result<Secret<String>, NotIssued> {
        self.asked.lock().unwrap().push("account".into());
        Ok(Secret::new("number one".into()))
    }

    async fn issue(
        &self,
        account: &Secret<String>,
        host: &str,
        challenges: &dyn WebChallenges,
    ) -> Result<Issued, NotIssued> {
        assert_eq!(account.reveal(), "number one");
        self.asked.lock().unwrap().push(host.to_owned());
        challenges.announce(host, "answer").await.unwrap();
        if *self.refuses.lock().unwrap() {
            return Err(NotIssued("not today".into()));
        }
        let key = rcgen::KeyPair::generate().unwrap();
        let mut wanted = rcgen::CertificateParams::new(vec![host.to_owned()]).unwrap();
        // The world begins on that day.
        wanted.not_before = rcgen::date_time_ymd(2026, 11, 21);
        wanted.not_after = rcgen::date_time_ymd(2027, 2, 19);
        let certificate = wanted.self_signed(&key).unwrap();
        let chain = pem(certificate.der());
        Ok(Issued { chain, private_key: Secret::new(key.serialize_der()) })
    }
}

fn pem(der: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
}

#[tokio::test]
async fn a_host_is_certified_when_it_is_asked_for_and_again_in_time() {
    let world = with_shoes().await;
    let realm = &world.realm;
    let office = Office { refuses: Mutex::new(true), asked: Mutex::default() };
    let asked = || std::mem::take(&mut *office.asked.lock().unwrap());
    let held = async |host| certificates::held(realm, host).await.unwrap();
    // Names at random order nothing, nor do names that are elsewhere.
    for host in ["random.shoes.co.za", "boots.co.za", "mail.shoes.co.za"] {
        assert!(matches!(held(host).await, Held::Nothing), "{host}");
    }
    assert!(!certificates::advance(realm, &office).await.unwrap());

    assert!(matches!(held(HOST).await, Held::Coming));
    assert!(certificates::advance(realm, &office).await.unwrap());
    assert_eq!(asked(), ["account", HOST]);
    assert_eq!(certificates::challenge(realm, HOST).await.unwrap().unwrap(), "answer");
    // Whoever was refused is not asked for again at once.
    assert!(matches!(held(HOST).await, Held::Nothing));
    assert!(!certificates::advance(realm, &office).await.unwrap());

    *office.refuses.lock().unwrap() = false;
    realm.clock.set(realm.now() + Seconds(300), true);
    assert!(matches!(held(HOST).await, Held::Coming));
    assert!(certificates::advance(realm, &office).await.unwrap());
    assert_eq!(asked(), [HOST]);
    assert!(matches!(held(HOST).await, Held::Here(_)));
    assert!(!certificates::advance(realm, &office).await.unwrap());

    // After two thirds of its life the next one is ordered, and the old one serves until then.
    realm.clock.set(realm.now() + Days(61), true);
    *office.refuses.lock().unwrap() = true;
    assert!(certificates::advance(realm, &office).await.unwrap());
    assert_eq!(asked(), [HOST]);
    assert!(matches!(held(HOST).await, Held::Here(_)));

    // A host that leads nowhere any more is forgotten.
    forwarding::clear_url(&world.shop, &name(HOST)).await.unwrap();
    realm.clock.set(realm.now() + Days(1), true);
    assert!(certificates::advance(realm, &office).await.unwrap());
    assert!(asked().is_empty());
    assert!(matches!(held(HOST).await, Held::Nothing));
    assert!(certificates::next(realm).await.unwrap().is_none());
}

#[tokio::test]
async fn domains_whose_mail_goes_elsewhere_are_read_page_by_page() {
    let world = with_shoes().await;
    let wish = |from: &str, to: &str| MailWish { from: from.into(), to: to.into() };
    let wishes = vec![
        wish("info", "jane@example.com"),
        wish("*", "all@example.com"),
        wish("info", "joe@example.com"),
    ];
    forwarding::set_mail(&world.shop, &name(HOST), wishes).await.unwrap();
    let (account, now) = (world.shop.account(), world.realm.now());
    world
        .within(move |tx| {
            for number in 0..600 {
                let zone = tx.add_zone(account, &format!("n{number}.example.com"), 1, now)?;
                let rule = MailRule { from: "a".into(), to: "b@example.com".into() };
                tx.add_mail_forward(zone.id, &rule)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    let first = mail::page(&world.realm.store, None).await.unwrap();
    let shoes = &first.domains[0];
    assert_eq!(shoes.domain, HOST);
    assert_eq!(shoes.addresses["info@shoes.co.za"], ["jane@example.com", "joe@example.com"]);
    assert_eq!(shoes.addresses["@shoes.co.za"], ["all@example.com"]);
    let second = mail::page(&world.realm.store, first.next).await.unwrap();
    assert_eq!(
        (first.domains.len(), second.domains.len(), second.next),
        (500, 101, None::<ZoneId>)
    );
    // A hosted zone of the same name stands in front.
    world
        .within(move |tx| tx.add_hosted_zone(account, SubscriptionId(1), HOST, 1, now).map(drop))
        .await
        .unwrap();
    let first = mail::page(&world.realm.store, None).await.unwrap();
    assert_ne!(first.domains[0].domain, HOST);
}
