//! Whether the registrant is hidden from WHOIS.

use model::Result;
use model::domain::lifecycle;
use model::name::DomainName;
use model::privilege::DomainPrivilege;

use super::update::{self, Command};
use crate::realm::Context;

/// Hides the registrant of a name at its registry, or shows it.
///
/// # Errors
/// When the caller does not hold the name, it may not be changed, or a change is under way.
pub async fn set(cx: &Context, name: &DomainName, hidden: bool) -> Result<()> {
    switch(cx, name, move |_| hidden).await
}

/// Switches it over: two switches lead back.
///
/// # Errors
/// As [`set`].
pub async fn toggle(cx: &Context, name: &DomainName) -> Result<()> {
    switch(cx, name, |hidden| !hidden).await
}

async fn switch(
    cx: &Context,
    name: &DomainName,
    wanted: impl Fn(bool) -> bool + Send + Sync + 'static,
) -> Result<()> {
    let realm = cx.realm.clone();
    update::at_once(cx, name.clone(), &[DomainPrivilege::IdProtection], move |_, domain, now| {
        lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
        Ok(Command { privacy: Some(wanted(domain.privacy)), ..Command::default() })
    })
    .await
}
