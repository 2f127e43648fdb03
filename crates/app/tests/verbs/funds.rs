//! Money in and out by hand: what is refused, what repeats, and that the books always balance.

use std::sync::atomic::{AtomicU32, Ordering};

use app::Context;
use app::accounts::{children, funds, profile};
use model::error::{Field, Noun, Reason, Restriction};
use model::event::EventKind;
use model::ledger::Funds;
use model::money::{Currency, Money};
use model::{Error, Result};
use proptest::prelude::*;

use crate::world::{AUDIENCE, PAGE, World, opens, property, zar};

async fn adds(cx: &Context, amount: &str) -> Result<Funds> {
    funds::add(cx, AUDIENCE, "shop", amount).await
}

async fn removes(cx: &Context, amount: &str) -> Result<Funds> {
    funds::remove(cx, AUDIENCE, "shop", amount).await
}

fn with_key(cx: &Context, key: &str) -> Context {
    Context { client_key: Some(key.to_owned()), ..cx.clone() }
}

async fn balance(cx: &Context) -> String {
    funds::balance(cx).await.unwrap().balance().to_string()
}

#[tokio::test]
async fn a_registrar_pays_in_and_takes_out() {
    let world = World::new().await;
    assert_eq!(adds(&world.registrar, "302.50").await.unwrap().posted, zar("302.50"));
    assert_eq!(removes(&world.registrar, "59.99").await.unwrap().posted, zar("242.51"));
    assert_eq!(balance(&world.shop).await, "242.51");
    assert_eq!(balance(&world.other).await, "0.00");
    assert_eq!(
        removes(&world.registrar, "242.52").await,
        Err(Error::InsufficientFunds { short_by: zar("0.01") })
    );
    assert_eq!(balance(&world.shop).await, "242.51");
    assert_eq!(world.log(&world.shop, 2).await, [EventKind::FundsRemoved, EventKind::FundsAdded]);
    assert!(world.books_balance().await);
}

#[tokio::test]
async fn amounts_that_cannot_be_meant_move_nothing() {
    let world = World::new().await;
    adds(&world.registrar, "10").await.unwrap();
    for (amount, reason) in [
        ("0", Reason::NotPositive),
        ("0.00", Reason::NotPositive),
        ("-5", Reason::NotPositive),
        ("", Reason::NotAnAmount),
        ("1,000.00", Reason::NotAnAmount),
        ("1e3", Reason::NotAnAmount),
        ("0.001", Reason::TooPrecise),
        ("99999999999999", Reason::TooLarge),
    ] {
        let refused = Err(Error::invalid(Field::Amount, reason));
        assert_eq!(adds(&world.registrar, amount).await, refused, "adding {amount}");
        assert_eq!(removes(&world.registrar, amount).await, refused, "removing {amount}");
    }
    assert_eq!(balance(&world.shop).await, "10.00");
}

#[tokio::test]
async fn nobody_moves_a_strangers_money() {
    let world = World::new().await;
    let missing = Err(Error::NotFound(Noun::Account));
    assert_eq!(adds(&world.rival, "10").await, missing);
    assert_eq!(adds(&world.operator, "10").await, missing);
    assert_eq!(adds(&world.shop, "10").await, Err(Error::Forbidden(Restriction::ParentOnly)));
    // Not even its own.
    assert_eq!(funds::add(&world.registrar, AUDIENCE, "registrar", "10").await, missing);
    assert_eq!(balance(&world.shop).await, "0.00");
}

#[tokio::test]
async fn a_repeated_key_answers_as_before_and_moves_nothing() {
    let world = World::new().await;
    let first = adds(&with_key(&world.registrar, "k1"), "100").await.unwrap();
    adds(&world.registrar, "1").await.unwrap();
    // The same amount however it is written.
    let again = adds(&with_key(&world.registrar, "k1"), "100.00").await.unwrap();
    assert_eq!((again, balance(&world.shop).await.as_str()), (first, "101.00"));

    let keyed = with_key(&world.registrar, "k1");
    assert_eq!(adds(&keyed, "100.01").await, Err(Error::KeyReused));
    assert_eq!(removes(&keyed, "100").await, Err(Error::KeyReused));
    assert_eq!(funds::add(&keyed, AUDIENCE, "other", "100").await, Err(Error::KeyReused));
    assert_eq!(balance(&world.shop).await, "101.00");
    assert!(world.books_balance().await);
}

#[tokio::test]
async fn a_refused_call_leaves_its_key_free() {
    let world = World::new().await;
    let keyed = with_key(&world.registrar, "k1");
    assert!(removes(&keyed, "5").await.is_err());
    adds(&world.registrar, "5").await.unwrap();
    assert_eq!(removes(&keyed, "5").await.unwrap().posted, zar("0"));
    assert_eq!(removes(&keyed, "5").await.unwrap().posted, zar("0"));
}

