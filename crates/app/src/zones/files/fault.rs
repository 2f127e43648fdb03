//! Why a file was not taken in.

use std::fmt;

use model::Error;
use model::error::Reason;

/// Why a file was not taken in. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A line of the file cannot be meant, counted from 1; of records without a file, the number of the
    /// record.
    File {
        /// The line.
        line: u32,
        /// What is wrong with it.
        fault: Fault,
    },
    /// It has nothing to do with one line.
    Platform(Error),
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file is longer than this many bytes.
    TooLong(usize),
    /// It is not UTF-8 text.
    NotText,
    /// More records than a zone may hold.
    TooManyRecords(usize),
    /// More words than one entry may have.
    TooManyWords(usize),
    /// A parenthesis or a quoted text is not closed, or closed twice.
    Unbalanced,
    /// Other files are not read.
    Include,
    /// Ranges are not written out.
    Generate,
    /// A directive that nobody knows, or that lacks something.
    Directive,
    /// A record without an owner, where there is none before it.
    NoOwner,
    /// A class other than `IN`.
    Class,
    /// Neither a type nor anything that may stand in front of one.
    NoType(String),
    /// A type that a zone cannot hold here.
    Type(String),
    /// The time to live is none.
    Ttl,
    /// The value cannot be read; in words.
    Value(String),
    /// A remark of an exported file cannot be meant.
    Remark,
    /// The platform refuses the record.
    Record(Error),
}

impl Refusal {
    /// About a line.
    pub(super) const fn at(line: u32, fault: Fault) -> Self {
        Self::File { line, fault }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Platform(error)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(bytes) => write!(out, "the file has more than {bytes} bytes"),
            Self::NotText => out.write_str("the file is not UTF-8 text"),
            Self::TooManyRecords(most) => write!(out, "a zone holds {most} records at most"),
            Self::TooManyWords(most) => write!(out, "an entry has {most} words at most"),
            Self::Unbalanced => out.write_str("a parenthesis or a quotation mark has no other one"),
            Self::Include => out.write_str("$INCLUDE is refused: no other file is read"),
            Self::Generate => {
                out.write_str("$GENERATE is refused: write the records out one by one")
            }
            Self::Directive => out.write_str("this directive is unknown or not whole"),
            Self::NoOwner => {
                out.write_str("there is no record before it whose owner it could have")
            }
            Self::Class => out.write_str("only the class IN is served"),
            Self::NoType(word) => write!(out, "{word:?} is no record type"),
            Self::Type(kind) => {
                write!(
                    out,
                    "records of the type {kind} cannot be held here, or not with this value"
                )
            }
            Self::Ttl => out.write_str("the time to live is not a number of seconds"),
            Self::Value(words) => write!(out, "the value cannot be read: {words}"),
            Self::Remark => out.write_str("this remark of an exported file is not whole"),
            Self::Record(Error::Invalid { reason, .. }) => out.write_str(&words(*reason)),
            Self::Record(error) => write!(out, "the record does not fit: {error:?}"),
        }
    }
}

/// Why a record does not fit its zone.
fn words(reason: Reason) -> String {
    match reason {
        Reason::CnameNotAlone => {
            "a CNAME stands alone at its name, and never at the apex".to_owned()
        }
        Reason::OutsideZone => "the name lies outside the zone".to_owned(),
        Reason::NotAName => "the owner is no name that can be held here".to_owned(),
        Reason::UnfitContent => "the value does not fit the type".to_owned(),
        Reason::Repeated => "it stands there already".to_owned(),
        Reason::LongerThan(most) => format!("it is longer than {most}"),
        Reason::MoreThan(most) => format!("there are more than {most}"),
        Reason::OutOfRange(least, most) => format!("it lies outside {least} to {most}"),
        other => format!("the record does not fit: {other:?}"),
    }
}
