//! Access and refresh tokens: exchanged, spent, ended.

use std::sync::Arc;

use app::accounts::token::Part;
use app::accounts::token_pair::{self, TokenPair};
use app::accounts::{children, profile, sign_in};
use app::{Context, Realm};
use model::error::{Credential, Restriction};
use model::event::EventKind;
use model::secret::Secret;
use model::time::Seconds;
use model::{Error, Result};

use crate::world::{AUDIENCE, World, credentials, jane};

const VOID: Error = Error::Unauthenticated(Credential::Token);

async fn signs_in(world: &World) -> TokenPair {
    token_pair::sign_in_for_pair(&world.realm, credentials("shop")).await.unwrap()
}

async fn exchanges(realm: &Arc<Realm>, refresh: &Secret<String>) -> Result<TokenPair> {
    token_pair::exchange(realm, AUDIENCE, refresh.reveal()).await
}

async fn enters(world: &World, access: &Secret<String>) -> Result<Context> {
    sign_in::by_token(&world.realm, access.reveal(), AUDIENCE).await
}

#[tokio::test]
async fn a_pair_opens_calls_and_the_next_pair() {
    let world = World::new().await;
    let first = signs_in(&world).await;
    assert_eq!(enters(&world, &first.access).await.unwrap().account(), world.shop.account());
    let second = exchanges(&world.realm, &first.refresh).await.unwrap();
    assert!(enters(&world, &second.access).await.is_ok());
    // What was given before lives on until its own end.
    assert!(enters(&world, &first.access).await.is_ok());
    let third = exchanges(&world.realm, &second.refresh).await.unwrap();
    assert!(enters(&world, &third.access).await.is_ok());
}

#[tokio::test]
async fn one_part_of_a_pair_never_serves_as_the_other() {
    let world = World::new().await;
    let pair = signs_in(&world).await;
    assert_eq!(enters(&world, &pair.refresh).await.err(), Some(VOID));
    assert_eq!(exchanges(&world.realm, &pair.access).await.err(), Some(VOID));
    let alone = sign_in::sign_in(&world.realm, credentials("shop")).await.unwrap();
    assert_eq!(exchanges(&world.realm, &alone).await.err(), Some(VOID));
    let revokes = |part, token: &Secret<String>| {
        let token = token.reveal().clone();
        let realm = Arc::clone(&world.realm);
        async move { token_pair::revoke(&realm, AUDIENCE, part, &token).await }
    };
    assert_eq!(revokes(Part::Refresh, &pair.access).await, Err(VOID));
    assert_eq!(revokes(Part::Access, &pair.refresh).await, Err(VOID));
    assert_eq!(revokes(Part::Access, &alone).await, Err(VOID));
    let strangers = token_pair::exchange(&world.realm, "elsewhere", pair.refresh.reveal()).await;
    assert_eq!(strangers.err(), Some(VOID));
    assert!(enters(&world, &alone).await.is_ok() && enters(&world, &pair.access).await.is_ok());
}

#[tokio::test]
async fn spending_a_token_twice_ends_everything_that_came_of_it() {
    let world = World::new().await;
    let (first, elsewhere) = (signs_in(&world).await, signs_in(&world).await);
    let second = exchanges(&world.realm, &first.refresh).await.unwrap();
    assert_eq!(exchanges(&world.realm, &first.refresh).await.err(), Some(VOID));
    for ended in [&first, &second] {
        assert_eq!(enters(&world, &ended.access).await.err(), Some(VOID));
        assert_eq!(exchanges(&world.realm, &ended.refresh).await.err(), Some(VOID));
    }
    // Another sign-in of the same member has nothing to do with it.
    assert!(enters(&world, &elsewhere.access).await.is_ok());
    assert!(exchanges(&world.realm, &elsewhere.refresh).await.is_ok());
}

