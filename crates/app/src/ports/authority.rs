//! Somebody who certifies names: a certificate authority (RFC 5280), which checks control over each
//! name before it signs.
//!
//! What it was asked for is known by our reference: asking twice issues nothing twice. Silence is
//! [`Error::OutcomeUnknown`]; [`Error::Unavailable`] promises that nothing happened;
//! [`Error::Refused`] is the authority's own no.
//!
//! [`Error::OutcomeUnknown`]: model::Error::OutcomeUnknown
//! [`Error::Unavailable`]: model::Error::Unavailable
//! [`Error::Refused`]: model::Error::Refused

use async_trait::async_trait;
use model::Result;
use model::certificate::Validation;
use model::time::Timestamp;

/// A certificate that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// Our reference; the authority keeps one order for each.
    pub reference: String,
    /// What the authority calls the product.
    pub product: String,
    /// The signing request, in PEM (RFC 2986, RFC 7468).
    pub signing_request: String,
    /// All names, the common name first.
    pub names: Vec<String>,
    /// The organisation, where the product names it.
    pub organization: Option<String>,
    /// When the certificate ends.
    pub ends: Timestamp,
    /// How control is shown.
    pub validation: Validation,
    /// Who approves each name by mail, in the order of the names; empty for other methods.
    pub approvers: Vec<String>,
}

/// What shows control over one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// The name.
    pub name: String,
    /// Where it is to be: the owner name of a record, the web address of a file, or a mail address.
    pub place: String,
    /// What stands there: the content of the record or file; empty for mail.
    pub content: String,
    /// The type of the record, where it is one: `CNAME` or `TXT`.
    pub record: Option<&'static str>,
    /// Whether control was shown.
    pub shown: bool,
}

/// Where an order stands at the authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderState {
    /// Waits until control is shown over every name.
    Pending,
    /// Issued.
    Issued(Issued),
    /// Revoked or called off.
    Revoked,
    /// It will not be issued; why, in the authority's own words.
    Failed(String),
}

/// An issued certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// Its serial number, in lower-case hex.
    pub serial: String,
    /// The certificate, in PEM.
    pub certificate: String,
    /// The chain above it without the root, in PEM.
    pub chain: String,
    /// When it begins.
    pub begins: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
}

/// An order as the authority knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderReport {
    /// The authority's own number for it.
    pub number: String,
    /// Where it stands.
    pub state: OrderState,
    /// How control is shown.
    pub validation: Validation,
    /// What shows it, name by name.
    pub challenges: Vec<Challenge>,
}

/// Somebody who certifies names.
#[async_trait]
pub trait Authority: Send + Sync {
    /// Asks for a certificate; an order that is there under the same reference is given as it is.
    async fn order(&self, order: &NewOrder) -> Result<OrderReport>;
    /// An order by our reference.
    ///
    /// # Errors
    /// `NotFound(Noun::Certificate)` when there is none.
    async fn info(&self, reference: &str) -> Result<OrderReport>;
    /// Looks whether control is shown, and issues where it is.
    async fn validate(&self, reference: &str) -> Result<OrderReport>;
    /// Changes how control is shown over the names of a pending order.
    async fn change_validation(
        &self,
        reference: &str,
        validation: Validation,
        approvers: &[String],
    ) -> Result<OrderReport>;
    /// Sends the message that asks for approval again, where control is shown by mail.
    async fn remind(&self, reference: &str) -> Result<()>;
    /// Calls a pending order off, or revokes what was issued; what is revoked stays so.
    async fn revoke(&self, reference: &str, reason: &str) -> Result<()>;
    /// The mail addresses that may approve a name (CA/Browser Forum BR §3.2.2.4.4).
    async fn approvers(&self, name: &str) -> Result<Vec<String>>;
}
