//! What belongs to a domain besides its users and their roles.

use app::accounts::signing_keys::Issued;
use app::tenants;
use dialects::devo::domain::record::DomainRecord;
use dialects::devo::named::Named;
use dialects::devo::retention::Retention;
use dialects::devo::settings::applications::ListApplications;
use dialects::devo::settings::authentication::{Authentication, ReadAuthentication};
use dialects::devo::settings::change_plan::ChangePlan;
use dialects::devo::settings::children::ListChildren;
use dialects::devo::settings::create_key::CreateKey;
use dialects::devo::settings::create_visibility::CreateVisibility;
use dialects::devo::settings::key::ReadKey;
use dialects::devo::settings::keys::{DomainKey, ListKeys};
use dialects::devo::settings::limits::{Limits, ReadLimits};
use dialects::devo::settings::policies::ListPolicies;
use dialects::devo::settings::preferences::{Preferences, ReadPreferences};
use dialects::devo::settings::resources::ListResources;
use dialects::devo::settings::retention::ReadRetention;
use dialects::devo::settings::update_retention::UpdateRetention;
use dialects::devo::settings::vaults::ListVaults;
use dialects::devo::settings::visibility::{ListVisibility, Visibility};
use model::error::TenantPart;
use model::tenant::{self, Choice, Plan, Quantity};
use wire::Api;

use super::AUDIENCE;
use super::door::{Caller, DevoDoor};
use super::errors::Handled;
use super::shown;

/// Ways in: internal users have a password, others come by another platform.
const WAYS_IN: [&str; 2] = ["password", "external"];

pub fn routes(api: Api<DevoDoor>) -> Api<DevoDoor> {
    api.on::<ChangePlan, _>(change_plan)
        .on::<ReadRetention, _>(retention)
        .on::<UpdateRetention, _>(update_retention)
        .on::<ListPolicies, _>(policies)
        .on::<ListApplications, _>(applications)
        .on::<ListResources, _>(resources)
        .on::<ListVaults, _>(vaults)
        .on::<ReadPreferences, _>(preferences)
        .on::<ReadLimits, _>(limits)
        .on::<ListChildren, _>(children)
        .on::<ListVisibility, _>(visibility)
        .on::<CreateVisibility, _>(create_visibility)
        .on::<ReadAuthentication, _>(authentication)
        .on::<ListKeys, _>(keys)
        .on::<ReadKey, _>(key)
        .on::<CreateKey, _>(create_key)
}

async fn change_plan(caller: Caller, call: ChangePlan) -> Handled<DomainRecord> {
    Ok(shown::domain(tenants::change_plan(caller.cx()?, &call.domain, &call.plan).await?))
}

async fn retention(caller: Caller, call: ReadRetention) -> Handled<Retention> {
    let (found, plan) = tenants::plan_of(caller.cx()?, &call.domain).await?;
    Ok(shown::retention(&plan, found.tenant.retention))
}

async fn update_retention(caller: Caller, call: UpdateRetention) -> Handled<Retention> {
    let time = Quantity::parse(&call.time.to_string(), TenantPart::Retention)?;
    let (found, plan) = tenants::change_retention(caller.cx()?, &call.domain, time).await?;
    Ok(shown::retention(&plan, found.tenant.retention))
}

async fn policies(caller: Caller, call: ListPolicies) -> Handled<Vec<Named>> {
    Ok(shown::named(plan(caller, &call.domain).await?.policies))
}

async fn applications(caller: Caller, call: ListApplications) -> Handled<Vec<Named>> {
    Ok(shown::named(plan(caller, &call.domain).await?.applications))
}

async fn resources(caller: Caller, call: ListResources) -> Handled<Vec<Named>> {
    Ok(shown::named(plan(caller, &call.domain).await?.resources))
}

async fn vaults(caller: Caller, call: ListVaults) -> Handled<Vec<Named>> {
    Ok(shown::named(plan(caller, &call.domain).await?.vaults))
}

async fn preferences(caller: Caller, call: ReadPreferences) -> Handled<Preferences> {
    let tenant::Preferences { language, time_zone, .. } =
        plan(caller, &call.domain).await?.preferences;
    Ok(Preferences { time_zone, language })
}

async fn limits(caller: Caller, call: ReadLimits) -> Handled<Limits> {
    let (found, plan) = tenants::plan_of(caller.cx()?, &call.domain).await?;
    Ok(Limits {
        volume: shown::decimal(found.tenant.volume),
        min_volume: shown::decimal(plan.volume.least),
        max_volume: shown::decimal(plan.volume.most),
    })
}

async fn plan(caller: Caller, domain: &str) -> Handled<Plan> {
    Ok(tenants::plan_of(caller.cx()?, domain).await?.1)
}

async fn children(caller: Caller, call: ListChildren) -> Handled<Vec<DomainRecord>> {
    let found = tenants::children(caller.cx()?, &call.domain).await?;
    Ok(found.into_iter().map(shown::domain).collect())
}

async fn visibility(caller: Caller, call: ListVisibility) -> Handled<Vec<Visibility>> {
    let seen = tenants::visibility(caller.cx()?, &call.domain).await?;
    Ok(seen.into_iter().map(visible).collect())
}

async fn create_visibility(caller: Caller, call: CreateVisibility) -> Handled<Visibility> {
    let tables = shown::choice(call.tables, TenantPart::Visibility)?.unwrap_or(Choice::All);
    Ok(visible(tenants::let_see(caller.cx()?, &call.domain, &call.target, tables).await?))
}

fn visible(seen: tenant::Visibility) -> Visibility {
    Visibility { id: seen.id, target: seen.seen, tables: seen.tables.names() }
}

async fn authentication(caller: Caller, call: ReadAuthentication) -> Handled<Authentication> {
    tenants::read(caller.cx()?, &call.domain).await?;
    Ok(Authentication { methods: WAYS_IN.map(str::to_owned).to_vec(), multi_factor: false })
}

async fn keys(caller: Caller, call: ListKeys) -> Handled<Vec<DomainKey>> {
    let keys = tenants::keys(caller.cx()?, AUDIENCE, &call.domain).await?;
    Ok(keys.into_iter().map(without_secret).collect())
}

async fn key(caller: Caller, call: ReadKey) -> Handled<DomainKey> {
    let key = tenants::key(caller.cx()?, AUDIENCE, &call.domain, &call.key).await?;
    Ok(without_secret(key))
}

async fn create_key(caller: Caller, call: CreateKey) -> Handled<DomainKey> {
    let name = call.name.unwrap_or_default();
    let made = tenants::create_key(caller.cx()?, AUDIENCE, &call.domain, &name).await?;
    let secret = made.secret.reveal().clone();
    Ok(DomainKey { secret: Some(secret), ..without_secret(made) })
}

fn without_secret(key: Issued) -> DomainKey {
    let created = key.made.unix() * 1_000;
    DomainKey { key: key.public, name: key.name, created, secret: None }
}
