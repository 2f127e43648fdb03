//! Numbered families of parameters: `type1`, `ttl1`, `name1`, `type2` and so on, one line each.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};
use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};

use crate::{DecodeError, Node, Problem};

/// One line of a family: its fields, and how many lines there may be.
pub trait NumberedFamily: Serialize + DeserializeOwned + JsonSchema {
    /// Names of the fields, without numbers, as they serialise.
    const FIELDS: &'static [&'static str];
    /// The largest number.
    const MOST: u32;
}

/// The lines of a family with their numbers, in order; numbers may be left out.
///
/// For `#[serde(flatten)]`: names that do not belong to the family are left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered<T>(pub Vec<(u32, T)>);

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Numbered<T> {
    /// Lines numbered from one.
    pub fn of(lines: impl IntoIterator<Item = T>) -> Self {
        Self((1..).zip(lines).collect())
    }

    /// The lines without their numbers.
    pub fn lines(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, line)| line)
    }
}

impl<T: NumberedFamily> Serialize for Numbered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (number, line) in &self.0 {
            let Node::Map(fields) = Node::of(line).map_err(S::Error::custom)? else {
                return Err(S::Error::custom("a line of a family has named fields"));
            };
            for (field, value) in fields.iter().filter(|(_, value)| *value != Node::Null) {
                map.serialize_entry(&format!("{field}{number}"), value)?;
            }
        }
        map.end()
    }
}

impl<'de, T: NumberedFamily> Deserialize<'de> for Numbered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Lines(PhantomData))
    }
}

struct Lines<T>(PhantomData<T>);

impl<'de, T: NumberedFamily> Visitor<'de> for Lines<T> {
    type Value = Numbered<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("numbered parameters")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Numbered<T>, A::Error> {
        let mut lines: BTreeMap<u32, Vec<(String, Node)>> = BTreeMap::new();
        while let Some(name) = parts.next_key::<String>()? {
            match place::<T>(&name) {
                Some((field, Some(number))) => {
                    lines.entry(number).or_default().push((field.to_owned(), parts.next_value()?));
                }
                // A line that is dropped in silence is a record that somebody misses later.
                Some((_, None)) => return Err(A::Error::custom(out_of_range::<T>(name))),
                None => drop(parts.next_value::<IgnoredAny>()?),
            }
        }
        let lines = lines.into_iter().map(|(number, fields)| {
            let line = Node::Map(fields).decode::<T>();
            line.map(|line| (number, line)).map_err(|error| numbered(error, number))
        });
        lines.collect::<Result<_, _>>().map(Numbered).map_err(A::Error::custom)
    }
}

/// The field and the number that `name` is made of, when it belongs to the family; the number is
/// none when no line can have it.
fn place<T: NumberedFamily>(name: &str) -> Option<(&'static str, Option<u32>)> {
    let field = *T::FIELDS.iter().find(|field| {
        let rest = name.strip_prefix(**field);
        rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()) && !rest.is_empty())
    })?;
    let digits = &name[field.len()..];
    let number = digits.parse().ok().filter(|number| (1..=T::MOST).contains(number));
    Some((field, number.filter(|_| !digits.starts_with('0'))))
}

fn out_of_range<T: NumberedFamily>(name: String) -> DecodeError {
    let expected = format!("numbered from 1 to {}", T::MOST);
    DecodeError::new(name, Problem::Unreadable { expected })
}

/// Puts the number behind the field's name, where the caller wrote it.
fn numbered(mut error: DecodeError, number: u32) -> DecodeError {
    let end = error.field.find('.').unwrap_or(error.field.len());
    error.field.insert_str(end, &number.to_string());
    error
}

impl<T: NumberedFamily> JsonSchema for Numbered<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Numbered_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let line = T::json_schema(generator);
        let mut properties = serde_json::Map::new();
        for number in [1, T::MOST] {
            for field in T::FIELDS {
                let schema = line.get("properties").and_then(|properties| properties.get(*field));
                let schema = schema.cloned().unwrap_or(serde_json::Value::Bool(true));
                properties.insert(format!("{field}{number}"), schema);
            }
        }
        json_schema!({ "type": "object", "properties": properties })
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::{Loose, decode::form_text};

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
    struct Record {
        r#type: String,
        content: String,
        ttl: Option<Loose<u32>>,
    }

    impl NumberedFamily for Record {
        const FIELDS: &'static [&'static str] = &["type", "content", "ttl"];
        const MOST: u32 = 999;
    }

    #[derive(Debug, Serialize, Deserialize, JsonSchema)]
    struct Zone {
        sld: String,
        #[serde(flatten)]
        records: Numbered<Record>,
    }

    fn read(form: &str) -> Result<Zone, DecodeError> {
        form_text(form.as_bytes()).unwrap().decode()
    }

    #[test]
    fn lines_come_in_order_with_gaps_and_strangers_ignored() {
        let zone = read(
            "type10=MX&content10=m&sld=shoes&type2=A&content2=1.2.3.4&ttl2=60\
             &other3=x&type=A",
        )
        .unwrap();
        let numbers: Vec<_> = zone.records.0.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [2, 10]);
        assert_eq!(zone.records.0[0].1.ttl, Some(Loose(60)));
        assert_eq!(
            serde_json::to_string(&zone).unwrap(),
            r#"{"sld":"shoes","type2":"A","content2":"1.2.3.4","ttl2":60,"type10":"MX","content10":"m"}"#
        );
    }

    #[test]
    fn a_number_that_no_line_can_have_is_refused() {
        for name in ["type0", "type01", "ttl1000", "content99999999999"] {
            let error = read(&format!("sld=shoes&type1=A&content1=x&{name}=A")).unwrap_err();
            assert_eq!(error.to_string(), format!("{name} should be numbered from 1 to 999"));
        }
    }

    #[test]
    fn the_missing_or_unreadable_part_of_a_line_is_named() {
        let error = read("sld=shoes&type7=A").unwrap_err();
        assert_eq!(error, DecodeError::new("content7", Problem::Missing));
        let error = read("sld=shoes&type7=A&content7=x&ttl7=soon").unwrap_err();
        assert_eq!(error.field, "ttl7");
        assert!(matches!(error.problem, Problem::Unreadable { .. }));
        assert_eq!(read("sld=shoes&type7=A&content7=x&ttl7=").unwrap().records.0[0].1.ttl, None);
    }

    #[test]
    fn the_schema_lists_the_first_and_the_last_line() {
        let schema = serde_json::to_value(schemars::schema_for!(Zone)).unwrap();
        let properties = schema["properties"].as_object().unwrap();
        for name in ["sld", "type1", "ttl1", "content999"] {
            assert!(properties.contains_key(name), "{name}");
        }
    }
}
