//! Zones under subscriptions, beside those of names.

use app::Context;
use app::zones::hosted::{self, Beginning, records};
use app::zones::{self, OwnedDraft, RecordPatch};
use model::error::{Field, Noun, Prohibition, Reason, RecordPart};
use model::event::EventKind;
use model::money::{Currency, Money};
use model::product::{Cycle, ProductId, ProductKind};
use model::subscription::{Subscription, SubscriptionId, SubscriptionState};
use model::zone::{RecordId, ZoneId};
use model::{Error, Result};
use store::subscriptions::StoredSubscription;

use crate::world::{World, name};

/// A subscription as it stands once it was paid for.
async fn subscribes(
    world: &World,
    cx: &Context,
    kind: ProductKind,
    state: SubscriptionState,
) -> SubscriptionId {
    let (now, nothing) = (world.realm.now(), Money::zero(Currency::ZAR));
    let stored = StoredSubscription {
        subscription: Subscription {
            id: SubscriptionId(0),
            account: cx.account(),
            product: ProductId(1),
            kind,
            cycle: Cycle::Month,
            state,
            domain: String::new(),
            label: String::new(),
            username: String::new(),
            first_payment: nothing,
            recurring: nothing,
            created: now,
            anchor: now,
            due: now,
            invoiced: None,
            cancellation: None,
            ended: None,
            prepaid: false,
            autorenew: false,
            part_of: None,
        },
        password_sealed: Vec::new(),
        reason: String::new(),
        selection: String::new(),
        method: None,
        note: String::new(),
    };
    world.within(move |tx| tx.add_subscription(&stored)).await.unwrap()
}

/// A running subscription to name servers.
pub async fn dns(world: &World, cx: &Context) -> SubscriptionId {
    subscribes(world, cx, ProductKind::Dns, SubscriptionState::Active).await
}

pub fn draft(text: &str) -> OwnedDraft {
    let mut words = text.splitn(3, ' ').map(str::to_owned);
    let mut word = || words.next().unwrap_or_default();
    OwnedDraft { name: word(), kind: word(), content: word(), ..OwnedDraft::default() }
}

async fn shown(cx: &Context, under: SubscriptionId, zone: ZoneId) -> Vec<String> {
    let details = hosted::details(cx, under, zone).await.unwrap();
    let line = |record: &model::zone::Record| {
        format!("{} {} {}", record.name, record.kind, record.content)
    };
    details.records.iter().map(|(_, record)| line(record)).collect()
}

async fn answers(world: &World, apex: &str) -> Vec<String> {
    let found = zones::published(&world.realm, apex).await.unwrap();
    let records = found.map(|zone| zone.records).unwrap_or_default();
    // Every zone begins with its authority.
    records.iter().skip(1).map(|record| format!("{} {}", record.kind, record.content)).collect()
}

#[tokio::test]
async fn a_zone_is_made_filled_and_removed() {
    let world = World::new().await;
    let shop = &world.shop;
    let under = dns(&world, shop).await;
    let zone = hosted::create(shop, under, "Boots.Example.COM.", Beginning::Empty).await.unwrap();
    assert!(shown(shop, under, zone).await.is_empty());
    let listed = hosted::list(shop).await.unwrap();
    assert_eq!(
        (listed[0].id, listed[0].subscription, listed[0].name.as_str()),
        (zone, Some(under), "boots.example.com")
    );
    assert_eq!(hosted::list_of(shop, under).await.unwrap(), listed);

    let add = |text| records::add(shop, under, zone, draft(text));
    let (www, _) = add("www A 192.0.2.1").await.unwrap();
    let (service, stored) =
        add("_sip._tcp.boots.example.com. SRV 10 5060 sip.example.com").await.unwrap();
    assert_eq!(stored.name, "_sip._tcp.boots.example.com");
    assert_eq!(model::zone::service_parts(&stored.content), Some((10, 5060, "sip.example.com")));
    add("www A 192.0.2.1").await.unwrap();
    let details = hosted::details(shop, under, zone).await.unwrap();
    assert_eq!(details.row_numbers(), [0, 1, 3]);

    let patch = RecordPatch { content: Some("192.0.2.9".into()), ..RecordPatch::default() };
    let changed = records::change(shop, under, zone, www, patch).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.ttl), ("www.boots.example.com", 3600));
    records::delete(shop, under, zone, service).await.unwrap();
    let missing = Err(Error::NotFound(Noun::Record));
    assert_eq!(records::delete(shop, under, zone, service).await, missing);
    assert_eq!(
        shown(shop, under, zone).await,
        ["www.boots.example.com A 192.0.2.9", "www.boots.example.com A 192.0.2.1"]
    );

    assert_eq!(hosted::delete(shop, under, zone).await.unwrap(), "boots.example.com");
    assert!(hosted::list(shop).await.unwrap().is_empty());
    let gone = hosted::details(shop, under, zone).await.err();
    assert_eq!(gone, Some(Error::NotFound(Noun::Zone)));
    assert_eq!(
        world.log(shop, 7).await,
        [
            EventKind::ZoneRemoved,
            EventKind::ZoneChanged,
            EventKind::ZoneChanged,
            EventKind::ZoneChanged,
            EventKind::ZoneChanged,
            EventKind::ZoneChanged,
            EventKind::ZoneHosted,
        ]
    );
}

