//! Searching names: those that are held, those that are on their way here, and those that were held
//! once. One look finds and orders them, another reads the page.

use model::domain::DomainId;
use model::domain::transfer::TransferId;
use model::time::{Seconds, Timestamp};
use model::{Error, Result};

use crate::accounts::{Window, containing};
use crate::domains::{self, StoredDomain};
use crate::scope::{Owner, Scope, Search, is_among, owner_columns, read_owner, signs_in_as};
use crate::transfers::{self, StoredTransfer};
use crate::tx::{Tx, Value};

/// Where a name stands, as searches tell names apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameState {
    /// Held and paid.
    Held,
    /// Past its expiry, and renewable as ever.
    Expired,
    /// In redemption or about to be removed.
    Deleting,
    /// Asked away by somebody.
    Outgoing,
    /// Asked for, and its owner's word is waited for.
    Unconfirmed,
    /// Asked for, and its registry or registrar is waited for.
    Incoming,
    /// Held once, and removed.
    Deleted,
    /// Held once, and moved away.
    Gone,
}

/// What a page is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NameOrder {
    /// By name.
    #[default]
    Name,
    /// By number.
    Number,
    /// By expiry.
    Expiry,
    /// By state, then by name.
    State,
}

/// What is searched for; what is empty or none says nothing.
#[derive(Debug, Clone, Default)]
pub struct NameFilter {
    /// Numbers.
    pub numbers: Vec<i64>,
    /// A part of the name.
    pub part: Option<String>,
    /// Whole names.
    pub names: Vec<String>,
    /// Parts of the note.
    pub notes: Vec<String>,
    /// Where it stands.
    pub state: Option<NameState>,
    /// Logins of holders, in lower case.
    pub holders: Vec<String>,
    /// Logins of the accounts above the holders, in lower case.
    pub sellers: Vec<String>,
    /// Whether the zone is run here.
    pub managed: Option<bool>,
}

/// The moment of a search, and when names past their expiry enter redemption: seconds after it, by
/// extension.
#[derive(Debug, Clone)]
pub struct NameClock {
    /// The moment.
    pub now: Timestamp,
    /// For most extensions.
    pub redemption: Seconds,
    /// For these.
    pub exceptions: Vec<(Seconds, Vec<String>)>,
}

/// A name that was found.
#[derive(Debug, Clone)]
pub enum FoundName {
    /// It is held, or was.
    Held {
        /// Its facts.
        stored: StoredDomain,
        /// Whose it is.
        owner: Owner,
        /// When it ended here.
        ended: Option<Timestamp>,
    },
    /// It is on its way to an account.
    Coming {
        /// The transfer.
        transfer: StoredTransfer,
        /// Whose it will be.
        owner: Owner,
        /// The number that it has, or will have.
        number: DomainId,
    },
}

/// A registration by its row, with its holder and its end.
type HeldRow = (DomainId, StoredDomain, Owner, Option<Timestamp>);
/// A transfer by its row, with the account that gains the name.
type ComingRow = (TransferId, StoredTransfer, Owner);

/// The conditions of a search, and the values they bind: only those of tables that are looked at,
/// because a value that no condition reads has no type.
struct Asked<'a> {
    bound: Vec<Value<'a>>,
    held: Conditions,
    coming: Conditions,
}

/// What is asked of one table.
struct Conditions {
    /// Whether it is looked at.
    is_read: bool,
    all: String,
}

/// The placeholder of the scope's account.
const ACCOUNT: usize = 1;

impl Conditions {
    const fn new(is_read: bool) -> Self {
        Self { is_read, all: String::new() }
    }

    fn add(&mut self, condition: impl FnOnce() -> String) {
        if self.is_read {
            self.all.push_str(&format!(" AND {}", condition()));
        }
    }
}

