//! Things that cost money, take time or leave the house: how far each of them got.

/// Row id of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub i64);

/// How far an operation got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationState {
    /// Written down; waits for its time, or for whoever began it to perform it.
    Begun,
    /// The supplier was asked and did not answer; it will be asked what happened.
    Unknown,
    /// Accepted by the other side, which takes its time to decide.
    Waiting,
    /// Done and settled.
    Done,
    /// Refused by the supplier or called off; nothing was charged.
    Refused,
}

impl OperationState {
    const ALL: [Self; 5] = [Self::Begun, Self::Unknown, Self::Waiting, Self::Done, Self::Refused];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Unknown => "unknown",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether nothing more will happen.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Refused)
    }
}

/// What came of something: "not yet" is not an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<T> {
    /// It happened.
    Done(T),
    /// It was accepted and will happen.
    Pending(OperationId),
}
