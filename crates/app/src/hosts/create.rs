//! Makes a host below a name that the account holds.

use std::net::IpAddr;

use model::domain::lifecycle;
use model::error::{Field, Noun, Reason};
use model::host;
use model::name::{DomainName, HostName};
use model::privilege::DomainPrivilege;
use model::{Error, Result};

use super::{HostRef, StoredHost, addresses, find};
use crate::domains::hosts::MOST_HOSTS;
use crate::domains::update::{self, Command};
use crate::realm::{Context, Realm};

/// Makes a host below a name of the caller's account. Without an address it is known here alone: it
/// makes no glue, so that its name cannot be delegated to it.
///
/// # Errors
/// When it lies below no name that the account holds, is there already, has an address twice, or the
/// name may not be changed.
pub async fn create(cx: &Context, host: &str, given: &[IpAddr]) -> Result<StoredHost> {
    let host = HostName::parse(host, Field::Host)?;
    let name = above(&cx.realm, &host)?;
    host::subordinate(&host, &name)?;
    let (realm, made, given) = (cx.realm.clone(), host.clone(), addresses(given)?);
    let decided =
        update::at_once(cx, name, &[DomainPrivilege::RegisterHosts], move |tx, domain, now| {
            lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
            let hosts = tx.hosts(domain.id)?;
            if hosts.iter().any(|known| known.name == host) {
                return Err(Error::Exists(Noun::Host));
            }
            if hosts.len() >= MOST_HOSTS {
                return Err(Error::invalid(Field::Host, Reason::MoreThan(100)));
            }
            Ok(Command { set_hosts: vec![(host.to_string(), given.clone())], ..Command::default() })
        });
    decided.await.map_err(|error| match error {
        Error::NotYours(Noun::Domain) => Error::NotFound(Noun::Domain),
        other => other,
    })?;
    let (inner, which) = (cx.clone(), HostRef::named(made.as_str()));
    cx.realm.store.read(move |tx| find(tx, &inner, &which, DomainPrivilege::RegisterHosts)).await
}

/// The name that a host lies below: the one under the longest extension that is sold.
pub(super) fn above(realm: &Realm, host: &HostName) -> Result<DomainName> {
    let mut rest = host.as_str();
    while let Some((label, tld)) = rest.split_once('.') {
        if realm.rulebook.get(tld).is_some() {
            return DomainName::from_parts(label, tld);
        }
        rest = tld;
    }
    Err(Error::invalid(Field::Host, Reason::NotSubordinate))
}
