//! Connections (RFC 7766): several questions one after the other, each behind its length.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::answer::Outcome;

use super::{Shared, Transport};

/// How long to wait when no connection can be taken, as when there are too many open files.
const PAUSE: Duration = Duration::from_millis(100);
/// Messages of a long answer that wait for the other side.
const AHEAD: usize = 4;
/// Memory that is kept between two questions.
const KEPT: usize = 4096;

/// Limits of the connections at one address.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most at once.
    pub connections: usize,
    /// How long one may be silent, or take nothing.
    pub idle: Duration,
}

/// Takes connections until it is dropped, and ends them then.
pub async fn accept(listener: TcpListener, limits: Limits, shared: Arc<Shared>) {
    let free = Arc::new(Semaphore::new(limits.connections.min(Semaphore::MAX_PERMITS)));
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let Ok((stream, peer)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let Ok(permit) = Arc::clone(&free).try_acquire_owned() else {
            shared.counters.dropped();
            continue;
        };
        let shared = Arc::clone(&shared);
        connections.spawn(async move {
            let _permit = permit;
            let mut connection = Connection::new(stream, peer, limits, shared);
            // Whoever goes away needs to be told nothing.
            let _ended = connection.serve().await;
        });
    }
}

struct Connection {
    stream: BufReader<TcpStream>,
    peer: SocketAddr,
    idle: Duration,
    shared: Arc<Shared>,
}

impl Connection {
    fn new(stream: TcpStream, peer: SocketAddr, limits: Limits, shared: Arc<Shared>) -> Self {
        // Without it short replies would wait for each other.
        let _set = stream.set_nodelay(true);
        Self { stream: BufReader::with_capacity(KEPT, stream), peer, idle: limits.idle, shared }
    }

    async fn serve(&mut self) -> io::Result<()> {
        let (mut request, mut reply) = (Vec::new(), Vec::new());
        loop {
            timeout(self.idle, self.read(&mut request)).await??;
            self.shared.counters.message(Transport::Tcp);
            self.answer(&request, &mut reply).await?;
            reply.shrink_to(KEPT);
        }
    }

    async fn read(&mut self, request: &mut Vec<u8>) -> io::Result<()> {
        let length = self.stream.read_u16().await?;
        request.clear();
        request.resize(usize::from(length), 0);
        self.stream.read_exact(request).await.map(|_| ())
    }

    async fn answer(&mut self, request: &[u8], reply: &mut Vec<u8>) -> io::Result<()> {
        let shared = Arc::clone(&self.shared);
        let mut outcome = shared.responder.answer(request, self.peer, Transport::Tcp, reply);
        if let Outcome::Later(apex) = &outcome {
            shared.loader.load(apex).await;
            let answered = shared.answer_now(request, self.peer, Transport::Tcp, reply);
            outcome = if answered { Outcome::Reply } else { Outcome::Silence };
        }
        match outcome {
            Outcome::Reply => {
                shared.counters.reply(reply);
                self.write(reply).await
            }
            Outcome::Beyond => self.stream_beyond(request.to_vec()).await,
            // Somebody who sends no requests is not waited for.
            Outcome::Silence | Outcome::Later(_) => {
                shared.counters.dropped();
                Err(io::ErrorKind::InvalidData.into())
            }
        }
    }

    /// Writes an answer of many messages as they are made, never more of them in memory than a few.
    async fn stream_beyond(&mut self, request: Vec<u8>) -> io::Result<()> {
        let (sender, mut messages) = mpsc::channel::<Vec<u8>>(AHEAD);
        let (beyond, peer) = (Arc::clone(&self.shared.beyond), self.peer);
        tokio::task::spawn_blocking(move || {
            for message in beyond.answer(&request, peer, Transport::Tcp) {
                if sender.blocking_send(message).is_err() {
                    break;
                }
            }
        });
        let mut first = true;
        while let Some(message) = messages.recv().await {
            if std::mem::take(&mut first) {
                self.shared.counters.reply(&message);
            }
            self.write(&message).await?;
        }
        Ok(())
    }

    async fn write(&mut self, message: &[u8]) -> io::Result<()> {
        let length = u16::try_from(message.len()).map_err(|_| io::ErrorKind::InvalidData)?;
        let framed = [&length.to_be_bytes(), message].concat();
        timeout(self.idle, self.stream.get_mut().write_all(&framed)).await?
    }
}
