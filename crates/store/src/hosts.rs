//! Hosts below names, with the addresses that make glue.

use model::Result;
use model::domain::DomainId;
use model::host::Host;
use model::name::HostName;

use crate::scope::is_among;
use crate::tx::{Row, Tx};

/// Hosts of one name that are read at once.
const MOST_OF_A_NAME: usize = 100;

/// Reads name and addresses.
pub(crate) fn read_host(row: &Row<'_>) -> Result<Host> {
    Ok(Host {
        name: HostName::from_stored(&row.text(0)?),
        addresses: row.text(1)?.split_whitespace().filter_map(|word| word.parse().ok()).collect(),
    })
}

impl Tx<'_> {
    /// The hosts below a name, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn hosts(&mut self, domain: DomainId) -> Result<Vec<Host>> {
        self.all(
            "SELECT name, addresses FROM host WHERE domain = ?1 ORDER BY name",
            &[domain.0.into()],
            read_host,
        )
    }

    /// The hosts below each of some names, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn hosts_below(&mut self, domains: &[DomainId]) -> Result<Vec<(DomainId, Host)>> {
        if domains.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(domains.len());
        let among = is_among(&mut bound, "domain", domains.iter().map(|id| id.0.into()));
        let sql = format!(
            "SELECT name, addresses, domain FROM host WHERE {among} ORDER BY domain, name LIMIT {}",
            MOST_OF_A_NAME * domains.len()
        );
        self.all(&sql, &bound, |row| Ok((DomainId(row.int(2)?), read_host(row)?)))
    }

    /// Makes a host or replaces its addresses.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_host(&mut self, domain: DomainId, host: &Host) -> Result<()> {
        let addresses: Vec<String> = host.addresses.iter().map(ToString::to_string).collect();
        self.write(
            "INSERT INTO host (domain, name, addresses, account, seller)
             VALUES (?1, ?2, ?3, (SELECT account FROM domain WHERE id = ?1),
                     (SELECT seller FROM domain WHERE id = ?1))
             ON CONFLICT (domain, name) DO UPDATE SET addresses = excluded.addresses",
            &[domain.0.into(), host.name.as_str().into(), (&addresses.join(" ")).into()],
        )
    }

    /// Removes a host; false when there was none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_host(&mut self, domain: DomainId, name: &HostName) -> Result<bool> {
        self.run(
            "DELETE FROM host WHERE domain = ?1 AND name = ?2",
            &[domain.0.into(), name.as_str().into()],
        )
        .map(|changed| changed > 0)
    }

    /// Whether a living name delegates to a host.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delegates_to(&mut self, domain: DomainId, host: &HostName) -> Result<bool> {
        self.number(
            "SELECT COUNT(*) FROM domain WHERE id = ?1 AND ended IS NULL
             AND ' ' || nameservers || ' ' LIKE ?2",
            &[domain.0.into(), (&format!("% {} %", host.as_str())).into()],
        )
        .map(|count| count > 0)
    }
}
