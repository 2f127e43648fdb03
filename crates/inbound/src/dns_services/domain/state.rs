//! Switches of a domain, its transfer code, and what its registry has to say.

use app::domains::{auth_code, autorenew, lock, privacy};
use app::{jobs, shop};
use dialects::dns_services::domain::autorenew::{Autorenew, ReadAutorenew, SetAutorenew};
use dialects::dns_services::domain::epp::{EppCode, ReadEppCode};
use dialects::dns_services::domain::idprotection::SetIdProtection;
use dialects::dns_services::domain::lock::{Lock, ReadLock, SetLock};
use dialects::dns_services::domain::sync::SyncDomain;
use dialects::dns_services::info::Info;
use dialects::flags::DigitFlag;
use model::domain::{self, DomainId};

use super::held;
use crate::dns_services::door::Caller;
use crate::dns_services::errors::Handled;

pub async fn read_lock(caller: Caller, call: ReadLock) -> Handled<Lock> {
    let cx = caller.cx()?;
    let lock = lock::read(cx, held::name(cx, call.id).await?).await?;
    Ok(Lock { reglock: DigitFlag(lock == domain::Lock::On) })
}

pub async fn set_lock(caller: Caller, call: SetLock) -> Handled<Info> {
    let cx = caller.cx()?;
    let name = held::name(cx, call.id).await?;
    match call.reglock {
        None => lock::toggle(cx, &name).await?,
        Some(wanted) if wanted.is_on() => lock::set(cx, name, domain::Lock::On).await?,
        Some(_) => lock::set(cx, name, domain::Lock::Off).await?,
    }
    Ok(Info::saved())
}

pub async fn set_idprotection(caller: Caller, call: SetIdProtection) -> Handled<Info> {
    let cx = caller.cx()?;
    let name = held::name(cx, call.id).await?;
    match call.idprotection {
        None => privacy::toggle(cx, &name).await?,
        Some(wanted) => privacy::set(cx, &name, wanted.is_on()).await?,
    }
    Ok(Info::saved())
}

pub async fn read_autorenew(caller: Caller, call: ReadAutorenew) -> Handled<Autorenew> {
    let holding = shop::holding(caller.cx()?, DomainId(call.id.0)).await?;
    Ok(Autorenew { autorenew: DigitFlag(holding.autorenew) })
}

pub async fn set_autorenew(caller: Caller, call: SetAutorenew) -> Handled<Info> {
    let cx = caller.cx()?;
    let name = held::name(cx, call.id).await?;
    let switched = |on| if on { autorenew::Autorenew::On } else { autorenew::Autorenew::Off };
    match call.autorenew {
        None => autorenew::toggle(cx, &name).await?,
        Some(wanted) => autorenew::set(cx, name, Some(switched(wanted.is_on()))).await?,
    }
    Ok(Info::saved())
}

pub async fn epp(caller: Caller, call: ReadEppCode) -> Handled<EppCode> {
    let cx = caller.cx()?;
    let code = auth_code::read(cx, held::name(cx, call.id).await?).await?;
    Ok(EppCode { epp_code: code.reveal().clone() })
}

/// Only the registry's news can make what is known here untrue, and it tells them of all names.
pub async fn sync(caller: Caller, call: SyncDomain) -> Handled<Info> {
    let cx = caller.cx()?;
    shop::holding(cx, DomainId(call.id.0)).await?;
    jobs::hear_the_news(&cx.realm).await?;
    Ok(Info::saved())
}
