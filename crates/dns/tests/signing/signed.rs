//! Signed zones: what is in them, and what is left as it was.

use std::collections::HashSet;

use bytes::Bytes;
use dns::contents::{Contents, RrSet};
use dns::names::{Name, Rtype};
use dns::signing::{Algorithm, Parent, SigningError, ZoneKey, ZoneKeys, delegation_signer, sign};
use domain::base::name::Label;
use domain::dep::octseq::Parser;
use domain::dnssec::common::nsec3_default_hash;
use domain::rdata::Nsec3;
use domain::utils::base64;

use crate::zones::{SIGNED_AT, ZONE, key, keys, name, zone};

/// Every set of a zone.
fn sets(contents: &Contents) -> impl Iterator<Item = &RrSet> {
    let names = contents.names.values().flat_map(|sets| sets.values());
    names.chain(contents.denial.values())
}

/// The zone with its signatures spoiled, so that those which are taken over can be told from new ones.
fn spoiled(mut contents: Contents) -> Contents {
    let names = contents.names.values_mut().flat_map(|sets| sets.values_mut());
    for signature in names.chain(contents.denial.values_mut()).flat_map(|set| &mut set.signatures) {
        let mut octets = signature.to_vec();
        *octets.last_mut().unwrap() ^= 1;
        *signature = octets.into();
    }
    contents
}

/// How many signatures are not those of `spoiled`.
fn made_anew(contents: &Contents, spoiled: &Contents) -> usize {
    let old: HashSet<&Bytes> = sets(spoiled).flat_map(|set| &set.signatures).collect();
    let all = sets(contents).flat_map(|set| &set.signatures);
    all.filter(|signature| !old.contains(signature)).count()
}

/// RFC 6605 section 6.1 and RFC 8080 section 6.
#[test]
fn keys_and_what_points_at_them_are_those_of_the_rfcs() {
    for (apex, algorithm, secret, public, tag, digest) in [
        (
            "example.net",
            Algorithm::EcdsaP256,
            "GU6SnQ/Ou+xC5RumuIUIuJZteXT2z0O/ok1s38Et6mQ=",
            "GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==",
            55648,
            "B4C8C1FE2E7477127B27115656AD6256F424625BF5C1E2770CE6D6E37DF61D17",
        ),
        (
            "example.com",
            Algorithm::Ed25519,
            "ODIyNjAzODQ2MjgwODAxMjI2NDUxOTAyMDQxNDIyNjI=",
            "l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=",
            3613,
            "3AA5AB37EFCE57F737FC1627013FEE07BDF241BD10F3B1964AB55C78E79A304B",
        ),
    ] {
        let secret: Vec<u8> = base64::decode(secret).unwrap();
        let key = ZoneKey::generate(algorithm, secret.try_into().unwrap()).unwrap();
        let dnskey = key.dnskey().unwrap();
        assert_eq!(dnskey[..4], [1, 1, 3, algorithm.number()]);
        assert_eq!(base64::encode_string(&dnskey[4..]), public);
        let ds = delegation_signer(&name(apex), &key).unwrap();
        assert_eq!((ds.key_tag, ds.algorithm, ds.digest_type), (tag, algorithm.number(), 2));
        assert_eq!(ds.digest, digest);
    }
    assert!(ZoneKey::generate(Algorithm::EcdsaP256, [0xff; 32]).is_none());
    assert!(ZoneKey::generate(Algorithm::EcdsaP256, [0; 32]).is_none());
    assert!(ZoneKey::generate(Algorithm::Ed25519, [0xff; 32]).is_some());
}

#[test]
fn the_same_facts_make_the_same_zone() {
    for algorithm in [Algorithm::EcdsaP256, Algorithm::Ed25519] {
        let keys = keys(vec![key(algorithm, 1)]);
        let once = sign(zone(ZONE), &keys, None).unwrap();
        assert_eq!(sign(zone(ZONE), &keys, None).unwrap(), once);
        assert_eq!(sign(zone(ZONE), &keys, Some(&once)).unwrap(), once);
        assert_eq!(sign(once.clone(), &keys, Some(&once)).unwrap(), once);
        assert!(once.is_signed());
    }
}

