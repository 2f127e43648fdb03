//! Chance that a seed repeats.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Numbers that follow from a seed (SplitMix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The numbers of a seed.
    #[must_use]
    pub const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A seed that nobody chose.
    #[must_use]
    pub fn fresh_seed() -> u64 {
        RandomState::new().build_hasher().finish()
    }

    /// The next number.
    pub const fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The next number below `end`.
    pub const fn below(&mut self, end: u64) -> u64 {
        self.number() % end
    }

    /// Something out of several.
    ///
    /// # Panics
    /// When there is nothing.
    pub fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        let place = self.below(among.len() as u64);
        &among[usize::try_from(place).expect("a place in a list")]
    }
}
