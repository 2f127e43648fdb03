//! Suppliers: each implements a port of `app`. What stands here decides nothing about the platform.
//!
//! The sandbox's suppliers behave like real ones: they keep their own books, enforce their own
//! rules, and can be told to fail.

/// An authority that certifies hosts after a look at what they answer.
pub mod acme;
/// The file behind a small supplier.
mod books;
/// Calls to addresses that callers gave.
pub mod callbacks;
/// A certificate authority with a root of its own.
pub mod embedded_authority;
/// A payment gateway with books of its own.
pub mod embedded_gateway;
/// A server host with clusters, images, tasks and consoles of its own.
pub mod embedded_host;
/// A hosting panel with accounts of its own.
pub mod embedded_panel;
/// A registry with names of many registrars, in a database of its own.
pub mod embedded_registry;
/// Suppliers that misbehave as ordered.
pub mod faults;
/// Mail that is kept to be read instead of being delivered.
pub mod mail_sink;
/// Passwords, which are not kept.
mod passwords;
/// Addresses of names outside.
mod stub_resolver;
/// Calls to web servers that strangers named.
mod web;

pub use acme::AcmeIssuer;
pub use callbacks::{CallbackBook, HttpCaller, RecordingCaller};
pub use embedded_authority::{AuthorityOffice, EmbeddedAuthority};
pub use embedded_gateway::EmbeddedGateway;
pub use embedded_host::EmbeddedHost;
pub use embedded_panel::EmbeddedPanel;
pub use embedded_registry::EmbeddedRegistry;
pub use faults::{
    Faults, FaultyAuthority, FaultyCallerBack, FaultyGateway, FaultyMailer, FaultyProvisioner,
    FaultyRegistry, FaultyServerHost,
};
pub use mail_sink::MailSink;
pub use stub_resolver::StubResolver;
pub use web::{AddressPolicy, Network};
