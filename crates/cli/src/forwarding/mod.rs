//! The forwarding service: takes what leads elsewhere and sends it on. Redirects over HTTP, the same over
//! HTTPS with certificates of its own, and tables for a mail server that are kept current.

/// Has hosts certified.
mod certifier;
/// From a name in a handshake to a certificate.
mod handshakes;
/// Accepts connections of visitors.
mod listener;
/// Tables for a mail server.
pub mod mail_tables;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::ports::Issuer;
use outbound::AcmeIssuer;
use tokio::sync::Notify;

use crate::StartError;
use crate::http::Gate;
use crate::http::server::Bound;

use certifier::Certifier;
use handshakes::Handshakes;
use listener::Listener;
use mail_tables::Keeper;

/// How long visitors may take to have their answers when the server ends.
pub const FOR_VISITORS: Duration = Duration::from_secs(2);

/// Where what leads elsewhere is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForwardingOptions {
    /// Where visitors are redirected over HTTP.
    pub http: Option<SocketAddr>,
    /// Where they are redirected over HTTPS.
    pub https: Option<Https>,
    /// The folder of the tables for a mail server.
    pub mail_tables: Option<PathBuf>,
}

/// Redirects over HTTPS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Https {
    /// Where to listen.
    pub address: SocketAddr,
    /// The directory of the authority (RFC 8555 §7.1.1).
    pub directory: String,
    /// A mail address that the authority is told.
    pub contact: Option<String>,
    /// The roots that the authority's own server is believed with, as PEM; public ones without it.
    pub roots: Option<PathBuf>,
}

/// A forwarding service that runs.
#[derive(Default)]
pub struct Forwarding {
    http: Option<Listener>,
    https: Option<Listener>,
    certifier: Option<Certifier>,
    keeper: Option<Keeper>,
}

/// What a forwarding service needs before anything else starts: its addresses and its authority.
pub struct Prepared {
    http: Option<Bound>,
    https: Option<(Bound, Arc<dyn Issuer>)>,
    mail_tables: Option<PathBuf>,
}

impl Prepared {
    /// Takes the addresses.
    ///
    /// # Errors
    /// Says in words which address or file cannot be used.
    pub fn from_options(options: ForwardingOptions) -> Result<Self, StartError> {
        let https = match options.https {
            None => None,
            Some(https) => {
                let contact = https.contact.as_deref();
                let issuer = AcmeIssuer::new(&https.directory, contact, https.roots.as_deref());
                let issuer: Arc<dyn Issuer> = Arc::new(issuer.map_err(StartError::new)?);
                Some((Bound::to(https.address)?, issuer))
            }
        };
        Ok(Self {
            http: options.http.map(Bound::to).transpose()?,
            https,
            mail_tables: options.mail_tables,
        })
    }

    /// Where visitors will be redirected over HTTP.
    #[must_use]
    pub fn http(&self) -> Option<SocketAddr> {
        self.http.as_ref().map(Bound::address)
    }

    /// Begins to take what leads elsewhere in the realm behind `gate`.
    ///
    /// # Errors
    /// When a socket cannot be used.
    pub fn start(self, gate: &Gate) -> Result<Forwarding, StartError> {
        let words = |why| StartError::new(format!("the forwarding service does not start: {why}"));
        let http = self.http.map(|bound| Listener::start(bound, gate.clone(), None));
        let mut forwarding = Forwarding {
            http: http.transpose().map_err(words)?,
            keeper: self.mail_tables.map(|folder| Keeper::start(gate.clone(), folder)),
            ..Forwarding::default()
        };
        if let Some((bound, issuer)) = self.https {
            let wanted = Arc::new(Notify::new());
            let handshakes = Handshakes::new(gate.clone(), Arc::clone(&wanted));
            let listener = Listener::start(bound, gate.clone(), Some(Arc::new(handshakes)));
            forwarding.https = Some(listener.map_err(words)?);
            forwarding.certifier = Some(Certifier::start(gate.clone(), issuer, wanted));
        }
        Ok(forwarding)
    }
}

impl Forwarding {
    /// Where visitors are redirected over HTTP.
    #[must_use]
    pub fn http(&self) -> Option<SocketAddr> {
        self.http.as_ref().map(Listener::address)
    }

    /// Where visitors are redirected over HTTPS.
    #[must_use]
    pub fn https(&self) -> Option<SocketAddr> {
        self.https.as_ref().map(Listener::address)
    }

    /// Accepts nothing more and lets those who are there have their answers; after `patience` they are
    /// cut. An order that is under way is made again at the next start.
    pub async fn stop(self, patience: Duration) {
        drop((self.certifier, self.keeper));
        for listener in [self.http, self.https].into_iter().flatten() {
            listener.stop(patience).await;
        }
    }
}
