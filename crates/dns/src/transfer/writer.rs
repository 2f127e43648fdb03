//! Writing messages of transfers, with names compressed (RFC 1035 §4.1.4).

use std::collections::HashMap;

use bytes::Bytes;

use super::message::{
    Code, IN, LONGEST, LONGEST_DATAGRAM, Question, Request, u16_at, uncompressed,
};
use crate::contents::Rr;
use crate::names::{Name, Rtype};

/// Where names can be pointed at.
const REACH: usize = 0x4000;

/// Writes a response, with names compressed.
#[derive(Debug)]
pub(super) struct Writer {
    message: Vec<u8>,
    /// Where names stand that can be pointed at.
    names: HashMap<Bytes, u16>,
    limit: usize,
}

impl Writer {
    /// A response to a request, with its question where there is one, that grows to `limit` at most.
    pub(super) fn response(request: &Request, code: Code, limit: usize) -> Self {
        let recursion = if request.recursion { 0x01 } else { 0 };
        let mut writer = Self { message: Vec::with_capacity(512), names: HashMap::new(), limit };
        writer.message.extend(request.id.to_be_bytes());
        writer.message.extend([0x80 | request.opcode << 3 | recursion, code as u8]);
        writer.message.extend([0; 8]);
        if let Some(question) = &request.question {
            writer.put_question(question);
        }
        writer
    }

    /// A request of our own, with its question.
    pub(super) fn request(id: u16, opcode: u8, flags: u8, question: &Question) -> Self {
        let mut writer =
            Self { message: Vec::with_capacity(512), names: HashMap::new(), limit: LONGEST };
        writer.message.extend(id.to_be_bytes());
        writer.message.extend([opcode << 3 | flags, 0]);
        writer.message.extend([0; 8]);
        writer.put_question(question);
        writer
    }

    fn put_question(&mut self, question: &Question) {
        self.put_name(&question.name);
        self.message.extend(question.rtype.to_int().to_be_bytes());
        self.message.extend(question.class.to_be_bytes());
        self.count(4);
    }

    /// Says that the zone is ours (RFC 1035 §4.1.1: AA).
    pub(super) fn authoritative(mut self) -> Self {
        if let Some(flags) = self.message.get_mut(2) {
            *flags |= 0x04;
        }
        self
    }

    /// Says that there is more than fits (RFC 1035 §4.1.1: TC).
    pub(super) fn truncated(mut self) -> Self {
        if let Some(flags) = self.message.get_mut(2) {
            *flags |= 0x02;
        }
        self
    }

    /// Adds a record to the answer section; false, and nothing, where it does not fit.
    pub(super) fn answer(&mut self, rr: &Rr) -> bool {
        self.put(6, rr)
    }

    /// Adds a record to the authority section; false, and nothing, where it does not fit.
    pub(super) fn authority(&mut self, rr: &Rr) -> bool {
        self.put(8, rr)
    }

    /// Adds an OPT record where the request has one (RFC 6891 §6.1.1).
    pub(super) fn extension(&mut self, request: &Request) {
        if request.datagram.is_some() {
            self.message.extend([0, 0, 41]);
            self.message.extend(LONGEST_DATAGRAM.to_be_bytes());
            self.message.extend([0; 6]);
            self.count(10);
        }
    }

    fn put(&mut self, section: usize, rr: &Rr) -> bool {
        let start = self.message.len();
        self.put_name(&rr.owner);
        self.message.extend(rr.rtype.to_int().to_be_bytes());
        self.message.extend(IN.to_be_bytes());
        self.message.extend(rr.ttl.to_be_bytes());
        let length_at = self.message.len();
        self.message.extend([0; 2]);
        self.put_data(rr);
        let length = u16::try_from(self.message.len() - length_at - 2);
        let (Ok(length), true) = (length, self.message.len() <= self.limit) else {
            self.message.truncate(start);
            self.names.retain(|_, place| usize::from(*place) < start);
            return false;
        };
        if let Some(place) = self.message.get_mut(length_at..length_at + 2) {
            place.copy_from_slice(&length.to_be_bytes());
        }
        self.count(section);
        true
    }

    /// The data, with its names compressed in the types that may have them so (RFC 3597 §4).
    fn put_data(&mut self, rr: &Rr) {
        let names = match rr.rtype {
            Rtype::NS | Rtype::CNAME | Rtype::PTR => (0, 1),
            Rtype::MX => (2, 1),
            Rtype::SOA => (0, 2),
            _ => (0, 0),
        };
        let (mut at, count) = names;
        self.message.extend_from_slice(rr.rdata.get(..at).unwrap_or_default());
        for _ in 0..count {
            let Some((name, end)) = uncompressed(&rr.rdata, at) else { break };
            self.put_name(&name);
            at = end;
        }
        self.message.extend_from_slice(rr.rdata.get(at..).unwrap_or_default());
    }

    fn put_name(&mut self, name: &Name) {
        let mut suffix = name.as_octets().clone();
        while suffix.len() > 1 {
            if let Some(place) = self.names.get(&suffix) {
                self.message.extend((0xc000 | place).to_be_bytes());
                return;
            }
            let here = self.message.len();
            if let (true, Ok(place)) = (here < REACH, u16::try_from(here)) {
                self.names.insert(suffix.clone(), place);
            }
            let label = suffix.split_to(usize::from(suffix[0]) + 1);
            self.message.extend_from_slice(&label);
        }
        self.message.push(0);
    }

    fn count(&mut self, section: usize) {
        let count = u16_at(&self.message, section).unwrap_or(0).saturating_add(1);
        if let Some(place) = self.message.get_mut(section..section + 2) {
            place.copy_from_slice(&count.to_be_bytes());
        }
    }

    /// The message.
    pub(super) fn finish(self) -> Vec<u8> {
        self.message
    }
}
