//! Invoices: what was bought for customers.

use app::billing::{self, BillFilter};
use dialects::dreamscape::finance::invoices::{Invoice, InvoiceOrder, ListInvoices};
use model::account::AccountId;
use model::invoice::{InvoiceState, LineKind};
use model::money::Money;
use model::{Error, Result};
use wire::Api;

use super::answer::Answer;
use super::door::{Caller, DreamscapeDoor};
use super::errors::Handled;
use super::money::amount;
use super::{dates, paging};

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ListInvoices, _>(list)
}

async fn list(caller: Caller, call: ListInvoices) -> Handled<Answer<Vec<Invoice>>> {
    let filter = BillFilter {
        account: call.customer_id.map(|id| AccountId(id.0)),
        from: call.from_date.as_ref().map(dates::begins),
        until: call.to_date.as_ref().map(dates::ends),
    };
    let page = billing::bills(caller.cx()?, filter, paging::window(call.paging)).await?;
    let rows = page.rows.into_iter().map(shown).collect::<Result<_, Error>>()?;
    Ok(Answer::page(rows, call.paging, page.matching))
}

fn shown((bill, lines): (billing::Invoice, Vec<billing::Line>)) -> Result<Invoice> {
    Ok(Invoice {
        id: bill.id.0,
        customer_id: bill.account.0,
        total_amount: amount(bill.total)?,
        discount: amount(Money::zero(bill.total.currency))?,
        tax: amount(bill.tax)?,
        currency: bill.total.currency.code().to_owned(),
        is_paid: bill.state == InvoiceState::Paid,
        order_date: dates::instant(bill.raised),
        orders: lines.into_iter().map(order).collect::<Result<_>>()?,
    })
}

fn order(line: billing::Line) -> Result<InvoiceOrder> {
    let what = match line.kind {
        LineKind::Subscribe => LineKind::Register,
        LineKind::Continue => LineKind::Renew,
        other => other,
    };
    Ok(InvoiceOrder {
        r#type: what.word().to_owned(),
        product_id: line.subject,
        product_name: line.name,
        price: amount(line.amount)?,
        description: line.description,
        period: line.months,
        discount: amount(Money::zero(line.amount.currency))?,
        tax: amount(line.share.tax)?,
    })
}
