//! Everything about a name.

use app::domains::search::FoundName;
use dialects::domaincontext::domain::info::{DomainInfo, ReadDomain};
use model::error::Role;

use super::{row, which};
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;

pub async fn info(caller: Caller, call: ReadDomain) -> Handled<DomainInfo> {
    let detailed = which::detailed(caller.cx()?, &call.domain).await?;
    let row = row::row(&detailed.cx, &detailed.found, &detailed.hosts)?;
    let contact = |role: Role| match &detailed.found {
        FoundName::Held { stored, .. } => Some(stored.domain.contact(role).0),
        FoundName::Coming { .. } => None,
    };
    Ok(DomainInfo {
        hdomain_id: row.id,
        row,
        registrant: contact(Role::Registrant),
        admin: contact(Role::Admin),
        tech: contact(Role::Tech),
        billing: contact(Role::Billing),
    })
}
