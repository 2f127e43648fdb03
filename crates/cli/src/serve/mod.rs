//! The platform for production, as a file describes it: real clock, SQLite or PostgreSQL.

/// What the file says.
pub mod config;
/// The accounts that a realm cannot do without.
mod founders;
/// From configuration to a running server.
mod start;

pub use config::Config;
pub use start::{Running, start};
