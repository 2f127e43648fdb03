//! Several things about a name changed at once, and all of them or none.

use std::net::IpAddr;

use model::Result;
use model::domain::{Domain, lifecycle};
use model::error::{Error, Field, Reason};
use model::host::{self, Host};
use model::name::{DomainName, HostName};
use model::privilege::DomainPrivilege;
use store::Tx;

use super::choices::{self, ContactChoice, NameserverChoice};
use super::hosts::MOST_HOSTS;
use super::update::{self, Command};
use crate::realm::Context;

/// What is to change; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Contacts in the order of `Role::ALL`.
    pub contacts: [ContactChoice; 4],
    /// The whole delegation, with addresses of servers below the name itself.
    pub nameservers: Option<Vec<(String, Vec<IpAddr>)>>,
    /// Whether the registrant is hidden.
    pub privacy: Option<bool>,
    /// Whether the name is locked against transfer.
    pub locked: Option<bool>,
}

impl Change {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.contacts.iter().all(ContactChoice::is_empty)
            && self.nameservers.is_none()
            && self.privacy.is_none()
            && self.locked.is_none()
    }
}

/// Changes a name at its registry, so that it reads back changed.
///
/// # Errors
/// Names what cannot be meant, or what else stands in the way; nothing has changed then.
pub async fn change(cx: &Context, name: &DomainName, wanted: Change) -> Result<()> {
    cx.needs_more_than_privileges()?;
    let inner = cx.clone();
    update::at_once(cx, name.clone(), &[DomainPrivilege::Basic], move |tx, domain, now| {
        let rules = inner.realm.rules(&domain.name)?;
        match wanted.locked {
            Some(false) if inner.guarded => lifecycle::unlock(domain, now, rules)?,
            _ => lifecycle::update(domain, now, rules)?,
        }
        let mut command = match &wanted.nameservers {
            Some(servers) => delegated(tx, &inner, domain, servers)?,
            None => Command::default(),
        };
        let account = inner.account();
        let contacts = choices::changed_contacts(tx, account, domain.contacts, &wanted.contacts)?;
        for (place, contact) in contacts.iter().enumerate() {
            if let Some(contact) = contact {
                command.contacts[place] = Some(contact.kept(tx, &inner, None)?.0);
            }
        }
        command.privacy = wanted.privacy;
        command.locked = wanted.locked;
        Ok(command)
    })
    .await
}

fn delegated(
    tx: &mut Tx<'_>,
    cx: &Context,
    domain: &Domain,
    servers: &[(String, Vec<IpAddr>)],
) -> Result<Command> {
    let rules = cx.realm.rules(&domain.name)?;
    let glue = glue(&domain.name, servers)?;
    let known = tx.hosts(domain.id)?;
    let new = glue.iter().filter(|host| known.iter().all(|known| known.name != host.name));
    if known.len() + new.count() > MOST_HOSTS {
        return Err(Error::invalid(Field::Nameserver(1), Reason::MoreThan(100)));
    }
    let choice = choice(cx, servers);
    let delegation = choices::delegation(tx, &cx.realm, cx.account(), &choice, rules)?;
    let written = |host: &Host| {
        (host.name.to_string(), host.addresses.iter().map(ToString::to_string).collect())
    };
    Ok(Command {
        managed: delegation.as_ref().map(|delegation| delegation.managed),
        nameservers: delegation
            .map(|delegation| delegation.nameservers.iter().map(ToString::to_string).collect()),
        set_hosts: glue.iter().map(written).collect(),
        ..Command::default()
    })
}

/// Servers as a choice: our own, all of them and no others, stand for a zone that is run here, and so
/// does none at all.
#[must_use]
pub fn choice(cx: &Context, servers: &[(String, Vec<IpAddr>)]) -> NameserverChoice {
    let ours = &cx.realm.settings.nameservers;
    let is_ours = |(server, addresses): &(String, Vec<IpAddr>)| {
        addresses.is_empty() && ours.iter().any(|own| own.as_str().eq_ignore_ascii_case(server))
    };
    if servers.is_empty() || servers.len() == ours.len() && servers.iter().all(is_ours) {
        return NameserverChoice::Managed;
    }
    NameserverChoice::Custom(servers.iter().map(|(server, _)| server.clone()).collect())
}

/// The hosts that servers below a name need; what lies elsewhere has its addresses there.
///
/// # Errors
/// Names a server that is none.
pub fn glue(name: &DomainName, servers: &[(String, Vec<IpAddr>)]) -> Result<Vec<Host>> {
    let mut hosts = Vec::new();
    for (number, (server, addresses)) in (1u8..).zip(servers) {
        let server = HostName::parse(server, Field::Nameserver(number))?;
        if !addresses.is_empty() && host::subordinate(&server, name).is_ok() {
            hosts.push(Host { name: server, addresses: addresses.clone() });
        }
    }
    Ok(hosts)
}
