//! Any cart: what it is quoted at is what it is invoiced at and what is paid, by any parts, and nobody
//! is richer for calling it off or being refused.

use std::collections::BTreeMap;

use app::affiliates::{self, NewCoupon};
use app::billing;
use app::shop::{self, Cart, CartItem, Placed, ProductItem};
use app::subscriptions;
use model::invoice::{Discount, InvoiceState, LineKind};
use model::money::Money;
use model::product::{Choice, Cycle, ProductId, Selection};
use model::subscription::{Cancellation, SubscriptionId};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::stage::{Client, Stage, name, usd};

/// Carts that are tried.
const CARTS: u32 = 1_000;

/// What a generated cart holds, and how it is paid.
#[derive(Debug, Clone)]
struct Wish {
    items: Vec<Item>,
    method: Option<u32>,
    coupon: Option<&'static str>,
    /// Hundredths of what is open that are paid in each part before the rest.
    parts: Vec<u8>,
    /// What the panel and the registry refuse.
    refused: (u8, u8),
    cancelled: bool,
}

#[derive(Debug, Clone)]
enum Item {
    Name { tld: usize, years: u8 },
    Starter { cycle: usize, disk: usize, mailboxes: u32, backup: bool, address: bool },
    Business { cycle: usize },
    Zones { cycle: usize },
}

fn item() -> impl Strategy<Value = Item> {
    prop_oneof![
        (0..3usize, 1..=5u8).prop_map(|(tld, years)| Item::Name { tld, years }),
        (0..2usize, 0..4usize, 0..=100u32, any::<bool>(), any::<bool>()).prop_map(
            |(cycle, disk, mailboxes, backup, address)| Item::Starter {
                cycle,
                disk,
                mailboxes,
                backup,
                address
            }
        ),
        (0..4usize).prop_map(|cycle| Item::Business { cycle }),
        (0..2usize).prop_map(|cycle| Item::Zones { cycle }),
    ]
}

fn wish() -> impl Strategy<Value = Wish> {
    (
        prop::collection::vec(item(), 1..6),
        prop::option::of(prop::sample::select(vec![1, 4, 5])),
        prop::option::of(prop::sample::select(vec!["TENTH", "FIVER", "ALL"])),
        prop::collection::vec(1..=99u8, 0..4),
        (0..3u8, 0..3u8),
        any::<bool>(),
    )
        .prop_map(|(items, method, coupon, parts, refused, cancelled)| Wish {
            items,
            method,
            coupon,
            parts,
            refused,
            cancelled,
        })
}

impl Item {
    fn wanted(&self, number: usize) -> CartItem {
        let domain = Some(format!("shop-{number}.com"));
        let product = |id, cycle, selection, domain| {
            CartItem::Product(ProductItem {
                product: ProductId(id),
                domain,
                cycle: Some(cycle),
                selection,
                coupon: None,
            })
        };
        match *self {
            Self::Name { tld, years } => {
                // Under .co.za a name is had for one year at a time.
                let (tld, years) = [("com", years), ("net", years), ("co.za", 1)][tld];
                name(&format!("cart-{number}.{tld}"), years)
            }
            Self::Starter { cycle, disk, mailboxes, backup, address } => {
                let mut choices = BTreeMap::new();
                let mut pick = |field, id, quantity| {
                    choices.insert(field, Choice::Item { id, quantity });
                };
                if disk > 0 {
                    pick(1618, [10330, 10331, 10332][disk - 1], 1);
                }
                pick(1619, 10340, mailboxes);
                pick(1620, 10350, u32::from(backup));
                let cycle = [Cycle::Month, Cycle::Year][cycle];
                let addons = address.then_some((31, Some(cycle))).into_iter().collect();
                product(333, cycle, Selection { choices, addons }, domain)
            }
            Self::Business { cycle } => {
                let cycles = [Cycle::Month, Cycle::Quarter, Cycle::HalfYear, Cycle::Year];
                product(334, cycles[cycle], Selection::default(), domain)
            }
            Self::Zones { cycle } => {
                let cycle = [Cycle::Month, Cycle::Year][cycle];
                product(401, cycle, Selection::default(), None)
            }
        }
    }
}

#[test]
fn what_is_quoted_is_invoiced_and_what_is_invoiced_is_paid() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (stage, client) = runtime.block_on(async {
        let stage = Stage::new().await;
        let client = stage.client("joe", "1000000.00").await;
        coupons(&stage).await;
        (stage, client)
    });
    let number = std::cell::Cell::new(0);
    let config = Config { cases: CARTS, ..Config::with_source_file(file!()) };
    let tried = TestRunner::new(config).run(&wish(), |wish| {
        number.set(number.get() + 10);
        runtime.block_on(tries(&stage, &client, &wish, number.get()));
        Ok(())
    });
    tried.unwrap();
    runtime.block_on(async {
        stage.settles().await;
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    });
}

