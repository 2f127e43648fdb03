//! Keys of zones. A key follows from the realm's, so that a sandbox repeats itself, and is kept sealed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::dnssec::{DelegationSigner, PublicKey};
use model::secret::Secret;
use model::time::Timestamp;
use model::zone::signing::{Algorithm, Says, Stage};
use model::{Error, Result};
use p256::elliptic_curve::sec1::ToSec1Point as _;
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use store::zone_keys::ZoneKeyRow;
use store::zones::StoredZone;

use crate::domains::signers::made_from;
use crate::keys::{Keys, Purpose};

/// A key that signs keys and zone alike.
const FLAGS: u16 = 257;

/// A new key for a zone. Its serial tells it from all others of the zone.
pub(super) fn make(
    keys: &Keys,
    zone: &StoredZone,
    algorithm: Algorithm,
    now: Timestamp,
) -> Result<ZoneKeyRow> {
    let (id, serial) = (zone.id.0.to_be_bytes(), zone.serial.to_be_bytes());
    let mut turn = 0u8;
    loop {
        let parts: [&[u8]; 5] =
            [zone.name.as_bytes(), &id, &serial, &[algorithm.number()], &[turn]];
        let secret = keys.derive(Purpose::ZoneKey, &parts);
        // All but one of four billion are below the order of the curve.
        if let Some(public_key) = public(algorithm, &secret) {
            let secret_sealed = keys.seal(Purpose::ZoneKey, &secret)?;
            return Ok(ZoneKeyRow { id: 0, algorithm, secret_sealed, public_key, made: now });
        }
        turn =
            turn.checked_add(1).ok_or_else(|| Error::internal("no key of a zone can be made"))?;
    }
}

/// The public half, as DNSKEY records have it (RFC 6605 §4, RFC 8080 §3).
fn public(algorithm: Algorithm, secret: &[u8; 32]) -> Option<Vec<u8>> {
    match algorithm {
        Algorithm::EcdsaP256 => {
            let key = p256::SecretKey::from_slice(secret).ok()?;
            // The first octet says that the point is written out.
            key.public_key().to_sec1_point(false).as_bytes().get(1..).map(<[u8]>::to_vec)
        }
        Algorithm::Ed25519 => {
            let pair = Ed25519KeyPair::from_seed_unchecked(secret).ok()?;
            Some(pair.public_key().as_ref().to_vec())
        }
    }
}

/// The private half.
pub(super) fn open(keys: &Keys, row: &ZoneKeyRow) -> Result<Secret<[u8; 32]>> {
    let opened = keys.open(Purpose::ZoneKey, &row.secret_sealed)?;
    let secret = <[u8; 32]>::try_from(opened.reveal().as_slice());
    secret.map(Secret::new).map_err(|_| Error::internal("a key of a zone has another length"))
}

/// A key as its DNSKEY record shows it.
pub(super) fn shown(row: &ZoneKeyRow) -> PublicKey {
    PublicKey {
        flags: FLAGS,
        protocol: 3,
        algorithm: row.algorithm.number(),
        key: row.public_key.clone(),
    }
}

/// A public key as text.
pub(super) fn base64(key: &[u8]) -> String {
    STANDARD.encode(key)
}

/// The DS record of a key.
pub(super) fn signer(apex: &str, row: &ZoneKeyRow) -> DelegationSigner {
    made_from(apex, &shown(row))
}

/// The DS records that the zone above is to have; none where nothing is said to it.
pub(super) fn wanted(
    apex: &str,
    stage: Stage,
    rows: &[ZoneKeyRow],
) -> Option<Vec<DelegationSigner>> {
    let meant = match stage.says() {
        Says::Silent => return None,
        Says::Oldest => rows.first(),
        Says::Newest => rows.last(),
        Says::Nothing => None,
    };
    Some(meant.into_iter().map(|row| signer(apex, row)).collect())
}

#[cfg(test)]
mod tests {
    use model::account::AccountId;
    use model::zone::ZoneId;

    use super::*;

    fn zone(serial: u32) -> StoredZone {
        StoredZone {
            id: ZoneId(1),
            account: AccountId(1),
            subscription: None,
            name: "shoes.co.za".to_owned(),
            serial,
        }
    }

    #[test]
    fn a_key_of_a_zone_repeats_itself_and_no_other() {
        let keys = Keys::from_seed(1);
        for (algorithm, length) in [(Algorithm::EcdsaP256, 64), (Algorithm::Ed25519, 32)] {
            let make =
                |serial| make(&keys, &zone(serial), algorithm, Timestamp::default()).unwrap();
            let (first, again, next) = (make(1), make(1), make(2));
            assert_eq!(first.public_key.len(), length);
            assert_eq!(first.public_key, again.public_key);
            assert_ne!(first.public_key, next.public_key);
            let secret = open(&keys, &first).unwrap();
            assert_eq!(public(algorithm, secret.reveal()), Some(first.public_key));
        }
    }

    #[test]
    fn the_ds_record_follows_the_rfc() {
        // RFC 8080 §6.1, the first example.
        let secret = *b"\x38\x32\x32\x36\x30\x33\x38\x34\x36\x32\x38\x30\x38\x30\x31\x32\
                        \x32\x36\x34\x35\x31\x39\x30\x32\x30\x34\x31\x34\x32\x32\x36\x32";
        let row = ZoneKeyRow {
            id: 1,
            algorithm: Algorithm::Ed25519,
            secret_sealed: Vec::new(),
            public_key: public(Algorithm::Ed25519, &secret).unwrap(),
            made: Timestamp::default(),
        };
        let signer = signer("example.com", &row);
        assert_eq!((signer.key_tag, signer.algorithm, signer.digest_type), (3613, 15, 2));
        let digest = "3AA5AB37EFCE57F737FC1627013FEE07BDF241BD10F3B1964AB55C78E79A304B";
        assert_eq!(signer.digest, digest);
    }
}
