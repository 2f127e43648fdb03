//! The name server. It knows zones and nothing of who has them: a [`source::ZoneSource`] says what was
//! committed, and whatever was committed is answered over UDP and TCP.
//!
//! A zone is read as [`contents::Contents`] (every RRset, in canonical order), signed where it has keys,
//! and packed into a [`zone::Zone`]: immutable, shared by all threads, replaced as a whole.

/// Answering one message from the zones there are.
pub mod answer;
/// Zones as RRsets: what is signed, packed, compared, transferred and written to files.
pub mod contents;
/// Names and record types on the wire.
pub mod names;
/// Follows the source: whatever was committed is published.
pub mod publisher;
/// Sockets, threads and connections.
pub mod serve;
/// Signatures and denial of existence.
pub mod signing;
/// Where zones come from.
pub mod source;
/// Zones that leave to other name servers, or come from them.
pub mod transfer;
/// Zones as they are answered from.
pub mod zone;
/// Zone files.
pub mod zone_file;
