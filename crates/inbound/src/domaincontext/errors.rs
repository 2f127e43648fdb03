//! What the dialect says to each refusal: one match without `_`, so that a new kind of refusal stops
//! the build here.
//!
//! Every refusal is one sentence; its details name the argument and the reason in words that stay as
//! they are. Only what may be asked again holds the word `wait`.

use dialects::domaincontext::refusal::{Refusal as Body, RefusalDetails};
use model::error::{Credential, Error, Field, Noun, Prohibition, Reason, Supplier};
use wire::{DecodeError, Malformed, Problem, Refusal};

use super::argument::{argument, noun, subject};
use super::reasons;
pub use crate::refused::{Handled, Refused};
use crate::words;

/// What clients compare word by word when money is short.
const NOT_ENOUGH_MONEY: &str = "not enough money";
/// What clients compare word by word when a registry asks for more of a contact.
const NOT_FILLED: &str = "contact not filled properly";
/// What clients compare word by word while a task of a server is under way.
const HAS_TASKS: &str = "vds_has_tasks";
/// Seconds after which something that is under way may be asked about again.
const WAIT: u32 = 1;
/// Keys of failed elements that are named.
const NAMED: usize = 20;
/// Characters of a key that are shown.
const SHOWN: usize = 40;

/// What the dialect says to whatever was not answered.
pub fn refused(path: &str, refusal: &Refusal<Refused>) -> Body {
    let command = || path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("/");
    match refusal {
        Refusal::Error(refused) => say(refused),
        Refusal::Undecodable(error) => undecodable(error),
        Refusal::Malformed(why) => body(why.to_string(), None, malformed(*why)),
        Refusal::UnknownCall => {
            body(format!("There is no command {}", command()), None, "unknown_command")
        }
        Refusal::WrongMethod { allowed } => {
            body(words::wrong_method(command(), allowed), None, "wrong_method")
        }
        Refusal::NotAcceptable => body(words::JSON_ONLY, None, "not_acceptable"),
        Refusal::TooLarge { limit } => body(words::too_large(*limit), None, "too_large"),
        Refusal::Panicked => body(words::OUR_MISTAKE, None, "internal"),
    }
}

/// What the dialect says to a refusal.
pub fn say(refused: &Refused) -> Body {
    let said = by_itself(refused);
    match refused.words {
        Some(words) => Body { error: words.to_owned(), ..said },
        None => said,
    }
}

fn by_itself(refused: &Refused) -> Body {
    let named = |field: Field| Some(refused.named(field, argument));
    let of = |what: Noun| Some(refused.parameter.as_deref().unwrap_or(noun(what)).to_owned());
    match &refused.error {
        Error::Missing(field) => {
            body(format!("{} is missing", subject(refused, *field)), named(*field), "missing")
        }
        Error::Invalid {
            field: field @ (Field::Contact(..) | Field::Particular(_)),
            reason: reason @ Reason::NeededByRegistry,
        } => not_filled(refused, named(*field), *reason),
        Error::Invalid { field, reason } => body(
            format!("{} {}", subject(refused, *field), words::because(*reason)),
            named(*field),
            reasons::reason(*reason),
        ),
        // A stranger's object is as unknown as one that is not there.
        Error::NotFound(what) | Error::NotYours(what) => {
            body(format!("{} not found", noun(*what)), of(*what), "not_found")
        }
        Error::Exists(what) => body(format!("{} exists already", noun(*what)), of(*what), "exists"),
        Error::Taken(what) => body(format!("{} is not available", noun(*what)), of(*what), "taken"),
        Error::Prohibited(prohibition) => prohibited(*prohibition, refused.parameter.clone()),
        Error::NothingPending(what) => body(
            format!("Nothing is pending for this {}", noun(*what)),
            of(*what),
            "nothing_pending",
        ),
        // Compared word by word, so nothing is added.
        Error::InsufficientFunds { .. } => Body::of(NOT_ENOUGH_MONEY),
        Error::Stale { field } => {
            let words = format!("{} changed since you read it", subject(refused, *field));
            body(words, named(*field), "stale")
        }
        Error::KeyReused => body(words::KEY_REUSED, named(Field::ClientKey), "key_reused"),
        Error::Unauthenticated(credential) => unauthenticated(*credential, refused),
        Error::Forbidden(restriction) => {
            body(words::restricted(*restriction), None, reasons::restriction(*restriction))
        }
        Error::TooManyAttempts { retry_after } => {
            let words = format!("Too many attempts, try again in {} seconds", retry_after.0);
            body(words, None, "too_many_attempts")
        }
        Error::Refused { supplier, words } => declined(*supplier, words),
        Error::Unavailable(supplier) => {
            later(format!("The {supplier} cannot be reached, wait and try again"), "unavailable")
        }
        Error::OutcomeUnknown(supplier) => later(
            format!("The {supplier} did not answer yet, wait and look again"),
            "outcome_unknown",
        ),
        Error::Internal(detail) => {
            tracing::error!(detail, "a command failed");
            body(words::OUR_MISTAKE, None, "internal")
        }
    }
}

