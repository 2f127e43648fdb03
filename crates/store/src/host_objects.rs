//! Hosts that their account knows by a number, and searches for them.

use model::Result;
use model::domain::DomainId;
use model::host::{Host, HostId};
use model::name::{DomainName, HostName};

use crate::accounts::{Window, containing};
use crate::hosts::read_host;
use crate::scope::{Cut, Owner, Scope, Search, is_among, owner_columns, read_owner, signs_in_as};
use crate::tx::{Row, Tx, Value};

/// A host, and the name it lies below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredHost {
    /// Its row.
    pub id: HostId,
    /// The host.
    pub host: Host,
    /// The row of the name above it.
    pub domain: DomainId,
    /// The name above it.
    pub domain_name: DomainName,
}

/// Which hosts a search wants; what is empty says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostFilter {
    /// With one of these numbers.
    pub ids: Option<Vec<HostId>>,
    /// With one of these words in the name.
    pub hosts: Vec<String>,
    /// Below one of these names.
    pub domains: Vec<String>,
    /// Below a name with one of these numbers.
    pub domain_ids: Option<Vec<DomainId>>,
    /// Of the accounts that sign in as one of these.
    pub holders: Vec<String>,
    /// Of accounts below those that sign in as one of these.
    pub sellers: Vec<String>,
}

/// What a search for hosts is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HostOrder {
    /// By number.
    #[default]
    Id,
    /// By its name.
    Host,
    /// By the name above it.
    Domain,
}

const FROM: &str = "host h JOIN domain d ON d.id = h.domain";
const COLUMNS: &str = "h.name, h.addresses, h.id, d.id, d.name, d.tld";
/// Columns in [`COLUMNS`].
const WIDTH: usize = 6;

fn read(row: &Row<'_>) -> Result<StoredHost> {
    Ok(StoredHost {
        host: read_host(row)?,
        id: HostId(row.int(2)?),
        domain: DomainId(row.int(3)?),
        domain_name: DomainName::from_stored(&row.text(4)?, &row.text(5)?)?,
    })
}

impl Tx<'_> {
    /// A host, whosever it is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn host(&mut self, id: HostId) -> Result<Option<StoredHost>> {
        self.one_host("h.id = ?1", id.0.into())
    }

    /// The same by its name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn host_named(&mut self, name: &HostName) -> Result<Option<StoredHost>> {
        self.one_host("h.name = ?1", name.as_str().into())
    }

    fn one_host(&mut self, condition: &str, value: Value<'_>) -> Result<Option<StoredHost>> {
        // The hosts of a name go when it ends, so one name of a host is alive at most.
        let sql = format!(
            "SELECT {COLUMNS} FROM host h JOIN domain d ON d.id = h.domain
             WHERE {condition} AND d.ended IS NULL ORDER BY h.id LIMIT 1"
        );
        self.first(&sql, &[value], read)
    }

    /// How many hosts a filter finds; logins are those of an audience.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_hosts(
        &mut self,
        scope: Scope,
        audience: &str,
        filter: &HostFilter,
    ) -> Result<i64> {
        let words = Words::of(filter);
        let mut bound: Vec<Value<'_>> = vec![scope.account.0.into()];
        let conditions = words.conditions(&mut bound, filter, audience);
        let search = Search { table: "h", from: FROM, conditions: &conditions, account: 1 };
        self.number(&scope.count(&search), &bound)
    }

    /// A page of hosts; logins are those of an audience.
    ///
    /// # Errors
    /// When the database fails.
    pub fn search_hosts(
        &mut self,
        scope: Scope,
        audience: &str,
        filter: &HostFilter,
        order: HostOrder,
        window: Window,
    ) -> Result<Vec<(StoredHost, Owner)>> {
        let words = Words::of(filter);
        let mut bound: Vec<Value<'_>> = vec![scope.account.0.into()];
        let conditions = words.conditions(&mut bound, filter, audience);
        let search = Search { table: "h", from: FROM, conditions: &conditions, account: 1 };
        let cut = Cut::bind(&mut bound, window);
        bound.push(audience.into());
        let direction = window.direction();
        let order = match order {
            HostOrder::Id => format!("number {direction}"),
            HostOrder::Host => format!("word {direction}, number {direction}"),
            HostOrder::Domain => format!("above {direction}, word {direction}, number {direction}"),
        };
        let columns = "h.id AS number, h.name AS word, d.name AS above, h.account, h.seller";
        let sql = format!(
            "SELECT {COLUMNS}, {owner} FROM {page} x
             JOIN host h ON h.id = x.number JOIN domain d ON d.id = h.domain
             ORDER BY {order}",
            owner = owner_columns("x", bound.len()),
            page = scope.page(&search, columns, &order, cut),
        );
        self.all(&sql, &bound, |row| Ok((read(row)?, read_owner(row, WIDTH)?)))
    }
}

/// The words of a filter as they are compared.
struct Words {
    hosts: Vec<String>,
    domains: Vec<String>,
    holders: Vec<String>,
    sellers: Vec<String>,
}

impl Words {
    fn of(filter: &HostFilter) -> Self {
        let lower = |words: &[String]| words.iter().map(|word| word.to_lowercase()).collect();
        Self {
            hosts: filter.hosts.iter().map(|part| containing(part)).collect(),
            domains: lower(&filter.domains),
            holders: lower(&filter.holders),
            sellers: lower(&filter.sellers),
        }
    }

    fn conditions<'a>(
        &'a self,
        bound: &mut Vec<Value<'a>>,
        filter: &HostFilter,
        audience: &'a str,
    ) -> String {
        let mut all = vec![String::new()];
        if let Some(ids) = &filter.ids {
            all.push(is_among(bound, "h.id", ids.iter().map(|id| id.0.into())));
        }
        if let Some(ids) = &filter.domain_ids {
            all.push(is_among(bound, "h.domain", ids.iter().map(|id| id.0.into())));
        }
        if !self.hosts.is_empty() {
            let any: Vec<String> = self.hosts.iter().map(|part| named(bound, part)).collect();
            all.push(format!("({})", any.join(" OR ")));
        }
        if !self.domains.is_empty() {
            all.push(is_among(bound, "d.name", self.domains.iter().map(Value::from)));
        }
        for (column, logins) in [("h.account", &self.holders), ("h.seller", &self.sellers)] {
            if !logins.is_empty() {
                bound.push(audience.into());
                let audience = bound.len();
                all.push(signs_in_as(bound, column, audience, logins.iter().map(Value::from)));
            }
        }
        all.join(" AND ")
    }
}

fn named<'a>(bound: &mut Vec<Value<'a>>, part: &'a str) -> String {
    bound.push(part.into());
    format!("h.name LIKE ?{} ESCAPE '\\'", bound.len())
}
