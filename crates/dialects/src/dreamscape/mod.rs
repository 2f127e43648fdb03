//! The API of Dreamscape: signed calls with paths of their own, JSON in both directions, and a status
//! with each answer.

/// What arguments are made of.
pub mod arguments;
/// What surrounds an answer.
pub mod envelope;
/// One-time links into a console.
pub mod login_link;
/// The body of calls that answer without one.
pub mod nothing;
/// Lists by pages.
pub mod paging;
/// What callers tell about people.
pub mod person;
/// What a refused call answers.
pub mod refusal;

/// Accounts of those who buy from the reseller.
pub mod customer;
/// Lists to choose from.
pub mod dictionary;
/// Records in the zones of names.
pub mod dns;
/// Names, from the first look to the end.
pub mod domain;
/// Balance, currencies and invoices.
pub mod finance;
/// Name servers inside names.
pub mod host;
/// What is sold, and for how much.
pub mod plan;
/// What was bought, family by family.
pub mod product;
/// People and organisations that names belong to.
pub mod registrant;
/// The account that calls.
pub mod reseller;
/// Whether anybody is there.
pub mod service;
/// Names on their way in or out.
pub mod transfer;

mod endpoints;

pub use endpoints::{each_call, each_row, endpoints};

use wire::Dialect;

/// The dialect itself.
#[derive(Debug, Clone, Copy)]
pub struct Dreamscape;

impl Dialect for Dreamscape {
    const NAME: &'static str = "dreamscape";
    const PREFIX: &'static str = "/dreamscape";
    const TITLE: &'static str = "Customers, domains and products, in the dialect of Dreamscape";
    const SECRETS: &'static [&'static str] = &["auth_key", "password"];
}
