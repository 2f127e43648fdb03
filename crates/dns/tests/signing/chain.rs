//! A small tree of zones on one server: example.test above signed and unsigned ones.

use dns::contents::Contents;
use dns::names::{self, Name};
use dns::signing::{Algorithm, Parent, ZoneKey, ZoneKeys, delegation_signer, sign};
use dns::zone_file::read_zone;

use crate::zones::{key, today};

/// The top of the tree, which validators trust by its key.
pub const TOP: &str = "example.test";

const START: &str = "
$TTL 3600
@ SOA ns.example.test. host.example.test. 1 3600 900 604800 300
@ NS ns.example.test.
";

const PARENT: &str = "
ns A 127.0.0.1
@ MX 10 www
www A 192.0.2.80
www AAAA 2001:db8::80
alias CNAME www
far CNAME www.child
astray CNAME nothing
outside CNAME www.plain
a.b.c A 192.0.2.3
*.wild A 192.0.2.4
*.wild MX 10 www
below.real.wild A 192.0.2.5
*.calls CNAME www
tree DNAME child
child NS ns
plain NS ns
rolled NS ns
*.child.over NS ns
_sip._tcp SRV 1 2 5060 www
";

/// The keys of a zone of the tree.
fn keys(apex: &str) -> Vec<ZoneKey> {
    match apex {
        "child.example.test" => vec![key(Algorithm::Ed25519, 3)],
        "rolled.example.test" => vec![key(Algorithm::EcdsaP256, 4), key(Algorithm::Ed25519, 5)],
        "plain.example.test" => Vec::new(),
        _ => vec![key(Algorithm::EcdsaP256, 1)],
    }
}

/// The DS records of a zone, as a zone file has them.
fn signers(apex: &str) -> String {
    let apex = &names::name(apex).unwrap();
    let line = |key: &ZoneKey| {
        let ds = delegation_signer(apex, key).unwrap();
        let (tag, algorithm, digest_type) = (ds.key_tag, ds.algorithm, ds.digest_type);
        format!("{apex}. DS {tag} {algorithm} {digest_type} {}\n", ds.digest)
    };
    keys(&apex.to_string()).iter().map(line).collect()
}

/// All zones, signed today where they have keys.
pub fn zones() -> Vec<Contents> {
    let long = format!("long TXT {}\n", "\"0123456789012345678901234567890123456789\" ".repeat(40));
    let parent = [PARENT, &long, &signers("child.example.test"), &signers("rolled.example.test")];
    let child = "www A 192.0.2.81\n* TXT \"any\"\nempty.under A 192.0.2.82\n";
    let small = "www A 192.0.2.83\n";
    let zone = |apex: &str, records: &str| {
        let name: Name = names::name(apex).unwrap();
        let contents = read_zone(&format!("{START}{records}"), &name).unwrap();
        match keys(apex) {
            keys if keys.is_empty() => contents,
            keys => {
                let keys = ZoneKeys { keys, signed_at: today(), parent: Parent::Keys };
                sign(contents, &keys, None).unwrap()
            }
        }
    };
    vec![
        zone(TOP, &parent.concat()),
        zone("child.example.test", child),
        zone("plain.example.test", small),
        zone("rolled.example.test", small),
    ]
}

/// The public key of the top in base 64, as trust anchors have it.
pub fn anchor() -> String {
    let dnskey = keys(TOP)[0].dnskey().unwrap();
    domain::utils::base64::encode_string(&dnskey[4..])
}
