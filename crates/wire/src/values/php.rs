//! PHP's `serialize()` text in one parameter: arrays and plain values, never objects or references.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde::{Serialize, Serializer};

use crate::Node;
use crate::decode::{index, last_of_each, limits};

/// What a caller should have sent.
const EXPECTED: &str = "should be PHP serialize() text of arrays and plain values";

/// A value that travels as PHP's `serialize()` text. The value itself is understood as well.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhpSerialized<T>(pub T);

impl<T: Serialize> Serialize for PhpSerialized<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let node = Node::of(&self.0).map_err(serde::ser::Error::custom)?;
        let mut text = String::new();
        write(&node, &mut text);
        serializer.serialize_str(&text)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for PhpSerialized<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = match Node::deserialize(deserializer)? {
            Node::Text(text) => read(&text).ok_or_else(|| D::Error::custom(EXPECTED))?,
            plain => plain,
        };
        node.decode().map(Self).map_err(D::Error::custom)
    }
}

impl<T: JsonSchema> JsonSchema for PhpSerialized<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("PhpSerialized_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let content = generator.subschema_for::<T>();
        json_schema!({
            "type": "string",
            "contentMediaType": "application/vnd.php.serialized",
            "contentSchema": content,
        })
    }
}

/// Reads a whole text; none when it is anything but one bounded value of the plain kinds.
pub(crate) fn read(text: &str) -> Option<Node> {
    let mut reader = Reader { rest: text.trim_end(), left: limits::PARAMETERS };
    let node = reader.value(0)?;
    reader.rest.is_empty().then_some(node)
}

struct Reader<'a> {
    rest: &'a str,
    /// Values that may still come.
    left: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Option<Node> {
        self.left = self.left.checked_sub(1)?;
        let kind = self.take(2)?;
        match kind {
            "N;" => Some(Node::Null),
            "b:" => match self.until(';')? {
                "0" => Some(Node::Bool(false)),
                "1" => Some(Node::Bool(true)),
                _ => None,
            },
            "i:" => {
                let number: i64 = self.until(';')?.parse().ok()?;
                Some(Node::Number(number.to_string()))
            }
            "d:" => {
                let text = self.until(';')?;
                text.parse::<f64>().ok().map(|_| Node::Number(text.to_owned()))
            }
            "s:" => self.string().map(|text| Node::Text(text.to_owned())),
            "a:" if depth < limits::DEPTH => self.array(depth),
            _ => None,
        }
    }

    /// The length counts bytes; one that ends inside a character is refused.
    fn string(&mut self) -> Option<&'a str> {
        let length: usize = self.until(':')?.parse().ok()?;
        self.expect("\"")?;
        let text = self.take(length)?;
        self.expect("\";")?;
        (!text.contains('\0')).then_some(text)
    }

    fn array(&mut self, depth: usize) -> Option<Node> {
        // The announced count allocates nothing: entries are counted as they come.
        let count: usize = self.until(':')?.parse().ok()?;
        self.expect("{")?;
        let mut entries = Vec::new();
        for _ in 0..count {
            let key = match self.take(2)? {
                "i:" => self.until(';')?.parse::<i64>().ok()?.to_string(),
                "s:" => self.string()?.to_owned(),
                _ => return None,
            };
            entries.push((key, self.value(depth + 1)?));
        }
        self.expect("}")?;
        Some(listed(last_of_each(entries)))
    }

    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn until(&mut self, end: char) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_once(end)?;
        self.rest = rest;
        Some(taken)
    }

    fn expect(&mut self, text: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(text)?;
        Some(())
    }
}

/// A list when the keys count 0, 1, 2 and so on; else a map.
fn listed(entries: Vec<(String, Node)>) -> Node {
    let counted = entries.iter().zip(0..).all(|((key, _), at)| index(key) == Some(at));
    if counted {
        return Node::List(entries.into_iter().map(|(_, node)| node).collect());
    }
    Node::Map(entries)
}

