//! A new name, and more years of one.

use app::Context;
use app::contacts::{self, ContactRef};
use app::domains::auth_code;
use app::domains::choices::{ContactChoice, NameserverChoice};
use app::domains::locate;
use app::domains::register::{self, Register};
use app::domains::renew::{self, Renew};
use dialects::domaincontext::arguments::Eid;
use dialects::domaincontext::domain::register::{DomainRegistered, RegisterDomain};
use dialects::domaincontext::domain::renew::{DomainRenewed, RenewDomain};
use model::error::{Error, Noun, Role};
use model::time::Years;

use super::which;
use crate::domaincontext::AUDIENCE;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};

/// Whoever is not named is whoever stands for the account.
pub async fn register(caller: Caller, call: RegisterDomain) -> Handled<DomainRegistered> {
    let cx = caller.cx()?;
    let name = locate::parse(cx, &call.domain.0)?;
    let tld = name.tld().to_owned();
    let roles = [call.registrant, call.admin, call.tech, call.billing];
    let wish = Register {
        name,
        years: Years(call.period.map_or(1, |period| period.0)),
        contacts: roles.clone().map(chosen),
        nameservers: NameserverChoice::Open,
        reference: None,
        extras: Default::default(),
    };
    let domain = match register::register(cx, wish).await {
        Ok(domain) => domain,
        Err(error) => return Err(about_role(cx, roles, error).await.below(&tld)),
    };
    let password = auth_code::read(cx, domain.name.clone()).await?;
    Ok(DomainRegistered {
        id: domain.id.0,
        domain: domain.name.to_string(),
        password: password.reveal().clone(),
        expires: domain.expires.day(),
    })
}

fn chosen(named: Option<Eid>) -> ContactChoice {
    named.map_or_else(ContactChoice::whoever_stands_for_the_account, existing)
}

/// The refusal of a call that named contacts: one that is not there is told by its role.
pub async fn about_role(cx: &Context, roles: [Option<Eid>; 4], error: Error) -> Refused {
    if error == Error::NotFound(Noun::Contact) {
        for (role, named) in Role::ALL.into_iter().zip(roles) {
            let Some(named) = named else { continue };
            let which = ContactRef::read(&named.0);
            if contacts::read::read(cx, AUDIENCE, which).await.is_err() {
                return Refused::about(error, role.word());
            }
        }
    }
    error.into()
}

/// A contact of the account, by its number or its handle.
pub fn existing(named: Eid) -> ContactChoice {
    ContactChoice::existing(ContactRef::read(&named.0))
}

pub async fn renew(caller: Caller, call: RenewDomain) -> Handled<DomainRenewed> {
    let located = which::held_named(caller.cx()?, &call.domain).await?;
    let wish =
        Renew { name: located.name.clone(), years: Years(call.period.0), from: None, note: None };
    let domain = renew::renew_from_day(&located.cx, wish, call.expires.0).await?;
    Ok(DomainRenewed {
        id: domain.id.0,
        domain: domain.name.to_string(),
        expires: domain.expires.day(),
    })
}
