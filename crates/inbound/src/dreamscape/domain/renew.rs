//! Renews a name. What the registry has not told yet is shown as awaited.

use app::accounts::customers;
use app::domains::renew::{self as verb, Renew};
use app::domains::{dossier, privacy};
use dialects::dreamscape::domain::renew::RenewDomain;
use dialects::dreamscape::domain::row::Domain;
use model::Error;
use model::domain::DomainId;
use model::time::Years;

use super::register::years;
use super::row::row;
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;

pub async fn renew(caller: Caller, call: RenewDomain) -> Handled<Answer<Domain>> {
    let (cx, number) = (caller.cx()?, DomainId(call.domain_id.0));
    let years = call.period.map_or(Years(1), years);
    let held = dossier::held(cx, number).await?;
    let buying = customers::buying_for(cx, held.cx.account()).await?;
    let wish = Renew { name: held.name.clone(), years, from: None, note: None };
    match verb::renew(&buying, wish).await {
        Ok(domain) => {
            let wanted = call.privacy.map(|hidden| hidden.0);
            if let Some(hidden) = wanted.filter(|hidden| *hidden != domain.privacy) {
                privacy::set(&buying, &held.name, hidden).await?;
            }
        }
        Err(Error::OutcomeUnknown(_)) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(Answer::Done(row(dossier::read(cx, number).await?)))
}
