//! What the account owes, and paying it.

/// Pays an invoice from credit.
pub mod apply_credit;
/// What the account owes and has.
pub mod balance;
/// One invoice with its lines.
pub mod details;
/// The invoices of the account.
pub mod list;
