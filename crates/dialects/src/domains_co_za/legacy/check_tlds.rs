//! `/domain/domain/checkTlds`: whether a label is free under several extensions at once.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, OneOrMany};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::flags::TextFlag;
use crate::domains_co_za::keyed::Keyed;

/// Asks about one label.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CheckTlds {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// The extensions, joined by semicolons or as an array.
    pub tlds: OneOrMany<String>,
}

/// A verdict per extension.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TldsChecked {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    #[serde(rename = "strSLD")]
    pub sld: String,
    /// Extension to verdict, in the order asked.
    #[serde(rename = "arrTLDs")]
    pub tlds: Keyed<TldVerdict>,
}

impl Endpoint for CheckTlds {
    type Dialect = DomainsCoZa;
    type Response = TldsChecked;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/domain/checkTlds";
}

/// What is known about the label under one extension.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TldVerdict {
    /// Whether the name is free.
    #[serde(rename = "isAvailable")]
    pub is_available: TextFlag,
    /// Whether names of this extension move with an auth code.
    #[serde(rename = "usesEppKey")]
    pub uses_epp_key: TextFlag,
    /// Whether the registry asks more for this name.
    #[serde(rename = "isPremium")]
    pub is_premium: TextFlag,
    /// The verdict in words; holds `unsupported` for extensions that are not sold.
    pub message: String,
}

impl CheckTlds {
    /// The extensions asked about, without blanks and leading dots.
    pub fn extensions(&self) -> impl Iterator<Item = &str> {
        let words = self.tlds.0.iter().flat_map(|text| text.split(';'));
        words.map(|word| word.trim().trim_start_matches('.')).filter(|word| !word.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_come_joined_or_listed() {
        for tlds in [r#""co.za; .com;""#, r#"["co.za","com"]"#] {
            let json = format!(r#"{{"sld":"shoes","tlds":{tlds}}}"#);
            let call: CheckTlds = serde_json::from_str(&json).unwrap();
            assert_eq!(call.extensions().collect::<Vec<_>>(), ["co.za", "com"]);
        }
    }
}
