//! Raising invoices: for orders, and by the clock for the next cycle of a subscription and the renewal
//! of a name. A cycle or an expiry is billed once.

use std::sync::Arc;

use model::Result;
use model::account::{AccountId, Billing};
use model::domain::DomainId;
use model::error::PriceAction;
use model::event::EventKind;
use model::invoice::{Bill, BillItem, InvoiceId, InvoiceState, LineId, LineKind, LineState, Share};
use model::money::Money;
use model::time::Timestamp;
use model::tld;
use store::Tx;
use store::invoices::{Invoice, Line};
use store::subscriptions::StoredSubscription;

use super::overdue::Step;
use crate::accounts::prices;
use crate::jobs;
use crate::news::{Act, tell};
use crate::realm::Realm;

/// An item for a new invoice.
pub(crate) struct Item {
    pub kind: LineKind,
    pub subject: i64,
    pub product: u32,
    pub name: String,
    pub description: String,
    pub years: u8,
    /// Net.
    pub price: Money,
    pub discount: Money,
    pub covers: Option<Timestamp>,
    pub detail: String,
}

/// A new invoice.
pub(crate) struct Draft {
    pub account: AccountId,
    pub items: Vec<Item>,
    /// What the discount is for: the coupon's code.
    pub coupon: String,
    pub method: Option<u32>,
    pub due: Timestamp,
    /// What time does to it first, and when.
    pub first: (Timestamp, Step),
}

/// Writes an invoice down. One that comes to nothing is paid at once; see to [`super::fulfil`] then.
pub(crate) fn raise(tx: &mut Tx<'_>, realm: &Realm, draft: Draft) -> Result<Invoice> {
    let now = realm.now();
    let account = tx.account(draft.account)?;
    let shop = realm.shop(account.currency)?;
    let method = draft.method.map(|id| shop.method(id)).transpose()?;
    let bill_items =
        draft.items.iter().map(|item| BillItem { price: item.price, discount: item.discount });
    let bill = Bill::of(bill_items.collect(), method, shop.tax.as_ref(), account.currency)?;
    let paid = bill.total.minor == 0;
    let seller = account.parent.unwrap_or(account.id);
    let mut invoice = Invoice {
        id: InvoiceId(0),
        account: account.id,
        seller,
        number: number(tx, seller, now)?,
        state: if paid { InvoiceState::Paid } else { InvoiceState::Unpaid },
        raised: now,
        due: draft.due,
        paid: paid.then_some(now),
        method: draft.method,
        tax_name: shop.tax.as_ref().map(|tax| tax.name.clone()).unwrap_or_default(),
        tax_rate: shop.tax.as_ref().map_or(0, |tax| tax.basis_points),
        subtotal: bill.subtotal()?,
        tax: bill.tax,
        total: bill.total,
        applied: Money::zero(account.currency),
        payer: None,
    };
    invoice.id = tx.add_invoice(&invoice)?;
    add_items(tx, &invoice, draft.items, &bill)?;
    let named = method.map_or("", |method| method.name.as_str());
    add_extras(tx, &invoice, &bill, &draft.coupon, named)?;
    if paid {
        tx.schedule(jobs::FULFIL, invoice.id.0, now + super::line::TRY_AGAIN, "")?;
    } else {
        let (due, step) = draft.first;
        tx.schedule(jobs::INVOICE, invoice.id.0, due, step.word())?;
    }
    let act = Act { account: account.id, member: None, now };
    tell(tx, act, EventKind::InvoiceRaised, &invoice.number, &invoice.total.to_string())?;
    Ok(invoice)
}

/// Year, month and place in the month's series, as in `2026/11/1`.
pub(super) fn number(tx: &mut Tx<'_>, seller: AccountId, now: Timestamp) -> Result<String> {
    let (year, month) = now.month();
    let place = tx.next_invoice_number(seller, i64::from(year) * 12 + i64::from(month))?;
    Ok(format!("{year}/{month}/{place}"))
}

fn add_items(tx: &mut Tx<'_>, invoice: &Invoice, items: Vec<Item>, bill: &Bill) -> Result<()> {
    let state = if invoice.paid.is_some() { LineState::Due } else { LineState::Open };
    for (item, share) in items.into_iter().zip(bill.shares()?) {
        tx.add_line(&Line {
            id: LineId(0),
            invoice: invoice.id,
            account: invoice.account,
            raised: invoice.raised,
            kind: item.kind,
            state,
            subject: item.subject,
            product: item.product,
            name: item.name,
            description: item.description,
            years: item.years,
            months: 0,
            amount: item.price,
            share,
            covers: item.covers,
            detail: item.detail,
        })?;
    }
    Ok(())
}

