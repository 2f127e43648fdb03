//! Verbs and ports: what can be done with the platform, independent of who asks and who supplies.

/// Accounts, members, money and prices.
pub mod accounts;
/// Who brought an order, and what it earns by it.
pub mod affiliates;
/// Invoices, raised and paid.
pub mod billing;
/// Calls to addresses that callers gave.
pub mod callbacks;
/// Certificates, and keys made for customers.
pub mod certificates;
/// The realm's clock.
pub mod clock;
/// People and organisations that an account knows by a number.
pub mod contacts;
/// Registrations.
pub mod domains;
/// What leads elsewhere: certificates of its hosts, and tables for a mail server.
pub mod forwarding;
/// Hosts that an account knows by a number.
pub mod hosts;
/// Work that is due at some time.
pub mod jobs;
/// Secrets and identifiers.
pub mod keys;
/// Mail to people.
pub mod mail;
/// The event log, written and read.
pub mod news;
/// Operations: begun, performed, settled.
pub mod operations;
/// Pages of lists.
pub mod page;
/// The event log, read as poll messages.
pub mod polls;
/// What the platform needs from the worlds outside.
pub mod ports;
/// One world with its own database, clock, suppliers and keys.
pub mod realm;
/// Reads the TLD rulebook and the supplier's price list.
pub mod rulebook;
/// What may be said only once.
pub mod said_once;
/// Servers, and the one task that each does at a time.
pub mod servers;
/// Reads the shelf: what is sold besides names.
pub mod shelf;
/// Carts, quotes and orders.
pub mod shop;
/// Products that run for an account.
pub mod subscriptions;
/// Tickets, and the answers of the account above.
pub mod support;
/// Price lists, as sellers offer them.
pub mod tariffs;
/// Contacts, nameservers and records kept for use again.
pub mod templates;
/// Tenants of resellers, their users, roles and plans.
pub mod tenants;
/// Calls to the operator's own address, signed.
pub mod webhooks;
/// Zones of names whose DNS is run here.
pub mod zones;

pub use realm::{Context, Realm, RealmParts};
