//! Buying, renewing, and what time does.

use app::certificates::{self, CertificateFilter, Named, Purchase};
use app::jobs;
use model::Error;
use model::certificate::CertificateState;
use model::error::{Field, Noun, Prohibition, Reason};
use model::event::EventKind;
use model::product::ProductId;
use model::subscription::SubscriptionId;
use model::time::Timestamp;

use super::{Office, usd};
use crate::world::AUDIENCE;

fn wish(word: &str, years: u8) -> Purchase {
    Purchase { product: Named::Word(word.into()), years, coupon: None }
}

#[tokio::test]
async fn what_is_bought_costs_its_price_for_each_year() {
    let office = Office::new().await;
    let id = office.buys("dv_single", 2).await;
    assert_eq!(office.balance().await, "482.00");
    let seen = office.sees(id).await;
    assert_eq!(seen.state, CertificateState::Incomplete);
    assert_eq!(
        (seen.word.as_str(), seen.label.as_str(), seen.years),
        ("dv_single", "Nameyard DV", 2)
    );
    assert_eq!((seen.paid_until.day(), seen.renewal), ("2028-11-21".into(), usd("11")));
    assert_eq!(
        (seen.owner.login.as_str(), seen.owner.seller_login.as_str()),
        ("shop", "registrar")
    );
    assert_eq!((seen.name.as_str(), seen.expires, seen.number), ("", None, None));
    assert!(office.data(id).await.signing_request.is_none());
    assert_eq!(
        office.world.log(&office.shop, 2).await,
        [EventKind::SubscriptionActivated, EventKind::CertificateBought]
    );
    let by_number = Purchase { product: Named::Number(ProductId(606)), ..wish("", 1) };
    certificates::purchase(&office.shop, by_number).await.unwrap();
    assert_eq!(office.balance().await, "353.00");
    assert!(office.world.books_balance().await);
}

#[tokio::test]
async fn what_cannot_be_bought_takes_nothing() {
    let office = Office::new().await;
    let coupon = Purchase { coupon: Some("SAVE".into()), ..wish("dv_single", 1) };
    let period = |reason| Error::invalid(Field::Period, reason);
    for (wish, error) in [
        (wish("no_such", 1), Error::NotFound(Noun::Product)),
        // A server.
        (
            Purchase { product: Named::Number(ProductId(701)), ..wish("", 1) },
            Error::NotFound(Noun::Product),
        ),
        (coupon, Error::invalid(Field::Coupon, Reason::UnknownWord)),
        (wish("dv_single", 0), period(Reason::OutOfRange(1, 120))),
        (wish("dv_single", 11), period(Reason::PastLongest(10))),
        (wish("ov_wildcard", 4), Error::InsufficientFunds { short_by: usd("96") }),
    ] {
        assert_eq!(certificates::purchase(&office.shop, wish).await, Err(error));
    }
    assert_eq!(office.balance().await, "500.00");
    let all = certificates::search(&office.shop, AUDIENCE, CertificateFilter::default(), false);
    assert!(all.await.unwrap().is_empty());
    assert!(office.world.log(&office.shop, 1).await != [EventKind::CertificateBought]);
}

#[tokio::test]
async fn a_further_year_costs_what_a_renewal_costs_and_is_bought_once() {
    let office = Office::new().await;
    let id = office.buys("dv_single", 1).await;
    let renew = async |day| certificates::renew(&office.shop, id, day).await;
    assert_eq!(renew("2028-11-21").await, Err(Error::Stale { field: Field::Expiry }));
    assert_eq!(office.balance().await, "491.00");
    assert_eq!(renew("2027-11-21").await.unwrap().day(), "2028-11-21");
    assert_eq!(renew("2027-11-21").await, Err(Error::Stale { field: Field::Expiry }));
    assert_eq!(office.balance().await, "480.00");
    let stranger = certificates::renew(&office.world.other, id, "2028-11-21").await;
    assert_eq!(stranger, Err(Error::NotFound(Noun::Certificate)));
    let unknown = certificates::renew(&office.shop, SubscriptionId(999), "2028-11-21").await;
    assert_eq!(unknown, Err(Error::NotFound(Noun::Certificate)));
    assert!(office.world.books_balance().await);
}

