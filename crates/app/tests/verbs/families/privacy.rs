//! The holder of a name is hidden as long as that is paid for.

use app::subscriptions::families;
use model::Error;
use model::error::{Field, Noun, Reason, Supplier};
use model::subscription::Standing;

use super::{Street, opens, refusal, wanted};
use crate::world::name;

const FAMILY: &str = "domain-privacies";

async fn is_hidden(street: &Street) -> bool {
    let name = name("shoes.com");
    let found = street.world.within(move |tx| tx.domain(&name)).await.unwrap();
    found.unwrap().domain.privacy
}

#[tokio::test]
async fn it_is_for_names_that_the_customer_holds() {
    let street = Street::new().await;
    let wish = || wanted(FAMILY, 8, 12, Some("shoes.com"));
    let strange = Error::invalid(Field::Domain, Reason::NotApplicable);
    assert_eq!(refusal(street.buys(wish()).await), strange);
    street.world.gives(&street.shop, &name("shoes.com"), false).await;
    assert_eq!(refusal(street.buys(wish()).await), strange);
    assert_eq!(street.money().await, ("500.00".to_owned(), 0));
    assert!(street.suppliers.hidden.lock().unwrap().is_empty());
}

#[tokio::test]
async fn it_hides_the_holder_until_it_ends() {
    let street = Street::new().await;
    street.world.gives(&street.customer, &name("shoes.com"), false).await;
    let wish = || wanted(FAMILY, 8, 12, Some("shoes.com"));
    let bought = street.buys(wish()).await.unwrap();
    assert_eq!((bought.standing, is_hidden(&street).await), (Standing::Running, true));
    assert_eq!(street.money().await, ("490.05".to_owned(), 0));
    // Nobody is hidden twice.
    assert_eq!(refusal(street.buys(wish()).await), Error::Exists(Noun::Subscription));
    let other = opens(&street.shop, "ann@example.com").await;
    assert!(families::register(&other, wish()).await.is_err());
    assert_eq!(street.money().await, ("490.05".to_owned(), 0));
    street.ends(FAMILY, &bought).await.unwrap();
    assert!(!is_hidden(&street).await);
    let told = street.suppliers.hidden.lock().unwrap().clone();
    assert_eq!(told, [("shoes.com".to_owned(), true), ("shoes.com".to_owned(), false)]);
    street.buys(wish()).await.unwrap();
    assert!(is_hidden(&street).await);
}

#[tokio::test]
async fn it_is_over_where_nobody_renews_it() {
    let street = Street::new().await;
    street.world.gives(&street.customer, &name("shoes.com"), false).await;
    let bought = street.buys(wanted(FAMILY, 8, 24, Some("shoes.com"))).await.unwrap();
    let id = bought.subscription.id;
    let fresh = street.world.realm.now().plus_years(model::time::Years(5));
    let renewed = name("shoes.com");
    street
        .world
        .within(move |tx| {
            let mut domain = tx.held_domain(&renewed)?.domain;
            domain.expires = fresh;
            tx.save_domain(&domain, None)
        })
        .await
        .unwrap();
    street.until("2028-11-22T00:00:00Z").await;
    assert_eq!(street.sees(FAMILY, id).await.standing, Standing::Lapsed);
    assert!(!is_hidden(&street).await);
    street.renews(FAMILY, &bought, None).await.unwrap();
    assert!(is_hidden(&street).await);
}

#[tokio::test]
async fn what_the_registry_does_not_hide_is_not_paid() {
    let street = Street::new().await;
    street.world.gives(&street.customer, &name("shoes.com"), false).await;
    let no = Error::Refused { supplier: Supplier::Registry, words: "not under .com".into() };
    street.suppliers.fails(no.clone());
    assert_eq!(refusal(street.buys(wanted(FAMILY, 8, 12, Some("shoes.com"))).await), no);
    assert!(!is_hidden(&street).await && street.lists(FAMILY).await.is_empty());
    assert_eq!(street.money().await, ("500.00".to_owned(), 0));
}
