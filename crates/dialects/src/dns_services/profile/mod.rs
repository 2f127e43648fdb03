//! The account itself.

/// Who is signed in.
pub mod details;
/// What happened in the account.
pub mod logs;
