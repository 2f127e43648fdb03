//! Records from what travels: the inverse of `rdata`.

use std::fmt::Write as _;

use domain::base::ParsedName;
use domain::base::iana::Rtype;
use domain::base::rdata::ParseRecordData;
use domain::dep::octseq::Parser;
use domain::rdata::{Soa, Txt, ZoneRecordData};

use super::service_content;

/// Wire data that was taken apart.
type Parsed<'a> = ZoneRecordData<&'a [u8], ParsedName<&'a [u8]>>;
/// The number of the type SPF, which was TXT under another name (RFC 7208 §3.1).
const SPF: u16 = 99;
/// Bytes of a character string at most.
const LONGEST_STRING: usize = 255;

/// What a record says, in the form that it is stored in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Said {
    /// Its type.
    pub kind: &'static str,
    /// Preference of MX and SRV; 0 for the others.
    pub priority: u16,
    /// Its value.
    pub content: String,
}

/// What wire data of a type says; none for types that no zone holds here, and for data that are not of
/// their type or cannot be written as a value.
#[must_use]
pub fn record_of(rtype: u16, data: &[u8]) -> Option<Said> {
    let read_as = if rtype == SPF { Rtype::TXT } else { Rtype::from_int(rtype) };
    let (kind, priority, content) = match parsed(read_as, data)? {
        Parsed::A(one) => ("A", 0, one.addr().to_string()),
        Parsed::Aaaa(one) => ("AAAA", 0, one.addr().to_string()),
        Parsed::Ns(one) => ("NS", 0, name(one.nsdname())),
        Parsed::Cname(one) => ("CNAME", 0, name(one.cname())),
        Parsed::Ptr(one) => ("PTR", 0, name(one.ptrdname())),
        Parsed::Mx(one) => ("MX", one.preference(), name(one.exchange())),
        Parsed::Srv(one) => {
            ("SRV", one.priority(), service_content(one.weight(), one.port(), &name(one.target())))
        }
        Parsed::Txt(one) => (if rtype == SPF { "SPF" } else { "TXT" }, 0, texts(&one)),
        Parsed::Soa(one) => ("SOA", 0, start(&one)),
        Parsed::Caa(_) => ("CAA", 0, issuer(data)?),
        Parsed::Ds(one) => ("DS", 0, format!("{} {}", one.key_tag(), hex(2, data.get(2..)?)?)),
        Parsed::Tlsa(_) => ("TLSA", 0, hex(3, data)?),
        Parsed::Sshfp(_) => ("SSHFP", 0, hex(2, data)?),
        Parsed::Naptr(one) => {
            let [flags, services, regexp] =
                [one.flags(), one.services(), one.regexp()].map(|text| quoted(text.as_slice()));
            let numbers = format!("{} {}", one.order(), one.preference());
            let replacement = name(one.replacement());
            ("NAPTR", 0, format!("{numbers} {flags} {services} {regexp} {replacement}"))
        }
        Parsed::Https(one) => {
            ("HTTPS", 0, binding(one.priority(), &name(one.target()), &one.params().to_string()))
        }
        Parsed::Svcb(one) => {
            ("SVCB", 0, binding(one.priority(), &name(one.target()), &one.params().to_string()))
        }
        _ => return None,
    };
    (!content.is_empty()).then_some(Said { kind, priority, content })
}

fn parsed(rtype: Rtype, data: &[u8]) -> Option<Parsed<'_>> {
    let mut parser = Parser::from_ref(data);
    let parsed = ParseRecordData::parse_rdata(rtype, &mut parser).ok()??;
    (parser.remaining() == 0).then_some(parsed)
}

/// A name in lower case without its last dot, but for the root.
fn name(name: &ParsedName<&[u8]>) -> String {
    let text = name.to_string().to_ascii_lowercase();
    if text.is_empty() { ".".to_owned() } else { text }
}

fn start(one: &Soa<ParsedName<&[u8]>>) -> String {
    let timers = [one.refresh(), one.retry(), one.expire(), one.minimum()];
    let timers = timers.map(|timer| timer.as_secs().to_string()).join(" ");
    format!("{} {} {} {timers}", name(one.mname()), name(one.rname()), one.serial())
}

fn binding(priority: u16, target: &str, parameters: &str) -> String {
    let target = target.trim_end_matches('.');
    format!("{priority} {target}. {parameters}").trim_end().to_owned()
}

/// Texts: written without quotes where they read the same then.
fn texts(one: &Txt<&[u8]>) -> String {
    let strings: Vec<&[u8]> = one.iter().collect();
    let split = strings.iter().rev().skip(1).all(|string| string.len() == LONGEST_STRING);
    let plain = String::from_utf8(strings.concat()).ok().filter(|text| {
        let sound = !text.is_empty() && text.trim() == text && !text.starts_with('"');
        sound && !text.chars().any(char::is_control)
    });
    match plain {
        Some(text) if split => text,
        _ => strings.iter().map(|string| quoted(string)).collect::<Vec<_>>().join(" "),
    }
}

/// A character string between quotation marks (RFC 1035 §5.1).
fn quoted(string: &[u8]) -> String {
    let mut text = String::with_capacity(string.len() + 2);
    text.push('"');
    for byte in string {
        match byte {
            b'"' | b'\\' => text.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => text.push(char::from(*byte)),
            other => {
                let _ = write!(text, "\\{other:03}");
            }
        }
    }
    text.push('"');
    text
}

