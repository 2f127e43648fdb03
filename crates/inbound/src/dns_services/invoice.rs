//! What the account owes, and paying it.

use app::billing::{self, Details, Invoice, Line};
use dialects::dns_services::invoice::apply_credit::{ApplyCredit, CreditApplied};
use dialects::dns_services::invoice::balance::{Balance, BalanceDetails, ReadBalance};
use dialects::dns_services::invoice::details::{
    Invoice as Written, InvoiceClient, InvoiceDetails, InvoiceLine, ReadInvoice,
};
use dialects::dns_services::invoice::list::{InvoiceRow, Invoices, ListInvoices};
use dialects::flags::DigitFlag;
use model::Error;
use model::account::AccountId;
use model::contact::Contact;
use model::invoice::{InvoiceId, InvoiceState, LineKind};
use wire::Api;

use super::door::{Caller, DnsServicesDoor};
use super::errors::Handled;
use super::person::Person;
use super::values::{amount, moment, number, rate};

/// What the fee of a payment method has in the place of an object's number.
const FEE: i64 = -2;
/// What a discount has there.
const NO_OBJECT: i64 = 0;
/// How many of what it bills a line stands for.
const ONE: &str = "1.00";

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<ReadBalance, _>(balance)
        .on::<ListInvoices, _>(list)
        .on::<ReadInvoice, _>(details)
        .on::<ApplyCredit, _>(apply_credit)
}

async fn balance(caller: Caller, _: ReadBalance) -> Handled<Balance> {
    let found = billing::balance(caller.cx()?).await?;
    let details = BalanceDetails {
        currency: found.credit.currency.code().to_owned(),
        acc_balance: found.unpaid.to_string(),
        acc_credit: found.credit.to_string(),
    };
    Ok(Balance { success: true, details })
}

async fn list(caller: Caller, _: ListInvoices) -> Handled<Invoices> {
    let invoices = billing::list(caller.cx()?).await?.into_iter().map(row).collect();
    Ok(Invoices { invoices })
}

fn row(invoice: Invoice) -> InvoiceRow {
    let (date, due) = (invoice.raised.day(), invoice.due.day());
    InvoiceRow {
        id: invoice.id.0.into(),
        dateorig: date.clone(),
        date,
        paybefore: due.clone(),
        duedate: due,
        total: invoice.total.to_string(),
        datepaid: moment(invoice.paid),
        status: status(invoice.state).to_owned(),
        merge_id: None,
        number: invoice.number,
        currency: invoice.total.currency.code().to_owned(),
    }
}

async fn details(caller: Caller, call: ReadInvoice) -> Handled<InvoiceDetails> {
    let found = billing::details(caller.cx()?, InvoiceId(call.id.0)).await?;
    Ok(InvoiceDetails { invoice: written(found)? })
}

fn written(found: Details) -> Result<Written, Error> {
    let Details { invoice, lines, client } = found;
    let due = invoice.due.day();
    Ok(Written {
        id: invoice.id.0.into(),
        status: status(invoice.state).to_owned(),
        date: invoice.raised.day(),
        paybefore: due.clone(),
        duedate: due,
        datepaid: moment(invoice.paid),
        subtotal: amount(invoice.subtotal)?,
        credit: amount(invoice.applied)?,
        tax: amount(invoice.tax)?,
        taxrate: rate(invoice.tax_rate)?,
        tax2: number("0")?,
        taxrate2: number("0")?,
        taxexempt: DigitFlag(false),
        total: amount(invoice.total)?,
        rate: number("1")?,
        rate2: number("0")?,
        rate3: number("1")?,
        notes: String::new(),
        items: lines.into_iter().map(|item| line(&invoice, item)).collect(),
        client: billed(invoice.account, client),
        currency: invoice.total.currency.code().to_owned(),
        number: invoice.number,
    })
}

fn line(invoice: &Invoice, line: Line) -> InvoiceLine {
    let amount = line.amount.to_string();
    InvoiceLine {
        id: line.id.0.into(),
        invoice_id: invoice.id.0.into(),
        r#type: kind(line.kind).to_owned(),
        item_id: match line.kind {
            LineKind::Fee => FEE,
            LineKind::Discount => NO_OBJECT,
            _ => line.subject,
        }
        .into(),
        description: line.description,
        linetotal: amount.clone(),
        amount,
        taxed: DigitFlag(invoice.tax_rate > 0),
        qty: ONE.to_owned(),
    }
}

fn billed(account: AccountId, client: Contact) -> InvoiceClient {
    let person = Person::from(client);
    InvoiceClient {
        id: account.0.into(),
        email: person.email,
        firstname: person.firstname,
        lastname: person.lastname,
        companyname: person.companyname,
        address1: person.address1,
        address2: person.address2,
        city: person.city,
        state: person.state,
        postcode: person.postcode,
        country: person.country,
        phonenumber: person.phonenumber,
    }
}

async fn apply_credit(caller: Caller, call: ApplyCredit) -> Handled<CreditApplied> {
    let wanted = call.amount.map(|amount| amount.as_str().to_owned());
    let applied = billing::apply_credit(caller.cx()?, InvoiceId(call.id.0), wanted).await?;
    Ok(CreditApplied {
        success: true,
        invoice_status: status(applied.state).to_owned(),
        applied: amount(applied.amount)?,
    })
}

const fn status(state: InvoiceState) -> &'static str {
    match state {
        InvoiceState::Unpaid => "Unpaid",
        InvoiceState::Paid => "Paid",
        InvoiceState::Cancelled => "Cancelled",
        InvoiceState::Refunded => "Refunded",
    }
}

/// What a line, or an item of an order, is called.
pub const fn kind(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Register => "Domain Register",
        LineKind::Transfer => "Domain Transfer",
        LineKind::Renew => "Domain Renew",
        LineKind::Subscribe | LineKind::Continue => "Hosting",
        LineKind::Upgrade => "Upgrade",
        LineKind::Fee | LineKind::Discount => "Other",
    }
}
