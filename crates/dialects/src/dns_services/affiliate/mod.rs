//! What the account earns by sending others here.

/// What can be promoted.
pub mod campaigns;
/// How commissions are counted.
pub mod commission_plans;
/// What was earned.
pub mod commissions;
/// What was paid out.
pub mod payouts;
/// Totals.
pub mod summary;
/// Codes to hand out.
pub mod vouchers;
