//! What a reseller buys for its customers: its own money, a bill in the customer's name, and neither
//! of them where nothing was had.

use std::collections::BTreeMap;

use app::billing::{self, BillFilter, Invoice, Line};
use app::domains::choices::{ContactChoice, NameserverChoice};
use app::domains::{register, renew};
use app::page::Window;
use model::Result;
use model::domain::Domain;
use model::error::{Error, Supplier};
use model::invoice::{InvoiceState, LineKind, LineState};
use model::name::DomainName;
use model::time::Years;

use crate::stage::{Client, at_once, on_each_engine, usd};

const ALL: Window = Window { start: 0, limit: 100, descending: false };

fn named(name: &str) -> DomainName {
    DomainName::parse(name, |_| true).unwrap()
}

async fn registers(customer: Client, name: &str, years: u8) -> Result<Domain> {
    let whoever = ContactChoice::whoever_stands_for_the_account();
    let wish = register::Register {
        name: named(name),
        years: Years(years),
        contacts: [whoever.clone(), whoever.clone(), whoever.clone(), whoever],
        nameservers: NameserverChoice::Open,
        reference: None,
        extras: BTreeMap::new(),
    };
    register::register(&customer.cx, wish).await
}

async fn bills(reseller: &Client) -> Vec<(Invoice, Vec<Line>)> {
    billing::bills(&reseller.cx, BillFilter::default(), ALL).await.unwrap().rows
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_pays_and_its_customer_is_billed() {
    on_each_engine(async |stage| {
        let (reseller, [ann, ben]) = stage.reseller("100.00").await;
        let domain = registers(ann.clone(), "shoes.com", 2).await.unwrap();
        assert_eq!(reseller.credit().await, usd("80.00"));
        assert_eq!(ann.credit().await, usd("0.00"), "a customer has no money here");
        let [(bill, lines)] = &bills(&reseller).await[..] else { panic!("one bill") };
        assert_eq!((bill.account, bill.payer), (ann.cx.account(), Some(reseller.cx.account())));
        assert_eq!((bill.state, bill.total), (InvoiceState::Paid, usd("20.00")));
        let [line] = &lines[..] else { panic!("one line") };
        assert_eq!((line.kind, line.state, line.months), (LineKind::Register, LineState::Done, 24));
        assert_eq!((line.subject, &*line.name), (domain.id.0, "shoes.com"));
        let wish = renew::Renew { name: domain.name, years: Years(1), from: None, note: None };
        renew::renew(&ann.cx, wish).await.unwrap();
        assert_eq!(reseller.credit().await, usd("65.00"));
        let about = |account| BillFilter { account: Some(account), ..BillFilter::default() };
        let hers = billing::bills(&reseller.cx, about(ann.cx.account()), ALL).await.unwrap();
        let kinds: Vec<_> = hers.rows.iter().map(|(_, lines)| lines[0].kind).collect();
        assert_eq!((hers.total, kinds), (2, vec![LineKind::Register, LineKind::Renew]));
        let his = billing::bills(&reseller.cx, about(ben.cx.account()), ALL).await.unwrap();
        assert_eq!((his.total, his.rows.len()), (0, 0));
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_had_is_neither_paid_nor_billed() {
    on_each_engine(async |stage| {
        let (reseller, [ann, _]) = stage.reseller("15.00").await;
        let dear = registers(ann.clone(), "shoes.com", 2).await.unwrap_err();
        assert_eq!(dear, Error::InsufficientFunds { short_by: usd("5.00") });
        assert!(bills(&reseller).await.is_empty());
        stage.world.orders_fault("register", "refused", 1).await;
        registers(ann.clone(), "shoes.com", 1).await.unwrap_err();
        stage.world.orders_fault("register", "unavailable", 1).await;
        let away = registers(ann.clone(), "shoes.com", 1).await.unwrap_err();
        assert_eq!(away, Error::Unavailable(Supplier::Registry));
        assert_eq!(reseller.credit().await, usd("15.00"));
        assert!(bills(&reseller).await.is_empty());
        registers(ann.clone(), "shoes.com", 1).await.unwrap();
        assert_eq!(bills(&reseller).await.len(), 1);
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_is_open_while_nobody_knows() {
    on_each_engine(async |stage| {
        let (reseller, [ann, _]) = stage.reseller("50.00").await;
        stage.world.orders_fault("register", "reply_lost", 1).await;
        let unknown = registers(ann.clone(), "shoes.com", 1).await.unwrap_err();
        assert_eq!(unknown, Error::OutcomeUnknown(Supplier::Registry));
        let open = bills(&reseller).await;
        assert_eq!((open.len(), open[0].0.state), (1, InvoiceState::Unpaid));
        assert_eq!(reseller.credit().await, usd("40.00"), "the money is set aside");
        stage.sleeps("PT1M").await;
        let told = bills(&reseller).await;
        assert_eq!((told.len(), told[0].0.state), (1, InvoiceState::Paid));
        let held = app::domains::locate::held(&ann.cx, which("shoes.com")).await.unwrap();
        assert_eq!(held.number.0, told[0].1[0].subject, "the name has the number it was promised");
        assert_eq!(reseller.credit().await, usd("40.00"));
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

fn which(name: &str) -> app::domains::locate::Which {
    app::domains::locate::Which { number: None, name: Some(named(name)) }
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_who_buy_at_once_spend_no_more_than_there_is() {
    on_each_engine(async |stage| {
        let (reseller, customers) = stage.reseller("75.00").await;
        let calls = (0..12).map(|place| {
            let customer = customers[place % 2].clone();
            async move { registers(customer, &format!("shoes-{place}.com"), 1).await }
        });
        let done = at_once(calls).await;
        let had = done.iter().filter(|done| done.is_ok()).count();
        assert_eq!((had, reseller.credit().await), (7, usd("5.00")), "{done:?}");
        assert_eq!(bills(&reseller).await.len(), 7);
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}
