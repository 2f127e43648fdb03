//! Certificates: bought first, asked for with a signing request, issued once control over the names is
//! shown, and issued anew as often as is wanted while they are paid.

use crate::subscription::SubscriptionId;
use crate::time::Timestamp;

/// How control over a name is shown (CA/Browser Forum BR §3.2.2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Validation {
    /// A record in the name's zone.
    Dns,
    /// A file on its web server, over HTTP.
    Http,
    /// A file on its web server, over HTTPS.
    Https,
    /// A link in a message to an address of the name.
    Email,
}

impl Validation {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Dns, Self::Http, Self::Https, Self::Email];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dns => "dns",
            Self::Http => "http",
            Self::Https => "https",
            Self::Email => "email",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }
}

/// Where a certificate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateState {
    /// Bought, and not asked for yet.
    Incomplete,
    /// Asked for; control over its names is not shown yet.
    Pending,
    /// Issued.
    Issued,
    /// Past its end.
    Expired,
    /// Called off or revoked.
    Cancelled,
    /// The authority will not issue it.
    Failed,
}

impl CertificateState {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Incomplete,
        Self::Pending,
        Self::Issued,
        Self::Expired,
        Self::Cancelled,
        Self::Failed,
    ];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Pending => "pending",
            Self::Issued => "issued",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What a certificate product certifies, and for how many names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateRules {
    /// Under which name it is sold.
    pub brand: String,
    /// Whether the organisation stands in the certificate.
    pub names_organization: bool,
    /// Whether all names directly below the first are covered (`*.example.com`).
    pub wildcard: bool,
    /// How many names it may be for.
    pub most_names: u16,
}

/// The stored facts of a certificate. What was bought, until when it is paid and whose it is stands in
/// its subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The subscription it is.
    pub id: SubscriptionId,
    /// Where it stands.
    pub state: CertificateState,
    /// The common name; empty before it was asked for.
    pub name: String,
    /// When what is issued begins.
    pub begins: Option<Timestamp>,
    /// When what is issued ends.
    pub expires: Option<Timestamp>,
}
