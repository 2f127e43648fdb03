//! Names of an account and its customers by number, wherever they stand: ordered and not there yet,
//! held, refused, and held once. One look finds a page of them and says where each stands; what belongs
//! to it is read for the whole page at once.

use model::contact::ContactId;
use model::domain::DomainId;
use model::domain::standing::NameStanding;
use model::error::Role;
use model::invoice::LineId;
use model::time::Timestamp;
use model::{Error, Result};

use crate::accounts::{Page, Window};
use crate::domain_search::{NameClock, redemption};
use crate::domains::{self, StoredDomain};
use crate::invoices::{LINE, Line, read_line};
use crate::operations::{self, Operation};
use crate::scope::{Scope, Search, is_among};
use crate::tx::{Tx, Value};

/// What is looked for; what is empty or none says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// With this number.
    pub number: Option<DomainId>,
    /// Of exactly this name, in lower case.
    pub name: Option<String>,
    /// Under one of these extensions.
    pub tlds: Vec<String>,
    /// With these contacts; what is not there yet has none.
    pub contacts: Vec<(Role, ContactId)>,
    /// Which stand there.
    pub standing: Option<NameStanding>,
}

/// What tells of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Its registration.
    Registration(DomainId),
    /// The line of the bill that it was ordered by.
    Order(LineId),
}

/// A name that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The number of the name.
    pub number: DomainId,
    /// Where it stands.
    pub standing: NameStanding,
    /// What tells of it.
    pub source: Source,
}

/// What registrations and orders are asked, and the values that are bound for it.
struct Asked<'a> {
    bound: Vec<Value<'a>>,
    held: Option<String>,
    ordered: Option<String>,
}

/// The placeholder of the scope's account.
const ACCOUNT: usize = 1;

impl<'a> Asked<'a> {
    fn new(filter: &'a ListFilter, scope: Scope) -> Self {
        use NameStanding::{Incoming, Ordered, Refused};
        let only_ordered = matches!(filter.standing, Some(Incoming | Ordered | Refused));
        let only_held = filter.standing.is_some() && !only_ordered || !filter.contacts.is_empty();
        let mut asked = Self {
            bound: vec![scope.account.0.into()],
            held: (!only_ordered).then(String::new),
            ordered: (!only_held).then(|| NEWEST_ORDER.to_owned()),
        };
        if let Some(number) = filter.number {
            let place = asked.bind(number.0.into());
            asked.add("d.id", "l.subject", &format!("= {place}"));
        }
        if let Some(name) = &filter.name {
            let place = asked.bind(name.into());
            asked.add("d.name", "l.name", &format!("= {place}"));
        }
        asked.extensions(&filter.tlds);
        for (role, contact) in &filter.contacts {
            let (column, place) = (role.word(), asked.bind(contact.0.into()));
            if let Some(held) = &mut asked.held {
                held.push_str(&format!(" AND d.{column} = {place}"));
            }
        }
        asked
    }

    fn add(&mut self, of_held: &str, of_ordered: &str, condition: &str) {
        for (conditions, column) in [(&mut self.held, of_held), (&mut self.ordered, of_ordered)] {
            if let Some(conditions) = conditions {
                conditions.push_str(&format!(" AND {column} {condition}"));
            }
        }
    }

