//! `GET` and `PUT /domain/{id}/emforwarding`: where mail to a domain goes on to.

use http::Method;
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use wire::{Endpoint, Loose, Node};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Asks where mail goes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadEmailForwarding {
    /// The domain.
    pub id: Loose<i64>,
}

/// Where mail goes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EmailForwarding {
    /// The rules.
    pub emforwarding: Vec<ForwardingRule>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ForwardingRule {
    /// What stands left of the `@` in the domain.
    pub from: String,
    /// The address it goes on to.
    pub to: String,
}

impl Endpoint for ReadEmailForwarding {
    type Dialect = DnsServices;
    type Response = EmailForwarding;

    const IDS: &'static [&'static str] = &["get_domain_email_forwarding"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/emforwarding";
}

/// Replaces all rules.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateEmailForwarding {
    /// The domain.
    pub id: Loose<i64>,
    /// The rules; an empty list ends forwarding, and nothing else does.
    #[serde(deserialize_with = "rules")]
    pub emforwarding: Vec<ForwardingRule>,
}

/// Reads a list that may be empty. Elsewhere a blank is a list of none; here it would end what somebody
/// relies on.
fn rules<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ForwardingRule>, D::Error> {
    let node = Node::deserialize(deserializer)?;
    match &node {
        Node::Text(_) | Node::Number(_) | Node::Bool(_) => {
            Err(D::Error::custom("expected a list of rules"))
        }
        Node::Map(entries) if entries.is_empty() => {
            Err(D::Error::custom("expected a list of rules"))
        }
        _ => node.decode().map_err(D::Error::custom),
    }
}

impl Endpoint for UpdateEmailForwarding {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["update_domain_email_forwarding"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{id}/emforwarding";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_list_ends_forwarding() {
        let read = |json: &str| {
            let node: Node = serde_json::from_str(json).unwrap();
            node.decode::<UpdateEmailForwarding>().map(|call| call.emforwarding.len())
        };
        assert_eq!(read(r#"{"id":1,"emforwarding":[]}"#).unwrap(), 0);
        let rule = r#"{"from":"info","to":"joe@example.com"}"#;
        assert_eq!(read(&format!(r#"{{"id":1,"emforwarding":[{rule}]}}"#)).unwrap(), 1);
        assert_eq!(read(&format!(r#"{{"id":1,"emforwarding":{{"0":{rule}}}}}"#)).unwrap(), 1);
        for blank in [r#""""#, "{}", "null", "0", "false", r#"" ""#] {
            let sent = format!(r#"{{"id":1,"emforwarding":{blank}}}"#);
            assert!(read(&sent).is_err(), "{blank}");
        }
    }
}
