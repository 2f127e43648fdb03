//! Accounts, their members, their money and their prices.

/// Counts failed sign-ins.
pub mod attempts;
/// Argon2id.
pub mod password;
/// A second factor: TOTP.
pub mod second_factor;
/// From credentials to a caller.
pub mod sign_in;
/// JSON Web Tokens.
pub mod token;
