//! What the dialect says to each refusal: one match without `_`, so that a new kind of refusal stops
//! the build here.
//!
//! The status tells programs what to do about it. What is wrong with what was sent is told parameter
//! by parameter, everything else in one sentence.

use dialects::dreamscape::refusal::Refusal as Body;
use http::StatusCode;
use model::error::{Credential, Error};
use wire::{Call, DecodeError, Refusal};

use super::parameter::{noun, parameter};
pub use crate::refused::{Handled, Refused};
use crate::words;

/// A refusal as it travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The HTTP status.
    pub status: StatusCode,
    /// The body.
    pub body: Body,
    /// Seconds after which another attempt is worth it.
    pub retry_after: Option<i64>,
}

impl Said {
    /// A refusal in one sentence.
    fn new(status: StatusCode, words: impl Into<String>) -> Self {
        Self { status, body: Body::of(words), retry_after: None }
    }

    /// Something that was sent cannot be meant.
    fn unfit(errors: Vec<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, body: Body::of_fields(errors), retry_after: None }
    }
}

/// What the dialect says to whatever was not answered.
pub fn refused(call: &Call, refusal: &Refusal<Refused>) -> Said {
    match refusal {
        Refusal::Error(refused) => say(refused),
        Refusal::Undecodable(error) => undecodable(call, error),
        Refusal::Malformed(why) => Said::new(StatusCode::BAD_REQUEST, why.to_string()),
        Refusal::UnknownCall => Said::new(StatusCode::NOT_FOUND, words::unknown_call(call.path())),
        Refusal::WrongMethod { allowed } => {
            Said::new(StatusCode::METHOD_NOT_ALLOWED, words::wrong_method(call.path(), allowed))
        }
        Refusal::NotAcceptable => Said::new(StatusCode::NOT_ACCEPTABLE, words::JSON_ONLY),
        Refusal::TooLarge { limit } => {
            Said::new(StatusCode::PAYLOAD_TOO_LARGE, words::too_large(*limit))
        }
        Refusal::Panicked => Said::new(StatusCode::INTERNAL_SERVER_ERROR, words::OUR_MISTAKE),
    }
}

/// What the dialect says to a refusal.
pub fn say(refused: &Refused) -> Said {
    let said = by_itself(refused);
    match refused.words {
        Some(words) => Said { body: Body::of(words), ..said },
        None => said,
    }
}

fn by_itself(refused: &Refused) -> Said {
    let named = |field| refused.named(field, parameter);
    let bad = |words: String| Said::new(StatusCode::BAD_REQUEST, words);
    match &refused.error {
        Error::Missing(field) => unfit(refused, format!("{} is missing", named(*field))),
        Error::Invalid { field, reason } => {
            unfit(refused, format!("{} {}", named(*field), words::because(*reason)))
        }
        // A stranger's object is as unknown as one that is not there.
        Error::NotFound(what) | Error::NotYours(what) => {
            Said::new(StatusCode::NOT_FOUND, format!("{} not found", noun(*what)))
        }
        Error::Exists(what) => bad(format!("{} exists already", noun(*what))),
        Error::Taken(what) => bad(format!("{} is not available", noun(*what))),
        Error::Prohibited(prohibition) => bad(words::prohibited(*prohibition).to_owned()),
        Error::NothingPending(what) => bad(format!("Nothing is pending for this {}", noun(*what))),
        Error::InsufficientFunds { short_by } => Said::new(
            StatusCode::PAYMENT_REQUIRED,
            format!("The balance is short by {short_by} {}", short_by.currency.code()),
        ),
        Error::Stale { field } => bad(format!("{} changed since you read it", named(*field))),
        Error::KeyReused => bad(words::KEY_REUSED.to_owned()),
        Error::Unauthenticated(credential) => {
            Said::new(StatusCode::UNAUTHORIZED, unauthenticated(*credential))
        }
        Error::Forbidden(restriction) => {
            Said::new(StatusCode::FORBIDDEN, words::restricted(*restriction))
        }
        // The dialect knows no status for it; what failed is the signature.
        Error::TooManyAttempts { retry_after } => Said {
            retry_after: Some(retry_after.0),
            ..Said::new(StatusCode::UNAUTHORIZED, words::TOO_MANY_ATTEMPTS)
        },
        Error::Refused { words, .. } => bad(words.clone()),
        Error::Unavailable(supplier) => {
            Said::new(StatusCode::INTERNAL_SERVER_ERROR, words::unavailable(*supplier))
        }
        Error::OutcomeUnknown(supplier) => {
            Said::new(StatusCode::INTERNAL_SERVER_ERROR, words::outcome_unknown(*supplier))
        }
        Error::Internal(detail) => {
            tracing::error!(detail, "a call failed");
            Said::new(StatusCode::INTERNAL_SERVER_ERROR, words::OUR_MISTAKE)
        }
    }
}