impl<'a> Asked<'a> {
    fn new(
        filter: &'a NameFilter,
        patterns: &'a Patterns,
        scope: Scope,
        audience: &'a str,
    ) -> Self {
        use NameState::{Incoming, Unconfirmed};
        let mut asked = Self {
            bound: vec![scope.account.0.into()],
            held: Conditions::new(!matches!(filter.state, Some(Incoming | Unconfirmed))),
            coming: Conditions::new(matches!(filter.state, None | Some(Incoming | Unconfirmed))),
        };
        if !filter.numbers.is_empty() {
            let numbers = || filter.numbers.iter().map(|number| (*number).into());
            asked.held.add(|| is_among(&mut asked.bound, "d.id", numbers()));
            asked.coming.add(|| is_among(&mut asked.bound, COMING_NUMBER, numbers()));
        }
        if let Some(part) = &patterns.part {
            let place = asked.bind(part.into());
            asked.held.add(|| format!("d.name LIKE {place} ESCAPE '\\'"));
            asked.coming.add(|| format!("t.name LIKE {place} ESCAPE '\\'"));
        }
        if !filter.names.is_empty() {
            let names = || filter.names.iter().map(Value::from);
            asked.held.add(|| is_among(&mut asked.bound, "d.name", names()));
            asked.coming.add(|| is_among(&mut asked.bound, "t.name", names()));
        }
        asked.only_of_held(filter, patterns);
        asked.people(filter, audience);
        asked
    }

    /// What names that are coming do not have.
    fn only_of_held(&mut self, filter: &NameFilter, patterns: &'a Patterns) {
        let Self { bound, held, coming } = self;
        if !patterns.notes.is_empty() {
            held.add(|| {
                let like = |note: &'a String| {
                    bound.push(note.into());
                    format!("LOWER(d.note) LIKE ?{} ESCAPE '\\'", bound.len())
                };
                let likes: Vec<String> = patterns.notes.iter().map(like).collect();
                format!("({})", likes.join(" OR "))
            });
        }
        if let Some(managed) = filter.managed {
            held.add(|| {
                bound.push(managed.into());
                format!("d.managed_dns = ?{}", bound.len())
            });
        }
        if !patterns.notes.is_empty() || filter.managed.is_some() {
            coming.add(|| "1 = 0".to_owned());
        }
    }

    fn people(&mut self, filter: &'a NameFilter, audience: &'a str) {
        if filter.holders.is_empty() && filter.sellers.is_empty() {
            return;
        }
        self.bound.push(audience.into());
        let (audience, bound) = (self.bound.len(), &mut self.bound);
        for (logins, held, coming) in
            [(&filter.holders, "d.account", "t.gaining"), (&filter.sellers, "d.seller", "a.parent")]
        {
            if logins.is_empty() {
                continue;
            }
            let keys = || logins.iter().map(Value::from);
            self.held.add(|| signs_in_as(bound, held, audience, keys()));
            self.coming.add(|| signs_in_as(bound, coming, audience, keys()));
        }
    }

    fn bind(&mut self, value: Value<'a>) -> String {
        self.bound.push(value);
        format!("?{}", self.bound.len())
    }

    /// A rank that orders held names by where they stand, and picks those that stand somewhere.
    fn rank(&mut self, clock: &'a NameClock) -> String {
        let redemption = redemption(&mut self.bound, clock);
        let now = self.bind(clock.now.into());
        format!(
            "CASE WHEN d.pending = 'transfer' THEN {outgoing}
                  WHEN d.deleted IS NOT NULL AND d.deleted <= {now} THEN {deleting}
                  WHEN d.expires > {now} THEN {held}
                  WHEN {redemption} <= {now} THEN {deleting}
                  ELSE {expired} END",
            outgoing = rank(NameState::Outgoing),
            deleting = rank(NameState::Deleting),
            held = rank(NameState::Held),
            expired = rank(NameState::Expired),
        )
    }
}

/// When a registration `d` past its expiry enters redemption.
pub(crate) fn redemption<'a>(bound: &mut Vec<Value<'a>>, clock: &'a NameClock) -> String {
    let mut cases = String::new();
    for (after, extensions) in &clock.exceptions {
        let among = is_among(bound, "d.tld", extensions.iter().map(Value::from));
        cases.push_str(&format!("WHEN {among} THEN d.expires + {} ", after.0));
    }
    let most = format!("d.expires + {}", clock.redemption.0);
    if cases.is_empty() { most } else { format!("CASE {cases} ELSE {most} END") }
}

/// Texts as LIKE wants them.
struct Patterns {
    part: Option<String>,
    notes: Vec<String>,
}

/// States in the order of their words: deleting, expired, held, incoming, outgoing, unconfirmed.
const fn rank(state: NameState) -> i64 {
    match state {
        NameState::Deleted => 0,
        NameState::Deleting => 1,
        NameState::Expired => 2,
        NameState::Gone => 3,
        NameState::Incoming => 4,
        NameState::Held => 5,
        NameState::Outgoing => 6,
        NameState::Unconfirmed => 7,
    }
}

/// The number of a name that is coming: promised, or the one it has here.
const COMING_NUMBER: &str =
    "COALESCE(t.number, (SELECT h.id FROM domain h WHERE h.name = t.name AND h.ended IS NULL))";

