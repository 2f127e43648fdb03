//! One request and its answer: no redirects, no second connection, everything bounded.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// A request and how it is made.
pub(crate) struct Call<'a> {
    /// The host that TLS asks for; plain where there is none.
    pub secured: Option<(&'a str, Arc<ClientConfig>)>,
    /// What is asked, with a `Host` header and a path alone.
    pub request: Request<Full<Bytes>>,
    /// How long a connection may take, TLS included.
    pub connect_within: Duration,
    /// Bytes of the answer that are read; nothing is where it is nought.
    pub most_bytes: usize,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as far as it was wanted.
    pub body: Bytes,
}

/// Why nothing came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nobody is there; nothing was sent.
    NotReached,
    /// It was sent, or begun to be.
    NotAnswered,
}

impl Call<'_> {
    /// Makes the call to the first of `addresses` that takes a connection.
    pub async fn make(self, addresses: &[SocketAddr]) -> Result<Answer, Fault> {
        let connecting = tokio::time::timeout(self.connect_within, connect(addresses));
        let stream = connecting.await.ok().flatten().ok_or(Fault::NotReached)?;
        let Some((host, config)) = self.secured else {
            return exchange(stream, self.request, self.most_bytes).await;
        };
        let name = ServerName::try_from(host.to_owned()).map_err(|_| Fault::NotReached)?;
        let shaking = TlsConnector::from(config).connect(name, stream);
        let secured = tokio::time::timeout(self.connect_within, shaking).await;
        let stream = secured.ok().and_then(Result::ok).ok_or(Fault::NotReached)?;
        exchange(stream, self.request, self.most_bytes).await
    }
}

async fn connect(addresses: &[SocketAddr]) -> Option<TcpStream> {
    for address in addresses {
        if let Ok(stream) = TcpStream::connect(address).await {
            return Some(stream);
        }
    }
    None
}

async fn exchange<S>(
    stream: S,
    request: Request<Full<Bytes>>,
    most_bytes: usize,
) -> Result<Answer, Fault>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let shaken = http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = shaken.map_err(|_| Fault::NotAnswered)?;
    // Both end together: whoever drops the one cuts the other.
    let asked = async {
        let answer = sender.send_request(request).await.map_err(|_| Fault::NotAnswered)?;
        let (parts, body) = answer.into_parts();
        let (status, headers) = (parts.status, parts.headers);
        if most_bytes == 0 {
            return Ok(Answer { status, headers, body: Bytes::new() });
        }
        let body = Limited::new(body, most_bytes).collect().await;
        let body = body.map_err(|_| Fault::NotAnswered)?.to_bytes();
        Ok(Answer { status, headers, body })
    };
    let driven = async {
        // It ends when the other side hangs up; the answer may be there by then.
        drop(connection.await);
        std::future::pending::<()>().await;
    };
    tokio::select! {
        answer = asked => answer,
        () = driven => Err(Fault::NotAnswered),
    }
}
