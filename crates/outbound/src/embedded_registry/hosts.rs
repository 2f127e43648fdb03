//! Hosts below names of this registry (RFC 5732), and which names delegate to which hosts.
//!
//! A nameserver outside this registry is taken at its word: it needs no row and gets no glue.

use std::net::IpAddr;

use model::Error;
use model::domain::Phase;
use model::error::{Field, Noun, Prohibition, Reason};
use model::host::{self, Host};
use model::name::{DomainName, HostName};
use rusqlite::OptionalExtension;

use super::desk::{Answer, Desk, Registrar, prohibited};
use super::held::Held;

/// A host may not have more addresses than this.
const MOST_ADDRESSES: usize = 13;

impl Desk<'_> {
    /// Sets the whole delegation of a name; addresses of nameservers below it become its hosts.
    pub fn delegate(&self, held: &Held, nameservers: &[Host]) -> Answer<()> {
        if !nameservers.is_empty() {
            let names: Vec<&str> = nameservers.iter().map(|host| host.name.as_str()).collect();
            host::nameservers(&names, self.rules(&held.name)?.nameservers)?;
        }
        for (number, nameserver) in (1u8..).zip(nameservers) {
            self.glue(held, nameserver, number)?;
        }
        self.replace_delegation(held.id, nameservers)
    }

    /// The delegation of a name, in order.
    pub fn nameservers(&self, domain: i64) -> Answer<Vec<HostName>> {
        let mut select = self
            .connection
            .prepare_cached("SELECT host FROM delegations WHERE domain = ?1 ORDER BY position")?;
        let hosts = select
            .query_map([domain], |row| Ok(HostName::from_stored(row.get_ref(0)?.as_str()?)))?;
        Ok(hosts.collect::<rusqlite::Result<_>>()?)
    }

    /// Makes a host below a name that `actor` holds, or replaces its addresses.
    pub fn set_host(&self, actor: Registrar, host: &Host) -> Answer<()> {
        let parent = self.held_by(actor, &self.parent(&host.name)?)?;
        host::subordinate(&host.name, &parent.name)?;
        parent.may_change(self.now, self.rules(&parent.name)?)?;
        self.write_host(parent.id, host)
    }

    /// Removes a host that no name delegates to.
    pub fn delete_host(&self, actor: Registrar, name: &HostName) -> Answer<()> {
        self.held_by(actor, &self.parent(name)?)?;
        if self.addresses(name)?.is_none() {
            return Err(Error::NotFound(Noun::Host).into());
        }
        if self.is_in_use(name)? {
            return Err(prohibited(Prohibition::HostInUse));
        }
        self.connection
            .prepare_cached("DELETE FROM hosts WHERE name = ?1")?
            .execute([name.as_str()])?;
        Ok(())
    }

    /// The addresses of a host, if there is a row of it.
    pub fn addresses(&self, name: &HostName) -> Answer<Option<Vec<IpAddr>>> {
        let mut select =
            self.connection.prepare_cached("SELECT addresses FROM hosts WHERE name = ?1")?;
        let text: Option<String> =
            select.query_row([name.as_str()], |row| row.get(0)).optional()?;
        Ok(text.map(|text| text.split(' ').filter_map(|part| part.parse().ok()).collect()))
    }

    /// The name of this registry that a host lies below: the one under the longest extension.
    fn parent(&self, host: &HostName) -> Answer<DomainName> {
        let mut rest = host.as_str();
        while let Some((label, tld)) = rest.split_once('.') {
            if self.rulebook.get(tld).is_some() {
                return Ok(DomainName::from_parts(label, tld)?);
            }
            rest = tld;
        }
        Err(Error::invalid(Field::Host, Reason::NotSubordinate).into())
    }

    fn glue(&self, held: &Held, nameserver: &Host, number: u8) -> Answer<()> {
        if !held.name.covers(&nameserver.name) {
            return Ok(());
        }
        if !nameserver.addresses.is_empty() {
            return self.write_host(held.id, nameserver);
        }
        match self.addresses(&nameserver.name)? {
            Some(_) => Ok(()),
            None => Err(Error::invalid(Field::Nameserver(number), Reason::NeedsGlue).into()),
        }
    }

    fn replace_delegation(&self, domain: i64, nameservers: &[Host]) -> Answer<()> {
        self.connection
            .prepare_cached("DELETE FROM delegations WHERE domain = ?1")?
            .execute([domain])?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO delegations (domain, position, host) VALUES (?1, ?2, ?3)",
        )?;
        for (position, nameserver) in (1i64..).zip(nameservers) {
            insert.execute((domain, position, nameserver.name.as_str()))?;
        }
        Ok(())
    }

    fn write_host(&self, parent: i64, host: &Host) -> Answer<()> {
        if host.addresses.is_empty() {
            return Err(Error::Missing(Field::Address(1)).into());
        }
        if host.addresses.len() > MOST_ADDRESSES {
            return Err(Error::invalid(Field::Address(14), Reason::MoreThan(13)).into());
        }
        let addresses: Vec<String> = host.addresses.iter().map(IpAddr::to_string).collect();
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO hosts (name, domain, addresses) VALUES (?1, ?2, ?3)",
            )?
            .execute((host.name.as_str(), parent, addresses.join(" ")))?;
        Ok(())
    }

    /// Whether a name that is not free delegates to the host.
    fn is_in_use(&self, host: &HostName) -> Answer<bool> {
        let mut select =
            self.connection.prepare_cached("SELECT domain FROM delegations WHERE host = ?1")?;
        let mut rows = select.query([host.as_str()])?;
        while let Some(row) = rows.next()? {
            let held = self.load_row(row.get(0)?)?;
            if held.phase(self.now, self.rules(&held.name)?) != Phase::Gone {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
