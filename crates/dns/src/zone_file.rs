//! Zone files (RFC 1035 §5): contents from text, and text from contents. `$INCLUDE` is not followed:
//! a zone file is one text, and names no file of this machine.

use std::fmt::Write as _;

use bytes::Bytes;
use domain::base::iana::Class;
use domain::base::rdata::{ComposeRecordData, ParseRecordData, RecordData};
use domain::base::zonefile_fmt::{DisplayKind, ZonefileFmt};
use domain::base::{ParsedName, ToName};
use domain::dep::octseq::parse::Parser;
use domain::rdata::ZoneRecordData;
use domain::zonefile::inplace::{Entry, ScannedRecord, Zonefile};
use model::time::Timestamp;

use crate::contents::{Contents, Rr, RrSet};
use crate::names::{Name, Rtype, is_within};

/// Reads a zone file, where relative names are below `apex` and the class is IN when left out.
///
/// Names become lower case. Signatures go to what they cover, and NSEC3 to the denial. None when the
/// text is no zone file, a record lies outside of the zone or is of another class, a signature covers
/// nothing, or the SOA is missing or there twice.
#[must_use]
pub fn read_zone(text: &str, apex: &Name) -> Option<Contents> {
    let mut file = Zonefile::from(text);
    file.extend_from_slice(b"\n");
    file.set_origin(apex.clone());
    file.set_default_class(Class::IN);
    let mut contents = Contents::new(apex.clone(), 0);
    let mut signatures = Vec::new();
    while let Some(entry) = file.next_entry().ok()? {
        let Entry::Record(record) = entry else { return None };
        let rr = plain(&record).filter(|rr| is_within(&rr.owner, apex))?;
        match rr.rtype {
            Rtype::RRSIG => signatures.push(rr),
            Rtype::NSEC3 => {
                contents.denial.entry(rr.owner).or_default().insert(rr.ttl, rr.rdata);
            }
            _ => contents.insert(rr),
        }
    }
    for signature in signatures {
        attach(&mut contents, signature)?;
    }
    contents.serial = serial(&contents)?;
    Some(contents)
}

/// Writes a zone file: one record per line, the SOA first, every name absolute. Signatures stand behind
/// what they cover, and NSEC3 at the end.
#[must_use]
pub fn write_zone(contents: &Contents) -> String {
    let mut text = String::new();
    if let Some(soa) = contents.set(&contents.apex, Rtype::SOA) {
        write_set(&mut text, &contents.apex, Rtype::SOA, soa);
    }
    for (owner, sets) in &contents.names {
        for (rtype, set) in sets {
            if *rtype != Rtype::SOA || *owner != contents.apex {
                write_set(&mut text, owner, *rtype, set);
            }
        }
    }
    for (owner, set) in &contents.denial {
        write_set(&mut text, owner, Rtype::NSEC3, set);
    }
    text
}

/// The data of a record as a zone file says it: `10 mail.example.com.` for an MX record. What the type
/// cannot say is said as octets (RFC 3597 §5).
#[must_use]
pub fn write_rdata(rtype: Rtype, rdata: &[u8]) -> String {
    readable(rtype, rdata).unwrap_or_else(|| {
        rdata.iter().fold(format!("\\# {} ", rdata.len()), |mut text, octet| {
            let _ = write!(text, "{octet:02X}");
            text
        })
    })
}

fn write_set(text: &mut String, owner: &Name, rtype: Rtype, set: &RrSet) {
    let mut line = |rtype: Rtype, rdata: &[u8]| {
        let rdata = write_rdata(rtype, rdata);
        let _ = writeln!(text, "{} {} IN {rtype} {rdata}", owner.fmt_with_dot(), set.ttl);
    };
    set.rdata.iter().for_each(|rdata| line(rtype, rdata));
    set.signatures.iter().for_each(|rdata| line(Rtype::RRSIG, rdata));
}

/// The data in the words of its type, when they mean the same data again.
fn readable(rtype: Rtype, rdata: &[u8]) -> Option<String> {
    let mut parser = Parser::from_ref(rdata);
    let data =
        ZoneRecordData::<&[u8], ParsedName<&[u8]>>::parse_rdata(rtype, &mut parser).ok()??;
    if parser.remaining() != 0 || matches!(data, ZoneRecordData::Unknown(_)) {
        return None;
    }
    let text = data.display_zonefile(DisplayKind::Simple).to_string();
    let text = if rtype == Rtype::RRSIG { with_dates(&text) } else { text };
    let mut file = Zonefile::from(format!(". 0 IN {rtype} {text}\n").as_str());
    let Ok(Some(Entry::Record(again))) = file.next_entry() else { return None };
    let mut octets = Vec::with_capacity(rdata.len());
    again.data().compose_rdata(&mut octets).ok()?;
    (octets == rdata).then_some(text)
}