#[tokio::test]
async fn a_refused_record_changes_nothing() {
    let world = World::new().await;
    let shop = &world.shop;
    let under = dns(&world, shop).await;
    let zone = hosted::create(shop, under, "boots.example.com", Beginning::Empty).await.unwrap();
    let (www, _) = records::add(shop, under, zone, draft("www A 192.0.2.1")).await.unwrap();
    let serial = async || hosted::details(shop, under, zone).await.unwrap().zone.serial;
    let before = serial().await;
    let unfit = Error::invalid(Field::Record(0, RecordPart::Content), Reason::UnfitContent);
    let added = records::add(shop, under, zone, draft("a A nonsense")).await;
    assert_eq!(added.err(), Some(unfit.clone()));
    let change = |patch| records::change(shop, under, zone, www, patch);
    let kind = RecordPatch { kind: Some("AAAA".into()), ..RecordPatch::default() };
    assert_eq!(change(kind).await.err(), Some(unfit));
    let nothing = Error::Missing(Field::Record(0, RecordPart::Content));
    assert_eq!(change(RecordPatch::default()).await.err(), Some(nothing));
    assert_eq!(serial().await, before);
}

#[tokio::test]
async fn only_a_running_subscription_to_name_servers_holds_zones() {
    let world = World::new().await;
    let shop = &world.shop;
    let own = dns(&world, shop).await;
    let kept = hosted::create(shop, own, "kept.example.com", Beginning::Empty).await.unwrap();
    let hosting = subscribes(&world, shop, ProductKind::Hosting, SubscriptionState::Active).await;
    let ended = subscribes(&world, shop, ProductKind::Dns, SubscriptionState::Cancelled).await;
    let strangers = dns(&world, &world.other).await;
    for (under, error) in [
        (hosting, Error::Prohibited(Prohibition::NotOffered)),
        (ended, Error::Prohibited(Prohibition::NotRunning)),
        (strangers, Error::NotFound(Noun::Subscription)),
        (SubscriptionId(99), Error::NotFound(Noun::Subscription)),
    ] {
        let created =
            hosted::create(shop, under, "boots.example.com", Beginning::Empty).await.err();
        assert_eq!(created, Some(error.clone()));
        assert_eq!(hosted::list_of(shop, under).await.err(), Some(error.clone()));
        assert_eq!(hosted::details(shop, under, kept).await.err(), Some(error.clone()));
        assert_eq!(hosted::delete(shop, under, kept).await.err(), Some(error.clone()));
        let added = records::add(shop, under, kept, draft("www A 192.0.2.1")).await.err();
        assert_eq!(added, Some(error.clone()));
        let changed = records::change(shop, under, kept, RecordId(1), RecordPatch::default());
        assert_eq!(changed.await.err(), Some(error.clone()));
        assert_eq!(records::delete(shop, under, kept, RecordId(1)).await.err(), Some(error));
    }
    // A zone is found under its own subscription only.
    let second = dns(&world, shop).await;
    let missing = Some(Error::NotFound(Noun::Zone));
    assert_eq!(hosted::details(shop, second, kept).await.err(), missing);
    assert_eq!(hosted::details(&world.other, strangers, kept).await.err(), missing);
    assert_eq!(hosted::delete(&world.other, strangers, kept).await.err(), missing);
}

