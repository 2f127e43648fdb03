//! What happened to an account, in words, for the people who look after it.

use std::net::IpAddr;

use model::Result;
use model::event::EventKind;
use model::privilege::{MiscPrivilege, Privilege};
use model::time::Timestamp;
use store::events::Event;

use crate::realm::Context;

/// Entries that one call is answered with.
const MOST_ENTRIES: i64 = 1_000;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// To what: a name, mostly.
    pub subject: String,
    /// The same in words.
    pub description: String,
    /// From where, if that is known.
    pub address: Option<IpAddr>,
}

/// What happened to the caller's account last, newest first.
///
/// # Errors
/// When the caller may not look.
pub async fn list(cx: &Context) -> Result<Vec<LogEntry>> {
    cx.needs(Privilege::Misc(MiscPrivilege::ManageProfiles))?;
    let account = cx.account();
    let events = cx.realm.store.read(move |tx| tx.last_events(account, MOST_ENTRIES)).await?;
    Ok(events.into_iter().map(entry).collect())
}

fn entry(event: Event) -> LogEntry {
    let Event { at, kind, subject, detail, .. } = event;
    // A sign-in's detail is where it came from.
    let address = if kind == EventKind::SignedIn { detail.parse().ok() } else { None };
    let detail = if kind == EventKind::SignedIn { "" } else { detail.as_str() };
    LogEntry { at, kind, description: described(kind, &subject, detail), subject, address }
}

/// `Domain registered: example.com (until 2027-11-21)`: the kind's word as a phrase, then what it
/// happened to, then more about it.
fn described(kind: EventKind, subject: &str, detail: &str) -> String {
    let word = kind.word();
    let (noun, verb) = word.split_once('.').unwrap_or((word, ""));
    let mut text = format!("{noun} {verb}").replace('-', " ").trim_end().to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if !subject.is_empty() {
        text.push_str(": ");
        text.push_str(subject);
    }
    if !detail.is_empty() {
        text.push_str(" (");
        text.push_str(detail);
        text.push(')');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_said_in_words() {
        let said = |kind, subject, detail| described(kind, subject, detail);
        assert_eq!(
            said(EventKind::DomainRegistered, "karoo.co.za", ""),
            "Domain registered: karoo.co.za"
        );
        assert_eq!(said(EventKind::FundsAdded, "", "250.00"), "Account funds added (250.00)");
        assert_eq!(
            said(EventKind::AutorenewSet, "karoo.co.za", "on"),
            "Domain autorenew set: karoo.co.za (on)"
        );
    }
}
