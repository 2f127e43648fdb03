//! Why parameters do not make a request: which one, and what is wrong with it.
//!
//! Values are never part of an error, because some of them are secrets.

use std::fmt::{self, Display};

/// What stands for the name of a parameter that is not known.
const NAMELESS: &str = "the value";

/// A parameter that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// The parameter, with its path inside: `records.3.ttl`. Empty when it is not known.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It is required and was not sent.
    Missing,
    /// It was sent as something else.
    Unreadable {
        /// What it should be, in words: `a whole number from 0 to 255`.
        expected: String,
    },
    /// It is a choice, and what was sent is not among the choices.
    Unknown {
        /// The choices.
        allowed: Vec<String>,
    },
    /// It is longer than anything sensible.
    TooLong {
        /// How long it may be.
        most: usize,
    },
    /// Anything else, in words.
    Malformed(String),
}

impl DecodeError {
    /// An error about the parameter `field`.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }

    /// An error about a parameter whose name the caller will add.
    pub(crate) fn nameless(problem: Problem) -> Self {
        Self::new(String::new(), problem)
    }

    pub(crate) fn unreadable(expected: impl Into<String>) -> Self {
        Self::nameless(Problem::Unreadable { expected: expected.into() })
    }

    /// The same error, seen from one level further out.
    #[must_use]
    pub(crate) fn under(mut self, outer: &dyn Display) -> Self {
        self.field = match self.field.as_str() {
            "" => outer.to_string(),
            inner => format!("{outer}.{inner}"),
        };
        self
    }

    /// The error that `text` was written from, as far as that can be told.
    ///
    /// serde hands errors through generic code as text; so our own words are read back to keep what
    /// they are about.
    fn read_back(text: &str) -> Self {
        let named = |name: &str, problem| match name {
            "" | NAMELESS => Some(Self::nameless(problem)),
            name if name.contains(char::is_whitespace) => None,
            name => Some(Self::new(name, problem)),
        };
        let known = if let Some(name) = text.strip_suffix(" is missing") {
            named(name, Problem::Missing)
        } else if let Some((name, most)) = text.split_once(" is longer than ") {
            most.parse().ok().and_then(|most| named(name, Problem::TooLong { most }))
        } else if let Some((name, allowed)) = text.split_once("should be one of: ") {
            let allowed = allowed.split(", ").map(str::to_owned).collect();
            named(name.trim_end(), Problem::Unknown { allowed })
        } else if let Some((name, expected)) = text.split_once("should be ") {
            named(name.trim_end(), Problem::Unreadable { expected: expected.to_owned() })
        } else {
            None
        };
        known.unwrap_or_else(|| Self::nameless(Problem::Malformed(text.to_owned())))
    }
}

impl Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.field.is_empty() { NAMELESS } else { &self.field };
        match &self.problem {
            Problem::Missing => write!(f, "{name} is missing"),
            Problem::Unreadable { expected } => write!(f, "{name} should be {expected}"),
            Problem::Unknown { allowed } => {
                write!(f, "{name} should be one of: {}", allowed.join(", "))
            }
            Problem::TooLong { most } => write!(f, "{name} is longer than {most}"),
            Problem::Malformed(reason) if self.field.is_empty() => f.write_str(reason),
            Problem::Malformed(reason) => write!(f, "{name}: {reason}"),
        }
    }
}

impl std::error::Error for DecodeError {}

impl serde::de::Error for DecodeError {
    fn custom<T: Display>(message: T) -> Self {
        Self::read_back(&message.to_string())
    }

    fn invalid_type(_: serde::de::Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        Self::unreadable(expected.to_string())
    }

    fn invalid_value(_: serde::de::Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        Self::unreadable(expected.to_string())
    }

    fn invalid_length(_: usize, expected: &dyn serde::de::Expected) -> Self {
        Self::unreadable(expected.to_string())
    }

    fn unknown_variant(_: &str, allowed: &'static [&'static str]) -> Self {
        let allowed = allowed.iter().map(|&choice| choice.to_owned()).collect();
        Self::nameless(Problem::Unknown { allowed })
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::new(field, Problem::Malformed("is not a parameter of this call".to_owned()))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(field, Problem::Missing)
    }
}

/// Why a request is not even a set of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// Text that is not UTF-8, or holds the character zero.
    Text,
    /// A body that says it is JSON and is not.
    Json,
    /// A JSON body that is neither an object nor a list.
    NotAnObject,
    /// A multipart body that breaks its own rules.
    Multipart,
    /// More parameters than `limits::PARAMETERS`.
    TooMany,
    /// Parameters nested deeper than `limits::DEPTH`.
    TooDeep,
    /// A bulk call without anything to do.
    NoElement,
    /// The body ended early or took too long.
    Interrupted,
    /// An `Idempotency-Key` that is too long or not plain text.
    ClientKey,
}

impl Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "the request is not valid UTF-8 text",
            Self::Json => "the body is not valid JSON",
            Self::NotAnObject => "the body should be a JSON object",
            Self::Multipart => "the body is not valid multipart data",
            Self::TooMany => "the request has too many parameters",
            Self::TooDeep => "the parameters are nested too deeply",
            Self::NoElement => "the request has no elements, such as 0[name]=value",
            Self::Interrupted => "the body did not arrive in full",
            Self::ClientKey => "the Idempotency-Key header is too long or not plain text",
        })
    }
}

impl std::error::Error for Malformed {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_words_are_read_back_and_others_are_kept() {
        for error in [
            DecodeError::new("content7", Problem::Missing),
            DecodeError::new("a.3", Problem::Unreadable { expected: "a number".into() }),
            DecodeError::unreadable("a number"),
            DecodeError::new("way", Problem::Unknown { allowed: vec!["in".into(), "out".into()] }),
            DecodeError::new("name", Problem::TooLong { most: 63 }),
            DecodeError::nameless(Problem::Malformed("the moon should be full".into())),
        ] {
            assert_eq!(DecodeError::read_back(&error.to_string()), error);
        }
        assert_eq!(DecodeError::read_back("should be a day"), DecodeError::unreadable("a day"));
    }
}
