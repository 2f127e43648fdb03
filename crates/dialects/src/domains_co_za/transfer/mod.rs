//! Names that move between accounts and registrars.

/// Withdraws a transfer.
pub mod cancel;
/// One transfer, found by its mailed key.
pub mod details;
/// Transfers to this account.
pub mod incoming;
/// Transfers from this account.
pub mod outgoing;
/// Asks for a name.
pub mod request;
/// Repeats the mail.
pub mod resend_foa;
/// The losing side's vote.
pub mod respond;
/// Transfers of one name.
pub mod status;
/// What both lists answer.
pub mod transfer_row;
/// Tries an auth code.
pub mod validate_epp_key;
