//! Whose things a search looks at: an account's own, or also those of the accounts directly below.
//!
//! What is searched has the columns `account` (who holds it) and `seller` (the account above that
//! one), and an index that begins with each.

use model::account::AccountId;
use model::{Error, Result};

use crate::accounts::Window;
use crate::tx::{Row, Tx, Value};

/// Whose things a search looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// Whose own.
    pub account: AccountId,
    /// Also those of the accounts directly below.
    pub below: bool,
}

/// Whose a row is, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Who holds it.
    pub account: AccountId,
    /// How the holder signs in.
    pub login: String,
    /// The account above the holder.
    pub seller: Option<AccountId>,
    /// How the account above signs in; empty where there is none.
    pub seller_login: String,
}

/// The parts of a search that a scope makes SQL of.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// What the table with `account` and `seller` is called in `from`.
    pub table: &'a str,
    /// The table, and others that it is joined with.
    pub from: &'a str,
    /// What is asked besides, beginning with `AND`, or nothing.
    pub conditions: &'a str,
    /// The placeholder of the scope's account.
    pub account: usize,
}

/// Placeholders of a page's limit and start, and of both together.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    /// Rows on the page.
    pub limit: usize,
    /// Rows before it.
    pub start: usize,
    /// Rows until its end.
    pub end: usize,
}

impl Cut {
    /// Binds a page.
    pub fn bind(bound: &mut Vec<Value<'_>>, window: Window) -> Self {
        let end = window.start.saturating_add(window.limit);
        bound.extend([Value::Int(window.limit), Value::Int(window.start), Value::Int(end)]);
        let end = bound.len();
        Self { limit: end - 2, start: end - 1, end }
    }
}

impl Scope {
    /// What an account sees of its own.
    #[must_use]
    pub const fn own(account: AccountId) -> Self {
        Self { account, below: false }
    }

    /// What an account sees of its own and of the accounts directly below.
    #[must_use]
    pub const fn with_below(account: AccountId) -> Self {
        Self { account, below: true }
    }

    /// One FROM and WHERE for each range of an index that the scope is. A row is in one of them only,
    /// for nobody is above itself.
    fn ranges(self, search: &Search<'_>) -> Vec<String> {
        let Search { table, from, conditions, account } = search;
        let columns: &[&str] = if self.below { &["account", "seller"] } else { &["account"] };
        columns
            .iter()
            .map(|column| format!("FROM {from} WHERE {table}.{column} = ?{account} {conditions}"))
            .collect()
    }

    /// A table in brackets that holds the first rows of each range, to be ordered and cut once more:
    /// `columns` give their output names, `order` uses those, `first` is the placeholder of start and
    /// limit together.
    #[must_use]
    pub fn rows(self, search: &Search<'_>, columns: &str, order: &str, first: usize) -> String {
        let arm = |(number, range): (usize, String)| {
            format!(
                "SELECT * FROM (SELECT {columns} {range} ORDER BY {order} LIMIT ?{first}) r{number}"
            )
        };
        let arms: Vec<String> = self.ranges(search).into_iter().enumerate().map(arm).collect();
        format!("({})", arms.join(" UNION ALL "))
    }

    /// A table in brackets that holds one page of both ranges together: as [`rows`], cut at the
    /// placeholders of limit and start. `order` has to be said once more outside.
    ///
    /// [`rows`]: Scope::rows
    #[must_use]
    pub fn page(self, search: &Search<'_>, columns: &str, order: &str, cut: Cut) -> String {
        let rows = self.rows(search, columns, order, cut.end);
        let Cut { limit, start, .. } = cut;
        format!(
            "(SELECT * FROM {rows} both_ranges ORDER BY {order} LIMIT ?{limit} OFFSET ?{start})"
        )
    }

    /// A statement that counts what the search finds.
    #[must_use]
    pub fn count(self, search: &Search<'_>) -> String {
        let count = |range: String| format!("(SELECT COUNT(*) {range})");
        let counts: Vec<String> = self.ranges(search).into_iter().map(count).collect();
        format!("SELECT CAST({} AS BIGINT)", counts.join(" + "))
    }
}

/// The four columns that [`read_owner`] reads, of a row with `account` and `seller`. Of several ways
/// into an account the one of the audience is shown, whose placeholder is given.
#[must_use]
pub fn owner_columns(table: &str, audience: usize) -> String {
    let login = |column: &str| {
        format!(
            "(SELECT m.login FROM member m
              WHERE m.account = {table}.{column} AND m.role IN ('owner', 'deputy')
              ORDER BY CASE WHEN m.audience = ?{audience} THEN 0 ELSE 1 END,
                  CASE m.role WHEN 'owner' THEN 0 ELSE 1 END, m.id LIMIT 1)"
        )
    };
    format!("{table}.account, {table}.seller, {}, {}", login("account"), login("seller"))
}

/// Reads whose a row is from the columns of [`owner_columns`].
///
/// # Errors
/// When the columns hold something else; that is a fault of ours.
pub fn read_owner(row: &Row<'_>, column: usize) -> Result<Owner> {
    Ok(Owner {
        account: AccountId(row.int(column)?),
        seller: row.maybe_int(column + 1)?.map(AccountId),
        login: row.maybe_text(column + 2)?.unwrap_or_default(),
        seller_login: row.maybe_text(column + 3)?.unwrap_or_default(),
    })
}

impl Tx<'_> {
    /// Whose everything is that an account holds, as [`read_owner`] tells of rows.
    ///
    /// # Errors
    /// When there is no such account; ids come from rows that refer to it.
    pub fn ownership(&mut self, account: AccountId, audience: &str) -> Result<Owner> {
        let columns = owner_columns("h", 2);
        let sql = format!(
            "SELECT {columns} FROM (SELECT id AS account, parent AS seller FROM account
             WHERE id = ?1) h"
        );
        self.first(&sql, &[account.0.into(), audience.into()], |row| read_owner(row, 0))?
            .ok_or_else(|| Error::internal(format!("account {} is missing", account.0)))
    }
}

/// A condition that a column, or an expression, is one of some values; it binds them.
pub fn is_among<'a>(
    bound: &mut Vec<Value<'a>>,
    column: &str,
    values: impl IntoIterator<Item = Value<'a>>,
) -> String {
    let mut places = Vec::new();
    for value in values {
        bound.push(value);
        places.push(format!("?{}", bound.len()));
    }
    // Nothing is among nothing.
    if places.is_empty() {
        "1 = 0".to_owned()
    } else {
        format!("{column} IN ({})", places.join(", "))
    }
}

/// A condition that somebody with one of some logins of an audience holds a row, or stands above its
/// holder: `column` is `account` or `seller`; it binds the logins.
pub fn signs_in_as<'a>(
    bound: &mut Vec<Value<'a>>,
    column: &str,
    audience: usize,
    login_keys: impl IntoIterator<Item = Value<'a>>,
) -> String {
    let among = is_among(bound, "w.login_key", login_keys);
    format!(
        "{column} IN (SELECT w.account FROM member w WHERE w.audience = ?{audience} AND {among}
         AND w.role IN ('owner', 'deputy'))"
    )
}
