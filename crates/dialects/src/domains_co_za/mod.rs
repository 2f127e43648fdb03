//! The API of domains.co.za. Keys carry type prefixes that often lie; each field says what travels.

/// Outcomes.
pub mod codes;
/// A name's contacts in answers.
pub mod contact;
/// What surrounds every answer.
pub mod envelope;
/// Name server parameters.
pub mod nameserver;
/// Paging parameters.
pub mod page;
/// The caller's money in answers.
pub mod reseller_object;
/// Contact parameters in four roles.
pub mod role_contacts;

/// Profiles, prices, mail settings and the accounts below one's own.
pub mod account;
/// DS records.
pub mod dnssec;
/// Names: check, register, change, renew, lock, suspend.
pub mod domain;
/// Addresses of name servers inside a name.
pub mod host;
/// What older clients still call.
pub mod legacy;
/// What happened to names.
pub mod poll;
/// Signing in.
pub mod session;
/// Logins below an account.
pub mod subuser;
/// Stored contacts, name servers and zones.
pub mod template;
/// Names that move between accounts and registrars.
pub mod transfer;
/// Records of managed zones.
pub mod zone;

mod endpoints;

pub use crate::{amount, flags, keyed};
pub use endpoints::{each_call, endpoints};

use wire::Dialect;

/// The dialect itself.
#[derive(Debug, Clone, Copy)]
pub struct DomainsCoZa;

impl Dialect for DomainsCoZa {
    const NAME: &'static str = "domains-co-za";
    const PREFIX: &'static str = "/domains-co-za/api";
    const TITLE: &'static str = "Domains, in the dialect of domains.co.za";
}
