//! The name servers a caller sends: a list, or something in its place.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use wire::Node;

/// Name servers as they were sent. What is left out, empty or blank asks for the default ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Nameservers {
    /// A list of host names; none when the default ones are wanted.
    Hosts(Vec<String>),
    /// One text in place of a list, which no platform should take for a host name.
    Text(String),
}

impl Default for Nameservers {
    fn default() -> Self {
        Self::Hosts(Vec::new())
    }
}

impl Nameservers {
    /// Whether the default ones are wanted.
    pub fn is_default(&self) -> bool {
        matches!(self, Self::Hosts(hosts) if hosts.is_empty())
    }
}

impl<'de> Deserialize<'de> for Nameservers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = Node::deserialize(deserializer)?;
        match &node {
            Node::Null => Ok(Self::default()),
            Node::Text(text) if text.trim().is_empty() => Ok(Self::default()),
            Node::Text(text) | Node::Number(text) => Ok(Self::Text(text.clone())),
            Node::Bool(_) => Err(D::Error::custom("expected a list of host names")),
            Node::List(_) | Node::Map(_) => {
                let hosts: Vec<String> = node.decode().map_err(D::Error::custom)?;
                // Old forms send every field, blank when it is not filled in.
                Ok(Self::Hosts(hosts.into_iter().filter(|host| !host.trim().is_empty()).collect()))
            }
        }
    }
}

impl JsonSchema for Nameservers {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Nameservers".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": { "type": "string" } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_told_from_a_text_and_nothing_asks_for_the_default() {
        let read = |json: &str| {
            let node: Node = serde_json::from_str(json).unwrap();
            node.decode::<Nameservers>().unwrap()
        };
        for json in ["[]", "\"\"", "\" \"", "null", "[\"\",\"\"]"] {
            assert!(read(json).is_default(), "{json}");
        }
        let hosts = Nameservers::Hosts(vec!["ns1.example.net".to_owned()]);
        assert_eq!(read(r#"["ns1.example.net",""]"#), hosts);
        assert_eq!(read(r#"{"0":"ns1.example.net"}"#), hosts);
        let text = Nameservers::Text("nameserversValue".to_owned());
        assert_eq!(read("\"nameserversValue\""), text);
    }
}
