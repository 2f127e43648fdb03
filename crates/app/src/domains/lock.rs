//! Lock against transfer (`clientTransferProhibited`).

use model::Result;
use model::domain::{Lock, lifecycle};
use model::name::DomainName;

use super::held::held;
use super::update::{self, Command};
use crate::realm::Context;

/// Locks or unlocks a name at its registry.
///
/// # Errors
/// When the caller does not hold the name, it is too young to be unlocked, or a change is under way.
pub async fn set(cx: &Context, name: DomainName, wanted: Lock) -> Result<()> {
    let realm = cx.realm.clone();
    update::at_once(cx, name, move |_, domain, now| {
        let rules = realm.rules(&domain.name)?;
        match wanted {
            Lock::On => lifecycle::update(domain, now, rules)?,
            Lock::Off => lifecycle::unlock(domain, now, rules)?,
        }
        Ok(Command { locked: Some(wanted == Lock::On), ..Command::default() })
    })
    .await
}

/// Whether a name is locked.
///
/// # Errors
/// When the caller does not hold it.
pub async fn read(cx: &Context, name: DomainName) -> Result<Lock> {
    let account = cx.account();
    cx.realm.store.read(move |tx| held(tx, account, &name)).await.map(|stored| stored.domain.lock)
}
