//! Questions to the support, and their answers.

/// A file that came with a ticket.
pub mod attachment;
/// Closes a ticket.
pub mod close;
/// Opens a ticket.
pub mod create;
/// Whom a ticket can be sent to.
pub mod departments;
/// One ticket with its replies.
pub mod details;
/// The tickets of the account.
pub mod list;
/// Opens a ticket again.
pub mod reopen;
/// Adds a reply.
pub mod reply;
