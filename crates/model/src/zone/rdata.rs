//! Values of records as they travel (RFC 1035 §3.3 and its successors).
//!
//! What is written in numbers and names is read here. What has a presentation format of its own is read
//! by the scanner of the DNS library, as the one line of a zone file.

use std::net::{Ipv4Addr, Ipv6Addr};

use domain::base::Name;
use domain::base::iana::Rtype;
use domain::base::rdata::ComposeRecordData;
use domain::rdata::ZoneRecordData;
use domain::zonefile::inplace::{Entry, Zonefile};

use super::{Record, naptr, service_bindings, service_parts, texts};

/// The value of a record on the wire.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rdata {
    /// The number of its type.
    pub rtype: u16,
    /// The data, without compression and with names in lower case.
    pub data: Vec<u8>,
}

/// What a record says on the wire. None for what is never served, for what becomes other records when
/// its zone is published, and for values that are not of their type.
#[must_use]
pub fn rdata(record: &Record) -> Option<Rdata> {
    let (kind, content) = (record.kind.as_str(), record.content.as_str());
    let (rtype, data) = match kind {
        "A" => (Rtype::A, content.parse::<Ipv4Addr>().ok()?.octets().to_vec()),
        "AAAA" => (Rtype::AAAA, content.parse::<Ipv6Addr>().ok()?.octets().to_vec()),
        "NS" => (Rtype::NS, name(content)?),
        "CNAME" => (Rtype::CNAME, name(content)?),
        "PTR" => (Rtype::PTR, name(content)?),
        "MX" => (Rtype::MX, [&record.priority.to_be_bytes()[..], &name(content)?].concat()),
        "SRV" => (Rtype::SRV, service(record.priority, content)?),
        "TXT" | "SPF" => (Rtype::TXT, texts::wire(content)?),
        "CAA" => (Rtype::CAA, issuer(content)?),
        "SOA" | "DS" | "TLSA" | "SSHFP" | "HTTPS" | "SVCB" | "NAPTR" => scanned(kind, content)?,
        _ => return None,
    };
    Some(Rdata { rtype: rtype.to_int(), data })
}

/// Whether records of this type are answered as they stand.
#[must_use]
pub fn is_served(kind: &str) -> bool {
    !matches!(kind, "AAA" | "ALIAS" | "FRAME" | "MXE" | "URL")
}

/// A whole name, with or without its last dot.
fn name(content: &str) -> Option<Vec<u8>> {
    let name: Name<Vec<u8>> = content.to_ascii_lowercase().parse().ok()?;
    Some(name.into_octets())
}

/// Priority, weight, port and target (RFC 2782). A priority inside the value counts where none was said
/// beside it.
fn service(priority: u16, content: &str) -> Option<Vec<u8>> {
    let (weight, port, target) = service_parts(content)?;
    let inside = content.split_whitespace().rev().nth(3).map_or(Some(0), |word| word.parse().ok());
    let priority = if priority == 0 { inside? } else { priority };
    let numbers = [priority, weight, port].map(u16::to_be_bytes).concat();
    Some([numbers, name(target)?].concat())
}

/// Flags, tag and value (RFC 8659 §4.1).
fn issuer(content: &str) -> Option<Vec<u8>> {
    let mut words = content.splitn(3, ' ');
    let (flags, tag, value) = (words.next()?, words.next()?, words.next()?);
    let sound = !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let length = u8::try_from(tag.len()).ok().filter(|_| sound)?;
    let value = texts::quoted(value).filter(|values| values.len() == 1)?.concat();
    Some([&[flags.parse().ok()?, length], tag.to_ascii_lowercase().as_bytes(), &value].concat())
}

