//! What tenants, users, roles and plans look like in this dialect, and how it writes quantities and lists.

use app::tenants::{Found, FoundMember};
use dialects::devo::decimal::Decimal;
use dialects::devo::domain::record::{DomainRecord, DomainStatus};
use dialects::devo::named::Named;
use dialects::devo::retention::Retention;
use dialects::devo::role::record::RoleRecord;
use dialects::devo::user::member::{Member, MemberStatus};
use dialects::devo::user::record::UserRecord;
use dialects::devo::words::Words;
use model::Result;
use model::account::Standing;
use model::error::TenantPart;
use model::tenant::{Bounds, Choice, MembershipState, Plan, Quantity, Role, RoleKind, User};

/// Millionths in a ten-thousandth.
const PARTS: i64 = 100;

pub(super) fn decimal(quantity: Quantity) -> Decimal {
    Decimal::new((quantity.0 / PARTS).unsigned_abs())
}

pub(super) fn quantity(sent: Option<Decimal>, part: TenantPart) -> Result<Option<Quantity>> {
    sent.map(|decimal| Quantity::parse(&decimal.to_string(), part)).transpose()
}

/// What was listed, where something was.
pub(super) fn choice(sent: Option<Words>, part: TenantPart) -> Result<Option<Choice>> {
    sent.map(|words| Choice::of(&words.0, part)).transpose()
}

pub(super) fn domain(found: Found) -> DomainRecord {
    let Found { tenant, plan } = found;
    DomainRecord {
        name: tenant.name.as_str().to_owned(),
        plan,
        time: decimal(tenant.retention),
        volume: decimal(tenant.volume),
        status: match tenant.standing {
            Standing::Active => DomainStatus::Active,
            Standing::Pending => DomainStatus::Pending,
            Standing::Suspended | Standing::Disabled | Standing::Closed => DomainStatus::Disabled,
        },
    }
}

pub(super) fn retention(plan: &Plan, time: Quantity) -> Retention {
    let Bounds { least, most, .. } = plan.retention;
    Retention {
        plan: plan.name.clone(),
        time: decimal(time),
        min_time: decimal(least),
        max_time: decimal(most),
    }
}

pub(super) fn member(found: FoundMember) -> Member {
    let FoundMember { member, tenant, roles } = found;
    Member {
        email: member.user.email,
        user_name: member.user.name,
        role: roles.join(","),
        role_list: roles,
        domain: tenant,
        owner: member.belonging.owner,
        status: match member.belonging.state {
            MembershipState::Active => MemberStatus::Active,
            MembershipState::Inactive => MemberStatus::Inactive,
            MembershipState::Pending => MemberStatus::Pending,
        },
    }
}

pub(super) fn user(user: User) -> UserRecord {
    UserRecord {
        email: user.email,
        user_name: user.name,
        phone: Some(user.phone).filter(|phone| !phone.is_empty()),
        id: user.handle,
    }
}

pub(super) const fn kind(kind: RoleKind) -> &'static str {
    match kind {
        RoleKind::Admin => "ADMIN",
        RoleKind::NoPrivileges => "NO_PRIVILEGES",
        RoleKind::Plan => "PLAN",
        RoleKind::Custom => "CUSTOM",
    }
}

pub(super) fn role(role: Role) -> RoleRecord {
    RoleRecord {
        id: role.id.0,
        name: role.name,
        description: role.description,
        r#type: kind(role.kind).to_owned(),
        policies: role.policies.names(),
        applications: role.applications.names(),
        resources: None,
    }
}

pub(super) fn roles(roles: Vec<Role>) -> Vec<RoleRecord> {
    roles.into_iter().map(role).collect()
}

/// Names that explain themselves.
pub(super) fn named(names: Vec<String>) -> Vec<Named> {
    names.into_iter().map(|name| Named { name, description: String::new() }).collect()
}

/// Names in a text, with commas between.
pub(super) fn split(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