/// What is wrong with a parameter, and with the others that were looked at.
fn unfit(refused: &Refused, sentence: String) -> Said {
    let others =
        refused.items.iter().filter_map(|(_, item)| by_itself(item).body.validation_errors);
    let sentences: Vec<String> = others.flatten().collect();
    Said::unfit(if sentences.is_empty() { vec![sentence] } else { sentences })
}

/// What is said of a parameter that cannot be read. A number in the path that is none names nothing.
fn undecodable(call: &Call, error: &DecodeError) -> Said {
    if call.named_in_path.contains(&error.field) {
        return Said::new(StatusCode::NOT_FOUND, words::unknown_call(call.path()));
    }
    Said::unfit(vec![error.to_string()])
}

const fn unauthenticated(credential: Credential) -> &'static str {
    match credential {
        Credential::Absent => {
            "Api-Request-Id and Api-Signature are needed, 32 hexadecimal digits each"
        }
        Credential::Replayed => "A request with this Api-Request-Id came before",
        Credential::Wrong
        | Credential::SecondFactor
        | Credential::Token
        | Credential::OutOfTime
        | Credential::WrongKind => "Api-Signature was not made with an API key of this environment",
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, Method, Uri};
    use model::error::{Field, Noun, Particular, Prohibition, Reason, Restriction, Supplier};
    use model::money::{Currency, Money};
    use model::time::Seconds;
    use wire::Problem;

    use super::*;

    fn said(error: Error) -> (u16, String) {
        let said = say(&error.into());
        (said.status.as_u16(), serde_json::to_string(&said.body).unwrap())
    }

    #[test]
    fn each_kind_of_refusal_has_its_status() {
        let short_by = Money::new(5, Currency::USD);
        for (error, status) in [
            (Error::Unauthenticated(Credential::Absent), 401),
            (Error::Unauthenticated(Credential::Wrong), 401),
            (Error::Unauthenticated(Credential::Replayed), 401),
            (Error::TooManyAttempts { retry_after: Seconds(60) }, 401),
            (Error::Forbidden(Restriction::AccountSuspended), 403),
            (Error::InsufficientFunds { short_by }, 402),
            (Error::NotFound(Noun::Domain), 404),
            (Error::Prohibited(Prohibition::CustomerNotActive), 400),
            (Error::Taken(Noun::Domain), 400),
            (Error::Unavailable(Supplier::Registry), 500),
            (Error::Internal("secret".to_owned()), 500),
        ] {
            let (found, body) = said(error);
            assert_eq!(found, status, "{body}");
            assert!(body.starts_with(r#"{"status":false,"error_message":""#), "{body}");
            assert!(!body.contains("secret"));
        }
    }

    #[test]
    fn a_parameter_is_named_with_what_is_wrong_with_it() {
        assert_eq!(
            said(Error::Missing(Field::Particular(Particular::FamilyName))),
            (400, r#"{"status":false,"validation_errors":["last_name is missing"]}"#.to_owned())
        );
        let second = Error::invalid(Field::Nameserver(2), Reason::NotAHostName);
        assert!(said(second).1.contains("name_servers[1] is not a host name"));
        let items = [Field::Domain, Field::Period].map(|field| Error::Missing(field).into());
        let both = say(&Refused::items(items.into_iter().enumerate().collect()));
        let errors = both.body.validation_errors.unwrap();
        assert_eq!(errors, ["domain_name is missing", "period is missing"]);
    }

    #[test]
    fn strangers_learn_nothing() {
        let unknown = said(Error::NotFound(Noun::Subscription));
        assert_eq!(said(Error::NotYours(Noun::Subscription)), unknown);
    }

    #[test]
    fn what_is_no_number_in_a_path_names_nothing() {
        let mut call = Call::new(
            Method::GET,
            Uri::from_static("/dreamscape/domains/shoes.com.au"),
            HeaderMap::new(),
        );
        let sent = |name: &str, value: &str| {
            wire::Params::new(vec![(name.to_owned(), wire::Node::Text(value.to_owned()))])
        };
        let about = |field: &str| DecodeError {
            field: field.to_owned(),
            problem: Problem::Unreadable { expected: "a whole number above zero".to_owned() },
        };
        call.params = sent("domain_id", "shoes.com.au");
        call.named_in_path = vec!["domain_id".to_owned()];
        assert_eq!(undecodable(&call, &about("domain_id")).status, StatusCode::NOT_FOUND);
        // What is said elsewhere may look like a part of the path.
        call.params = sent("customer_id", "domains");
        let said = undecodable(&call, &about("customer_id"));
        assert_eq!(said.status, StatusCode::BAD_REQUEST);
        let errors = said.body.validation_errors.unwrap();
        assert!(errors[0].contains("customer_id"), "{errors:?}");
    }
}