    fn extensions(&mut self, tlds: &'a [String]) {
        if tlds.is_empty() {
            return;
        }
        if let Some(held) = &mut self.held {
            let among = is_among(&mut self.bound, "d.tld", tlds.iter().map(Value::from));
            held.push_str(&format!(" AND {among}"));
        }
        if let Some(ordered) = &mut self.ordered {
            // What stands before the extension is one label.
            let each = tlds.iter().map(|tld| {
                self.bound.push(tld.into());
                let place = self.bound.len();
                format!(
                    "(l.name LIKE '%.' || CAST(?{place} AS TEXT)
                     AND l.name NOT LIKE '%.%.' || CAST(?{place} AS TEXT))"
                )
            });
            let each: Vec<String> = each.collect();
            ordered.push_str(&format!(" AND ({})", each.join(" OR ")));
        }
    }

    fn bind(&mut self, value: Value<'a>) -> String {
        self.bound.push(value);
        format!("?{}", self.bound.len())
    }

    /// Each table that may hold what is looked for: what it is searched as, and its columns.
    fn tables(mut self, filter: &ListFilter, clock: &'a NameClock) -> (Vec<Value<'a>>, Vec<Table>) {
        let mut tables = Vec::new();
        let only = |standing: &str| match filter.standing {
            Some(wanted) => format!(" AND ({standing}) = {}", wanted.number()),
            None => String::new(),
        };
        if let Some(held) = self.held.take() {
            let standing = self.standing_of_held(clock);
            tables.push(Table {
                from: "domain d",
                name: "d",
                conditions: format!("{held}{}", only(&standing)),
                columns: format!(
                    "CAST(0 AS BIGINT) AS source, d.id AS row, d.id AS number,
                     CAST({standing} AS BIGINT) AS standing"
                ),
            });
        }
        if let Some(ordered) = self.ordered.take() {
            let standing = standing_of_ordered();
            tables.push(Table {
                from: "invoice_line l",
                name: "l",
                conditions: format!("{ordered}{}", only(&standing)),
                columns: format!(
                    "CAST(1 AS BIGINT) AS source, l.id AS row, l.subject AS number,
                     CAST({standing} AS BIGINT) AS standing"
                ),
            });
        }
        (self.bound, tables)
    }

    fn standing_of_held(&mut self, clock: &'a NameClock) -> String {
        let redemption = redemption(&mut self.bound, clock);
        let now = self.bind(clock.now.into());
        format!(
            "CASE WHEN d.ended IS NOT NULL THEN {ended}
                  WHEN d.pending = 'transfer' THEN {outgoing}
                  WHEN d.deleted IS NOT NULL OR d.pending = 'delete' THEN {leaving}
                  WHEN d.pending = 'renewal' THEN {renewing}
                  WHEN d.expires > {now} THEN {registered}
                  WHEN {redemption} <= {now} THEN {leaving}
                  ELSE {expired} END",
            ended = NameStanding::Ended.number(),
            outgoing = NameStanding::Outgoing.number(),
            leaving = NameStanding::Leaving.number(),
            renewing = NameStanding::Renewing.number(),
            registered = NameStanding::Registered.number(),
            expired = NameStanding::Expired.number(),
        )
    }
}

/// The newest order of a name that did not come with it, where nobody here holds that by then. The
/// first part is word for word the condition of the index.
const NEWEST_ORDER: &str =
    "AND l.kind IN ('register', 'transfer') AND l.state IN ('begun', 'refused')
     AND NOT EXISTS (SELECT 1 FROM invoice_line later WHERE later.subject = l.subject
         AND later.kind IN ('register', 'transfer') AND later.id > l.id)
     AND NOT EXISTS (SELECT 1 FROM domain held WHERE held.id = l.subject
         AND (held.account = ?1 OR held.seller = ?1))";

fn standing_of_ordered() -> String {
    format!(
        "CASE WHEN l.state = 'refused' THEN {} WHEN l.kind = 'transfer' THEN {} ELSE {} END",
        NameStanding::Refused.number(),
        NameStanding::Incoming.number(),
        NameStanding::Ordered.number(),
    )
}

/// One table that is looked at.
struct Table {
    from: &'static str,
    name: &'static str,
    conditions: String,
    columns: String,
}

impl Table {
    fn search(&self) -> Search<'_> {
        Search { table: self.name, from: self.from, conditions: &self.conditions, account: ACCOUNT }
    }
}

