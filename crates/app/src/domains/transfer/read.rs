//! Lists and states of transfers, and what a mailed key opens.

use model::Result;
use model::domain::transfer::Transfer;
use model::error::{Error, Noun};
use model::name::DomainName;
use store::accounts::{Page, Window};
pub use store::transfers::{Direction, StoredTransfer, TransferOrder};

use crate::realm::Context;

/// Transfers of one name shown at most.
const MOST_OF_A_NAME: i64 = 100;

/// A transfer and the people on both sides of it.
#[derive(Debug, Clone)]
pub struct Details {
    /// Its facts.
    pub transfer: Transfer,
    /// Whether the caller's account gains the name.
    pub incoming: bool,
    /// The organisation, or person, that loses it.
    pub losing_name: String,
    /// Where that side is reached.
    pub losing_email: String,
    /// The organisation, or person, that gains it.
    pub gaining_name: String,
}

/// The transfers of one name that the caller's account has a part in, oldest first.
///
/// # Errors
/// When it has a part in none.
pub async fn of_name(cx: &Context, name: DomainName) -> Result<Vec<StoredTransfer>> {
    cx.needs_more_than_privileges()?;
    let account = cx.account();
    let found =
        cx.realm.store.read(move |tx| tx.transfers_of(&name, account, MOST_OF_A_NAME)).await?;
    if found.is_empty() {
        return Err(Error::NotFound(Noun::Transfer));
    }
    Ok(found)
}

/// A page of the caller's transfers in one direction.
///
/// # Errors
/// When the database fails.
pub async fn list(
    cx: &Context,
    direction: Direction,
    search: Option<String>,
    order: TransferOrder,
    window: Window,
) -> Result<Page<StoredTransfer>> {
    cx.needs_more_than_privileges()?;
    let account = cx.account();
    cx.realm
        .store
        .read(move |tx| tx.transfers(account, direction, search.as_deref(), order, window))
        .await
}

/// The transfer that a mailed key belongs to, for the two sides of it.
///
/// # Errors
/// When the key opens none that the caller's account has a part in.
pub async fn by_key(cx: &Context, key: &str) -> Result<Details> {
    cx.needs_more_than_privileges()?;
    let (digest, account) = (cx.realm.keys.lookup(key.trim()), cx.account());
    cx.realm
        .store
        .read(move |tx| {
            let stored = tx.transfer_by_key(&digest)?.ok_or(Error::NotFound(Noun::Transfer))?;
            let transfer = stored.transfer;
            let sides = [transfer.gaining, transfer.losing];
            if !sides.contains(&Some(account)) {
                return Err(Error::NotFound(Noun::Transfer));
            }
            let mut people = Vec::with_capacity(2);
            for side in sides {
                people.push(match side {
                    Some(side) => {
                        let profile = tx.owner(side)?.member.profile;
                        let name =
                            if profile.company.is_empty() { profile.name } else { profile.company };
                        (name, profile.email)
                    }
                    None => ("another registrar".to_owned(), String::new()),
                });
            }
            Ok(Details {
                incoming: transfer.gaining == Some(account),
                gaining_name: people[0].0.clone(),
                losing_name: people[1].0.clone(),
                losing_email: people[1].1.clone(),
                transfer,
            })
        })
        .await
}
