//! The platform for production, as a file describes it: real clock, SQLite or PostgreSQL.

/// The realm beside the live one.
mod beside;
/// What the file says.
pub mod config;
/// The accounts that a realm cannot do without.
mod founders;
/// Tables for a mail server, written once.
mod mail_tables;
/// Resellers that sign requests.
mod resellers;
/// From configuration to a running server.
mod start;
/// Zones in and out, as files.
mod zone;

pub use config::Config;
pub use mail_tables::mail_tables;
pub use start::{Running, start};
pub use zone::zone;
