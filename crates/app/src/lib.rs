//! Verbs and ports: what can be done with the platform, independent of who asks and who supplies.

/// The realm's clock.
pub mod clock;
/// What the platform needs from the worlds outside.
pub mod ports;
/// Reads the TLD rulebook and the supplier's price list.
pub mod rulebook;
