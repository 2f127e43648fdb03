//! Why there is no answer, and what that means for the call.

/// Why there is no answer. What the other side said, even a refusal, is a `Reply`.
#[derive(Debug)]
pub enum ClientError {
    /// The request cannot be written; nothing was sent.
    Unwritable(String),
    /// The other side cannot be reached; nothing was sent.
    Unreachable(String),
    /// The answer did not arrive: the call may have happened or not.
    NoAnswer(String),
    /// The answer is not what it should be.
    Unreadable(String),
}

impl std::fmt::Display for ClientError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unwritable(why) => write!(f, "the request cannot be written: {why}"),
            Self::Unreachable(why) => write!(f, "the other side cannot be reached: {why}"),
            Self::NoAnswer(why) => write!(f, "no answer arrived: {why}"),
            Self::Unreadable(why) => write!(f, "the answer cannot be read: {why}"),
        }
    }
}

impl std::error::Error for ClientError {}
