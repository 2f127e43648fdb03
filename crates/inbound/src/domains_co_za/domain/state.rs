//! Lock, suspension, auth codes.

use app::domains::{auth_code, lock, suspend as hold};
use dialects::domains_co_za::domain::epp_key::{EppKey, ReadEppKey};
use dialects::domains_co_za::domain::lock::{LockAction, SetLock};
use dialects::domains_co_za::domain::lock_status::{LockState, LockWord, ReadLock};
use dialects::domains_co_za::domain::send_auth_code::SendAuthCode;
use dialects::domains_co_za::domain::suspend::SuspendDomain;
use dialects::domains_co_za::domain::unsuspend::UnsuspendDomain;
use dialects::domains_co_za::envelope::{Done, EppOutcome};
use model::domain::Lock;
use model::name::DomainName;

use crate::domains_co_za::answer::{COMPLETED, Handled, done, epp, just_done};
use crate::domains_co_za::door::Caller;
use crate::domains_co_za::errors::Refused;

pub async fn set_lock(caller: Caller, call: SetLock) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let wanted = match call.action {
        LockAction::Lock => Lock::On,
        LockAction::Unlock => Lock::Off,
    };
    lock::set(caller.cx()?, name, wanted).await?;
    Ok(just_done())
}

pub async fn read_lock(caller: Caller, call: ReadLock) -> Handled<LockState> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let state = match lock::read(caller.cx()?, name.clone()).await? {
        Lock::On => LockWord::Locked,
        Lock::Off => LockWord::Unlocked,
    };
    Ok(done(LockState { name: name.to_string(), state }))
}

pub async fn suspend(caller: Caller, call: SuspendDomain) -> Handled<EppOutcome> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    hold::suspend(caller.cx()?, name).await?;
    Ok(done(epp(COMPLETED)))
}

pub async fn unsuspend(caller: Caller, call: UnsuspendDomain) -> Handled<EppOutcome> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    hold::unsuspend(caller.cx()?, name).await?;
    Ok(done(epp(COMPLETED)))
}

pub async fn send_auth_code(caller: Caller, call: SendAuthCode) -> Handled<EppOutcome> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    auth_code::mail(caller.cx()?, name).await?;
    Ok(done(epp(COMPLETED)))
}

pub async fn epp_key(caller: Caller, call: ReadEppKey) -> Handled<EppKey> {
    const LOCKED: &str = "Epp Key can only be retrieved when the domain has been unlocked";
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let code = auth_code::read(caller.cx()?, name.clone())
        .await
        .map_err(|error| Refused::when_locked(error, LOCKED))?;
    Ok(done(EppKey { epp_key: code.reveal().clone(), name: name.to_string() }))
}