#[tokio::test]
async fn what_is_issued_keeps_its_end_until_it_is_issued_anew() {
    let office = Office::new().await;
    let id = office.buys("dv_single", 1).await;
    office.asks(id, &["shoes.com"]).await;
    office.authority.show();
    certificates::revalidate(&office.shop, id).await.unwrap();
    certificates::renew(&office.shop, id, "2027-11-21").await.unwrap();
    let seen = office.sees(id).await;
    assert_eq!(
        (seen.expires.unwrap().day(), seen.paid_until.day()),
        ("2027-11-21".into(), "2028-11-21".into())
    );
    office.until("2027-11-21T10:00:00Z").await;
    assert_eq!(office.sees(id).await.state, CertificateState::Expired);
    certificates::reissue(&office.shop, id, office.request(&["shoes.com"]).await).await.unwrap();
    assert_eq!(office.sees(id).await.state, CertificateState::Pending);
    office.authority.show();
    office.until("2027-11-21T10:01:00Z").await;
    let seen = office.sees(id).await;
    assert_eq!(
        (seen.state, seen.expires.unwrap().day()),
        (CertificateState::Issued, "2028-11-21".into())
    );
}

#[tokio::test]
async fn what_nobody_renews_expires_ends_and_is_not_asked_for_any_more() {
    let office = Office::new().await;
    let issued = office.buys("dv_single", 1).await;
    let waits = office.buys("dv_single", 1).await;
    office.asks(issued, &["shoes.com"]).await;
    office.authority.show();
    certificates::revalidate(&office.shop, issued).await.unwrap();
    office.until("2027-11-20T10:00:00Z").await;
    assert_eq!(office.asks(waits, &["hats.com"]).await, CertificateState::Pending);
    office.until("2027-11-21T10:00:00Z").await;
    for id in [issued, waits] {
        assert_eq!(office.sees(id).await.state, CertificateState::Expired);
    }
    let late = certificates::reissue(&office.shop, issued, office.request(&["shoes.com"]).await);
    assert_eq!(late.await, Err(Error::Prohibited(Prohibition::Expired)));
    let again = certificates::cancel(&office.shop, issued, "late").await;
    assert_eq!(again, Err(Error::Prohibited(Prohibition::Expired)));
    assert_eq!(office.balance().await, "482.00");
    office.until("2028-06-01T00:00:00Z").await;
    assert_eq!(office.sees(issued).await.state, CertificateState::Expired);
    assert!(office.data(issued).await.issued.is_some());
    // The one that was still waiting was called off, the other one had ended by itself.
    assert_eq!(office.authority.revoked(), 1);
    assert_eq!(
        certificates::renew(&office.shop, issued, "2027-11-21").await.unwrap_err(),
        Error::Prohibited(Prohibition::NotRunning)
    );
    assert_eq!(office.balance().await, "482.00");
}

#[tokio::test]
async fn what_is_called_off_is_revoked_once_the_authority_hears_of_it() {
    let office = Office::new().await;
    let id = office.buys("dv_single", 1).await;
    office.asks(id, &["shoes.com"]).await;
    office.authority.show();
    certificates::revalidate(&office.shop, id).await.unwrap();
    office.authority.next(super::authority::Fault::Away);
    let state = certificates::cancel(&office.shop, id, "key was lost").await.unwrap();
    assert_eq!(state, CertificateState::Cancelled);
    assert_eq!(office.authority.revoked(), 0);
    office.until("2026-11-21T10:05:00Z").await;
    assert_eq!(office.authority.revoked(), 1);
    assert_eq!(office.authority.said(), ["key was lost"]);
    assert_eq!(office.sees(id).await.state, CertificateState::Cancelled);
    let cancelled = Error::Prohibited(Prohibition::Cancelled);
    assert_eq!(certificates::cancel(&office.shop, id, "again").await, Err(cancelled.clone()));
    assert_eq!(certificates::renew(&office.shop, id, "2027-11-21").await, Err(cancelled.clone()));
    let request = office.request(&["shoes.com"]).await;
    assert_eq!(certificates::reissue(&office.shop, id, request).await, Err(cancelled));
    assert_eq!(office.balance().await, "491.00");
}

