//! What a name server is started with.

use std::net::SocketAddr;

use dns::names::Name;
use dns::transfer::{Peer, Prefix, SharedKey};

/// What a name server is started with.
#[derive(Debug, Clone, Default)]
pub struct NameServerOptions {
    /// Where it listens, over UDP and TCP; port 0 means one that is free for both.
    pub addresses: Vec<SocketAddr>,
    /// Answers of one kind a second over UDP to one network; 0 means as many as are asked for.
    pub responses_per_second: u32,
    /// Servers that are told of changes.
    pub secondaries: Vec<Peer>,
    /// Keys with which zones may be had.
    pub keys: Vec<SharedKey>,
    /// Addresses that may have zones without a key.
    pub open_to: Vec<Prefix>,
    /// The catalog of all zones; none where there is none.
    pub catalog: Option<Name>,
}
