//! Another way into an account: what a deputy sees and does is the account's own.

use app::accounts::sign_in::{self, Credentials};
use app::accounts::{funds, members, prices, profile, second_access, token_pair};
use app::domains;
use app::{Context, accounts};
use model::account::MemberRole;
use model::contact::Contact;
use model::error::{Credential, Field, Noun, Reason};
use model::secret::Secret;
use model::{Error, Result};

use crate::world::{AUDIENCE, PAGE, World, credentials, jane, name, password};

/// The family of callers that the deputy belongs to.
const ELSEWHERE: &str = "elsewhere";

async fn opens_second(world: &World, login: &str) -> Result<accounts::open::Opened> {
    let account = world.shop.account();
    second_access::give(&world.realm, account, ELSEWHERE, login, password()).await
}

async fn deputy(world: &World) -> Context {
    let key = opens_second(world, "shop-elsewhere").await.unwrap().api_key;
    sign_in::by_api_key(&world.realm, key.reveal(), ELSEWHERE, None).await.unwrap()
}

#[tokio::test]
async fn a_deputy_acts_on_the_same_names_funds_and_prices() {
    let world = World::new().await;
    world.gives(&world.shop, &name("karoo.co.za"), true).await;
    funds::add(&world.registrar, AUDIENCE, "shop", "250.00").await.unwrap();
    let deputy = deputy(&world).await;
    assert_eq!(deputy.account(), world.shop.account());
    assert_eq!(deputy.session.login, "shop-elsewhere");
    assert_eq!(funds::balance(&deputy).await.unwrap(), funds::balance(&world.shop).await.unwrap());
    assert_eq!(
        prices::all(&deputy, ELSEWHERE, None).await.unwrap(),
        prices::all(&world.shop, AUDIENCE, None).await.unwrap()
    );
    assert!(!domains::lock::read(&deputy, name("karoo.co.za")).await.unwrap().eq(&lock_on()));
    // What the owner may, it may: here, to keep sub-users of its own family.
    let added = members::add(&deputy, ELSEWHERE, "clerk", password(), jane()).await.unwrap();
    let clerk = sign_in::by_api_key(&world.realm, added.api_key.reveal(), ELSEWHERE, None);
    assert_eq!(clerk.await.unwrap().session.login, "shop-elsewhere");
    assert_eq!(
        members::list(&world.shop, members::MemberFilter::default(), PAGE).await.unwrap().total,
        1
    );
}

const fn lock_on() -> model::domain::Lock {
    model::domain::Lock::On
}

#[tokio::test]
async fn who_the_account_is_stays_one_thing() {
    let world = World::new().await;
    let deputy = deputy(&world).await;
    let moved = Contact { city: "Durban".into(), ..jane() };
    profile::update(&deputy, ELSEWHERE, None, moved.clone(), None).await.unwrap();
    assert_eq!(profile::client(&world.shop).await.unwrap().owner.profile, moved);
    let again = Contact { city: "Paarl".into(), ..jane() };
    profile::update(&world.shop, AUDIENCE, None, again.clone(), None).await.unwrap();
    for login in [None, Some("shop-elsewhere")] {
        let seen = profile::read(&deputy, ELSEWHERE, login).await.unwrap();
        assert_eq!(seen.member.profile, again);
        assert_eq!(
            (seen.member.login.as_str(), seen.api_key.reveal().len()),
            ("shop-elsewhere", 36)
        );
    }
    // One owner, as before.
    let account = world.shop.account();
    let owner = world.within(move |tx| tx.owner(account)).await.unwrap();
    assert_eq!((owner.member.login.as_str(), owner.member.role), ("shop", MemberRole::Owner));
    assert!(world.books_balance().await);
}

#[tokio::test]
async fn each_way_in_has_its_own_password_and_audience() {
    let world = World::new().await;
    opens_second(&world, "shop-elsewhere").await.unwrap();
    let with = |audience, login: &str| Credentials { audience, ..credentials(login) };
    let enters = |credentials| token_pair::sign_in_for_pair(&world.realm, credentials);
    let pair = enters(with(ELSEWHERE, "shop-elsewhere")).await.unwrap();
    assert!(sign_in::by_token(&world.realm, pair.access.reveal(), ELSEWHERE).await.is_ok());
    assert!(sign_in::by_token(&world.realm, pair.access.reveal(), AUDIENCE).await.is_err());
    let wrong = Some(Error::Unauthenticated(Credential::Wrong));
    assert_eq!(enters(with(AUDIENCE, "shop-elsewhere")).await.err(), wrong);
    assert_eq!(enters(with(ELSEWHERE, "shop")).await.err(), wrong);

    let fresh = Some(Secret::new("another horse".to_owned()));
    profile::update(&world.shop, AUDIENCE, None, jane(), fresh).await.unwrap();
    assert!(sign_in::by_token(&world.realm, pair.access.reveal(), ELSEWHERE).await.is_ok());
}

#[tokio::test]
async fn a_parent_credits_its_child_under_either_login() {
    let world = World::new().await;
    opens_second(&world, "shop-elsewhere").await.unwrap();
    let key = second_access::give(
        &world.realm,
        world.registrar.account(),
        ELSEWHERE,
        "house",
        password(),
    );
    let key = key.await.unwrap().api_key;
    let house = sign_in::by_api_key(&world.realm, key.reveal(), ELSEWHERE, None).await.unwrap();
    funds::add(&house, ELSEWHERE, "shop-elsewhere", "10.00").await.unwrap();
    funds::add(&world.registrar, AUDIENCE, "shop", "5.00").await.unwrap();
    assert_eq!(funds::balance(&world.shop).await.unwrap().balance().minor, 1_500);
    let rival = funds::add(&world.rival, ELSEWHERE, "shop-elsewhere", "10.00").await;
    assert_eq!(rival.err(), Some(Error::NotFound(Noun::Account)));
}

#[tokio::test]
async fn logins_stay_unique_and_deputies_few() {
    let world = World::new().await;
    opens_second(&world, "shop-elsewhere").await.unwrap();
    assert_eq!(
        opens_second(&world, "Shop-Elsewhere").await.err(),
        Some(Error::Taken(Noun::Member))
    );
    for number in 1..20 {
        opens_second(&world, &format!("deputy-{number}")).await.unwrap();
    }
    assert_eq!(
        opens_second(&world, "deputy-20").await.err(),
        Some(Error::invalid(Field::Login, Reason::MoreThan(20)))
    );
}
