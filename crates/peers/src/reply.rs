//! Answers taken apart, so that they can be compared whatever their compression and order.

use std::collections::BTreeSet;
use std::fmt;

use bytes::Bytes;
use domain::base::message::RecordSection;
use domain::base::opt::UnknownOptData;
use domain::base::rdata::ComposeRecordData as _;
use domain::base::{Message, ParsedName, ToName as _};
use domain::rdata::AllRecordData;

use dns::names::{Name, Rtype};

/// A record of an answer, its names in lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Its owner.
    pub owner: Name,
    /// Its type.
    pub rtype: Rtype,
    /// Its class.
    pub class: u16,
    /// Seconds to live.
    pub ttl: u32,
    /// Its data in canonical form (RFC 4034 §6.2).
    pub rdata: Vec<u8>,
}

/// An answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The code, with what EDNS adds to it.
    pub rcode: u16,
    /// The opcode it repeats.
    pub opcode: u8,
    /// QR, AA, TC, RD, RA, Z, AD and CD as they stand in the header.
    pub flags: BTreeSet<&'static str>,
    /// The question section as it came, byte for byte.
    pub question: Vec<u8>,
    /// The answer section, in its order.
    pub answer: Vec<Row>,
    /// The authority section.
    pub authority: BTreeSet<Row>,
    /// The additional section without OPT.
    pub additional: BTreeSet<Row>,
    /// What EDNS says: version and whether DO is set.
    pub edns: Option<(u8, bool)>,
    /// The numbers of its EDNS options.
    pub options: BTreeSet<u16>,
    /// How many bytes it took.
    pub length: usize,
}

impl Reply {
    /// Takes an answer apart; none when it is no message.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let message = Message::from_octets(Bytes::copy_from_slice(bytes)).ok()?;
        let (_, answer, authority, additional) = message.sections().ok()?;
        let end = answer.pos();
        let opt = message.opt();
        let header = message.header();
        let rcode = opt
            .as_ref()
            .map_or_else(|| u16::from(header.rcode().to_int()), |opt| opt.rcode(header).to_int());
        let options = opt.iter().flat_map(|opt| opt.opt().iter::<UnknownOptData<_>>());
        let options = options.filter_map(|one| Some(one.ok()?.code().to_int())).collect();
        Some(Self {
            rcode,
            opcode: header.opcode().to_int(),
            flags: flags(bytes),
            question: bytes.get(12..end)?.to_vec(),
            answer: rows(answer)?,
            authority: rows(authority)?.into_iter().collect(),
            additional: rows(additional)?.into_iter().collect(),
            edns: opt.map(|opt| (opt.version(), opt.dnssec_ok())),
            options,
            length: bytes.len(),
        })
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn has(&self, flag: &str) -> bool {
        self.flags.contains(flag)
    }

    /// The answer section as a set.
    #[must_use]
    pub fn answers(&self) -> BTreeSet<&Row> {
        self.answer.iter().collect()
    }

    /// The owners of the CNAME records of the answer in their order, which has a meaning.
    #[must_use]
    pub fn chain(&self) -> Vec<&Name> {
        let is_alias = |row: &&Row| row.rtype == Rtype::CNAME;
        self.answer.iter().filter(is_alias).map(|row| &row.owner).collect()
    }
}

fn flags(bytes: &[u8]) -> BTreeSet<&'static str> {
    const FLAGS: [(usize, u8, &str); 8] = [
        (2, 0x80, "QR"),
        (2, 0x04, "AA"),
        (2, 0x02, "TC"),
        (2, 0x01, "RD"),
        (3, 0x80, "RA"),
        (3, 0x40, "Z"),
        (3, 0x20, "AD"),
        (3, 0x10, "CD"),
    ];
    let is_set = |row: &&(usize, u8, &str)| bytes[row.0] & row.1 != 0;
    FLAGS.iter().filter(is_set).map(|row| row.2).collect()
}

fn rows(section: RecordSection<'_, Bytes>) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    for record in section {
        let record = record.ok()?;
        if record.rtype() == Rtype::OPT {
            continue;
        }
        let record = record.to_any_record::<AllRecordData<Bytes, ParsedName<Bytes>>>().ok()?;
        let mut rdata = Vec::new();
        record.data().compose_canonical_rdata(&mut rdata).ok()?;
        rows.push(Row {
            owner: lower_case(&record.owner().to_bytes()),
            rtype: record.rtype(),
            class: record.class().to_int(),
            ttl: record.ttl().as_secs(),
            rdata,
        });
    }
    Some(rows)
}

/// The name in lower case.
fn lower_case(name: &Name) -> Name {
    // Lengths of labels lie below the letters.
    Name::from_octets(name.as_slice().to_ascii_lowercase().into()).unwrap_or_else(|_| name.clone())
}

impl fmt::Debug for Row {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}. {} {} ", self.owner, self.ttl, self.rtype)?;
        if self.class != 1 {
            write!(out, "(class {}) ", self.class)?;
        }
        let shown = self.rdata.len().min(40);
        for byte in &self.rdata[..shown] {
            match byte {
                b'!'..=b'~' => write!(out, "{}", char::from(*byte))?,
                _ => write!(out, "\\{byte:02x}")?,
            }
        }
        if shown < self.rdata.len() {
            write!(out, "… ({} bytes)", self.rdata.len())
        } else {
            Ok(())
        }
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "code {} opcode {} {:?}", self.rcode, self.opcode, self.flags)?;
        write!(out, " edns {:?} {:?}", self.edns, self.options)?;
        write!(out, " question of {} bytes, {} in all", self.question.len(), self.length)?;
        let sections: [(&str, Vec<&Row>); 3] = [
            ("answer", self.answer.iter().collect()),
            ("authority", self.authority.iter().collect()),
            ("additional", self.additional.iter().collect()),
        ];
        for (name, rows) in sections {
            for row in rows.iter().take(6) {
                write!(out, "\n      {name}: {row:?}")?;
            }
            if rows.len() > 6 {
                write!(out, "\n      {name}: {} records in all", rows.len())?;
            }
        }
        Ok(())
    }
}
