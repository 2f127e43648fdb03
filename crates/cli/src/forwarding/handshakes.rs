//! From the name in a handshake to a certificate: out of a bounded store of those that were used lately, or
//! out of the database. A handshake whose certificate is ordered right now waits for it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::forwarding::certificates::{self, Certificate, Held};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::server::Acceptor;
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;

use crate::http::Gate;

/// Hosts whose certificates are kept at hand.
const MOST_HOSTS: usize = 10_000;
/// How long a certificate is at hand before the database is asked again.
const AT_HAND: Duration = Duration::from_secs(300);
/// How long a handshake waits for a certificate that is ordered.
const WAITED: Duration = Duration::from_secs(20);
/// How often it looks.
const LOOK: Duration = Duration::from_millis(200);

/// Certificates by name.
pub(super) struct Handshakes {
    gate: Gate,
    /// Wakes whoever orders certificates.
    wanted: Arc<Notify>,
    at_hand: Mutex<HashMap<String, (Arc<ServerConfig>, Instant)>>,
}

impl Handshakes {
    pub fn new(gate: Gate, wanted: Arc<Notify>) -> Self {
        Self { gate, wanted, at_hand: Mutex::default() }
    }

    /// Shakes hands under the name that the visitor asks for; none where there is no certificate for it.
    pub async fn shake(&self, stream: TcpStream) -> Option<TlsStream<TcpStream>> {
        let start = LazyConfigAcceptor::new(Acceptor::default(), stream).await.ok()?;
        let host = start.client_hello().server_name()?.to_ascii_lowercase();
        let config = self.config(host.trim_end_matches('.')).await?;
        start.into_stream(config).await.ok()
    }

    async fn config(&self, host: &str) -> Option<Arc<ServerConfig>> {
        if let Some(config) = self.at_hand(host) {
            return Some(config);
        }
        let until = Instant::now() + WAITED;
        loop {
            let realm = self.gate.enter().await.realm().clone();
            match certificates::held(&realm, host).await {
                Ok(Held::Here(certificate)) => return self.keep(host, &certificate),
                Ok(Held::Coming) if Instant::now() < until => self.wanted.notify_one(),
                Ok(Held::Coming | Held::Nothing) => return None,
                Err(error) => {
                    tracing::error!(?error, host, "a certificate cannot be read");
                    return None;
                }
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    fn at_hand(&self, host: &str) -> Option<Arc<ServerConfig>> {
        let at_hand = self.at_hand.lock().unwrap_or_else(PoisonError::into_inner);
        let (config, until) = at_hand.get(host)?;
        (*until > Instant::now()).then(|| Arc::clone(config))
    }

    fn keep(&self, host: &str, certificate: &Certificate) -> Option<Arc<ServerConfig>> {
        let config = match config(certificate) {
            Ok(config) => Arc::new(config),
            Err(why) => {
                tracing::error!(host, why, "a certificate cannot be used");
                return None;
            }
        };
        let now = Instant::now();
        let mut at_hand = self.at_hand.lock().unwrap_or_else(PoisonError::into_inner);
        if at_hand.len() >= MOST_HOSTS {
            at_hand.retain(|_, (_, until)| *until > now);
        }
        if at_hand.len() >= MOST_HOSTS {
            at_hand.clear();
        }
        at_hand.insert(host.to_owned(), (Arc::clone(&config), now + AT_HAND));
        Some(config)
    }
}

fn config(certificate: &Certificate) -> Result<ServerConfig, String> {
    let chain: Result<Vec<_>, _> =
        CertificateDer::pem_slice_iter(certificate.chain.as_bytes()).collect();
    let chain = chain.map_err(|why| why.to_string())?;
    let key = PrivatePkcs8KeyDer::from(certificate.private_key.reveal().clone());
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|config| config.with_no_client_auth().with_single_cert(chain, key.into()))
        .map_err(|why| why.to_string())?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
