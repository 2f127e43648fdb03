//! Contacts that stand for the names of an account's customers: which customer each was first used
//! for, and lists of them.

use model::Result;
use model::account::AccountId;
use model::contact::ContactId;

use crate::accounts::{Page, Window};
use crate::contact_objects::{COLUMNS, StoredPerson, read_person};
use crate::tx::{Tx, Value};

/// Whose registrants a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrantsOf {
    /// All that an account has for its customers.
    Reseller(AccountId),
    /// Those that were first used for one customer.
    Customer(AccountId),
}

impl RegistrantsOf {
    const fn column(self) -> &'static str {
        match self {
            Self::Reseller(_) => "reseller",
            Self::Customer(_) => "customer",
        }
    }

    const fn account(self) -> AccountId {
        match self {
            Self::Reseller(account) | Self::Customer(account) => account,
        }
    }
}

impl Tx<'_> {
    /// Has a contact stand for names of an account's customers; none was named yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_registrant_of(&mut self, contact: ContactId, reseller: AccountId) -> Result<()> {
        self.write(
            "UPDATE contact_object SET reseller = ?2 WHERE contact = ?1",
            &[contact.0.into(), reseller.0.into()],
        )
    }

    /// Writes down for which customer a contact is used; the first one stays.
    ///
    /// # Errors
    /// When the database fails.
    pub fn use_registrant(
        &mut self,
        contact: ContactId,
        customer: AccountId,
        reseller: AccountId,
    ) -> Result<()> {
        self.write(
            "UPDATE contact_object SET customer = ?2, reseller = ?3
             WHERE contact = ?1 AND customer IS NULL",
            &[contact.0.into(), customer.0.into(), reseller.0.into()],
        )
    }

    /// A page of the contacts that stand for names of customers, by number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn registrants(
        &mut self,
        whose: RegistrantsOf,
        window: Window,
    ) -> Result<Page<StoredPerson>> {
        let (column, account) = (whose.column(), whose.account());
        let from = format!(
            "FROM contact_object o JOIN contact c ON c.id = o.contact
             WHERE o.{column} = ?1 AND c.ended IS NULL"
        );
        let values: [Value<'_>; 3] = [account.0.into(), window.limit.into(), window.start.into()];
        let total = self.number(&format!("SELECT COUNT(*) {from}"), &values[..1])?;
        let sql = format!(
            "SELECT {COLUMNS} {from} ORDER BY o.contact {} LIMIT ?2 OFFSET ?3",
            window.direction()
        );
        let rows = self.all(&sql, &values, read_person)?;
        Ok(Page { rows, matching: total, total })
    }
}
