//! `GET /user/generateAuthSecret`: makes a fresh two-factor secret. It changes state although it is
//! a GET: the secret stays pending until a code proves that the app has it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;

/// Asks for a new secret.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct GenerateAuthSecret {}

/// The pending secret, as text and as a picture.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct AuthSecret {
    /// Address of a QR code that authenticator apps read.
    #[serde(rename = "imgUrl")]
    pub image_url: String,
    /// The secret itself, for typing in.
    pub secret: String,
}

impl Endpoint for GenerateAuthSecret {
    type Dialect = DomainsCoZa;
    type Response = AuthSecret;

    const IDS: &'static [&'static str] = &["user_generate_auth_secret"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/user/generateAuthSecret";
    const SECRETS: &'static [&'static str] = &["imgUrl", "secret"];
}
