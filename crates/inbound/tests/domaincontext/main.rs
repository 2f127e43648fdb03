//! DomainContext as it is heard from outside: real routes, real verbs, a database of its own, and a
//! registry that keeps books and can be told to fail.

#![expect(clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

mod clients;
mod contacts;
mod delegations;
mod domains;
mod door;
mod hosts;
mod people;
mod searches;
mod tariffs;
mod transfers;
mod world;
