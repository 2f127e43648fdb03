//! Certificates: bought first, asked for with a signing request, issued once control over the names is
//! shown, and issued anew as often as is wanted while they are paid.

use std::collections::BTreeSet;

use crate::error::{Error, Field, Reason, Result};
use crate::name::HostName;
use crate::subscription::{Cancellation, Subscription, SubscriptionId};
use crate::time::{Seconds, Timestamp};

/// Row id of an order at the authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderId(pub i64);

/// What stands before the first dot of a name that covers all names directly below another one.
const WILDCARD: &str = "*.";
/// How long an order may wait for control to be shown.
const LONGEST_WAIT: Seconds = Seconds(30 * 86_400);
/// After how long an order is looked at; hourly after the last.
const LOOKS: [Seconds; 3] = [Seconds(60), Seconds(300), Seconds(900)];
/// The pause between two looks after those.
const HOUR: Seconds = Seconds(3_600);

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

/// How far an order at the authority got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderProgress {
    /// Written down; the authority has not told yet that it has it.
    Asked,
    /// Waits for control to be shown.
    Pending,
    /// Issued.
    Issued,
    /// Called off or revoked.
    Revoked,
    /// The authority will not issue it, or nobody showed control in time.
    Failed,
}

impl OrderProgress {
    const ALL: [Self; 5] = [Self::Asked, Self::Pending, Self::Issued, Self::Revoked, Self::Failed];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Pending => "pending",
            Self::Issued => "issued",
            Self::Revoked => "revoked",
            Self::Failed => "failed",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|progress| progress.word() == word)
    }

    /// Whether nothing was decided yet.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Pending)
    }

    /// Where a certificate stands whose last order got this far; `issued` says whether an earlier one
    /// is issued, which stands until another one is.
    #[must_use]
    pub const fn state(self, issued: bool) -> CertificateState {
        match self {
            Self::Asked | Self::Pending => CertificateState::Pending,
            Self::Issued => CertificateState::Issued,
            Self::Revoked | Self::Failed if issued => CertificateState::Issued,
            Self::Revoked => CertificateState::Cancelled,
            Self::Failed => CertificateState::Failed,
        }
    }
}

/// When an order is looked at next that was asked for at `asked`; never where nobody showed control
/// for too long.
#[must_use]
pub fn next_look(asked: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let early = LOOKS.into_iter().map(|pause| asked + pause).find(|look| *look > now);
    let look = early.unwrap_or_else(|| {
        let hours = (now.unix() - asked.unix()) / HOUR.0 + 1;
        asked + Seconds(hours * HOUR.0)
    });
    (look <= asked + LONGEST_WAIT).then_some(look)
}

impl Certificate {
    /// Where it stands at a moment: what is issued ends, and so does what was paid for.
    #[must_use]
    pub fn state_at(&self, paid: &Subscription, now: Timestamp) -> CertificateState {
        self.standing(paid.cancellation, paid.due, now)
    }

    /// Where it stands at a moment, by the end that was asked for and the one that was paid for.
    #[must_use]
    pub fn standing(
        &self,
        cancellation: Option<Cancellation>,
        paid_until: Timestamp,
        now: Timestamp,
    ) -> CertificateState {
        use CertificateState::{Cancelled, Expired, Failed, Incomplete, Issued, Pending};
        if cancellation == Some(Cancellation::Now) {
            return Cancelled;
        }
        let ends = match self.state {
            Issued => self.expires.unwrap_or(paid_until),
            Incomplete | Pending => paid_until,
            Expired | Cancelled | Failed => return self.state,
        };
        if ends <= now { Expired } else { self.state }
    }
}

/// Reads a name that a certificate is for: a host, or all names directly below one (`*.example.com`).
/// Nobody is certified all names below a public suffix (CA/Browser Forum BR §3.2.2.6).
///
/// # Errors
/// Names `field` when it is not one.
pub fn certified_name(name: &str, field: Field) -> Result<String> {
    let name = name.trim();
    let (star, host) = name.strip_prefix(WILDCARD).map_or(("", name), |host| (WILDCARD, host));
    let host = HostName::parse(host, field)?;
    if !star.is_empty() && psl::suffix_str(host.as_str()) == Some(host.as_str()) {
        return Err(Error::invalid(field, Reason::NotAHostName));
    }
    Ok(format!("{star}{host}"))
}

/// The host over which control is shown for a name.
#[must_use]
pub fn controlled(name: &str) -> &str {
    name.strip_prefix(WILDCARD).unwrap_or(name)
}

impl CertificateRules {
    /// Reads the names that a certificate is asked for, the common name first; a name that stands
    /// there twice counts once.
    ///
    /// # Errors
    /// Names the first name, counted from 1, that cannot be meant or that the product is not for.
    pub fn names(&self, asked: &[String]) -> Result<Vec<String>> {
        let mut names = Vec::with_capacity(asked.len());
        let mut known = BTreeSet::new();
        for (place, name) in asked.iter().enumerate() {
            let field = Field::CertificateName(u16::try_from(place + 1).unwrap_or(u16::MAX));
            let name = certified_name(name, field)?;
            if name.starts_with(WILDCARD) != self.wildcard && !self.goes_along(&name, &names) {
                return Err(Error::invalid(field, Reason::NotOffered));
            }
            if known.insert(name.clone()) {
                names.push(name);
            }
            if names.len() > usize::from(self.most_names) {
                return Err(Error::invalid(field, Reason::MoreThan(self.most_names)));
            }
        }
        Ok(names)
    }

