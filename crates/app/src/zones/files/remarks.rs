//! What a file says beyond DNS, in comments that begin a line with `;!`. Only files that begin with such
//! a remark are believed to have any; to everybody else they are comments.
//!
//! ```text
//! ;! nameyard zone 1
//! ;! without saying       records from here on are made by the platform
//! ;! said                 records from here on are the zone's own
//! ;! record OWNER TTL TYPE PRIORITY VALUE
//! ;! web HOW OWNER ADDRESS
//! ;! mail FROM TO
//! ```

use model::forwarding::{MailRule, WebForward, WebKind, WebRule};
use model::zone::Record;

use super::fault::{Fault, Refusal};
use crate::zones::OwnedDraft;

/// The remark that an exported file begins with.
pub(super) const HEAD: &str = "nameyard zone 1";

/// What a remark says.
#[derive(Debug, Clone)]
pub(super) enum Remark {
    /// Here begins what goes without saying, or the zone's own again.
    Said(bool),
    /// A record that is kept and not served as it is.
    Record(OwnedDraft),
    /// A web address leads elsewhere.
    Web(WebForward),
    /// A mail address leads elsewhere.
    Mail(MailRule),
}

impl Remark {
    /// Reads a remark of an exported file of the zone `apex`.
    pub fn read(text: &str, line: u32, apex: &str) -> Result<Self, Refusal> {
        let refused = |error| Refusal::at(line, Fault::Record(error));
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let mut words = rest.splitn(if word == "record" { 5 } else { 3 }, ' ');
        let mut next = || words.next().filter(|word| !word.is_empty());
        let mut whole = || {
            Some(match word {
                "said" => Ok(Self::Said(true)),
                "without" => Ok(Self::Said(false)),
                "record" => {
                    let (name, ttl, kind) = (next()?.to_owned(), next()?, next()?.to_owned());
                    let (priority, content) = (next()?.parse().ok()?, next()?.to_owned());
                    let (ttl, priority) = (Some(ttl.parse().ok()?), Some(priority));
                    Ok(Self::Record(OwnedDraft { line: 0, name, kind, ttl, priority, content }))
                }
                "web" => {
                    let (kind, owner, to) = (WebKind::from_word(next()?)?, next()?, next()?);
                    let name = if owner == "@" { String::new() } else { owner.to_owned() };
                    let rule = WebRule::parse(to, kind);
                    rule.map(|rule| Self::Web(WebForward { name, rule }))
                }
                "mail" => MailRule::parse(next()?, next()?, apex, 0).map(Self::Mail),
                _ => return None,
            })
        };
        whole().ok_or(Refusal::at(line, Fault::Remark))?.map_err(refused)
    }
}

/// A line that says which records follow.
pub(super) fn section(said: bool) -> String {
    format!(";! {}\n", if said { "said" } else { "without saying" })
}

/// A line for a record that is not served as it is.
pub(super) fn of_record(owner: &str, record: &Record) -> String {
    let Record { ttl, kind, priority, content, .. } = record;
    format!(";! record {owner} {ttl} {kind} {priority} {content}\n")
}

/// A line for a web address that leads elsewhere.
pub(super) fn of_web(forward: &WebForward) -> String {
    let owner = if forward.name.is_empty() { "@" } else { &forward.name };
    format!(";! web {} {owner} {}\n", forward.rule.kind.word(), forward.rule.to)
}

/// A line for a mail address that leads elsewhere.
pub(super) fn of_mail(rule: &MailRule) -> String {
    format!(";! mail {} {}\n", rule.from, rule.to)
}
