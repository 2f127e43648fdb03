//! Sockets, threads and connections.

use async_trait::async_trait;

use crate::names::Name;

/// What a message came over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// A datagram: the answer has to fit into one, and its sender may be made up.
    Udp,
    /// A connection.
    Tcp,
}

/// Loads a zone that was promised and is asked for.
#[async_trait]
pub trait Loader: Send + Sync + 'static {
    /// Puts the zone where it is answered from. When that is impossible it stays promised.
    async fn load(&self, apex: &Name);
}
