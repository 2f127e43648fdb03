//! What zones are signed with. Signing is one switch of a zone: its key is made here, the zone is signed
//! at once, and the rest follows by the clock (`model::zone::signing`). The registry is told of the key
//! where the name is registered here and leads here; whoever holds another name tells it what the zone
//! above did.

/// Whose the zone above is, and what it leads to.
mod above;
/// What time and the registry do.
mod advance;
/// Changes of the signing of a zone, inside a transaction.
mod change;
/// Making keys, and what is shown of them.
mod keys;
/// The platform itself, for any zone.
pub mod platform;
/// Where the signing of a zone stands.
mod read;
/// Switching, for whoever holds a zone.
mod switch;

use std::collections::HashMap;

use model::Result;
use model::secret::Secret;
use model::time::Timestamp;
use model::zone::ZoneId;
use model::zone::signing::{Algorithm, Says};
use store::Tx;
use store::zones::StoredZone;

pub(crate) use above::{refuse_others, shed, shed_by};
pub(crate) use advance::advance;
pub(crate) use change::{Turn, before_removal, follow, takes_over};
pub(crate) use read::is_wanted;
pub use read::{KeyShown, Standing, read};
pub use switch::{Which, confirm, disable, enable, roll};

use crate::keys::Keys;

/// What a zone is signed with, for whoever serves it.
#[derive(Debug, Clone)]
pub struct SigningKeys {
    /// Keys in the DNSKEY set, oldest first.
    pub keys: Vec<SigningKey>,
    /// When all signatures were made last.
    pub signed_at: Timestamp,
    /// What the zone says to the one above it.
    pub told: Told,
}

/// A key of a zone.
#[derive(Debug, Clone)]
pub struct SigningKey {
    /// How it signs.
    pub algorithm: Algorithm,
    /// The private key: a scalar, or a seed.
    pub secret: Secret<[u8; 32]>,
    /// Whether it signs the zone, or is only published.
    pub signs: bool,
    /// Whether the zone above is to have it.
    pub delegated: bool,
}

/// What a zone says to the one above it (RFC 7344, RFC 8078).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Nothing yet.
    Silent,
    /// To have the keys that are marked for it.
    Keys,
    /// To have none any more.
    Nothing,
}

/// What a zone is signed with; none for one that is not.
///
/// # Errors
/// When the database fails, or a key does not open with the realm's.
pub fn signing_of(tx: &mut Tx<'_>, keys: &Keys, zone: ZoneId) -> Result<Option<SigningKeys>> {
    Ok(signings_of(tx, keys, &[zone])?.remove(&zone))
}

/// What several zones are signed with, in two looks; those that are not signed are left out.
///
/// # Errors
/// As [`signing_of`].
pub fn signings_of(
    tx: &mut Tx<'_>,
    keys: &Keys,
    zones: &[ZoneId],
) -> Result<HashMap<ZoneId, SigningKeys>> {
    let signed = tx.zone_signings_in(zones)?;
    let ids: Vec<ZoneId> = signed.iter().map(|(zone, _)| *zone).collect();
    let mut of_zone: HashMap<ZoneId, SigningKeys> = HashMap::with_capacity(ids.len());
    for (zone, row) in tx.zone_keys_in(&ids)? {
        let key = SigningKey {
            algorithm: row.algorithm,
            secret: keys::open(keys, &row)?,
            signs: true,
            delegated: false,
        };
        let signing = of_zone.entry(zone).or_insert_with(|| SigningKeys {
            keys: Vec::with_capacity(2),
            signed_at: Timestamp::default(),
            told: Told::Silent,
        });
        signing.keys.push(key);
    }
    for (zone, signing) in signed {
        let Some(found) = of_zone.get_mut(&zone) else { continue };
        let (told, meant) = match signing.stage.says() {
            Says::Silent => (Told::Silent, None),
            Says::Oldest => (Told::Keys, found.keys.first_mut()),
            Says::Newest => (Told::Keys, found.keys.last_mut()),
            Says::Nothing => (Told::Nothing, None),
        };
        if let Some(key) = meant {
            key.delegated = true;
        }
        (found.signed_at, found.told) = (signing.signed_at, told);
    }
    Ok(of_zone)
}

/// The zone that answers for a name: the hosted one, where there is one.
fn answering(tx: &mut Tx<'_>, name: &str) -> Result<Option<StoredZone>> {
    tx.hosted_zone(name)?.map_or_else(|| tx.zone(name), |zone| Ok(Some(zone)))
}
