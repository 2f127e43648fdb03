//! `GET /invoice`: the invoices of the account.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks for the invoices.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListInvoices {}

/// The invoices.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Invoices {
    /// The invoices.
    pub invoices: Vec<InvoiceRow>,
}

/// One invoice of a list. Its total is text here and a number in the invoice itself.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceRow {
    /// Its id.
    pub id: Quoted<i64>,
    /// When it was written.
    pub date: String,
    /// When it was first written.
    pub dateorig: String,
    /// When it is due.
    pub duedate: String,
    /// Until when it can be paid.
    pub paybefore: String,
    /// What it comes to, with two decimals.
    pub total: String,
    /// When it was paid; all zeros before that.
    pub datepaid: String,
    /// `Unpaid`, `Paid`, `Cancelled` or `Refunded`.
    pub status: String,
    /// The invoice it became part of; null otherwise.
    pub merge_id: Option<Quoted<i64>>,
    /// Its number by year and month, for people.
    pub number: String,
    /// Its currency, in three letters.
    pub currency: String,
}

impl Endpoint for ListInvoices {
    type Dialect = DnsServices;
    type Response = Invoices;

    const IDS: &'static [&'static str] = &["list_invoices"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/invoice";
}