/// A transfer between two accounts here waits for the word of its losing side as one that was not
/// confirmed does.
const COMING_UNCONFIRMED: &str = "(t.state = 'unconfirmed' OR t.losing IS NOT NULL)";

impl Tx<'_> {
    /// A page of the names in a scope that a filter finds.
    ///
    /// # Errors
    /// When the database fails.
    pub fn search_names(
        &mut self,
        scope: Scope,
        audience: &str,
        filter: &NameFilter,
        clock: &NameClock,
        order: NameOrder,
        window: Window,
    ) -> Result<Vec<FoundName>> {
        let patterns = patterns(filter);
        let mut asked = Asked::new(filter, &patterns, scope, audience);
        let direction = window.direction();
        let order = match order {
            NameOrder::Name => format!("name {direction}, id {direction}"),
            NameOrder::Number => format!("id {direction}"),
            NameOrder::Expiry => format!("expires {direction}, name {direction}, id {direction}"),
            NameOrder::State => format!("standing {direction}, name {direction}, id {direction}"),
        };
        let tables = tables(&mut asked, scope, filter, clock, &order);
        let (limit, start) = (asked.bind(window.limit.into()), asked.bind(window.start.into()));
        let reach = asked.bind(window.limit.saturating_add(window.start).into());
        let tables = tables.replace("?reach", &reach);
        let sql = format!(
            "SELECT source, row, id FROM ({tables}) found ORDER BY {order} LIMIT {limit} OFFSET {start}"
        );
        let found: Vec<(bool, i64, i64)> =
            self.all(&sql, &asked.bound, |row| Ok((row.int(0)? == 1, row.int(1)?, row.int(2)?)))?;
        self.read_found(&found, audience)
    }

    /// How many names in a scope a filter finds.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_names(
        &mut self,
        scope: Scope,
        audience: &str,
        filter: &NameFilter,
        clock: &NameClock,
    ) -> Result<i64> {
        let patterns = patterns(filter);
        let mut asked = Asked::new(filter, &patterns, scope, audience);
        // Ordered by nothing, and whole.
        let tables = tables(&mut asked, scope, filter, clock, "id");
        let reach = asked.bind(i64::MAX.into());
        let sql = format!("SELECT COUNT(*) FROM ({}) found", tables.replace("?reach", &reach));
        self.number(&sql, &asked.bound)
    }

    fn read_found(&mut self, found: &[(bool, i64, i64)], audience: &str) -> Result<Vec<FoundName>> {
        let rows = |coming: bool| found.iter().filter(move |one| one.0 == coming).map(|one| one.1);
        let mut held = self.read_held(rows(false).collect(), audience)?;
        let mut coming = self.read_coming(rows(true).collect(), audience)?;
        found
            .iter()
            .map(|(is_coming, row, number)| {
                let missing = || Error::internal(format!("row {row} was found and is missing"));
                if *is_coming {
                    let place = coming.iter().position(|one| one.0 == TransferId(*row));
                    let (_, transfer, owner) = coming.swap_remove(place.ok_or_else(missing)?);
                    return Ok(FoundName::Coming { transfer, owner, number: DomainId(*number) });
                }
                let place = held.iter().position(|one| one.0 == DomainId(*row));
                let (_, stored, owner, ended) = held.swap_remove(place.ok_or_else(missing)?);
                Ok(FoundName::Held { stored, owner, ended })
            })
            .collect()
    }

    fn read_held(&mut self, rows: Vec<i64>, audience: &str) -> Result<Vec<HeldRow>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound: Vec<Value<'_>> = vec![audience.into()];
        let among = is_among(&mut bound, "d.id", rows.into_iter().map(Value::from));
        let sql = format!(
            "SELECT {}, d.ended, {} FROM domain d WHERE {among} LIMIT {}",
            domains::COLUMNS,
            owner_columns("d", 1),
            bound.len(),
        );
        self.all(&sql, &bound, |row| {
            let stored = domains::read_stored(row)?;
            let ended = row.maybe_instant(domains::AFTER_COLUMNS)?;
            let owner = read_owner(row, domains::AFTER_COLUMNS + 1)?;
            Ok((stored.domain.id, stored, owner, ended))
        })
    }

    fn read_coming(&mut self, rows: Vec<i64>, audience: &str) -> Result<Vec<ComingRow>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound: Vec<Value<'_>> = vec![audience.into()];
        let among = is_among(&mut bound, "t.id", rows.into_iter().map(Value::from));
        let sql = format!(
            "SELECT {}, {} FROM transfer t
                 JOIN (SELECT id AS account, parent AS seller FROM account) a
                     ON a.account = t.gaining
             WHERE {among} LIMIT {}",
            transfers::COLUMNS,
            owner_columns("a", 1),
            bound.len(),
        );
        self.all(&sql, &bound, |row| {
            let transfer = transfers::read_transfer(row)?;
            let owner = read_owner(row, transfers::AFTER_COLUMNS)?;
            Ok((transfer.transfer.id, transfer, owner))
        })
    }
}

