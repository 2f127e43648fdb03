//! Whether invoices, the money on them, and what was had for it tell the same.
//!
//! Looks behind the calls, because money that waits on a paid invoice shows in none of them.

use std::collections::{BTreeMap, BTreeSet};

use model::account::AccountId;
use model::invoice::{InvoiceId, InvoiceState, LineKind, LineState};
use model::ledger::Book;
use model::money::Currency;
use model::subscription::{SubscriptionId, SubscriptionState};
use store::invoices::{Invoice, Line};
use store::subscriptions::StoredSubscription;

use crate::World;

/// Rows that are read in one go.
const AT_ONCE: i64 = 500;

/// The states that a paid item may be in.
const PAID: [LineState; 4] =
    [LineState::Due, LineState::Begun, LineState::Done, LineState::Refused];

impl World {
    /// Asserts that every invoice adds up and is as far as its lines are; that the money which waits on
    /// invoices is what the books say; that nothing is billed twice; and that what was paid runs, here
    /// and at the hosting panel.
    ///
    /// # Panics
    /// Names what disagrees.
    pub async fn commerce_adds_up(&self) {
        let invoices = self.invoices().await;
        let mut lines = Vec::new();
        for invoice in &invoices {
            let id = invoice.id;
            let store = &self.running().world().realm.store;
            let found = store.read(move |tx| tx.lines(id)).await.expect("the database answers");
            adds_up(invoice, &found);
            as_far_as(invoice, &found);
            lines.push(found);
        }
        self.waits_in_the_books(&invoices, &lines).await;
        let lines: Vec<Line> = lines.into_iter().flatten().collect();
        is_billed_once(&lines);
        let subscriptions = self.subscriptions().await;
        // What is paid when it is bought is on no invoice.
        let billed = subscriptions.iter().filter(|stored| !stored.subscription.prepaid);
        billed.for_each(|stored| was_paid(stored, &lines));
        self.agrees_with_panel(&subscriptions).await;
    }

    /// Money that was put on invoices and not spent stands in a book of its own.
    async fn waits_in_the_books(&self, invoices: &[Invoice], lines: &[Vec<Line>]) {
        let mut waits: BTreeMap<(AccountId, Currency), i64> = BTreeMap::new();
        for (invoice, lines) in invoices.iter().zip(lines) {
            let due = lines.iter().filter(|line| line.state == LineState::Due);
            let waiting = match invoice.state {
                InvoiceState::Unpaid => invoice.applied.minor,
                _ if invoice.payer.is_some() => 0,
                _ => due.map(|line| line.share.gross.minor).sum(),
            };
            *waits.entry((invoice.account, invoice.total.currency)).or_default() += waiting;
        }
        let store = &self.running().world().realm.store;
        let booked = store.read(|tx| tx.book(Book::Applied)).await.expect("the database answers");
        let booked = booked.into_iter().map(|(account, sum)| ((account, sum.currency), sum.minor));
        let nonzero = |rows: BTreeMap<_, i64>| -> BTreeMap<_, i64> {
            rows.into_iter().filter(|(_, minor)| *minor != 0).collect()
        };
        assert_eq!(nonzero(waits), nonzero(booked.collect()), "money that waits on invoices");
    }

    /// The panel runs exactly what runs here.
    async fn agrees_with_panel(&self, subscriptions: &[StoredSubscription]) {
        let realm = &self.running().world().realm;
        let mut there = BTreeMap::new();
        for account in self.panel().accounts().await.expect("the panel's books") {
            there.insert(account.reference, account.instance);
        }
        for stored in subscriptions {
            let subscription = &stored.subscription;
            let runs = matches!(
                subscription.state,
                SubscriptionState::Active | SubscriptionState::Suspended
            );
            if !runs || realm.provisioners.of(subscription.kind).is_none() {
                continue;
            }
            let instance = there.remove(&format!("subscription-{}", subscription.id.0));
            let product =
                realm.shelf.product(subscription.product).expect("a product on the shelf");
            let here = (product.plan.clone(), subscription.username.clone());
            let instance = instance.map(|instance| (instance.plan, instance.username));
            assert_eq!(instance, Some(here), "the panel about {subscription:?}");
        }
        assert!(there.is_empty(), "only the panel knows {there:?}");
    }

    async fn invoices(&self) -> Vec<Invoice> {
        let mut all: Vec<Invoice> = Vec::new();
        loop {
            let after = all.last().map_or(InvoiceId(0), |last| last.id);
            let store = &self.running().world().realm.store;
            let page = store.read(move |tx| tx.invoices_after(after, AT_ONCE)).await;
            let page = page.expect("the database answers");
            if page.is_empty() {
                return all;
            }
            all.extend(page);
        }
    }

