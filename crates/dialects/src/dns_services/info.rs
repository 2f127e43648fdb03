//! Answers of calls that only say that they happened. There are two ways, and a call keeps to one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happened, as codes or sentences; a code may be followed by what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Info {
    /// The codes or sentences.
    pub info: Vec<String>,
}

impl Info {
    /// What most changes answer.
    pub const SAVED: &'static str = "success_changes_save";

    /// An answer of one code or sentence.
    pub fn one(text: impl Into<String>) -> Self {
        Self { info: vec![text.into()] }
    }

    /// A change was made.
    pub fn saved() -> Self {
        Self::one(Self::SAVED)
    }
}

/// Whether it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Status {
    /// Whether it happened.
    pub status: bool,
}

impl Status {
    /// It happened.
    pub const DONE: Self = Self { status: true };
}