#[test]
fn what_did_not_change_is_not_signed_again() {
    let keys_now = keys(vec![key(Algorithm::Ed25519, 1)]);
    let before = spoiled(sign(zone(ZONE), &keys_now, None).unwrap());
    let count = |text: &str, keys: &ZoneKeys| {
        made_anew(&sign(zone(text), keys, Some(&before)).unwrap(), &before)
    };
    assert_eq!(count(ZONE, &keys_now), 0);

    // A record: its set and the SOA record. Another time to live: the set alone. Another type at its name:
    // also the NSEC3 record.
    let changed = ZONE.replace("host 2 ", "host 3 ").replace("192.0.2.80", "192.0.2.81");
    assert_eq!(count(&changed, &keys_now), 2);
    assert_eq!(count(&ZONE.replace("www 300 A", "www 301 A"), &keys_now), 1);
    assert_eq!(count(&format!("{changed}www 300 AAAA 2001:db8::1\n"), &keys_now), 4);
    // A new name: its set, its NSEC3 record, and the one before it.
    assert_eq!(count(&format!("{ZONE}zzz A 192.0.2.9\n"), &keys_now), 3);

    // Begun anew, or by another key: everything.
    let all = made_anew(&sign(zone(ZONE), &keys_now, None).unwrap(), &before);
    let later = ZoneKeys { signed_at: SIGNED_AT + 1, ..keys_now.clone() };
    assert_eq!(count(ZONE, &later), all);
    assert_eq!(count(ZONE, &keys(vec![key(Algorithm::Ed25519, 2)])), all);
    // A second key adds its own, and the sets that name it change: DNSKEY, CDS, CDNSKEY.
    let both = keys(vec![key(Algorithm::Ed25519, 1), key(Algorithm::Ed25519, 2)]);
    assert_eq!(count(ZONE, &both), all + 3);
}

/// The types that the NSEC3 record of a name says are there; none when it has no such record.
fn types(contents: &Contents, owner: &str) -> Option<Vec<Rtype>> {
    let hash = nsec3_default_hash::<_, Vec<u8>>(name(owner)).unwrap();
    let label = hash.to_string().to_ascii_lowercase();
    let label = Label::from_slice(label.as_bytes()).unwrap();
    let (_, set) = contents.denial.iter().find(|(name, _)| name.first() == label)?;
    let nsec3 = Nsec3::parse(&mut Parser::from_ref(set.rdata[0].as_ref())).unwrap();
    assert_eq!((set.rdata.len(), set.signatures.len(), set.ttl), (1, 1, 60));
    assert!(!nsec3.opt_out() && nsec3.iterations() == 0 && nsec3.salt().as_slice().is_empty());
    Some(nsec3.types().iter().collect())
}

#[test]
fn what_belongs_to_others_is_not_signed_and_what_does_not_exist_is_denied() {
    let contents = sign(zone(ZONE), &keys(vec![key(Algorithm::Ed25519, 1)]), None).unwrap();
    let signed = |owner: &str, rtype| contents.set(&name(owner), rtype).unwrap().signatures.len();
    assert_eq!(signed("example.com", Rtype::NS), 1);
    assert_eq!(signed("plain.example.com", Rtype::NS), 0);
    assert_eq!(signed("plain.example.com", Rtype::A), 0);
    assert_eq!(signed("ns.plain.example.com", Rtype::A), 0);
    assert_eq!(signed("safe.example.com", Rtype::NS), 0);
    assert_eq!(signed("safe.example.com", Rtype::DS), 1);
    assert_eq!(signed("*.wild.example.com", Rtype::TXT), 1);

    let types = |owner: &str| types(&contents, &format!("{owner}.example.com"));
    assert_eq!(types("plain").unwrap(), [Rtype::NS]);
    assert_eq!(types("safe").unwrap(), [Rtype::NS, Rtype::DS, Rtype::RRSIG]);
    assert_eq!(types("www").unwrap(), [Rtype::A, Rtype::RRSIG]);
    assert_eq!(types("c.b.a").unwrap(), [Rtype::A, Rtype::RRSIG]);
    assert_eq!(types("deep.delegation").unwrap(), [Rtype::NS]);
    for empty in ["b.a", "a", "wild", "delegation", "_tcp"] {
        assert_eq!(types(empty).unwrap(), [], "{empty}");
    }
    for glue in ["ns.plain", "far.below.plain", "below.plain", "ns.deep.delegation"] {
        assert_eq!(types(glue), None, "{glue}");
    }
    // As other programs compute it: `ldns-nsec3-hash -a 1 -t 0 example.com`.
    let apex = name("onib9mgub9h0rml3cdf5bgrj59dkjhvk.example.com");
    assert!(contents.denial.contains_key(&apex));
}

