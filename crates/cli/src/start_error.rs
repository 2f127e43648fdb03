//! Why a server does not start, in words for the person who wants it to.

use std::fmt;

/// Why a server does not start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartError(String);

impl StartError {
    /// What a person reads: what is wrong, and with what.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// The same for a file or folder.
    pub fn about(path: &std::path::Path, why: impl fmt::Display) -> Self {
        Self(format!("{}: {why}", path.display()))
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}

impl From<String> for StartError {
    fn from(words: String) -> Self {
        Self(words)
    }
}

/// While a server starts, the only refusals are about its database or its settings.
impl From<model::Error> for StartError {
    fn from(error: model::Error) -> Self {
        match error {
            model::Error::Internal(detail) => Self(detail),
            other => Self(format!("{other:?}")),
        }
    }
}