/// The words of a signature, with the times of its end and its beginning as dates (RFC 4034 §3.2): not
/// everybody reads them as seconds.
fn with_dates(signature: &str) -> String {
    let date = |(place, word): (usize, &str)| match word.parse() {
        Ok(seconds) if place == 4 || place == 5 => {
            let mut date = Timestamp::from_unix(seconds).day_and_time();
            date.retain(|letter| letter.is_ascii_digit());
            date
        }
        _ => word.to_owned(),
    };
    signature.split(' ').enumerate().map(date).collect::<Vec<_>>().join(" ")
}

fn plain(record: &ScannedRecord) -> Option<Rr> {
    let mut rdata = Vec::new();
    record.data().compose_canonical_rdata(&mut rdata).ok()?;
    let owner = record.owner().to_vec().as_slice().to_ascii_lowercase();
    let owner = Name::from_octets(Bytes::from(owner)).ok()?;
    (record.class() == Class::IN).then(|| Rr {
        owner,
        rtype: record.data().rtype(),
        ttl: record.ttl().as_secs(),
        rdata: Bytes::from(rdata),
    })
}

/// Puts a signature to the set whose type it begins with (RFC 4034 §3.1).
fn attach(contents: &mut Contents, signature: Rr) -> Option<()> {
    let covered = Rtype::from_int(u16::from_be_bytes(*signature.rdata.first_chunk()?));
    let set = if covered == Rtype::NSEC3 {
        contents.denial.get_mut(&signature.owner)?
    } else {
        contents.names.get_mut(&signature.owner)?.get_mut(&covered)?
    };
    if let Err(place) = set.signatures.binary_search(&signature.rdata) {
        set.signatures.insert(place, signature.rdata);
    }
    Some(())
}

/// The serial of the SOA: the first of the five numbers its data ends in.
fn serial(contents: &Contents) -> Option<u32> {
    let [soa] = contents.set(&contents.apex, Rtype::SOA)?.rdata.as_slice() else { return None };
    let numbers = soa.last_chunk::<20>()?;
    Some(u32::from_be_bytes(*numbers.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::name;

    const ZONE: &str = r#"
$TTL 300
@ 3600 SOA NS1.Example.com. hostmaster 7 3600 900 604800 300
@ NS ns1
NS1 A 192.0.2.1
@ MX 10 Mail
@ TXT "v=spf1 -all; \"quoted\"" "second"
@ CAA 0 issue "ca.example"
_sip._tcp SRV 1 2 5060 sip
www HTTPS 1 . alpn=h2 ipv4hint=192.0.2.1
x TYPE65280 \# 3 010203
strange TLSA 3 1 1 00112233
@ RRSIG SOA 13 2 3600 20300101000000 20200101000000 1 example.com. AAAA
"#;

    #[test]
    fn what_was_written_reads_the_same() {
        let apex = name("example.com").unwrap();
        let zone = read_zone(ZONE, &apex).unwrap();
        assert_eq!(zone.serial, 7);
        assert_eq!(zone.set(&apex, Rtype::SOA).unwrap().signatures.len(), 1);
        let text = write_zone(&zone);
        assert!(text.contains("example.com. 300 IN MX 10 mail.example.com.\n"), "{text}");
        assert!(
            text.contains(" SOA 13 2 3600 20300101000000 20200101000000 1 example.com. "),
            "{text}"
        );
        assert!(text.contains("x.example.com. 300 IN TYPE65280 \\# 3 010203\n"), "{text}");
        assert_eq!(read_zone(&text, &apex).unwrap(), zone);
    }

    #[test]
    fn what_lies_elsewhere_or_has_no_soa_is_no_zone() {
        let apex = name("example.com").unwrap();
        assert_eq!(read_zone("www A 192.0.2.1", &apex), None);
        assert_eq!(read_zone(&format!("{ZONE}\nwww.example.org. A 192.0.2.1"), &apex), None);
        assert_eq!(read_zone(&format!("{ZONE}\n$INCLUDE /etc/passwd"), &apex), None);
        assert_eq!(read_zone("@ A 192.0.2", &apex), None);
    }
}
