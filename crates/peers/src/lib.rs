//! What the name server is held against: other name servers as child processes, zones and questions out
//! of a seed, and answers taken apart. For tests and benchmarks only.

/// Asking a name server, many questions at once.
pub mod client;
/// Chance that a seed repeats.
pub mod dice;
/// Knot from the machine's packages.
pub mod knot;
/// NSD from the machine's packages.
pub mod nsd;
/// The name server itself, over zones that are given.
pub mod ours;
/// `PowerDNS` with SQLite from the machine's packages.
pub mod powerdns;
/// A name server as a child process.
pub mod process;
/// Questions about zones, well formed and not.
pub mod questions;
/// Record data by the byte.
pub mod rdata;
/// Answers taken apart.
pub mod reply;
/// A name server without sockets.
pub mod responder;
/// Zones out of a seed.
pub mod zones;

pub use process::{Peer, Place, ZoneFile};
