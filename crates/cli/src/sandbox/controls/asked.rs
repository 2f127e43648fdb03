//! Reading what was sent to a control: a JSON object or a query, field by field, so that each
//! refusal can name the field it is about. What nobody asked for is refused too.

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde_json::{Map, Number, Value};

use super::refusal::Refusal;
use crate::sandbox::realms::{Side, Which};
use crate::sandbox::shared::Shared;

/// The field that names a realm.
const REALM: &str = "realm";
/// Bytes of a body.
const BODY_LIMIT: usize = 1 << 20;
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// The fields that were sent and not read yet.
pub(super) struct Asked(Map<String, Value>);

impl Asked {
    /// Of a JSON object in the body; nothing at all stands for an empty one. The realm may stand in the
    /// query, too.
    pub async fn body(request: Request) -> Result<Self, Refusal> {
        let realm = Self::query(&request).0.remove(REALM);
        let bytes = collect(request.into_body()).await?;
        let with_realm = |mut fields: Map<String, Value>| {
            if let Some(realm) = realm {
                fields.entry(REALM).or_insert(realm);
            }
            Self(fields)
        };
        if bytes.trim_ascii().is_empty() {
            return Ok(with_realm(Map::new()));
        }
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(fields)) => Ok(with_realm(fields)),
            Ok(_) => Err(Refusal::malformed("The body is JSON, but not an object.")),
            Err(why) => Err(Refusal::malformed(format!("The body is not JSON: {why}."))),
        }
    }

    /// Of the query, beside a file in the body of at most so many bytes.
    pub async fn file(request: Request, most: usize) -> Result<(Self, bytes::Bytes), Refusal> {
        let query = Self::query(&request);
        Ok((query, collect_up_to(request.into_body(), most).await?))
    }

    /// Of the query; the last value of a field counts.
    pub fn query(request: &Request) -> Self {
        let query = request.uri().query().unwrap_or_default();
        let pairs = form_urlencoded::parse(query.as_bytes());
        Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned().into())).collect())
    }

    /// A text that must be there.
    pub fn text(&mut self, field: &str) -> Result<String, Refusal> {
        self.maybe_text(field)?
            .ok_or_else(|| Refusal::invalid(field, format!("`{field}` is needed.")))
    }

    /// A text, if it is there.
    pub fn maybe_text(&mut self, field: &str) -> Result<Option<String>, Refusal> {
        match self.take(field) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Refusal::invalid(field, format!("`{field}` is not a text."))),
        }
    }

    /// A text that must be there and may be written as a number.
    pub fn text_or_number(&mut self, field: &str) -> Result<String, Refusal> {
        match self.0.get(field) {
            Some(Value::Number(_)) => {
                Ok(self.take(field).map(|number| number.to_string()).unwrap_or_default())
            }
            _ => self.text(field),
        }
    }

    /// A whole number from nothing upwards, if it is there; it may be written as a text.
    pub fn maybe_number(&mut self, field: &str) -> Result<Option<u64>, Refusal> {
        let refuse = || Refusal::invalid(field, format!("`{field}` is not a whole number."));
        match self.take(field) {
            None => Ok(None),
            Some(Value::Number(number)) => Number::as_u64(&number).ok_or_else(refuse).map(Some),
            Some(Value::String(text)) => text.parse().map_err(|_| refuse()).map(Some),
            Some(_) => Err(refuse()),
        }
    }

    /// Yes or no, if it is there.
    pub fn maybe_bool(&mut self, field: &str) -> Result<Option<bool>, Refusal> {
        match self.take(field) {
            None => Ok(None),
            Some(Value::Bool(answer)) => Ok(Some(answer)),
            Some(_) => {
                Err(Refusal::invalid(field, format!("`{field}` is neither true nor false.")))
            }
        }
    }

    /// Fields inside of a field, if it is there.
    pub fn maybe_fields(&mut self, field: &str) -> Result<Option<Self>, Refusal> {
        match self.take(field) {
            None => Ok(None),
            Some(Value::Object(fields)) => Ok(Some(Self(fields))),
            Some(_) => Err(Refusal::invalid(field, format!("`{field}` is not an object."))),
        }
    }

    /// A realm by its name, if one is named.
    pub fn maybe_realm<'a>(&mut self, sandbox: &'a Shared) -> Result<Option<&'a Side>, Refusal> {
        let Some(word) = self.maybe_text(REALM)? else { return Ok(None) };
        let there = || Which::ALL.into_iter().filter(|which| sandbox.side(*which).is_some());
        let named = there().find(|which| which.word() == word);
        let side = named.and_then(|which| sandbox.side(which));
        side.map(Some).ok_or_else(|| {
            let known: Vec<_> = there().map(Which::word).collect();
            let message = format!("No realm is called {word:?}; there are {}.", known.join(", "));
            Refusal::unknown(REALM, message, &known)
        })
    }

    /// The realm that is meant: the live one, unless another one is named.
    pub fn realm<'a>(&mut self, sandbox: &'a Shared) -> Result<&'a Side, Refusal> {
        Ok(self.maybe_realm(sandbox)?.unwrap_or(&sandbox.live))
    }

    /// Refuses what was sent and not read.
    pub fn done(self) -> Result<(), Refusal> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(field) => {
                Err(Refusal::invalid(field, format!("`{field}` is not known to this control.")))
            }
        }
    }

    /// `null` stands for a field that was left out.
    fn take(&mut self, field: &str) -> Option<Value> {
        self.0.remove(field).filter(|value| !value.is_null())
    }
}

async fn collect(body: Body) -> Result<bytes::Bytes, Refusal> {
    collect_up_to(body, BODY_LIMIT).await
}

async fn collect_up_to(body: Body, most: usize) -> Result<bytes::Bytes, Refusal> {
    let body = Limited::new(body, most).collect();
    match tokio::time::timeout(PATIENCE, body).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(why)) if why.is::<LengthLimitError>() => Err(Refusal::too_large(most)),
        Ok(Err(_)) | Err(_) => Err(Refusal::malformed("The body did not arrive as a whole.")),
    }
}
