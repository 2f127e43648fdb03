//! Stories of Domains.co.za, told from outside: people, dates, and what they see.

mod holding;
mod leaving;
mod registering;
mod transfers;
