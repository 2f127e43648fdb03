//! Servers. Whose each is and until when it is paid stands in its subscription.

use model::server::{Power, RunningTask, Server, ServerState, TaskKind};
use model::subscription::{Subscription, SubscriptionId};
use model::{Error, Result};

use crate::accounts::Window;
use crate::scope::{Owner, Scope, Search, is_among, owner_columns, read_owner, signs_in_as};
use crate::subscriptions;
use crate::tx::{Row, Tx, Value};
use crate::word;

/// A server with what only verbs read.
#[derive(Debug, Clone)]
pub struct StoredServer {
    /// Its facts.
    pub server: Server,
    /// The password of its administrator, under the realm's key.
    pub password_sealed: Vec<u8>,
    /// What the host knows the task by that is under way.
    pub task_reference: String,
    /// What the server is run with once that task is done.
    pub task_panel: String,
}

/// A server as a list shows it.
#[derive(Debug, Clone)]
pub struct ListedServer {
    /// Its facts.
    pub server: Server,
    /// What was bought, and until when it is paid.
    pub subscription: Subscription,
    /// The account's own note on it.
    pub note: String,
    /// Whose it is.
    pub owner: Owner,
}

/// Which servers are looked for; what is empty asks for nothing.
#[derive(Debug, Clone, Default)]
pub struct ServerFilter {
    /// The family of callers whose logins are meant and shown.
    pub audience: String,
    /// Those with one of these numbers.
    pub ids: Vec<SubscriptionId>,
    /// Those with one of these names.
    pub names: Vec<String>,
    /// Those with one of these notes.
    pub notes: Vec<String>,
    /// Those of holders with one of these logins.
    pub clients: Vec<String>,
    /// Those of holders below somebody with one of these logins.
    pub sellers: Vec<String>,
    /// Those in one of these states.
    pub states: Vec<ServerState>,
}

/// What a list of servers is ordered by; what is alike, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerOrder {
    /// Their numbers.
    Id,
    /// Their names.
    Name,
    /// When they expire.
    Expires,
    /// Where they stand in their lives.
    State,
}

impl ServerOrder {
    fn sql(self, descending: bool) -> String {
        let way = if descending { " DESC" } else { "" };
        match self {
            Self::Id => format!("id{way}"),
            Self::Name => format!("server_name{way}, id{way}"),
            Self::Expires => format!("due{way}, id{way}"),
            Self::State => format!("server_state{way}, id{way}"),
        }
    }
}

const COLUMNS: &str = "v.subscription, v.name AS server_name, v.state AS server_state, v.power, \
     v.cluster, v.image, v.panel, v.live, v.address, v.purpose, v.social, v.callback_url, v.task, \
     v.task_ends, v.console_ends";
/// How many they are.
const FACTS: usize = 15;
/// The same, out of a table that was selected with them.
const SELECTED: &str = "subscription, server_name, server_state, power, cluster, image, panel, \
     live, address, purpose, social, callback_url, task, task_ends, console_ends";

fn read_server(row: &Row<'_>) -> Result<Server> {
    let (state, power, task) = (row.text(2)?, row.text(3)?, row.maybe_text(12)?);
    let kind = task.map(|task| word(&task, TaskKind::from_word(&task))).transpose()?;
    let ends = row.maybe_instant(13)?;
    Ok(Server {
        id: SubscriptionId(row.int(0)?),
        name: row.text(1)?,
        state: word(&state, ServerState::from_word(&state))?,
        power: word(&power, Power::from_word(&power))?,
        cluster: u32::try_from(row.int(4)?).map_err(Error::internal)?,
        image: row.text(5)?,
        panel: row.text(6)?,
        live: row.text(7)?,
        address: row.text(8)?,
        purpose: row.text(9)?,
        social: row.text(10)?,
        callback_url: row.text(11)?,
        task: kind.zip(ends).map(|(kind, ends)| RunningTask { kind, ends }),
        console_ends: row.maybe_instant(14)?,
    })
}

fn read_stored(row: &Row<'_>) -> Result<StoredServer> {
    Ok(StoredServer {
        server: read_server(row)?,
        password_sealed: row.maybe_bytes(FACTS)?.unwrap_or_default(),
        task_reference: row.text(FACTS + 1)?,
        task_panel: row.text(FACTS + 2)?,
    })
}

fn values(stored: &StoredServer) -> [Value<'_>; 18] {
    let server = &stored.server;
    [
        server.id.0.into(),
        (&server.name).into(),
        server.state.word().into(),
        server.power.word().into(),
        i64::from(server.cluster).into(),
        (&server.image).into(),
        (&server.panel).into(),
        (&server.live).into(),
        (&server.address).into(),
        (&server.purpose).into(),
        (&server.social).into(),
        (&server.callback_url).into(),
        server.task.map(|task| task.kind.word()).into(),
        server.task.map(|task| task.ends).into(),
        server.console_ends.into(),
        (&stored.password_sealed).into(),
        (&stored.task_reference).into(),
        (&stored.task_panel).into(),
    ]
}

/// The conditions that a filter is, and what they bind besides the account and the audience.
fn conditions<'a>(filter: &'a ServerFilter, bound: &mut Vec<Value<'a>>, keys: &'a Keys) -> String {
    let mut all = vec!["AND s.kind = 'server'".to_owned()];
    let mut add = |condition: String| all.push(format!("AND {condition}"));
    if !filter.ids.is_empty() {
        add(is_among(bound, "s.id", filter.ids.iter().map(|id| id.0.into())));
    }
    if !filter.names.is_empty() {
        add(is_among(bound, "v.name", filter.names.iter().map(Value::from)));
    }
    if !filter.notes.is_empty() {
        add(is_among(bound, "s.note", filter.notes.iter().map(Value::from)));
    }
    if !filter.states.is_empty() {
        let words = filter.states.iter().map(|state| state.word().into());
        add(is_among(bound, "v.state", words));
    }
    if !keys.clients.is_empty() {
        add(signs_in_as(bound, "s.account", AUDIENCE, keys.clients.iter().map(Value::from)));
    }
    if !keys.sellers.is_empty() {
        add(signs_in_as(bound, "s.seller", AUDIENCE, keys.sellers.iter().map(Value::from)));
    }
    all.join(" ")
}

