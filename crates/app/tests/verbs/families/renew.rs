//! More of what is there, and its end.

use model::Error;
use model::error::{Field, Prohibition, Reason, Supplier};
use model::subscription::{Standing, SubscriptionState};

use super::{Street, day, linux, refusal, wanted};

const LINUX: &str = "linux-hostings";

#[tokio::test]
async fn a_renewal_lasts_as_long_as_before_or_as_somebody_says() {
    let street = Street::new().await;
    let bought = street.buys(linux("shoes.com")).await.unwrap();
    let renewed = street.renews(LINUX, &bought, None).await.unwrap();
    assert_eq!((day(renewed.ends()).as_str(), renewed.months()), ("2027-01-21", 1));
    assert_eq!(street.money().await, ("480.10".to_owned(), 0));
    // A further year costs more than a first one.
    let renewed = street.renews(LINUX, &bought, Some(12)).await.unwrap();
    assert_eq!((day(renewed.ends()).as_str(), renewed.months()), ("2028-01-21", 12));
    assert_eq!(street.money().await, ("370.65".to_owned(), 0));
    let renewed = street.renews(LINUX, &bought, Some(1)).await.unwrap();
    assert_eq!(day(renewed.ends()), "2028-02-21");
    assert_eq!(street.money().await, ("360.70".to_owned(), 0));
    for months in [0, 7, 3] {
        let refused = street.renews(LINUX, &bought, Some(months)).await;
        assert_eq!(refusal(refused), Error::invalid(Field::Period, Reason::NotOffered));
    }
    assert_eq!(street.money().await, ("360.70".to_owned(), 0));
}

#[tokio::test]
async fn after_a_trial_comes_the_first_period_that_is_paid() {
    let street = Street::new().await;
    let trial = wanted("email-hostings", 50, 1, Some("shoes.com"));
    let bought = street.buys(trial).await.unwrap();
    let refused = street.renews("email-hostings", &bought, Some(1)).await;
    assert_eq!(refusal(refused), Error::Prohibited(Prohibition::NotRenewable));
    assert_eq!(street.money().await, ("500.00".to_owned(), 0));
    let renewed = street.renews("email-hostings", &bought, None).await.unwrap();
    assert_eq!((day(renewed.ends()).as_str(), renewed.months()), ("2027-12-21", 12));
    assert_eq!(street.money().await, ("475.05".to_owned(), 0));
}

#[tokio::test]
async fn what_cannot_be_had_again_is_not_renewed() {
    let street = Street::new().await;
    let family = "business-directories";
    let bought = street.buys(wanted(family, 1015, 6, Some("shoes.com"))).await.unwrap();
    let before = (street.money().await, bought.clone());
    for months in [None, Some(6), Some(12)] {
        let refused = street.renews(family, &bought, months).await;
        assert_eq!(refusal(refused), Error::Prohibited(Prohibition::NotRenewable));
    }
    assert_eq!((street.money().await, street.lists(family).await[0].clone()), before);
    // Nobody renews it in its stead either.
    let id = bought.subscription.id;
    app::subscriptions::set_autorenew(&street.customer, id, true).await.unwrap();
    street.until("2027-05-22T00:00:00Z").await;
    assert_eq!(street.sees(family, id).await.standing, Standing::Lapsed);
    assert_eq!(street.money().await, before.0);
}

#[tokio::test]
async fn what_nobody_renewed_stops_runs_again_once_it_is_paid_or_ends() {
    let street = Street::new().await;
    let kept = street.buys(linux("shoes.com")).await.unwrap();
    let lost = street.buys(linux("hats.com")).await.unwrap();
    street.until("2026-12-22T00:00:00Z").await;
    assert_eq!(street.sees(LINUX, kept.subscription.id).await.standing, Standing::Lapsed);
    street.suppliers.fails(Error::Unavailable(Supplier::Hosting));
    let renewed = street.renews(LINUX, &kept, None).await.unwrap();
    assert_eq!(renewed.standing, Standing::Renewing);
    street.until("2026-12-23T00:00:00Z").await;
    assert_eq!(street.sees(LINUX, kept.subscription.id).await.standing, Standing::Running);
    street.until("2027-01-21T00:00:00Z").await;
    let gone = street.sees(LINUX, lost.subscription.id).await;
    assert_eq!((gone.standing, street.suppliers.there()), (Standing::Ended, 1));
    let refused = street.renews(LINUX, &lost, None).await;
    assert_eq!(refusal(refused), Error::Prohibited(Prohibition::NotRunning));
}

#[tokio::test]
async fn what_was_ended_stays_in_sight_and_ends_once() {
    let street = Street::new().await;
    let bought = street.buys(linux("shoes.com")).await.unwrap();
    street.ends(LINUX, &bought).await.unwrap();
    let ended = street.lists(LINUX).await[0].clone();
    assert_eq!(ended.standing, Standing::Ended);
    assert_eq!(ended.subscription.state, SubscriptionState::Cancelled);
    assert_eq!((street.suppliers.there(), street.money().await.0.as_str()), (0, "490.05"));
    let over = Error::Prohibited(Prohibition::Cancelled);
    assert_eq!(refusal(street.ends(LINUX, &bought).await), over);
    assert_eq!(
        refusal(street.renews(LINUX, &bought, None).await),
        Error::Prohibited(Prohibition::NotRunning)
    );
    assert_eq!(street.money().await, ("490.05".to_owned(), 0));
}

#[tokio::test]
async fn an_end_that_the_panel_does_not_hear_of_is_asked_for_until_it_comes() {
    let street = Street::new().await;
    let bought = street.buys(linux("shoes.com")).await.unwrap();
    // Periods of another length lie ahead.
    street.renews(LINUX, &bought, Some(12)).await.unwrap();
    street.suppliers.fails(Error::Unavailable(Supplier::Hosting));
    street.ends(LINUX, &bought).await.unwrap();
    let ending = street.sees(LINUX, bought.subscription.id).await;
    assert_eq!((ending.standing, street.suppliers.there()), (Standing::Ending, 1));
    let asked = Error::Prohibited(Prohibition::Cancelled);
    assert_eq!(refusal(street.ends(LINUX, &bought).await), asked);
    assert_eq!(refusal(street.renews(LINUX, &bought, None).await), asked);
    street.until("2026-11-21T11:00:00Z").await;
    let ended = street.sees(LINUX, bought.subscription.id).await;
    assert_eq!((ended.standing, street.suppliers.there()), (Standing::Ended, 0));
}