    async fn subscriptions(&self) -> Vec<StoredSubscription> {
        let mut all: Vec<StoredSubscription> = Vec::new();
        loop {
            let after = all.last().map_or(SubscriptionId(0), |last| last.subscription.id);
            let store = &self.running().world().realm.store;
            let page = store.read(move |tx| tx.subscriptions_after(after, AT_ONCE)).await;
            let page = page.expect("the database answers");
            if page.is_empty() {
                return all;
            }
            all.extend(page);
        }
    }
}

/// Lines, tax and shares make exactly the total.
fn adds_up(invoice: &Invoice, lines: &[Line]) {
    let sum = |part: fn(&Line) -> i64| lines.iter().map(part).sum::<i64>();
    assert_eq!(sum(|line| line.amount.minor), invoice.subtotal.minor, "{invoice:?} {lines:?}");
    assert_eq!(invoice.subtotal.minor + invoice.tax.minor, invoice.total.minor, "{invoice:?}");
    assert_eq!(sum(|line| line.share.gross.minor), invoice.total.minor, "{invoice:?} {lines:?}");
    assert_eq!(sum(|line| line.share.tax.minor), invoice.tax.minor, "{invoice:?} {lines:?}");
}

/// An invoice is as far as its lines are.
fn as_far_as(invoice: &Invoice, lines: &[Line]) {
    let (applied, total) = (invoice.applied.minor, invoice.total.minor);
    let items: Vec<LineState> =
        lines.iter().filter(|line| line.kind.is_item()).map(|line| line.state).collect();
    let all = |state| items.iter().all(|item| *item == state);
    let fits = match invoice.state {
        _ if invoice.payer.is_some() => return as_far_as_its_money(invoice, &items),
        InvoiceState::Unpaid => applied < total && all(LineState::Open),
        InvoiceState::Cancelled => applied == 0 && all(LineState::Cancelled),
        InvoiceState::Paid => {
            let known = items.iter().all(|item| PAID.contains(item));
            applied == total && known && !all(LineState::Refused)
        }
        InvoiceState::Refunded => applied == total && all(LineState::Refused),
    };
    assert!(fits, "{invoice:?} {lines:?}");
    let was_paid = matches!(invoice.state, InvoiceState::Paid | InvoiceState::Refunded);
    assert_eq!(invoice.paid.is_some(), was_paid, "{invoice:?}");
}

/// What the account above pays at the call is paid when the money was taken.
fn as_far_as_its_money(bill: &Invoice, items: &[LineState]) {
    let fits = match (bill.state, items) {
        (InvoiceState::Unpaid, [LineState::Begun])
        | (InvoiceState::Cancelled, [LineState::Refused | LineState::Cancelled]) => {
            bill.applied.minor == 0 && bill.paid.is_none()
        }
        (InvoiceState::Paid, [LineState::Done])
        | (InvoiceState::Refunded, [LineState::Refused]) => {
            bill.applied == bill.total && bill.paid.is_some()
        }
        _ => false,
    };
    assert!(fits, "{bill:?} {items:?}");
}

/// A cycle of a subscription, or an expiry of a name, is billed once.
fn is_billed_once(lines: &[Line]) {
    let mut billed = BTreeSet::new();
    for line in lines {
        let stands = !matches!(line.state, LineState::Cancelled | LineState::Refused);
        if let Some(covers) = line.covers.filter(|_| stands) {
            let first = billed.insert((line.kind.word(), line.subject, covers.unix()));
            assert!(first, "billed twice: {line:?}");
        }
    }
}

/// What runs was paid once, and what waits is still to be paid or begun.
fn was_paid(stored: &StoredSubscription, lines: &[Line]) {
    let subscription = &stored.subscription;
    let first =
        |line: &&Line| line.kind == LineKind::Subscribe && line.subject == subscription.id.0;
    let states: Vec<LineState> = lines.iter().filter(first).map(|line| line.state).collect();
    let fits = match (subscription.state, &states[..]) {
        (SubscriptionState::Active | SubscriptionState::Suspended, [state]) => {
            *state == LineState::Done
        }
        (SubscriptionState::Pending, [state]) => {
            matches!(state, LineState::Open | LineState::Due | LineState::Begun)
        }
        (SubscriptionState::Cancelled, [_]) => true,
        (_, _) => false,
    };
    assert!(fits, "{subscription:?} {states:?}");
}
