//! Plans, and the roles that their domains begin with.

use app::tenants::{self, RoleHolder};
use dialects::devo::named::Named;
use dialects::devo::nothing::Nothing;
use dialects::devo::plan::applications::ListApplications;
use dialects::devo::plan::configuration::{PlanConfiguration, ReadConfiguration};
use dialects::devo::plan::create_role::CreateRole;
use dialects::devo::plan::delete_role::DeleteRole;
use dialects::devo::plan::details::ReadPlan;
use dialects::devo::plan::list::ListPlans;
use dialects::devo::plan::policies::ListPolicies;
use dialects::devo::plan::record::{PlanRecord, PlanRole};
use dialects::devo::plan::retention::ReadRetention;
use dialects::devo::plan::role::ReadRole;
use dialects::devo::plan::roles::ListRoles;
use dialects::devo::plan::update_applications::UpdateApplications;
use dialects::devo::plan::update_configuration::UpdateConfiguration;
use dialects::devo::plan::update_named_role::UpdateNamedRole;
use dialects::devo::plan::update_retention::UpdateRetention;
use dialects::devo::plan::update_role::UpdateRole;
use dialects::devo::plan::vaults::ListVaults;
use dialects::devo::retention::Retention;
use dialects::devo::role::record::RoleRecord;
use model::error::TenantPart;
use model::tenant::{BoundsChange, Plan, PlanChange, Role};
use wire::Api;

use super::door::{Caller, DevoDoor};
use super::errors::Handled;
use super::role::{patch, written};
use super::shown::{self, decimal, quantity};

pub fn routes(api: Api<DevoDoor>) -> Api<DevoDoor> {
    api.on::<ListPlans, _>(list)
        .on::<ReadPlan, _>(read)
        .on::<ReadConfiguration, _>(configuration)
        .on::<UpdateConfiguration, _>(update_configuration)
        .on::<ListRoles, _>(roles)
        .on::<CreateRole, _>(create_role)
        .on::<UpdateNamedRole, _>(update_named_role)
        .on::<ReadRole, _>(role)
        .on::<UpdateRole, _>(update_role)
        .on::<DeleteRole, _>(delete_role)
        .on::<ListPolicies, _>(policies)
        .on::<ListApplications, _>(applications)
        .on::<UpdateApplications, _>(update_applications)
        .on::<ListVaults, _>(vaults)
        .on::<ReadRetention, _>(retention)
        .on::<UpdateRetention, _>(update_retention)
}

async fn list(caller: Caller, _: ListPlans) -> Handled<Vec<PlanRecord>> {
    let plans = tenants::plans(caller.reseller()?).await?;
    Ok(plans.into_iter().map(record).collect())
}

async fn read(caller: Caller, call: ReadPlan) -> Handled<PlanRecord> {
    Ok(record(tenants::read_plan(caller.reseller()?, &call.plan_name).await?))
}

fn record((plan, roles): (Plan, Vec<Role>)) -> PlanRecord {
    let role = |role: Role| PlanRole {
        id: role.id.0,
        name: role.name,
        r#type: shown::kind(role.kind).to_owned(),
        policies: role.policies.names(),
    };
    PlanRecord {
        id: i64::from(plan.id.0),
        name: plan.name,
        roles: roles.into_iter().map(role).collect(),
    }
}

async fn plan(caller: Caller, name: &str) -> Handled<Plan> {
    Ok(tenants::read_plan(caller.reseller()?, name).await?.0)
}

async fn configuration(caller: Caller, call: ReadConfiguration) -> Handled<PlanConfiguration> {
    Ok(configured(plan(caller, &call.plan_name).await?))
}

async fn update_configuration(
    caller: Caller,
    call: UpdateConfiguration,
) -> Handled<PlanConfiguration> {
    let (time, volume) = (TenantPart::Retention, TenantPart::Volume);
    let change = PlanChange {
        retention: BoundsChange {
            least: quantity(call.min_time, time)?,
            most: quantity(call.max_time, time)?,
            usual: quantity(call.time, time)?,
        },
        volume: BoundsChange {
            least: quantity(call.min_volume, volume)?,
            most: quantity(call.max_volume, volume)?,
            usual: quantity(call.volume, volume)?,
        },
        applications: None,
    };
    change_plan(caller, &call.plan_name, change).await.map(configured)
}

