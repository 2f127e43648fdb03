//! Carts, invoices and subscriptions on the whole platform: what is bought happens once, what cannot
//! be had is given back, and money is neither made nor lost.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod at_once;
mod bills;
mod carts;
mod either_or;
mod interruptions;
mod paying;
mod recurring;
mod sharing;
mod stage;
mod subscribing;
mod verbs;
