//! Registers a name for a customer. What the registry has not told yet is shown as it was ordered.

use app::accounts::customers;
use app::contacts::ContactRef;
use app::domains::choices::ContactChoice;
use app::domains::register::{Besides, Register};
use app::domains::{change, dossier, eligibility, locate, register as verb};
use dialects::dreamscape::arguments::{Id, Term};
use dialects::dreamscape::domain::register::RegisterDomain;
use dialects::dreamscape::domain::row::Domain;
use model::Error;
use model::account::AccountId;
use model::contact::ContactId;
use model::error::Field;
use model::time::Years;
use model::tld::TldRules;

use super::row::row;
use super::servers;
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::{Handled, Refused};

pub async fn register(caller: Caller, call: RegisterDomain) -> Handled<Answer<Domain>> {
    let (cx, customer) = (caller.cx()?, AccountId(call.customer_id.0));
    let buying = customers::buying_for(cx, customer).await?;
    let name = locate::parse(cx, &call.domain_name)?;
    let rules = cx.realm.rules(&name)?;
    let answers = call.eligibility_data.map(|answers| answers.0).unwrap_or_default();
    let answers: Vec<_> = answers.into_iter().map(|answer| (answer.name, answer.value)).collect();
    let extras = eligibility::read(rules, &answers).map_err(|error| about_answer(rules, error))?;
    let servers = call.name_servers.map(servers::read).transpose()?.unwrap_or_default();
    let roles =
        [call.registrant_id, call.admin_contact_id, call.tech_contact_id, call.billing_contact_id];
    let besides = Besides {
        glue: change::glue(&name, &servers)?,
        privacy: call.privacy.is_some_and(|privacy| privacy.0),
        at_the_usual_price: !call.confirm_premium_order.is_some_and(|confirmed| confirmed.0),
        signed: false,
    };
    let wish = Register {
        name: name.clone(),
        years: years(call.period),
        contacts: roles.map(|id| chosen(id.or(call.registrant_id))),
        nameservers: change::choice(cx, &servers),
        reference: None,
        extras,
    };
    match verb::register_with(&buying, wish, besides).await {
        Ok(domain) => Ok(Answer::Done(row(dossier::read(cx, domain.id).await?))),
        Err(Error::OutcomeUnknown(_)) => {
            Ok(Answer::Done(row(dossier::named(cx, customer, &name).await?)))
        }
        Err(error) => Err(error.into()),
    }
}

/// A contact that was named, else whoever stands for the customer.
fn chosen(id: Option<Id>) -> ContactChoice {
    id.map_or_else(ContactChoice::whoever_stands_for_the_account, |id| {
        ContactChoice::existing(ContactRef::Number(ContactId(id.0)))
    })
}

/// Months as whole years; more than anybody sells is more than the registry allows.
pub fn years(period: Term) -> Years {
    Years(u8::try_from(period.years()).unwrap_or(u8::MAX))
}

/// The call knows what registries want to know by names of its own.
fn about_answer(rules: &TldRules, error: Error) -> Refused {
    Refused::renamed(error, |field| match field {
        Field::Choice(number) => Some(match eligibility::key(rules, number) {
            Some(key) => format!("eligibility_data[{key}]"),
            None => "eligibility_data".to_owned(),
        }),
        _ => None,
    })
}
