//! The platform for production, as a file describes it: real clock, SQLite or PostgreSQL.

/// The realm beside the live one.
mod beside;
/// What the file says.
pub mod config;
/// The accounts that a realm cannot do without.
mod founders;
/// Resellers that sign requests.
mod resellers;
/// From configuration to a running server.
mod start;

pub use config::Config;
pub use start::{Running, start};
