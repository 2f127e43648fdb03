//! The verbs of accounts, prices, templates, zones and news, run against a real database. Suppliers
//! are out of reach: none of these verbs may ask one.

#![expect(clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

/// Opening accounts, their profiles, and who may see or suspend whom.
mod accounts;
/// Records that stand for the addresses of another name.
mod aliases;
/// Logins and passwords that come with every call.
mod basic;
/// Certificates, from the signing request to the end.
mod certificates;
/// Contacts of an account, and what their privileges open.
mod contacts;
/// Customers of a reseller, and who stands for their names.
mod customers;
/// What stands in zones, entry by entry.
mod entries;
/// Products in families.
mod families;
/// Money in and out by hand.
mod funds;
/// Zones under subscriptions.
mod hosted_zones;
/// Links that let somebody in once.
mod leads;
mod login_links;
/// What happened, in words.
mod logs;
/// Sub-users.
mod members;
/// The log as poll messages.
mod news;
/// Contacts that an account knows by a number.
mod persons;
/// Price layers.
mod prices;
/// Records and forwarding of names that are delegated elsewhere.
mod registrar_dns;
/// Another way into an account.
mod second_access;
/// Signed requests.
mod signing;
/// Tickets, and the answers of the account above.
mod support;
/// Contacts, nameservers and records kept for use again.
mod templates;
/// Tenants of a reseller, their users, roles and plans.
mod tenants;
/// Access and refresh tokens.
mod token_pairs;
/// The tree of accounts that the tests begin with.
mod world;
/// Zones as files.
mod zone_files;
/// What zones are signed with.
mod zone_signing;
/// Zones, validated whole.
mod zones;
