//! Searching the names of an account and of the accounts below it, those on their way to them
//! included.

use std::collections::BTreeMap;

use model::Result;
use model::account::Kind;
use model::time::{Seconds, Timestamp};
use model::tld::Rulebook;
use store::accounts::Window;
pub use store::domain_search::{FoundName, NameClock, NameFilter, NameOrder, NameState};
use store::scope::Scope;

use crate::realm::Context;

/// What the caller sees: its own things, and those of the accounts directly below where there can be
/// any.
#[must_use]
pub fn scope(cx: &Context) -> Scope {
    match cx.caller.kind {
        Kind::Customer => Scope::own(cx.account()),
        Kind::Operator | Kind::Registrar | Kind::Reseller => Scope::with_below(cx.account()),
    }
}

/// A page of the names that a filter finds.
///
/// # Errors
/// When the caller may do only what it was granted, or the database fails.
pub async fn names(
    cx: &Context,
    audience: &'static str,
    filter: NameFilter,
    order: NameOrder,
    window: Window,
) -> Result<Vec<FoundName>> {
    cx.needs_more_than_privileges()?;
    let (scope, clock) = (scope(cx), clock(&cx.realm.rulebook, cx.now()));
    cx.realm
        .store
        .read(move |tx| tx.search_names(scope, audience, &filter, &clock, order, window))
        .await
}

/// How many names a filter finds.
///
/// # Errors
/// As [`names`].
pub async fn count(cx: &Context, audience: &'static str, filter: NameFilter) -> Result<i64> {
    cx.needs_more_than_privileges()?;
    let (scope, clock) = (scope(cx), clock(&cx.realm.rulebook, cx.now()));
    cx.realm.store.read(move |tx| tx.count_names(scope, audience, &filter, &clock)).await
}

/// When names enter redemption, as the rulebook says; what most extensions do goes without saying.
fn clock(rulebook: &Rulebook, now: Timestamp) -> NameClock {
    let mut groups: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for rules in rulebook.tlds() {
        let after = Seconds(i64::from(rules.redemption_after.0) * Seconds::DAY.0);
        groups.entry(after.0).or_default().push(rules.tld.clone());
    }
    let most = groups.iter().max_by_key(|(_, tlds)| tlds.len()).map_or(0, |(after, _)| *after);
    groups.remove(&most);
    let exceptions = groups.into_iter().map(|(after, tlds)| (Seconds(after), tlds)).collect();
    NameClock { now, redemption: Seconds(most), exceptions }
}
