//! Renewal by itself, switched on and off.

use model::Result;
use model::domain::lifecycle;
use model::event::EventKind;
use model::name::DomainName;
use model::privilege::DomainPrivilege;

use super::held::entrusted;
use super::reschedule;
use crate::news::{Act, tell};
use crate::realm::Context;

/// Whether a name renews by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Autorenew {
    /// At its expiry, when the money suffices.
    On,
    /// It lapses.
    Off,
}

/// Switches renewal by itself; none leaves it as it is.
///
/// # Errors
/// When the caller does not hold the name, or it is on its way out.
pub async fn set(cx: &Context, name: DomainName, wanted: Option<Autorenew>) -> Result<()> {
    switch(cx, name, move |_| wanted).await
}

/// Switches it over: two switches lead back.
///
/// # Errors
/// As [`set`].
pub async fn toggle(cx: &Context, name: &DomainName) -> Result<()> {
    let other = |on| Some(if on { Autorenew::Off } else { Autorenew::On });
    switch(cx, name.clone(), other).await
}

async fn switch(
    cx: &Context,
    name: DomainName,
    wanted: impl Fn(bool) -> Option<Autorenew> + Send + Sync + 'static,
) -> Result<()> {
    let (realm, inner) = (cx.realm.clone(), cx.clone());
    realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let mut domain = entrusted(tx, &inner, &name, &[DomainPrivilege::Autorenew])?.domain;
            let Some(wanted) = wanted(domain.autorenew) else { return Ok(()) };
            lifecycle::update(&domain, inner.now(), inner.realm.rules(&name)?)?;
            let on = wanted == Autorenew::On;
            if domain.autorenew == on {
                return Ok(());
            }
            domain.autorenew = on;
            domain.updated = inner.now();
            tx.save_domain(&domain, None)?;
            reschedule(tx, &inner.realm, &domain)?;
            let act =
                Act { account: inner.account(), member: inner.caller.member, now: inner.now() };
            let state = if on { "on" } else { "off" };
            tell(tx, act, EventKind::AutorenewSet, name.as_str(), state)
        })
        .await
}
