//! Registration, renewal, deletion.

use app::domains::register::{Besides, Register};
use app::domains::{self, renew::Renew};
use dialects::domains_co_za::domain::create::{CreateDomain, DomainCreated};
use dialects::domains_co_za::domain::delete::DeleteDomain;
use dialects::domains_co_za::domain::renew::{DomainRenewed, RenewDomain};
use dialects::domains_co_za::envelope::Done;
use model::error::Role;
use model::name::DomainName;
use model::time::Years;
use wire::Flag;

use super::choice;
use crate::domains_co_za::answer::{Handled, done, queued};
use crate::domains_co_za::door::Caller;

pub async fn create(caller: Caller, call: CreateDomain) -> Handled<DomainCreated> {
    let cx = caller.cx()?;
    let wish = Register {
        name: DomainName::from_parts(&call.sld, &call.tld)?,
        years: Years(call.period.0),
        contacts: choice::contacts(&call.contacts),
        nameservers: choice::nameservers(
            call.dns,
            call.nameserver_template.as_deref(),
            &call.nameservers,
        )?,
        reference: call.external_ref,
        // No parameter of the dialect says what an extension asks besides.
        extras: Default::default(),
    };
    let signed = call.dnssec.is_some_and(Flag::is_on);
    let besides = Besides { signed, ..Besides::default() };
    let domain = domains::register::register_with(cx, wish, besides).await?;
    let registrant = domains::read::contact_handle(cx, domain.contact(Role::Registrant)).await?;
    Ok(done(DomainCreated {
        epp_message: "Domain Create completed successfully".to_owned(),
        epp_reason: String::new(),
        registrant,
        name: domain.name.to_string(),
        expires: domain.expires.unix(),
        created: domain.registered.unix(),
    }))
}

pub async fn renew(caller: Caller, call: RenewDomain) -> Handled<DomainRenewed> {
    let wish = Renew {
        name: DomainName::from_parts(&call.sld, &call.tld)?,
        years: call.period.map_or(Years(1), |period| Years(period.0)),
        from: None,
        note: call.note,
    };
    let domain = domains::renew::renew(caller.cx()?, wish).await?;
    Ok(done(DomainRenewed {
        epp_message: "Domain renewed successfully".to_owned(),
        epp_reason: String::new(),
        expires: domain.expires.unix(),
        name: domain.name.to_string(),
    }))
}

pub async fn delete(caller: Caller, call: DeleteDomain) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    domains::delete::delete(caller.cx()?, name).await?;
    Ok(queued("Pending Action Successful", Done {}))
}
