//! Hosts below a name (RFC 5732), and nameservers with glue.

use std::net::IpAddr;

use model::Result;
use model::domain::lifecycle;
use model::error::{Error, Field, Noun, Prohibition, Reason};
use model::host::{self, Host};
use model::name::{DomainName, HostName};
use model::privilege::DomainPrivilege;

use super::held::entrusted;
use super::update::{self, Command};
use crate::realm::Context;

/// Hosts below one name at most.
pub(crate) const MOST_HOSTS: usize = 100;

/// The hosts below a name, by name.
///
/// # Errors
/// When the caller does not hold the name.
pub async fn list(cx: &Context, name: DomainName) -> Result<Vec<Host>> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let domain = entrusted(tx, &inner, &name, &[DomainPrivilege::Basic])?.domain;
            tx.hosts(domain.id)
        })
        .await
}

/// One host below a name.
///
/// # Errors
/// When the caller does not hold the name, or there is no such host.
pub async fn one(cx: &Context, name: DomainName, host: &str) -> Result<Host> {
    let host = HostName::parse(host, Field::Host)?;
    let hosts = list(cx, name).await?;
    hosts.into_iter().find(|known| known.name == host).ok_or(Error::NotFound(Noun::Host))
}

/// Makes a host below a name, or replaces its addresses.
///
/// # Errors
/// When it lies elsewhere, has no address, or the name may not be changed.
pub async fn set(cx: &Context, name: DomainName, host: &str, addresses: Vec<IpAddr>) -> Result<()> {
    let host = HostName::parse(host, Field::Host)?;
    host::subordinate(&host, &name)?;
    if addresses.is_empty() {
        return Err(Error::Missing(Field::Address(1)));
    }
    let realm = cx.realm.clone();
    update::at_once(cx, name, &[DomainPrivilege::RegisterHosts], move |tx, domain, now| {
        lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
        let hosts = tx.hosts(domain.id)?;
        if hosts.len() >= MOST_HOSTS && hosts.iter().all(|known| known.name != host) {
            return Err(Error::invalid(Field::Host, Reason::MoreThan(100)));
        }
        Ok(Command { set_hosts: vec![written(&host, &addresses)], ..Command::default() })
    })
    .await
}

/// Removes a host below a name.
///
/// # Errors
/// When there is none, a name still delegates to it, or the name may not be changed.
pub async fn delete(cx: &Context, name: DomainName, host: &str) -> Result<()> {
    let host = HostName::parse(host, Field::Host)?;
    let realm = cx.realm.clone();
    update::at_once(cx, name, &[DomainPrivilege::RegisterHosts], move |tx, domain, now| {
        lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
        if tx.hosts(domain.id)?.iter().all(|known| known.name != host) {
            return Err(Error::NotFound(Noun::Host));
        }
        if domain.nameservers.contains(&host) {
            return Err(Error::Prohibited(Prohibition::HostInUse));
        }
        Ok(Command { delete_hosts: vec![host.to_string()], ..Command::default() })
    })
    .await
}

/// The delegation of a name with the glue it has.
///
/// # Errors
/// When the caller does not hold the name.
pub async fn glue(cx: &Context, name: DomainName) -> Result<Vec<Host>> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let domain = entrusted(tx, &inner, &name, &[DomainPrivilege::Basic])?.domain;
            let hosts = tx.hosts(domain.id)?;
            Ok(super::choices::with_glue(&domain.name, &domain.nameservers, &hosts))
        })
        .await
}

/// Queues a delegation together with its glue.
///
/// # Errors
/// Names the nameserver or address that cannot be meant, or what else stands in the way.
pub async fn set_glue(
    cx: &Context,
    name: DomainName,
    servers: Vec<(String, Vec<IpAddr>)>,
) -> Result<()> {
    let realm = cx.realm.clone();
    let glue = servers.iter().any(|(_, addresses)| !addresses.is_empty());
    let privileges: &'static [DomainPrivilege] = match glue {
        true => &[DomainPrivilege::Nameservers, DomainPrivilege::RegisterHosts],
        false => &[DomainPrivilege::Nameservers],
    };
    update::queue(cx, name, privileges, move |_, domain| {
        let names: Vec<&str> = servers.iter().map(|(server, _)| server.as_str()).collect();
        let names = host::nameservers(&names, realm.rules(&domain.name)?.nameservers)?;
        let mut set_hosts = Vec::new();
        for (number, (server, (_, addresses))) in (1u8..).zip(names.iter().zip(&servers)) {
            if addresses.is_empty() {
                continue;
            }
            if !domain.name.covers(server) {
                return Err(Error::invalid(Field::Address(number), Reason::NotSubordinate));
            }
            set_hosts.push(written(server, addresses));
        }
        Ok(Command {
            nameservers: Some(names.iter().map(ToString::to_string).collect()),
            managed: Some(false),
            set_hosts,
            ..Command::default()
        })
    })
    .await
}

fn written(host: &HostName, addresses: &[IpAddr]) -> (String, Vec<String>) {
    (host.to_string(), addresses.iter().map(ToString::to_string).collect())
}
