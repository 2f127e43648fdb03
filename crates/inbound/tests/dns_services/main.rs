//! DNS.services as it is heard from outside: real routes, real verbs, a database of its own, and
//! suppliers that cannot be reached.

#![expect(clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

mod domains;
mod door;
mod money;
mod orders;
mod people;
mod products;
mod routes;
mod services;
mod sessions;
mod tickets;
mod world;
mod zones;
