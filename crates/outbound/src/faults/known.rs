//! The names that an order of faults may use.

use super::Kind;

/// Each supplier and what is asked of it.
const SUPPLIERS: [(&str, &[&str]); 7] = [
    (
        "registry",
        &[
            "check", "info", "register", "renew", "update", "transfer", "delete", "restore",
            "contact", "host", "poll",
        ],
    ),
    ("certificates", &["order", "info", "validate", "change", "remind", "revoke", "approvers"]),
    (
        "servers",
        &[
            "create",
            "info",
            "begin",
            "reboot",
            "reset",
            "shutdown",
            "power-on",
            "power-off",
            "reinstall",
            "boot-live",
            "console",
            "password",
            "block",
            "unblock",
            "delete",
        ],
    ),
    ("hosting", &["create", "info", "change", "suspend", "unsuspend", "delete"]),
    ("payments", &["charge", "refund", "info"]),
    ("mail", &["send"]),
    ("callbacks", &["send"]),
];

/// Further words for operations, supplier by supplier.
const ALIASES: [(&str, &str, &str); 7] = [
    ("certificates", "issue", "order"),
    ("certificates", "reissue", "order"),
    ("servers", "start", "power-on"),
    ("servers", "stop", "shutdown"),
    ("servers", "restart", "reboot"),
    ("servers", "rebuild", "reinstall"),
    ("callbacks", "call", "send"),
];

/// An operation that stands for several: the tasks of a server.
const TASKS: (&str, [&str; 7]) =
    ("begin", ["reboot", "reset", "shutdown", "power-on", "power-off", "reinstall", "boot-live"]);

/// What stands for every operation of a supplier.
const ANY: &str = "*";

const KINDS: [(&str, Kind); 4] = [
    ("refused", Kind::Refused),
    ("unavailable", Kind::Unavailable),
    ("reply_lost", Kind::ReplyLost),
    ("slow", Kind::Slow),
];

/// A name that nobody knows, and those that are known in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// What was given.
    pub given: String,
    /// What could have been given.
    pub known: Vec<&'static str>,
}

impl std::fmt::Display for UnknownName {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:?} is unknown; known are {}", self.given, self.known.join(", "))
    }
}

impl std::error::Error for UnknownName {}

/// The supplier and its operations.
pub(super) fn supplier(
    given: &str,
) -> Result<(&'static str, &'static [&'static str]), UnknownName> {
    SUPPLIERS
        .into_iter()
        .find(|(name, _)| *name == given)
        .ok_or_else(|| unknown(given, SUPPLIERS.iter().map(|(name, _)| *name)))
}

/// One operation out of those of a supplier; none stands for all of them.
pub(super) fn operation(
    given: &str,
    supplier: &str,
    operations: &'static [&'static str],
) -> Result<Option<&'static str>, UnknownName> {
    if given.is_empty() || given == ANY {
        return Ok(None);
    }
    let meant = |(whose, word, _): &&(&str, &str, &str)| *whose == supplier && *word == given;
    let alias = ALIASES.iter().find(meant).map(|(_, _, operation)| *operation);
    let wanted = alias.unwrap_or(given);
    let known = operations.iter().copied().find(|name| *name == wanted);
    known.map(Some).ok_or_else(|| unknown(given, operations.iter().copied().chain([ANY])))
}

/// Whether an ordered operation is the one that is asked for, or stands for it.
pub(super) fn covers(ordered: &str, operation: &str) -> bool {
    ordered == operation || (ordered == TASKS.0 && TASKS.1.contains(&operation))
}

/// The kind of fault.
pub(super) fn kind(given: &str) -> Result<Kind, UnknownName> {
    let known = KINDS.into_iter().find(|(name, _)| *name == given);
    known.map(|(_, kind)| kind).ok_or_else(|| unknown(given, KINDS.iter().map(|(name, _)| *name)))
}

fn unknown(given: &str, known: impl Iterator<Item = &'static str>) -> UnknownName {
    UnknownName { given: given.to_owned(), known: known.collect() }
}
