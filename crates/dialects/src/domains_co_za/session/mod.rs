//! Signing in, with one factor or two.

/// Whether the second factor is on.
pub mod auth_status;
/// Switches the second factor off.
pub mod disable_auth;
/// Switches the second factor on.
pub mod enable_auth;
/// Makes a secret for the second factor.
pub mod generate_auth_secret;
/// Trades a password for a token.
pub mod login;
