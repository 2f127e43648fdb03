//! Sockets at an address.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use socket2::{Domain, Protocol, SockAddr, Socket, Type};

/// How long a thread waits for datagrams before it looks whether it shall stop.
const LOOK: Duration = Duration::from_millis(500);
/// How many ports are tried that are free for connections, until one is free for datagrams too.
const TRIES: usize = 32;
/// Octets of datagrams that may wait.
const WAITING: usize = 4 << 20;
/// Connections that may wait.
const BACKLOG: i32 = 1024;

/// An address cannot be listened at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {why}")]
pub struct BindError {
    what: String,
    why: String,
}

/// Sockets at one address.
pub struct Bound {
    /// The address, with the port that was chosen.
    pub address: SocketAddr,
    /// For connections.
    pub listener: Socket,
    /// For datagrams: the kernel spreads them by their senders.
    pub datagrams: Vec<Socket>,
}

impl BindError {
    pub(super) fn new(address: SocketAddr, why: &io::Error) -> Self {
        Self { what: format!("the name server cannot listen at {address}"), why: why.to_string() }
    }

    pub(super) fn thread(why: &io::Error) -> Self {
        Self { what: "the name server cannot start a thread".to_owned(), why: why.to_string() }
    }
}

impl Bound {
    /// Listens at an address with so many sockets for datagrams.
    ///
    /// Only this program may listen there. Sockets for datagrams share their port with each other, and
    /// so would another program's: that nobody else is there is seen by the one for connections, and by
    /// one for datagrams that does not share and is closed again.
    pub fn at(address: SocketAddr, threads: usize) -> Result<Self, BindError> {
        let mut tries = if address.port() == 0 { TRIES } else { 1 };
        loop {
            tries -= 1;
            match Self::try_at(address, threads) {
                Ok(bound) => return Ok(bound),
                Err(error) if tries > 0 && error.kind() == io::ErrorKind::AddrInUse => {}
                Err(error) => return Err(BindError::new(address, &error)),
            }
        }
    }

    fn try_at(address: SocketAddr, threads: usize) -> io::Result<Self> {
        let listener = socket(address, Type::STREAM, Protocol::TCP)?;
        listener.set_reuse_address(true)?;
        listener.set_nonblocking(true)?;
        listener.bind(&SockAddr::from(address))?;
        listener.listen(BACKLOG)?;
        let chosen = listener.local_addr()?.as_socket().map_or(0, |chosen| chosen.port());
        let address = SocketAddr::new(address.ip(), chosen);
        drop(datagrams(address, false)?);
        let datagrams =
            (0..threads.max(1)).map(|_| datagrams(address, true)).collect::<Result<_, _>>()?;
        Ok(Self { address, listener, datagrams })
    }
}

fn socket(address: SocketAddr, kind: Type, protocol: Protocol) -> io::Result<Socket> {
    let socket = Socket::new(Domain::for_address(address), kind, Some(protocol))?;
    if address.is_ipv6() {
        socket.set_only_v6(true)?;
    }
    Ok(socket)
}

fn datagrams(address: SocketAddr, shared: bool) -> io::Result<Socket> {
    let socket = socket(address, Type::DGRAM, Protocol::UDP)?;
    socket.set_reuse_port(shared)?;
    socket.set_read_timeout(Some(LOOK))?;
    // As much as the kernel grants.
    let _granted = (socket.set_recv_buffer_size(WAITING), socket.set_send_buffer_size(WAITING));
    if address.ip().is_unspecified() {
        super::anywhere::prepare(&socket, address.is_ipv6())?;
    }
    socket.bind(&SockAddr::from(address))?;
    Ok(socket)
}