#[test]
fn the_parent_is_told_what_it_is_to_have() {
    let mut keys = keys(vec![key(Algorithm::Ed25519, 1), key(Algorithm::EcdsaP256, 2)]);
    keys.keys[0].delegated = false;
    let at_apex = |parent, rtype| {
        let keys = ZoneKeys { parent, ..keys.clone() };
        let contents = sign(zone(ZONE), &keys, None).unwrap();
        contents.set(&contents.apex, rtype).cloned()
    };
    assert_eq!(at_apex(Parent::Silent, Rtype::CDS), None);
    assert_eq!(at_apex(Parent::Silent, Rtype::CDNSKEY), None);
    let ds = delegation_signer(&name("example.com"), &keys.keys[1]).unwrap();
    let cds = at_apex(Parent::Keys, Rtype::CDS).unwrap();
    let head = [&ds.key_tag.to_be_bytes()[..], &[13, 2]].concat();
    assert_eq!((cds.rdata.len(), cds.signatures.len()), (1, 2));
    assert_eq!(cds.rdata[0][..4], head);
    let cdnskey = at_apex(Parent::Keys, Rtype::CDNSKEY).unwrap();
    assert_eq!(cdnskey.rdata, [keys.keys[1].dnskey().unwrap()]);
    assert_eq!(at_apex(Parent::Nothing, Rtype::CDS).unwrap().rdata, [[0_u8; 5].as_slice()]);
    let none = at_apex(Parent::Nothing, Rtype::CDNSKEY).unwrap();
    assert_eq!(none.rdata, [[0, 0, 3, 0, 0].as_slice()]);
}

#[test]
fn a_zone_that_cannot_be_signed_says_why() {
    let good = keys(vec![key(Algorithm::Ed25519, 1)]);
    let why = |contents, keys: &ZoneKeys| sign(contents, keys, None).unwrap_err();
    assert_eq!(why(Contents::new(name("example.com"), 1), &good), SigningError::NoSoa);
    assert_eq!(why(zone(ZONE), &keys(Vec::new())), SigningError::NoKey);
    let mut idle = good.clone();
    idle.keys[0].signs = false;
    assert_eq!(why(zone(ZONE), &idle), SigningError::NoKey);
    let mut bad = good;
    bad.keys[0].algorithm = Algorithm::EcdsaP256;
    bad.keys[0].secret = [0xff; 32];
    assert_eq!(why(zone(ZONE), &bad), SigningError::BadKey);
}

/// An apex so long that no hash fits before it.
#[test]
fn a_zone_with_a_very_long_name_is_not_signed() {
    let apex: Name =
        name(&["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(40)].join("."));
    let text = "@ 60 SOA ns host 1 2 3 4 5\n@ 60 NS ns.example.net.\n";
    let contents = dns::zone_file::read_zone(text, &apex).unwrap();
    let keys = keys(vec![key(Algorithm::Ed25519, 1)]);
    assert_eq!(sign(contents, &keys, None).unwrap_err(), SigningError::LongName);
}