/// Reads a value as the only line of a zone file.
fn scanned(kind: &str, content: &str) -> Option<(Rtype, Vec<u8>)> {
    if !is_one_line(content) {
        return None;
    }
    let content = match kind {
        "HTTPS" | "SVCB" => service_bindings::with_lower_target(content)?,
        _ => content.to_owned(),
    };
    let mut file = Zonefile::from(format!(". 1 IN {kind} {content}\n").as_str());
    file.set_origin(Name::root_bytes());
    let Ok(Some(Entry::Record(found))) = file.next_entry() else { return None };
    if !matches!(file.next_entry(), Ok(None)) {
        return None;
    }
    let mut data = Vec::new();
    found.data().compose_canonical_rdata(&mut data).ok()?;
    let sound = match found.data() {
        ZoneRecordData::Ds(signer) => {
            let digest = signer.digest();
            has_length(digest, &[(1, 20), (2, 32), (3, 32), (4, 48)], signer.digest_type().to_int())
        }
        ZoneRecordData::Sshfp(key) => {
            let print = key.fingerprint();
            has_length(print, &[(1, 20), (2, 32)], key.fingerprint_type().to_int())
        }
        ZoneRecordData::Naptr(rule) => naptr::is_substitution(rule.regexp().as_ref()),
        ZoneRecordData::Svcb(_) | ZoneRecordData::Https(_) => service_bindings::are_sound(&data),
        ZoneRecordData::Soa(_) | ZoneRecordData::Tlsa(_) => true,
        _ => false,
    };
    sound.then(|| (found.rtype(), data))
}

/// Whether a digest has the length that its type is known for.
fn has_length(digest: &[u8], lengths: &[(u8, usize)], of_type: u8) -> bool {
    let known = lengths.iter().find(|(number, _)| *number == of_type);
    !digest.is_empty() && known.is_none_or(|(_, length)| digest.len() == *length)
}

