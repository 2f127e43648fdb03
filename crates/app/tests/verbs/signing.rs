//! Signed requests: each is answered once, keys are void as soon as they were ended, and guessing
//! costs the guesser its answers and nobody else's.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use app::accounts::children;
use app::accounts::signed_requests::{self, Entered, SignedBody, SignedId};
use app::accounts::signing_keys::{self, Issued, Shape, Wish};
use app::keys::{Keys, hex};
use app::said_once;
use app::{Context, Realm};
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use model::account::AccountId;
use model::error::{Credential, Noun, Restriction};
use model::time::Seconds;
use model::{Error, Result};
use sha2::Sha256;

use crate::world::{AUDIENCE, World};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn wish(of: &Context, shape: Shape) -> Wish {
    let (account, name) = (of.account(), "main".to_owned());
    Wish { audience: AUDIENCE, account, tenant: None, name, shape }
}

async fn issued(realm: &Arc<Realm>, of: &Context, shape: Shape) -> Issued {
    signing_keys::issue(realm, wish(of, shape)).await.unwrap()
}

/// A request's id that no other test has.
fn id(number: u32) -> String {
    hex(&Md5::digest(number.to_be_bytes()))
}

async fn signs(realm: &Arc<Realm>, key: &Issued, id: &str) -> Result<AccountId> {
    let signature = hex(&Md5::digest(format!("{id}{}", key.secret.reveal())));
    enters(realm, id, &signature).await
}

async fn enters(realm: &Arc<Realm>, id: &str, signature: &str) -> Result<AccountId> {
    let request = SignedId { id, signature, address: Some(HERE) };
    let entered = signed_requests::by_signed_id(realm, AUDIENCE, request).await?;
    Ok(entered.cx.account())
}

const fn refused<T>(credential: Credential) -> Result<T> {
    Err(Error::Unauthenticated(credential))
}

#[tokio::test]
async fn a_signed_request_is_answered_once() {
    let world = World::new().await;
    let key = issued(&world.realm, &world.shop, Shape::Secret).await;
    let other = issued(&world.realm, &world.other, Shape::Secret).await;
    assert_eq!((key.secret.reveal().len(), key.public.as_str()), (32, ""));
    assert_eq!(signs(&world.realm, &key, &id(1)).await, Ok(world.shop.account()));
    assert_eq!(signs(&world.realm, &key, &id(1)).await, refused(Credential::Replayed));
    assert_eq!(signs(&world.realm, &key, &id(2)).await, Ok(world.shop.account()));
    // Ids are an account's own.
    assert_eq!(signs(&world.realm, &other, &id(1)).await, Ok(world.other.account()));
    // A wrong signature uses nothing up.
    assert_eq!(enters(&world.realm, &id(3), &id(4)).await, refused(Credential::Wrong));
    assert_eq!(signs(&world.realm, &key, &id(3)).await, Ok(world.shop.account()));
    for (id, signature) in [("", ""), ("x", "y"), (&*id(5), "774d"), ("774d", &*id(5))] {
        assert_eq!(enters(&world.realm, id, signature).await, refused(Credential::Absent));
    }
}

#[tokio::test]
async fn what_came_before_is_known_after_a_restart_and_for_a_day() {
    let world = World::new().await;
    let key = issued(&world.realm, &world.shop, Shape::Secret).await;
    assert!(signs(&world.realm, &key, &id(1)).await.is_ok());
    let again = world.again().await;
    assert_eq!(signs(&again, &key, &id(1)).await, refused(Credential::Replayed));
    world.moves_to("2026-11-22T09:59:59Z");
    said_once::forget(&world.realm).await.unwrap();
    assert_eq!(signs(&world.realm, &key, &id(1)).await, refused(Credential::Replayed));
    world.moves_to("2026-11-22T10:00:00Z");
    said_once::forget(&world.realm).await.unwrap();
    assert!(signs(&world.realm, &key, &id(1)).await.is_ok());
}