impl Tx<'_> {
    /// A page of the names in a scope, by number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn listed_names(
        &mut self,
        scope: Scope,
        filter: &ListFilter,
        clock: &NameClock,
        window: Window,
    ) -> Result<Page<Listed>> {
        let (mut bound, tables) = Asked::new(filter, scope).tables(filter, clock);
        if tables.is_empty() {
            // What is not there yet has no contacts that could be asked for.
            return Ok(Page { rows: Vec::new(), matching: 0, total: 0 });
        }
        let order = format!("number {0}, row {0}", window.direction());
        let reach = bound.len() + 1;
        let parts: Vec<String> = tables
            .iter()
            .enumerate()
            .map(|(place, table)| {
                let rows = scope.rows(&table.search(), &table.columns, &order, reach);
                format!("SELECT * FROM {rows} part{place}")
            })
            .collect();
        let parts = parts.join(" UNION ALL ");
        bound.push(i64::MAX.into());
        let total = self.number(&format!("SELECT COUNT(*) FROM ({parts}) found"), &bound)?;
        bound.pop();
        bound.push(window.start.saturating_add(window.limit).into());
        bound.extend([Value::Int(window.limit), Value::Int(window.start)]);
        let sql = format!(
            "SELECT source, row, number, standing FROM ({parts}) found ORDER BY {order}
             LIMIT ?{} OFFSET ?{}",
            reach + 1,
            reach + 2
        );
        let rows = self.all(&sql, &bound, |row| {
            let (source, standing) = (row.int(1)?, row.int(3)?);
            let standing = NameStanding::numbered(standing);
            Ok(Listed {
                number: DomainId(row.int(2)?),
                standing: standing.ok_or_else(|| Error::internal("a standing without a name"))?,
                source: match row.int(0)? {
                    0 => Source::Registration(DomainId(source)),
                    _ => Source::Order(LineId(source)),
                },
            })
        })?;
        Ok(Page { rows, matching: total, total })
    }

    /// Registrations by their numbers, and when each ended.
    ///
    /// # Errors
    /// When the database fails.
    pub fn registrations(
        &mut self,
        ids: &[DomainId],
    ) -> Result<Vec<(StoredDomain, Option<Timestamp>)>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(ids.len());
        let among = is_among(&mut bound, "d.id", ids.iter().map(|id| id.0.into()));
        let sql = format!(
            "SELECT {}, d.ended FROM domain d WHERE {among} ORDER BY d.id LIMIT {}",
            domains::COLUMNS,
            ids.len()
        );
        self.all(&sql, &bound, |row| {
            Ok((domains::read_stored(row)?, row.maybe_instant(domains::AFTER_COLUMNS)?))
        })
    }

    /// Lines of orders, each with the last operation that it paid for.
    ///
    /// # Errors
    /// When the database fails.
    pub fn orders_of_names(&mut self, ids: &[LineId]) -> Result<Vec<(Line, Option<Operation>)>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(ids.len());
        let among = is_among(&mut bound, "l.id", ids.iter().map(|id| id.0.into()));
        let sql = format!(
            "SELECT {LINE} FROM invoice_line l JOIN invoice i ON i.id = l.invoice
             WHERE {among} ORDER BY l.id LIMIT {}",
            ids.len()
        );
        let lines = self.all(&sql, &bound, read_line)?;
        let mut paid = Vec::new();
        let among = is_among(&mut paid, "line", ids.iter().map(|id| id.0.into()));
        let sql = format!(
            "SELECT {} FROM operation WHERE id IN
                 (SELECT MAX(id) FROM operation WHERE {among} GROUP BY line)
             ORDER BY id LIMIT {}",
            operations::COLUMNS,
            ids.len()
        );
        let mut operations = self.all(&sql, &paid, operations::read_operation)?;
        let with_operation = |line: Line| {
            let place = operations.iter().position(|operation| operation.line == Some(line.id));
            let operation = place.map(|place| operations.swap_remove(place));
            (line, operation)
        };
        Ok(lines.into_iter().map(with_operation).collect())
    }

    /// The months that were paid last for each of some names, where a line says so that was had.
    ///
    /// # Errors
    /// When the database fails.
    pub fn months_paid(&mut self, ids: &[DomainId]) -> Result<Vec<(DomainId, u16)>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(ids.len());
        let among = is_among(&mut bound, "subject", ids.iter().map(|id| id.0.into()));
        let sql = format!(
            "SELECT subject, months, years FROM invoice_line WHERE id IN
                 (SELECT MAX(id) FROM invoice_line
                  WHERE {among} AND kind IN ('register', 'transfer', 'renew') AND state = 'done'
                  GROUP BY subject)
             ORDER BY id LIMIT {}",
            ids.len()
        );
        self.all(&sql, &bound, |row| {
            let (months, years) = (row.int(1)?, row.int(2)?);
            let months = if months == 0 { years * 12 } else { months };
            Ok((DomainId(row.int(0)?), u16::try_from(months).map_err(Error::internal)?))
        })
    }
}
