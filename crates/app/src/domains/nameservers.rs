//! Changes the delegation of a name, or hands its zone to the platform: queued, then at the
//! registry, or there at once. DNSSEC can be switched along with it.

use std::net::IpAddr;

use model::Result;
use model::domain::{Domain, lifecycle};
use model::error::{Error, Field, Reason};
use model::host;
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use store::Tx;

use super::choices::{self, NameserverChoice};
use super::hosts;
use super::signers::{self, KeyInput};
use super::update::{self, Command};
use crate::realm::Context;
use crate::zones::signing;

/// What becomes of the signed delegation.
#[derive(Debug, Clone, Default)]
pub enum DnssecChoice {
    /// It stays.
    #[default]
    Keep,
    /// It is removed, and a zone that is signed here is signed no more.
    Off,
    /// The zone is run here, and signed here.
    Here,
    /// It is made from these keys.
    Keys(Vec<KeyInput>),
}

/// Queues a change of the delegation.
///
/// # Errors
/// Names the nameserver, template or key that cannot be meant, or what else stands in the way.
pub async fn change(
    cx: &Context,
    name: DomainName,
    choice: NameserverChoice,
    dnssec: DnssecChoice,
) -> Result<()> {
    let inner = cx.clone();
    let signers = match &dnssec {
        DnssecChoice::Keep | DnssecChoice::Here | DnssecChoice::Off => None,
        DnssecChoice::Keys(keys) => Some(signers::from_keys(&name, keys)?),
    };
    if choice == NameserverChoice::Keep && matches!(dnssec, DnssecChoice::Keep) {
        return Err(Error::Missing(Field::Nameserver(1)));
    }
    let privileges: &'static [DomainPrivilege] = match dnssec {
        DnssecChoice::Keep => &[DomainPrivilege::Nameservers],
        _ if choice == NameserverChoice::Keep => &[DomainPrivilege::Dnssec],
        _ => &[DomainPrivilege::Nameservers, DomainPrivilege::Dnssec],
    };
    update::queue(cx, name, privileges, move |tx, domain| {
        let change = delegated(tx, &inner, domain, &choice)?;
        let mut after = domain.clone();
        change.applied_to(&mut after);
        let dnssec = match (&dnssec, &signers) {
            (DnssecChoice::Off, _) => Command::without_dnssec(),
            (DnssecChoice::Here, _) if !after.managed_dns => {
                return Err(Error::Missing(Field::DelegationSigner));
            }
            (DnssecChoice::Here, _) => Command { signed: Some(true), ..Command::default() },
            (_, Some(signers)) => {
                signing::refuse_others(tx, &inner.realm, &after)?;
                Command::with_signers(signers)
            }
            (_, None) => Command::default(),
        };
        Ok(Command { signers: dnssec.signers, signed: dnssec.signed, ..change })
    })
    .await
}

/// Changes the delegation at once, so that it reads back changed.
///
/// # Errors
/// As [`change`].
pub async fn set(cx: &Context, name: &DomainName, choice: NameserverChoice) -> Result<()> {
    if choice == NameserverChoice::Keep {
        return Err(Error::Missing(Field::Nameserver(1)));
    }
    let inner = cx.clone();
    let privileges = &[DomainPrivilege::Nameservers];
    update::at_once(cx, name.clone(), privileges, move |tx, domain, now| {
        lifecycle::update(domain, now, inner.realm.rules(&domain.name)?)?;
        delegated(tx, &inner, domain, &choice)
    })
    .await
}

/// Delegates a name at once to servers, with glue for those that have addresses. Our own servers, all
/// of them and no others, stand for a zone that is run here.
///
/// # Errors
/// As [`change`], and when an address belongs to a server outside of the name.
pub async fn point(
    cx: &Context,
    name: &DomainName,
    servers: Vec<(String, Vec<IpAddr>)>,
) -> Result<()> {
    if servers.is_empty() {
        return Err(Error::Missing(Field::Nameserver(1)));
    }
    let glue = servers.iter().any(|(_, addresses)| !addresses.is_empty());
    let privileges: &'static [DomainPrivilege] = match glue {
        true => &[DomainPrivilege::Nameservers, DomainPrivilege::RegisterHosts],
        false => &[DomainPrivilege::Nameservers],
    };
    let inner = cx.clone();
    update::at_once(cx, name.clone(), privileges, move |tx, domain, now| {
        let rules = inner.realm.rules(&domain.name)?;
        lifecycle::update(domain, now, rules)?;
        let names: Vec<&str> = servers.iter().map(|(server, _)| server.as_str()).collect();
        let names = host::nameservers(&names, rules.nameservers)?;
        let known = tx.hosts(domain.id)?;
        let mut set_hosts = Vec::new();
        for (number, (server, (_, addresses))) in (1u8..).zip(names.iter().zip(&servers)) {
            if addresses.is_empty() {
                continue;
            }
            if !domain.name.covers(server) {
                return Err(Error::invalid(Field::Address(number), Reason::NotSubordinate));
            }
            let is_new = known.iter().all(|known| known.name != *server);
            if is_new && known.len() + set_hosts.len() >= hosts::MOST_HOSTS {
                return Err(Error::invalid(Field::Nameserver(number), Reason::MoreThan(100)));
            }
            let addresses = addresses.iter().map(ToString::to_string).collect();
            set_hosts.push((server.to_string(), addresses));
        }
        let ours = &inner.realm.settings.nameservers;
        let is_ours = set_hosts.is_empty()
            && names.len() == ours.len()
            && names.iter().all(|server| ours.contains(server));
        Ok(Command {
            nameservers: Some(names.iter().map(ToString::to_string).collect()),
            managed: Some(is_ours),
            set_hosts,
            ..Command::default()
        })
    })
    .await
}

fn delegated(
    tx: &mut Tx<'_>,
    cx: &Context,
    domain: &Domain,
    choice: &NameserverChoice,
) -> Result<Command> {
    let rules = cx.realm.rules(&domain.name)?;
    let delegation = choices::delegation(tx, &cx.realm, cx.account(), choice, rules)?;
    let names = |delegation: &choices::Delegation| {
        delegation.nameservers.iter().map(ToString::to_string).collect()
    };
    Ok(Command {
        managed: delegation.as_ref().map(|delegation| delegation.managed),
        nameservers: delegation.as_ref().map(names),
        ..Command::default()
    })
}