#[tokio::test]
async fn certificates_are_found_by_what_is_said_of_them() {
    let office = Office::new().await;
    let (plain, issued) = (office.buys("dv_single", 2).await, office.buys("dv_multi", 1).await);
    office.asks(issued, &["shoes.com", "hats.com"]).await;
    office.authority.show();
    certificates::revalidate(&office.shop, issued).await.unwrap();
    let now = office.world.realm.now();
    let none = CertificateFilter::default();
    let day = |text: &str| {
        let from = Timestamp::parse(text).unwrap();
        Some((from, from + model::time::Seconds::DAY))
    };
    for (filter, found) in [
        (none.clone(), vec![plain, issued]),
        (CertificateFilter { id: Some(plain), ..none.clone() }, vec![plain]),
        (CertificateFilter { name: Some("shoes.com".into()), ..none.clone() }, vec![issued]),
        (CertificateFilter { number: Some("A1".into()), ..none.clone() }, vec![issued]),
        (CertificateFilter { years: Some(2), ..none.clone() }, vec![plain]),
        (CertificateFilter { products: Some(vec![ProductId(602)]), ..none.clone() }, vec![issued]),
        (CertificateFilter { products: Some(vec![]), ..none.clone() }, vec![]),
        (CertificateFilter { begins: day("2026-11-21T00:00:00Z"), ..none.clone() }, vec![issued]),
        (
            CertificateFilter { paid_until: day("2028-11-21T00:00:00Z"), ..none.clone() },
            vec![plain],
        ),
        (CertificateFilter { holder: Some(office.world.other.account()), ..none.clone() }, vec![]),
        (
            CertificateFilter { seller: Some(office.world.registrar.account()), ..none.clone() },
            vec![plain, issued],
        ),
    ] {
        let seen =
            certificates::search(&office.shop, AUDIENCE, filter.clone(), false).await.unwrap();
        assert_eq!(seen.iter().map(|seen| seen.id).collect::<Vec<_>>(), found, "{filter:?}");
    }
    for (state, found) in [
        (CertificateState::Incomplete, vec![plain]),
        (CertificateState::Pending, vec![]),
        (CertificateState::Issued, vec![issued]),
        (CertificateState::Expired, vec![]),
        (CertificateState::Cancelled, vec![]),
        (CertificateState::Failed, vec![]),
    ] {
        let filter = CertificateFilter { state: Some((state, now)), ..none.clone() };
        let seen = certificates::search(&office.shop, AUDIENCE, filter, false).await.unwrap();
        assert_eq!(seen.iter().map(|seen| seen.id).collect::<Vec<_>>(), found, "{state:?}");
    }
    let above = async |below| {
        certificates::search(&office.world.registrar, AUDIENCE, none.clone(), below)
            .await
            .unwrap()
            .len()
    };
    assert_eq!((above(false).await, above(true).await), (0, 2));
    let stranger = certificates::one(&office.world.registrar, AUDIENCE, plain).await;
    assert_eq!(stranger.unwrap_err(), Error::NotFound(Noun::Certificate));
}

#[tokio::test]
async fn the_shelf_says_what_there_is() {
    let office = Office::new().await;
    let products = certificates::products(&office.shop).unwrap();
    let words: Vec<_> = products.iter().map(|product| product.word.as_str()).collect();
    assert_eq!(
        words,
        ["dv_single", "dv_multi", "dv_wildcard", "ov_single", "ov_wildcard", "ev_single"]
    );
    assert!(
        words
            .iter()
            .all(|word| { word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') })
    );
    assert_eq!((products[0].price, products[0].renewal), (usd("9"), usd("11")));
    assert_eq!((products[3].price, products[3].renewal), (usd("49"), usd("49")));
    let servers = certificates::web_servers(&office.shop);
    assert!(servers.iter().any(|server| server.word == "apache2"));
    jobs::settle_due(&office.world.realm).await.unwrap();
}