#[tokio::test]
async fn a_token_that_does_not_rotate_is_exchanged_again_and_again() {
    let world = World::with(|settings| settings.refresh_rotates = false).await;
    let first = signs_in(&world).await;
    for _ in 0..50 {
        let next = exchanges(&world.realm, &first.refresh).await.unwrap();
        assert!(enters(&world, &next.access).await.is_ok());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_exchanges_at_once_one_wins() {
    let world = World::new().await;
    for _ in 0..10 {
        let pair = signs_in(&world).await;
        let tries = [(); 4].map(|()| {
            let (realm, refresh) = (Arc::clone(&world.realm), pair.refresh.clone());
            tokio::spawn(async move { exchanges(&realm, &refresh).await })
        });
        let mut won = 0;
        for one in tries {
            match one.await.unwrap() {
                Ok(_) => won += 1,
                Err(error) => assert_eq!(error, VOID),
            }
        }
        assert_eq!(won, 1);
    }
}

#[tokio::test]
async fn a_logout_ends_one_access_token_and_nothing_else() {
    let world = World::new().await;
    let first = signs_in(&world).await;
    let cx = enters(&world, &first.access).await.unwrap();
    token_pair::end_access(&cx).await.unwrap();
    assert_eq!(enters(&world, &first.access).await.err(), Some(VOID));
    let second = exchanges(&world.realm, &first.refresh).await.unwrap();
    assert!(enters(&world, &second.access).await.is_ok());
    // A call that came with a key has nothing to end.
    token_pair::end_access(&world.shop).await.unwrap();
    assert!(enters(&world, &second.access).await.is_ok());
}

#[tokio::test]
async fn a_revocation_ends_both_by_either() {
    let world = World::new().await;
    for part in [Part::Access, Part::Refresh] {
        let pair = signs_in(&world).await;
        let next = exchanges(&world.realm, &pair.refresh).await.unwrap();
        let token = if part == Part::Access { &next.access } else { &next.refresh };
        token_pair::revoke(&world.realm, AUDIENCE, part, token.reveal()).await.unwrap();
        for ended in [&pair, &next] {
            assert_eq!(enters(&world, &ended.access).await.err(), Some(VOID));
            assert_eq!(exchanges(&world.realm, &ended.refresh).await.err(), Some(VOID));
        }
    }
}

#[tokio::test]
async fn tokens_end_by_themselves() {
    let world = World::with(|settings| settings.token_life = Seconds(90 * 86_400)).await;
    let pair = signs_in(&world).await;
    world.moves_to("2026-11-22T09:59:59Z");
    assert!(enters(&world, &pair.access).await.is_ok());
    // A day after, however long other tokens live.
    world.moves_to("2026-11-22T10:00:00Z");
    assert_eq!(enters(&world, &pair.access).await.err(), Some(VOID));
    let next = exchanges(&world.realm, &pair.refresh).await.unwrap();
    world.moves_to("2026-12-22T10:00:00Z");
    assert_eq!(exchanges(&world.realm, &next.refresh).await.err(), Some(VOID));
}

#[tokio::test]
async fn a_new_password_voids_both_and_a_suspension_says_so() {
    let world = World::new().await;
    let pair = signs_in(&world).await;
    children::suspend(&world.registrar, AUDIENCE, "shop").await.unwrap();
    let suspended = Some(Error::Forbidden(Restriction::AccountSuspended));
    assert_eq!(enters(&world, &pair.access).await.err(), suspended);
    assert_eq!(exchanges(&world.realm, &pair.refresh).await.err(), suspended);
    children::unsuspend(&world.registrar, AUDIENCE, "shop").await.unwrap();
    assert!(enters(&world, &pair.access).await.is_ok());

    let fresh = Some(Secret::new("another horse".to_owned()));
    profile::update(&world.shop, AUDIENCE, None, jane(), fresh).await.unwrap();
    assert_eq!(enters(&world, &pair.access).await.err(), Some(VOID));
    assert_eq!(exchanges(&world.realm, &pair.refresh).await.err(), Some(VOID));
}

#[tokio::test]
async fn a_member_has_a_bounded_number_of_sign_ins() {
    let world = World::new().await;
    let oldest = signs_in(&world).await;
    let member = enters(&world, &oldest.access).await.unwrap().caller.member.unwrap();
    let now = world.realm.now();
    world
        .within(move |tx| {
            for _ in 0..99 {
                tx.add_grant(member, None, now, now + Seconds::DAY)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    assert!(enters(&world, &oldest.access).await.is_ok());
    let newest = signs_in(&world).await;
    assert_eq!(enters(&world, &oldest.access).await.err(), Some(VOID));
    assert!(enters(&world, &newest.access).await.is_ok());
}

#[tokio::test]
async fn a_sign_in_is_remembered_with_its_address() {
    let world = World::new().await;
    assert_eq!(profile::client(&world.shop).await.unwrap().last_sign_in, None);
    let mut credentials = credentials("shop");
    credentials.address = Some("192.0.2.7".parse().unwrap());
    token_pair::sign_in_for_pair(&world.realm, credentials).await.unwrap();
    let client = profile::client(&world.shop).await.unwrap();
    let last = client.last_sign_in.unwrap();
    assert_eq!((last.at, last.address), (world.realm.now(), Some("192.0.2.7".parse().unwrap())));
    assert_eq!((client.owner.login.as_str(), client.owner.profile), ("shop", jane()));
    assert_eq!(world.log(&world.shop, 1).await, [EventKind::SignedIn]);
}
