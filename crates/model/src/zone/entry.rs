//! What stands in a zone, part by part: records of the types that are written in parts, and addresses
//! that lead elsewhere.

use super::{Draft, Record, owner, service_content, service_parts};
use crate::error::{Error, Field, ForwardingPart, Reason, RecordPart, Result};
use crate::forwarding::{MailRule, WebForward, WebKind, WebRule};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// An address of version 4.
    Address,
    /// An address of version 6.
    Address6,
    /// Text.
    Text,
    /// Another name for it.
    Alias,
    /// Where mail goes.
    MailServer,
    /// Who may issue certificates.
    Issuer,
    /// Where a service is.
    Service,
    /// A web address that leads elsewhere.
    WebForward,
    /// A mail address that leads elsewhere.
    MailForward,
}

/// What entries say, part by part; which parts one has is told by its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryParts {
    /// What stands in front of the zone's own name; empty for the zone itself.
    pub subdomain: Option<String>,
    /// The value.
    pub content: Option<String>,
    /// Smaller ones come first.
    pub priority: Option<u16>,
    /// How often it is taken among equals.
    pub weight: Option<u16>,
    /// The port of a service.
    pub port: Option<u16>,
    /// The host of a service.
    pub target: Option<String>,
    /// How strict it is.
    pub flag: Option<u8>,
    /// What it is about.
    pub tag: Option<String>,
    /// Who may.
    pub value: Option<String>,
    /// Where it leads.
    pub forward_to: Option<String>,
    /// Whether it is shown inside a frame.
    pub cloak: Option<bool>,
    /// The mail address that leads elsewhere, of the zone's own name, or a part left of the `@`.
    pub email: Option<String>,
}

/// Something that stands in a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A record.
    Record(Record),
    /// A web address that leads elsewhere.
    Web(WebForward),
    /// A mail address that leads elsewhere.
    Mail(MailRule),
}

impl EntryKind {
    const RECORDS: [(Self, &'static str); 7] = [
        (Self::Address, "A"),
        (Self::Address6, "AAAA"),
        (Self::Text, "TXT"),
        (Self::Alias, "CNAME"),
        (Self::MailServer, "MX"),
        (Self::Issuer, "CAA"),
        (Self::Service, "SRV"),
    ];

    /// The type of a record of this kind; none of what is no record.
    #[must_use]
    pub fn record_type(self) -> Option<&'static str> {
        Self::RECORDS.iter().find(|(kind, _)| *kind == self).map(|(_, word)| *word)
    }
}

fn missing(part: RecordPart) -> Error {
    Error::Missing(Field::Record(0, part))
}

impl Entry {
    /// What it is; none for a record of a type that is not written in parts.
    #[must_use]
    pub fn kind(&self) -> Option<EntryKind> {
        match self {
            Self::Record(record) => EntryKind::RECORDS
                .iter()
                .find(|(_, word)| *word == record.kind)
                .map(|(kind, _)| *kind),
            Self::Web(_) => Some(EntryKind::WebForward),
            Self::Mail(_) => Some(EntryKind::MailForward),
        }
    }

    /// What it says in the zone `apex`, part by part; none for a record that is not written in parts.
    #[must_use]
    pub fn parts(&self, apex: &str) -> Option<EntryParts> {
        let none = EntryParts::default();
        let record = match self {
            Self::Record(record) => record,
            Self::Web(WebForward { name, rule }) => {
                return Some(EntryParts {
                    subdomain: Some(name.clone()),
                    forward_to: Some(rule.to.clone()),
                    cloak: Some(rule.kind == WebKind::Frame),
                    ..none
                });
            }
            Self::Mail(rule) => {
                return Some(EntryParts {
                    forward_to: Some(rule.to.clone()),
                    email: Some(format!("{}@{apex}", rule.from)),
                    ..none
                });
            }
        };
        let named = EntryParts { subdomain: Some(below(&record.name, apex).to_owned()), ..none };
        let (priority, content) = (Some(record.priority), &record.content);
        match self.kind()? {
            EntryKind::MailServer => {
                Some(EntryParts { priority, content: Some(content.clone()), ..named })
            }
            EntryKind::Service => {
                let (weight, port, target) = service_parts(content)?;
                let target = Some(target.to_owned());
                Some(EntryParts {
                    priority,
                    weight: Some(weight),
                    port: Some(port),
                    target,
                    ..named
                })
            }
            EntryKind::Issuer => {
                let (flag, tag, value) = issuer_parts(content)?;
                let (tag, value) = (Some(tag.to_owned()), Some(value.to_owned()));
                Some(EntryParts { flag: Some(flag), tag, value, ..named })
            }
            _ => Some(EntryParts { content: Some(content.clone()), ..named }),
        }
    }

