//! Which domain a command is about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Node, Params};

use crate::domaincontext::arguments::{Argument, Domain, Id, optional};

/// One domain, by its number or its name; with both, they must agree. For flattening.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DomainSelector {
    /// Its name.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub domain: Option<Domain>,
    /// Its number.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
}

impl DomainSelector {
    /// The domain called `name`.
    pub fn named(name: impl Into<String>) -> Self {
        Self { domain: Some(Domain(name.into())), id: None }
    }

    /// Takes the key of an element of a bulk call for its domain, where the element names none.
    pub(crate) fn fill(key: &str, element: &mut Params) {
        let says = |name| element.text(name).is_some_and(|text| !text.trim().is_empty());
        if says("id") || says("domain") {
            return;
        }
        if Id::read(key).is_some() {
            element.set("id", Node::Text(key.to_owned()));
        } else if Domain::read(key).is_some() {
            element.set("domain", Node::Text(key.to_owned()));
        }
    }
}
