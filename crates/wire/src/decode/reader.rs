//! A serde deserializer over the tree: lenient about how a value is written, exact about its path.

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor, value::StrDeserializer,
};
use serde::forward_to_deserialize_any;

use super::{DecodeError, Node, Problem, form::index};

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
    let is = |words: [&str; 4]| {
        words
            .iter()
            .any(|word| text.trim().eq_ignore_ascii_case(word))
    };
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
        deserialize_f32 visit_f32 f32, "a number";
        deserialize_f64 visit_f64 f64, "a number";
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
        match self.node {
            Node::Null => Err(DecodeError::nameless(Problem::Missing)),
            Node::List(items) => visitor.visit_seq(Items {
                items: items.iter(),
                at: 0,
            }),
            Node::Map(entries) => match numbered(entries) {
                Some(items) => visitor.visit_seq(Entries {
                    items: items.into_iter(),
                }),
                None => visitor.visit_seq(Items {
                    items: std::slice::from_ref(self.node).iter(),
                    at: 0,
                }),
            },
            // One value is a list of one, but a blank is a list of none.
            Node::Text(text) if text.is_empty() => visitor.visit_seq(Items {
                items: [].iter(),
                at: 0,
            }),
            Node::Text(_) | Node::Number(_) | Node::Bool(_) => visitor.visit_seq(Items {
                items: std::slice::from_ref(self.node).iter(),
                at: 0,
            }),
        }
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
            Node::Map(entries) => visitor.visit_map(Parts::Named {
                left: entries,
                value: None,
            }),
            Node::List(items) => visitor.visit_map(Parts::Counted { left: items, at: 0 }),
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
        let text = self
            .text(&expected())
            .map_err(|error| match error.problem {
                Problem::Unreadable { .. } => serde::de::Error::unknown_variant("", choices),
                _ => error,
            })?;
        visitor.visit_enum(Choice { text })
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

/// The entries of a map whose names are all numbers, in the order of these numbers.
fn numbered(entries: &[(String, Node)]) -> Option<Vec<(u32, &Node)>> {
    let numbered = entries
        .iter()
        .map(|(name, node)| Some((index(name)?, node)));
    let mut numbered: Vec<_> = numbered.collect::<Option<_>>()?;
    numbered.sort_by_key(|&(number, _)| number);
    Some(numbered)
}

struct Items<'de> {
    items: std::slice::Iter<'de, Node>,
    at: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DecodeError> {
        let Some(node) = self.items.next() else {
            return Ok(None);
        };
        let at = self.at;
        self.at += 1;
        seed.deserialize(Reader { node })
            .map(Some)
            .map_err(|error| error.under(&at))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Entries<'de> {
    items: std::vec::IntoIter<(u32, &'de Node)>,
}

impl<'de> SeqAccess<'de> for Entries<'de> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DecodeError> {
        let Some((at, node)) = self.items.next() else {
            return Ok(None);
        };
        seed.deserialize(Reader { node })
            .map(Some)
            .map_err(|error| error.under(&at))
    }
}

/// The parts of a map; a list counts as a map from 0, 1, 2 and so on.
enum Parts<'de> {
    Named {
        left: &'de [(String, Node)],
        value: Option<&'de (String, Node)>,
    },
    Counted {
        left: &'de [Node],
        at: usize,
    },
}

impl<'de> MapAccess<'de> for Parts<'de> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, DecodeError> {
        match self {
            Self::Named { left, value } => {
                let Some((entry, rest)) = left.split_first() else {
                    return Ok(None);
                };
                (*left, *value) = (rest, Some(entry));
                seed.deserialize(Name { text: &entry.0 }).map(Some)
            }
            Self::Counted { left: [], .. } => Ok(None),
            Self::Counted { at, .. } => seed
                .deserialize(at.to_string().into_deserializer())
                .map(Some),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, DecodeError> {
        match self {
            Self::Named { value, .. } => {
                let (name, node) = value.take().expect("serde asks for a value after its key");
                seed.deserialize(Reader { node })
                    .map_err(|error| error.under(name))
            }
            Self::Counted { left, at } => {
                let (node, rest) = left
                    .split_first()
                    .expect("serde asks for a value after its key");
                let place = *at;
                (*left, *at) = (rest, place + 1);
                seed.deserialize(Reader { node })
                    .map_err(|error| error.under(&place))
            }
        }
    }
}

/// The name of a part; maps from numbers read it as a number.
struct Name<'de> {
    text: &'de str,
}

macro_rules! numeric_names {
    ($($method:ident $visit:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            let number = self.text.parse();
            visitor.$visit(number.map_err(|_| DecodeError::unreadable("numbered"))?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_borrowed_str(self.text)
    }

    numeric_names! {
        deserialize_u8 visit_u8;
        deserialize_u16 visit_u16;
        deserialize_u32 visit_u32;
        deserialize_u64 visit_u64;
        deserialize_i32 visit_i32;
        deserialize_i64 visit_i64;
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_enum(Choice { text: self.text })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i128 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}

/// A choice that is named by text.
struct Choice<'de> {
    text: &'de str,
}

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self), DecodeError> {
        let name: StrDeserializer<'_, DecodeError> = self.text.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'de> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, DecodeError> {
        Err(DecodeError::unreadable("a plain choice"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, DecodeError> {
        Err(DecodeError::unreadable("a plain choice"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, DecodeError> {
        Err(DecodeError::unreadable("a plain choice"))
    }
}