    /// Reads an entry of the zone `apex`. Parts that its kind does not have are not looked at; a record
    /// lives for `ttl` seconds.
    ///
    /// # Errors
    /// Names the part that is missing or cannot be meant.
    pub fn parse(
        kind: EntryKind,
        parts: &EntryParts,
        apex: &str,
        ttl: Option<u32>,
    ) -> Result<Self> {
        match kind.record_type() {
            Some(word) => record(word, kind, parts, apex, ttl).map(Self::Record),
            None if kind == EntryKind::WebForward => web(parts, apex).map(Self::Web),
            None => mail(parts, apex).map(Self::Mail),
        }
    }

    /// The entry after a change; what is left out stays.
    ///
    /// # Errors
    /// As [`Entry::parse`]; [`Error::NotFound`] for a record that is not written in parts.
    pub fn changed(&self, parts: &EntryParts, apex: &str) -> Result<Self> {
        let (Some(kind), Some(before)) = (self.kind(), self.parts(apex)) else {
            return Err(super::no_such_record());
        };
        let ttl = match self {
            Self::Record(record) => Some(record.ttl),
            Self::Web(_) | Self::Mail(_) => None,
        };
        let after = Self::parse(kind, &parts.clone().or(before), apex, ttl)?;
        match (self, after) {
            // Whoever says nothing of frames keeps the way it leads.
            (Self::Web(before), Self::Web(mut after))
                if (before.rule.kind == WebKind::Frame) == (after.rule.kind == WebKind::Frame) =>
            {
                after.rule.kind = before.rule.kind;
                Ok(Self::Web(after))
            }
            (_, after) => Ok(after),
        }
    }
}

impl EntryParts {
    /// These, and those of another where there are none.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            subdomain: self.subdomain.or(other.subdomain),
            content: self.content.or(other.content),
            priority: self.priority.or(other.priority),
            weight: self.weight.or(other.weight),
            port: self.port.or(other.port),
            target: self.target.or(other.target),
            flag: self.flag.or(other.flag),
            tag: self.tag.or(other.tag),
            value: self.value.or(other.value),
            forward_to: self.forward_to.or(other.forward_to),
            cloak: self.cloak.or(other.cloak),
            email: self.email.or(other.email),
        }
    }
}

/// What stands in front of the zone's own name.
fn below<'a>(name: &'a str, apex: &str) -> &'a str {
    name.strip_suffix(apex).and_then(|rest| rest.strip_suffix('.')).unwrap_or_default()
}

