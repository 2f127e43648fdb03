//! What is told of tenants and their users: an entry of the reseller's log, and a webhook for the
//! operator, both in the transaction that changed something.

use model::account::{AccountId, MemberId};
use model::event::EventKind;
use model::tenant::{Quantity, Tenant};
use model::time::Timestamp;
use model::{Error, Result};
use serde::Serialize;
use serde_json::value::RawValue;
use store::Tx;

use super::{FoundMember, plan_name};
use crate::news::{self, Act};
use crate::realm::{Context, Realm};
use crate::webhooks;

#[derive(Serialize)]
struct TenantNews {
    id: i64,
    name: String,
    reseller: i64,
    plan: String,
    retention: Box<RawValue>,
    volume: Box<RawValue>,
    status: &'static str,
}

#[derive(Serialize)]
struct UserNews<'a> {
    id: &'a str,
    email: &'a str,
    name: &'a str,
    tenant: &'a str,
    reseller: i64,
    roles: &'a [String],
    owner: bool,
    status: &'static str,
}

/// Who acts, for the log.
pub(super) const fn act(cx: &Context, now: Timestamp) -> Act {
    Act { account: cx.caller.account, member: cx.caller.member, now }
}

/// Somebody who uses a link in a mail.
pub(super) const fn nobody(reseller: AccountId, now: Timestamp) -> Act {
    Act { account: reseller, member: None::<MemberId>, now }
}

/// Tells that something happened to a tenant.
pub(super) fn tenant(
    tx: &mut Tx<'_>,
    realm: &Realm,
    act: Act,
    kind: EventKind,
    (tenant, detail): (&Tenant, &str),
) -> Result<()> {
    let told = TenantNews {
        id: tenant.id.0,
        name: tenant.name.as_str().to_owned(),
        reseller: tenant.reseller.0,
        plan: plan_name(realm, tenant),
        retention: number(tenant.retention)?,
        volume: number(tenant.volume)?,
        status: tenant.standing.word(),
    };
    let subject = tenant.name.as_str();
    news::tell(tx, act, kind, subject, detail)?;
    let target = realm.settings.webhooks.as_ref();
    webhooks::tell(tx, target, (act.account, subject), (kind.word(), &told), act.now)
}

/// Tells that something happened to a user of a tenant.
pub(super) fn user(
    tx: &mut Tx<'_>,
    realm: &Realm,
    act: Act,
    kind: EventKind,
    found: &FoundMember,
) -> Result<()> {
    let FoundMember { member, tenant, roles } = found;
    let told = UserNews {
        id: &member.user.handle,
        email: &member.user.email,
        name: &member.user.name,
        tenant,
        reseller: member.user.reseller.0,
        roles,
        owner: member.belonging.owner,
        status: member.belonging.state.word(),
    };
    news::tell(tx, act, kind, tenant, &member.user.email)?;
    let target = realm.settings.webhooks.as_ref();
    webhooks::tell(tx, target, (act.account, tenant), (kind.word(), &told), act.now)
}

/// A quantity as a JSON number, digit by digit.
fn number(quantity: Quantity) -> Result<Box<RawValue>> {
    RawValue::from_string(quantity.to_string()).map_err(Error::internal)
}
