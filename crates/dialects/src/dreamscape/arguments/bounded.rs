//! Text of a known length.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::{Deserialize, Serialize};

/// Text of `LEAST` to `MOST` characters; spaces around it do not count and are not kept. A number is
/// read as the text it is written as.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Bounded<const LEAST: usize, const MOST: usize>(pub String);

/// One line of text.
pub type Line = Bounded<1, 255>;
/// The name of a domain.
pub type Name = Bounded<2, 255>;

impl<const LEAST: usize, const MOST: usize> Deref for Bounded<LEAST, MOST> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de, const LEAST: usize, const MOST: usize> Deserialize<'de> for Bounded<LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

struct Reading<const LEAST: usize, const MOST: usize>;

impl<const LEAST: usize, const MOST: usize> Visitor<'_> for Reading<LEAST, MOST> {
    type Value = Bounded<LEAST, MOST>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "text of {LEAST} to {MOST} characters")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let text = text.trim();
        let fits = (LEAST..=MOST).contains(&text.chars().count());
        let refused = || E::invalid_value(Unexpected::Str(text), &self);
        fits.then(|| Bounded(text.to_owned())).ok_or_else(refused)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }
}

impl<const LEAST: usize, const MOST: usize> JsonSchema for Bounded<LEAST, MOST> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Bounded_{LEAST}_{MOST}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": LEAST, "maxLength": MOST })
    }
}
