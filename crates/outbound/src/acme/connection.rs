//! Calls to the server of an authority: one request each, bounded, over TLS with ring.

use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, header};
use http_body_util::{BodyExt as _, Full};
use instant_acme::{BodyWrapper, BytesResponse, Error, HttpClient};
use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::web::{self, Call, Fault, Resolver, Target};

/// How long a connection may take.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);
/// How long a call may take as a whole.
const ANSWERED_WITHIN: Duration = Duration::from_secs(30);
/// Bytes of an answer.
const MOST_BYTES: usize = 1 << 20;

/// Who calls the server of an authority.
#[derive(Clone)]
pub(super) struct Connection {
    tls: Arc<ClientConfig>,
}

impl Connection {
    /// Believes public roots, or those in a file of PEM.
    pub fn new(roots: Option<&Path>) -> Result<Self, String> {
        let Some(file) = roots else { return Ok(Self { tls: web::trusting_public_roots() }) };
        let words = |why: String| format!("{}: {why}", file.display());
        let roots: Result<Vec<_>, _> =
            CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
        let roots: Vec<CertificateDer<'static>> = roots.map_err(|why| words(why.to_string()))?;
        if roots.is_empty() {
            return Err(words("holds no certificate".to_owned()));
        }
        let tls = web::trusting(roots).map_err(|why| words(why.to_string()))?;
        Ok(Self { tls })
    }

    async fn answer(self, request: Request<BodyWrapper<Bytes>>) -> Result<BytesResponse, Error> {
        let (mut parts, body) = request.into_parts();
        let Ok(body) = body.collect().await;
        let target = Target::read(&parts.uri.to_string()).ok_or(Error::Str("no web address"))?;
        parts.uri = target.path.parse().map_err(|_| Error::Str("no path"))?;
        let host = HeaderValue::from_str(&target.authority);
        parts.headers.insert(header::HOST, host.map_err(|_| Error::Str("no host"))?);
        let call = Call {
            secured: target.secure.then_some((target.host.as_str(), self.tls)),
            request: Request::from_parts(parts, Full::new(body.to_bytes())),
            connect_within: CONNECT_WITHIN,
            most_bytes: MOST_BYTES,
        };
        let addresses = Resolver::System.addresses(&target).await;
        let answer = call.make(&addresses).await.map_err(|fault| match fault {
            Fault::NotReached => Error::Str("the authority cannot be reached"),
            Fault::NotAnswered => Error::Str("the authority does not answer"),
        })?;
        let mut response = Response::new(Full::new(answer.body));
        (*response.status_mut(), *response.headers_mut()) = (answer.status, answer.headers);
        Ok(BytesResponse::from(response))
    }
}

impl HttpClient for Connection {
    fn request(
        &self,
        request: Request<BodyWrapper<Bytes>>,
    ) -> Pin<Box<dyn Future<Output = Result<BytesResponse, Error>> + Send>> {
        let answer = self.clone().answer(request);
        Box::pin(async move {
            let answered = tokio::time::timeout(ANSWERED_WITHIN, answer).await;
            answered.unwrap_or(Err(Error::Str("the authority does not answer in time")))
        })
    }
}
