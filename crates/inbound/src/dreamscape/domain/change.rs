//! Changes a name: its contacts, its servers, its lock and whether its people are hidden, all at once.

use app::contacts::ContactRef;
use app::domains::change::{self as verb, Change};
use app::domains::choices::ContactChoice;
use app::domains::dossier;
use dialects::dreamscape::domain::row::Domain;
use dialects::dreamscape::domain::update::UpdateDomain;
use model::contact::ContactId;
use model::domain::DomainId;

use super::row::row;
use super::servers;
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;

pub async fn change(caller: Caller, call: UpdateDomain) -> Handled<Answer<Domain>> {
    let (cx, number) = (caller.cx()?, DomainId(call.domain_id.0));
    let held = dossier::held(cx, number).await?;
    let roles = [None, call.admin_contact_id, call.tech_contact_id, call.billing_contact_id];
    let named = |id: dialects::dreamscape::arguments::Id| {
        ContactChoice::existing(ContactRef::Number(ContactId(id.0)))
    };
    let wanted = Change {
        contacts: roles.map(|id| id.map(named).unwrap_or_default()),
        nameservers: call.name_servers.map(servers::read).transpose()?,
        privacy: call.privacy.map(|hidden| hidden.0),
        locked: call.is_locked.map(|locked| locked.0),
    };
    if !wanted.is_empty() {
        verb::change(&held.cx, &held.name, wanted).await?;
    }
    Ok(Answer::Done(row(dossier::read(cx, number).await?)))
}
