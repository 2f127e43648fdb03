//! Accepts connections of visitors: a bounded number, each for a bounded time.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;
use http::{Request, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use super::handshakes::Handshakes;
use crate::http::server::Bound;
use crate::http::{Gate, forwarded, hosts};

/// Connections at once; further ones wait.
const MOST_CONNECTIONS: usize = 2_048;
/// How long a request's headers may take.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);
/// How long a connection may stay, however much it asks.
const CUT_AFTER: Duration = Duration::from_secs(120);
/// How long a handshake may take, and a certificate that is ordered for it.
const SHAKEN_WITHIN: Duration = Duration::from_secs(25);
/// The pause after the system had no connection to give.
const BREATH: Duration = Duration::from_millis(50);

/// Accepts connections until it is stopped.
pub(super) struct Listener {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    /// All permits are there again once nobody is connected.
    places: Arc<Semaphore>,
    task: JoinHandle<()>,
}

/// What is the same for every connection.
#[derive(Clone)]
struct Door {
    gate: Gate,
    handshakes: Option<Arc<Handshakes>>,
    stopped: watch::Receiver<bool>,
}

impl Listener {
    /// Begins to accept connections; with `handshakes` they speak TLS.
    ///
    /// # Errors
    /// When the socket cannot be used.
    pub fn start(
        bound: Bound,
        gate: Gate,
        handshakes: Option<Arc<Handshakes>>,
    ) -> io::Result<Self> {
        let (address, listener) = (bound.address(), TcpListener::from_std(bound.into_listener())?);
        let (stop, stopped) = watch::channel(false);
        let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        let door = Door { gate, handshakes, stopped };
        let task = tokio::spawn(accept(listener, door, Arc::clone(&places)));
        Ok(Self { address, stop, places, task })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Accepts nothing more, and waits for those who are connected as long as `patience` lasts.
    pub async fn stop(self, patience: Duration) {
        // Nobody listens where the task has ended.
        let _ = self.stop.send(true);
        self.task.abort();
        let all = u32::try_from(MOST_CONNECTIONS).unwrap_or(u32::MAX);
        if tokio::time::timeout(patience, self.places.acquire_many(all)).await.is_err() {
            tracing::warn!("some visitors of names that lead elsewhere were cut off");
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, door: Door, places: Arc<Semaphore>) {
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let door = door.clone();
                tokio::spawn(async move {
                    let _cut = tokio::time::timeout(CUT_AFTER, connected(stream, door)).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::debug!(%error, "a connection was not accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

async fn connected(stream: TcpStream, door: Door) {
    // Answers are small and whole.
    let _ = stream.set_nodelay(true);
    match door.handshakes.clone() {
        None => serve(stream, door).await,
        Some(handshakes) => {
            let shaken = tokio::time::timeout(SHAKEN_WITHIN, handshakes.shake(stream)).await;
            if let Ok(Some(stream)) = shaken {
                serve(stream, door).await;
            }
        }
    }
}

async fn serve<S>(stream: S, door: Door)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (gate, mut stopped) = (door.gate, door.stopped);
    let service = service_fn(move |request| {
        let gate = gate.clone();
        async move { Ok::<_, Infallible>(answer(&gate, &request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        // However it ends, it has ended.
        _ended = connection.as_mut() => return,
        _said = stopped.wait_for(|stopped| *stopped) => connection.as_mut().graceful_shutdown(),
    }
    let _ended = connection.await;
}

async fn answer(gate: &Gate, request: &Request<Incoming>) -> Response {
    let nothing = || forwarded::plain(StatusCode::NOT_FOUND, "This name leads nowhere.\n");
    let Some(host) = hosts::asked(request) else {
        return forwarded::plain(StatusCode::BAD_REQUEST, "Which name?\n");
    };
    let answered = forwarded::answer(gate, &host, request.method(), request.uri()).await;
    answered.unwrap_or_else(nothing)
}
