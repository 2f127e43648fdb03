//! What the apex of a signed zone says besides: keys, the kind of denial, and what the parent is to have.

use bytes::Bytes;

use super::signer::{SHA_256, Signer};
use super::{KEY_TTL, Parent, ZoneKeys};
use crate::contents::{Contents, RrSet};
use crate::names::Rtype;

/// SHA-1, no flags, no further iterations, no salt (RFC 5155 §4, RFC 9276 §3.1).
const NSEC3PARAM: &[u8] = &[1, 0, 0, 0, 0];

/// `0 0 0 00`: have no DS record any more (RFC 8078 §4).
const NO_CDS: &[u8] = &[0, 0, 0, 0, 0];

/// `0 3 0 AA==`: the same (RFC 8078 §4).
const NO_CDNSKEY: &[u8] = &[0, 0, 3, 0, 0];

/// Puts the records of `keys` in the place of whatever stood there; `ttl` is that of denials.
pub(super) fn publish(contents: &mut Contents, keys: &ZoneKeys, signers: &[Signer], ttl: u32) {
    let (cds, cdnskey) = match keys.parent {
        Parent::Silent => (Vec::new(), Vec::new()),
        Parent::Nothing => (vec![Bytes::from_static(NO_CDS)], vec![Bytes::from_static(NO_CDNSKEY)]),
        Parent::Keys => {
            let delegated = || {
                let pairs = keys.keys.iter().zip(signers);
                pairs.filter(|(key, _)| key.delegated).map(|(_, signer)| signer)
            };
            let cds = delegated().map(|signer| cds(contents, signer)).collect();
            (cds, delegated().map(|signer| signer.dnskey().clone()).collect())
        }
    };
    let dnskeys = signers.iter().map(|signer| signer.dnskey().clone()).collect();
    let sets = contents.names.entry(contents.apex.clone()).or_default();
    for (rtype, ttl, rdata) in [
        (Rtype::DNSKEY, KEY_TTL, dnskeys),
        (Rtype::NSEC3PARAM, ttl, vec![Bytes::from_static(NSEC3PARAM)]),
        (Rtype::CDS, KEY_TTL, cds),
        (Rtype::CDNSKEY, KEY_TTL, cdnskey),
    ] {
        if rdata.is_empty() {
            sets.remove(&rtype);
        } else {
            sets.insert(rtype, RrSet::new(ttl, rdata));
        }
    }
}

/// The data of a CDS record, which is that of a DS record (RFC 7344 §3.1).
fn cds(contents: &Contents, signer: &Signer) -> Bytes {
    let mut rdata = signer.key_tag().to_be_bytes().to_vec();
    rdata.extend([signer.algorithm().to_int(), SHA_256]);
    rdata.extend(signer.digest(&contents.apex).as_ref());
    rdata.into()
}
