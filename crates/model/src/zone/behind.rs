//! What stands behind a name of a zone: its addresses, or where it leads (RFC 1034 §4.3.2).

use std::net::IpAddr;

use super::Record;
use super::rows::above_and_itself;

/// What stands behind a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// Addresses, each with the seconds it lives; none where there are none.
    Addresses(Vec<(IpAddr, u32)>),
    /// Another name, by a CNAME or an alias, and the seconds that holds.
    Name(String, u32),
    /// It is delegated: others know.
    Delegated,
}

/// What stands behind `name` in the zone `apex` with these records, as they are served, and with its
/// aliases. A wildcard stands in for names that do not exist (RFC 4592 §3.3.1).
#[must_use]
pub fn behind(records: &[Record], apex: &str, name: &str) -> Behind {
    let above = || above_and_itself(name).take_while(|above| above.len() > apex.len());
    let is_delegated =
        |above: &str| records.iter().any(|record| record.kind == "NS" && record.name == above);
    if above().any(is_delegated) {
        return Behind::Delegated;
    }
    let owner = owner(records, name);
    let mut addresses = Vec::new();
    let mut leads = None;
    for record in records.iter().filter(|record| Some(&record.name) == owner.as_ref()) {
        match record.kind.as_str() {
            "A" | "AAAA" => {
                addresses.extend(record.content.parse().map(|address| (address, record.ttl)));
            }
            "CNAME" | "ALIAS" => leads = Some((record.content.clone(), record.ttl)),
            _ => {}
        }
    }
    match leads {
        Some((name, ttl)) if addresses.is_empty() => Behind::Name(name, ttl),
        _ => Behind::Addresses(addresses),
    }
}

/// The owner of the records that answer for a name: itself where it exists, else the wildcard below
/// the nearest name that does.
fn owner(records: &[Record], name: &str) -> Option<String> {
    let exists = |name: &str| {
        records.iter().any(|record| {
            let above = record.name.strip_suffix(name);
            above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
        })
    };
    if exists(name) {
        return Some(name.to_owned());
    }
    let encloser = above_and_itself(name).skip(1).find(|above| exists(above))?;
    Some(format!("*.{encloser}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_addresses_or_on() {
        let record = |name: &str, kind: &str, content: &str| Record {
            name: name.into(),
            kind: kind.into(),
            ttl: 60,
            priority: 0,
            content: content.into(),
        };
        let zone = [
            record("b.za", "A", "192.0.2.1"),
            record("b.za", "AAAA", "2001:db8::1"),
            record("www.b.za", "CNAME", "b.za"),
            record("x.y.b.za", "ALIAS", "a.b"),
            record("*.b.za", "A", "192.0.2.9"),
            record("sub.b.za", "NS", "ns.example.net"),
        ];
        let addresses = |all: &[&str]| {
            Behind::Addresses(all.iter().map(|one| (one.parse().unwrap(), 60)).collect())
        };
        for (name, expected) in [
            ("b.za", addresses(&["192.0.2.1", "2001:db8::1"])),
            ("www.b.za", Behind::Name("b.za".into(), 60)),
            ("x.y.b.za", Behind::Name("a.b".into(), 60)),
            ("y.b.za", addresses(&[])),
            ("q.y.b.za", addresses(&[])),
            ("p.q.b.za", addresses(&["192.0.2.9"])),
            ("www.sub.b.za", Behind::Delegated),
        ] {
            assert_eq!(behind(&zone, "b.za", name), expected, "{name}");
        }
    }
}