/// What is said of a whole bulk command some of whose elements failed: their keys, and whether each
/// may be asked again.
pub fn some_failed(failed: &[(String, bool)], total: usize) -> String {
    let shown = |(key, _): &(String, bool)| match key.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &key[..end]),
        None => key.clone(),
    };
    let keys = failed.iter().take(NAMED).map(shown).collect::<Vec<_>>().join(", ");
    let more = failed.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let again = if failed.iter().all(|(_, again)| *again) { "; wait and try again" } else { "" };
    format!("{} of {total} failed: {keys}{more}{again}", failed.len())
}

fn body(error: impl Into<String>, field: Option<String>, reason: &str) -> Body {
    let details = RefusalDetails { field, reason: Some(reason.to_owned()), whose: None };
    Body { details: Some(details), ..Body::of(error) }
}

/// What may be asked again in a moment.
fn later(error: impl Into<String>, reason: &str) -> Body {
    Body { wait: Some(WAIT), ..body(error, None, reason) }
}

fn not_filled(refused: &Refused, field: Option<String>, reason: Reason) -> Body {
    let extension = refused.extension.as_deref();
    let whose = extension.map(|extension| extension.trim_start_matches('.').to_uppercase());
    let reason = Some(reasons::reason(reason).to_owned());
    Body { details: Some(RefusalDetails { field, reason, whose }), ..Body::of(NOT_FILLED) }
}

fn prohibited(prohibition: Prohibition, field: Option<String>) -> Body {
    let reason = reasons::prohibition(prohibition);
    match prohibition {
        Prohibition::PendingOperation => later("Another change is under way, wait for it", reason),
        Prohibition::TaskRunning => body(HAS_TASKS, field, reason),
        other => body(reasons::prohibited(other), field, reason),
    }
}

fn unauthenticated(credential: Credential, refused: &Refused) -> Body {
    let login = || Some(refused.parameter.as_deref().unwrap_or("auth_login").to_owned());
    match credential {
        Credential::Absent => {
            body("auth_login and auth_password are needed", login(), "unauthenticated")
        }
        Credential::Wrong => {
            body("auth_login or auth_password is incorrect", login(), "unauthenticated")
        }
        Credential::SecondFactor => body(
            "auth_login has a second factor, which is not asked here",
            login(),
            "second_factor",
        ),
        Credential::Token
        | Credential::Replayed
        | Credential::OutOfTime
        | Credential::WrongKind => {
            let name = refused.named(Field::Confirmation, argument);
            body(format!("{name} is not valid or has expired"), Some(name), "invalid_token")
        }
    }
}

/// A supplier's own words, unless they would read as if the command were under way.
fn declined(supplier: Supplier, words: &str) -> Body {
    if words.to_lowercase().contains("wait") {
        return body(format!("The {supplier} refused it"), None, "refused");
    }
    body(words, None, "refused")
}

/// What the dialect says to arguments that cannot be read.
fn undecodable(error: &DecodeError) -> Body {
    let reason = match error.problem {
        Problem::Missing => "missing",
        Problem::Unreadable { .. } => "unreadable",
        Problem::Unknown { .. } => reasons::reason(Reason::UnknownWord),
        Problem::TooLong { .. } => "too_long",
        Problem::Malformed(_) => "malformed",
    };
    let field = Some(error.field.clone()).filter(|field| !field.is_empty());
    body(error.to_string(), field, reason)
}

const fn malformed(why: Malformed) -> &'static str {
    match why {
        Malformed::NoElement => "no_elements",
        Malformed::TooMany | Malformed::TooDeep => "too_many",
        Malformed::Text
        | Malformed::Json
        | Malformed::NotAnObject
        | Malformed::Multipart
        | Malformed::Interrupted
        | Malformed::ClientKey => "malformed",
    }
}