/// Logins as they are compared.
struct Keys {
    clients: Vec<String>,
    sellers: Vec<String>,
}

impl Keys {
    fn of(filter: &ServerFilter) -> Self {
        let lower = |logins: &[String]| logins.iter().map(|login| login.to_lowercase()).collect();
        Self { clients: lower(&filter.clients), sellers: lower(&filter.sellers) }
    }
}

/// Placeholders of a search.
const ACCOUNT: usize = 1;
const AUDIENCE: usize = 2;

const FROM: &str = "subscription s JOIN server v ON v.subscription = s.id";

impl Tx<'_> {
    /// Adds a server.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_server(&mut self, stored: &StoredServer) -> Result<()> {
        self.write(
            "INSERT INTO server
                 (subscription, name, state, power, cluster, image, panel, live, address, purpose,
                  social, callback_url, task, task_ends, console_ends, password_sealed,
                  task_reference, task_panel)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                     ?18)",
            &values(stored),
        )
    }

    /// Writes every fact of a server that may change.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_server(&mut self, stored: &StoredServer) -> Result<()> {
        self.write(
            "UPDATE server SET name = ?2, state = ?3, power = ?4, cluster = ?5, image = ?6,
                 panel = ?7, live = ?8, address = ?9, purpose = ?10, social = ?11,
                 callback_url = ?12, task = ?13, task_ends = ?14, console_ends = ?15,
                 password_sealed = ?16, task_reference = ?17, task_panel = ?18
             WHERE subscription = ?1",
            &values(stored),
        )
    }

    /// Takes a server off the books that was never made.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drop_server(&mut self, id: SubscriptionId) -> Result<()> {
        self.write("DELETE FROM server WHERE subscription = ?1", &[id.0.into()])
    }

    /// One server.
    ///
    /// # Errors
    /// When the database fails.
    pub fn server(&mut self, id: SubscriptionId) -> Result<Option<StoredServer>> {
        self.stored_server("v.subscription = ?1", id.0.into())
    }

    /// A server by its name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn server_named(&mut self, name: &str) -> Result<Option<StoredServer>> {
        self.stored_server("v.name = ?1", name.into())
    }

    /// Those of some subscriptions that are servers, in one look.
    ///
    /// # Errors
    /// When the database fails.
    pub fn servers_of(&mut self, ids: &[SubscriptionId]) -> Result<Vec<StoredServer>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::new();
        let among = is_among(&mut bound, "v.subscription", ids.iter().map(|id| id.0.into()));
        let sql = format!(
            "SELECT {COLUMNS}, v.password_sealed, v.task_reference, v.task_panel
             FROM server v WHERE {among} ORDER BY v.subscription"
        );
        self.all(&sql, &bound, read_stored)
    }

    fn stored_server(&mut self, which: &str, value: Value<'_>) -> Result<Option<StoredServer>> {
        let sql = format!(
            "SELECT {COLUMNS}, v.password_sealed, v.task_reference, v.task_panel
             FROM server v WHERE {which}"
        );
        self.first(&sql, &[value], read_stored)
    }

    /// A page of the servers in a scope that a filter asks for.
    ///
    /// # Errors
    /// When the database fails.
    pub fn search_servers(
        &mut self,
        scope: Scope,
        filter: &ServerFilter,
        order: ServerOrder,
        window: Window,
    ) -> Result<Vec<ListedServer>> {
        let keys = Keys::of(filter);
        let mut bound = vec![scope.account.0.into(), (&filter.audience).into()];
        let conditions = conditions(filter, &mut bound, &keys);
        let search = Search { table: "s", from: FROM, conditions: &conditions, account: ACCOUNT };
        bound.push(window.start.saturating_add(window.limit).into());
        let first = bound.len();
        bound.push(window.limit.into());
        bound.push(window.start.into());
        let (order, limit, start) = (order.sql(window.descending), first + 1, first + 2);
        let bought = subscriptions::columns_of("s");
        let columns = format!("{COLUMNS}, {bought}, s.seller");
        let sql = format!(
            "SELECT {SELECTED}, {}, {} FROM {} r ORDER BY {order} LIMIT ?{limit} OFFSET ?{start}",
            subscriptions::COLUMNS,
            owner_columns("r", AUDIENCE),
            scope.rows(&search, &columns, &order, first),
        );
        self.all(&sql, &bound, |row| {
            let stored = subscriptions::read_at(row, FACTS)?;
            Ok(ListedServer {
                server: read_server(row)?,
                subscription: stored.subscription,
                note: stored.note,
                owner: read_owner(row, FACTS + subscriptions::WIDTH)?,
            })
        })
    }

    /// How many servers in a scope a filter asks for.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_servers(&mut self, scope: Scope, filter: &ServerFilter) -> Result<i64> {
        let keys = Keys::of(filter);
        let mut bound = vec![scope.account.0.into()];
        // What no condition speaks of is not bound.
        if !(filter.clients.is_empty() && filter.sellers.is_empty()) {
            bound.push((&filter.audience).into());
        }
        let conditions = conditions(filter, &mut bound, &keys);
        let search = Search { table: "s", from: FROM, conditions: &conditions, account: ACCOUNT };
        self.number(&scope.count(&search), &bound)
    }
}
