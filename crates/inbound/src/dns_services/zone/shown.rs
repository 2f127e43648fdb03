//! Records as they are written.

use dialects::dns_services::zone::content::{ContentPart, RecordContent};
use dialects::dns_services::zone::details::{ObservedRecord, ZoneRecord};
use model::zone::{Record, RecordId, ZoneId, service_parts};

/// What an SOA record says: two names and five numbers (RFC 1035 §3.3.13).
const AUTHORITY_PARTS: usize = 7;

/// A name without the zone that it lies in; nothing is left of the zone's own.
pub fn relative(name: &str, zone: &str) -> String {
    match name.strip_suffix(zone).and_then(|rest| rest.strip_suffix('.')) {
        Some(label) => label.to_owned(),
        None if name == zone => String::new(),
        None => name.to_owned(),
    }
}

/// A record as documented.
pub fn documented(id: RecordId, record: &Record, zone: &str) -> ZoneRecord {
    ZoneRecord {
        id: id.0.into(),
        name: relative(&record.name, zone),
        ttl: record.ttl.into(),
        priority: record.priority.into(),
        content: content(record),
        r#type: record.kind.clone(),
    }
}

/// A record as seen.
pub fn observed(id: RecordId, record: &Record, zone: ZoneId) -> ObservedRecord {
    ObservedRecord {
        id: id.0.into(),
        domain_id: zone.0.into(),
        name: record.name.clone(),
        r#type: record.kind.clone(),
        content: observed_content(record),
        ttl: i64::from(record.ttl).into(),
        prio: i64::from(record.priority).into(),
        change_date: 0.into(),
        priority: i64::from(record.priority).into(),
    }
}

/// What a record says: services in parts, everything else as text.
pub fn content(record: &Record) -> RecordContent {
    match service_parts(&record.content).filter(|_| record.kind == "SRV") {
        Some((weight, port, target)) => RecordContent::Parts(vec![
            ContentPart::Number(weight.into()),
            ContentPart::Number(port.into()),
            ContentPart::Text(target.to_owned()),
        ]),
        None => RecordContent::Text(record.content.clone()),
    }
}

fn observed_content(record: &Record) -> RecordContent {
    match record.kind.as_str() {
        "TXT" => RecordContent::Text(quoted(&record.content)),
        "SOA" => {
            let parts: Vec<_> = record.content.split_whitespace().collect();
            if parts.len() != AUTHORITY_PARTS {
                return content(record);
            }
            let text = |part: &str| ContentPart::Text(part.to_owned());
            RecordContent::Parts(parts.into_iter().map(text).collect())
        }
        _ => content(record),
    }
}

/// Text in quotes, as it stands in zone files (RFC 1035 §5.1); some callers send the quotes.
fn quoted(text: &str) -> String {
    if text.len() >= 2 && text.starts_with('"') && text.ends_with('"') {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_relative_to_their_zone() {
        for (name, label) in [
            ("shoes.co.za", ""),
            ("www.shoes.co.za", "www"),
            ("a.b.shoes.co.za", "a.b"),
            ("oldshoes.co.za", "oldshoes.co.za"),
        ] {
            assert_eq!(relative(name, "shoes.co.za"), label);
        }
    }

    #[test]
    fn text_is_quoted_once() {
        assert_eq!(quoted("v=spf1 -all"), "\"v=spf1 -all\"");
        assert_eq!(quoted("\"v=spf1 -all\""), "\"v=spf1 -all\"");
        assert_eq!(quoted("say \"hi\""), "\"say \\\"hi\\\"\"");
    }
}
