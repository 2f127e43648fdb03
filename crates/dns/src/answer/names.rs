//! Names inside of RRsets and replies.

use crate::zone::{APEX, POINTER, Suffixes, Zone};

/// The longest name, and one octet more so that a length always fits.
type Buffer = [u8; 256];

/// Whether a name lies in a zone.
pub fn is_below(name: &Suffixes, zone: &Zone) -> bool {
    let suffix = name.suffix(zone.apex_labels());
    suffix.is_some_and(|(suffix, _)| suffix == zone.apex().as_slice())
}

/// The name at a place of an RRset of a zone.
pub fn expanded(zone: &Zone, octets: &[u8], from: usize) -> Option<Suffixes> {
    let mut buffer: Buffer = [0; 256];
    let (mut at, mut end) = (from, 0_usize);
    for _ in 0..=127 {
        let length = *octets.get(at)?;
        let (piece, last) = match length {
            0..=63 => (octets.get(at..=at + usize::from(length))?, length == 0),
            _ => match u16::from_be_bytes(*octets.get(at..)?.first_chunk()?) {
                APEX => (zone.apex().as_slice(), true),
                pointer => {
                    at = usize::from(pointer & !POINTER);
                    continue;
                }
            },
        };
        buffer.get_mut(end..end + piece.len())?.copy_from_slice(piece);
        end += piece.len();
        at += piece.len();
        if last {
            return Suffixes::read(&buffer);
        }
    }
    None
}

/// A name whose last `labels` labels are replaced by another name; none when it becomes too long.
pub fn substituted(name: &Suffixes, labels: usize, by: Option<&[u8]>) -> Option<Suffixes> {
    let mut buffer: Buffer = [0; 256];
    let kept = name.name().get(..name.start(labels)?)?;
    let by = by?;
    buffer.get_mut(..kept.len())?.copy_from_slice(kept);
    buffer.get_mut(kept.len()..kept.len() + by.len())?.copy_from_slice(by);
    Suffixes::read(&buffer)
}

/// Where the name stands that is left when labels are skipped of the one at `from`.
pub fn suffix_at(octets: &[u8], from: usize, skipped: usize) -> Option<usize> {
    let (mut at, mut left) = (from, skipped);
    for _ in 0..=255 {
        match *octets.get(at)? {
            0 => return (left == 0).then_some(at),
            length @ 1..=63 if left > 0 => {
                at += 1 + usize::from(length);
                left -= 1;
            }
            1..=63 => return Some(at),
            _ => at = usize::from(u16::from_be_bytes(*octets.get(at..)?.first_chunk()?) & !POINTER),
        }
    }
    None
}
