//! A zone for a name, wherever the name is registered.

use app::zones::hosted;
use model::Error;
use model::error::Noun;

use super::{Street, opens, refusal, wanted};
use crate::world::name;

const FAMILY: &str = "dns-hostings";

#[tokio::test]
async fn it_makes_a_zone_and_takes_it_along() {
    let street = Street::new().await;
    let wish = || wanted(FAMILY, 60, 12, Some("Shoes.com"));
    let bought = street.buys(wish()).await.unwrap();
    let id = bought.subscription.id;
    let zone = hosted::of_subscription(&street.customer, id).await.unwrap();
    assert_eq!((zone.name.as_str(), zone.subscription), ("shoes.com", Some(id)));
    assert_eq!(street.money().await, ("480.50".to_owned(), 0));
    assert_eq!(refusal(street.buys(wish()).await), Error::Exists(Noun::Subscription));
    let other = opens(&street.shop, "ann@example.com").await;
    let refused = app::subscriptions::families::register(&other, wish()).await;
    assert_eq!(refusal(refused), Error::Taken(Noun::Zone));
    assert_eq!(street.money().await, ("480.50".to_owned(), 0));
    street.ends(FAMILY, &bought).await.unwrap();
    assert!(app::zones::published(&street.world.realm, "shoes.com").await.unwrap().is_none());
}

#[tokio::test]
async fn a_name_that_has_a_zone_here_keeps_it() {
    let street = Street::new().await;
    let shoes = name("shoes.com");
    street.world.gives(&street.customer, &shoes, true).await;
    let (account, now) = (street.customer.account(), street.world.realm.now());
    let made = move |tx: &mut store::Tx<'_>| tx.add_zone(account, "shoes.com", 1, now);
    let own = street.world.within(made).await.unwrap();
    let bought = street.buys(wanted(FAMILY, 60, 1, Some("shoes.com"))).await.unwrap();
    let id = bought.subscription.id;
    let zone = hosted::of_subscription(&street.customer, id).await.unwrap();
    assert_eq!(zone, own);
    assert!(hosted::details(&street.customer, id, zone.id).await.is_ok());
    // It is the name's, and stays with it.
    let refused = hosted::delete(&street.customer, id, zone.id).await;
    assert_eq!(refusal(refused), Error::NotFound(Noun::Zone));
    street.ends(FAMILY, &bought).await.unwrap();
    let left = street.world.within(|tx| tx.zone("shoes.com")).await.unwrap();
    assert_eq!(left, Some(own));
}
