//! Names, from the first look to the end.

mod availability;
mod change;
mod list;
/// What calls about prices have in common.
mod prices;
mod register;
mod renew;
/// Names as answers show them.
pub(super) mod row;
/// Name servers as calls write them.
mod servers;
mod tlds;

use app::domains::{delete, dossier};
use dialects::dreamscape::domain::availability::CheckAvailability;
use dialects::dreamscape::domain::list::ListDomains;
use dialects::dreamscape::domain::read::ReadDomain;
use dialects::dreamscape::domain::register::RegisterDomain;
use dialects::dreamscape::domain::renew::RenewDomain;
use dialects::dreamscape::domain::row::Domain;
use dialects::dreamscape::domain::terminate::TerminateDomain;
use dialects::dreamscape::domain::tlds::ListTlds;
use dialects::dreamscape::domain::update::UpdateDomain;
use dialects::dreamscape::nothing::Nothing;
use model::domain::DomainId;
use wire::Api;

use super::answer::Answer;
use super::door::{Caller, DreamscapeDoor};
use super::errors::Handled;

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ListTlds, _>(tlds::list)
        .on::<CheckAvailability, _>(availability::check)
        .on::<ListDomains, _>(list::list)
        .on::<ReadDomain, _>(read)
        .on::<RegisterDomain, _>(register::register)
        .on::<UpdateDomain, _>(change::change)
        .on::<RenewDomain, _>(renew::renew)
        .on::<TerminateDomain, _>(terminate)
}

async fn read(caller: Caller, call: ReadDomain) -> Handled<Answer<Domain>> {
    let dossier = dossier::read(caller.cx()?, DomainId(call.domain_id.0)).await?;
    Ok(Answer::Done(row::row(dossier)))
}

async fn terminate(caller: Caller, call: TerminateDomain) -> Handled<Answer<Nothing>> {
    let held = dossier::held(caller.cx()?, DomainId(call.domain_id.0)).await?;
    delete::delete(&held.cx, held.name).await?;
    Ok(Answer::Done(Nothing))
}