async fn change_plan(caller: Caller, name: &str, change: PlanChange) -> Handled<Plan> {
    Ok(tenants::change_plan_of_tenants(caller.reseller()?, name, change).await?)
}

fn configured(plan: Plan) -> PlanConfiguration {
    PlanConfiguration {
        plan: plan.name,
        time: decimal(plan.retention.usual),
        min_time: decimal(plan.retention.least),
        max_time: decimal(plan.retention.most),
        volume: decimal(plan.volume.usual),
        min_volume: decimal(plan.volume.least),
        max_volume: decimal(plan.volume.most),
    }
}

async fn roles(caller: Caller, call: ListRoles) -> Handled<Vec<RoleRecord>> {
    let holder = RoleHolder::Plan(call.plan_name);
    Ok(shown::roles(tenants::list_roles(caller.reseller()?, holder).await?))
}

async fn role(caller: Caller, call: ReadRole) -> Handled<RoleRecord> {
    let holder = RoleHolder::Plan(call.plan_name);
    Ok(shown::role(tenants::role(caller.reseller()?, holder, &call.role_name).await?))
}

async fn create_role(caller: Caller, call: CreateRole) -> Handled<RoleRecord> {
    let new = written(&call.name, call.description, [call.policies, call.applications])?;
    let holder = RoleHolder::Plan(call.plan_name);
    Ok(shown::role(tenants::create_role(caller.reseller()?, holder, new).await?))
}

async fn update_named_role(caller: Caller, call: UpdateNamedRole) -> Handled<RoleRecord> {
    let patch = patch(None, call.description, [call.policies, call.applications])?;
    let (cx, holder) = (caller.reseller()?, RoleHolder::Plan(call.plan_name));
    Ok(shown::role(tenants::update_role(cx, holder, &call.name, patch).await?))
}

async fn update_role(caller: Caller, call: UpdateRole) -> Handled<RoleRecord> {
    let patch = patch(call.name, call.description, [call.policies, call.applications])?;
    let (cx, holder) = (caller.reseller()?, RoleHolder::Plan(call.plan_name));
    Ok(shown::role(tenants::update_role(cx, holder, &call.role_name, patch).await?))
}

async fn delete_role(caller: Caller, call: DeleteRole) -> Handled<Nothing> {
    let holder = RoleHolder::Plan(call.plan_name);
    tenants::delete_role(caller.reseller()?, holder, &call.role_name).await?;
    Ok(Nothing {})
}

async fn policies(caller: Caller, call: ListPolicies) -> Handled<Vec<Named>> {
    Ok(shown::named(plan(caller, &call.plan_name).await?.policies))
}

async fn applications(caller: Caller, call: ListApplications) -> Handled<Vec<Named>> {
    Ok(shown::named(plan(caller, &call.plan_name).await?.applications))
}

async fn update_applications(caller: Caller, call: UpdateApplications) -> Handled<Vec<Named>> {
    let applications = shown::choice(Some(call.applications.0), TenantPart::Applications)?;
    let change = PlanChange { applications, ..PlanChange::default() };
    Ok(shown::named(change_plan(caller, &call.plan_name, change).await?.applications))
}

async fn vaults(caller: Caller, call: ListVaults) -> Handled<Vec<Named>> {
    Ok(shown::named(plan(caller, &call.plan_name).await?.vaults))
}

async fn retention(caller: Caller, call: ReadRetention) -> Handled<Retention> {
    let plan = plan(caller, &call.plan_name).await?;
    Ok(shown::retention(&plan, plan.retention.usual))
}

async fn update_retention(caller: Caller, call: UpdateRetention) -> Handled<Retention> {
    let part = TenantPart::Retention;
    let retention = BoundsChange {
        least: quantity(call.min_time, part)?,
        most: quantity(call.max_time, part)?,
        usual: quantity(call.time, part)?,
    };
    let change = PlanChange { retention, ..PlanChange::default() };
    let plan = change_plan(caller, &call.plan_name, change).await?;
    Ok(shown::retention(&plan, plan.retention.usual))
}
