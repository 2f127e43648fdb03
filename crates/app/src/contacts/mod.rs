//! People and organisations that an account knows by a number, and behind whose backs nothing is
//! registered: they stand for names, certificates and the account itself.

/// A new one.
pub mod create;
/// One that nobody needs any more.
pub mod delete;
/// What a contact is needed for.
pub(crate) mod in_use;
/// Whose one is.
pub mod locate;
/// Who stands for the account.
pub mod primary;
/// One by its number or handle, and those behind a name.
pub mod read;
/// Those that stand for the names of customers.
pub mod registrants;
/// Searching them.
pub mod search;
/// Changes of one, also at the registry.
pub mod update;

use model::account::AccountId;
use model::contact::ContactId;
use model::error::Noun;
use model::{Error, Result};
use store::Tx;
pub use store::contact_objects::StoredPerson;
pub use store::scope::Owner;

/// How a caller names a contact of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContactRef {
    /// By its number.
    Number(ContactId),
    /// By what it is called at the registry.
    Handle(String),
}

impl ContactRef {
    /// Reads a number, else a handle.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        match text.parse() {
            Ok(number) => Self::Number(ContactId(number)),
            Err(_) => Self::Handle(text.to_owned()),
        }
    }
}

/// A contact, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundContact {
    /// The contact.
    pub stored: StoredPerson,
    /// Whose it is.
    pub owner: Owner,
}

/// A contact of an account.
///
/// # Errors
/// When there is none, or it is a stranger's; nothing tells the two apart.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    account: AccountId,
    which: &ContactRef,
) -> Result<StoredPerson> {
    let found = match which {
        ContactRef::Number(id) => tx.person(*id)?,
        ContactRef::Handle(handle) => tx.person_by_handle(handle)?,
    };
    found.filter(|stored| stored.account == account).ok_or(Error::NotFound(Noun::Contact))
}

/// A contact that names of an account may have: its own, or one of whoever pays for it.
///
/// # Errors
/// When there is none, or it is a stranger's; nothing tells the two apart.
pub(crate) fn usable(
    tx: &mut Tx<'_>,
    account: AccountId,
    which: &ContactRef,
) -> Result<StoredPerson> {
    let payer = tx.find_account(account)?.map_or(account, |held| held.payer());
    match find(tx, account, which) {
        Err(Error::NotFound(Noun::Contact)) if payer != account => find(tx, payer, which),
        found => found,
    }
}

/// What an operation about a contact is about.
pub(crate) fn subject(id: ContactId) -> String {
    // The store finds changes under way by the same words.
    format!("contact {}", id.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_a_number_and_everything_else_is_a_handle() {
        assert_eq!(ContactRef::read(" 12 "), ContactRef::Number(ContactId(12)));
        assert_eq!(ContactRef::read("Ab12"), ContactRef::Handle("Ab12".to_owned()));
        assert_eq!(ContactRef::read(""), ContactRef::Handle(String::new()));
    }
}
