//! The signing of zones, apart from what a registry does for it.

use app::zones::hosted::{self, Beginning, records};
use app::zones::signing::{self, SigningKeys, Standing, Told, Which, platform};
use app::{Context, jobs, zones};
use model::error::{Noun, Prohibition};
use model::event::EventKind;
use model::zone::ZoneId;
use model::zone::signing::{Algorithm, Stage, Step};
use model::{Error, Result};

use crate::hosted_zones::{dns, draft};
use crate::world::{World, name};

const APEX: &str = "boots.example.com";

async fn standing(world: &World) -> Option<Standing> {
    platform::read(&world.realm, APEX).await.unwrap()
}

async fn stage(world: &World) -> Option<Stage> {
    standing(world).await.map(|standing| standing.signing.stage)
}

/// What whoever serves the zone signs it with.
async fn keys(world: &World, zone: ZoneId) -> Option<SigningKeys> {
    let keys = world.realm.keys.clone();
    world.within(move |tx| signing::signing_of(tx, &keys, zone)).await.unwrap()
}

async fn serial(cx: &Context, which: &Which) -> u32 {
    let Which::Hosted(under, zone) = which else { unreachable!("only hosted zones are looked at") };
    hosted::details(cx, *under, *zone).await.unwrap().zone.serial
}

async fn sleeps_until(world: &World, moment: &str) {
    let moment = model::time::Timestamp::parse(moment).unwrap();
    jobs::move_clock(&world.realm, moment).await.unwrap();
}

/// A zone under a subscription, of a name that is registered elsewhere.
async fn hosts(world: &World) -> (Which, ZoneId) {
    let under = dns(world, &world.shop).await;
    let zone = hosted::create(&world.shop, under, APEX, Beginning::Empty).await.unwrap();
    records::add(&world.shop, under, zone, draft("www A 192.0.2.1")).await.unwrap();
    (Which::Hosted(under, zone), zone)
}

#[tokio::test]
async fn a_zone_of_a_name_from_elsewhere_is_signed_and_its_holder_tells_the_parent() {
    let world = World::new().await;
    let (which, zone) = hosts(&world).await;
    let shop = &world.shop;
    let before = serial(shop, &which).await;
    assert!(keys(&world, zone).await.is_none());
    signing::enable(shop, which.clone(), Algorithm::Ed25519).await.unwrap();
    let signed = keys(&world, zone).await.unwrap();
    assert_eq!((signed.keys.len(), signed.told), (1, Told::Silent));
    assert!(signed.keys[0].signs && signed.keys[0].algorithm == Algorithm::Ed25519);
    assert!(serial(shop, &which).await > before, "servers have to hear of it");
    let known = standing(&world).await.unwrap();
    assert_eq!((known.wanted, known.next.1), (None, Step::Offer));

    // No cache holds an unsigned answer for more than an hour.
    sleeps_until(&world, "2026-11-21T11:00:00Z").await;
    let offered = standing(&world).await.unwrap();
    assert_eq!((offered.signing.stage, offered.awaits_holder), (Stage::Offered, true));
    assert_eq!(offered.wanted, Some(vec![offered.keys[0].signer.clone()]));
    let told = keys(&world, zone).await.unwrap();
    assert!(told.told == Told::Keys && told.keys[0].delegated);
    signing::confirm(shop, which.clone()).await.unwrap();
    assert_eq!(stage(&world).await, Some(Stage::Secure));
    let again = signing::confirm(shop, which.clone()).await;
    assert_eq!(again, Err(Error::NothingPending(Noun::Zone)));

    // Signatures are made anew each week, which is a change like any other.
    let before = serial(shop, &which).await;
    sleeps_until(&world, "2026-11-29T10:00:00Z").await;
    assert!(serial(shop, &which).await > before);
    let anew = keys(&world, zone).await.unwrap();
    assert_eq!(anew.signed_at.to_string(), "2026-11-28T10:00:00Z");
    assert_eq!(world.log(shop, 1).await, [EventKind::ZoneSigningStepped]);
}

#[tokio::test]
async fn a_key_changes_and_goes_when_the_parent_forgot_it() {
    let world = World::new().await;
    let (which, zone) = hosts(&world).await;
    let shop = &world.shop;
    signing::enable(shop, which.clone(), Algorithm::EcdsaP256).await.unwrap();
    sleeps_until(&world, "2026-11-21T11:00:00Z").await;
    signing::confirm(shop, which.clone()).await.unwrap();
    let old = standing(&world).await.unwrap().keys[0].tag;

    signing::roll(shop, which.clone()).await.unwrap();
    let both = standing(&world).await.unwrap();
    assert_eq!((both.keys.len(), both.keys[0].tag), (2, old));
    let busy = Err(Error::Prohibited(Prohibition::PendingOperation));
    assert_eq!(signing::roll(shop, which.clone()).await, busy);
    sleeps_until(&world, "2026-11-21T13:00:00Z").await;
    let exchanging = standing(&world).await.unwrap();
    assert_eq!(exchanging.signing.stage, Stage::Exchanging);
    assert_eq!(exchanging.wanted, Some(vec![exchanging.keys[1].signer.clone()]));
    // However long it takes: the old key stays until the parent has the new one.
    sleeps_until(&world, "2026-12-24T13:00:00Z").await;
    assert_eq!(keys(&world, zone).await.unwrap().keys.len(), 2);
    signing::confirm(shop, which.clone()).await.unwrap();
    sleeps_until(&world, "2026-12-25T13:59:59Z").await;
    assert_eq!(stage(&world).await, Some(Stage::Retiring));
    sleeps_until(&world, "2026-12-25T14:00:00Z").await;
    let after = standing(&world).await.unwrap();
    assert_eq!((after.signing.stage, after.keys.len()), (Stage::Secure, 1));
    assert_ne!(after.keys[0].tag, old);

    // A restart knows the same keys.
    let realm = world.again().await;
    let (opening, kept) = (realm.keys.clone(), keys(&world, zone).await.unwrap());
    let found = realm.store.read(move |tx| signing::signing_of(tx, &opening, zone)).await;
    let found = found.unwrap().unwrap();
    assert_eq!(found.keys[0].secret.reveal(), kept.keys[0].secret.reveal());
    assert!(!world.written().windows(32).any(|part| part == kept.keys[0].secret.reveal()));
}