fn record(
    word: &str,
    kind: EntryKind,
    parts: &EntryParts,
    apex: &str,
    ttl: Option<u32>,
) -> Result<Record> {
    let ranked = matches!(kind, EntryKind::MailServer | EntryKind::Service);
    if ranked && parts.priority.is_none() {
        return Err(missing(RecordPart::Priority));
    }
    let (content, part) = match kind {
        EntryKind::Service => {
            let weight = parts.weight.ok_or(missing(RecordPart::Weight))?;
            let port = parts.port.ok_or(missing(RecordPart::Port))?;
            let target = said(parts.target.as_deref(), RecordPart::Target)?;
            (service_content(weight, port, target), RecordPart::Target)
        }
        EntryKind::Issuer => {
            let flag = parts.flag.ok_or(missing(RecordPart::Flag))?;
            let tag = said(parts.tag.as_deref(), RecordPart::Tag)?;
            if tag.contains(char::is_whitespace) {
                return Err(Error::invalid(Field::Record(0, RecordPart::Tag), Reason::UnknownWord));
            }
            let value = said(parts.value.as_deref(), RecordPart::Value)?;
            (format!("{flag} {tag} \"{value}\""), RecordPart::Value)
        }
        _ => {
            let content = said(parts.content.as_deref(), RecordPart::Content)?;
            (content.to_owned(), RecordPart::Content)
        }
    };
    let draft = Draft {
        name: parts.subdomain.as_deref().unwrap_or_default(),
        kind: word,
        ttl,
        priority: parts.priority.filter(|_| ranked),
        content: &content,
    };
    // What is wrong with a value is wrong with the part that it was made of.
    Record::parse(&draft, apex, 0).map_err(|error| match error {
        Error::Invalid { field: Field::Record(0, RecordPart::Content), reason } => {
            Error::invalid(Field::Record(0, part), reason)
        }
        other => other,
    })
}

/// A part that has to be said, and in one word where it is a host.
fn said(text: Option<&str>, part: RecordPart) -> Result<&str> {
    let text = text.map(str::trim).filter(|text| !text.is_empty()).ok_or(missing(part))?;
    if part == RecordPart::Target && text.contains(char::is_whitespace) {
        return Err(Error::invalid(Field::Record(0, part), Reason::UnfitContent));
    }
    Ok(text)
}

/// Flag, tag and value of what says who may issue certificates.
fn issuer_parts(content: &str) -> Option<(u8, &str, &str)> {
    let mut words = content.splitn(3, ' ');
    let (flag, tag, value) = (words.next()?, words.next()?, words.next()?);
    Some((flag.parse().ok()?, tag, value.trim().trim_matches('"')))
}

fn web(parts: &EntryParts, apex: &str) -> Result<WebForward> {
    let name = owner(parts.subdomain.as_deref().unwrap_or_default(), apex)
        .map_err(|reason| Error::invalid(Field::Record(0, RecordPart::Name), reason))?;
    let framed = parts.cloak.ok_or(Error::Missing(Field::Forwarding(0, ForwardingPart::Framed)))?;
    let kind = if framed { WebKind::Frame } else { WebKind::Permanent };
    let rule = WebRule::parse(parts.forward_to.as_deref().unwrap_or_default(), kind)?;
    Ok(WebForward { name: below(&name, apex).to_owned(), rule })
}

fn mail(parts: &EntryParts, apex: &str) -> Result<MailRule> {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    MailRule::parse(&text(&parts.email), &text(&parts.forward_to), apex, 0)
}

