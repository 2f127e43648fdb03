//! The zone above a zone: the registry's, where the name is registered here and leads here, or somebody
//! else's.

use std::sync::Arc;

use model::dnssec::DelegationSigner;
use model::domain::Domain;
use model::error::Prohibition;
use model::name::DomainName;
use model::{Error, Result};
use store::Tx;
use store::domains::StoredDomain;
use store::zones::StoredZone;

use super::answering;
use crate::realm::Realm;

/// Whose the zone above is.
pub(super) enum Above {
    /// The registry's, which is asked here.
    Registry(Box<StoredDomain>),
    /// Somebody else's.
    Elsewhere,
}

/// Whether a name leads to the servers of this platform.
pub(super) fn leads_here(realm: &Realm, domain: &Domain) -> bool {
    let ours = &realm.settings.nameservers;
    domain.managed_dns
        || !domain.nameservers.is_empty() && domain.nameservers.iter().all(|one| ours.contains(one))
}

/// Whose the zone above is. The registry is told nothing of a zone that does not answer.
pub(super) fn above(tx: &mut Tx<'_>, realm: &Realm, zone: &StoredZone) -> Result<Above> {
    let hidden = zone.subscription.is_none() && tx.hosted_zone(&zone.name)?.is_some();
    let Some(stored) = tx.domain_called(&zone.name)?.filter(|_| !hidden) else {
        return Ok(Above::Elsewhere);
    };
    let is_ours = stored.domain.account == zone.account && leads_here(realm, &stored.domain);
    Ok(if is_ours { Above::Registry(Box::new(stored)) } else { Above::Elsewhere })
}

/// Refuses DS records from elsewhere for a name whose zone is signed here: they would cut it off.
///
/// # Errors
/// [`Prohibition::SignedHere`].
pub(crate) fn refuse_others(tx: &mut Tx<'_>, realm: &Realm, domain: &Domain) -> Result<()> {
    let Some(zone) = answering(tx, domain.name.as_str())? else { return Ok(()) };
    let is_signed = zone.account == domain.account && tx.zone_signing(zone.id)?.is_some();
    if is_signed && leads_here(realm, domain) {
        return Err(Error::Prohibited(Prohibition::SignedHere));
    }
    Ok(())
}

/// The DS records that a name has to get along with a change: none, where its zone is signed here and it
/// leads elsewhere from then on. `after` makes the facts that the change leads to.
///
/// # Errors
/// When the database fails.
pub(crate) async fn shed(
    realm: &Arc<Realm>,
    name: &DomainName,
    after: impl Fn(&mut Domain) + Send + Sync + 'static,
) -> Result<Option<Vec<DelegationSigner>>> {
    let (inner, name) = (Arc::clone(realm), name.clone());
    realm
        .store
        .read(move |tx| {
            let Some(stored) = tx.domain(&name)? else { return Ok(None) };
            let mut then = stored.domain.clone();
            after(&mut then);
            shed_by(tx, &inner, &stored, &then)
        })
        .await
}

/// The same for a name whose facts are known.
///
/// # Errors
/// When the database fails.
pub(crate) fn shed_by(
    tx: &mut Tx<'_>,
    realm: &Realm,
    stored: &StoredDomain,
    then: &Domain,
) -> Result<Option<Vec<DelegationSigner>>> {
    let leaves = leads_here(realm, &stored.domain) && !leads_here(realm, then);
    if !leaves || stored.signers.is_empty() {
        return Ok(None);
    }
    let zone = answering(tx, then.name.as_str())?;
    let zone = zone.filter(|zone| zone.account == stored.domain.account);
    let signing = zone.map_or(Ok(None), |zone| tx.zone_signing(zone.id))?;
    Ok(signing.map(|_| Vec::new()))
}
