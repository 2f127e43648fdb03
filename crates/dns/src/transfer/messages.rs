//! Zones on their way out: as many messages as it takes, made when they are asked for.

use super::message::{Code, LONGEST, Request};
use super::settings::Clock;
use super::tsig::Sequence;
use super::writer::Writer;
use crate::contents::Rr;

/// The messages of a transfer (RFC 5936 §2.2).
pub(super) struct Messages {
    pub(super) request: Request,
    pub(super) records: Box<dyn Iterator<Item = Rr> + Send>,
    /// A record that the message before had no room for.
    pub(super) left: Option<Rr>,
    pub(super) sequence: Option<Sequence>,
    pub(super) clock: Clock,
    /// Told when the last message was taken and the next one asked for.
    pub(super) finished: Option<Box<dyn FnOnce() + Send>>,
}

impl Iterator for Messages {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let Some(mut rr) = self.left.take().or_else(|| self.records.next()) else {
            if let Some(finished) = self.finished.take() {
                finished();
            }
            return None;
        };
        let limit = LONGEST - room(self.sequence.as_ref());
        let mut writer = Writer::response(&self.request, Code::NoError, limit).authoritative();
        let mut is_empty = true;
        while writer.answer(&rr) {
            is_empty = false;
            match self.records.next() {
                Some(next) => rr = next,
                None => return Some(self.closed(writer)),
            }
        }
        if is_empty {
            // A record that is longer than any message: the transfer ends where it is.
            self.finished = None;
            return None;
        }
        self.left = Some(rr);
        Some(self.closed(writer))
    }
}

impl Messages {
    fn closed(&mut self, mut writer: Writer) -> Vec<u8> {
        writer.extension(&self.request);
        // The question and the extension stand in the first message alone.
        self.request.question = None;
        self.request.datagram = None;
        let mut message = writer.finish();
        if let Some(sequence) = &mut self.sequence {
            sequence.sign(&mut message, (self.clock)());
        }
        message
    }
}

/// How many octets are kept for an OPT record and a signature.
pub(super) fn room(sequence: Option<&Sequence>) -> usize {
    11 + sequence.map_or(0, Sequence::room)
}
