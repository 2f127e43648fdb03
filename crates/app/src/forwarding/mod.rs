//! What leads elsewhere, for whoever takes it and sends it on. Where a single host leads is said by
//! `crate::zones::leads`.

/// Certificates of hosts.
pub mod certificates;
/// Tables for a mail server.
pub mod mail;
