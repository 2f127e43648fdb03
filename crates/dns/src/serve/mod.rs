//! Sockets, threads and connections.

/// What a message came over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// A datagram: the answer has to fit into one, and its sender may be made up.
    Udp,
    /// A connection.
    Tcp,
}