fn patterns(filter: &NameFilter) -> Patterns {
    Patterns {
        part: filter.part.as_deref().map(containing),
        notes: filter.notes.iter().map(|note| containing(note)).collect(),
    }
}

/// Every range that may hold what is searched for, as one table of the rows that come first.
fn tables<'a>(
    asked: &mut Asked<'a>,
    scope: Scope,
    filter: &NameFilter,
    clock: &'a NameClock,
    order: &str,
) -> String {
    let mut tables = Vec::new();
    if asked.held.is_read {
        tables.push(match filter.state {
            Some(state @ (NameState::Deleted | NameState::Gone)) => {
                past(asked, scope, state, order)
            }
            state => held(asked, scope, state, clock, order),
        });
    }
    if asked.coming.is_read {
        tables.push(coming(asked, scope, filter.state, order));
    }
    let tables: Vec<String> = tables
        .into_iter()
        .enumerate()
        .map(|(number, table)| format!("SELECT * FROM {table} part{number}"))
        .collect();
    tables.join(" UNION ALL ")
}

fn held<'a>(
    asked: &mut Asked<'a>,
    scope: Scope,
    state: Option<NameState>,
    clock: &'a NameClock,
    order: &str,
) -> String {
    let standing = asked.rank(clock);
    let only = state.map(|state| format!("AND ({standing}) = {}", rank(state)));
    let conditions = format!("AND d.ended IS NULL {} {}", asked.held.all, only.unwrap_or_default());
    let columns = format!(
        "CAST(0 AS BIGINT) AS source, d.id AS row, d.id AS id, d.name AS name, d.expires AS expires, {standing} AS standing"
    );
    limited(scope, "d", "domain d", &conditions, &columns, order)
}

fn coming(asked: &mut Asked<'_>, scope: Scope, state: Option<NameState>, order: &str) -> String {
    let (unconfirmed, incoming) = (rank(NameState::Unconfirmed), rank(NameState::Incoming));
    let standing = format!("CASE WHEN {COMING_UNCONFIRMED} THEN {unconfirmed} ELSE {incoming} END");
    let only = state.map(|state| format!("AND ({standing}) = {}", rank(state)));
    let conditions = format!(
        "AND t.state IN ('pending', 'unconfirmed') {} {}",
        asked.coming.all,
        only.unwrap_or_default()
    );
    let columns = format!(
        "CAST(1 AS BIGINT) AS source, t.id AS row, {COMING_NUMBER} AS id, t.name AS name, t.deadline AS expires,
         {standing} AS standing"
    );
    let from = "transfer t JOIN (SELECT id, parent, id AS account, parent AS seller FROM account) a
                    ON a.id = t.gaining";
    limited(scope, "a", from, &conditions, &columns, order)
}

fn past(asked: &mut Asked<'_>, scope: Scope, state: NameState, order: &str) -> String {
    let removed = "(d.deleted IS NOT NULL OR d.ended >= d.expires)";
    let only = match state {
        NameState::Deleted => removed.to_owned(),
        _ => format!("NOT {removed}"),
    };
    let conditions = format!("AND d.ended IS NOT NULL AND {only} {}", asked.held.all);
    let columns = format!(
        "CAST(0 AS BIGINT) AS source, d.id AS row, d.id AS id, d.name AS name, d.expires AS expires, {} AS standing",
        rank(state)
    );
    limited(scope, "d", "domain d", &conditions, &columns, order)
}

/// The first rows of each range of the scope; how many is said later.
fn limited(
    scope: Scope,
    table: &str,
    from: &str,
    conditions: &str,
    columns: &str,
    order: &str,
) -> String {
    let search = Search { table, from, conditions, account: ACCOUNT };
    // The placeholder of the limit is the last to be known.
    scope.rows(&search, columns, order, usize::MAX).replace(&format!("?{}", usize::MAX), "?reach")
}