#[tokio::test]
async fn a_key_that_was_given_anew_voids_the_old_one_on_every_node() {
    let world = World::new().await;
    let beside = world.again().await;
    let old = issued(&world.realm, &world.shop, Shape::Secret).await;
    for (number, node) in (1..).zip([&world.realm, &beside]) {
        assert!(signs(node, &old, &id(number)).await.is_ok());
    }
    let new = signing_keys::regenerate(&world.realm, wish(&world.shop, Shape::Secret)).await;
    let new = new.unwrap();
    assert!(new.secret != old.secret);
    for (number, node) in (3..).zip([&world.realm, &beside]) {
        assert_eq!(signs(node, &old, &id(number)).await, refused(Credential::Wrong));
        assert!(signs(node, &new, &id(number)).await.is_ok());
    }
    let shop = world.shop.account();
    let listed = signing_keys::list(&world.realm, AUDIENCE, shop, None).await.unwrap();
    assert_eq!(listed.iter().map(|key| key.id).collect::<Vec<_>>(), [new.id]);
    assert!(listed[0].secret == new.secret);
    let stranger = world.other.account();
    let end = |account| signing_keys::end(&world.realm, AUDIENCE, account, new.id);
    assert_eq!(end(stranger).await, Err(Error::NotFound(Noun::AccessKey)));
    end(shop).await.unwrap();
    assert_eq!(end(shop).await, Err(Error::NotFound(Noun::AccessKey)));
    assert_eq!(signs(&beside, &new, &id(5)).await, refused(Credential::Wrong));
}

#[tokio::test]
async fn a_suspended_account_is_told_so() {
    let world = World::new().await;
    let key = issued(&world.realm, &world.shop, Shape::Secret).await;
    children::suspend(&world.registrar, AUDIENCE, "shop").await.unwrap();
    let suspended = Err(Error::Forbidden(Restriction::AccountSuspended));
    assert_eq!(signs(&world.realm, &key, &id(1)).await, suspended);
    children::unsuspend(&world.registrar, AUDIENCE, "shop").await.unwrap();
    assert!(signs(&world.realm, &key, &id(1)).await.is_ok());
}

#[tokio::test]
async fn guessing_ends_in_too_many_attempts_and_good_keys_still_pass() {
    let world = World::with(|settings| settings.sign_in_attempts = 3).await;
    let key = issued(&world.realm, &world.shop, Shape::Secret).await;
    for number in 0..3 {
        let guess = enters(&world.realm, &id(number), &id(99)).await;
        assert_eq!(guess, refused(Credential::Wrong));
    }
    for number in 3..5 {
        let guess = enters(&world.realm, &id(number), &id(99)).await;
        assert!(matches!(guess, Err(Error::TooManyAttempts { .. })));
        assert!(signs(&world.realm, &key, &id(number)).await.is_ok());
    }
}

#[tokio::test]
async fn the_same_seed_gives_the_same_keys_and_another_realm_others() {
    let [one, two] = [World::new().await, World::new().await];
    let key = issued(&one.realm, &one.shop, Shape::Secret).await;
    assert!(issued(&two.realm, &two.shop, Shape::Secret).await.secret == key.secret);
    let elsewhere = World::of(|parts| parts.keys = Keys::from_seed(2)).await;
    let foreign = issued(&elsewhere.realm, &elsewhere.shop, Shape::Secret).await;
    assert!(foreign.secret != key.secret);
    assert_eq!(signs(&elsewhere.realm, &key, &id(1)).await, refused(Credential::Wrong));
    // Nothing that opens an account lies in the files as it is.
    let secret = key.secret.reveal().as_bytes();
    assert!(!one.written().windows(secret.len()).any(|window| window == secret));
}

async fn sends(realm: &Arc<Realm>, key: &Issued, moment: &str, body: &str) -> Result<Entered> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.secret.reveal().as_bytes()).unwrap();
    mac.update(format!("{}{body}{moment}", key.public).as_bytes());
    let signature = hex(&mac.finalize().into_bytes());
    let request = SignedBody {
        key: &key.public,
        signature: &signature,
        moment,
        body: body.as_bytes(),
        address: Some(HERE),
    };
    signed_requests::by_signed_body(realm, AUDIENCE, request).await
}

