//! Replacing the values of secrets in text, be it a form, JSON, or the broken beginning of either.

use std::borrow::Cow;

use percent_encoding::percent_decode;

use super::Secrets;
use crate::Node;
use crate::values::php;

/// What stands for a secret.
const MASKED: &str = "***";

/// Parts of names that are secret wherever they stand; in lower case, without `_` and `-`.
const PARTS: &[&str] = &[
    "apikey",
    "authcode",
    "authkey",
    "eppcode",
    "eppkey",
    "passw",
    "privatekey",
    "refreshtoken",
    "secret",
    "token",
    "transferkey",
];
/// Whole names that are secret when a caller sends them.
const SENT: &[&str] =
    &["auth", "authorization", "code", "epp", "key", "pass", "refresh", "sign", "signature"];
/// Whole names that are secret when we answer them; `code` and `key` mean other things there.
const ANSWERED: &[&str] = &["epp", "refresh"];

/// What is secret in one call.
#[derive(Clone, Copy)]
pub(super) struct Mask {
    names: &'static [&'static str],
    /// What the dialect and the call themselves call secret.
    secrets: Secrets,
}

impl Mask {
    /// A mask for what a caller sends.
    pub(super) fn sent(secrets: Secrets) -> Self {
        Self { names: SENT, secrets }
    }

    /// A mask for what we answer.
    pub(super) fn answered(secrets: Secrets) -> Self {
        Self { names: ANSWERED, secrets }
    }

    /// A body: JSON, a form, or anything else.
    pub(super) fn body(self, text: &str) -> String {
        match text.trim_start().as_bytes().first() {
            Some(b'{' | b'[') if is_json(text) => self.json(text),
            // The parts of a multipart body are named out of reach of their values.
            _ if is_multipart(text) => "(multipart)".to_owned(),
            // What is neither is masked as both; escaping for the form would hide quotes from the other.
            _ => self.form(&self.json(text)),
        }
    }

    /// A query string or an urlencoded body.
    pub(super) fn form(self, text: &str) -> String {
        let pairs = text.split('&').map(|pair| match pair.split_once('=') {
            Some((key, value)) => format!("{key}={}", self.form_value(key, value)),
            None => pair.to_owned(),
        });
        pairs.collect::<Vec<_>>().join("&")
    }

    fn form_value<'a>(self, key: &str, value: &'a str) -> Cow<'a, str> {
        let mut segments = plain(key).split(['[', ']', '.']).map(str::to_owned).collect::<Vec<_>>();
        if segments.drain(..).any(|segment| self.is_secret(&segment)) {
            return MASKED.into();
        }
        let text = plain(value);
        // What only looks like JSON could say anything.
        if text.starts_with(['{', '[']) && !is_json(&text) {
            return MASKED.into();
        }
        if text.starts_with(['{', '[']) {
            let masked = self.json(&text);
            return form_urlencoded::byte_serialize(masked.as_bytes()).collect::<String>().into();
        }
        let hidden =
            text.starts_with("a:") && php::read(&text).is_none_or(|node| self.has_secret(&node));
        if hidden { MASKED.into() } else { value.into() }
    }

    fn has_secret(self, node: &Node) -> bool {
        match node {
            Node::Map(entries) => {
                entries.iter().any(|(name, node)| self.is_secret(name) || self.has_secret(node))
            }
            Node::List(items) => items.iter().any(|item| self.has_secret(item)),
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) => false,
        }
    }

    /// JSON, read by its quotes alone, so that text which breaks off is masked as well.
    fn json(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(quote) = rest.find('"') {
            out.push_str(&rest[..quote]);
            let (string, after) = rest[quote..].split_at(string_end(&rest[quote..]));
            out.push_str(string);
            rest = after;
            let Some(value) = after.trim_start().strip_prefix(':') else {
                continue;
            };
            if self.is_json_secret(string) {
                out.push_str(":\"***\"");
                rest = &value[value_end(value)..];
            }
        }
        out.push_str(rest);
        out
    }

    fn is_json_secret(self, quoted: &str) -> bool {
        match serde_json::from_str::<String>(quoted) {
            Ok(name) => self.is_secret(&name),
            // A name that cannot be read could be any.
            Err(_) => true,
        }
    }

    fn is_secret(self, name: &str) -> bool {
        let folded: String = name
            .chars()
            .filter(|character| !matches!(character, '_' | '-'))
            .map(|character| character.to_ascii_lowercase())
            .collect();
        self.secrets.iter().copied().flatten().any(|secret| secret.eq_ignore_ascii_case(name))
            || self.names.contains(&folded.as_str())
            || PARTS.iter().any(|part| folded.contains(part))
    }
}

/// Whether `text` is JSON, be it broken off; a form may begin with a brace as well.
fn is_json(text: &str) -> bool {
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => true,
        Err(error) => error.is_eof(),
    }
}

