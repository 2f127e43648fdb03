//! Messages signed with shared keys (RFC 8945). Every message of a sequence is signed; unsigned ones
//! between signed ones are understood. Codes are compared in constant time.

use std::sync::Arc;

use ring::hmac;

use super::message::{HEADER, LONGEST, name_at, record_at, u16_at};
use super::signature::{Key, Keys, Signature, length, unsigned};

/// How many seconds clocks may differ (RFC 8945 §10).
const FUDGE: u16 = 300;
/// How many messages in a row may be unsigned (RFC 8945 §5.3.1).
const MOST_UNSIGNED: usize = 99;

/// What is wrong with a signature (RFC 8945 §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Malformed,
    BadSignature,
    BadKey,
    BadTime,
    BadTruncation,
}

impl Fault {
    const fn code(self) -> u16 {
        match self {
            Self::Malformed => 1,
            Self::BadSignature => 16,
            Self::BadKey => 17,
            Self::BadTime => 18,
            Self::BadTruncation => 22,
        }
    }
}

/// Messages that belong together: a request and what answers it, each signed with the one before.
#[derive(Debug, Clone)]
pub(super) struct Sequence {
    key: Arc<Key>,
    /// The code of the message before, and then messages that were not signed.
    digested: Vec<u8>,
    is_first: bool,
    unsigned: usize,
}

impl Sequence {
    fn after(key: Arc<Key>, mac: &[u8]) -> Self {
        Self { key, digested: with_length(mac), is_first: true, unsigned: 0 }
    }

    /// Signs a request of our own and begins a sequence.
    pub(super) fn begin(key: Arc<Key>, message: &mut Vec<u8>, now: u64) -> Self {
        let mut sequence = Self { key, digested: Vec::new(), is_first: true, unsigned: 0 };
        sequence.sign(message, now);
        sequence.is_first = true;
        sequence
    }

    /// The key.
    pub(super) const fn key(&self) -> &Arc<Key> {
        &self.key
    }

    /// How many octets of a message signing it takes.
    pub(super) fn room(&self) -> usize {
        self.key.record_length()
    }

    /// Signs the next message.
    pub(super) fn sign(&mut self, message: &mut Vec<u8>, now: u64) {
        self.sign_as(message, now, 0, Vec::new());
    }

    fn sign_as(&mut self, message: &mut Vec<u8>, now: u64, error: u16, other: Vec<u8>) {
        let mut signature = Signature {
            key: self.key.name.clone(),
            algorithm: self.key.algorithm.clone(),
            time: now,
            fudge: FUDGE,
            mac: Vec::new(),
            original_id: u16_at(message, 0).unwrap_or(0),
            error,
            other,
        };
        let mut context = hmac::Context::with_key(&self.key.hmac);
        context.update(&self.digested);
        context.update(message);
        context.update(&signature.variables(self.is_first));
        signature.mac = context.sign().as_ref().to_vec();
        self.digested = with_length(&signature.mac);
        self.is_first = false;
        signature.append(message);
    }

    /// Checks the next message of the other side and takes the signature off it. False says that it
    /// was not signed, which only messages between signed ones may be.
    pub(super) fn check(&mut self, message: &mut Vec<u8>, now: u64) -> Result<bool, Fault> {
        let Some(start) = signature_at(message) else {
            self.unsigned += 1;
            if self.is_first || self.unsigned > MOST_UNSIGNED {
                return Err(Fault::BadSignature);
            }
            self.digested.extend_from_slice(message);
            return Ok(false);
        };
        let signature = Signature::read(message, start).ok_or(Fault::Malformed)?;
        if signature.key != self.key.name || signature.algorithm != self.key.algorithm {
            return Err(Fault::BadKey);
        }
        let bare = unsigned(message, start, signature.original_id).ok_or(Fault::Malformed)?;
        let mut signed = std::mem::take(&mut self.digested);
        signed.extend_from_slice(&bare);
        signed.extend(signature.variables(self.is_first));
        hmac::verify(&self.key.hmac, &signed, &signature.mac).map_err(|_| Fault::BadSignature)?;
        if !signature.is_timely(now) {
            return Err(Fault::BadTime);
        }
        self.digested = with_length(&signature.mac);
        (self.is_first, self.unsigned) = (false, 0);
        *message = bare;
        Ok(true)
    }
}

fn with_length(mac: &[u8]) -> Vec<u8> {
    [&length(mac).to_be_bytes(), mac].concat()
}

/// Where the signature of a message begins; none where it has none, or not at its end.
fn signature_at(message: &[u8]) -> Option<usize> {
    let mut at = HEADER;
    for _ in 0..u16_at(message, 4)? {
        at = name_at(message, at)?.1 + 4;
    }
    let mut last = None;
    let counts = [u16_at(message, 6)?, u16_at(message, 8)?, u16_at(message, 10)?];
    for _ in 0..counts.into_iter().map(usize::from).sum() {
        let (record, end) = record_at(message, at)?;
        last = (record.rtype == 250).then_some(record.start);
        at = end;
    }
    last
}

/// A request whose signature is good.
pub(super) struct Checked {
    /// The request without it.
    pub(super) request: Vec<u8>,
    /// What signs the answers.
    pub(super) sequence: Sequence,
}

/// A request whose signature is not, and what makes an answer of it say so.
pub(super) struct Unchecked {
    /// What is wrong.
    pub(super) fault: Fault,
    signature: Option<Signature>,
    sequence: Option<Sequence>,
    now: u64,
}

