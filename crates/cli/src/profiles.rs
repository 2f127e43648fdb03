//! Which of its wire profiles a dialect is spoken in.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::dialects;

/// How a dialect is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// As its documents say.
    #[default]
    Documented,
    /// As its service was seen to speak, where that contradicts its documents.
    Observed,
}

/// The profiles that were chosen; every other dialect is spoken as documented.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profiles(BTreeMap<&'static str, Profile>);

/// One choice, written as `dns-services=observed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    dialect: &'static str,
    profile: Profile,
}

impl Choice {
    /// Reads a dialect's name and a profile's.
    ///
    /// # Errors
    /// Says in words which of them is unknown, and which are known.
    pub fn new(dialect: &str, profile: &str) -> Result<Self, String> {
        let dialect = dialects::known(dialect).ok_or_else(|| {
            format!("no dialect is called {dialect:?}; there are {}", dialects::NAMES.join(", "))
        })?;
        let profile = match profile {
            "documented" => Profile::Documented,
            "observed" => Profile::Observed,
            _ => {
                return Err(format!(
                    "no profile is called {profile:?}; there are documented, observed"
                ));
            }
        };
        Ok(Self { dialect, profile })
    }
}

impl FromStr for Choice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (dialect, profile) = text.split_once('=').ok_or("write it as <dialect>=observed")?;
        Self::new(dialect, profile)
    }
}

impl Profiles {
    /// The profile of a dialect.
    #[must_use]
    pub fn of(&self, dialect: &str) -> Profile {
        self.0.get(dialect).copied().unwrap_or_default()
    }
}

impl FromIterator<Choice> for Profiles {
    /// The last choice for a dialect counts.
    fn from_iter<I: IntoIterator<Item = Choice>>(choices: I) -> Self {
        Self(choices.into_iter().map(|choice| (choice.dialect, choice.profile)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_names_a_dialect_and_a_profile() {
        let read = |text: &str| text.parse::<Choice>();
        let profiles: Profiles = [read("devo=documented"), read("dns-services=observed")]
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(profiles.of("dns-services"), Profile::Observed);
        assert_eq!(profiles.of("domaincontext"), Profile::Documented);
        assert!(read("dns-services").unwrap_err().contains("=observed"));
        assert!(read("nowhere=observed").unwrap_err().contains("dreamscape"));
        assert!(read("devo=guessed").unwrap_err().contains("documented"));
    }
}
