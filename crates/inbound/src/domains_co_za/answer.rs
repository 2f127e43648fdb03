//! What handlers return around the body of an answer.

use dialects::domains_co_za::codes::ReturnCode;
use dialects::domains_co_za::envelope::{Done, EppOutcome};

use super::errors::Refused;

/// A success: its code, its words, its body.
pub struct Answer<T> {
    /// Done or queued.
    pub code: ReturnCode,
    /// In words; this dialect has two wordings for "queued".
    pub message: &'static str,
    /// What the call is about.
    pub body: T,
}

/// What a handler returns.
pub type Handled<T> = Result<Answer<T>, Refused>;

/// It is done.
pub const fn done<T>(body: T) -> Answer<T> {
    Answer { code: ReturnCode::Successful, message: "Successful", body }
}

/// It is done, and there is nothing more to say.
pub const fn just_done() -> Answer<Done> {
    done(Done {})
}

/// It is queued.
pub const fn queued<T>(message: &'static str, body: T) -> Answer<T> {
    Answer { code: ReturnCode::Pending, message, body }
}

/// The registry's words for a command that went through.
pub fn epp(message: &str) -> EppOutcome {
    EppOutcome { message: message.to_owned(), reason: String::new() }
}

/// The registry's words for most commands (RFC 5730, code 1000).
pub const COMPLETED: &str = "Command completed successfully";
