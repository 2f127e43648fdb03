//! Parameters out of JSON bodies, in the order they were sent.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Malformed, Node, Params, limits, tree::last_of_each};

/// What the visitor says when a limit is passed; serde has no other way out.
const TOO_DEEP: &str = "nested too deeply";
const TOO_MANY: &str = "too many parts";
const ZERO: &str = "the character zero";

/// Reads a JSON body. A list counts as parameters named 0, 1, 2 and so on, as PHP sees it; so the
/// empty list that PHP writes for an empty object is one.
pub(crate) fn json(body: &[u8]) -> Result<Params, Malformed> {
    match node(body)? {
        Node::Map(entries) => Ok(Params::distinct(entries)),
        Node::List(items) => Ok(Params::counted(items)),
        Node::Null => Ok(Params::default()),
        Node::Bool(_) | Node::Number(_) | Node::Text(_) => Err(Malformed::NotAnObject),
    }
}

/// Reads any JSON value.
pub(crate) fn node(text: &[u8]) -> Result<Node, Malformed> {
    if std::str::from_utf8(text).is_err() {
        return Err(Malformed::Text);
    }
    serde_json::from_slice(text).map_err(|error| {
        let words = error.to_string();
        if words.starts_with(TOO_DEEP) {
            Malformed::TooDeep
        } else if words.starts_with(TOO_MANY) {
            Malformed::TooMany
        } else if words.starts_with(ZERO) {
            Malformed::Text
        } else {
            Malformed::Json
        }
    })
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut left = limits::PARAMETERS;
        Grower { depth: 0, left: &mut left }.deserialize(deserializer)
    }
}

/// Reads a value at a depth, counting down what may still come.
struct Grower<'a> {
    depth: usize,
    left: &'a mut usize,
}

impl Grower<'_> {
    fn deeper<E: Error>(&mut self) -> Result<Grower<'_>, E> {
        *self.left = self.left.checked_sub(1).ok_or_else(|| E::custom(TOO_MANY))?;
        Ok(Grower { depth: self.depth + 1, left: self.left })
    }

    fn within_depth<E: Error>(&self) -> Result<(), E> {
        if self.depth < limits::DEPTH { Ok(()) } else { Err(E::custom(TOO_DEEP)) }
    }
}

impl<'de> DeserializeSeed<'de> for Grower<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Grower<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Node, D::Error> {
        self.deserialize(inner)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Node, E> {
        no_zero(&text)?;
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Node, A::Error> {
        self.within_depth()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.deeper()?)? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut parts: A) -> Result<Node, A::Error> {
        self.within_depth()?;
        let mut entries = Vec::new();
        while let Some(name) = parts.next_key::<String>()? {
            no_zero(&name)?;
            entries.push((name, parts.next_value_seed(self.deeper()?)?));
        }
        Ok(Node::Map(last_of_each(entries)))
    }
}

fn no_zero<E: Error>(text: &str) -> Result<(), E> {
    if text.contains('\0') { Err(E::custom(ZERO)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_keep_their_order_and_dotted_names() {
        let params = json(br#"{"z.a": 1, "b": true, "a": null, "z.a": -2.5}"#).unwrap();
        let seen: Vec<_> = params.iter().map(|(name, _)| name).collect();
        assert_eq!(seen, ["b", "a", "z.a"]);
        assert_eq!(params.text("z.a"), Some("-2.5"));
    }

    #[test]
    fn an_empty_list_and_null_are_no_parameters() {
        for body in ["[]", "{}", "null", " [ ] "] {
            assert!(json(body.as_bytes()).unwrap().is_empty(), "{body}");
        }
        assert_eq!(json(br#"["a"]"#).unwrap().text("0"), Some("a"));
    }

    #[test]
    fn what_is_not_an_object_or_too_much_is_refused() {
        assert_eq!(json(b"12"), Err(Malformed::NotAnObject));
        assert_eq!(json(br#"{"a":"#), Err(Malformed::Json));
        assert_eq!(json(b"{\"a\":\"\xff\"}"), Err(Malformed::Text));
        assert_eq!(json(br#"{"a":"\u0000"}"#), Err(Malformed::Text));
        let deep = format!("{}{}", "[".repeat(limits::DEPTH + 1), "]".repeat(limits::DEPTH + 1));
        assert_eq!(json(deep.as_bytes()), Err(Malformed::TooDeep));
        let many = format!("[{}0]", "0,".repeat(limits::PARAMETERS + 1));
        assert_eq!(json(many.as_bytes()), Err(Malformed::TooMany));
    }
}
