//! Logins and passwords that come with every call.

use app::Context;
use app::accounts::sign_in::{self, Credentials};
use app::accounts::{children, profile, token_pair};
use model::error::{Credential, Restriction};
use model::secret::Secret;
use model::{Error, Result};

use crate::world::{AUDIENCE, World, credentials, jane};

async fn enters(world: &World, password: &str) -> Result<Context> {
    let password = Secret::new(password.to_owned());
    let credentials = Credentials { password, ..credentials("Shop") };
    sign_in::by_password(&world.realm, credentials).await
}

#[tokio::test]
async fn a_password_opens_call_after_call() {
    let world = World::new().await;
    for _ in 0..3 {
        let cx = enters(&world, "correct horse").await.unwrap();
        assert_eq!(
            (cx.account(), cx.caller.member),
            (world.shop.account(), world.shop.caller.member)
        );
        // There is no token to end.
        token_pair::end_access(&cx).await.unwrap();
    }
    let wrong = Some(Error::Unauthenticated(Credential::Wrong));
    assert_eq!(enters(&world, "wrong horse").await.err(), wrong);
    let stranger = Credentials { audience: "elsewhere", ..credentials("shop") };
    assert_eq!(sign_in::by_password(&world.realm, stranger).await.err(), wrong);
}

#[tokio::test]
async fn a_new_password_and_a_suspension_bite_at_once() {
    let world = World::new().await;
    assert!(enters(&world, "correct horse").await.is_ok());
    children::suspend(&world.registrar, AUDIENCE, "shop").await.unwrap();
    assert_eq!(
        enters(&world, "correct horse").await.err(),
        Some(Error::Forbidden(Restriction::AccountSuspended))
    );
    children::unsuspend(&world.registrar, AUDIENCE, "shop").await.unwrap();
    assert!(enters(&world, "correct horse").await.is_ok());

    let fresh = Some(Secret::new("another horse".to_owned()));
    profile::update(&world.shop, AUDIENCE, None, jane(), fresh).await.unwrap();
    assert_eq!(
        enters(&world, "correct horse").await.err(),
        Some(Error::Unauthenticated(Credential::Wrong))
    );
    assert!(enters(&world, "another horse").await.is_ok());
}

#[tokio::test]
async fn failures_are_counted_as_for_a_sign_in() {
    let world = World::with(|settings| settings.sign_in_attempts = 2).await;
    assert!(enters(&world, "correct horse").await.is_ok());
    for _ in 0..2 {
        assert_eq!(
            enters(&world, "wrong horse").await.err(),
            Some(Error::Unauthenticated(Credential::Wrong))
        );
    }
    assert!(matches!(
        enters(&world, "wrong horse").await.err(),
        Some(Error::TooManyAttempts { .. })
    ));
    assert!(enters(&world, "correct horse").await.is_ok());
}

#[tokio::test]
async fn calls_are_written_down_once_an_hour() {
    let world = World::new().await;
    let last = || async { profile::client(&world.shop).await.unwrap().last_sign_in.unwrap().at };
    enters(&world, "correct horse").await.unwrap();
    let first = world.realm.now();
    assert_eq!(last().await, first);
    world.moves_to("2026-11-21T10:59:59Z");
    enters(&world, "correct horse").await.unwrap();
    assert_eq!(last().await, first);
    world.moves_to("2026-11-21T11:00:00Z");
    enters(&world, "correct horse").await.unwrap();
    assert_eq!(last().await, world.realm.now());
}
