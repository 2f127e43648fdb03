//! Zones of other servers, fetched as a client (RFC 5936).

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

use super::message::{HEADER, IN, Question, RawRecord, name_at, record_at, soa_serial, u16_at};
use super::settings::SharedKey;
use super::signature::Key;
use super::tsig::Sequence;
use super::writer::Writer;
use crate::contents::{Contents, Rr};
use crate::names::{Name, Rtype, is_within};

/// Bounds of what is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FetchSettings {
    /// Seconds since 1970 by the machine's clock, which a key is checked against.
    pub now: u64,
    /// The most records.
    pub most_records: usize,
    /// The most octets on the connection.
    pub most_octets: usize,
    /// How long all of it may take.
    pub longest: Duration,
}

impl FetchSettings {
    /// The usual bounds: a million records, 256 MiB and two minutes.
    #[must_use]
    pub const fn at(now: u64) -> Self {
        let (most_records, most_octets) = (1_000_000, 256 << 20);
        Self { now, most_records, most_octets, longest: Duration::from_secs(120) }
    }
}

/// Why a zone could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Nobody answers at that address.
    #[error("the server cannot be reached")]
    Unreachable,
    /// It took too long.
    #[error("the server took too long")]
    TimedOut,
    /// The server says no, with a code (RFC 1035 §4.1.1): 5 where it does not want to, 9 where it does
    /// not have the zone or the key is wrong.
    #[error("the server says no, with code {0}")]
    Refused(u16),
    /// Nothing was transferred: the answer has no records.
    #[error("the server sent no zone")]
    Empty,
    /// An answer is not signed with the key, or not well.
    #[error("the answer is not signed with the key")]
    BadSignature,
    /// An answer cannot be read, or is of something else.
    #[error("the answer cannot be read")]
    Malformed,
    /// The connection ended before the zone did.
    #[error("the connection ended before the zone did")]
    Incomplete,
    /// The zone has more records or octets than are taken.
    #[error("the zone is too large")]
    TooLarge,
}

/// Fetches a zone over TCP (RFC 5936).
///
/// What other servers add for DNSSEC is left out (DNSKEY, RRSIG, NSEC, NSEC3, NSEC3PARAM, CDS and
/// CDNSKEY at the apex), and so is what is not below the apex; DS records of delegations are kept.
/// Names are in lower case.
pub async fn fetch(
    address: SocketAddr,
    apex: &Name,
    key: Option<&SharedKey>,
    settings: &FetchSettings,
) -> Result<Contents, FetchError> {
    let work = Fetch::new(apex, key, settings)?.run(address);
    tokio::time::timeout(settings.longest, work).await.map_err(|_| FetchError::TimedOut)?
}

/// A transfer that is under way.
struct Fetch<'a> {
    apex: Name,
    settings: &'a FetchSettings,
    request: Vec<u8>,
    id: u16,
    sequence: Option<Sequence>,
    /// Whether the last message was signed.
    is_signed: bool,
    begun: Instant,
    contents: Option<Contents>,
    records: usize,
}

impl<'a> Fetch<'a> {
    fn new(
        apex: &Name,
        key: Option<&SharedKey>,
        settings: &'a FetchSettings,
    ) -> Result<Self, FetchError> {
        let (apex, _) = name_at(apex.as_slice(), 0).ok_or(FetchError::Malformed)?;
        let mut id = [0; 2];
        getrandom::fill(&mut id).map_err(|_| FetchError::Unreachable)?;
        let id = u16::from_be_bytes(id);
        let question = Question { name: apex.clone(), rtype: Rtype::AXFR, class: IN };
        let mut request = Writer::request(id, 0, 0, &question).finish();
        let sequence = key.map(|key| Sequence::begin(Key::new(key), &mut request, settings.now));
        let begun = Instant::now();
        let (is_signed, contents) = (sequence.is_none(), None);
        Ok(Self { apex, settings, request, id, sequence, is_signed, begun, contents, records: 0 })
    }

