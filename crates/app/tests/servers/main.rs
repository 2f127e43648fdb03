//! Servers, run against a real database and a small host that keeps its books in memory: it takes its
//! time for tasks, does one at a time, and loses requests and answers where a test says so.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test tells what is wrong by panicking, and a caller dies by it"
)]

/// What buying costs, and what comes of it.
mod buying;
/// Calls to the addresses that buyers gave.
mod calling_back;
/// Servers bought by plan and months, and what they have besides.
mod families;
/// The host.
mod host;
/// From one period to the next, and the end.
mod lasting;
/// Random commands against a small model.
mod model_of_tasks;
/// Suppliers that cannot be reached.
#[path = "../verbs/world/nobody.rs"]
mod nobody;
/// Lists of servers.
mod searching;
/// Tasks, consoles and passwords.
mod tasks;
/// The world that the tests begin with.
mod world;
