//! A serde deserializer over the tree: lenient about how a value is written, exact about its path.

use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::parts::{Choice, Items, Parts};
use super::{DecodeError, Node, Problem};

/// Reads one node as whatever type is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'de> {
    node: &'de Node,
}

impl<'de> Reader<'de> {
    /// A reader of `node`.
    #[must_use]
    pub fn new(node: &'de Node) -> Self {
        Self { node }
    }

    fn text(self, expected: &str) -> Result<&'de str, DecodeError> {
        match self.node {
            Node::Text(text) | Node::Number(text) => Ok(text),
            Node::Bool(true) => Ok("true"),
            Node::Bool(false) => Ok("false"),
            Node::Null => Err(DecodeError::nameless(Problem::Missing)),
            Node::List(_) | Node::Map(_) => Err(DecodeError::unreadable(expected)),
        }
    }

    fn number<N: std::str::FromStr>(self, expected: &str) -> Result<N, DecodeError> {
        let text = self.text(expected)?.trim();
        text.parse().map_err(|_| DecodeError::unreadable(expected))
    }
}

/// What the words for "on" and "off" mean, however they are capitalised.
pub(crate) fn truth(text: &str) -> Option<bool> {
    let is = |words: [&str; 4]| words.iter().any(|word| text.trim().eq_ignore_ascii_case(word));
    if is(["true", "1", "on", "yes"]) {
        return Some(true);
    }
    is(["false", "0", "off", "no"]).then_some(false)
}

macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty, $expected:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            visitor.$visit(self.number::<$number>($expected)?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node {
            Node::Null => visitor.visit_unit(),
            Node::Bool(value) => visitor.visit_bool(*value),
            Node::Number(text) => number(text, visitor),
            Node::Text(text) => visitor.visit_borrowed_str(text),
            Node::List(_) => self.deserialize_seq(visitor),
            Node::Map(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let value = truth(self.text("true or false")?);
        visitor.visit_bool(value.ok_or_else(|| DecodeError::unreadable("true or false"))?)
    }

    numbers! {
        deserialize_u8 visit_u8 u8, "a whole number from 0 to 255";
        deserialize_u16 visit_u16 u16, "a whole number from 0 to 65535";
        deserialize_u32 visit_u32 u32, "a whole number from 0 to 4294967295";
        deserialize_u64 visit_u64 u64, "a whole number that is not negative";
        deserialize_i8 visit_i8 i8, "a whole number from -128 to 127";
        deserialize_i16 visit_i16 i16, "a whole number from -32768 to 32767";
        deserialize_i32 visit_i32 i32, "a whole number from -2147483648 to 2147483647";
        deserialize_i64 visit_i64 i64, "a whole number";
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let number: f64 = self.number("a number")?;
        if !number.is_finite() {
            return Err(DecodeError::unreadable("a number"));
        }
        visitor.visit_f64(number)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_borrowed_str(self.text("text")?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node {
            Node::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_seq(match self.node {
            Node::Null => return Err(DecodeError::nameless(Problem::Missing)),
            Node::List(items) => Items::counted(items),
            Node::Map(entries) => Items::numbered(entries).unwrap_or(Items::Alone(Some(self.node))),
            // One value is a list of one, but a blank is a list of none.
            Node::Text(text) if text.is_empty() => Items::Alone(None),
            Node::Text(_) | Node::Number(_) | Node::Bool(_) => Items::Alone(Some(self.node)),
        })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.node {
            Node::Map(entries) => visitor.visit_map(Parts::named(entries)),
            Node::List(items) => visitor.visit_map(Parts::counted(items)),
            Node::Null => Err(DecodeError::nameless(Problem::Missing)),
            Node::Bool(_) | Node::Number(_) | Node::Text(_) => {
                Err(DecodeError::unreadable("a group of named values"))
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        choices: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let expected = || format!("one of: {}", choices.join(", "));
        let text = self.text(&expected()).map_err(|error| match error.problem {
            Problem::Unreadable { .. } => serde::de::Error::unknown_variant("", choices),
            _ => error,
        })?;
        visitor.visit_enum(Choice::new(text))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { unit unit_struct }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_borrowed_bytes(self.text("text")?.as_bytes())
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_bytes(visitor)
    }
}

/// Shows a JSON number as the narrowest kind that holds it.
fn number<'de, V: Visitor<'de>>(text: &'de str, visitor: V) -> Result<V::Value, DecodeError> {
    if let Ok(number) = text.parse::<u64>() {
        return visitor.visit_u64(number);
    }
    if let Ok(number) = text.parse::<i64>() {
        return visitor.visit_i64(number);
    }
    match text.parse::<f64>() {
        Ok(number) => visitor.visit_f64(number),
        Err(_) => visitor.visit_borrowed_str(text),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::decode::{form_text, json};

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "camelCase")]
    enum Way {
        In,
        OutBound,
    }

    fn form<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
        let params = form_text(text.as_bytes()).expect("the tests send proper forms");
        params.get("x").expect("the form has x").decode()
    }

    #[test]
    fn plain_types_are_read_from_text_and_from_json() {
        assert_eq!(form("x=+12"), Ok(12_u8));
        assert_eq!(form("x=-1.5"), Ok(-1.5_f64));
        assert_eq!(form("x=Yes"), Ok(true));
        assert_eq!(form("x="), Ok(String::new()));
        assert_eq!(form("x=outBound"), Ok(Way::OutBound));
        let params = json(br#"{"s": 12, "t": true, "n": null, "b": 0, "m": 1.50}"#).unwrap();
        assert_eq!(params.get("s").unwrap().decode(), Ok("12".to_owned()));
        assert_eq!(params.get("t").unwrap().decode(), Ok("true".to_owned()));
        assert_eq!(params.get("n").unwrap().decode(), Ok(None::<String>));
        assert_eq!(params.get("b").unwrap().decode(), Ok(false));
        assert_eq!(params.get("m").unwrap().decode(), Ok(1.5_f64));
    }

    #[test]
    fn lists_and_maps_are_read_from_each_other() {
        assert_eq!(form("x=a,b"), Ok(vec!["a,b".to_owned()]));
        assert_eq!(form("x="), Ok(Vec::<String>::new()));
        assert_eq!(form("x[7]=b&x[3]=a"), Ok(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(form("x[0]=5&x[1]=6"), Ok(BTreeMap::from([(0_u32, 5_u8), (1, 6)])));
        assert_eq!(form("x[7]=5"), Ok(BTreeMap::from([(7_u32, 5_u8)])));
        assert_eq!(form("x[a]=5"), Ok(BTreeMap::from([("a".to_owned(), 5_u8)])));
        assert_eq!(form("x[]=1&x[]=2"), Ok((1_u8, 2_u8)));
    }

    #[test]
    fn what_cannot_be_read_is_said_with_its_path() {
        let whole = "a whole number from 0 to 255".to_owned();
        let at = |field| DecodeError::new(field, Problem::Unreadable { expected: whole.clone() });
        assert_eq!(form::<u8>("x=256"), Err(at("")));
        assert_eq!(form::<Vec<u8>>("x=256"), Err(at("")));
        assert_eq!(form::<Vec<u8>>("x[]=1&x[]=b"), Err(at("1")));
        assert_eq!(form::<Vec<u8>>("x[7]=b"), Err(at("7")));
        assert_eq!(form::<f64>("x=NaN"), Err(DecodeError::unreadable("a number")));
        let allowed = vec!["in".to_owned(), "outBound".to_owned()];
        let unknown = DecodeError::nameless(Problem::Unknown { allowed });
        assert_eq!(form::<Way>("x=up"), Err(unknown.clone()));
        assert_eq!(form::<Way>("x[]=in"), Err(unknown));
        assert_eq!(form::<String>("x[]=a"), Err(DecodeError::unreadable("text")));
    }
}
