//! Gives a host other addresses.

use std::net::IpAddr;

use model::Result;
use model::domain::lifecycle;
use model::error::{Error, Prohibition};
use model::privilege::DomainPrivilege;

use super::{HostRef, StoredHost, addresses, find};
use crate::domains::update::{self, Command};
use crate::realm::Context;

/// Replaces the addresses of a host of the caller's account; without any it makes no glue any more.
///
/// # Errors
/// When there is none, an address stands twice, the name above may not be changed, or a name delegates
/// to a host that would lose its glue.
pub async fn update(cx: &Context, which: HostRef, given: &[IpAddr]) -> Result<StoredHost> {
    let (inner, asked, given) = (cx.clone(), which, addresses(given)?);
    let found = cx
        .realm
        .store
        .read(move |tx| find(tx, &inner, &asked, DomainPrivilege::RegisterHosts))
        .await?;
    let (realm, host) = (cx.realm.clone(), found.host.name.clone());
    update::at_once(
        cx,
        found.domain_name.clone(),
        &[DomainPrivilege::RegisterHosts],
        move |tx, domain, now| {
            lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
            let later = update::projected(tx, domain.clone())?;
            if given.is_empty() && later.nameservers.contains(&host) {
                return Err(Error::Prohibited(Prohibition::HostInUse));
            }
            Ok(Command { set_hosts: vec![(host.to_string(), given.clone())], ..Command::default() })
        },
    )
    .await?;
    let (inner, asked) = (cx.clone(), HostRef::numbered(found.id));
    cx.realm.store.read(move |tx| find(tx, &inner, &asked, DomainPrivilege::RegisterHosts)).await
}
