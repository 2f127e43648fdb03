//! Stories of DomainContext, told from outside: accounts, dates, and what they see.

#![expect(clippy::panic, reason = "a story tells what is wrong by panicking")]

mod answers;
mod bulk;
/// Good calls of every row about things that can be named.
mod calls;
/// The dialect's own list of commands, and answers held against it.
mod catalogue;
mod certificate_faults;
mod certificate_files;
/// Somebody with a name and a certificate that was bought.
mod certificate_holder;
mod certificate_keys;
mod certificate_lists;
mod certificate_orders;
mod certificates;
mod contacts;
/// An account that owns one of everything, and everything that can be seen.
mod estate;
mod every_command;
mod examples;
mod filters;
mod finding;
mod hosts;
mod isolation;
/// Somebody on this machine who is called back.
mod listener;
mod malformed;
mod malformed_requests;
mod malformed_values;
mod moving;
mod names;
mod openapi;
mod profile;
mod push;
mod registering;
mod secrets;
mod server_faults;
mod server_lists;
mod server_times;
mod servers;
mod transfers;
mod years;
mod zones;
