//! Accepts connections and lets them end well.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::time::Duration;

use axum::ServiceExt as _;
use axum::middleware::from_fn_with_state;
use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use http::Request;
use hyper::body::Incoming;
use hyper_util::rt::TokioTimer;
use tokio::task::JoinHandle;
use tower::Layer as _;
use tower::util::MapRequestLayer;

use super::Site;
use super::forwarded::{self, ForeignHost};

/// How long a connection may stay silent before a request's headers are complete.
const HEADERS_WITHIN: Duration = Duration::from_secs(75);

/// A listening socket.
pub struct Bound {
    listener: TcpListener,
    address: SocketAddr,
}

/// A server that accepts connections.
pub struct Server {
    handle: Handle<SocketAddr>,
    task: JoinHandle<io::Result<()>>,
}

impl Bound {
    /// Takes the address; port 0 means any free one.
    ///
    /// # Errors
    /// Says in words why the address cannot be had.
    pub fn to(address: SocketAddr) -> Result<Self, String> {
        let listener = TcpListener::bind(address).and_then(|listener| {
            listener.set_nonblocking(true)?;
            Ok(listener)
        });
        let words = |why: io::Error| format!("cannot listen on {address}: {why}");
        let listener = listener.map_err(words)?;
        let address = listener.local_addr().map_err(words)?;
        Ok(Self { listener, address })
    }

    /// The socket itself.
    pub(crate) fn into_listener(self) -> TcpListener {
        self.listener
    }

    /// The address, with the port that was found.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

/// The address to call. One that stands for every address of this machine is called at home.
#[must_use]
pub fn url(mut address: SocketAddr, secure: bool) -> String {
    if address.ip().is_unspecified() {
        address.set_ip(match address.ip() {
            IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
        });
    }
    let scheme = if secure { "https" } else { "http" };
    format!("{scheme}://{address}")
}

impl Server {
    /// Begins to accept connections.
    ///
    /// # Errors
    /// When the socket cannot be used.
    pub fn start(bound: Bound, tls: Option<RustlsConfig>, site: Site) -> io::Result<Self> {
        let Site { hosts, routes, gate } = site;
        // Before routing: the host name decides the path, or leads elsewhere.
        let routes = routes.layer(from_fn_with_state(gate, forwarded::pass));
        let rewrite = move |mut request: Request<Incoming>| {
            if let Some(host) = hosts.foreign(&request) {
                request.extensions_mut().insert(ForeignHost(host));
            }
            hosts.rewrite(request)
        };
        let service = MapRequestLayer::new(rewrite).layer(routes);
        let service = service.into_make_service_with_connect_info::<SocketAddr>();
        let handle = Handle::new();
        let mut server = axum_server::from_tcp(bound.listener)?.handle(handle.clone()).http1_only();
        server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN);
        let server = server.acceptor(NoDelayAcceptor::new());
        let task = match tls {
            None => tokio::spawn(server.serve(service)),
            Some(tls) => {
                let secured = move |plain| RustlsAcceptor::new(tls).acceptor(plain);
                tokio::spawn(server.map(secured).serve(service))
            }
        };
        Ok(Self { handle, task })
    }

    /// Accepts no further connection and waits until those that are open have their answers; after
    /// `patience` they are cut.
    pub async fn stop(mut self, patience: Duration) {
        self.handle.graceful_shutdown(Some(patience));
        match (&mut self.task).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the server ended badly"),
            Err(error) => tracing::error!(%error, "the server's task ended badly"),
        }
    }
}

impl Drop for Server {
    /// A server that nobody stopped ends at once; one that was stopped has ended.
    fn drop(&mut self) {
        self.handle.shutdown();
    }
}
