//! Links that let somebody in once.

use app::accounts::login_links::{self, To};
use model::error::{Noun, Prohibition, Restriction};
use model::event::EventKind;
use model::subscription::SubscriptionId;
use model::{Error, Result};

use crate::world::{World, jane};

/// What a link ends with.
fn token(link: &str) -> String {
    let rest = link.strip_prefix("http://127.0.0.1:8080/login/").unwrap();
    rest.to_owned()
}

async fn given(world: &World) -> String {
    token(&login_links::create(&world.shop, To::Account).await.unwrap())
}

async fn opened(world: &World, token: &str) -> Result<login_links::Visit> {
    login_links::redeem(&world.realm, token).await
}

#[tokio::test]
async fn a_link_is_opened_once_and_shows_whose_it_is() {
    let world = World::new().await;
    let (first, second) = (given(&world).await, given(&world).await);
    assert_ne!(first, second);
    assert_eq!(world.log(&world.shop, 2).await, [EventKind::LoginLinkGiven; 2]);
    let visit = opened(&world, &first).await.unwrap();
    assert_eq!((visit.account, visit.person), (world.shop.account(), jane()));
    assert!(visit.product.is_none());
    let used = Err(Error::NothingPending(Noun::LoginLink));
    assert_eq!(opened(&world, &first).await.map(drop), used);
    assert!(opened(&world, &second).await.is_ok());
}

#[tokio::test]
async fn a_link_is_over_after_five_minutes_and_none_can_be_made_up() {
    let world = World::new().await;
    let token = given(&world).await;
    let unknown = || Err(Error::NotFound(Noun::LoginLink));
    for forged in ["", "x", &token[1..], &token.to_lowercase()] {
        assert_eq!(opened(&world, forged).await.map(drop), unknown(), "{forged}");
    }
    world.moves_to("2026-11-21T10:04:59Z");
    assert!(opened(&world, &token).await.is_ok());
    let late = given(&world).await;
    world.moves_to("2026-11-21T10:09:59Z");
    assert_eq!(opened(&world, &late).await.map(drop), unknown());
}

#[tokio::test]
async fn an_account_that_is_not_open_lets_nobody_in() {
    let world = World::new().await;
    let token = given(&world).await;
    let shop = world.shop.account();
    world
        .within(move |tx| tx.set_account_standing(shop, model::account::Standing::Disabled))
        .await
        .unwrap();
    let shut = Err(Error::Forbidden(Restriction::AccountSuspended));
    assert_eq!(opened(&world, &token).await.map(drop), shut);
    let refused = login_links::create(&world.shop, To::Account).await;
    assert_eq!(refused, Err(Error::Prohibited(Prohibition::CustomerNotActive)));
}

#[tokio::test]
async fn nobody_is_led_to_what_is_not_there() {
    let world = World::new().await;
    let link = login_links::create(&world.shop, To::Subscription(SubscriptionId(99))).await;
    assert_eq!(link, Err(Error::NotFound(Noun::Subscription)));
}
