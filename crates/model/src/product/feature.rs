//! What servers can have besides what their plan gives.

use super::ProductId;

/// What a feature is more of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeatureKind {
    /// What its sites are run with.
    HostingManager,
    /// Disk.
    Ssd,
    /// Memory.
    Ram,
    /// Processors.
    Core,
    /// Addresses.
    Ip,
    /// Traffic.
    Bandwidth,
}

impl FeatureKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::HostingManager, Self::Ssd, Self::Ram, Self::Core, Self::Ip, Self::Bandwidth];

    /// The word it is written as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::HostingManager => "hosting_manager",
            Self::Ssd => "ssd",
            Self::Ram => "ram",
            Self::Core => "core",
            Self::Ip => "ip",
            Self::Bandwidth => "bandwidth",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What a feature adds, and to servers of which plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureRules {
    /// What it is more of.
    pub kind: FeatureKind,
    /// How much of it, or which one.
    pub value: String,
    /// The plans whose servers can have it.
    pub of: Vec<ProductId>,
}
