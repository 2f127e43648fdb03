//! What the holder has noted about a name.

use app::domains::note;
use dialects::domaincontext::domain::note::{DomainNote, ReadNote};
use dialects::domaincontext::domain::set_note::SetNote;

use super::which;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;

pub async fn read(caller: Caller, call: ReadNote) -> Handled<DomainNote> {
    let located = which::held(caller.cx()?, &call.domain).await?;
    let note = note::read(&located.cx, located.name.clone()).await?;
    Ok(DomainNote { id: located.number.0, domain: located.name.to_string(), note })
}

pub async fn set(caller: Caller, call: SetNote) -> Handled<DomainNote> {
    let located = which::held(caller.cx()?, &call.domain).await?;
    let note = call.note.map(|note| note.0).unwrap_or_default();
    note::set(&located.cx, located.name.clone(), &note).await?;
    Ok(DomainNote { id: located.number.0, domain: located.name.to_string(), note })
}
