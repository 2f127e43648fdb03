//! From a request type to the pairs that travel: bracket keys, as PHP's `http_build_query` writes
//! them. What is none or empty is not sent.

use serde::Serialize;

use crate::Node;

/// The pairs of `value`, in the order of its fields.
///
/// # Errors
/// When `value` cannot be written as JSON.
pub fn pairs<T: Serialize + ?Sized>(value: &T) -> Result<Vec<(String, String)>, serde_json::Error> {
    let mut pairs = Vec::new();
    match Node::of(value)? {
        Node::Map(entries) => {
            for (name, node) in &entries {
                add(name.clone(), node, &mut pairs);
            }
        }
        Node::List(items) => {
            for (at, node) in items.iter().enumerate() {
                add(at.to_string(), node, &mut pairs);
            }
        }
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) => {}
    }
    Ok(pairs)
}

/// An urlencoded query or body of `pairs`.
#[must_use]
pub fn urlencoded<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(pairs);
    form.finish()
}

fn add(key: String, node: &Node, pairs: &mut Vec<(String, String)>) {
    match node {
        Node::Null => {}
        Node::Bool(value) => pairs.push((key, if *value { "1" } else { "0" }.to_owned())),
        Node::Number(text) | Node::Text(text) => pairs.push((key, text.clone())),
        Node::List(items) => {
            for (at, item) in items.iter().enumerate() {
                add(format!("{key}[{at}]"), item, pairs);
            }
        }
        Node::Map(entries) => {
            for (name, value) in entries {
                add(format!("{key}[{name}]"), value, pairs);
            }
        }
    }
}

impl Serialize for Node {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(text) => match serde_json::from_str::<serde_json::Number>(text) {
                Ok(number) => number.serialize(serializer),
                Err(_) => serializer.serialize_str(text),
            },
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(name, node)| (name, node)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::decode::{form_text, last_of_each};

    #[derive(Serialize)]
    struct Call {
        name: &'static str,
        none: Option<u8>,
        lock: bool,
        rows: Vec<Row>,
    }

    #[derive(Serialize)]
    struct Row {
        ttl: u32,
    }

    #[test]
    fn pairs_have_bracket_keys_and_leave_out_what_is_none() {
        let call = Call { name: "a b", none: None, lock: true, rows: vec![Row { ttl: 60 }] };
        let pairs = pairs(&call).unwrap();
        assert_eq!(urlencoded(pairs), "name=a+b&lock=1&rows%5B0%5D%5Bttl%5D=60");
    }

    fn nodes() -> impl Strategy<Value = Node> {
        let leaf = "[^\0]{0,12}".prop_map(Node::Text);
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(Node::List),
                maps(inner).prop_map(Node::Map),
            ]
        })
    }

    fn maps(inner: impl Strategy<Value = Node>) -> impl Strategy<Value = Vec<(String, Node)>> {
        prop::collection::vec(("[a-zé. +&=%]{1,4}", inner), 1..4).prop_map(last_of_each)
    }

    proptest! {
        #[test]
        fn what_we_send_we_read(entries in maps(nodes())) {
            let sent = urlencoded(pairs(&Node::Map(entries.clone())).unwrap());
            let read = form_text(sent.as_bytes()).unwrap();
            let read: Vec<_> =
                read.iter().map(|(name, node)| (name.to_owned(), node.clone())).collect();
            prop_assert_eq!(read, entries);
        }
    }
}