    async fn run(mut self, address: SocketAddr) -> Result<Contents, FetchError> {
        let stream = TcpStream::connect(address).await;
        let mut stream = stream.map_err(|_| FetchError::Unreachable)?;
        let length = u16::try_from(self.request.len()).map_err(|_| FetchError::Malformed)?;
        let framed = [&length.to_be_bytes(), self.request.as_slice()].concat();
        stream.write_all(&framed).await.map_err(|_| FetchError::Unreachable)?;
        let mut octets = 0;
        loop {
            let length = stream.read_u16().await.map_err(|_| FetchError::Incomplete)?;
            octets += usize::from(length);
            if octets > self.settings.most_octets {
                return Err(FetchError::TooLarge);
            }
            let mut message = vec![0; usize::from(length)];
            stream.read_exact(&mut message).await.map_err(|_| FetchError::Incomplete)?;
            if self.take(message)? {
                return self.contents.ok_or(FetchError::Empty);
            }
        }
    }

    /// Takes a message; true when the zone is complete.
    fn take(&mut self, mut message: Vec<u8>) -> Result<bool, FetchError> {
        let flags = u16_at(&message, 2).ok_or(FetchError::Malformed)?;
        if u16_at(&message, 0) != Some(self.id) || flags & 0x8000 == 0 {
            return Err(FetchError::Malformed);
        }
        if flags & 0x000f != 0 {
            return Err(FetchError::Refused(flags & 0x000f));
        }
        if let Some(sequence) = &mut self.sequence {
            let now = self.settings.now + self.begun.elapsed().as_secs();
            self.is_signed =
                sequence.check(&mut message, now).map_err(|_| FetchError::BadSignature)?;
        }
        let is_complete = self.take_records(&message)?;
        if is_complete && !self.is_signed {
            return Err(FetchError::BadSignature);
        }
        Ok(is_complete)
    }

    fn take_records(&mut self, message: &[u8]) -> Result<bool, FetchError> {
        let malformed = FetchError::Malformed;
        let mut at = HEADER;
        for _ in 0..u16_at(message, 4).ok_or(malformed)? {
            let (name, end) = name_at(message, at).ok_or(malformed)?;
            if name != self.apex || u16_at(message, end) != Some(Rtype::AXFR.to_int()) {
                return Err(malformed);
            }
            at = end + 4;
        }
        let count = u16_at(message, 6).ok_or(malformed)?;
        if count == 0 && self.contents.is_none() {
            return Err(FetchError::Empty);
        }
        for _ in 0..count {
            let (record, end) = record_at(message, at).ok_or(malformed)?;
            at = end;
            self.records += 1;
            if self.records > self.settings.most_records {
                return Err(FetchError::TooLarge);
            }
            if self.take_record(message, &record)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes a record; true when it is the last one, which is the first one again.
    fn take_record(&mut self, message: &[u8], record: &RawRecord) -> Result<bool, FetchError> {
        let rdata = plain(message, record).ok_or(FetchError::Malformed)?;
        let rtype = Rtype::from_int(record.rtype);
        let is_soa = rtype == Rtype::SOA && record.owner == self.apex;
        let serial = is_soa.then(|| soa_serial(&rdata)).flatten();
        let contents = match (&mut self.contents, serial) {
            (None, Some(serial)) => self.contents.insert(Contents::new(self.apex.clone(), serial)),
            (None, None) => return Err(FetchError::Malformed),
            (Some(contents), Some(serial)) if contents.serial == serial => return Ok(true),
            (Some(_), Some(_)) => return Err(FetchError::Malformed),
            (Some(contents), None) => contents,
        };
        let is_ours = record.class == IN && is_within(&record.owner, &contents.apex);
        if is_ours && !is_of_dnssec(rtype) {
            let owner = record.owner.clone();
            contents.insert(Rr { owner, rtype, ttl: record.ttl, rdata });
        }
        Ok(false)
    }
}

/// Whether a record is made by whoever signs the zone.
const fn is_of_dnssec(rtype: Rtype) -> bool {
    matches!(
        rtype,
        Rtype::RRSIG
            | Rtype::NSEC
            | Rtype::NSEC3
            | Rtype::NSEC3PARAM
            | Rtype::DNSKEY
            | Rtype::CDS
            | Rtype::CDNSKEY
    )
}

/// The data of a record without compression and with names in lower case (RFC 4034 §6.2).
fn plain(message: &[u8], record: &RawRecord) -> Option<Bytes> {
    let (skipped, names) = match Rtype::from_int(record.rtype) {
        Rtype::NS | Rtype::MD | Rtype::MF | Rtype::CNAME | Rtype::MB | Rtype::MG | Rtype::MR => {
            (0, 1)
        }
        Rtype::PTR | Rtype::DNAME => (0, 1),
        Rtype::SOA | Rtype::MINFO | Rtype::RP => (0, 2),
        Rtype::MX | Rtype::AFSDB | Rtype::RT | Rtype::KX => (2, 1),
        Rtype::PX => (2, 2),
        Rtype::SRV => (6, 1),
        Rtype::NAPTR => (texts_from(message, record.data.start + 4)? - record.data.start, 1),
        _ => (0, 0),
    };
    let mut at = record.data.start + skipped;
    let mut out = message.get(record.data.start..at)?.to_vec();
    for _ in 0..names {
        let (name, end) = name_at(message, at)?;
        out.extend_from_slice(name.as_slice());
        at = end;
    }
    out.extend_from_slice(message.get(at..record.data.end)?);
    Some(Bytes::from(out))
}

/// Where three texts end that begin here (RFC 3403 §4.1).
fn texts_from(message: &[u8], mut at: usize) -> Option<usize> {
    for _ in 0..3 {
        at += 1 + usize::from(*message.get(at)?);
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::super::message::{Code, LONGEST, Request};
    use super::*;
    use crate::names::name;

    /// A server that answers once, with one message for each list of records.
    async fn serves(messages: Vec<Vec<Rr>>, code: Code) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let length = stream.read_u16().await.unwrap();
            let mut request = vec![0; usize::from(length)];
            stream.read_exact(&mut request).await.unwrap();
            let request = Request::read(&request).unwrap();
            for records in messages {
                let mut writer = Writer::response(&request, code, LONGEST);
                for rr in &records {
                    assert!(writer.answer(rr));
                }
                let message = writer.finish();
                stream.write_u16(u16::try_from(message.len()).unwrap()).await.unwrap();
                stream.write_all(&message).await.unwrap();
            }
        });
        address
    }

