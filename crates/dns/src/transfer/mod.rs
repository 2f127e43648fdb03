//! Zones that leave to other name servers, or come from them.

/// The zone that lists all others.
mod catalog;
/// What is different between a zone and the one before it.
mod difference;
/// Zones of other servers, fetched as a client (RFC 5936).
mod fetch;
/// Differences kept in memory.
mod journal;
/// Sends notifications and reads what answers them.
mod mailing;
/// Reading messages of transfers.
mod message;
/// Zones on their way out.
mod messages;
/// Who is told of a change, and when again.
mod notify;
/// Records in the order they travel in.
mod records;
/// What other servers have, told to the source.
mod reports;
/// What is asked, and what answers it.
mod requests;
/// Who may have zones, who is told of changes, and the keys shared with them.
mod settings;
/// Shared keys and what is made with them.
mod signature;
#[cfg(test)]
mod stories;
/// What stands behind it all.
mod transfers;
/// Messages signed with shared keys (RFC 8945).
mod tsig;
/// Writing messages of transfers.
mod writer;

pub use fetch::{FetchError, FetchSettings, fetch};
pub use settings::{Algorithm, Clock, Peer, Prefix, Settings, SharedKey};
pub use transfers::{TransferCounts, Transfers};