async fn coupons(stage: &Stage) {
    let realm = &stage.world.running().world().realm;
    let kinds = [
        ("TENTH", Discount::Share(1_000)),
        ("FIVER", Discount::Amount(usd("5.00"))),
        ("ALL", Discount::Share(10_000)),
    ];
    for (code, discount) in kinds {
        let coupon = NewCoupon {
            seller: stage.seller(),
            affiliate: None,
            code: code.to_owned(),
            discount,
            most_uses: None,
            ends: None,
        };
        affiliates::add_coupon(realm, coupon).await.unwrap();
    }
}

async fn tries(stage: &Stage, client: &Client, wish: &Wish, number: usize) {
    let items = wish.items.iter().enumerate().map(|(place, item)| item.wanted(number + place));
    let cart = Cart {
        items: items.collect(),
        method: wish.method,
        coupon: wish.coupon.map(str::to_owned),
        affiliate: None,
    };
    let before = client.credit().await;
    let quoted = shop::quote(&client.cx, cart.clone()).await.unwrap();
    assert!(quoted.items.iter().all(Result::is_ok), "{:?}", quoted.items);
    let Placed::Ordered(ordered) = shop::order(&client.cx, cart, false).await.unwrap() else {
        panic!("what was quoted was not sold")
    };
    let invoice = billing::details(&client.cx, ordered.invoice.id).await.unwrap();
    let sum = |wanted: fn(LineKind) -> bool| -> i64 {
        let lines = invoice.lines.iter().filter(|line| wanted(line.kind));
        lines.map(|line| line.amount.minor).sum()
    };
    let (total, tax) = (invoice.invoice.total, invoice.invoice.tax);
    assert_eq!(quoted.bill.total, total);
    assert_eq!(quoted.bill.cost.minor, sum(LineKind::is_item));
    assert_eq!(-quoted.bill.discount.minor, sum(|kind| kind == LineKind::Discount));
    assert_eq!(quoted.bill.fee.minor, sum(|kind| kind == LineKind::Fee));
    assert_eq!(total.minor, sum(|_| true) + tax.minor);
    let shares: i64 = invoice.lines.iter().map(|line| line.share.gross.minor).sum();
    assert_eq!(shares, total.minor);
    let (panel, registry) = wish.refused;
    if panel > 0 {
        stage.world.orders_fault_at("hosting", "create", "refused", panel.into()).await;
    }
    if registry > 0 {
        stage.world.orders_fault("register", "refused", registry.into()).await;
    }
    pays_in_parts(client, wish, &ordered).await;
    stage.world.control("DELETE", "/faults", None).await;
    let details = billing::details(&client.cx, ordered.invoice.id).await.unwrap();
    let refused: i64 = details
        .lines
        .iter()
        .filter(|line| line.state == model::invoice::LineState::Refused)
        .map(|line| line.share.gross.minor)
        .sum();
    let paid = Money::new(total.minor - refused, total.currency);
    assert_eq!(client.credit().await, before.minus(paid).unwrap(), "{wish:?}");
    assert_eq!(client.owes().await, usd("0.00"));
    if wish.cancelled {
        calls_off(client, &ordered).await;
        assert_eq!(client.credit().await, before.minus(paid).unwrap(), "ending gives nothing back");
    }
}

async fn pays_in_parts(client: &Client, wish: &Wish, ordered: &shop::Ordered) {
    let id = ordered.invoice.id;
    for hundredths in &wish.parts {
        let open = client.owes().await;
        let part = Money::new(open.minor * i64::from(*hundredths) / 100, open.currency);
        if part.minor > 0 {
            let paid = billing::apply_credit(&client.cx, id, Some(part.to_string())).await.unwrap();
            assert_eq!((paid.amount, paid.state), (part, InvoiceState::Unpaid));
        }
    }
    let open = client.owes().await;
    if open.minor > 0 {
        let paid = client.pays(id).await;
        assert_eq!((paid.amount, paid.state), (open, InvoiceState::Paid));
    }
    assert!(billing::apply_credit(&client.cx, id, None).await.is_err(), "nothing over");
}

async fn calls_off(client: &Client, ordered: &shop::Ordered) {
    for item in ordered.items.iter().filter(|item| item.kind == LineKind::Subscribe) {
        // One that was refused ended by that.
        let id = SubscriptionId(item.id);
        drop(subscriptions::cancel(&client.cx, id, Cancellation::Now, "").await);
    }
}