/// Writes `node` as PHP would.
pub(crate) fn write(node: &Node, out: &mut String) {
    match node {
        Node::Null => out.push_str("N;"),
        Node::Bool(value) => out.push_str(if *value { "b:1;" } else { "b:0;" }),
        Node::Number(text) => {
            let kind = if text.parse::<i64>().is_ok() { "i:" } else { "d:" };
            out.extend([kind, text, ";"]);
        }
        Node::Text(text) => write_string(text, out),
        Node::List(items) => {
            open_array(items.len(), out);
            for (at, item) in items.iter().enumerate() {
                out.extend(["i:", &at.to_string(), ";"]);
                write(item, out);
            }
            out.push('}');
        }
        Node::Map(entries) => {
            open_array(entries.len(), out);
            for (key, value) in entries {
                match index(key) {
                    Some(_) => out.extend(["i:", key, ";"]),
                    None => write_string(key, out),
                }
                write(value, out);
            }
            out.push('}');
        }
    }
}

fn open_array(count: usize, out: &mut String) {
    out.extend(["a:", &count.to_string(), ":{"]);
}

fn write_string(text: &str, out: &mut String) {
    out.extend(["s:", &text.len().to_string(), ":\"", text, "\";"]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;
    use crate::{DecodeError, Problem};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Ds {
        tag: String,
        digest: String,
    }

    const TEXT: &str = r#"a:1:{i:0;a:2:{s:3:"tag";s:5:"12345";s:6:"digest";s:5:"é";z";}}"#;

    #[test]
    fn a_value_is_read_and_written_as_php_does() {
        let read: PhpSerialized<Vec<Ds>> = Node::Text(TEXT.into()).decode().unwrap();
        assert_eq!(read.0, [Ds { tag: "12345".into(), digest: "é\";z".into() }]);
        assert_eq!(Node::of(&read).unwrap(), Node::Text(TEXT.into()));
    }

    #[test]
    fn what_is_not_plain_or_lies_about_its_length_is_refused() {
        let deep = format!("{}N;{}", "a:1:{i:0;".repeat(17), "}".repeat(17));
        for text in [
            "",
            "x",
            "i:1",
            "i:x;",
            "b:2;",
            "s:5:\"abc\";",
            "s:1:\"é\";",
            "a:2:{i:0;N;}",
            "O:8:\"stdClass\":0:{}",
            "R:1;",
            "a:99999999999:{",
            "i:1;i:2;",
            &deep,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        let error = Node::Text("O:1:{}".into()).decode::<PhpSerialized<Vec<Ds>>>().unwrap_err();
        assert!(matches!(error.problem, Problem::Unreadable { .. }));
        let error = Node::Text(r#"a:1:{i:0;a:1:{s:3:"tag";i:1;}}"#.into());
        let error = error.decode::<PhpSerialized<Vec<Ds>>>().unwrap_err();
        assert_eq!(error, DecodeError::new("0.digest", Problem::Missing));
    }

    fn nodes() -> impl Strategy<Value = Node> {
        let leaf = prop_oneof![
            Just(Node::Null),
            any::<bool>().prop_map(Node::Bool),
            any::<i64>().prop_map(|number| Node::Number(number.to_string())),
            "[^\0]{0,12}".prop_map(Node::Text),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Node::List),
                prop::collection::vec(("[a-zé\"]{1,4}", inner), 1..4)
                    .prop_map(|entries| Node::Map(last_of_each(entries))),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_we_write_we_read(node in nodes()) {
            let mut text = String::new();
            write(&node, &mut text);
            prop_assert_eq!(read(&text), Some(node));
        }

        #[test]
        fn nothing_makes_the_reader_panic(text in "[abdisN:;{}\"0-9é]{0,40}", any in ".{0,40}") {
            let _ = (read(&text), read(&any));
        }
    }
}
