//! Keys, and the requests that ask an authority to certify them (RFC 2986).

use crate::certificate::certified_name;
use crate::contact::{is_country, is_email};
use crate::error::{Error, Field, Reason, Result, SubjectPart};

/// Row id of a key that was made for a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MadeKeyId(pub i64);

/// A kind of key that is made for customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyKind {
    /// RSA with 2048 bits.
    #[default]
    Rsa,
    /// ECDSA on P-256.
    Ecdsa,
}

impl KeyKind {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rsa => "rsa",
            Self::Ecdsa => "ecdsa",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Rsa, Self::Ecdsa].into_iter().find(|kind| kind.word() == word)
    }
}

/// The key in a signing request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestKey {
    /// RSA with so many bits.
    Rsa(u32),
    /// ECDSA on a curve with so many bits.
    Ecdsa(u32),
}

/// Fewest bits of an RSA key that is certified (CA/Browser Forum BR §6.1.5).
const FEWEST_RSA_BITS: u32 = 2_048;
/// Most bits of an RSA key that anybody can mean.
const MOST_RSA_BITS: u32 = 8_192;

impl RequestKey {
    /// What kind of key it is, in a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rsa(_) => "rsa",
            Self::Ecdsa(_) => "ecdsa",
        }
    }

    /// How many bits it has.
    #[must_use]
    pub const fn bits(self) -> u32 {
        match self {
            Self::Rsa(bits) | Self::Ecdsa(bits) => bits,
        }
    }

    /// Refuses a key that authorities do not certify (CA/Browser Forum BR §6.1.5).
    ///
    /// # Errors
    /// [`Reason::WeakKey`].
    pub fn certifiable(self) -> Result<()> {
        match self {
            Self::Rsa(FEWEST_RSA_BITS..=MOST_RSA_BITS) | Self::Ecdsa(256 | 384) => Ok(()),
            Self::Rsa(_) | Self::Ecdsa(_) => {
                Err(Error::invalid(Field::SigningRequest, Reason::WeakKey))
            }
        }
    }
}

/// The subject of a signing request. What it does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subject {
    /// The name it is for.
    pub common_name: String,
    /// The organisation.
    pub organization: String,
    /// The unit within it.
    pub unit: String,
    /// The city.
    pub locality: String,
    /// State or province.
    pub province: String,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: String,
    /// The mail address.
    pub email: String,
}

impl Subject {
    /// Trims and checks every part; only the common name is needed.
    ///
    /// # Errors
    /// Names the first part that is absent, too long (RFC 5280 appendix A.1) or cannot be meant.
    pub fn checked(mut self) -> Result<Self> {
        let common = Field::RequestSubject(SubjectPart::CommonName);
        if self.common_name.trim().is_empty() {
            return Err(Error::Missing(common));
        }
        self.common_name = certified_name(&self.common_name, common)?;
        let parts = [
            (SubjectPart::CommonName, 64, &mut self.common_name),
            (SubjectPart::Organization, 64, &mut self.organization),
            (SubjectPart::Unit, 64, &mut self.unit),
            (SubjectPart::Locality, 128, &mut self.locality),
            (SubjectPart::Province, 128, &mut self.province),
            (SubjectPart::Country, 2, &mut self.country),
            (SubjectPart::Email, 255, &mut self.email),
        ];
        for (part, longest, text) in parts {
            let refuse = |reason| Err(Error::invalid(Field::RequestSubject(part), reason));
            *text = text.trim().to_owned();
            if text.chars().any(char::is_control) {
                return refuse(Reason::NotText);
            }
            if part == SubjectPart::Country {
                *text = text.to_ascii_uppercase();
                if !text.is_empty() && !is_country(text) {
                    return refuse(Reason::UnknownCountry);
                }
            }
            if text.chars().count() > usize::from(longest) {
                return refuse(Reason::LongerThan(longest));
            }
            if part == SubjectPart::Email
                && !text.is_empty()
                && !(text.is_ascii() && is_email(text))
            {
                return refuse(Reason::NotAnEmail);
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_read_part_by_part() {
        let subject = Subject {
            common_name: " Shoes.com ".into(),
            organization: "Shoes & Söhne".into(),
            country: "za".into(),
            email: "jane@shoes.com".into(),
            ..Subject::default()
        };
        let read = subject.clone().checked().unwrap();
        assert_eq!((read.common_name.as_str(), read.country.as_str()), ("shoes.com", "ZA"));
        let refused = |subject: Subject| subject.checked().unwrap_err();
        let field = Field::RequestSubject;
        for (asked, error) in [
            (Subject::default(), Error::Missing(field(SubjectPart::CommonName))),
            (
                Subject { common_name: "shoes".into(), ..subject.clone() },
                Error::invalid(field(SubjectPart::CommonName), Reason::NotAHostName),
            ),
            (
                Subject { organization: "a".repeat(65), ..subject.clone() },
                Error::invalid(field(SubjectPart::Organization), Reason::LongerThan(64)),
            ),
            (
                Subject { country: "XX".into(), ..subject.clone() },
                Error::invalid(field(SubjectPart::Country), Reason::UnknownCountry),
            ),
            (
                Subject { unit: "a\nb".into(), ..subject.clone() },
                Error::invalid(field(SubjectPart::Unit), Reason::NotText),
            ),
            (
                Subject { email: "jane".into(), ..subject },
                Error::invalid(field(SubjectPart::Email), Reason::NotAnEmail),
            ),
        ] {
            assert_eq!(refused(asked), error);
        }
    }

    #[test]
    fn weak_keys_are_not_certified() {
        for (key, fine) in [
            (RequestKey::Rsa(1_024), false),
            (RequestKey::Rsa(2_048), true),
            (RequestKey::Rsa(16_384), false),
            (RequestKey::Ecdsa(256), true),
            (RequestKey::Ecdsa(384), true),
            (RequestKey::Ecdsa(521), false),
        ] {
            assert_eq!(key.certifiable().is_ok(), fine, "{key:?}");
        }
    }
}
