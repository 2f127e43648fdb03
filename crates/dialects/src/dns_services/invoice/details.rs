//! `GET /invoice/{id}`: one invoice with its lines. Its money travels as numbers, that of its lines
//! as text.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::amount::Amount;
use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;
use crate::flags::DigitFlag;

/// Asks about one invoice.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadInvoice {
    /// The invoice.
    pub id: Loose<i64>,
}

/// The invoice.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceDetails {
    /// The invoice.
    pub invoice: Invoice,
}

/// One invoice.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Invoice {
    /// Its id.
    pub id: Quoted<i64>,
    /// `Unpaid`, `Paid`, `Cancelled` or `Refunded`.
    pub status: String,
    /// When it was written.
    pub date: String,
    /// When it is due.
    pub duedate: String,
    /// Until when it can be paid.
    pub paybefore: String,
    /// When it was paid; all zeros before that.
    pub datepaid: String,
    /// What its lines add up to.
    pub subtotal: Amount,
    /// What was paid from credit.
    pub credit: Amount,
    /// Tax on its taxed lines.
    pub tax: Amount,
    /// Percentage of the tax.
    pub taxrate: Amount,
    /// A second tax.
    pub tax2: Amount,
    /// Percentage of the second tax.
    pub taxrate2: Amount,
    /// Whether the client pays no tax.
    pub taxexempt: DigitFlag,
    /// What it comes to.
    pub total: Amount,
    /// Rate between its currency and the main one.
    pub rate: Amount,
    /// A second rate.
    pub rate2: Amount,
    /// A third rate.
    pub rate3: Amount,
    /// What was noted on it.
    pub notes: String,
    /// Its lines.
    pub items: Vec<InvoiceLine>,
    /// Who pays it.
    pub client: InvoiceClient,
    /// Its number by year and month, for people.
    pub number: String,
    /// Its currency, in three letters.
    pub currency: String,
}

/// One line of an invoice.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceLine {
    /// Its number.
    pub id: Quoted<i64>,
    /// The invoice.
    pub invoice_id: Quoted<i64>,
    /// What it is for.
    pub r#type: String,
    /// The domain or service it is for; `-2` for the fee of a payment method.
    pub item_id: Quoted<i64>,
    /// What it is for, in words.
    pub description: String,
    /// The price of one, with two decimals.
    pub amount: String,
    /// Whether it is taxed.
    pub taxed: DigitFlag,
    /// How many, with two decimals.
    pub qty: String,
    /// What it adds up to, with two decimals.
    pub linetotal: String,
}

/// Who pays an invoice.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceClient {
    /// The account's number.
    pub id: Quoted<i64>,
    /// Where it is written to, and its login name.
    pub email: String,
    /// Given name.
    pub firstname: String,
    /// Family name.
    pub lastname: String,
    /// Company; empty without one.
    pub companyname: String,
    /// First line of the address.
    pub address1: String,
    /// Second line of the address.
    pub address2: String,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
    /// Postal code.
    pub postcode: String,
    /// Country, in two letters.
    pub country: String,
    /// Phone number.
    pub phonenumber: String,
}

impl Endpoint for ReadInvoice {
    type Dialect = DnsServices;
    type Response = InvoiceDetails;

    const IDS: &'static [&'static str] = &["invoice_details"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/invoice/{id}";
}
