//! The one suite of the store. Every test runs on SQLite, and again on PostgreSQL where there is a
//! cluster; what differs between the two is a fault.

#![expect(clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

/// Grants of token pairs, privileges of contacts, and last sign-ins.
mod access;
/// Pages of sub-users and of accounts below another one.
mod account_lists;
/// Accounts, members, and what a session sees.
mod accounts;
/// Calls to addresses that callers gave, and sales that are undone.
mod callbacks;
/// Certificates, their orders, keys, and lists of them.
mod certificates;
/// Contacts kept once, and hosts below names.
mod contacts;
/// Customers, the contacts that stand for their names, and their names wherever they stand.
mod customers;
/// Keys that DS records were made from, and all registrations of one name.
mod domain_keys;
/// Registrations, their tally and their pages.
mod domains;
/// The log, what was acknowledged of it, and its pages.
mod events;
/// Subscriptions by what they are of, and what belongs to them.
mod families;
/// What the tests begin with: people, names, instants.
mod fixtures;
/// Mail and web addresses of zones that lead elsewhere.
mod forwarding;
/// Searching names, wherever they stand.
mod found_names;
/// Zones under subscriptions, beside zones of names.
mod hosted_zones;
/// Work that is due, and who gets it.
mod jobs;
/// Where names lead.
mod leading;
/// Money, also from many tasks at once.
mod ledger;
/// What belongs to many names, read in one look.
mod many_names;
/// Operations, keys of repeated calls, and claims on names.
mod operations;
/// Price settings and their versions.
mod prices;
/// What may be said only once.
mod said_once;
/// Contacts and hosts of an account and of those below it.
mod searches;
/// Servers, and lists of them.
mod servers;
/// Single values, and emptying everything.
mod settings;
/// Keys that sign requests.
mod signing_keys;
/// Contact, nameserver and DNS templates.
mod templates;
/// Tenants of resellers, their users, roles and plans.
mod tenants;
/// Departments, tickets, replies and attachments.
mod tickets;
/// What a transaction promises, and opening a database again.
mod transactions;
/// Moves of names.
mod transfers;
/// Changes of zones, and who serves them.
mod zone_changes;
/// Zones and their records.
mod zones;
