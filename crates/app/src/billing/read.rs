//! Reading invoices and the balance.

use model::Result;
use model::contact::Contact;
use model::invoice::{InvoiceId, PaymentMethod};
use model::money::Money;
use model::privilege::{BillingPrivilege, Privilege};
use store::bills::BillFilter;
use store::invoices::{Invoice, Line};

use super::own;
use crate::page::{MOST_ROWS, Page, Window, bounded};
use crate::realm::Context;

/// What an account owes and has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// What its open invoices still need.
    pub unpaid: Money,
    /// What it may put on them.
    pub credit: Money,
}

/// What the caller's account owes and has.
///
/// # Errors
/// When the caller may not look.
pub async fn balance(cx: &Context) -> Result<Balance> {
    cx.needs(Privilege::Billing(BillingPrivilege::Balance))?;
    let (account, currency) = (cx.account(), cx.session.account.currency);
    cx.realm
        .store
        .read(move |tx| {
            let credit = tx.funds(account, currency)?.balance();
            Ok(Balance { unpaid: tx.unpaid(account, currency)?, credit })
        })
        .await
}

/// The invoices of the caller's account, newest first.
///
/// # Errors
/// When the caller may not look.
pub async fn list(cx: &Context) -> Result<Vec<Invoice>> {
    cx.needs(Privilege::Billing(BillingPrivilege::PayInvoice))?;
    let account = cx.account();
    cx.realm.store.read(move |tx| tx.invoices(account, MOST_ROWS)).await
}

/// A page of the bills that the caller's account pays for accounts below it, with their lines.
///
/// # Errors
/// When the caller may not look.
pub async fn bills(
    cx: &Context,
    filter: BillFilter,
    window: Window,
) -> Result<Page<(Invoice, Vec<Line>)>> {
    cx.needs(Privilege::Billing(BillingPrivilege::PayInvoice))?;
    let (payer, window) = (cx.account(), bounded(window));
    cx.realm.store.read(move |tx| tx.bills(payer, filter, window)).await
}

/// An invoice with its lines and who is to pay it.
#[derive(Debug, Clone)]
pub struct Details {
    /// The invoice.
    pub invoice: Invoice,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// Whoever owns the account.
    pub client: Contact,
}

/// One invoice of the caller's account.
///
/// # Errors
/// When there is none, or the caller may not look.
pub async fn details(cx: &Context, id: InvoiceId) -> Result<Details> {
    cx.needs(Privilege::Billing(BillingPrivilege::PayInvoice))?;
    let account = cx.account();
    cx.realm
        .store
        .read(move |tx| {
            let invoice = own(tx, account, id)?;
            let lines = tx.lines(id)?;
            Ok(Details { invoice, lines, client: tx.owner(account)?.member.profile })
        })
        .await
}

/// How the caller's invoices can be paid.
///
/// # Errors
/// When nothing is sold in the caller's currency.
pub fn methods(cx: &Context) -> Result<&[PaymentMethod]> {
    Ok(&cx.realm.shop(cx.session.account.currency)?.methods)
}