#[tokio::test]
async fn the_first_to_have_a_name_keeps_it() {
    let world = World::new().await;
    let (shop, other) = (&world.shop, &world.other);
    let (own, strangers) = (dns(&world, shop).await, dns(&world, other).await);
    hosted::create(shop, own, "boots.example.com", Beginning::Empty).await.unwrap();
    let again = hosted::create(shop, own, "BOOTS.example.com", Beginning::Empty).await.err();
    assert_eq!(again, Some(Error::Exists(Noun::Zone)));
    let taken = Some(Error::Taken(Noun::Zone));
    let refused = async |apex| hosted::create(other, strangers, apex, Beginning::Empty).await.err();
    assert_eq!(refused("boots.example.com").await, taken);
    // Below somebody's zone a zone would take names out of it.
    assert_eq!(refused("www.boots.example.com").await, taken);
    hosted::create(shop, own, "www.boots.example.com", Beginning::Empty).await.unwrap();
    hosted::create(other, strangers, "shirts.example.com", Beginning::Empty).await.unwrap();

    let shoes = name("shoes.co.za");
    world.gives(shop, &shoes, true).await;
    zones::add(shop, &shoes, draft("@ A 192.0.2.1")).await.unwrap();
    assert_eq!(refused("shoes.co.za").await, taken);
    hosted::create(shop, own, "shoes.co.za", Beginning::Empty).await.unwrap();

    for apex in ["co.za", "com", "not a name", "192.0.2.1"] {
        let refusal = Some(Error::invalid(Field::Domain, Reason::NotAName));
        assert_eq!(refused(apex).await, refusal, "{apex}");
    }
}

#[tokio::test]
async fn the_hosted_zone_answers_while_it_exists() {
    let world = World::new().await;
    let (shop, shoes) = (&world.shop, name("shoes.co.za"));
    let under = dns(&world, shop).await;
    world.gives(shop, &shoes, true).await;
    zones::registrar::add(shop, &shoes, draft("@ A 192.0.2.1")).await.unwrap();
    let servers = "NS ns1.nameyard.example";
    assert_eq!(answers(&world, "shoes.co.za").await, [servers, "A 192.0.2.1"]);

    let zone = hosted::create(shop, under, "shoes.co.za", Beginning::Empty).await.unwrap();
    assert_eq!(answers(&world, "shoes.co.za").await, [servers]);
    records::add(shop, under, zone, draft("www NS ns.example.net")).await.unwrap();
    assert_eq!(answers(&world, "shoes.co.za").await, [servers, "NS ns.example.net"]);
    records::add(shop, under, zone, draft("@ NS ns.example.org")).await.unwrap();
    let own = ["NS ns.example.net", "NS ns.example.org"];
    assert_eq!(answers(&world, "shoes.co.za").await, own);
    hosted::delete(shop, under, zone).await.unwrap();
    assert_eq!(answers(&world, "shoes.co.za").await, [servers, "A 192.0.2.1"]);
    assert!(answers(&world, "nobodys.co.za").await.is_empty());
}

#[tokio::test]
async fn a_strangers_hosted_zone_goes_on_when_the_name_comes_to_somebody() {
    let world = World::new().await;
    let (shop, other, shoes) = (&world.shop, &world.other, name("shoes.co.za"));
    let strangers = dns(&world, other).await;
    let hosted = hosted::create(other, strangers, "shoes.co.za", Beginning::Empty).await.unwrap();
    records::add(other, strangers, hosted, draft("@ A 192.0.2.66")).await.unwrap();
    world.gives(shop, &shoes, true).await;
    // A name that is bought has its zone all the same; one made by hand would never answer.
    let taken: Result<()> = Err(Error::Taken(Noun::Zone));
    let added = zones::registrar::add(shop, &shoes, draft("@ A 192.0.2.1")).await;
    assert_eq!(added.map(drop), taken);
    let (act, made) = (
        app::news::Act { account: shop.account(), member: None, now: world.realm.now() },
        shoes.clone(),
    );
    world.within(move |tx| zones::ensure(tx, act, act.account, &made, None)).await.unwrap();
    zones::registrar::add(shop, &shoes, draft("@ A 192.0.2.1")).await.unwrap();
    assert!(answers(&world, "shoes.co.za").await.contains(&"A 192.0.2.66".to_owned()));
    let (dropped, now) = (shoes.clone(), world.realm.now());
    world.within(move |tx| zones::drop_zone(tx, &dropped, now)).await.unwrap();
    assert_eq!(hosted::list(other).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_account_hosts_so_many_zones_and_no_more() {
    let world = World::new().await;
    let under = dns(&world, &world.shop).await;
    let (account, now) = (world.shop.account(), world.realm.now());
    world
        .within(move |tx| {
            for number in 1..hosted::MOST_ZONES {
                tx.add_hosted_zone(account, under, &format!("z{number}.example.com"), 1, now)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    hosted::create(&world.shop, under, "last.example.com", Beginning::Empty).await.unwrap();
    let refused =
        hosted::create(&world.shop, under, "more.example.com", Beginning::Empty).await.err();
    let bound = Error::invalid(Field::Domain, Reason::MoreThan(hosted::MOST_ZONES));
    assert_eq!(refused, Some(bound));
    let act = app::news::Act { account, member: None, now };
    world.within(move |tx| hosted::drop_all(tx, act, under)).await.unwrap();
    assert!(hosted::list(&world.shop).await.unwrap().is_empty());
}