    fn rr(owner: &str, rtype: Rtype, rdata: &[u8]) -> Rr {
        let owner = name(owner).unwrap();
        Rr { owner, rtype, ttl: 300, rdata: Bytes::copy_from_slice(rdata) }
    }

    fn soa() -> Rr {
        rr("shoes.example", Rtype::SOA, &[&[0, 0, 0, 0, 0, 9][..], &[0; 16]].concat())
    }

    async fn fetched(messages: Vec<Vec<Rr>>, code: Code) -> Result<Contents, FetchError> {
        let address = serves(messages, code).await;
        let settings = FetchSettings::at(1_800_000_000);
        fetch(address, &name("shoes.example").unwrap(), None, &settings).await
    }

    #[tokio::test]
    async fn a_zone_comes_in_many_messages_and_leaves_its_signatures_behind() {
        let www = rr("www.shoes.example", Rtype::A, &[192, 0, 2, 1]);
        let ns = rr("shoes.example", Rtype::NS, b"\x02NS\x05shoes\x07example\0");
        let signature = rr("www.shoes.example", Rtype::RRSIG, &[0; 40]);
        let stranger = rr("boots.example", Rtype::A, &[192, 0, 2, 2]);
        let messages = vec![vec![soa(), ns], vec![www, signature], vec![stranger], vec![soa()]];
        let contents = fetched(messages, Code::NoError).await.unwrap();
        assert_eq!(contents.serial, 9);
        assert_eq!(contents.names.len(), 2);
        let ns = contents.set(&contents.apex, Rtype::NS).unwrap();
        assert_eq!(ns.rdata, [Bytes::from_static(b"\x02ns\x05shoes\x07example\0")]);
    }

    #[tokio::test]
    async fn what_went_wrong_is_said() {
        assert_eq!(fetched(vec![vec![]], Code::Refused).await, Err(FetchError::Refused(5)));
        assert_eq!(fetched(vec![vec![]], Code::NoError).await, Err(FetchError::Empty));
        assert_eq!(fetched(vec![vec![soa()]], Code::NoError).await, Err(FetchError::Incomplete));
        let a = rr("shoes.example", Rtype::A, &[192, 0, 2, 1]);
        assert_eq!(fetched(vec![vec![a]], Code::NoError).await, Err(FetchError::Malformed));
    }
}