#[tokio::test]
async fn a_signed_body_counts_once_and_for_ten_minutes() {
    let world = World::new().await;
    let key = issued(&world.realm, &world.shop, Shape::Pair).await;
    assert_eq!((key.public.len(), key.secret.reveal().len()), (32, 64));
    let now = world.realm.now().unix();
    let at = |seconds: i64, millis: i64| ((now + seconds) * 1_000 + millis).to_string();
    let entered = sends(&world.realm, &key, &at(0, 0), "{}").await.unwrap();
    assert_eq!((entered.cx.account(), entered.tenant), (world.shop.account(), None));
    let why = |outcome: Result<Entered>| outcome.err();
    let wrong = |credential| Some(Error::Unauthenticated(credential));
    let again = sends(&world.again().await, &key, &at(0, 0), "{}").await;
    assert_eq!(why(again), wrong(Credential::Replayed));
    assert_eq!(why(sends(&world.realm, &key, &at(0, 1), "{}").await), None);
    assert_eq!(why(sends(&world.realm, &key, &at(0, 0), "").await), None);
    for seconds in [-600, 600] {
        assert_eq!(why(sends(&world.realm, &key, &at(seconds, 0), "{}").await), None);
    }
    for moment in [at(-601, 0), at(601, 0), "soon".to_owned(), String::new()] {
        let outcome = sends(&world.realm, &key, &moment, "{}").await;
        assert_eq!(why(outcome), wrong(Credential::OutOfTime), "{moment}");
    }
    // A machine that knows nothing of the sandbox's clock signs by real time.
    let real = format!("{}000", world.realm.clock.machine().unix());
    assert_eq!(why(sends(&world.realm, &key, &real, "{}").await), None);
    assert_eq!(why(sends(&world.realm, &key, &real, "{}").await), wrong(Credential::Replayed));

    let other = issued(&world.realm, &world.other, Shape::Pair).await;
    let mixed = Issued { public: key.public.clone(), ..other };
    assert_eq!(why(sends(&world.realm, &mixed, &at(1, 0), "").await), wrong(Credential::Wrong));
    let nobodys = Issued { public: "nobody".to_owned(), ..key };
    assert_eq!(why(sends(&world.realm, &nobodys, &at(1, 0), "").await), wrong(Credential::Wrong));
}

#[tokio::test]
async fn the_key_of_a_tenant_opens_that_tenant_alone() {
    let world = World::new().await;
    let tenant = Some(world.other.account());
    let narrow = Wish { tenant, ..wish(&world.shop, Shape::Pair) };
    let key = signing_keys::issue(&world.realm, narrow.clone()).await.unwrap();
    let moment = format!("{}000", world.realm.now().unix());
    let entered = sends(&world.realm, &key, &moment, "").await.unwrap();
    assert_eq!((entered.cx.account(), entered.tenant), (world.shop.account(), tenant));
    let shop = world.shop.account();
    let of = |tenant| signing_keys::list(&world.realm, AUDIENCE, shop, tenant);
    assert!(of(None).await.unwrap().is_empty());
    assert_eq!(of(tenant).await.unwrap().len(), 1);
    // The reseller's own keys are given anew without touching it.
    signing_keys::regenerate(&world.realm, wish(&world.shop, Shape::Pair)).await.unwrap();
    assert_eq!(of(tenant).await.unwrap()[0].id, key.id);
    for _ in 1..20 {
        signing_keys::issue(&world.realm, narrow.clone()).await.unwrap();
    }
    assert!(signing_keys::issue(&world.realm, narrow).await.is_err());
}

#[tokio::test]
async fn a_word_is_kept_as_long_as_was_asked() {
    let world = World::new().await;
    let once = || said_once::once(&world.realm, "door", "knock", Seconds(60));
    assert!(once().await.unwrap());
    assert!(!once().await.unwrap());
    world.moves_to("2026-11-21T10:01:00Z");
    said_once::forget(&world.realm).await.unwrap();
    assert!(once().await.unwrap());
}
