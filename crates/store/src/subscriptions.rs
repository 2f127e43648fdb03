//! Subscriptions, and how much of what is counted was sold.

use model::account::AccountId;
use model::money::{Currency, Money};
use model::product::{Cycle, ProductId, ProductKind};
use model::subscription::{Cancellation, Subscription, SubscriptionId, SubscriptionState};
use model::{Error, Result};

use crate::tx::{Row, Tx, Value};
use crate::word;

/// A subscription with what only verbs read.
#[derive(Debug, Clone)]
pub struct StoredSubscription {
    /// Its facts.
    pub subscription: Subscription,
    /// The password at whoever runs it, under the realm's key.
    pub password_sealed: Vec<u8>,
    /// Why its end was asked for.
    pub reason: String,
    /// What was chosen about the product, in the form of its verb.
    pub selection: String,
    /// The number of the payment method.
    pub method: Option<u32>,
    /// The account's own note on it.
    pub note: String,
}

/// The columns of a subscription.
pub(crate) const COLUMNS: &str = "id, account, product, kind, cycle, state, domain, label, username, \
     password_sealed, currency, first_payment, recurring, created, anchor, due, invoiced, \
     cancellation, reason, ended, selection, method, prepaid, autorenew, note, part_of";

/// How many they are.
pub(crate) const WIDTH: usize = 26;

/// The same, of a table that is called so in a statement.
pub(crate) fn columns_of(table: &str) -> String {
    let columns: Vec<String> =
        COLUMNS.split(", ").map(|column| format!("{table}.{}", column.trim())).collect();
    columns.join(", ")
}

pub(crate) fn read(row: &Row<'_>) -> Result<StoredSubscription> {
    read_at(row, 0)
}

/// Reads a subscription whose columns begin at one.
pub(crate) fn read_at(row: &Row<'_>, at: usize) -> Result<StoredSubscription> {
    let (kind, cycle, state) = (row.text(at + 3)?, row.text(at + 4)?, row.text(at + 5)?);
    let cancellation = row.maybe_text(at + 17)?;
    let currency = Currency::parse(&row.text(at + 10)?)?;
    Ok(StoredSubscription {
        subscription: Subscription {
            id: SubscriptionId(row.int(at)?),
            account: AccountId(row.int(at + 1)?),
            product: ProductId(u32::try_from(row.int(at + 2)?).map_err(Error::internal)?),
            kind: word(&kind, ProductKind::from_word(&kind))?,
            cycle: word(&cycle, Cycle::from_word(&cycle))?,
            state: word(&state, SubscriptionState::from_word(&state))?,
            domain: row.text(at + 6)?,
            label: row.text(at + 7)?,
            username: row.text(at + 8)?,
            first_payment: Money::new(row.int(at + 11)?, currency),
            recurring: Money::new(row.int(at + 12)?, currency),
            created: row.instant(at + 13)?,
            anchor: row.instant(at + 14)?,
            due: row.instant(at + 15)?,
            invoiced: row.maybe_instant(at + 16)?,
            cancellation: cancellation.as_deref().and_then(Cancellation::from_word),
            ended: row.maybe_instant(at + 19)?,
            prepaid: row.truth(at + 22)?,
            autorenew: row.truth(at + 23)?,
            part_of: row.maybe_int(at + 25)?.map(SubscriptionId),
        },
        password_sealed: row.maybe_bytes(at + 9)?.unwrap_or_default(),
        reason: row.text(at + 18)?,
        selection: row.text(at + 20)?,
        method: row.maybe_int(at + 21)?.map(u32::try_from).transpose().map_err(Error::internal)?,
        note: row.text(at + 24)?,
    })
}

fn values(stored: &StoredSubscription) -> [Value<'_>; WIDTH] {
    let subscription = &stored.subscription;
    [
        subscription.id.0.into(),
        subscription.account.0.into(),
        i64::from(subscription.product.0).into(),
        subscription.kind.word().into(),
        subscription.cycle.word().into(),
        subscription.state.word().into(),
        (&subscription.domain).into(),
        (&subscription.label).into(),
        (&subscription.username).into(),
        (&stored.password_sealed).into(),
        subscription.recurring.currency.code().into(),
        subscription.first_payment.minor.into(),
        subscription.recurring.minor.into(),
        subscription.created.into(),
        subscription.anchor.into(),
        subscription.due.into(),
        subscription.invoiced.into(),
        subscription.cancellation.map(Cancellation::word).into(),
        (&stored.reason).into(),
        subscription.ended.into(),
        (&stored.selection).into(),
        stored.method.map(i64::from).into(),
        subscription.prepaid.into(),
        subscription.autorenew.into(),
        (&stored.note).into(),
        subscription.part_of.map(|whole| whole.0).into(),
    ]
}

impl Tx<'_> {
    /// Adds a subscription; the id in it does not count.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_subscription(&mut self, stored: &StoredSubscription) -> Result<SubscriptionId> {
        self.insert(
            "INSERT INTO subscription
                 (account, product, kind, cycle, state, domain, label, username, password_sealed,
                  currency, first_payment, recurring, created, anchor, due, invoiced, cancellation,
                  reason, ended, selection, method, prepaid, autorenew, note, part_of, seller)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                     ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25,
                     (SELECT parent FROM account WHERE id = ?1))
             RETURNING id",
            &values(stored)[1..],
        )
        .map(SubscriptionId)
    }

    /// Writes every fact of a subscription that may change.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_subscription(&mut self, stored: &StoredSubscription) -> Result<()> {
        self.write(
            "UPDATE subscription SET account = ?2, product = ?3, kind = ?4, cycle = ?5, state = ?6,
                 domain = ?7, label = ?8, username = ?9, password_sealed = ?10, currency = ?11,
                 first_payment = ?12, recurring = ?13, created = ?14, anchor = ?15, due = ?16,
                 invoiced = ?17, cancellation = ?18, reason = ?19, ended = ?20, selection = ?21,
                 method = ?22, prepaid = ?23, autorenew = ?24, note = ?25, part_of = ?26
             WHERE id = ?1",
            &values(stored),
        )
    }

    /// One subscription.
    ///
    /// # Errors
    /// When the database fails.
    pub fn subscription(&mut self, id: SubscriptionId) -> Result<Option<StoredSubscription>> {
        self.first(
            &format!("SELECT {COLUMNS} FROM subscription WHERE id = ?1"),
            &[id.0.into()],
            read,
        )
    }

    /// The subscriptions of an account, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn subscriptions(
        &mut self,
        account: AccountId,
        limit: i64,
    ) -> Result<Vec<StoredSubscription>> {
        self.all(
            &format!(
                "SELECT {COLUMNS} FROM subscription WHERE account = ?1 ORDER BY id
                 LIMIT ?2"
            ),
            &[account.0.into(), limit.into()],
            read,
        )
    }

    /// How many of a product were sold.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sold(&mut self, product: ProductId) -> Result<i64> {
        self.number("SELECT sold FROM stock WHERE product = ?1", &[i64::from(product.0).into()])
    }

    /// Counts what was sold of a product, or came back, and gives how many are out then.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_sold(&mut self, product: ProductId, more: i64) -> Result<i64> {
        self.insert(
            "INSERT INTO stock (product, sold) VALUES (?1, ?2)
             ON CONFLICT (product) DO UPDATE SET sold = stock.sold + excluded.sold
             RETURNING sold",
            &[i64::from(product.0).into(), more.into()],
        )
    }
}
