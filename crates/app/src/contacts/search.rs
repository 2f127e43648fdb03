//! Searching the contacts of an account and of the accounts below it.

use model::Result;
pub use store::contact_objects::{PersonFilter, PersonOrder};

use super::FoundContact;
use crate::domains::search::scope;
use crate::page::{Window, bounded};
use crate::realm::Context;

/// A page of the contacts that a filter finds; logins are those of an audience.
///
/// # Errors
/// When the caller may do only what it was granted, or the database fails.
pub async fn search(
    cx: &Context,
    audience: &'static str,
    filter: PersonFilter,
    order: PersonOrder,
    window: Window,
) -> Result<Vec<FoundContact>> {
    cx.needs_more_than_privileges()?;
    let (scope, window) = (scope(cx), bounded(window));
    let found = cx.realm.store.read(move |tx| tx.persons(scope, audience, &filter, order, window));
    Ok(found.await?.into_iter().map(|(stored, owner)| FoundContact { stored, owner }).collect())
}

/// How many contacts a filter finds.
///
/// # Errors
/// As [`search`].
pub async fn count(cx: &Context, audience: &'static str, filter: PersonFilter) -> Result<i64> {
    cx.needs_more_than_privileges()?;
    let scope = scope(cx);
    cx.realm.store.read(move |tx| tx.count_persons(scope, audience, &filter)).await
}
