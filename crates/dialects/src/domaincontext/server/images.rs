//! `/osimagesSearch`: what servers can be set up from.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Reference, optional};

/// Asks for the images.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SearchImages {
    /// The kind of servers they are for: `svds` or `ovds`; both when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Reference>,
}

/// An image.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Image {
    /// What orders call it.
    pub osimage: String,
    /// The system.
    pub os: String,
    /// The version of the system.
    pub version: String,
    /// How wide its words are: `32` or `64`.
    pub bitwise: String,
    /// The panel that comes with it.
    pub panel: Option<String>,
    /// The software that comes with it.
    pub softpack: Softpack,
    /// Whether a newer one takes its place.
    pub deprecated: bool,
}

/// Software that comes with an image.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Softpack {
    /// What it is called.
    pub name: String,
    /// The panel in it; empty without one.
    pub panel: String,
}

impl Endpoint for SearchImages {
    type Dialect = DomainContext;
    type Response = Vec<Image>;

    const IDS: &'static [&'static str] = &["osimagesSearch"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/osimagesSearch";
}