/// The lines of the payment method's fee and of the discount, whose money is in the items' shares.
fn add_extras(
    tx: &mut Tx<'_>,
    invoice: &Invoice,
    bill: &Bill,
    coupon: &str,
    method: &str,
) -> Result<()> {
    let nothing = Money::zero(invoice.total.currency);
    let extras = [
        (LineKind::Discount, bill.discount.negated(), format!("Discount {coupon}")),
        (LineKind::Fee, bill.fee, format!("{method} Payment Fee")),
    ];
    for (kind, amount, description) in extras {
        if amount.minor == 0 {
            continue;
        }
        tx.add_line(&Line {
            id: LineId(0),
            invoice: invoice.id,
            account: invoice.account,
            raised: invoice.raised,
            kind,
            state: LineState::Done,
            subject: 0,
            product: 0,
            name: String::new(),
            description,
            years: 0,
            months: 0,
            amount,
            share: Share { gross: nothing, tax: nothing },
            covers: None,
            detail: String::new(),
        })?;
    }
    Ok(())
}

/// Bills the renewal of a name, ahead of its expiry, for an account that pays by invoice.
pub(crate) async fn renewal(realm: &Arc<Realm>, id: DomainId) -> Result<()> {
    let inner = Arc::clone(realm);
    let billed = realm.store.write(move |tx| bill_renewal(tx, &inner, id)).await?;
    match billed {
        Some(invoice) => super::fulfil::if_paid(realm, &invoice).await,
        None => Ok(()),
    }
}

fn bill_renewal(tx: &mut Tx<'_>, realm: &Realm, id: DomainId) -> Result<Option<Invoice>> {
    let Some(stored) = tx.domain_by_id(id)? else { return Ok(None) };
    tx.lock_account(stored.domain.account)?;
    // Looked at again, because it may have been renewed or moved before the lock was had.
    let Some(domain) = tx.domain_by_id(id)?.map(|again| again.domain) else { return Ok(None) };
    let now = realm.now();
    if domain.account != stored.domain.account {
        return Ok(None);
    }
    let account = tx.account(domain.account)?;
    let ahead = domain.expires - realm.settings.billing.name_ahead;
    if account.billing != Billing::Invoiced || domain.deleted.is_some() || now < ahead {
        return Ok(None);
    }
    if billed(tx, account.id, (LineKind::Renew, id.0), domain.expires)? {
        return Ok(None);
    }
    let (list, _) = prices::price_list(tx, &realm.costs, account.id, domain.name.tld())?;
    if list.opted_out() {
        return Ok(None);
    }
    let price = list.charge(PriceAction::Renew, 1)?.price;
    let expires = domain.expires;
    let item = Item {
        kind: LineKind::Renew,
        subject: id.0,
        product: tld::number(domain.name.tld()),
        name: domain.name.to_string(),
        description: format!("Domain Renew - {} - 1 Year/s", domain.name),
        years: 1,
        price,
        discount: Money::zero(price.currency),
        covers: Some(expires),
        detail: String::new(),
    };
    let first = (Step::Renew.first(expires).max(now), Step::Renew);
    let draft = Draft {
        account: account.id,
        items: vec![item],
        coupon: String::new(),
        method: None,
        due: expires,
        first,
    };
    raise(tx, realm, draft).map(Some)
}

/// Whether an invoice of the account that stands bills what begins at `covers`.
fn billed(
    tx: &mut Tx<'_>,
    account: AccountId,
    (kind, subject): (LineKind, i64),
    covers: Timestamp,
) -> Result<bool> {
    let stands = |line: &Line| {
        line.account == account
            && line.covers == Some(covers)
            && !matches!(line.state, LineState::Cancelled | LineState::Refused)
    };
    Ok(tx.lines_about(&[kind], subject)?.iter().any(stands))
}

/// Bills the next cycle of a subscription.
pub(crate) fn next_cycle(
    tx: &mut Tx<'_>,
    realm: &Realm,
    stored: &mut StoredSubscription,
) -> Result<Option<Invoice>> {
    let subscription = &mut stored.subscription;
    let due = subscription.due;
    subscription.invoiced = Some(due);
    if billed(tx, subscription.account, (LineKind::Continue, subscription.id.0), due)? {
        tx.save_subscription(stored)?;
        return Ok(None);
    }
    let ends = model::invoice::next_due(subscription.anchor, subscription.cycle.months(), due);
    let name = realm.shelf.product(subscription.product).map_or("", |product| &product.name);
    let item = Item {
        kind: LineKind::Continue,
        subject: subscription.id.0,
        product: subscription.product.0,
        name: subscription.domain.clone(),
        description: format!("{name} - {} ({} - {})", subscription.domain, due.day(), ends.day()),
        years: 0,
        price: subscription.recurring,
        discount: Money::zero(subscription.recurring.currency),
        covers: Some(due),
        // How long the cycle is that this pays for, whatever the subscription is changed to.
        detail: subscription.cycle.word().to_owned(),
    };
    let draft = Draft {
        account: subscription.account,
        items: vec![item],
        coupon: String::new(),
        method: stored.method,
        due,
        first: (due, Step::Collect),
    };
    tx.save_subscription(stored)?;
    raise(tx, realm, draft).map(Some)
}
