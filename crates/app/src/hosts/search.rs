//! Searching the hosts of an account and of the accounts below it.

use model::Result;
pub use store::host_objects::{HostFilter, HostOrder};

use super::FoundHost;
use crate::domains::search::scope;
use crate::page::{Window, bounded};
use crate::realm::Context;

/// A page of the hosts that a filter finds; logins are those of an audience.
///
/// # Errors
/// When the caller may do only what it was granted, or the database fails.
pub async fn search(
    cx: &Context,
    audience: &'static str,
    filter: HostFilter,
    order: HostOrder,
    window: Window,
) -> Result<Vec<FoundHost>> {
    cx.needs_more_than_privileges()?;
    let (scope, window) = (scope(cx), bounded(window));
    let found =
        cx.realm.store.read(move |tx| tx.search_hosts(scope, audience, &filter, order, window));
    Ok(found.await?.into_iter().map(|(stored, owner)| FoundHost { stored, owner }).collect())
}

/// How many hosts a filter finds.
///
/// # Errors
/// As [`search`].
pub async fn count(cx: &Context, audience: &'static str, filter: HostFilter) -> Result<i64> {
    cx.needs_more_than_privileges()?;
    let scope = scope(cx);
    cx.realm.store.read(move |tx| tx.count_hosts(scope, audience, &filter)).await
}
