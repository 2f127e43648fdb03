//! The chain of NSEC3 records (RFC 5155 §7.1), without opt-out: every name of the zone is in it, also
//! those that have no records but names below them.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::base::NameBuilder;
use domain::dnssec::common::nsec3_default_hash;
use domain::rdata::dnssec::RtypeBitmapBuilder;
use domain::utils::base32;

use super::SigningError;
use super::territory::{Place, Walk};
use crate::contents::{Contents, RrSet, RrSets};
use crate::names::{Name, Rtype};

/// The hash of a name by SHA-1.
type Hash = [u8; 20];

/// SHA-1, no flags, no further iterations, no salt, and a next hash of 20 bytes (RFC 5155 §3.2).
const HEAD: [u8; 6] = [1, 0, 0, 0, 0, 20];

/// Seconds a denial lives: no longer than SOA record says, in its data or of itself (RFC 9077 §3).
pub(super) fn ttl(contents: &Contents) -> Result<u32, SigningError> {
    let soa = contents.set(&contents.apex, Rtype::SOA).ok_or(SigningError::NoSoa)?;
    let minimum = soa.rdata.first().and_then(|rdata| rdata.last_chunk()).copied();
    minimum.map(|bytes| soa.ttl.min(u32::from_be_bytes(bytes))).ok_or(SigningError::NoSoa)
}

/// The NSEC3 records of a zone, without signatures.
pub(super) fn chain(
    contents: &Contents,
    ttl: u32,
    previous: Option<&Contents>,
) -> Result<BTreeMap<Name, RrSet>, SigningError> {
    if let Some(previous) = previous.filter(|previous| denies_the_same(contents, ttl, previous)) {
        return Ok(previous.denial.clone());
    }
    let nodes = nodes(contents)?;
    let next = nodes.keys().skip(1).chain(nodes.keys());
    nodes
        .iter()
        .zip(next)
        .map(|((hash, bitmap), next)| {
            let rdata = [HEAD.as_slice(), next, bitmap].concat();
            Ok((owner(hash, &contents.apex)?, RrSet::new(ttl, vec![rdata.into()])))
        })
        .collect()
}

/// Whether both have the same names with the same types, as nearly always when something was changed.
fn denies_the_same(contents: &Contents, ttl: u32, previous: &Contents) -> bool {
    let same_types = |(a, b): (&RrSets, &RrSets)| a.keys().eq(b.keys());
    previous.denial.values().next().is_some_and(|set| set.ttl == ttl)
        && contents.names.keys().eq(previous.names.keys())
        && contents.names.values().zip(previous.names.values()).all(same_types)
}

/// The type bitmaps of all names by their hash.
fn nodes(contents: &Contents) -> Result<BTreeMap<Hash, Vec<u8>>, SigningError> {
    let mut nodes = BTreeMap::new();
    let mut walk = Walk::new(&contents.apex);
    let mut before: Option<&Name> = None;
    for (owner, sets) in &contents.names {
        let place = walk.step(owner, sets);
        if place == Place::Below {
            continue;
        }
        for empty in empty_above(owner, contents, before) {
            insert(&mut nodes, &empty, Vec::new())?;
        }
        insert(&mut nodes, owner, bitmap(place, sets))?;
        before = Some(owner);
    }
    Ok(nodes)
}

fn insert(
    nodes: &mut BTreeMap<Hash, Vec<u8>>,
    name: &Name,
    bitmap: Vec<u8>,
) -> Result<(), SigningError> {
    match nodes.insert(hash(name)?, bitmap) {
        None => Ok(()),
        Some(_) => Err(SigningError::Collision),
    }
}

/// The names between the apex and `owner` that have no records. Those that stand above the name `before`
/// it too, which came earlier, are left out.
fn empty_above(owner: &Name, contents: &Contents, before: Option<&Name>) -> Vec<Name> {
    let mut empty = Vec::new();
    let mut above = if *owner == contents.apex { None } else { owner.parent() };
    while let Some(name) = above {
        let known = name == contents.apex
            || contents.names.contains_key(&name)
            || before.is_some_and(|before| before.ends_with(&name));
        if known {
            break;
        }
        above = name.parent();
        empty.push(name);
    }
    empty
}

/// The types at a name (RFC 5155 §3.2.1); RRSIG where something is signed.
fn bitmap(place: Place, sets: &RrSets) -> Vec<u8> {
    let mut bitmap = RtypeBitmapBuilder::new_vec();
    let signed = sets.keys().any(|rtype| place.signs(*rtype)).then_some(Rtype::RRSIG);
    for rtype in sets.keys().copied().filter(|rtype| place.admits(*rtype)).chain(signed) {
        let Ok(()) = bitmap.add(rtype);
    }
    bitmap.finalize().as_octets().clone()
}

/// The hash of a name (RFC 5155 §5).
fn hash(name: &Name) -> Result<Hash, SigningError> {
    nsec3_default_hash::<_, Vec<u8>>(name)
        .ok()
        .and_then(|hash| hash.as_slice().try_into().ok())
        .ok_or(SigningError::LongName)
}

/// The owner of the NSEC3 record of a hash: its digits in base 32 before the apex (RFC 5155 §3).
fn owner(hash: &Hash, apex: &Name) -> Result<Name, SigningError> {
    let digits = base32::encode_string_hex(hash).to_ascii_lowercase();
    let mut name = NameBuilder::<Vec<u8>>::new();
    name.append_label(digits.as_bytes()).map_err(|_| SigningError::LongName)?;
    let name = name.append_origin(apex).map_err(|_| SigningError::LongName)?;
    Name::from_octets(Bytes::from(name.into_octets())).map_err(|_| SigningError::LongName)
}
