//! The payment gateway takes money once for each reference, gives it back once, and forgets neither.

use std::path::PathBuf;

use app::clock::Clock;
use app::ports::Gateway;
use app::ports::gateway::{Charged, NewCharge};
use model::Error;
use model::error::Supplier;
use model::money::{Currency, Money};
use model::time::Timestamp;
use outbound::EmbeddedGateway;
use tempfile::TempDir;

const NOW: Timestamp = Timestamp::from_unix(1_767_225_600);

fn open(path: PathBuf) -> EmbeddedGateway {
    EmbeddedGateway::open(&path, Clock::frozen(NOW)).unwrap()
}

fn gateway() -> (EmbeddedGateway, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (open(folder.path().join("payments.sqlite")), folder)
}

fn order(reference: &str, minor: i64) -> NewCharge {
    NewCharge {
        reference: reference.to_owned(),
        amount: Money::new(minor, Currency::ZAR),
        payer: "jane".to_owned(),
        memo: "Invoice 1".to_owned(),
    }
}

fn is_refused<T>(outcome: Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Refused { supplier: Supplier::Payments, .. }))
}

#[tokio::test]
async fn a_charge_is_made_once_for_each_reference() {
    let (gateway, _folder) = gateway();
    assert_eq!(gateway.info("1").await, Ok(None));
    let charged = gateway.charge(&order("1", 12_300)).await.unwrap();
    assert_eq!((charged.amount, charged.refunded), (Money::new(12_300, Currency::ZAR), false));
    assert_eq!(gateway.charge(&order("1", 12_300)).await.as_ref(), Ok(&charged));
    assert_eq!(gateway.info("1").await, Ok(Some(charged.clone())));
    let other = gateway.charge(&order("2", 12_300)).await.unwrap();
    assert_ne!(other.receipt, charged.receipt);
    let charges = gateway.charges().await.unwrap();
    let references: Vec<_> = charges.iter().map(|charge| charge.reference.as_str()).collect();
    assert_eq!(references, ["1", "2"]);
    let first = &charges[0];
    assert_eq!((first.payer.as_str(), first.memo.as_str()), ("jane", "Invoice 1"));
    assert_eq!((first.at, &first.charged), (NOW, &charged));
}

#[tokio::test]
async fn a_reference_stands_for_one_amount_and_one_payer() {
    let (gateway, _folder) = gateway();
    gateway.charge(&order("1", 12_300)).await.unwrap();
    let in_dollars = Money::new(12_300, Currency::USD);
    assert!(is_refused(gateway.charge(&order("1", 12_400)).await));
    assert!(is_refused(gateway.charge(&NewCharge { amount: in_dollars, ..order("1", 0) }).await));
    let by_john = NewCharge { payer: "john".to_owned(), ..order("1", 12_300) };
    assert!(is_refused(gateway.charge(&by_john).await));
    assert_eq!(gateway.charges().await.unwrap().len(), 1);
}

#[tokio::test]
async fn only_money_is_charged() {
    let (gateway, _folder) = gateway();
    for minor in [0, -1] {
        assert!(is_refused(gateway.charge(&order("1", minor)).await));
    }
    assert!(is_refused(gateway.charge(&order("", 12_300)).await));
    assert_eq!(gateway.info("1").await, Ok(None));
    assert!(gateway.charge(&order("1", 1)).await.is_ok());
}

#[tokio::test]
async fn a_charge_is_given_back_as_a_whole_and_once() {
    let (gateway, _folder) = gateway();
    assert!(is_refused(gateway.refund("1").await));
    let charged = gateway.charge(&order("1", 12_300)).await.unwrap();
    for _ in 0..2 {
        gateway.refund("1").await.unwrap();
    }
    let refunded = Charged { refunded: true, ..charged };
    assert_eq!(gateway.info("1").await, Ok(Some(refunded.clone())));
    assert_eq!(gateway.charge(&order("1", 12_300)).await, Ok(refunded));
    assert_eq!(gateway.charges().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_restart_keeps_everything_and_a_reset_nothing() {
    let (gateway, folder) = gateway();
    let first = gateway.charge(&order("1", 12_300)).await.unwrap();
    gateway.charge(&order("2", 400)).await.unwrap();
    gateway.refund("2").await.unwrap();
    let before = gateway.charges().await.unwrap();
    // Nothing is closed, as when a process is killed.
    std::mem::forget(gateway);
    let gateway = open(folder.path().join("payments.sqlite"));
    assert_eq!(gateway.charges().await.unwrap(), before);
    assert!(is_refused(gateway.charge(&order("1", 400)).await));
    gateway.reset().await.unwrap();
    assert!(gateway.charges().await.unwrap().is_empty());
    assert_eq!(gateway.charge(&order("1", 12_300)).await, Ok(first));
}
