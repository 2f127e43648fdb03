//! Zones that leave to other name servers, or come from them.

/// The zone that lists all others.
mod catalog;
/// What is different between a zone and the one before it.
mod difference;
/// Zones of other servers, fetched as a client (RFC 5936).
mod fetch;
/// Differences kept in memory.
mod journal;
/// Reading and writing messages of transfers.
mod message;
/// Zones on their way out.
mod messages;
/// Records in the order they travel in.
mod records;
/// Who may have zones, who is told of changes, and the keys shared with them.
mod settings;
/// Messages signed with shared keys (RFC 8945).
mod tsig;

pub use fetch::{FetchError, FetchSettings, fetch};
pub use settings::{Algorithm, Clock, Peer, Prefix, Settings, SharedKey};
