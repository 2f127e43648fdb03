//! Makes a zone under a subscription.

use model::Result;
use model::account::AccountId;
use model::error::{Error, Field, Noun, Reason};
use model::event::EventKind;
use model::name::HostName;
use model::privilege::ServicePrivilege;
use model::subscription::SubscriptionId;
use model::zone::{self, Apex, DEFAULT_TTL, Record, ZoneId};
use store::Tx;

use super::{MOST_ZONES, entrusted};
use crate::news::{self, Act};
use crate::realm::Context;
use crate::zones::{first_serial, signing};

/// What a zone shows at its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// Nothing: its authority and its name servers go without saying.
    Empty,
    /// Its authority and its name servers, as records that can be changed.
    Authority,
}

/// Makes a zone.
///
/// # Errors
/// When the subscription cannot hold zones, `name` is none, or there is a zone of it.
pub async fn create(
    cx: &Context,
    subscription: SubscriptionId,
    name: &str,
    beginning: Beginning,
) -> Result<ZoneId> {
    let apex = apex(cx, name)?;
    let inner = cx.clone();
    let act = Act { account: cx.account(), member: cx.caller.member, now: cx.now() };
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            entrusted(tx, &inner, subscription, ServicePrivilege::Dns)?;
            add(tx, &inner, subscription, &apex, beginning)
        })
        .await
}

/// Reads what a zone may be called.
fn apex(cx: &Context, name: &str) -> Result<Apex> {
    let apex = zone::apex(name)?;
    if cx.realm.rulebook.get(apex.as_str()).is_some() {
        return Err(Error::invalid(Field::Domain, Reason::NotAName));
    }
    Ok(apex)
}

/// Sees to it that a name which a subscription is bought for has a zone: the one of the name, where the
/// same account has that here, else a new one under the subscription.
///
/// # Errors
/// As [`create`].
pub(crate) fn host(
    tx: &mut Tx<'_>,
    cx: &Context,
    subscription: SubscriptionId,
    name: &str,
) -> Result<()> {
    let apex = apex(cx, name)?;
    let own = tx.zone(apex.as_str())?.filter(|zone| zone.account == cx.account());
    if own.is_some() && tx.hosted_zone(apex.as_str())?.is_none() {
        return Ok(());
    }
    add(tx, cx, subscription, &apex, Beginning::Empty).map(drop)
}

fn add(
    tx: &mut Tx<'_>,
    cx: &Context,
    subscription: SubscriptionId,
    apex: &Apex,
    beginning: Beginning,
) -> Result<ZoneId> {
    let act = Act { account: cx.account(), member: cx.caller.member, now: cx.now() };
    tx.lock_zone_name(apex.root())?;
    free(tx, act.account, apex)?;
    if tx.count_hosted_zones(act.account)? >= MOST_ZONES.into() {
        return Err(Error::invalid(Field::Domain, Reason::MoreThan(MOST_ZONES)));
    }
    let (name, serial) = (apex.as_str(), first_serial(act.now));
    let zone = tx.add_hosted_zone(act.account, subscription, name, serial, act.now)?;
    if let Some(before) = tx.zone(name)? {
        signing::takes_over(tx, act, &before, &zone)?;
    }
    if beginning == Beginning::Authority {
        for record in authority(name, serial, &cx.realm.settings.nameservers) {
            tx.add_record(zone.id, &record)?;
        }
    }
    let detail = format!("under subscription {}", subscription.0);
    news::tell(tx, act, EventKind::ZoneHosted, name, &detail)?;
    Ok(zone.id)
}

/// Start of authority (RFC 1035 §3.3.13) and name servers of a zone.
fn authority(name: &str, serial: u32, servers: &[HostName]) -> Vec<Record> {
    let record = |kind: &str, content: String| Record {
        name: name.to_owned(),
        kind: kind.to_owned(),
        ttl: DEFAULT_TTL,
        priority: 0,
        content,
    };
    let first = servers.first().map_or_else(|| name.to_owned(), ToString::to_string);
    let start = format!("{first} hostmaster.{name} {serial} 10800 3600 1209600 3600");
    let servers = servers.iter().map(|server| record("NS", server.to_string()));
    std::iter::once(record("SOA", start)).chain(servers).collect()
}

/// Refuses where somebody else has a zone of this name, or of one that it lies below: servers answer
/// from the nearest zone, so this one would take names out of theirs.
fn free(tx: &mut Tx<'_>, account: AccountId, apex: &Apex) -> Result<()> {
    let zones = tx.zones_named(&apex.lineage())?;
    if zones.iter().any(|zone| zone.account != account) {
        return Err(Error::Taken(Noun::Zone));
    }
    if zones.iter().any(|zone| zone.subscription.is_some() && zone.name == apex.as_str()) {
        return Err(Error::Exists(Noun::Zone));
    }
    Ok(())
}
