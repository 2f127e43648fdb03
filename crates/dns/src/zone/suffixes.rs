//! A name taken apart: lower case, where each label begins, and the hash of every suffix.

use super::hash;

/// A name and all names above it. It has at most 255 octets and 127 labels (RFC 1035 §3.1).
#[derive(Debug, Clone)]
pub struct Suffixes {
    octets: [u8; 256],
    /// Where the labels begin, the leftmost first.
    starts: [u8; 128],
    /// The hash of the suffix of so many labels.
    hashes: [u64; 128],
    labels: usize,
    len: usize,
}

impl Suffixes {
    /// The root.
    #[must_use]
    #[inline]
    pub const fn root() -> Self {
        Self { octets: [0; 256], starts: [0; 128], hashes: [0; 128], labels: 0, len: 1 }
    }

    /// Reads the uncompressed name at the beginning of `wire`; none when there is no complete one.
    #[must_use]
    pub fn read(wire: &[u8]) -> Option<Self> {
        let mut it = Self::root();
        it.fill(wire).then_some(it)
    }

    /// Becomes the uncompressed name at the beginning of `wire`; whether there is a complete one. In
    /// place, since copies of a name take longer than most answers.
    #[must_use]
    #[inline]
    pub fn fill(&mut self, wire: &[u8]) -> bool {
        self.take_apart(wire).and_then(|()| self.hash_all()).is_some()
    }

    #[inline]
    fn take_apart(&mut self, wire: &[u8]) -> Option<()> {
        self.labels = 0;
        let mut at = 0_usize;
        loop {
            let length = *wire.get(at)?;
            if length == 0 {
                break;
            }
            let end = at + 1 + usize::from(length);
            if length > 63 || end > 254 {
                return None;
            }
            *self.starts.get_mut(self.labels)? = u8::try_from(at).ok()?;
            self.labels += 1;
            at = end;
        }
        self.len = at + 1;
        // The lengths are below 64, where no letters are.
        for (octet, written) in self.octets.get_mut(..self.len)?.iter_mut().zip(wire) {
            *octet = written.to_ascii_lowercase();
        }
        Some(())
    }

    /// From right to left, each hash from the one before.
    #[inline]
    fn hash_all(&mut self) -> Option<()> {
        let mut state = hash::root();
        *self.hashes.first_mut()? = state;
        let mut end = self.len - 1;
        for (count, start) in self.starts.get(..self.labels)?.iter().rev().enumerate() {
            let start = usize::from(*start);
            state = hash::child(state, self.octets.get(start + 1..end)?);
            *self.hashes.get_mut(count + 1)? = state;
            end = start;
        }
        Some(())
    }

    /// How many labels it has; the root has none.
    #[must_use]
    pub const fn labels(&self) -> usize {
        self.labels
    }

    /// How many octets it has, with the root.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a name has at least one octet")]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// The last `labels` labels as a name, and its hash.
    #[must_use]
    #[inline]
    pub fn suffix(&self, labels: usize) -> Option<(&[u8], u64)> {
        Some((self.octets.get(self.start(labels)?..self.len)?, *self.hashes.get(labels)?))
    }

    /// Where the suffix of so many labels begins.
    #[must_use]
    #[inline]
    pub fn start(&self, labels: usize) -> Option<usize> {
        match self.labels.checked_sub(labels)? {
            skipped if skipped == self.labels => Some(self.len - 1),
            skipped => self.starts.get(skipped).map(|start| usize::from(*start)),
        }
    }

    /// The name in lower case.
    #[must_use]
    pub fn name(&self) -> &[u8] {
        self.octets.get(..self.len).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_suffix_is_found_whatever_its_case() {
        let long = Suffixes::read(b"\x03WwW\x07eXample\x03com\0tail").unwrap();
        let short = Suffixes::read(b"\x07example\x03COM\0").unwrap();
        assert_eq!((long.labels(), long.len()), (3, 17));
        assert_eq!(long.suffix(2), short.suffix(2));
        assert_eq!(long.suffix(0), short.suffix(0));
        assert_eq!(long.suffix(4), None);
        assert_eq!(long.suffix(3).unwrap().0, b"\x03www\x07example\x03com\0");
    }

    #[test]
    fn what_is_cut_off_or_too_long_is_no_name() {
        assert!(Suffixes::read(b"").is_none());
        assert!(Suffixes::read(b"\x03ww").is_none());
        assert!(Suffixes::read(b"\xc0\x0c").is_none());
        assert!(Suffixes::read(&[1; 300]).is_none());
        let longest = [b"\x01a".repeat(127), vec![0]].concat();
        assert_eq!(Suffixes::read(&longest).unwrap().labels(), 127);
        assert!(Suffixes::read(&[b"\x01a".repeat(128), vec![0]].concat()).is_none());
    }
}
