//! The ways to pay.

/// What the ways to pay cost.
pub mod fees;
/// The ways to pay.
pub mod methods;
