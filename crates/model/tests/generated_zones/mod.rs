//! Zones that nobody would write and somebody will: few names, so that they get in each other's way.

use model::zone::{Draft, Record};
use proptest::prelude::*;

/// The apex of all of them.
pub const APEX: &str = "shoes.co.za";

const OWNERS: [&str; 16] = [
    "@",
    "@",
    "www",
    "www",
    "ns1",
    "mail",
    "sub",
    "a.sub",
    "ns1.sub",
    "b.a.sub",
    "*",
    "*.sub",
    "*.www",
    "_sip._tcp",
    "x.y.z",
    "other",
];

const HOSTS: [&str; 12] = [
    "@",
    "www.shoes.co.za",
    "ns1.shoes.co.za",
    "mail.shoes.co.za",
    "sub.shoes.co.za",
    "ns1.sub.shoes.co.za.",
    "other.shoes.co.za",
    "Nothing.Shoes.co.za",
    "ns.example.net.",
    "mail.example.org",
    "_x.example.net",
    ".",
];

const VALUES: [(&str, &[&str]); 12] = [
    ("A", &["192.0.2.1", "192.0.2.2", "203.0.113.7"]),
    ("AAAA", &["2001:db8::1", "::ffff:192.0.2.1"]),
    ("SOA", &["ns1.example.net. jane\\.doe.example.net. 7 7200 3600 1209600 300"]),
    (
        "TXT",
        &[
            "v=spf1 -all",
            "a \"b\" \\c; (d) $e @",
            "\"one\" \"two\\\"\\000\"",
            "\"\"",
            "v=DKIM1; k=rsa",
            "ünïcode",
        ],
    ),
    ("SPF", &["v=spf1 mx -all", "nonsense"]),
    (
        "CAA",
        &["0 issue \"ca.example.net; policy=ev\"", "128 iodef \"mailto:x@y.z\"", "0 issue \";\""],
    ),
    ("SRV", &["5 5060 ns1.shoes.co.za", "0 0 .", "1 2 3 www.shoes.co.za"]),
    (
        "DS",
        &[
            "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118",
            "1 13 2 e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d",
            "1 13 2 abcd",
        ],
    ),
    ("TLSA", &["3 1 1 abcdef", "0 0 0 00"]),
    ("SSHFP", &["4 2 e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d", "1 1 ab"]),
    (
        "HTTPS",
        &[
            "1 . alpn=h2,h3 port=8443 ipv4hint=192.0.2.1 ipv6hint=2001:db8::1",
            "0 www.shoes.co.za",
            "1 @ mandatory=alpn alpn=h2",
            "1 . mandatory=port alpn=h2",
            "16 a.example.net. key667=\"hello\"",
        ],
    ),
    (
        "NAPTR",
        &[
            "10 20 \"s\" \"SIP+D2U\" \"\" _sip._udp.example.net.",
            "10 20 \"u\" \"E2U+sip\" \"!^(.*)$!sip:\\\\1@example.net!\" .",
            "10 20 \"u\" \"E2U+sip\" \"!^(.*$!x!\" .",
        ],
    ),
];

/// A type and a value.
fn value() -> impl Strategy<Value = (String, String)> {
    let hosts = prop::sample::select(HOSTS.to_vec()).prop_map(str::to_owned);
    let leading = prop::sample::select(vec!["NS", "NS", "NS", "CNAME", "MX", "PTR", "ALIAS"]);
    let named = (leading, hosts).prop_map(|(kind, host)| (kind.to_owned(), host));
    let known = prop::sample::select(VALUES.to_vec()).prop_flat_map(|(kind, values)| {
        prop::sample::select(values.to_vec())
            .prop_map(move |value| (kind.to_owned(), value.to_owned()))
    });
    let others =
        prop::sample::select(vec![("URL", "https://a.b"), ("AAA", "x"), ("MXE", "192.0.2.9")]);
    let others = others.prop_map(|(kind, value)| (kind.to_owned(), value.to_owned()));
    let address = Just(("A".to_owned(), "192.0.2.3".to_owned()));
    prop_oneof![4 => known, 4 => named, 2 => address, 1 => others]
}

/// Records as they come through the door; those that do not are left out.
pub fn records() -> impl Strategy<Value = Vec<Record>> {
    let ttl = prop_oneof![Just(60_u32), Just(3_600), Just(0x7FFF_FFFF)];
    let draft = (prop::sample::select(OWNERS.to_vec()), value(), ttl, 0..3_u16);
    let record = draft.prop_map(|(name, (kind, content), ttl, priority)| {
        let (ttl, priority) = (Some(ttl), Some(priority));
        let draft = Draft { name, kind: &kind, ttl, priority, content: &content };
        Record::parse(&draft, APEX, 0).ok()
    });
    prop::collection::vec(record, 0..30).prop_map(|records| records.into_iter().flatten().collect())
}
