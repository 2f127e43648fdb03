//! Work that is due at some time, done by one worker against the realm's clock.

/// Sends an account the mail that its event log calls for.
pub const NOTIFY: &str = "notify";
/// Carries an operation on.
pub const OPERATION: &str = "operation";
/// Tells what time does to a name.
pub const LIFECYCLE: &str = "lifecycle";
/// Decides a transfer that nobody answered.
pub const TRANSFER: &str = "transfer";
/// Mails the key of a transfer.
pub const TRANSFER_MAIL: &str = "transfer-mail";
/// Mails the auth code of a name.
pub const AUTH_CODE_MAIL: &str = "auth-code-mail";
/// Asks the registry for news.
pub const REGISTRY_POLL: &str = "registry-poll";
