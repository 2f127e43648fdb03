//! Where a command is handled: a connection, the rulebook and one moment. The other files give it
//! the registry's moves.

use model::Error;
use model::domain::Phase;
use model::error::{Field, Noun, Prohibition, Reason, Supplier};
use model::name::DomainName;
use model::time::Timestamp;
use model::tld::{Rulebook, TldRules};
use rusqlite::Connection;

use super::held::Held;

/// What one command sees of the world.
pub(super) struct Desk<'a> {
    pub connection: &'a Connection,
    pub rulebook: &'a Rulebook,
    pub now: Timestamp,
}

/// What a command at the desk returns.
pub(super) type Answer<T> = Result<T, Trouble>;

/// Why a command was not carried out.
pub(super) enum Trouble {
    /// The registry's own no.
    Refusal(Error),
    /// Its books cannot be read or written.
    Storage(rusqlite::Error),
}

impl From<Error> for Trouble {
    fn from(refusal: Error) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(fault: rusqlite::Error) -> Self {
        Self::Storage(fault)
    }
}

impl From<Trouble> for Error {
    /// Broken books look to a caller like a registry that is down: nothing was done.
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Refusal(refusal) => refusal,
            Trouble::Storage(fault) => {
                tracing::error!(%fault, "the embedded registry's books failed");
                Self::Unavailable(Supplier::Registry)
            }
        }
    }
}

/// A registrar that this registry knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Registrar {
    /// The platform.
    Ours,
    /// Everybody else.
    Rival,
}

impl Registrar {
    /// Its row.
    pub const fn id(self) -> i64 {
        match self {
            Self::Ours => 1,
            Self::Rival => 2,
        }
    }

    /// Reads its row's number.
    pub const fn from_id(id: i64) -> Self {
        if id == Self::Ours.id() { Self::Ours } else { Self::Rival }
    }
}

impl Desk<'_> {
    /// The rules for a name.
    pub fn rules(&self, name: &DomainName) -> Answer<&TldRules> {
        let rules = self.rulebook.get(name.tld());
        Ok(rules.ok_or(Error::invalid(Field::Tld, Reason::UnknownTld))?)
    }

    /// A name, unless it is free.
    pub fn find(&self, name: &DomainName) -> Answer<Option<Held>> {
        let rules = self.rules(name)?;
        let held = self.load(name)?;
        Ok(held.filter(|held| held.phase(self.now, rules) != Phase::Gone))
    }

    /// A name that somebody holds.
    pub fn taken(&self, name: &DomainName) -> Answer<Held> {
        Ok(self.find(name)?.ok_or(Error::NotFound(Noun::Domain))?)
    }

    /// A name that `actor` holds.
    pub fn held_by(&self, actor: Registrar, name: &DomainName) -> Answer<Held> {
        let held = self.taken(name)?;
        if held.registrar == actor { Ok(held) } else { Err(Error::NotYours(Noun::Domain).into()) }
    }
}

/// A refusal in the registry's own words.
pub(super) fn refused(words: &str) -> Trouble {
    Error::Refused { supplier: Supplier::Registry, words: words.to_owned() }.into()
}

/// A status of the name rules the command out.
pub(super) const fn prohibited(status: Prohibition) -> Trouble {
    Trouble::Refusal(Error::Prohibited(status))
}
