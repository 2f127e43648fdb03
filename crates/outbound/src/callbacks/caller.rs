//! Calls over HTTP and HTTPS.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::ports::{Callback, CallerBack};
use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, header};
use http_body_util::Full;
use model::callback::Addressee;
use model::error::{Field, Reason, Supplier};
use model::{Error, Result};
use rustls::ClientConfig;

use crate::web::{self, AddressPolicy, Call, Fault, Resolver, Target};

/// How long a connection may take.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);
/// How long a call may take as a whole.
const ANSWERED_WITHIN: Duration = Duration::from_secs(10);

const UNAVAILABLE: Error = Error::Unavailable(Supplier::Callbacks);

/// Calls over HTTP and HTTPS: the operator's own address wherever it is, others as far as a policy
/// allows.
pub struct HttpCaller {
    policy: AddressPolicy,
    tls: Arc<ClientConfig>,
}

impl HttpCaller {
    /// A caller that calls what `policy` allows to callers.
    #[must_use]
    pub fn new(policy: AddressPolicy) -> Self {
        Self { policy, tls: web::trusting_public_roots() }
    }

    /// The addresses behind a target: all of them, or none when one may not be called. What was looked
    /// at here is what is connected to, so that a name cannot lead elsewhere a moment later.
    async fn addresses(&self, target: &Target, whose: Addressee) -> Result<Vec<SocketAddr>> {
        if whose == Addressee::Operator {
            let addresses = Resolver::System.addresses(target).await;
            return if addresses.is_empty() { Err(UNAVAILABLE) } else { Ok(addresses) };
        }
        let stays_here = self.policy.stays_here();
        let resolver = if stays_here { Resolver::Nobody } else { Resolver::System };
        let addresses = resolver.addresses(target).await;
        let allowed = addresses.iter().all(|address| self.policy.allows(address.ip()));
        match addresses.is_empty() {
            false if allowed => Ok(addresses),
            true if !stays_here => Err(UNAVAILABLE),
            _ => Err(Error::invalid(Field::CallbackUrl, Reason::Forbidden)),
        }
    }

    async fn send(&self, callback: &Callback) -> Result<u16> {
        let not_a_url = || Error::invalid(Field::CallbackUrl, Reason::NotAUrl);
        let target = Target::read(&callback.url).ok_or_else(not_a_url)?;
        let addresses = self.addresses(&target, callback.addressee).await?;
        let call = Call {
            secured: target.secure.then(|| (target.host.as_str(), Arc::clone(&self.tls))),
            request: request(&target, callback).ok_or_else(not_a_url)?,
            connect_within: CONNECT_WITHIN,
            most_bytes: 0,
        };
        match call.make(&addresses).await {
            Ok(answer) => Ok(answer.status.as_u16()),
            Err(Fault::NotReached | Fault::NotAnswered) => Err(UNAVAILABLE),
        }
    }
}

#[async_trait]
impl CallerBack for HttpCaller {
    async fn call(&self, callback: &Callback) -> Result<u16> {
        tokio::time::timeout(ANSWERED_WITHIN, self.send(callback)).await.unwrap_or(Err(UNAVAILABLE))
    }
}

/// What HTTP needs is ours to say; every other header is the callback's.
fn request(target: &Target, callback: &Callback) -> Option<Request<Full<Bytes>>> {
    let body = Full::new(Bytes::from(callback.body.clone()));
    let mut request = Request::post(&target.path).body(body).ok()?;
    let headers = request.headers_mut();
    for (name, value) in &callback.headers {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        headers.append(name, HeaderValue::from_str(value).ok()?);
    }
    for ours in [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION] {
        headers.remove(ours);
    }
    headers.insert(header::HOST, HeaderValue::from_str(&target.authority).ok()?);
    Some(request)
}
