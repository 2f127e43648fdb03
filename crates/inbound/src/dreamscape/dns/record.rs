//! Records as callers tell them and as answers show them.

use app::zones::entries::Shown;
use dialects::dreamscape::dns::fields::RecordFields;
use dialects::dreamscape::dns::record::{DnsRecord, RecordType};
use model::error::{Error, Field, Reason, RecordPart, Result};
use model::zone::{EntryKind, EntryParts};

/// Every type of records.
pub const TYPES: [(RecordType, EntryKind); 9] = [
    (RecordType::A, EntryKind::Address),
    (RecordType::Aaaa, EntryKind::Address6),
    (RecordType::Txt, EntryKind::Text),
    (RecordType::Cname, EntryKind::Alias),
    (RecordType::Mx, EntryKind::MailServer),
    (RecordType::Caa, EntryKind::Issuer),
    (RecordType::Srv, EntryKind::Service),
    (RecordType::Webfwd, EntryKind::WebForward),
    (RecordType::Mailfwd, EntryKind::MailForward),
];

/// What the platform calls a type.
pub const fn kind(r#type: RecordType) -> EntryKind {
    match r#type {
        RecordType::A => EntryKind::Address,
        RecordType::Aaaa => EntryKind::Address6,
        RecordType::Txt => EntryKind::Text,
        RecordType::Cname => EntryKind::Alias,
        RecordType::Mx => EntryKind::MailServer,
        RecordType::Caa => EntryKind::Issuer,
        RecordType::Srv => EntryKind::Service,
        RecordType::Webfwd => EntryKind::WebForward,
        RecordType::Mailfwd => EntryKind::MailForward,
    }
}

const fn r#type(kind: EntryKind) -> RecordType {
    match kind {
        EntryKind::Address => RecordType::A,
        EntryKind::Address6 => RecordType::Aaaa,
        EntryKind::Text => RecordType::Txt,
        EntryKind::Alias => RecordType::Cname,
        EntryKind::MailServer => RecordType::Mx,
        EntryKind::Issuer => RecordType::Caa,
        EntryKind::Service => RecordType::Srv,
        EntryKind::WebForward => RecordType::Webfwd,
        EntryKind::MailForward => RecordType::Mailfwd,
    }
}

/// What a caller tells about a record.
pub fn parts(fields: RecordFields) -> Result<EntryParts> {
    let least = fields.r#type.least_priority();
    if fields.priority.is_some_and(|priority| priority.0 < least) {
        let field = Field::Record(0, RecordPart::Priority);
        return Err(Error::invalid(field, Reason::NotPositive));
    }
    Ok(EntryParts {
        subdomain: fields.subdomain.map(|name| name.0),
        content: fields.content.map(|content| content.0),
        priority: fields.priority.map(|priority| priority.0),
        weight: fields.weight.map(|weight| weight.0),
        port: fields.port.map(|port| port.0),
        target: fields.target.map(|target| target.0),
        flag: fields.flag.map(|flag| flag.0),
        tag: fields.tag.map(|tag| tag.word().to_owned()),
        value: fields.value.map(|value| value.0),
        forward_to: fields.forward_to.map(|target| target.0),
        cloak: fields.cloak.map(|cloak| cloak.0),
        email: fields.email.map(|email| email.0),
    })
}

/// A record as answers show it: with the keys of its type, and no other.
pub fn shown(entry: Shown) -> DnsRecord {
    let (r#type, parts) = (r#type(entry.kind), entry.parts);
    let is_shown = |key: &str| r#type.fields().contains(&key);
    DnsRecord {
        subdomain: parts.subdomain.filter(|_| is_shown("subdomain")),
        content: parts.content,
        priority: parts.priority,
        weight: parts.weight,
        port: parts.port,
        target: parts.target,
        flag: parts.flag,
        tag: parts.tag,
        value: parts.value,
        forward_to: parts.forward_to,
        cloak: parts.cloak,
        email: parts.email,
        ..DnsRecord::blank(entry.id.0, r#type)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_kinds_are_each_others() {
        for (word, known) in TYPES {
            assert_eq!((kind(word), r#type(known)), (known, word));
        }
    }
}
