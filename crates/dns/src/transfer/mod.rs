//! Zones that leave to other name servers, or come from them.

/// Zones of other servers, fetched as a client (RFC 5936).
mod fetch;
/// Reading and writing messages of transfers.
mod message;
/// Who may have zones, who is told of changes, and the keys shared with them.
mod settings;
/// Messages signed with shared keys (RFC 8945).
mod tsig;

pub use fetch::{FetchError, FetchSettings, fetch};
pub use settings::{Algorithm, Clock, Peer, Prefix, Settings, SharedKey};
