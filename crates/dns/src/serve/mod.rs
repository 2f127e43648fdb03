//! Sockets, threads and connections.

mod anywhere;
mod counters;
mod elsewhere;
mod sockets;
mod tcp;
#[cfg(test)]
mod tests;
mod udp;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use async_trait::async_trait;
use tokio::task::JoinSet;

pub use counters::{Counted, Counters};
pub use sockets::BindError;

use crate::answer::{Beyond, Responder};
use crate::names::Name;
use elsewhere::Elsewhere;
use sockets::Bound;

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

/// Where and how a name server listens.
#[derive(Debug, Clone)]
pub struct ServeSettings {
    /// Where it listens, over UDP and TCP; port 0 means one that is free for both.
    pub addresses: Vec<SocketAddr>,
    /// Threads that answer datagrams at each address; 0 means one for each processor.
    pub threads: usize,
    /// The most connections at once at each address.
    pub tcp_connections: usize,
    /// How long a connection may be silent.
    pub idle: Duration,
}

impl Default for ServeSettings {
    fn default() -> Self {
        let idle = Duration::from_secs(10);
        Self { addresses: Vec::new(), threads: 0, tcp_connections: 1_000, idle }
    }
}

/// What all threads and connections share.
struct Shared {
    responder: Arc<Responder>,
    beyond: Arc<dyn Beyond>,
    loader: Arc<dyn Loader>,
    counters: Counters,
    stopped: AtomicBool,
}

/// A name server that listens until it is stopped.
pub struct NameServer {
    addresses: Vec<SocketAddr>,
    shared: Arc<Shared>,
    sockets: Vec<socket2::Socket>,
    threads: Vec<JoinHandle<()>>,
    tasks: JoinSet<()>,
}

impl NameServer {
    /// Begins to listen. Needs a tokio runtime, which connections live on.
    ///
    /// # Errors
    /// When an address cannot be listened at, or a thread cannot be started.
    pub fn start(
        settings: &ServeSettings,
        responder: Arc<Responder>,
        beyond: Arc<dyn Beyond>,
        loader: Arc<dyn Loader>,
    ) -> Result<Self, BindError> {
        let threads = match settings.threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        };
        let bound = settings
            .addresses
            .iter()
            .map(|address| Bound::at(*address, threads))
            .collect::<Result<Vec<_>, _>>()?;
        let (counters, stopped) = (Counters::default(), AtomicBool::new(false));
        let shared = Arc::new(Shared { responder, beyond, loader, counters, stopped });
        let mut server = Self {
            addresses: bound.iter().map(|bound| bound.address).collect(),
            shared,
            sockets: Vec::new(),
            threads: Vec::new(),
            tasks: JoinSet::new(),
        };
        let elsewhere = server.elsewhere().map_err(|source| BindError::thread(&source))?;
        for bound in bound {
            server.listen(bound, settings, &elsewhere)?;
        }
        Ok(server)
    }

    fn elsewhere(&mut self) -> std::io::Result<Elsewhere> {
        let (elsewhere, later, beyond) = Elsewhere::new();
        self.tasks.spawn(elsewhere::answer_later(later, Arc::clone(&self.shared)));
        let shared = Arc::clone(&self.shared);
        let thread = std::thread::Builder::new().name("dns-beyond".to_owned());
        self.threads.push(thread.spawn(move || elsewhere::answer_beyond(&beyond, &shared))?);
        Ok(elsewhere)
    }

    fn listen(
        &mut self,
        bound: Bound,
        settings: &ServeSettings,
        elsewhere: &Elsewhere,
    ) -> Result<(), BindError> {
        let refused = |source| BindError::new(bound.address, &source);
        for socket in bound.datagrams {
            self.sockets.push(socket.try_clone().map_err(refused)?);
            let (shared, elsewhere) = (Arc::clone(&self.shared), elsewhere.clone());
            let wildcard = bound.address.ip().is_unspecified();
            let thread = std::thread::Builder::new().name("dns-udp".to_owned());
            let thread = thread.spawn(move || udp::answer(socket, wildcard, &shared, &elsewhere));
            self.threads.push(thread.map_err(refused)?);
        }
        let listener = tokio::net::TcpListener::from_std(bound.listener.into()).map_err(refused)?;
        let shared = Arc::clone(&self.shared);
        let limits = tcp::Limits { connections: settings.tcp_connections, idle: settings.idle };
        self.tasks.spawn(tcp::accept(listener, limits, shared));
        Ok(())
    }

    /// Where it listens, in the order of the settings, with ports that were chosen.
    #[must_use]
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// What it has counted until now.
    #[must_use]
    pub fn counted(&self) -> Counted {
        self.shared.counters.read(&self.shared.responder)
    }

    /// Answers nothing more: all threads have ended and all connections are closed.
    pub async fn stop(mut self) {
        self.end();
        self.tasks.shutdown().await;
        let threads = std::mem::take(&mut self.threads);
        let joined = tokio::task::spawn_blocking(move || {
            // One that panicked has said so.
            threads.into_iter().for_each(|thread| drop(thread.join()));
        });
        let _ended = joined.await;
    }

    fn end(&self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        for socket in &self.sockets {
            // Wakes whoever waits for a datagram; that it is "not connected" is said of all of them.
            let _woken = socket.shutdown(std::net::Shutdown::Both);
        }
    }
}

impl Drop for NameServer {
    fn drop(&mut self) {
        self.end();
    }
}