#[tokio::test]
async fn a_zone_is_signed_no_more_when_nobody_counts_on_it() {
    let world = World::new().await;
    let (which, zone) = hosts(&world).await;
    let shop = &world.shop;
    let off = Err(Error::Prohibited(Prohibition::Disabled));
    assert_eq!(signing::disable(shop, which.clone()).await, off);
    assert_eq!(signing::roll(shop, which.clone()).await, off);
    // Before anybody was told of the key it goes at once.
    signing::enable(shop, which.clone(), Algorithm::EcdsaP256).await.unwrap();
    signing::disable(shop, which.clone()).await.unwrap();
    assert!(keys(&world, zone).await.is_none());

    signing::enable(shop, which.clone(), Algorithm::EcdsaP256).await.unwrap();
    sleeps_until(&world, "2026-11-21T11:00:00Z").await;
    signing::disable(shop, which.clone()).await.unwrap();
    assert_eq!(keys(&world, zone).await.unwrap().told, Told::Nothing);
    sleeps_until(&world, "2026-11-30T00:00:00Z").await;
    assert_eq!(stage(&world).await, Some(Stage::Withdrawing), "the parent may still have it");
    // It may stay after all.
    let otherwise = signing::enable(shop, which.clone(), Algorithm::Ed25519).await;
    assert_eq!(otherwise, Err(Error::Prohibited(Prohibition::SignedHere)));
    signing::enable(shop, which.clone(), Algorithm::EcdsaP256).await.unwrap();
    assert_eq!(stage(&world).await, Some(Stage::Offered));
    signing::disable(shop, which.clone()).await.unwrap();
    signing::confirm(shop, which.clone()).await.unwrap();
    sleeps_until(&world, "2026-12-01T01:00:00Z").await;
    assert!(keys(&world, zone).await.is_none());
    assert_eq!(standing(&world).await, None);
}

#[tokio::test]
async fn only_the_holder_has_the_switch() {
    let world = World::new().await;
    let (which, zone) = hosts(&world).await;
    let Which::Hosted(under, _) = which else { unreachable!() };
    let missing: Result<()> = Err(Error::NotFound(Noun::Subscription));
    let stranger = signing::enable(&world.other, Which::Hosted(under, zone), Algorithm::Ed25519);
    assert_eq!(stranger.await, missing);
    let shoes = name("shoes.co.za");
    world.gives(&world.shop, &shoes, true).await;
    let none = signing::enable(&world.shop, Which::Name(shoes.clone()), Algorithm::Ed25519).await;
    assert_eq!(none, Err(Error::NotFound(Noun::Zone)));
    zones::add(&world.shop, &shoes, draft("@ A 192.0.2.1")).await.unwrap();
    let stranger = signing::enable(&world.other, Which::Name(shoes.clone()), Algorithm::Ed25519);
    assert_eq!(stranger.await, Err(Error::NotYours(Noun::Domain)));
    signing::enable(&world.shop, Which::Name(shoes.clone()), Algorithm::Ed25519).await.unwrap();
    let read = signing::read(&world.other, Which::Name(shoes)).await;
    assert_eq!(read, Err(Error::NotYours(Noun::Domain)));
    let nowhere = platform::enable(&world.realm, "nobodys.co.za", Algorithm::Ed25519).await;
    assert_eq!(nowhere, Err(Error::NotFound(Noun::Zone)));
}

#[tokio::test]
async fn whichever_zone_answers_is_signed_with_the_same_keys() {
    let world = World::new().await;
    let (shop, shoes) = (&world.shop, name("shoes.co.za"));
    world.gives(shop, &shoes, true).await;
    zones::add(shop, &shoes, draft("@ A 192.0.2.1")).await.unwrap();
    let which = Which::Name(shoes.clone());
    signing::enable(shop, which.clone(), Algorithm::Ed25519).await.unwrap();
    let tag = async || signing::read(shop, which.clone()).await.unwrap().unwrap().keys[0].tag;
    let before = tag().await;
    let under = dns(&world, shop).await;
    let hosted = hosted::create(shop, under, "shoes.co.za", Beginning::Empty).await.unwrap();
    assert_eq!(tag().await, before);
    assert!(keys(&world, hosted).await.is_some());
    hosted::delete(shop, under, hosted).await.unwrap();
    assert_eq!(tag().await, before);

    // A registry that cannot be reached is asked again, and the zone stays as it is.
    sleeps_until(&world, "2026-11-23T10:00:00Z").await;
    let standing = signing::read(shop, which.clone()).await.unwrap().unwrap();
    assert_eq!((standing.signing.stage, standing.awaits_holder), (Stage::Offered, false));
    assert_eq!(standing.at_registry, Some(Vec::new()));
    let not_mine = signing::confirm(shop, which).await;
    assert_eq!(not_mine, Err(Error::NothingPending(Noun::Zone)));
}
