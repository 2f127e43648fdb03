//! Accounts, their members, their money and their prices.

/// Counts failed sign-ins.
pub mod attempts;
/// Acting for an account below.
pub mod below;
/// Whether a login and a password belong together.
pub mod check_password;
/// The accounts below the caller's.
pub mod children;
/// Members who may do what they were granted.
pub mod contacts;
/// What a member signs in with.
mod credentials;
/// Customers, and buying for them.
pub mod customers;
/// Money in and out by hand.
pub mod funds;
/// Opened keys of callers that do not say whose theirs is.
pub mod key_ring;
/// Passwords that were right a moment ago.
pub mod known_passwords;
/// Links that let somebody in once.
pub mod login_links;
/// What happened to an account, for its people.
pub mod logs;
/// Sub-users.
pub mod members;
/// Which notification mail an account receives.
pub mod notifications;
/// Opening an account.
pub mod open;
/// Argon2id.
pub mod password;
/// The short code that guards what an account holds.
pub mod pincode;
/// What an account pays.
pub mod prices;
/// Who an account or a member is.
pub mod profile;
/// Another way into an account.
pub mod second_access;
/// A second factor: TOTP.
pub mod second_factor;
/// Sessions that were looked up a moment ago.
pub mod sessions;
/// From credentials to a caller.
pub mod sign_in;
/// From a signed request to a caller.
pub mod signed_requests;
/// Keys that sign requests.
pub mod signing_keys;
/// Whether an account may act, by hand of whoever runs the platform.
pub mod standing;
/// Whom a call is about.
mod target;
/// JSON Web Tokens.
pub mod token;
/// Access and refresh tokens.
pub mod token_pair;

pub use credentials::{NewPassword, hash_ahead};
