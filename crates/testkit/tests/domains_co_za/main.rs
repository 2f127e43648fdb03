//! Stories of Domains.co.za, told from outside: people, dates, and what they see.

mod accounts;
mod holding;
mod leaving;
mod older_clients;
mod registering;
mod signing_in;
mod templates;
mod transfers;
mod zones;
