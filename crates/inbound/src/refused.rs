//! A refusal on its way out, with what only the call can add to it.

use model::error::{Error, Field, Prohibition, Reason};

/// What a handler returns.
pub type Handled<T> = Result<T, Refused>;

/// A refusal, and what the call that was refused says besides.
#[derive(Debug)]
pub struct Refused {
    /// What was refused.
    pub(crate) error: Error,
    /// The parameter that the call knows the field by.
    pub(crate) parameter: Option<String>,
    /// The words that the call has for it.
    pub(crate) words: Option<&'static str>,
    /// The extension whose registry asks for more.
    pub(crate) extension: Option<Box<str>>,
    /// Things of a list, by their places counted from 0, and why each cannot be had.
    pub(crate) items: Vec<(usize, Self)>,
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self { error, parameter: None, words: None, extension: None, items: Vec::new() }
    }
}

impl Refused {
    /// A required parameter that was left out.
    pub fn missing(parameter: &str) -> Self {
        Self::about(Error::Missing(Field::Setting), parameter)
    }

    /// A parameter with a word that the call does not know.
    pub fn unknown_word(parameter: &str) -> Self {
        Self::about(Error::invalid(Field::Setting, Reason::UnknownWord), parameter)
    }

    /// The refusal, about a parameter that this call knows by another name.
    pub fn about(error: Error, parameter: impl Into<String>) -> Self {
        Self { parameter: Some(parameter.into()), ..error.into() }
    }

    /// The refusal, in this call's own words.
    pub fn saying(error: Error, words: &'static str) -> Self {
        Self { words: Some(words), ..error.into() }
    }

    /// The refusal, in this call's words where it is about a lock.
    pub fn when_locked(error: Error, words: &'static str) -> Self {
        match error {
            Error::Prohibited(Prohibition::Locked) => Self::saying(error, words),
            other => other.into(),
        }
    }

    /// The refusal, with this call's own names for some fields.
    pub fn renamed(error: Error, name: impl Fn(Field) -> Option<String>) -> Self {
        let parameter = match &error {
            Error::Missing(field) | Error::Invalid { field, .. } | Error::Stale { field } => {
                name(*field)
            }
            _ => None,
        };
        Self { parameter, ..error.into() }
    }

    /// The refusal of something below an extension, whose registry may ask for more than others.
    #[must_use]
    pub fn below(self, extension: &str) -> Self {
        Self { extension: Some(extension.into()), ..self }
    }

    /// Things of a list that cannot be had, by their places counted from 0.
    pub fn items(items: Vec<(usize, Self)>) -> Self {
        let first = items.first().map(|(_, first)| first.error.clone());
        Self { items, ..first.unwrap_or(Error::Missing(Field::Cart)).into() }
    }

    /// The parameter that the call knows `field` by, or else what its dialect calls it.
    pub(crate) fn named(&self, field: Field, parameter: fn(Field) -> String) -> String {
        self.parameter.clone().unwrap_or_else(|| parameter(field))
    }
}
