//! What of a name is on or off: renewal by itself, hidden contacts, the lock.

use app::domains::{autorenew, lock, privacy};
use dialects::domaincontext::domain::disable_autorenewal::DisableAutorenewal;
use dialects::domaincontext::domain::disable_lock::DisableLock;
use dialects::domaincontext::domain::disable_whois_protect::DisableWhoisProtect;
use dialects::domaincontext::domain::enable_autorenewal::EnableAutorenewal;
use dialects::domaincontext::domain::enable_lock::EnableLock;
use dialects::domaincontext::domain::enable_whois_protect::EnableWhoisProtect;
use dialects::domaincontext::domain::named::NamedDomain;
use dialects::domaincontext::domain::selector::DomainSelector;
use model::domain::Lock;

use super::which;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;

pub async fn enable_autorenewal(caller: Caller, call: EnableAutorenewal) -> Handled<NamedDomain> {
    set_autorenewal(caller, &call.domain, autorenew::Autorenew::On).await
}

pub async fn disable_autorenewal(caller: Caller, call: DisableAutorenewal) -> Handled<NamedDomain> {
    set_autorenewal(caller, &call.domain, autorenew::Autorenew::Off).await
}

async fn set_autorenewal(
    caller: Caller,
    sent: &DomainSelector,
    wanted: autorenew::Autorenew,
) -> Handled<NamedDomain> {
    let located = which::held(caller.cx()?, sent).await?;
    autorenew::set(&located.cx, located.name.clone(), Some(wanted)).await?;
    Ok(which::named(&located))
}

pub async fn enable_whois_protect(
    caller: Caller,
    call: EnableWhoisProtect,
) -> Handled<NamedDomain> {
    let located = which::held(caller.cx()?, &call.domain).await?;
    privacy::set(&located.cx, &located.name, true).await?;
    Ok(which::named(&located))
}

pub async fn disable_whois_protect(
    caller: Caller,
    call: DisableWhoisProtect,
) -> Handled<NamedDomain> {
    let located = which::held(caller.cx()?, &call.domain).await?;
    privacy::set(&located.cx, &located.name, false).await?;
    Ok(which::named(&located))
}

pub async fn enable_lock(caller: Caller, call: EnableLock) -> Handled<NamedDomain> {
    set_lock(caller, &call.domain, Lock::On).await
}

pub async fn disable_lock(caller: Caller, call: DisableLock) -> Handled<NamedDomain> {
    set_lock(caller, &call.domain, Lock::Off).await
}

async fn set_lock(caller: Caller, sent: &DomainSelector, wanted: Lock) -> Handled<NamedDomain> {
    let located = which::held(caller.cx()?, sent).await?;
    lock::set(&located.cx, located.name.clone(), wanted).await?;
    Ok(which::named(&located))
}
