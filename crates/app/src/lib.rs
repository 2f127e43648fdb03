//! Verbs and ports: what can be done with the platform, independent of who asks and who supplies.

/// The realm's clock.
pub mod clock;
/// What the platform needs from the worlds outside.
pub mod ports;
/// Reads the TLD rulebook and the supplier's price list.
pub mod rulebook;

/// Accounts, members, money and prices.
pub mod accounts;
/// Secrets and identifiers.
pub mod keys;
/// One world with its own database, clock, suppliers and keys.
pub mod realm;

pub use realm::{Context, Realm};
/// Work that is due at some time.
pub mod jobs;
/// The event log, written and read.
pub mod news;
/// Registrations.
pub mod domains;
