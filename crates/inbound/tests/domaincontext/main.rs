//! DomainContext as it is heard from outside: real routes, real verbs, a database of its own, and
//! suppliers that cannot be reached.

#![expect(clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

mod door;
mod world;
