//! Values of records, each in the one form that it is stored in.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::label;
use crate::forwarding::web_address;

/// The value in its normal form, or none when it does not fit the type.
pub(super) fn value(kind: &str, content: &str, apex: &str) -> Option<String> {
    match kind {
        "A" | "MXE" => content.parse::<Ipv4Addr>().ok().map(|address| address.to_string()),
        "AAAA" => content.parse::<Ipv6Addr>().ok().map(|address| address.to_string()),
        "CNAME" | "NS" | "PTR" | "MX" | "ALIAS" => target(content, apex),
        "SRV" => service(content, apex),
        "CAA" => authorization(content),
        "DS" | "TLSA" | "SSHFP" => numbers_then_hex(content),
        "URL" | "FRAME" => web_address(content),
        "SOA" | "HTTPS" | "SVCB" | "NAPTR" => Some(with_apex(kind, content, apex)),
        _ => Some(content.to_owned()),
    }
}

/// A host another record points at; `@` means the apex. Underscores occur in CNAME targets.
fn target(content: &str, apex: &str) -> Option<String> {
    let name = content.trim_end_matches('.').to_lowercase();
    if name == "@" {
        return Some(apex.to_owned());
    }
    if content == "." {
        return Some(".".to_owned());
    }
    let labels: Option<Vec<String>> = name.split('.').map(label).collect();
    let whole = labels?.join(".");
    let is_address = whole.parse::<Ipv4Addr>().is_ok();
    (whole.contains('.') && !whole.contains('*') && whole.len() <= 253 && !is_address)
        .then_some(whole)
}

/// `weight port target` (RFC 2782); the priority stands apart, or in front of them.
fn service(content: &str, apex: &str) -> Option<String> {
    let words: Vec<&str> = content.split_whitespace().collect();
    let (numbers, host) = words.split_at(words.len().checked_sub(1)?);
    let sound =
        matches!(numbers.len(), 2 | 3) && numbers.iter().all(|word| word.parse::<u16>().is_ok());
    let host = target(host.first()?, apex)?;
    sound.then(|| format!("{} {host}", numbers.join(" ")))
}

/// `flags tag "value"` (RFC 8659).
fn authorization(content: &str) -> Option<String> {
    let mut words = content.splitn(3, char::is_whitespace);
    let (flags, tag, value) = (words.next()?, words.next()?, words.next()?);
    let sound = flags.parse::<u8>().is_ok()
        && !tag.is_empty()
        && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let value = value.trim().trim_matches('"');
    sound.then(|| format!("{flags} {} \"{value}\"", tag.to_ascii_lowercase()))
}

/// A value whose names are written out: `@` means the apex where a name stands.
fn with_apex(kind: &str, content: &str, apex: &str) -> String {
    if !content.contains('@') {
        return content.to_owned();
    }
    let last = content.split(' ').count() - 1;
    let is_name = |place: usize| match kind {
        "SOA" => place < 2,
        "NAPTR" => place == last,
        _ => place == 1,
    };
    let words = content.split(' ').enumerate();
    let words = words.map(|(place, word)| if word == "@" && is_name(place) { apex } else { word });
    words.collect::<Vec<_>>().join(" ")
}

fn numbers_then_hex(content: &str) -> Option<String> {
    let words: Vec<&str> = content.split_whitespace().collect();
    let numbers = words.iter().take_while(|word| word.parse::<u16>().is_ok()).count().min(3);
    let hex = words[numbers..].concat();
    let sound = numbers >= 2
        && !hex.is_empty()
        && hex.len() % 2 == 0
        && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    sound.then(|| content.to_owned())
}

/// What the value of an SRV record says: weight, port and target. A priority in front of them is
/// left out.
#[must_use]
pub fn service_parts(content: &str) -> Option<(u16, u16, &str)> {
    let mut words = content.split_whitespace().rev();
    let (target, port, weight) = (words.next()?, words.next()?, words.next()?);
    Some((weight.parse().ok()?, port.parse().ok()?, target))
}

/// The value of an SRV record from its parts.
#[must_use]
pub fn service_content(weight: u16, port: u16, target: &str) -> String {
    format!("{weight} {port} {target}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_split_and_joined() {
        let joined = service_content(10, 5060, "sip.shoes.co.za");
        assert_eq!(service_parts(&joined), Some((10, 5060, "sip.shoes.co.za")));
        assert_eq!(service_parts("5 10 5060 sip.shoes.co.za"), service_parts(&joined));
        for broken in ["", "5060 sip.shoes.co.za", "ten 5060 sip.shoes.co.za", "1 70000 a.b"] {
            assert_eq!(service_parts(broken), None, "{broken} was split");
        }
    }
}
