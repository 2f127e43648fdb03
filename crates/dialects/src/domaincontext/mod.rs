//! The API of DomainContext: one command per path, flat arguments, and a bulk form of nearly every
//! command. Arguments have types of their own, each with its rule.

/// What arguments are made of.
pub mod arguments;
/// Lists that can be counted instead, sorted, paged and cut down to some columns.
pub mod found;
/// What a refused call answers.
pub mod refusal;
/// Answers that only say that something was done.
pub mod yes;

/// Certificates, from the order to the renewal.
pub mod certificate;
/// Accounts: logins, balances and prices.
pub mod client;
/// People and organisations that answer for names.
pub mod contact;
/// Names, from the first look to the push into other hands.
pub mod domain;
/// Zones that are served here.
pub mod hdomain;
/// Name servers inside names.
pub mod host;
/// Virtual servers and the images they run.
pub mod server;
/// Price lists.
pub mod tariff;

mod endpoints;

pub use endpoints::{bulk_endpoints, each_bulk, each_call, endpoints};

use wire::Dialect;

/// The dialect itself.
#[derive(Debug, Clone, Copy)]
pub struct DomainContext;

impl Dialect for DomainContext {
    const NAME: &'static str = "domaincontext";
    const PREFIX: &'static str = "/domaincontext";
    const TITLE: &'static str =
        "Domains, servers and certificates, in the dialect of DomainContext";
    const SECRETS: &'static [&'static str] =
        &["auth_password", "pincode", "confirm_data", "csr_key"];
}