#[tokio::test]
async fn keys_belong_to_whoever_sends_them() {
    let world = World::new().await;
    opens(&world.rival, "cousin").await.unwrap();
    adds(&with_key(&world.registrar, "k1"), "5").await.unwrap();
    let rival = with_key(&world.rival, "k1");
    assert!(funds::add(&rival, AUDIENCE, "cousin", "7").await.is_ok());
}

#[tokio::test]
async fn one_key_at_once_moves_money_once() {
    let world = World::new().await;
    let keyed = with_key(&world.registrar, "k1");
    let results =
        tokio::join!(adds(&keyed, "5"), adds(&keyed, "5"), adds(&keyed, "5"), adds(&keyed, "5"));
    assert_eq!(
        [results.0, results.1, results.2, results.3].map(|result| result.unwrap().posted),
        [zar("5"); 4]
    );
    assert_eq!(balance(&world.shop).await, "5.00");
}

#[tokio::test]
async fn the_balance_is_told_to_be_low_when_it_falls_and_only_then() {
    let world = World::new().await;
    adds(&world.registrar, "100.01").await.unwrap();
    removes(&world.registrar, "0.01").await.unwrap();
    assert_eq!(world.log(&world.shop, 1).await, [EventKind::FundsRemoved]);
    removes(&world.registrar, "0.01").await.unwrap();
    assert_eq!(world.log(&world.shop, 2).await, [EventKind::BalanceLow, EventKind::FundsRemoved]);
    removes(&world.registrar, "0.01").await.unwrap();
    assert_eq!(world.log(&world.shop, 1).await, [EventKind::FundsRemoved]);
}

#[tokio::test]
async fn the_sandbox_adjusts_any_account() {
    let world = World::new().await;
    let adjust = |login, amount| funds::adjust(&world.realm, AUDIENCE, login, amount);
    adjust("registrar", "500").await.unwrap();
    adjust("REGISTRAR", "-120.50").await.unwrap();
    assert_eq!(balance(&world.registrar).await, "379.50");
    assert_eq!(
        adjust("registrar", "-400").await,
        Err(Error::InsufficientFunds { short_by: zar("20.50") })
    );
    let nothing = Err(Error::invalid(Field::Amount, Reason::NotPositive));
    assert_eq!(adjust("registrar", "0").await, nothing);
    assert_eq!(adjust("nobody", "1").await, Err(Error::NotFound(Noun::Account)));
    assert!(world.books_balance().await);
}

#[tokio::test]
async fn a_list_of_children_shows_their_balances() {
    let world = World::new().await;
    adds(&world.registrar, "12.34").await.unwrap();
    let order = children::ChildOrder::Login;
    let page = children::list(&world.registrar, None, order, PAGE).await.unwrap();
    let balances: Vec<_> = page.rows.iter().map(|child| child.balance_minor).collect();
    assert_eq!(balances, [0, 1_234]);
}

/// Whatever is paid in and taken out, under keys that repeat or not: the balance is the sum of what
/// was answered with yes for the first time, and the books balance.
#[test]
fn any_sequence_keeps_the_books() {
    let step = (any::<bool>(), 1i64..20_000, 0usize..6);
    let fresh = AtomicU32::new(0);
    property(file!(), &prop::collection::vec(step, 1..20), async |world, steps| {
        let login = format!("till{}", fresh.fetch_add(1, Ordering::Relaxed));
        opens(&world.registrar, &login).await.unwrap();
        let mut expected = 0;
        let mut used: [Option<(bool, i64)>; 6] = [None; 6];
        for (pays_in, minor, key) in steps {
            let keyed = with_key(&world.registrar, &format!("{login} {key}"));
            let amount = Money::new(minor, Currency::ZAR).to_string();
            let result = match pays_in {
                true => funds::add(&keyed, AUDIENCE, &login, &amount).await,
                false => funds::remove(&keyed, AUDIENCE, &login, &amount).await,
            };
            match (used[key], result) {
                (None, Ok(funds)) => {
                    expected += if pays_in { minor } else { -minor };
                    used[key] = Some((pays_in, minor));
                    assert_eq!(funds.posted.minor, expected);
                }
                (None, Err(error)) => {
                    let short_by = Money::new(minor - expected, Currency::ZAR);
                    assert_eq!(error, Error::InsufficientFunds { short_by });
                    assert!(!pays_in && short_by.minor > 0);
                }
                (Some(before), Ok(_)) => assert_eq!(before, (pays_in, minor)),
                (Some(before), Err(error)) => {
                    assert_eq!(error, Error::KeyReused);
                    assert_ne!(before, (pays_in, minor));
                }
            }
        }
        let seen = profile::read(&world.registrar, AUDIENCE, Some(&login)).await.unwrap();
        assert_eq!(seen.funds.posted.minor, expected);
        assert!(world.books_balance().await);
    });
}
