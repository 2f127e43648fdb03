//! Customers: accounts below another one that are known by a person and pay nothing themselves.

use model::Result;
use model::account::{AccountId, MemberId, Standing};
use model::money::Currency;
use model::time::Timestamp;

use crate::accounts::{Page, Window};
use crate::contact_objects::{COLUMNS, StoredPerson, WIDTH, read_person};
use crate::tx::{Row, Tx, Value};
use crate::word;

/// A customer, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The account.
    pub id: AccountId,
    /// Whether it may act.
    pub standing: Standing,
    /// The currency of what is bought for it.
    pub currency: Currency,
    /// When it was opened.
    pub opened: Timestamp,
    /// Who stands for it, as a member.
    pub owner: MemberId,
    /// What that one signs in with.
    pub username: String,
    /// Who that is.
    pub person: StoredPerson,
}

/// What comes behind the columns of a person.
const BEHIND: &str = "a.id, a.standing, a.currency, a.opened, m.id, m.login";

/// Accounts below the first placeholder's that a person stands for.
const CUSTOMERS: &str = "a.parent = ?1 AND a.kind = 'customer' AND a.contact IS NOT NULL";

fn read_customer(row: &Row<'_>) -> Result<Customer> {
    let standing = row.text(WIDTH + 1)?;
    Ok(Customer {
        id: AccountId(row.int(WIDTH)?),
        standing: word(&standing, Standing::from_word(&standing))?,
        currency: Currency::parse(&row.text(WIDTH + 2)?)?,
        opened: row.instant(WIDTH + 3)?,
        owner: MemberId(row.int(WIDTH + 4)?),
        username: row.text(WIDTH + 5)?,
        person: read_person(row)?,
    })
}

fn joined(page: &str) -> String {
    format!(
        "SELECT {COLUMNS}, {BEHIND} FROM {page} a
         JOIN member m ON m.account = a.id AND m.role = 'owner'
         JOIN contact c ON c.id = a.contact LEFT JOIN contact_object o ON o.contact = c.id"
    )
}

impl Tx<'_> {
    /// A customer of an account.
    ///
    /// # Errors
    /// When the database fails.
    pub fn customer(&mut self, parent: AccountId, id: AccountId) -> Result<Option<Customer>> {
        let sql = format!("{} WHERE {CUSTOMERS} AND a.id = ?2", joined("account"));
        self.first(&sql, &[parent.0.into(), id.0.into()], read_customer)
    }

    /// A page of the customers of an account, by number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn customers(&mut self, parent: AccountId, window: Window) -> Result<Page<Customer>> {
        let values: [Value<'_>; 3] = [parent.0.into(), window.limit.into(), window.start.into()];
        let total = self
            .number(&format!("SELECT COUNT(*) FROM account a WHERE {CUSTOMERS}"), &values[..1])?;
        let direction = window.direction();
        let page = format!(
            "(SELECT * FROM account a WHERE {CUSTOMERS}
              ORDER BY a.id {direction} LIMIT ?2 OFFSET ?3)"
        );
        let sql = format!("{} ORDER BY a.id {direction}", joined(&page));
        let rows = self.all(&sql, &values, read_customer)?;
        Ok(Page { rows, matching: total, total })
    }

    /// Replaces what a member signs in with; nobody of its audience has that.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_login(&mut self, id: MemberId, login: &str) -> Result<()> {
        let key = login.to_lowercase();
        self.write(
            "UPDATE member SET login = ?2, login_key = ?3 WHERE id = ?1",
            &[id.0.into(), login.into(), (&key).into()],
        )
    }
}
