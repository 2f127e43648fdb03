//! What is bought is paid by who stands above, exactly once, and runs.

use std::collections::BTreeMap;

use app::jobs;
use app::subscriptions::families::{self, Filter, Wanted};
use model::Error;
use model::error::{Field, Noun, Reason, Supplier};
use model::subscription::Standing;
use model::time::Seconds;

use super::{Street, day, linux, opens, refusal, wanted};
use crate::world::PAGE;

#[tokio::test]
async fn hosting_is_paid_by_the_shop_and_runs_for_its_customer() {
    let street = Street::new().await;
    let bought = street.buys(linux("Shoes.COM")).await.unwrap();
    assert_eq!(bought.standing, Standing::Running);
    assert_eq!(bought.subscription.account, street.customer.account());
    assert_eq!((bought.name.as_str(), bought.months()), ("Linux Hosting Standard", 1));
    assert_eq!(bought.subscription.domain, "shoes.com");
    assert_eq!(
        (day(bought.began()), day(bought.ends())),
        ("2026-11-21".into(), "2026-12-21".into())
    );
    assert_eq!(street.money().await, ("490.05".to_owned(), 0));
    let runs = street.suppliers.runs.lock().unwrap().values().next().cloned().unwrap();
    assert_eq!((runs.plan.as_str(), runs.domain.as_deref()), ("linux-standard", Some("shoes.com")));
    assert_eq!(runs.password.reveal().len(), 16);
}

