//! Domains of a reseller.

use app::tenants::{self, CreateTenant};
use dialects::devo::domain::create::CreateDomain;
use dialects::devo::domain::delete::DeleteDomain;
use dialects::devo::domain::details::ReadDomain;
use dialects::devo::domain::disable::DisableDomain;
use dialects::devo::domain::enable::EnableDomain;
use dialects::devo::domain::list::ListDomains;
use dialects::devo::domain::record::DomainRecord;
use dialects::devo::nothing::Nothing;
use model::error::TenantPart;
use wire::Api;

use super::AUDIENCE;
use super::door::{Caller, DevoDoor};
use super::errors::{Handled, Refused};
use super::shown;

pub fn routes(api: Api<DevoDoor>) -> Api<DevoDoor> {
    api.on::<ListDomains, _>(list)
        .on::<ReadDomain, _>(read)
        .on::<CreateDomain, _>(create)
        .on::<DisableDomain, _>(disable)
        .on::<EnableDomain, _>(enable)
        .on::<DeleteDomain, _>(delete)
}

async fn list(caller: Caller, _: ListDomains) -> Handled<Vec<DomainRecord>> {
    let found = tenants::list(caller.reseller()?).await?;
    Ok(found.into_iter().map(shown::domain).collect())
}

/// A domain's own key opens nothing here, not even itself.
async fn read(caller: Caller, call: ReadDomain) -> Handled<DomainRecord> {
    Ok(shown::domain(tenants::read(caller.reseller()?, &call.domain).await?))
}

async fn create(caller: Caller, call: CreateDomain) -> Handled<DomainRecord> {
    let wish = CreateTenant {
        retention: shown::quantity(call.time, TenantPart::Retention)?,
        volume: shown::quantity(call.volume, TenantPart::Volume)?,
        name: call.name,
        plan: call.plan,
    };
    let made = tenants::create(caller.reseller()?, wish).await;
    // What a domain is called is `domain` elsewhere and `name` here.
    let named = |field| match field {
        model::error::Field::Tenant(TenantPart::Name) => Some("name".to_owned()),
        _ => None,
    };
    Ok(shown::domain(made.map_err(|error| Refused::renamed(error, named))?))
}

async fn disable(caller: Caller, call: DisableDomain) -> Handled<DomainRecord> {
    Ok(shown::domain(tenants::disable(caller.reseller()?, &call.domain).await?))
}

async fn enable(caller: Caller, call: EnableDomain) -> Handled<DomainRecord> {
    Ok(shown::domain(tenants::enable(caller.reseller()?, &call.domain).await?))
}

async fn delete(caller: Caller, call: DeleteDomain) -> Handled<Nothing> {
    tenants::remove(caller.reseller()?, AUDIENCE, &call.domain).await?;
    Ok(Nothing {})
}