#[cfg(test)]
mod tests {
    use model::error::{ContactPart, Role};
    use model::money::{Currency, Money};
    use model::time::{Seconds, Timestamp};

    use super::*;

    fn json(refused: Refused) -> String {
        serde_json::to_string(&say(&refused)).unwrap()
    }

    #[test]
    fn what_clients_compare_is_said_word_by_word() {
        let short_by = Money::new(5, Currency::USD);
        let short = Error::InsufficientFunds { short_by };
        assert_eq!(json(short.into()), r#"{"_error":"not enough money"}"#);
        let part = Field::Contact(Role::Registrant, ContactPart::Email);
        let unfilled = Refused::from(Error::invalid(part, Reason::NeededByRegistry)).below("ru");
        assert_eq!(
            json(unfilled),
            r#"{"_error":"contact not filled properly","_error_ops":{"field":"registrant","reason":"needed_by_registry","for":"RU"}}"#
        );
        let tasks = say(&Error::Prohibited(Prohibition::TaskRunning).into());
        assert_eq!((tasks.error.as_str(), tasks.wait), ("vds_has_tasks", None));
    }

    #[test]
    fn the_argument_is_named_as_the_call_knows_it() {
        let period = Error::invalid(Field::Period, Reason::YearsOutOfRange(1, 10));
        assert_eq!(
            json(period.into()),
            r#"{"_error":"period must be 1 to 10 years","_error_ops":{"field":"period","reason":"years_out_of_range"}}"#
        );
        let part = Field::Contact(Role::Tech, ContactPart::Phone);
        let phone = say(&Error::invalid(part, Reason::NotAPhone).into());
        assert!(phone.error.starts_with("voice_phone of tech is not a phone number"));
        let about = Refused::about(Error::NotFound(Noun::Contact), "registrant");
        assert_eq!(
            json(about),
            r#"{"_error":"contact not found","_error_ops":{"field":"registrant","reason":"not_found"}}"#
        );
    }

    #[test]
    fn strangers_learn_nothing() {
        let (unknown, theirs) = (Error::NotFound(Noun::Domain), Error::NotYours(Noun::Domain));
        assert_eq!(say(&unknown.clone().into()), say(&theirs.into()));
        assert_eq!(say(&unknown.into()).error, "domain not found");
    }

    #[test]
    fn only_what_is_under_way_asks_to_come_back() {
        for under_way in [
            Error::Unavailable(Supplier::Registry),
            Error::OutcomeUnknown(Supplier::Certificates),
            Error::Prohibited(Prohibition::PendingOperation),
        ] {
            let said = say(&under_way.into());
            assert!(said.error.contains("wait"), "{}", said.error);
            assert_eq!(said.wait, Some(1));
        }
        let declined =
            Error::Refused { supplier: Supplier::Registry, words: "Wait a week".to_owned() };
        let prohibitions = [
            Prohibition::NotPending,
            Prohibition::TooYoung(Timestamp::from_unix(0)),
            Prohibition::PendingTransfer,
            Prohibition::ServerNotReady,
        ];
        let others = [
            declined,
            Error::KeyReused,
            Error::Missing(Field::Domain),
            Error::Internal("wait".to_owned()),
            Error::TooManyAttempts { retry_after: Seconds(60) },
            Error::Unauthenticated(Credential::Wrong),
        ];
        for other in prohibitions.map(Error::Prohibited).into_iter().chain(others) {
            let said = say(&other.into());
            assert!(!said.error.to_lowercase().contains("wait"), "{}", said.error);
            assert_eq!(said.wait, None);
        }
    }

    #[test]
    fn failed_keys_are_named_in_short() {
        let failed = |count: usize, again| {
            (0..count).map(|key| (key.to_string(), again)).collect::<Vec<_>>()
        };
        assert_eq!(some_failed(&failed(2, false), 3), "2 of 3 failed: 0, 1");
        assert_eq!(some_failed(&failed(1, true), 1), "1 of 1 failed: 0; wait and try again");
        let many = some_failed(&failed(1000, false), 1000);
        assert!(many.ends_with("18, 19 and 980 more"), "{many}");
        let long = some_failed(&[("ключ".repeat(1000), false)], 1);
        assert_eq!(long.chars().count(), "1 of 1 failed: ".len() + SHOWN + 3);
    }
}
