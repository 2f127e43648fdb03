//! How names are hashed for NSEC3 (RFC 5155 §5).

use ring::digest::{Context, SHA1_FOR_LEGACY_USE_ONLY};

use crate::contents::Contents;
use crate::names::Rtype;

/// A hashed name.
pub type Hashed = [u8; 20];

/// More rounds than this are for nobody (RFC 9276 §3.1); such a zone is answered as without proofs.
const MOST_ROUNDS: u16 = 500;

/// The parameters of a zone's NSEC3 records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashing {
    /// Further iterations.
    rounds: u16,
    salt: Box<[u8]>,
}

impl Hashing {
    /// What the zone's NSEC3PARAM says; none for a zone without, or with a hash that is not SHA-1.
    pub fn of(contents: &Contents) -> Option<Self> {
        let set = contents.set(&contents.apex, Rtype::NSEC3PARAM)?;
        set.rdata.iter().find_map(|rdata| Self::read(rdata))
    }

    fn read(rdata: &[u8]) -> Option<Self> {
        let ([algorithm, _flags, high, low, length], rest) = rdata.split_first_chunk()?;
        let rounds = u16::from_be_bytes([*high, *low]);
        let salt = rest.get(..usize::from(*length))?.into();
        (*algorithm == 1 && rounds <= MOST_ROUNDS).then_some(Self { rounds, salt })
    }

    /// The hash of a name in lower case.
    pub fn hash(&self, name: &[u8]) -> Hashed {
        (0..self.rounds).fold(self.round(name), |hashed, _| self.round(&hashed))
    }

    fn round(&self, octets: &[u8]) -> Hashed {
        let mut context = Context::new(&SHA1_FOR_LEGACY_USE_ONLY);
        context.update(octets);
        context.update(&self.salt);
        context.finish().as_ref().first_chunk().copied().unwrap_or_default()
    }
}

/// Reads the first label of a name as base 32 with extended hexadecimal alphabet (RFC 4648 §7).
pub fn unhex(name: &[u8]) -> Option<Hashed> {
    let label = name.strip_prefix(&[32])?.first_chunk::<32>()?;
    let mut hashed = Hashed::default();
    for (part, letters) in hashed.chunks_exact_mut(5).zip(label.chunks_exact(8)) {
        let mut bits = 0_u64;
        for letter in letters {
            bits = bits << 5 | u64::from(digit(*letter)?);
        }
        part.copy_from_slice(bits.to_be_bytes().get(3..)?);
    }
    Some(hashed)
}

const fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'v' => Some(letter - b'a' + 10),
        b'A'..=b'V' => Some(letter - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_hashed_as_in_the_examples_of_rfc_5155() {
        let hashing = Hashing::read(&[1, 0, 0, 12, 4, 0xaa, 0xbb, 0xcc, 0xdd]).unwrap();
        let expected = unhex(b"\x200p9mhaveqvm6t7vbl5lop2u3t2rp3tom\x07example\0").unwrap();
        assert_eq!(hashing.hash(b"\x07example\0"), expected);
        assert_eq!(unhex(b"\x03www\0"), None);
    }
}
