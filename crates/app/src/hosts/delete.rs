//! Removes a host that no name delegates to any more.

use model::Result;
use model::domain::lifecycle;
use model::error::{Error, Noun, Prohibition};
use model::privilege::DomainPrivilege;

use super::{HostRef, StoredHost, find};
use crate::domains::update::{self, Command};
use crate::realm::Context;

/// Removes a host of the caller's account, and gives what it was. The registry knows of every name
/// that delegates to it, whoever holds that name.
///
/// # Errors
/// When there is none, a name delegates to it, or the name above may not be changed.
pub async fn delete(cx: &Context, which: HostRef) -> Result<StoredHost> {
    let inner = cx.clone();
    let found = cx
        .realm
        .store
        .read(move |tx| find(tx, &inner, &which, DomainPrivilege::RegisterHosts))
        .await?;
    let (realm, host, name) =
        (cx.realm.clone(), found.host.name.clone(), found.domain_name.clone());
    let privileges = &[DomainPrivilege::RegisterHosts];
    update::at_once(cx, name, privileges, move |tx, domain, now| {
        lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
        if tx.hosts(domain.id)?.iter().all(|known| known.name != host) {
            return Err(Error::NotFound(Noun::Host));
        }
        let later = update::projected(tx, domain.clone())?;
        if domain.nameservers.contains(&host) || later.nameservers.contains(&host) {
            return Err(Error::Prohibited(Prohibition::HostInUse));
        }
        Ok(Command { delete_hosts: vec![host.to_string()], ..Command::default() })
    })
    .await?;
    Ok(found)
}