/// Whether a text is one line for the scanner and nothing else: nothing in it opens a comment, a
/// bracket, a second line or a name that depends on where the line stands.
fn is_one_line(content: &str) -> bool {
    let (mut quoted, mut escaped, mut word) = (false, false, String::new());
    for sign in content.chars().chain([' ']) {
        let plain = sign == ' ' || sign.is_ascii_graphic();
        let opens = !quoted && !escaped && matches!(sign, ';' | '(' | ')');
        if !plain || opens {
            return false;
        }
        if !quoted && sign == ' ' {
            // `@` is the origin, `\#` data of any type (RFC 3597 §5).
            if escaped || word == "@" || word == "\\#" {
                return false;
            }
            word.clear();
        } else {
            word.push(sign);
        }
        quoted ^= sign == '"' && !escaped;
        escaped = sign == '\\' && !escaped;
    }
    !quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zone::Draft;

    fn wire(kind: &str, content: &str) -> Option<Rdata> {
        let record = Record {
            name: "shoes.co.za".into(),
            kind: kind.into(),
            ttl: 3600,
            priority: 10,
            content: content.into(),
        };
        rdata(&record)
    }

    fn hex(data: &[u8]) -> String {
        data.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn values_become_what_travels() {
        for (kind, content, rtype, data) in [
            ("A", "192.0.2.1", 1, "c0000201"),
            ("AAAA", "2001:db8::1", 28, "20010db8000000000000000000000001"),
            ("CNAME", "A.b", 5, "0161016200"),
            ("MX", ".", 15, "000a00"),
            ("SRV", "1 2 a.", 33, "000a00010002016100"),
            ("SRV", "9 1 2 a", 33, "000a00010002016100"),
            ("TXT", "a \"b\"", 16, "0561202262 22"),
            ("SPF", "\"a\" \"b\\\"\\065\"", 16, "0161 03622241"),
            ("TXT", "é", 16, "02c3a9"),
            ("CAA", "0 Issue \"ca.b; x=\\\"\"", 257, "00056973737565 63612e623b20783d22"),
            (
                "SOA",
                "A. b.c. 1 2 3 4 5",
                6,
                "01610001620163000000000100000002000000030000000400000005",
            ),
            ("DS", "1 8 9 ab CD", 43, "00010809abcd"),
            ("TLSA", "3 1 0 ABcd", 52, "030100abcd"),
            ("SSHFP", "4 7 abcd", 44, "0407abcd"),
            (
                "HTTPS",
                "1 A.b alpn=\"h3,h2\" port=443",
                65,
                "00010161016200 0001000602683302 6832 0003000201bb",
            ),
            ("SVCB", "0 a", 64, "0000016100"),
            ("NAPTR", "1 2 \"s\" \"X\" \"\" A.", 35, "000100020173015800016100"),
        ] {
            let found = wire(kind, content).map(|found| (found.rtype, hex(&found.data)));
            assert_eq!(found, Some((rtype, data.replace(' ', ""))), "{kind} {content}");
        }
    }

    #[test]
    fn what_is_not_of_its_type_has_no_value() {
        for (kind, content) in [
            ("AAA", "192.0.2.1"),
            ("ALIAS", "a.b"),
            ("URL", "https://a.b"),
            ("SOA", "a b 1 2 3 4"),
            ("SOA", "a b 1 2 3 4 5 6"),
            ("SOA", "@ b 1 2 3 4 5"),
            ("DS", "1 8 2 abcd"),
            ("DS", "70000 8 9 abcd"),
            ("SSHFP", "1 1 abcd"),
            ("TLSA", "3 1 1 xyz"),
            ("TLSA", "\\# 4 030100ab"),
            ("HTTPS", "1 . mandatory=alpn"),
            ("HTTPS", "1 . no-default-alpn"),
            ("HTTPS", "1 . alpn=h2 alpn=h3"),
            ("HTTPS", "nonsense"),
            ("NAPTR", "1 2 \"u\" \"X\" \"nonsense\" ."),
            ("CAA", "0 issue \"a\" \"b\""),
            ("TXT", "\"a"),
            ("TXT", "\"a\" b"),
        ] {
            assert_eq!(wire(kind, content), None, "{kind} {content} was read");
        }
    }

    #[test]
    fn no_value_smuggles_anything_in() {
        for (kind, content) in [
            ("TLSA", "3 1 0 ab ; cd"),
            ("TLSA", "3 1 0 ( ab"),
            ("TLSA", "3 1 0 ab\nx 1 IN A 192.0.2.1"),
            ("TLSA", "3 1 0 ab\n$INCLUDE /etc/passwd"),
            ("TLSA", "3 1 0 ab\\"),
            ("TLSA", "3 1 0 ab\\\n"),
            ("NAPTR", "1 2 \"s\" \"X\" \"\" a. \""),
            ("NAPTR", "1 2 \"s\" \"X\" \"\n\" a."),
            ("SVCB", "1 . key9=\"\n\""),
        ] {
            assert_eq!(wire(kind, content), None, "{kind} {content:?} was read");
        }
    }

    #[test]
    fn a_priority_inside_the_value_counts_where_there_is_no_other() {
        let draft = Draft { kind: "SRV", content: "9 1 2 a.b", ..Draft::default() };
        let first = |priority| {
            let record = Record::parse(&Draft { priority, ..draft.clone() }, "shoes.co.za", 0);
            rdata(&record.unwrap()).unwrap().data[1]
        };
        assert_eq!((first(None), first(Some(5))), (9, 5));
    }

    #[test]
    fn long_texts_are_split() {
        for content in ["x".repeat(600), format!("\"{}\"", "x".repeat(600))] {
            let data = wire("TXT", &content).unwrap().data;
            assert_eq!((data[0], data[256], data[512], data.len()), (255, 255, 90, 603));
        }
    }

    #[test]
    fn what_the_door_lets_in_is_served() {
        let draft = Draft { name: "@", kind: "HTTPS", content: "1 @ alpn=h2", ..Draft::default() };
        let record = Record::parse(&draft, "shoes.co.za", 0).unwrap();
        assert_eq!(record.content, "1 shoes.co.za alpn=h2");
        assert!(rdata(&record).is_some());
    }
}