/// Some bytes as numbers, and those behind them in hexadecimal.
fn hex(numbers: usize, data: &[u8]) -> Option<String> {
    let (numbers, rest) = data.split_at_checked(numbers)?;
    let mut text: String = numbers.iter().map(|number| format!("{number} ")).collect();
    for byte in rest {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02X}");
    }
    Some(text)
}

/// Flags, tag and value (RFC 8659 §4.1).
fn issuer(data: &[u8]) -> Option<String> {
    let (flags, rest) = data.split_first()?;
    let (length, rest) = rest.split_first()?;
    let (tag, value) = rest.split_at_checked(usize::from(*length))?;
    let tag = std::str::from_utf8(tag).ok()?.to_ascii_lowercase();
    Some(format!("{flags} {tag} {}", quoted(value)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Draft, Record, rdata};
    use super::*;

    fn stored(kind: &str, priority: u16, content: &str) -> Record {
        let draft = Draft { name: "x", kind, ttl: None, priority: Some(priority), content };
        Record::parse(&draft, "shoes.co.za", 1).unwrap_or_else(|why| panic!("{content}: {why:?}"))
    }

    /// What a record says after it travelled.
    fn travelled(record: &Record) -> Said {
        let wire = rdata(record).unwrap_or_else(|| panic!("{record:?} does not travel"));
        record_of(wire.rtype, &wire.data).unwrap_or_else(|| panic!("{record:?} does not arrive"))
    }

    #[test]
    fn records_of_every_type_arrive_as_they_were_stored() {
        let long = "a".repeat(600);
        for (kind, priority, content) in [
            ("A", 0, "192.0.2.1"),
            ("AAAA", 0, "2001:db8::1"),
            ("NS", 0, "ns1.shoes.co.za"),
            ("CNAME", 0, "_x.boots.example"),
            ("PTR", 0, "shoes.co.za"),
            ("MX", 10, "mail.shoes.co.za"),
            ("MX", 0, "."),
            ("SRV", 5, "10 5060 sip.shoes.co.za"),
            ("SRV", 0, "0 0 ."),
            ("TXT", 0, "v=spf1 -all"),
            ("TXT", 0, "Grüße; \"so\" \\ there"),
            ("TXT", 0, "\"two\" \"texts\""),
            ("TXT", 0, "\"\""),
            ("TXT", 0, "\"\\\"quoted\\\" \\000\\255\""),
            ("TXT", 0, long.as_str()),
            ("CAA", 0, "0 issue \"ca.example; a=b\""),
            ("CAA", 0, "128 iodef \"mailto:jane@example.com\""),
            ("SOA", 0, "ns1.shoes.co.za jane.shoes.co.za 1 7200 3600 1209600 300"),
            ("TLSA", 0, "3 1 1 D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB106618E971"),
            ("SSHFP", 0, "4 2 D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB106618E971"),
            (
                "DS",
                0,
                "60485 13 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A",
            ),
            ("NAPTR", 0, "100 10 \"U\" \"E2U+sip\" \"!^.*$!sip:info@shoes.co.za!\" ."),
            ("NAPTR", 0, "100 10 \"S\" \"SIP+D2U\" \"\" _sip._udp.shoes.co.za"),
            ("HTTPS", 0, "1 . alpn=h2,h3 port=8443 ipv4hint=192.0.2.1"),
            ("SVCB", 0, "0 svc.shoes.co.za."),
        ] {
            let record = stored(kind, priority, content);
            let said = travelled(&record);
            let again = stored(said.kind, said.priority, &said.content);
            assert_eq!(rdata(&again), rdata(&record), "{kind} {content} became {said:?}");
            assert_eq!((said.kind, said.priority), (kind, priority), "{content}");
            assert_eq!(said.content.to_lowercase(), content.to_lowercase());
        }
    }

    #[test]
    fn what_was_spf_arrives_as_text_and_the_type_spf_is_known() {
        let said = travelled(&stored("SPF", 0, "v=spf1 -all"));
        assert_eq!((said.kind, &*said.content), ("TXT", "v=spf1 -all"));
        assert_eq!(record_of(SPF, b"\x01x").unwrap().kind, "SPF");
    }

    #[test]
    fn what_is_not_of_its_type_says_nothing() {
        assert_eq!(record_of(1, &[192, 0, 2]), None);
        assert_eq!(record_of(16, b""), None);
        assert_eq!(record_of(39, b"\x00"), None);
    }

    proptest! {
        #[test]
        fn whatever_arrives_says_what_it_was_or_nothing(
            rtype in prop::sample::select(vec![
                1_u16, 2, 5, 6, 12, 15, 16, 28, 33, 35, 43, 44, 52, 64, 65, 99, 257,
            ]),
            data in prop::collection::vec(prop_oneof![0_u8..8, any::<u8>()], 0..60),
        ) {
            let Some(said) = record_of(rtype, &data) else { return Ok(()) };
            let draft = Draft {
                name: "x",
                kind: said.kind,
                ttl: None,
                priority: Some(said.priority),
                content: &said.content,
            };
            let wire = Record::parse(&draft, "shoes.co.za", 1).ok().and_then(|one| rdata(&one));
            // Some of what travels cannot be stored, but nothing is stored as something else.
            if let Some(wire) = wire {
                prop_assert_eq!(record_of(wire.rtype, &wire.data).map(|again| again.content), Some(said.content));
            }
        }
    }
}
