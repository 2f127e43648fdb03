//! Where the signing of a zone stands, and what is to be shown to the zone above.

use model::Result;
use model::dnssec::DelegationSigner;
use model::domain::Domain;
use model::time::Timestamp;
use model::zone::signing::{Signing, Step};
use store::Tx;
use store::zones::StoredZone;

use super::above::{Above, above};
use super::switch::{Which, located};
use super::{answering, keys};
use crate::realm::{Context, Realm};

/// Where the signing of a zone stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The apex of the zone.
    pub apex: String,
    /// Its algorithm and stage.
    pub signing: Signing,
    /// Its keys, oldest first.
    pub keys: Vec<KeyShown>,
    /// The DS records that the zone above is to have; none at all while nothing is said to it.
    pub wanted: Option<Vec<DelegationSigner>>,
    /// The DS records that the registry has, where the name is registered here.
    pub at_registry: Option<Vec<DelegationSigner>>,
    /// What time does next, and when.
    pub next: (Timestamp, Step),
    /// Whether the zone above has to be told by whoever holds the zone, because the platform cannot.
    pub awaits_holder: bool,
}

/// A key of a zone, as far as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyShown {
    /// Its key tag.
    pub tag: u16,
    /// Its DS record with a SHA-256 digest.
    pub signer: DelegationSigner,
    /// The public key in base64, as it stands in a DNSKEY record.
    pub public_key: String,
    /// When it was made.
    pub made: Timestamp,
}

/// Where the signing of a zone stands; none for one that is not signed.
///
/// # Errors
/// When the caller does not hold the zone.
pub async fn read(cx: &Context, which: Which) -> Result<Option<Standing>> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let zone = located(tx, &inner, &which, false)?;
            standing(tx, &inner.realm, zone)
        })
        .await
}

pub(super) fn standing(
    tx: &mut Tx<'_>,
    realm: &Realm,
    zone: StoredZone,
) -> Result<Option<Standing>> {
    let Some(signing) = tx.zone_signing(zone.id)? else { return Ok(None) };
    let rows = tx.zone_keys(zone.id)?;
    let is_elsewhere = matches!(above(tx, realm, &zone)?, Above::Elsewhere);
    let at_registry = tx.domain_called(&zone.name)?.map(|stored| stored.signers);
    let key = |row| {
        let (shown, signer) = (keys::shown(row), keys::signer(&zone.name, row));
        KeyShown {
            tag: signer.key_tag,
            signer,
            public_key: keys::base64(&shown.key),
            made: row.made,
        }
    };
    Ok(Some(Standing {
        signing,
        keys: rows.iter().map(key).collect(),
        wanted: keys::wanted(&zone.name, signing.stage, &rows),
        at_registry,
        next: signing.next(),
        awaits_holder: is_elsewhere && signing.stage.awaits_parent(),
        apex: zone.name,
    }))
}

/// Whether the holder of a name wishes it to be signed: as the registry has it, or as the switch of its
/// zone stands before the registry can know.
///
/// # Errors
/// When the database fails.
pub(crate) fn is_wanted(tx: &mut Tx<'_>, domain: &Domain) -> Result<bool> {
    if !domain.managed_dns {
        return Ok(domain.dnssec);
    }
    let zone = answering(tx, domain.name.as_str())?;
    let zone = zone.filter(|zone| zone.account == domain.account);
    let signing = zone.map_or(Ok(None), |zone| tx.zone_signing(zone.id))?;
    Ok(signing.map_or(domain.dnssec, |signing| !signing.stage.is_leaving()))
}
