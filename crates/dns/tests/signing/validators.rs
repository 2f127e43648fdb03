//! What validators of others think of signed zones of many shapes.

use dns::names::Rtype;
use dns::signing::{Algorithm, Parent, ZoneKey, ZoneKeys, sign};
use dns::zone_file::write_zone;

use crate::programs::{is_installed, run, write};
use crate::zones::{ZONE, key, name, today, zone};

/// Programs that read a zone file, and what they are called with besides.
const VALIDATORS: [(&str, &[&str]); 4] = [
    ("named-checkzone", &["-k", "ignore", "-n", "ignore", "-i", "local", "example.com"]),
    ("kzonecheck", &["-o", "example.com", "-d", "on"]),
    ("ldns-verify-zone", &["-V", "1"]),
    ("dnssec-verify", &["-q", "-z", "-o", "example.com"]),
];

/// Those that are installed.
fn validators() -> Vec<(&'static str, &'static [&'static str])> {
    VALIDATORS.into_iter().filter(|(program, _)| is_installed(program)).collect()
}

/// What a program says against a zone file; none when it accepts it.
fn complaint(program: &str, arguments: &[&str], file: &str) -> Option<String> {
    let (accepted, said) = run(program, arguments.iter().copied().chain([file]));
    (!accepted).then_some(said)
}

/// Keys that sign today.
fn today_by(keys: Vec<ZoneKey>, parent: Parent) -> ZoneKeys {
    ZoneKeys { keys, signed_at: today(), parent }
}

/// Zones of many shapes, each with what it is called.
fn shapes() -> Vec<(&'static str, String)> {
    let apex =
        "$TTL 300\n@ SOA ns1.elsewhere.net. host 1 3600 900 604800 3600\n@ NS ns1.elsewhere.net.\n";
    let with = |records: &str| format!("{apex}{records}\n");
    let many = (0..300).map(|i| format!("n{i}.part{} A 192.0.2.{}\n", i % 7, i % 250));
    vec![
        ("everything", ZONE.to_owned()),
        ("apex only", apex.to_owned()),
        ("wildcard at the apex", with("* A 192.0.2.1")),
        ("wildcard below a wildcard", with("* A 192.0.2.1\n*.* A 192.0.2.2\na.*.b TXT \"x\"")),
        ("delegations only", with("a NS ns.a\nns.a A 192.0.2.1\nb NS ns.a\nc.d.e NS ns.a")),
        ("apex alias neighbours", with("@ A 192.0.2.1\nwww CNAME example.com.\nftp CNAME www")),
        ("deep empty names", with("a.b.c.d.e.f A 192.0.2.1\nx.c.d.e.f A 192.0.2.2")),
        (
            "escaped names",
            with("a\\.b A 192.0.2.1\n\\000\\255 A 192.0.2.2\n_443._tcp TLSA 3 1 1 00"),
        ),
        ("other names for a tree", with("dn DNAME x.net.\nup DNAME y.net.")),
        ("high types", with("@ TYPE1000 \\# 1 00\nb TYPE65280 \\# 0\n@ CAA 0 issue \";\"")),
        ("many", with(&many.collect::<String>())),
    ]
}

#[test]
fn validators_accept_zones_of_every_shape() {
    let validators = validators();
    let ecdsa = |seed| key(Algorithm::EcdsaP256, seed);
    let waiting = ZoneKey { signs: false, delegated: false, ..ecdsa(2) };
    let rounds = [
        ("ECDSA", today_by(vec![ecdsa(1)], Parent::Keys)),
        ("Ed25519", today_by(vec![key(Algorithm::Ed25519, 1)], Parent::Silent)),
        ("next key published", today_by(vec![ecdsa(1), waiting], Parent::Keys)),
        ("both keys sign", today_by(vec![ecdsa(1), ecdsa(2)], Parent::Nothing)),
        ("new algorithm", today_by(vec![ecdsa(1), key(Algorithm::Ed25519, 2)], Parent::Keys)),
    ];
    for (shape, text) in shapes() {
        // Each round goes on from the one before it, as in the life of a zone.
        let mut previous = None;
        let whole_life = if shape == "everything" { rounds.len() } else { 1 };
        for (round, keys) in &rounds[..whole_life] {
            let contents = sign(zone(&text), keys, previous.as_ref()).unwrap();
            let file = write(&format!("{shape} {round}"), &write_zone(&contents));
            for (program, arguments) in &validators {
                // To Knot 3.2 two keys with flags 257 sign nothing but keys, in zones signed by BIND too.
                if keys.keys.len() > 1 && *program == "kzonecheck" {
                    continue;
                }
                if let Some(complaint) = complaint(program, arguments, &file) {
                    panic!("{program} on {shape}, {round}, {file}: {complaint}");
                }
            }
            std::fs::remove_file(file).unwrap();
            previous = Some(contents);
        }
    }
}

#[test]
fn validators_would_have_noticed() {
    let keys = today_by(vec![key(Algorithm::EcdsaP256, 1)], Parent::Keys);
    let good = sign(zone(ZONE), &keys, None).unwrap();
    let mut unsigned = good.clone();
    let www = unsigned.names.get_mut(&name("www.example.com")).unwrap();
    www.get_mut(&Rtype::A).unwrap().signatures.clear();
    let mut broken = good;
    broken.denial.pop_first();
    for (label, contents) in [("no signature", unsigned), ("no denial", broken)] {
        let file = write(label, &write_zone(&contents));
        for (program, arguments) in validators().into_iter().skip(1) {
            assert!(complaint(program, arguments, &file).is_some(), "{program}: {label}");
        }
        std::fs::remove_file(file).unwrap();
    }
}
