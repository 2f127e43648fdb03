//! What the dialect says to each refusal: one match without `_`, so that a new kind of refusal stops
//! the build here. The numbers stand in one table, `codes.rs`.

use dialects::devo::refusal::Refusal as Body;
use http::StatusCode;
use model::error::{Credential, Error, Noun, Prohibition};
use wire::{Call, Problem, Refusal};

use super::codes;
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
    fn new(status: StatusCode, code: u16, message: impl Into<String>) -> Self {
        Self { status, body: Body::of(code, message), retry_after: None }
    }

    /// What a call of somebody with good credentials may be refused for.
    fn bad(code: u16, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }
}

/// What the dialect says to whatever was not answered.
pub fn refused(call: &Call, refusal: &Refusal<Refused>) -> Said {
    match refusal {
        Refusal::Error(refused) => say(call.path(), refused),
        Refusal::Undecodable(error) => {
            let missing = matches!(error.problem, Problem::Missing);
            Said::bad(if missing { codes::MISSING } else { codes::INVALID }, error.to_string())
        }
        Refusal::Malformed(why) => Said::bad(codes::MALFORMED, why.to_string()),
        Refusal::UnknownCall => {
            Said::new(StatusCode::NOT_FOUND, codes::UNKNOWN_CALL, words::unknown_call(call.path()))
        }
        Refusal::WrongMethod { allowed } => Said::new(
            StatusCode::METHOD_NOT_ALLOWED,
            codes::WRONG_METHOD,
            words::wrong_method(call.path(), allowed),
        ),
        Refusal::NotAcceptable => {
            Said::new(StatusCode::NOT_ACCEPTABLE, codes::NOT_ACCEPTABLE, words::JSON_ONLY)
        }
        Refusal::TooLarge { limit } => {
            Said::new(StatusCode::PAYLOAD_TOO_LARGE, codes::TOO_LARGE, words::too_large(*limit))
        }
        Refusal::Panicked => internal(),
    }
}

/// What the dialect says to a refusal of a call with this path.
pub fn say(path: &str, refused: &Refused) -> Said {
    let mut said = by_itself(path, refused);
    if let Some(words) = refused.words {
        words.clone_into(&mut said.body.error.message);
    }
    said
}

fn by_itself(path: &str, refused: &Refused) -> Said {
    let named = |field| refused.named(field, parameter);
    match &refused.error {
        Error::Missing(field) => Said::bad(codes::MISSING, format!("{} is missing", named(*field))),
        Error::Invalid { field, reason } => {
            Said::bad(codes::INVALID, format!("{} {}", named(*field), words::because(*reason)))
        }
        // A stranger's thing is as unknown as one that is not there.
        Error::NotFound(Noun::Role) | Error::NotYours(Noun::Role) => unknown_role(path),
        Error::NotFound(what) | Error::NotYours(what) => unknown(*what),
        Error::Exists(what) | Error::Taken(what) => {
            Said::bad(codes::EXISTS, format!("{} already exists", noun(*what)))
        }
        Error::Prohibited(prohibition) => prohibited(path, *prohibition),
        Error::NothingPending(what) => {
            Said::bad(codes::WRONG_STATE, format!("Nothing is pending for this {}", noun(*what)))
        }
        Error::InsufficientFunds { .. } => {
            Said::bad(codes::NO_FUNDS, "The balance does not suffice")
        }
        Error::Stale { field } => {
            Said::bad(codes::STALE, format!("{} changed since you read it", named(*field)))
        }
        Error::KeyReused => Said::bad(codes::STALE, words::KEY_REUSED),
        Error::Unauthenticated(credential) => unauthenticated(*credential),
        Error::Forbidden(restriction) => {
            Said::new(StatusCode::FORBIDDEN, codes::FORBIDDEN, words::restricted(*restriction))
        }
        Error::TooManyAttempts { retry_after } => Said {
            retry_after: Some(retry_after.0),
            ..Said::new(
                StatusCode::UNAUTHORIZED,
                codes::TOO_MANY_ATTEMPTS,
                words::TOO_MANY_ATTEMPTS,
            )
        },
        Error::Refused { words, .. } => Said::bad(codes::REFUSED, words.clone()),
        Error::Unavailable(supplier) => Said::new(
            StatusCode::SERVICE_UNAVAILABLE,
            codes::UNAVAILABLE,
            words::unavailable(*supplier),
        ),
        Error::OutcomeUnknown(supplier) => Said::new(
            StatusCode::SERVICE_UNAVAILABLE,
            codes::OUTCOME_UNKNOWN,
            words::outcome_unknown(*supplier),
        ),
        Error::Internal(detail) => {
            tracing::error!(detail, "a call failed");
            internal()
        }
    }
}

fn internal() -> Said {
    Said::new(StatusCode::INTERNAL_SERVER_ERROR, codes::INTERNAL, words::OUR_MISTAKE)
}

fn unknown(what: Noun) -> Said {
    let code = match what {
        Noun::Tenant | Noun::Account => return Said::bad(codes::UNKNOWN_DOMAIN, "Invalid domain"),
        Noun::User | Noun::Member => codes::UNKNOWN_USER,
        Noun::Role => codes::UNKNOWN_ROLE,
        Noun::Plan => codes::UNKNOWN_PLAN,
        Noun::AccessKey => codes::UNKNOWN_KEY,
        _ => codes::NOT_FOUND,
    };
    Said::bad(code, format!("{} not found", noun(what)))
}