/// Whether `text` has parts with headers of their own; other text may stand before the first.
fn is_multipart(text: &str) -> bool {
    text.to_ascii_lowercase().contains("content-disposition")
}

/// The text that an escaped key or value means.
fn plain(escaped: &str) -> String {
    let spaced = escaped.replace('+', " ");
    percent_decode(spaced.as_bytes()).decode_utf8_lossy().into_owned()
}

/// Where the string that `text` begins with ends.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Where the value that `text` begins with ends.
fn value_end(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'"' => {
                at += string_end(&text[at..]);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SENT: Mask = Mask { names: super::SENT, secrets: [&["pollID"], &["pincode"]] };
    const ANSWERED: Mask = Mask { names: super::ANSWERED, secrets: [&[], &[]] };

    #[test]
    fn forms_keep_everything_but_secrets() {
        assert_eq!(
            SENT.form("sld=shoes&auth_password=a%26b&Key=k&a[eppKey]=e&pollid=7&%6bey=x&tld=za"),
            "sld=shoes&auth_password=***&Key=***&a[eppKey]=***&pollid=***&%6bey=***&tld=za"
        );
        assert_eq!(
            SENT.form(
                "auth_login=a&auth_password=p&0[pincode]=1&0[x][auth_password]=q&7%5BPincode%5D=2"
            ),
            "auth_login=a&auth_password=***&0[pincode]=***&0[x][auth_password]=***&7%5BPincode%5D=***"
        );
        assert_eq!(SENT.body("[a=1&auth_password=p&b=2"), "[a=1&auth_password=***&b=2");
        assert_eq!(
            SENT.form("data=%7B%22password%22%3A%22x%22%7D&rows=a:1:{s:3:\"key\";i:1;}"),
            "data=%7B%22password%22%3A%22***%22%7D&rows=***"
        );
    }

    #[test]
    fn json_is_masked_at_any_depth_and_when_it_breaks_off() {
        assert_eq!(
            SENT.body(r#"{"user":"a", "pass\u0077ord" : "x\"y", "n":[{"token":{"a":[1]},"b":2}]}"#),
            r#"{"user":"a", "pass\u0077ord":"***", "n":[{"token":"***","b":2}]}"#
        );
        assert_eq!(
            SENT.body(r#"[{"pincode":1,"domain":"a&b=c"},{"auth_password":["x"],"0":{"token":"y"#),
            r#"[{"pincode":"***","domain":"a&b=c"},{"auth_password":"***","0":{"token":"***""#
        );
        assert_eq!(SENT.body(r#"{"password":"abc"#), r#"{"password":"***""#);
        assert_eq!(SENT.body(r#"{"key":12,"a":1}"#), r#"{"key":"***","a":1}"#);
    }

    #[test]
    fn what_only_looks_like_json_is_not_shown() {
        assert_eq!(SENT.form("data={\"\"password\":\"x\"&a=1"), "data=***&a=1");
        for text in [r#"{"={""password":"S3CR3T""#, r#"{"a={"&b:"password":"S3CR3T""#] {
            assert!(!SENT.body(text).contains("S3CR3T"), "{text}");
        }
    }

    #[test]
    fn answers_show_codes_but_no_secrets() {
        assert_eq!(
            ANSWERED
                .body(r#"{"error":{"code":116},"strApiKey":"k","strEPPKey":"e","refresh":"r"}"#),
            r#"{"error":{"code":116},"strApiKey":"***","strEPPKey":"***","refresh":"***"}"#
        );
    }

    #[test]
    fn multipart_bodies_are_not_shown() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nabc\r\n--x--";
        assert_eq!(SENT.body(body), "(multipart)");
        for before in ["\r\n", "text before\r\n", "{\r\n", "a=1&"] {
            assert_eq!(SENT.body(&format!("{before}{body}")), "(multipart)", "{before}");
            assert_eq!(SENT.body(&format!("{before}{body}").to_uppercase()), "(multipart)");
        }
        let json = r#"{"note":"content-disposition: form-data","password":"x"}"#;
        assert_eq!(SENT.body(json), json.replace("\"x\"", "\"***\""));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_mask_panic(text in r#"[{}\[\]",:&=%a\\ é\-]{0,40}"#) {
            let _ = (SENT.body(&text), SENT.form(&text), ANSWERED.body(&text));
        }

        #[test]
        fn a_secret_is_never_shown(before in "[a-z=&\"{},:]{0,10}", rest in "[a-z=\"{}]{0,10}") {
            let text = format!("{{{before}\"password\":\"S3CR3T\"{rest}");
            // A quote before it turns names into values, and then it is no JSON any more.
            prop_assume!(before.matches('"').count() % 2 == 0);
            prop_assert!(!SENT.body(&text).contains("S3CR3T"));
        }
    }
}
