//! Why a control was not obeyed, as a program and a person read it.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use model::Error;
use model::error::{Field, Noun, Prohibition, Reason};

use crate::http::answer;

/// Why a control was not obeyed. Nothing has changed then.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
    field: Option<String>,
    /// What could have been said instead.
    known: Vec<String>,
}

impl Refusal {
    /// Something was sent that cannot be meant.
    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        let field = Some(field.to_owned());
        let message = message.into();
        Self { status: StatusCode::BAD_REQUEST, code: "invalid", message, field, known: Vec::new() }
    }

    /// The same, with what could have been sent.
    pub fn unknown(field: &str, message: impl Into<String>, known: &[&str]) -> Self {
        let known = known.iter().map(|word| (*word).to_owned()).collect();
        Self { code: "unknown", known, ..Self::invalid(field, message) }
    }

    /// The body is no JSON object.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self { code: "malformed", field: None, ..Self::invalid("", message) }
    }

    /// The body is too long.
    pub fn too_large(limit: usize) -> Self {
        let message = format!("The body has more than {limit} bytes.");
        Self {
            status: StatusCode::PAYLOAD_TOO_LARGE,
            code: "too_large",
            ..Self::malformed(message)
        }
    }

    /// It cannot be done now.
    pub fn unavailable(message: impl Into<String>) -> Self {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        Self { status, code: "unavailable", ..Self::malformed(message) }
    }

    /// A refusal of the platform or its registry about what `field` held.
    pub fn about(field: &str, error: &Error) -> Self {
        let (status, code) = match error {
            Error::Missing(_) => (StatusCode::BAD_REQUEST, "missing"),
            Error::Invalid { .. } => (StatusCode::BAD_REQUEST, "invalid"),
            Error::NotFound(_) => (StatusCode::NOT_FOUND, "not_found"),
            Error::TooManyAttempts { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many"),
            Error::Unavailable(_) | Error::OutcomeUnknown(_) => {
                (StatusCode::SERVICE_UNAVAILABLE, "unavailable")
            }
            Error::Internal(detail) => {
                tracing::error!(detail, "a control failed");
                (StatusCode::INTERNAL_SERVER_ERROR, "internal")
            }
            Error::NotYours(_)
            | Error::Exists(_)
            | Error::Taken(_)
            | Error::Prohibited(_)
            | Error::NothingPending(_)
            | Error::InsufficientFunds { .. }
            | Error::Stale { .. }
            | Error::KeyReused
            | Error::Unauthenticated(_)
            | Error::Forbidden(_)
            | Error::Refused { .. } => (StatusCode::CONFLICT, "conflict"),
        };
        let field = (status != StatusCode::INTERNAL_SERVER_ERROR).then(|| field.to_owned());
        Self { status, code, message: words(error), field, known: Vec::new() }
    }
}

impl From<Error> for Refusal {
    /// A fault that no field is to blame for.
    fn from(error: Error) -> Self {
        Self { field: None, ..Self::about("", &error) }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut body = answer::refusal_body(self.code, &self.message, self.field.as_deref());
        if !self.known.is_empty() {
            body["error"]["known"] = self.known.into();
        }
        answer::json(self.status, &body)
    }
}

/// A refusal in words. What controls cannot run into is said by its name.
pub(super) fn words(error: &Error) -> String {
    match error {
        Error::Missing(field) => format!("{field:?} is needed."),
        Error::Invalid { field: Field::AuthCode, reason: Reason::Wrong } => {
            "The auth code is wrong.".to_owned()
        }
        Error::Invalid { field, reason } => format!("{field:?}: {}", what_is_wrong(*reason)),
        Error::NotFound(noun) => format!("There is no such {}.", thing(*noun)),
        Error::NotYours(noun) => format!("The {} is in other hands.", thing(*noun)),
        Error::Exists(noun) | Error::Taken(noun) => format!("The {} exists already.", thing(*noun)),
        Error::Prohibited(why) => prohibition(*why),
        Error::NothingPending(noun) => format!("No {} is pending.", thing(*noun)),
        Error::InsufficientFunds { short_by } => {
            format!("The account is short by {short_by} {}.", short_by.currency)
        }
        Error::Refused { words, .. } => words.clone(),
        Error::Unavailable(supplier) => format!("The supplier ({supplier}) cannot be reached."),
        Error::OutcomeUnknown(supplier) => format!("The supplier ({supplier}) did not answer."),
        Error::Internal(_) => "Something went wrong here; the log says what.".to_owned(),
        other => format!("{other:?}"),
    }
}

fn what_is_wrong(reason: Reason) -> String {
    match reason {
        Reason::NotAName => "not a domain name".to_owned(),
        Reason::UnknownTld => "no extension that is sold here".to_owned(),
        Reason::NotAnAmount => "not a decimal amount such as \"100.00\"".to_owned(),
        Reason::TooPrecise => "more digits than the currency has".to_owned(),
        Reason::TooLarge => "too large".to_owned(),
        Reason::InThePast => "lies in the past".to_owned(),
        Reason::NotAnInstant => "not an instant such as 2026-11-21T10:00:00Z".to_owned(),
        Reason::PastLongest(years) => format!("lies more than {years} years ahead"),
        other => format!("{other:?}"),
    }
}

fn prohibition(why: Prohibition) -> String {
    match why {
        Prohibition::Locked => "The name is locked.".to_owned(),
        Prohibition::TooYoung(until) => format!("The name is too young to move until {until}."),
        Prohibition::PendingTransfer => "A transfer of the name is pending already.".to_owned(),
        Prohibition::Disabled => "The zone is not signed.".to_owned(),
        Prohibition::SignedHere => "The zone is signed otherwise.".to_owned(),
        Prohibition::PendingOperation => "Another change is under way.".to_owned(),
        Prohibition::AlreadyHeld => "The name is held there already.".to_owned(),
        other => format!("The name's status rules it out: {other:?}."),
    }
}

const fn thing(noun: Noun) -> &'static str {
    match noun {
        Noun::Domain => "name",
        Noun::Account => "account",
        Noun::Transfer => "transfer",
        Noun::Zone => "zone",
        _ => "thing",
    }
}
