//! A certificate authority inside the program. It checks control over names for real, in the zones
//! that are served here and at the addresses that they give, and issues certificates (RFC 5280) that
//! verify under its own root. Nobody in the world believes that root.

/// Approval by whoever reads the mail of a name.
mod approval;
/// What shows control over a name, and looking for it.
mod control;
/// The keys, the root and what stands between it and the certificates.
mod hierarchy;
/// What is issued.
mod issue;
/// Mail to approvers.
mod letters;
/// Orders, from asking to revoking.
mod orders;
/// PEM (RFC 7468).
mod pem;
/// Signing requests (RFC 2986).
mod request;
/// Which certificates count no more.
mod revocation;
/// Orders as they are written.
mod rows;
/// What zones say, without asking the network.
mod zones;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::clock::Clock;
use app::ports::authority::{NewOrder, OrderReport};
use app::ports::{Authority, Mailer};
use async_trait::async_trait;
use model::certificate::Validation;
use model::error::Supplier;
use model::secret::Secret;
use model::{Error, Result};
use rustls::ClientConfig;

use crate::books::{Answer, Books, Trouble};
use crate::web::{self, AddressPolicy};
use hierarchy::Hierarchy;

pub use approval::Approval;
pub use zones::ZoneReader;

/// What an authority is opened with.
#[derive(Debug, Clone)]
pub struct AuthoritySettings {
    /// Its name, as it stands in every certificate.
    pub name: String,
    /// What its keys, serial numbers and links follow from.
    pub secret: Secret<[u8; 32]>,
    /// Where it is reached, without a slash at the end: links in mail and the place of the list of
    /// revoked certificates begin with it.
    pub public_url: String,
    /// Where its mail comes from.
    pub sender: String,
    /// Where it looks for files.
    pub web: WebSettings,
}

/// Where files that show control are looked for.
#[derive(Debug, Clone)]
pub struct WebSettings {
    /// Which addresses may be asked.
    pub policy: AddressPolicy,
    /// The port of HTTP.
    pub http_port: u16,
    /// The port of HTTPS.
    pub https_port: u16,
    /// How long one file may take.
    pub within: Duration,
}

impl WebSettings {
    /// The usual ports, as far as `policy` allows.
    #[must_use]
    pub const fn new(policy: AddressPolicy, within: Duration) -> Self {
        Self { policy, http_port: 80, https_port: 443, within }
    }
}

/// The office: keys and books, without anybody around. Copies share the same books.
#[derive(Clone)]
pub struct AuthorityOffice(Arc<Office>);

struct Office {
    books: Books,
    clock: Clock,
    settings: AuthoritySettings,
    hierarchy: Hierarchy,
    tls: Arc<ClientConfig>,
}

/// A certificate authority inside the program: an office, whoever carries its mail, and the zones that
/// it believes.
pub struct EmbeddedAuthority {
    office: Arc<Office>,
    mailer: Arc<dyn Mailer>,
    zones: Arc<dyn ZoneReader>,
}

impl AuthorityOffice {
    /// Opens its books at `path`, or starts them.
    ///
    /// # Errors
    /// Says in words why the file or the settings cannot be used.
    pub fn open(path: &Path, settings: AuthoritySettings, clock: Clock) -> Result<Self, String> {
        let books = Books::open(path, Supplier::Certificates, include_str!("schema.sql"))?;
        let hierarchy = Hierarchy::of(&settings)?;
        let tls = web::trusting_anybody();
        Ok(Self(Arc::new(Office { books, clock, settings, hierarchy, tls })))
    }

    /// The authority, with a world around it.
    #[must_use]
    pub fn within(&self, mailer: Arc<dyn Mailer>, zones: Arc<dyn ZoneReader>) -> EmbeddedAuthority {
        EmbeddedAuthority { office: Arc::clone(&self.0), mailer, zones }
    }

    /// The root certificate, in PEM.
    #[must_use]
    pub fn root(&self) -> &str {
        &self.0.hierarchy.root
    }