    /// Whether a name is covered along with all those below it.
    fn goes_along(&self, name: &str, names: &[String]) -> bool {
        self.wildcard && names.first().is_some_and(|first| controlled(first) == name)
    }
}

impl Validation {
    /// Refuses to show control over a name in a way that does not show it: a web server says nothing
    /// about the other names below it (CA/Browser Forum BR §3.2.2.4.18).
    ///
    /// # Errors
    /// [`Field::ValidationMethod`].
    pub fn fits(self, names: &[String]) -> Result<()> {
        let web = matches!(self, Self::Http | Self::Https);
        if web && names.iter().any(|name| name.starts_with(WILDCARD)) {
            return Err(Error::invalid(Field::ValidationMethod, Reason::NotOffered));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn rules(wildcard: bool, most_names: u16) -> CertificateRules {
        CertificateRules { brand: "any".into(), names_organization: false, wildcard, most_names }
    }

    fn names(rules: &CertificateRules, asked: &[&str]) -> Result<Vec<String>> {
        rules.names(&asked.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_product_is_for_so_many_names_of_its_kind() {
        let refused = |place, reason| Err(Error::invalid(Field::CertificateName(place), reason));
        let one = rules(false, 1);
        assert_eq!(names(&one, &["Shoes.com.", "shoes.com"]).unwrap(), ["shoes.com"]);
        assert_eq!(names(&one, &["shoes.com", "www.shoes.com"]), refused(2, Reason::MoreThan(1)));
        assert_eq!(names(&one, &["*.shoes.com"]), refused(1, Reason::NotOffered));
        assert_eq!(names(&one, &["shoes"]), refused(1, Reason::NotAHostName));
        assert_eq!(names(&one, &["192.0.2.1"]), refused(1, Reason::NotAHostName));
        let wildcard = rules(true, 2);
        let both = ["*.shoes.com", "shoes.com"];
        assert_eq!(names(&wildcard, &both).unwrap(), both);
        assert_eq!(names(&wildcard, &["shoes.com"]), refused(1, Reason::NotOffered));
        assert_eq!(names(&wildcard, &["*.shoes.com", "hats.com"]), refused(2, Reason::NotOffered));
        assert_eq!(names(&wildcard, &["*.co.uk"]), refused(1, Reason::NotAHostName));
        assert_eq!(names(&wildcard, &["a.*.com"]), refused(1, Reason::NotAHostName));
    }

    #[test]
    fn a_web_server_shows_nothing_about_a_wildcard() {
        let (plain, wildcard) = (["a.com".to_owned()], ["*.a.com".to_owned()]);
        for method in Validation::ALL {
            assert!(method.fits(&plain).is_ok());
            let web = matches!(method, Validation::Http | Validation::Https);
            assert_eq!(method.fits(&wildcard).is_err(), web);
        }
    }

    #[test]
    fn an_order_is_looked_at_less_and_less_often_and_not_for_ever() {
        let asked = at("2026-11-01T10:00:00Z");
        let next = |now| next_look(asked, at(now));
        assert_eq!(next("2026-11-01T10:00:00Z"), Some(at("2026-11-01T10:01:00Z")));
        assert_eq!(next("2026-11-01T10:01:00Z"), Some(at("2026-11-01T10:05:00Z")));
        assert_eq!(next("2026-11-01T10:05:30Z"), Some(at("2026-11-01T10:15:00Z")));
        assert_eq!(next("2026-11-01T10:15:00Z"), Some(at("2026-11-01T11:00:00Z")));
        assert_eq!(next("2026-11-02T10:30:00Z"), Some(at("2026-11-02T11:00:00Z")));
        assert_eq!(next("2026-12-01T09:59:59Z"), Some(at("2026-12-01T10:00:00Z")));
        assert_eq!(next("2026-12-01T10:00:00Z"), None);
    }

    #[test]
    fn what_is_issued_ends_and_so_does_what_was_paid_for() {
        use CertificateState::{Cancelled, Expired, Failed, Incomplete, Issued, Pending};
        let paid = at("2027-11-01T00:00:00Z");
        let stands = |state, expires: Option<&str>, now| {
            let expires = expires.map(at);
            let id = SubscriptionId(1);
            let facts = Certificate { id, state, name: String::new(), begins: None, expires };
            facts.standing(None, paid, at(now))
        };
        assert_eq!(stands(Incomplete, None, "2027-10-31T23:59:59Z"), Incomplete);
        assert_eq!(stands(Pending, None, "2027-11-01T00:00:00Z"), Expired);
        let end = Some("2027-05-01T00:00:00Z");
        assert_eq!(stands(Issued, end, "2027-04-30T00:00:00Z"), Issued);
        assert_eq!(stands(Issued, end, "2027-05-01T00:00:00Z"), Expired);
        assert_eq!(stands(Failed, None, "2028-05-01T00:00:00Z"), Failed);
        assert_eq!(stands(Cancelled, None, "2028-05-01T00:00:00Z"), Cancelled);
    }
}
