//! Domains.co.za as it is heard from outside: real routes, real verbs, a database of its own, and a
//! registry that only knows which names are taken.

#![expect(clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

mod accounts;
mod older;
mod polls;
mod routes;
mod second_access;
mod subusers;
mod templates;
mod world;
mod zones;
