//! Signing in and out, by two tokens.

/// Trades a password for tokens.
pub mod login;
/// Ends an access token.
pub mod logout;
/// Trades a refresh token for new tokens.
pub mod refresh;
/// Ends both tokens.
pub mod revoke;