#[tokio::test]
async fn a_shop_finds_what_its_customers_have_and_nobody_else_does() {
    let street = Street::new().await;
    let first = street.buys(linux("shoes.com")).await.unwrap();
    let other = opens(&street.shop, "ann@example.com").await;
    let second = families::register(&other, linux("hats.com")).await.unwrap();
    assert_eq!(street.lists("linux-hostings").await, [first.clone(), second.clone()]);
    assert!(street.lists("windows-hostings").await.is_empty());
    for filter in [
        Filter { customer: Some(other.account()), ..Filter::default() },
        Filter { domain: Some("HATS.com".into()), ..Filter::default() },
    ] {
        let found = families::list(&street.shop, "linux-hostings", filter, PAGE).await.unwrap();
        assert_eq!((found.rows, found.matching), (vec![second.clone()], 1));
    }
    let id = first.subscription.id;
    let unknown = Error::NotFound(Noun::Subscription);
    let elsewhere = families::one(&street.shop, "windows-hostings", id).await;
    assert_eq!(refusal(elsewhere), unknown);
    let stranger = families::one(&street.world.other, "linux-hostings", id).await;
    assert_eq!(refusal(stranger), unknown);
    assert_eq!(
        families::holder(&street.shop, "linux-hostings", id).await,
        Ok(street.customer.account())
    );
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_and_costs_nothing() {
    let street = Street::new().await;
    let unknown_plan = Error::invalid(Field::Product, Reason::UnknownWord);
    let no_name = Error::invalid(Field::Domain, Reason::NotAName);
    for (wish, error) in [
        (wanted("shoes", 29, 1, None), Error::NotFound(Noun::Category)),
        (wanted("linux-hostings", 780, 1, Some("shoes.com")), unknown_plan.clone()),
        (wanted("server-features", 11_701, 1, None), unknown_plan),
        (
            wanted("linux-hostings", 29, 7, Some("shoes.com")),
            Error::invalid(Field::Period, Reason::NotOffered),
        ),
        (wanted("linux-hostings", 29, 1, None), Error::Missing(Field::Domain)),
        (linux("shoes"), no_name.clone()),
        (linux("shoes_.com"), no_name),
        (wanted("fax-to-emails", 243, 1, None), Error::Missing(Field::Choice(3_101))),
    ] {
        assert_eq!(refusal(street.buys(wish).await), error);
    }
    assert!(street.is_untouched().await);
}

#[tokio::test]
async fn a_place_is_one_of_those_on_the_shelf() {
    let street = Street::new().await;
    let fax = |country: &str, state: &str| {
        let filled = [("country", country), ("state", state)];
        let filled = filled.map(|(field, text)| (field.to_owned(), text.to_owned()));
        Wanted { choices: BTreeMap::from(filled), ..wanted("fax-to-emails", 243, 1, None) }
    };
    let unknown = |field| Error::invalid(Field::Choice(field), Reason::UnknownWord);
    assert_eq!(refusal(street.buys(fax("AT", "nsw")).await), unknown(3_101));
    assert_eq!(refusal(street.buys(fax("NZ", "nsw")).await), unknown(3_102));
    assert!(street.is_untouched().await);
    let bought = street.buys(fax("au", "nsw")).await.unwrap();
    assert_eq!(
        (bought.choices["country"].as_str(), bought.choices["state"].as_str()),
        ("AU", "NSW")
    );
    assert_eq!(families::called(&street.shop, 3_102), Some("state"));
    let places = families::places(&street.shop, "fax-to-emails").unwrap();
    assert!(places.iter().all(|place| place.state.is_some()));
}

#[tokio::test]
async fn what_the_panel_refuses_leaves_no_trace() {
    let street = Street::new().await;
    for error in [
        Error::Refused { supplier: Supplier::Hosting, words: "full".into() },
        Error::Unavailable(Supplier::Hosting),
    ] {
        street.suppliers.fails(error.clone());
        assert_eq!(refusal(street.buys(linux("shoes.com")).await), error);
        assert!(street.is_untouched().await);
    }
}

#[tokio::test]
async fn what_nobody_knows_of_is_pending_until_somebody_does() {
    let street = Street::new().await;
    street.suppliers.fails(Error::OutcomeUnknown(Supplier::Hosting));
    let bought = street.buys(linux("shoes.com")).await.unwrap();
    assert_eq!((bought.standing, bought.ends()), (Standing::Pending, None));
    assert_eq!(street.money().await, ("490.05".to_owned(), 1));
    // The same wish is the same order.
    street.suppliers.fails(Error::OutcomeUnknown(Supplier::Hosting));
    let again = street.buys(linux("shoes.com")).await.unwrap();
    assert_eq!(again.subscription.id, bought.subscription.id);
    let later = street.world.realm.now() + Seconds(3_600);
    jobs::move_clock(&street.world.realm, later).await.unwrap();
    let found = street.sees("linux-hostings", bought.subscription.id).await;
    assert_eq!((found.standing, street.suppliers.there()), (Standing::Running, 1));
    assert_eq!(street.money().await, ("490.05".to_owned(), 0));
}

#[tokio::test]
async fn nobody_buys_more_than_there_is_money_for() {
    let street = Street::new().await;
    let dear = wanted("whm-hostings", 2922, 12, Some("shoes.com"));
    street.buys(dear.clone()).await.unwrap();
    assert_eq!(street.money().await, ("100.50".to_owned(), 0));
    let poor = street.buys(dear).await;
    assert!(matches!(refusal(poor), Error::InsufficientFunds { .. }));
    assert_eq!(street.lists("whm-hostings").await.len(), 1);
    assert_eq!(street.money().await, ("100.50".to_owned(), 0));
}

#[tokio::test]
async fn a_trial_is_free_and_had_once_by_each_customer() {
    let street = Street::new().await;
    let trial = wanted("email-hostings", 50, 1, Some("shoes.com"));
    let bought = street.buys(trial.clone()).await.unwrap();
    assert_eq!(bought.standing, Standing::Running);
    assert_eq!(street.money().await, ("500.00".to_owned(), 0));
    let once = Error::invalid(Field::Period, Reason::NotApplicable);
    assert_eq!(refusal(street.buys(trial.clone()).await), once);
    street.ends("email-hostings", &bought).await.unwrap();
    assert_eq!(refusal(street.buys(trial.clone()).await), once);
    let other = opens(&street.shop, "ann@example.com").await;
    families::register(&other, trial).await.unwrap();
    assert_eq!(street.lists("email-hostings").await.len(), 2);
}

#[tokio::test]
async fn every_family_has_plans_of_at_least_two_periods() {
    let street = Street::new().await;
    let families = families::families(&street.shop).unwrap();
    assert_eq!(families.len(), 21);
    for family in families {
        let plans = families::plans(&street.shop, Some(family.id)).unwrap();
        assert!(!plans.is_empty() && plans.iter().all(|plan| plan.prices.len() > 1));
    }
    let features = families::features_of(&street.shop, model::product::ProductId(117)).unwrap();
    assert_eq!(features.len(), 6);
    assert!(families::locations(&street.shop).iter().map(|place| &*place.code).eq(["AU", "UK"]));
    let systems = families::systems(&street.shop);
    assert!(systems.iter().any(|image| image.is_windows()));
    assert!(systems.iter().any(|image| !image.is_windows()));
}