/// Checks a request that has a TSIG record at `start` (RFC 8945 §5.2).
pub(super) fn check(
    keys: &Keys,
    message: &[u8],
    start: usize,
    now: u64,
) -> Result<Checked, Box<Unchecked>> {
    let failed =
        |fault, signature, sequence| Err(Box::new(Unchecked { fault, signature, sequence, now }));
    let Some(signature) = Signature::read(message, start) else {
        return failed(Fault::Malformed, None, None);
    };
    let known = (signature.key.clone(), signature.algorithm.clone());
    let Some(key) = keys.0.get(&known) else {
        return failed(Fault::BadKey, Some(signature), None);
    };
    let full = key.hmac.algorithm().digest_algorithm().output_len();
    if signature.mac.len() > full || signature.mac.len() < (full / 2).max(10) {
        return failed(Fault::Malformed, None, None);
    }
    if signature.mac.len() < full {
        return failed(Fault::BadTruncation, Some(signature), None);
    }
    let Some(bare) = unsigned(message, start, signature.original_id) else {
        return failed(Fault::Malformed, None, None);
    };
    let signed = [bare.as_slice(), &signature.variables(true)].concat();
    if hmac::verify(&key.hmac, &signed, &signature.mac).is_err() {
        return failed(Fault::BadSignature, Some(signature), None);
    }
    let sequence = Sequence::after(Arc::clone(key), &signature.mac);
    if !signature.is_timely(now) {
        return failed(Fault::BadTime, Some(signature), Some(sequence));
    }
    // The answer carries the number that the request came with, not its first one.
    let mut request = bare;
    if let (Some(to), Some(from)) = (request.get_mut(..2), message.get(..2)) {
        to.copy_from_slice(from);
    }
    Ok(Checked { request, sequence })
}

impl Unchecked {
    /// Adds to an answer what is wrong: signed where only the time is (RFC 8945 §5.2.3).
    pub(super) fn mark(mut self, message: &mut Vec<u8>) {
        let Some(mut signature) = self.signature.take() else { return };
        if message.len() + 512 > LONGEST {
            return;
        }
        match self.sequence.take() {
            Some(mut sequence) => {
                let other = self.now.to_be_bytes()[2..].to_vec();
                sequence.sign_as(message, signature.time, self.fault.code(), other);
            }
            None => {
                signature.mac.clear();
                signature.other.clear();
                signature.error = self.fault.code();
                signature.append(message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::message::{IN, Question, Request};
    use super::super::settings::{Algorithm, SharedKey};
    use super::super::writer::Writer;
    use super::*;
    use crate::names::{Rtype, name};

    const NOW: u64 = 1_800_000_000;

    fn shared(secret: &[u8]) -> SharedKey {
        let name = name("transfer.example").unwrap();
        SharedKey { name, algorithm: Algorithm::HmacSha256, secret: secret.to_vec() }
    }

    fn request() -> Vec<u8> {
        let name = name("shoes.example").unwrap();
        Writer::request(7, 0, 0, &Question { name, rtype: Rtype::AXFR, class: IN }).finish()
    }

    fn fault(message: &[u8], keys: &Keys, now: u64) -> Fault {
        let start = signature_at(message).unwrap();
        check(keys, message, start, now).err().unwrap().fault
    }

    #[test]
    fn a_request_and_many_answers_are_signed_one_after_the_other() {
        let keys = Keys::new(&[shared(b"secret")]);
        let bare = request();
        let mut message = bare.clone();
        let mut client = Sequence::begin(Key::new(&shared(b"secret")), &mut message, NOW);
        let start = Request::read(&message).unwrap().tsig.unwrap();
        let mut checked = check(&keys, &message, start, NOW + 200).ok().unwrap();
        assert_eq!(checked.request, bare);

        for _ in 0..3 {
            let mut answer = bare.clone();
            checked.sequence.sign(&mut answer, NOW);
            assert_eq!(client.check(&mut answer, NOW), Ok(true));
            assert_eq!(answer, bare);
        }
        let mut unsigned = bare.clone();
        assert_eq!(client.check(&mut unsigned, NOW), Ok(false));
        checked.sequence.digested.extend_from_slice(&unsigned);
        let mut answer = bare.clone();
        checked.sequence.sign(&mut answer, NOW);
        assert_eq!(client.check(&mut answer, NOW), Ok(true));
        let mut forged = bare;
        checked.sequence.sign(&mut forged, NOW);
        forged[3] ^= 1;
        assert_eq!(client.check(&mut forged, NOW), Err(Fault::BadSignature));
    }

    #[test]
    fn whatever_is_wrong_has_its_name() {
        let keys = Keys::new(&[shared(b"secret")]);
        let mut message = request();
        Sequence::begin(Key::new(&shared(b"another")), &mut message, NOW);
        assert_eq!(fault(&message, &keys, NOW), Fault::BadSignature);

        let mut message = request();
        Sequence::begin(Key::new(&shared(b"secret")), &mut message, NOW);
        assert_eq!(fault(&message, &keys, NOW + 301), Fault::BadTime);
        assert_eq!(fault(&message, &Keys::default(), NOW), Fault::BadKey);
        let start = signature_at(&message).unwrap();
        assert!(check(&keys, &message[..message.len() - 1], start, NOW).is_err());
    }

    #[test]
    fn a_clock_that_is_off_is_told_the_time_with_a_signature() {
        let keys = Keys::new(&[shared(b"secret")]);
        let mut message = request();
        let mut client = Sequence::begin(Key::new(&shared(b"secret")), &mut message, NOW);
        let start = signature_at(&message).unwrap();
        let unchecked = check(&keys, &message, start, NOW + 1000).err().unwrap();
        let mut answer = request();
        unchecked.mark(&mut answer);
        assert_eq!(client.check(&mut answer, NOW), Ok(true));
    }
}
