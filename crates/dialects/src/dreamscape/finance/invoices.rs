//! `GET /finances/invoices`: invoices, page by page.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::amount::Amount;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Date, Id};
use crate::dreamscape::paging::Paging;

/// Asks for a page of invoices.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListInvoices {
    /// From this day on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_date: Option<Date>,
    /// Up to this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_date: Option<Date>,
    /// Those of one customer; all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<Id>,
    /// Which page.
    #[serde(flatten)]
    pub paging: Paging,
}

/// What a customer was billed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Invoice {
    /// Its number.
    pub id: i64,
    /// Who was billed.
    pub customer_id: i64,
    /// The sum.
    pub total_amount: Amount,
    /// What was let off.
    pub discount: Amount,
    /// The tax in it.
    pub tax: Amount,
    /// In which currency.
    pub currency: String,
    /// Whether it is paid.
    pub is_paid: bool,
    /// When it was made.
    pub order_date: String,
    /// What for.
    pub orders: Vec<InvoiceOrder>,
}

/// One thing that was billed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceOrder {
    /// What it is: `register`, `renew`.
    pub r#type: String,
    /// The name or the product.
    pub product_id: i64,
    /// What it is called.
    pub product_name: String,
    /// Its price.
    pub price: Amount,
    /// The same in words.
    pub description: String,
    /// Months it was bought for.
    pub period: u16,
    /// What was let off.
    pub discount: Amount,
    /// The tax in it.
    pub tax: Amount,
}

impl Endpoint for ListInvoices {
    type Dialect = Dreamscape;
    type Response = Vec<Invoice>;

    const IDS: &'static [&'static str] = &["listInvoices"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/finances/invoices";
}
