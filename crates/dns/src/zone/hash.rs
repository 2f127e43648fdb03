//! Hashes of names, keyed with a number drawn at the start, so that nobody outside can make names that
//! collide.

use std::sync::OnceLock;

/// Two odd numbers without pattern (from the digits of pi), so that no part of the key stands alone.
const FIRST: u64 = 0x243f_6a88_85a3_08d3;
const SECOND: u64 = 0x1319_8a2e_0370_7345;

/// The hash of the root, from which those of all names follow.
pub fn root() -> u64 {
    static KEY: OnceLock<u64> = OnceLock::new();
    *KEY.get_or_init(|| getrandom::u64().unwrap_or(SECOND))
}

/// The hash of a name one label longer than the one with hash `parent`. The label is lower case.
#[inline]
pub fn child(parent: u64, label: &[u8]) -> u64 {
    let mut state = parent ^ (label.len() as u64).wrapping_mul(FIRST);
    let mut rest = label;
    while let Some((chunk, behind)) = rest.split_first_chunk::<8>() {
        state = fold(state ^ u64::from_le_bytes(*chunk), SECOND ^ parent);
        rest = behind;
    }
    let tail = rest.iter().fold(0, |tail, octet| tail << 8 | u64::from(*octet));
    fold(state ^ tail, FIRST ^ parent.rotate_left(32))
}

/// The hash of other octets, with the same key.
pub fn keyed(octets: &[u8]) -> u64 {
    child(root(), octets)
}

/// Both halves of a product, so that every bit in reaches every bit out.
#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b | 1);
    let [low, high] = halves(product);
    low ^ high
}

#[inline]
fn halves(product: u128) -> [u64; 2] {
    let octets = product.to_le_bytes();
    let (low, high) = octets.split_at(8);
    [low, high].map(|half| half.first_chunk().map_or(0, |half| u64::from_le_bytes(*half)))
}