/// The role is named where the call's path names it.
fn unknown_role(path: &str) -> Said {
    let name = after(path, "roles").or_else(|| after(path, "role"));
    match name {
        Some(name) => Said::bad(codes::UNKNOWN_ROLE, format!("Role '{name}' not found")),
        None => unknown(Noun::Role),
    }
}

/// The segment of a path behind another one.
fn after(path: &str, before: &str) -> Option<String> {
    let mut segments = path.split('/').skip_while(|segment| *segment != before).skip(1);
    segments.next().filter(|next| !next.is_empty()).map(|next| next.replace("%40", "@"))
}

/// Says of a user whom the path names that it is not in the state that the call needs.
fn user_state(path: &str, what: &str) -> Said {
    let part = |before| after(path, before).unwrap_or_default();
    let (user, domain) = (part("email"), part("domain"));
    Said::bad(codes::USER_STATE, format!("{what}. User {user} at domain {domain}"))
}

fn prohibited(path: &str, prohibition: Prohibition) -> Said {
    // Users are switched below `/user`, domains elsewhere.
    let user = path.contains("/user/");
    match prohibition {
        Prohibition::Disabled if user => user_state(path, "Error disabling a non inactive user"),
        Prohibition::Enabled if user => user_state(path, "Error enabling a non inactive user"),
        Prohibition::Disabled => Said::bad(codes::DOMAIN_DISABLED, "Domain is disabled already"),
        Prohibition::Enabled => Said::bad(codes::DOMAIN_ENABLED, "Domain is enabled already"),
        Prohibition::NoOwner => Said::bad(codes::NO_OWNER, "Domain has no owner"),
        Prohibition::HasOwner => Said::bad(codes::HAS_OWNER, "Domain has an owner already"),
        Prohibition::OwnerStays => Said::bad(codes::OWNER_STAYS, "Domain owner can not be deleted"),
        Prohibition::DefaultRole => {
            Said::bad(codes::DEFAULT_ROLE, "Default roles can not be changed")
        }
        Prohibition::LastRole => Said::bad(codes::LAST_ROLE, "A user keeps at least one role"),
        other if user => Said::bad(codes::USER_STATE, words::prohibited(other)),
        other => Said::bad(codes::WRONG_STATE, words::prohibited(other)),
    }
}

fn unauthenticated(credential: Credential) -> Said {
    let (code, message) = match credential {
        Credential::Absent => {
            (codes::ABSENT, "An API key, x-logtrust-timestamp and x-logtrust-sign are needed")
        }
        Credential::Wrong | Credential::SecondFactor | Credential::Token => {
            (codes::WRONG, "Invalid API key or signature")
        }
        Credential::OutOfTime => {
            (codes::OUT_OF_TIME, "x-logtrust-timestamp is more than ten minutes off")
        }
        Credential::Replayed => (codes::REPLAYED, "A request with this signature came before"),
        Credential::WrongKind => (codes::WRONG_KIND, "Reseller credentials are needed"),
    };
    Said::new(StatusCode::UNAUTHORIZED, code, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &str, error: Error) -> (u16, String) {
        let said = say(path, &error.into());
        (said.status.as_u16(), serde_json::to_string(&said.body).unwrap())
    }

    #[test]
    fn published_numbers_are_kept() {
        let (domain, user) = ("/devo/probio/domain/a@b", "/devo/probio/user/email/x/domain/a@b");
        assert_eq!(
            said(domain, Error::NotFound(Noun::Tenant)),
            (400, r#"{"error":{"code":106,"message":"Invalid domain"}}"#.to_owned())
        );
        assert_eq!(
            said(user, Error::Prohibited(Prohibition::OwnerStays)),
            (
                400,
                r#"{"error":{"code":112,"message":"Domain owner can not be deleted"}}"#.to_owned()
            )
        );
        let disabled = Error::Prohibited(Prohibition::Disabled);
        assert!(said(user, disabled.clone()).1.contains(r#""code":116"#));
        assert!(said(domain, disabled).1.contains(r#""code":107"#));
        assert!(
            said(user, Error::Prohibited(Prohibition::Disabled))
                .1
                .contains("Error disabling a non inactive user. User x at domain a@b")
        );
        let role = said("/probio/domain/a@b/roles/Watch", Error::NotFound(Noun::Role));
        assert!(role.0 == 400 && role.1.contains("Role 'Watch' not found"), "{role:?}");
        let exists = said(user, Error::Exists(Noun::User)).1;
        assert!(exists.contains(r#""code":100"#) && exists.contains("already exists"), "{exists}");
    }

    #[test]
    fn bad_credentials_of_every_kind_are_told_apart() {
        let each = [
            Credential::Absent,
            Credential::Wrong,
            Credential::OutOfTime,
            Credential::Replayed,
            Credential::WrongKind,
        ];
        let said = each.map(|credential| said("/", Error::Unauthenticated(credential)));
        assert!(said.iter().all(|(status, _)| *status == 401));
        let mut bodies: Vec<_> = said.into_iter().map(|(_, body)| body).collect();
        bodies.sort_unstable();
        bodies.dedup();
        assert_eq!(bodies.len(), each.len());
    }

    #[test]
    fn strangers_learn_nothing() {
        let unknown = said("/", Error::NotFound(Noun::Tenant));
        assert_eq!(said("/", Error::NotYours(Noun::Tenant)), unknown);
    }
}
