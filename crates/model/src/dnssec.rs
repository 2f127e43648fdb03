//! DS records and the keys they are made from (RFC 4034, RFC 4509).

use crate::error::{Error, Field, Noun, Reason, Result};

/// A DS record as a registry keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DelegationSigner {
    /// Key tag.
    pub key_tag: u16,
    /// Algorithm number.
    pub algorithm: u8,
    /// Digest type: 1 SHA-1, 2 SHA-256, 4 SHA-384.
    pub digest_type: u8,
    /// Digest in upper-case hex.
    pub digest: String,
}

/// A name may not have more than this many.
pub const MOST_SIGNERS: usize = 12;

impl DelegationSigner {
    /// Reads one from texts.
    ///
    /// # Errors
    /// When a number is out of range or the digest does not have its type's length.
    pub fn parse(key_tag: &str, algorithm: &str, digest_type: &str, digest: &str) -> Result<Self> {
        let refuse = || Error::invalid(Field::DelegationSigner, Reason::MalformedKey);
        let digest: String = digest
            .chars()
            .filter(|sign| !sign.is_whitespace())
            .collect::<String>()
            .to_ascii_uppercase();
        let signer = Self {
            key_tag: key_tag.trim().parse().map_err(|_| refuse())?,
            algorithm: algorithm.trim().parse().map_err(|_| refuse())?,
            digest_type: digest_type.trim().parse().map_err(|_| refuse())?,
            digest,
        };
        let hex_digits = match signer.digest_type {
            1 => 40,
            2 | 3 => 64,
            4 => 96,
            _ => return Err(refuse()),
        };
        let is_hex = signer.digest.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !known_algorithm(signer.algorithm) || !is_hex || signer.digest.len() != hex_digits {
            return Err(refuse());
        }
        Ok(signer)
    }

    /// A short name for it that fits into an address: its key tag, and where another one has that
    /// name already, the tag with the beginning of its digest.
    #[must_use]
    pub fn label(&self, taken: &[String]) -> String {
        let tag = self.key_tag.to_string();
        if !taken.contains(&tag) {
            return tag;
        }
        // A digest's hex digits are one byte each.
        let beginning = |digits| format!("{tag}-{}", &self.digest[..digits]).to_ascii_lowercase();
        let free = [8, 16].map(beginning).into_iter().find(|label| !taken.contains(label));
        free.unwrap_or_else(|| format!("{tag}-{}-{}", self.digest_type, self.digest))
    }
}

/// Checks a whole set: no repetition, not too many.
///
/// # Errors
/// When it repeats itself or is too long.
pub fn signers(set: Vec<DelegationSigner>) -> Result<Vec<DelegationSigner>> {
    let mut seen = set.clone();
    seen.sort();
    seen.dedup();
    if seen.len() != set.len() {
        return Err(Error::invalid(Field::DelegationSigner, Reason::Repeated));
    }
    if set.len() > MOST_SIGNERS {
        return Err(Error::invalid(Field::DelegationSigner, Reason::MoreThan(12)));
    }
    Ok(set)
}

/// What is left of `set` without `remove`.
///
/// # Errors
/// When one of them is not there.
pub fn without(
    set: &[DelegationSigner],
    remove: &[DelegationSigner],
) -> Result<Vec<DelegationSigner>> {
    if remove.iter().any(|signer| !set.contains(signer)) {
        return Err(Error::NotFound(Noun::DelegationSigner));
    }
    Ok(set.iter().filter(|signer| !remove.contains(signer)).cloned().collect())
}

/// Flags that a zone's key may have (RFC 4034 §2.1.1).
pub const KEY_FLAGS: [u16; 2] = [256, 257];

/// A zone's public key, as it stands in a DNSKEY record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    /// 257 for a key that signs keys, 256 for one that signs the zone only.
    pub flags: u16,
    /// Always 3.
    pub protocol: u8,
    /// Algorithm number.
    pub algorithm: u8,
    /// The key itself.
    pub key: Vec<u8>,
}

impl PublicKey {
    /// Checks the numbers and that there is a key.
    ///
    /// # Errors
    /// When they cannot be a DNSKEY.
    pub fn checked(self) -> Result<Self> {
        let fits = self.protocol == 3
            && KEY_FLAGS.contains(&self.flags)
            && known_algorithm(self.algorithm)
            && (16..=1024).contains(&self.key.len());
        if fits {
            Ok(self)
        } else {
            Err(Error::invalid(Field::DelegationSigner, Reason::MalformedKey))
        }
    }

    /// The record's data on the wire (RFC 4034 §2.1).
    #[must_use]
    pub fn rdata(&self) -> Vec<u8> {
        let mut rdata = Vec::with_capacity(4 + self.key.len());
        rdata.extend_from_slice(&self.flags.to_be_bytes());
        rdata.extend_from_slice(&[self.protocol, self.algorithm]);
        rdata.extend_from_slice(&self.key);
        rdata
    }

    /// The key tag (RFC 4034 appendix B).
    #[must_use]
    pub fn tag(&self) -> u16 {
        let mut sum: u32 = 0;
        for (index, byte) in self.rdata().into_iter().enumerate() {
            sum += if index % 2 == 0 { u32::from(byte) << 8 } else { u32::from(byte) };
        }
        sum += sum >> 16;
        u16::try_from(sum & 0xFFFF).expect("masked to sixteen bits")
    }
}

/// A name's wire form (RFC 1035 §3.1), over which a DS digest is taken.
#[must_use]
pub fn wire_name(name: &str) -> Vec<u8> {
    let mut wire = Vec::with_capacity(name.len() + 2);
    for label in name.split('.') {
        wire.push(u8::try_from(label.len()).expect("a label has at most 63 octets"));
        wire.extend_from_slice(label.as_bytes());
    }
    wire.push(0);
    wire
}

const fn known_algorithm(number: u8) -> bool {
    matches!(number, 5 | 7 | 8 | 10 | 12 | 13 | 14 | 15 | 16 | 17 | 23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_tag_follows_the_rfc() {
        // Small worked example: the sum over the octets 01 01 03 0d and sixteen times 01.
        let key = PublicKey { flags: 257, protocol: 3, algorithm: 13, key: vec![1; 16] };
        assert_eq!(key.tag(), 0x0101 + 0x030d + 8 * 0x0101);
    }

    #[test]
    fn a_label_is_the_key_tag_unless_another_has_it() {
        let signer =
            |digest: &str| DelegationSigner::parse("48422", "13", "1", &digest.repeat(20)).unwrap();
        let (first, second) = (signer("AB"), signer("CD"));
        assert_eq!(first.label(&[]), "48422");
        assert_eq!(second.label(&["48422".into()]), "48422-cdcdcdcd");
        let taken = ["48422".into(), "48422-cdcdcdcd".into()];
        assert_eq!(second.label(&taken), "48422-cdcdcdcdcdcdcdcd");
    }

    #[test]
    fn a_key_has_known_flags() {
        let key = |flags| PublicKey { flags, protocol: 3, algorithm: 13, key: vec![1; 64] };
        assert!(key(256).checked().is_ok() && key(257).checked().is_ok());
        assert!(key(0).checked().is_err());
    }

    #[test]
    fn a_digest_must_have_its_types_length() {
        let digest = "AB".repeat(20);
        assert!(DelegationSigner::parse("48422", "13", "1", &digest).is_ok());
        assert!(DelegationSigner::parse("48422", "13", "2", &digest).is_err());
        assert!(DelegationSigner::parse("70000", "13", "1", &digest).is_err());
        assert!(DelegationSigner::parse("1", "13", "1", &"zz".repeat(20)).is_err());
    }
}
