//! Hosts below an account's names, each by a number or by its name.

/// A new one.
pub mod create;
/// One that no name delegates to any more.
pub mod delete;
/// Whose one is, or would be.
pub mod locate;
/// One of them.
pub mod read;
/// Searching them.
pub mod search;
/// Other addresses for one.
pub mod update;

use std::net::IpAddr;

use model::error::{Field, Noun, Reason};
use model::host::{Host, HostId};
use model::name::HostName;
use model::privilege::{DomainPrivilege, Privilege};
use model::{Error, Result};
use store::Tx;
pub use store::host_objects::StoredHost;
pub use store::scope::Owner;

use crate::domains::held::held;
use crate::realm::Context;

/// Addresses of one host at most.
const MOST_ADDRESSES: usize = 13;

/// How a caller names a host of its own: by a number, by its name, or by both where they agree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostRef {
    /// Its number.
    pub id: Option<HostId>,
    /// Its name.
    pub name: Option<String>,
}

impl HostRef {
    /// By its number.
    #[must_use]
    pub const fn numbered(id: HostId) -> Self {
        Self { id: Some(id), name: None }
    }

    /// By its name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { id: None, name: Some(name.to_owned()) }
    }
}

/// A host, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundHost {
    /// The host.
    pub stored: StoredHost,
    /// Whose it is.
    pub owner: Owner,
}

/// A host below a name of the caller's account.
///
/// # Errors
/// When nothing or two different hosts are named, there is none, or it is a stranger's.
fn find(
    tx: &mut Tx<'_>,
    cx: &Context,
    which: &HostRef,
    privilege: DomainPrivilege,
) -> Result<StoredHost> {
    let name = which.name.as_deref().map(|name| HostName::parse(name, Field::Host)).transpose()?;
    let found = match (which.id, &name) {
        (Some(id), _) => tx.host(id)?,
        (None, Some(name)) => tx.host_named(name)?,
        (None, None) => return Err(Error::Missing(Field::Host)),
    };
    let stored = found.ok_or(Error::NotFound(Noun::Host))?;
    // Nothing tells a stranger's host from one that is not there.
    held(tx, cx.account(), &stored.domain_name).map_err(|_| Error::NotFound(Noun::Host))?;
    cx.needs(Privilege::Domain(stored.domain, privilege))?;
    if name.is_some_and(|name| name != stored.host.name) {
        return Err(Error::invalid(Field::Host, Reason::Contradicts));
    }
    Ok(stored)
}

/// Addresses as they are written down: none twice, and not too many.
fn addresses(addresses: &[IpAddr]) -> Result<Vec<String>> {
    if addresses.len() > MOST_ADDRESSES {
        return Err(Error::invalid(Field::Address(14), Reason::MoreThan(13)));
    }
    for (number, address) in (1u8..).zip(addresses) {
        if addresses[..usize::from(number) - 1].contains(address) {
            return Err(Error::invalid(Field::Address(number), Reason::Repeated));
        }
    }
    Ok(addresses.iter().map(ToString::to_string).collect())
}

/// A host without addresses needs no row at the registry: it makes no glue.
pub(crate) const fn makes_glue(host: &Host) -> bool {
    !host.addresses.is_empty()
}
