//! Nouns and rules of the reseller business, as pure functions of facts and `now`.
//!
//! Nothing here reads a clock, a file, a database or a network; text formats of callers and
//! suppliers are not known here either.

/// The account tree, its members and what they may do.
pub mod account;
/// Accounts that bring others, coupons and commissions.
pub mod affiliate;
/// Calls to addresses that callers gave.
pub mod callback;
/// Certificates: what was bought, asked for and issued.
pub mod certificate;
/// People and organisations behind a name.
pub mod contact;
/// DS records and the keys they are made from (RFC 4034).
pub mod dnssec;
/// A registration: its facts, its life, its moves.
pub mod domain;
/// The one vocabulary of refusals.
pub mod error;
/// What happened: the kinds of entries in the append-only log.
pub mod event;
/// Mail and web addresses of a name that lead elsewhere.
pub mod forwarding;
/// Hosts below a name, and the addresses that make glue.
pub mod host;
/// Invoices: what a cart comes to, and how it is paid.
pub mod invoice;
/// Where somebody is sent who asked for a web address that leads elsewhere.
pub mod leading;
/// Funds, holds and postings: double entry over minor units.
pub mod ledger;
/// Whole minor units with a currency.
pub mod money;
/// Domain and host names, normalised once (IDNA 2008, UTS 46).
pub mod name;
/// Things that cost money, take time or leave the house.
pub mod operation;
/// What a contact says of itself besides.
pub mod particulars;
/// Price layers: cost, default setting, setting for one account.
pub mod price;
/// What a contact of an account may do.
pub mod privilege;
/// Products, their cycles and what can be chosen about them.
pub mod product;
/// Values that cannot be printed.
pub mod secret;
/// Servers and the tasks they do.
pub mod server;
/// What is sold besides names, shop by shop.
pub mod shelf;
/// Requests that are signed with a key.
pub mod signature;
/// Keys, and the requests that ask to certify them.
pub mod signing_request;
/// Products that run for an account.
pub mod subscription;
/// Tenants of a reseller, their users, roles and plans.
pub mod tenant;
/// Questions to the account above and the answers to them.
pub mod ticket;
/// Instants and calendar arithmetic in UTC.
pub mod time;
/// The TLD rulebook.
pub mod tld;
/// Zones as validated record sets.
pub mod zone;

pub use error::{Error, Result};