/// Checks what leads elsewhere against a zone: no web address leads to two places, none has another
/// name, and no mail rule is there twice.
///
/// # Errors
/// Names the part of the new one that does not fit.
pub fn check_forward<'a>(
    new: &Entry,
    others: impl IntoIterator<Item = &'a Entry>,
    apex: &str,
) -> Result<()> {
    let refuse = |reason| Err(Error::invalid(Field::Record(0, RecordPart::Name), reason));
    for other in others {
        match (new, other) {
            (Entry::Web(new), Entry::Web(other)) if new.name == other.name => {
                return refuse(Reason::Repeated);
            }
            (Entry::Web(forward), Entry::Record(record))
            | (Entry::Record(record), Entry::Web(forward))
                if record.kind == "CNAME" && below(&record.name, apex) == forward.name =>
            {
                return refuse(Reason::CnameNotAlone);
            }
            (Entry::Mail(new), Entry::Mail(other)) if new == other => {
                let field = Field::Forwarding(0, ForwardingPart::From);
                return Err(Error::invalid(field, Reason::Repeated));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const APEX: &str = "shoes.co.za";

    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn service() -> EntryParts {
        EntryParts {
            subdomain: text("_sip._tcp"),
            priority: Some(0),
            weight: Some(10),
            port: Some(5060),
            target: text("sip.shoes.co.za"),
            ..EntryParts::default()
        }
    }

    fn issuer() -> EntryParts {
        EntryParts {
            flag: Some(128),
            tag: text("issue"),
            value: text("ca.example; a=b"),
            ..EntryParts::default()
        }
    }

    #[test]
    fn parts_become_values_and_parts_again() {
        let entry = Entry::parse(EntryKind::Service, &service(), APEX, None).unwrap();
        let Entry::Record(record) = &entry else { panic!("a service is a record") };
        assert_eq!((&*record.content, record.priority), ("10 5060 sip.shoes.co.za", 0));
        assert_eq!(entry.parts(APEX), Some(service()));
        let entry = Entry::parse(EntryKind::Issuer, &issuer(), APEX, Some(60)).unwrap();
        let Entry::Record(record) = &entry else { panic!("an issuer is a record") };
        assert_eq!(record.content, r#"128 issue "ca.example; a=b""#);
        let shown = EntryParts { subdomain: text(""), ..issuer() };
        assert_eq!(entry.parts(APEX), Some(shown));
        assert_eq!((entry.kind(), record.ttl), (Some(EntryKind::Issuer), 60));
    }

    #[test]
    fn forwards_are_entries() {
        let web = EntryParts {
            subdomain: text("shop"),
            forward_to: text("https://boots.co.za/"),
            cloak: Some(true),
            ..EntryParts::default()
        };
        let entry = Entry::parse(EntryKind::WebForward, &web, APEX, None).unwrap();
        assert_eq!(entry.parts(APEX), Some(web));
        let mail = EntryParts {
            email: text("info@shoes.co.za"),
            forward_to: text("jane@example.com"),
            ..EntryParts::default()
        };
        let entry = Entry::parse(EntryKind::MailForward, &mail, APEX, None).unwrap();
        assert_eq!(entry.parts(APEX), Some(mail));
    }

    #[test]
    fn the_part_that_is_missing_or_wrong_is_named() {
        let record = |part| Field::Record(0, part);
        let no_port = EntryParts { port: None, ..service() };
        let no_rank = EntryParts { priority: None, ..service() };
        let odd_target = EntryParts { target: text("not a host"), ..service() };
        let no_flag = EntryParts { flag: None, ..issuer() };
        let no_value = EntryParts { value: text(" "), ..issuer() };
        let nothing = EntryParts::default();
        for (kind, parts, field) in [
            (EntryKind::Service, no_port, record(RecordPart::Port)),
            (EntryKind::Service, no_rank, record(RecordPart::Priority)),
            (EntryKind::Service, odd_target, record(RecordPart::Target)),
            (EntryKind::Issuer, no_flag, record(RecordPart::Flag)),
            (EntryKind::Issuer, no_value, record(RecordPart::Value)),
            (EntryKind::Address, nothing.clone(), record(RecordPart::Content)),
            (EntryKind::WebForward, nothing.clone(), Field::Forwarding(0, ForwardingPart::Framed)),
            (EntryKind::MailForward, nothing, Field::Forwarding(0, ForwardingPart::From)),
        ] {
            match Entry::parse(kind, &parts, APEX, None) {
                Err(Error::Missing(about) | Error::Invalid { field: about, .. }) => {
                    assert_eq!(about, field);
                }
                other => panic!("{kind:?} became {other:?}"),
            }
        }
    }

    #[test]
    fn a_change_keeps_what_is_left_out() {
        let entry = Entry::parse(EntryKind::Service, &service(), APEX, Some(60)).unwrap();
        let port = EntryParts { port: Some(5061), ..EntryParts::default() };
        let after = entry.changed(&port, APEX).unwrap();
        assert_eq!(after.parts(APEX), Some(port.or(service())));
        let rule = WebRule { to: "https://boots.co.za".into(), kind: WebKind::Temporary };
        let web = Entry::Web(WebForward { name: String::new(), rule });
        let moved = EntryParts { forward_to: text("https://hats.co.za"), ..EntryParts::default() };
        let Entry::Web(after) = web.changed(&moved, APEX).unwrap() else { panic!("it stays one") };
        assert_eq!(after.rule.kind, WebKind::Temporary);
    }
}
