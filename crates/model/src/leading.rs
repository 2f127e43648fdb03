//! Where somebody is sent who asked for a web address that leads elsewhere.

use crate::forwarding::WebRule;

/// Marks a path or a query that is not written in ASCII (RFC 3986 §2.1).
const HEX: &[u8; 16] = b"0123456789ABCDEF";

impl WebRule {
    /// The address that somebody is sent to who asked for `asked`, a path with its query. What was asked
    /// for is kept where the rule leads to a place that goes on: to a host alone, or to a path that
    /// ends with a slash, without query and fragment. Every other address is the whole answer. It is
    /// written in ASCII, as a header takes it.
    #[must_use]
    pub fn location(&self, asked: &str) -> String {
        let (scheme, rest) = self.to.split_once("://").unwrap_or(("http", &self.to));
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(end);
        let goes_on = tail.is_empty() || (tail.ends_with('/') && !tail.contains(['?', '#']));
        let tail = match asked.strip_prefix('/') {
            Some(asked) if goes_on => format!("{}/{asked}", tail.trim_end_matches('/')),
            _ => tail.to_owned(),
        };
        format!("{scheme}://{}{}", ascii_authority(authority), ascii(&tail))
    }
}

/// Whether an address leads back to a host on the ports of the web.
#[must_use]
pub fn leads_back(location: &str, host: &str) -> bool {
    let Some((scheme, rest)) = location.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let usual = if scheme == "https" { ":443" } else { ":80" };
    let name = authority.strip_suffix(usual).unwrap_or(authority);
    name.trim_end_matches('.').eq_ignore_ascii_case(host)
}

/// A host and a port perhaps, with the host as A-labels.
fn ascii_authority(authority: &str) -> String {
    if authority.is_ascii() {
        return authority.to_owned();
    }
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, format!(":{port}")),
        None => (authority, String::new()),
    };
    // What was read as a host can be written as one.
    let host = idna::domain_to_ascii(host).unwrap_or_default();
    format!("{host}{port}")
}

fn ascii(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_graphic() {
            written.push(char::from(byte));
        } else {
            let digit = |place: u8| char::from(HEX[usize::from(place)]);
            written.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forwarding::WebKind;

    #[test]
    fn what_was_asked_for_is_kept_where_the_target_goes_on() {
        for (to, asked, location) in [
            ("https://boots.co.za", "/", "https://boots.co.za/"),
            ("https://boots.co.za", "/a/b?c=d", "https://boots.co.za/a/b?c=d"),
            ("https://boots.co.za/sale/", "/a?b", "https://boots.co.za/sale/a?b"),
            ("https://boots.co.za/sale/", "/", "https://boots.co.za/sale/"),
            ("https://boots.co.za/sale", "/a?b", "https://boots.co.za/sale"),
            ("https://boots.co.za/?from=shoes/", "/a", "https://boots.co.za/?from=shoes/"),
            ("https://boots.co.za#top", "/a", "https://boots.co.za#top"),
            ("https://boots.co.za", "//evil.example/", "https://boots.co.za//evil.example/"),
            ("https://boots.co.za", "*", "https://boots.co.za"),
            ("https://bücher.example:8443/ü", "/", "https://xn--bcher-kva.example:8443/%C3%BC"),
        ] {
            let rule = WebRule { to: to.to_owned(), kind: WebKind::Permanent };
            assert_eq!(rule.location(asked), location);
        }
    }

    #[test]
    fn a_circle_is_seen() {
        for (location, back) in [
            ("https://shoes.co.za/", true),
            ("http://Shoes.co.za:80/a", true),
            ("https://shoes.co.za:443", true),
            ("https://shoes.co.za:8443/", false),
            ("https://www.shoes.co.za/", false),
            ("https://boots.co.za/shoes.co.za", false),
        ] {
            assert_eq!(leads_back(location, "shoes.co.za"), back, "{location}");
        }
    }
}
