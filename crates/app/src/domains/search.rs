//! Searching the names of an account and of the accounts below it, those on their way to them
//! included.

use std::collections::BTreeMap;

use model::Result;
use model::account::Kind;
use model::domain::transfer::TransferState;
use model::domain::{DomainId, Pending, Phase};
use model::host::Host;
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

/// The hosts of those names that are delegated to servers below themselves, for names that a search
/// found for the caller.
///
/// # Errors
/// When the database fails.
pub async fn hosts_of(cx: &Context, found: &[FoundName]) -> Result<Vec<(DomainId, Host)>> {
    let with_own = |found: &FoundName| match found {
        FoundName::Held { stored, ended: None, .. } => {
            let domain = &stored.domain;
            let own = domain.nameservers.iter().any(|server| domain.name.covers(server));
            own.then_some(domain.id)
        }
        FoundName::Held { .. } | FoundName::Coming { .. } => None,
    };
    let ids: Vec<DomainId> = found.iter().filter_map(with_own).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    cx.realm.store.read(move |tx| tx.hosts_below(&ids)).await
}

/// Where a name that was found stands now, as the search tells names apart.
///
/// # Errors
/// When its extension is not known any more.
pub fn standing(cx: &Context, found: &FoundName) -> Result<NameState> {
    Ok(match found {
        FoundName::Coming { transfer, .. } => {
            let asks_here = transfer.transfer.losing.is_some();
            match transfer.transfer.state {
                TransferState::Unconfirmed => NameState::Unconfirmed,
                _ if asks_here => NameState::Unconfirmed,
                _ => NameState::Incoming,
            }
        }
        FoundName::Held { stored, ended: Some(ended), .. } => {
            let domain = &stored.domain;
            let removed = domain.deleted.is_some() || *ended >= domain.expires;
            if removed { NameState::Deleted } else { NameState::Gone }
        }
        FoundName::Held { stored, ended: None, .. } => {
            let domain = &stored.domain;
            if domain.pending == Some(Pending::Transfer) {
                return Ok(NameState::Outgoing);
            }
            match domain.at(cx.now(), cx.realm.rules(&domain.name)?) {
                Phase::Active => NameState::Held,
                Phase::Expired | Phase::Lapsed => NameState::Expired,
                Phase::Redemption | Phase::PendingDelete | Phase::Gone => NameState::Deleting,
            }
        }
    })
}

/// When names enter redemption, as the rulebook says; what most extensions do goes without saying.
pub(super) fn clock(rulebook: &Rulebook, now: Timestamp) -> NameClock {
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