    /// The list of revoked certificates (RFC 5280 §5) as of now, in DER.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn revoked(&self) -> Result<Vec<u8>> {
        let (office, now) = (Arc::clone(&self.0), self.0.clock.now());
        self.0.books.run(move |books| revocation::list(books, &office.hierarchy, now)).await
    }

    /// What the approver of a name opened a link for; looking approves nothing.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn asked_of_approver(&self, token: &str) -> Result<Option<Approval>> {
        let (token, now) = (token.to_owned(), self.0.clock.now());
        self.0.books.run(move |books| approval::asked(books, &token, now)).await
    }

    /// The approver of a name says yes, by the link that was in the mail. The certificate is issued
    /// when that was the last name. None stands for a link that never was, or is no more.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn approve(&self, token: &str) -> Result<Option<Approval>> {
        let (office, token, now) = (Arc::clone(&self.0), token.to_owned(), self.0.clock.now());
        self.0.books.run(move |books| approval::approve(books, &office, &token, now)).await
    }

    /// Throws everything away but the keys.
    ///
    /// # Errors
    /// When the file fails.
    pub async fn reset(&self) -> Result<()> {
        self.0.books.run(rows::empty).await
    }
}

impl EmbeddedAuthority {
    /// Does something in the office, and sends what mail came of it.
    async fn in_office(
        &self,
        work: impl FnOnce(&rusqlite::Connection, &Office) -> Answer<OrderReport> + Send + 'static,
    ) -> Result<OrderReport> {
        let office = Arc::clone(&self.office);
        let report = self.office.books.run(move |books| work(books, &office)).await?;
        letters::send(&self.office, &*self.mailer).await;
        Ok(report)
    }
}

#[async_trait]
impl Authority for EmbeddedAuthority {
    async fn order(&self, order: &NewOrder) -> Result<OrderReport> {
        let order = order.clone();
        self.in_office(move |books, office| orders::take(books, office, &order)).await
    }

    async fn info(&self, reference: &str) -> Result<OrderReport> {
        let reference = reference.to_owned();
        self.in_office(move |books, office| Ok(rows::known(books, &reference)?.report(office)))
            .await
    }

    /// Names whose control is shown by mail wait for their approvers.
    async fn validate(&self, reference: &str) -> Result<OrderReport> {
        let reference = reference.to_owned();
        let asked = reference.clone();
        let order = self.office.books.run(move |books| rows::known(books, &asked)).await?;
        let shown = control::look(&order, &self.office, &*self.zones).await?;
        self.in_office(move |books, office| orders::found(books, office, &reference, &shown)).await
    }

    async fn change_validation(
        &self,
        reference: &str,
        validation: Validation,
        approvers: &[String],
    ) -> Result<OrderReport> {
        let (reference, approvers) = (reference.to_owned(), approvers.to_vec());
        let change = move |books: &rusqlite::Connection, office: &Office| {
            orders::change(books, office, &reference, validation, &approvers)
        };
        self.in_office(change).await
    }

    async fn remind(&self, reference: &str) -> Result<()> {
        let reference = reference.to_owned();
        self.in_office(move |books, office| orders::remind(books, office, &reference))
            .await
            .map(drop)
    }

    async fn revoke(&self, reference: &str, reason: &str) -> Result<()> {
        let (reference, reason) = (reference.to_owned(), reason.to_owned());
        let revoke = move |books: &rusqlite::Connection, office: &Office| {
            orders::revoke(books, office, &reference, &reason)
        };
        self.in_office(revoke).await.map(drop)
    }

    async fn approvers(&self, name: &str) -> Result<Vec<String>> {
        approval::approvers(name)
    }
}

/// A refusal in the authority's own words.
fn refused<T>(words: &str) -> Answer<T> {
    let (supplier, words) = (Supplier::Certificates, words.to_owned());
    Err(Trouble::Refusal(Error::Refused { supplier, words }))
}
