//! Whose a zone is, and which one is meant where there are two.

use model::account::AccountId;
use model::error::Noun;
use model::name::DomainName;
use model::privilege::{DomainPrivilege, ServicePrivilege};
use model::subscription::SubscriptionId;
use model::zone::{ZoneId, apex};
use model::{Error, Result};
use store::Tx;
use store::zones::StoredZone;

use crate::domains::held::entrusted;
use crate::realm::{Context, Realm};
use crate::zones::hosted::held_zone;

/// Names of one page at most.
const MOST_NAMES: i64 = 1_000;

/// The account that answers for a zone: that of the hosted one, else of the one of the name, else the
/// holder of the name, whose zone is made when something is put into it.
///
/// # Errors
/// When there is neither zone nor name.
pub async fn holder(realm: &Realm, name: &str) -> Result<AccountId> {
    let apex = apex(name).map_err(|_| Error::NotFound(Noun::Zone))?;
    let domain = domain(realm, apex.as_str());
    realm
        .store
        .read(move |tx| {
            let zones = tx.zones_named(&[apex.as_str()])?;
            let hosted = zones.iter().find(|zone| zone.subscription.is_some());
            if let Some(zone) = hosted.or(zones.first()) {
                return Ok(zone.account);
            }
            let Some(domain) = domain.clone() else { return Err(Error::NotFound(Noun::Zone)) };
            let held = tx.domain(&domain)?.ok_or(Error::NotFound(Noun::Zone))?;
            Ok(held.domain.account)
        })
        .await
}

/// The apexes of all zones behind `after`, in order: at most a thousand, and `limit`.
///
/// # Errors
/// When the database fails.
pub async fn names(realm: &Realm, after: &str, limit: u16) -> Result<Vec<String>> {
    let (after, limit) = (after.to_owned(), MOST_NAMES.min(limit.into()));
    realm.store.read(move |tx| tx.apexes(&after, limit)).await
}

/// A zone of the caller's.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// The one of a name.
    Name(DomainName),
    /// One under a subscription.
    Hosted(SubscriptionId, ZoneId),
}

impl Target {
    /// The zone `apex` of the caller's: the hosted one where both are, because that one answers.
    pub fn find(tx: &mut Tx<'_>, cx: &Context, apex: &str) -> Result<Self> {
        if let Some(zone) = tx.hosted_zone(apex)?.filter(|zone| zone.account == cx.account())
            && let Some(subscription) = zone.subscription
        {
            return Ok(Self::Hosted(subscription, zone.id));
        }
        domain(&cx.realm, apex).map(Self::Name).ok_or(Error::NotFound(Noun::Zone))
    }

    /// The zone, for a caller that may; none of a name that has none yet.
    pub fn open(
        &self,
        tx: &mut Tx<'_>,
        cx: &Context,
        needs: (DomainPrivilege, ServicePrivilege),
    ) -> Result<Option<StoredZone>> {
        match self {
            Self::Name(name) => {
                // A zone may be filled before its name is delegated here.
                entrusted(tx, cx, name, &[needs.0])?;
                tx.zone(name.as_str())
            }
            Self::Hosted(subscription, zone) => {
                held_zone(tx, cx, *subscription, *zone, needs.1).map(Some)
            }
        }
    }
}

/// The name that can be registered, where an apex is one.
fn domain(realm: &Realm, apex: &str) -> Option<DomainName> {
    DomainName::parse(apex, |tld| realm.rulebook.get(tld).is_some()).ok()
}
