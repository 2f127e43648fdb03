//! What counts as sent and what as left out: helpers for the fields of requests.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use wire::{DecodeError, Node, Problem};

/// Reads a required argument. A blank, a zero and an empty list count as missing.
///
/// # Errors
/// When it is missing or its rule refuses it.
pub fn starred<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    let node = Node::deserialize(deserializer)?;
    if is_nothing(&node) || node.text().is_some_and(|text| text.trim() == "0") {
        return Err(D::Error::custom(DecodeError::new("", Problem::Missing)));
    }
    node.decode().map_err(D::Error::custom)
}

/// Reads an optional argument. A blank and an empty list count as left out; a zero is read.
///
/// # Errors
/// When its rule refuses it.
pub fn optional<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    let node = Node::deserialize(deserializer)?;
    if is_nothing(&node) {
        return Ok(None);
    }
    node.decode().map(Some).map_err(D::Error::custom)
}

fn is_nothing(node: &Node) -> bool {
    match node {
        Node::Null => true,
        Node::Text(text) => text.trim().is_empty(),
        Node::List(items) => items.iter().all(is_nothing),
        Node::Map(entries) => entries.iter().all(|(_, item)| is_nothing(item)),
        Node::Bool(_) | Node::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::domaincontext::arguments::{Domain, Domains, Id, Label};

    #[derive(Debug, Serialize, Deserialize)]
    struct Toy {
        #[serde(deserialize_with = "starred")]
        domains: Domains,
        #[serde(deserialize_with = "starred")]
        text: Label,
        #[serde(flatten)]
        inner: Inner,
    }

    #[derive(Debug, Serialize, Deserialize)]
    struct Inner {
        #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
        id: Option<Id>,
        #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
        domain: Option<Domain>,
    }

    fn read(json: &str) -> Result<Toy, String> {
        serde_json::from_str::<Node>(json).unwrap().decode().map_err(|error| error.to_string())
    }

    #[test]
    fn a_starred_argument_that_says_nothing_is_missing() {
        for said in [r#""""#, r#"" ""#, "null", "[]", r#"[""]"#, "0", r#""0""#] {
            let refused = read(&format!(r#"{{"domains":{said},"text":"x"}}"#)).unwrap_err();
            assert_eq!(refused, "domains is missing", "{said}");
            let refused = read(&format!(r#"{{"domains":"a.com","text":{said}}}"#)).unwrap_err();
            assert_eq!(refused, "text is missing", "{said}");
        }
        assert_eq!(read(r#"{"domains":"a.com"}"#).unwrap_err(), "text is missing");
    }

    #[test]
    fn an_optional_argument_that_says_nothing_is_left_out() {
        for said in [r#""""#, r#"" ""#, "null", "[]", r#"[""]"#] {
            let toy = read(&format!(r#"{{"domains":"a.com","text":"x","id":{said}}}"#)).unwrap();
            assert!(toy.inner.id.is_none() && toy.inner.domain.is_none(), "{said}");
            assert_eq!(serde_json::to_string(&toy).unwrap(), r#"{"domains":"a.com","text":"x"}"#);
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (json, refused) in [
            (r#"{"domains":"com","text":"x"}"#, "domains should be a domain name"),
            (r#"{"domains":["a.com","b"],"text":"x"}"#, "domains.1 should be a domain name"),
            (r#"{"domains":"a.com","text":"x","id":0}"#, "id should be a whole number above zero"),
            (r#"{"domains":"a.com","text":"x","domain":"b"}"#, "domain should be a domain name"),
        ] {
            assert_eq!(read(json).unwrap_err(), refused);
        }
    }
}
