//! The inner parts of the reader: items of lists, entries of maps, and choices.

use std::borrow::Cow;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor, value::StrDeserializer,
};
use serde::forward_to_deserialize_any;

use super::form::index;
use super::{DecodeError, Node, reader::Reader};

/// The items of what is read as a list.
pub(super) enum Items<'de> {
    /// A list.
    Counted { items: std::slice::Iter<'de, Node>, at: u32 },
    /// A map whose names are all numbers.
    Numbered(std::vec::IntoIter<(u32, &'de Node)>),
    /// One value, or none, where a list may stand.
    Alone(Option<&'de Node>),
}

impl<'de> Items<'de> {
    pub(super) fn counted(items: &'de [Node]) -> Self {
        Self::Counted { items: items.iter(), at: 0 }
    }

    /// The entries in the order of their numbers; none when a name is no number.
    pub(super) fn numbered(entries: &'de [(String, Node)]) -> Option<Self> {
        let items = entries.iter().map(|(name, node)| Some((index(name)?, node)));
        let mut items: Vec<_> = items.collect::<Option<_>>()?;
        items.sort_by_key(|&(number, _)| number);
        Some(Self::Numbered(items.into_iter()))
    }

    /// The next item, with its number when the caller gave it one.
    fn next(&mut self) -> Option<(Option<u32>, &'de Node)> {
        match self {
            Self::Counted { items, at } => {
                let number = *at;
                *at = number.saturating_add(1);
                items.next().map(|node| (Some(number), node))
            }
            Self::Numbered(items) => items.next().map(|(number, node)| (Some(number), node)),
            Self::Alone(node) => node.take().map(|node| (None, node)),
        }
    }
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DecodeError> {
        let Some((number, node)) = self.next() else {
            return Ok(None);
        };
        seed.deserialize(Reader::new(node)).map(Some).map_err(|error| match number {
            Some(number) => error.under(&number),
            None => error,
        })
    }

    fn size_hint(&self) -> Option<usize> {
        match self {
            Self::Counted { items, .. } => Some(items.len()),
            Self::Numbered(items) => Some(items.len()),
            Self::Alone(node) => Some(usize::from(node.is_some())),
        }
    }
}

/// The parts of a map; a list counts as a map from 0, 1, 2 and so on.
pub(super) enum Parts<'de> {
    Named { left: &'de [(String, Node)], value: Option<&'de (String, Node)> },
    Counted { left: &'de [Node], at: usize },
}

impl<'de> Parts<'de> {
    pub(super) fn named(left: &'de [(String, Node)]) -> Self {
        Self::Named { left, value: None }
    }

    pub(super) fn counted(left: &'de [Node]) -> Self {
        Self::Counted { left, at: 0 }
    }
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
                let text = Cow::Borrowed(entry.0.as_str());
                seed.deserialize(Name { text }).map(Some)
            }
            Self::Counted { left: [], .. } => Ok(None),
            Self::Counted { at, .. } => {
                let text = Cow::Owned(at.to_string());
                seed.deserialize(Name { text }).map(Some)
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, DecodeError> {
        match self {
            Self::Named { value, .. } => {
                let (name, node) = value.take().expect("serde asks for a value after its key");
                seed.deserialize(Reader::new(node)).map_err(|error| error.under(name))
            }
            Self::Counted { left, at } => {
                let (node, rest) =
                    left.split_first().expect("serde asks for a value after its key");
                let place = *at;
                (*left, *at) = (rest, place + 1);
                seed.deserialize(Reader::new(node)).map_err(|error| error.under(&place))
            }
        }
    }
}

/// The name of a part; maps from numbers read it as a number.
struct Name<'de> {
    text: Cow<'de, str>,
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
        match self.text {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
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
        name: &'static str,
        choices: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.text.into_deserializer().deserialize_enum(name, choices, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i128 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}

/// A choice that is named by text.
pub(super) struct Choice<'de> {
    text: &'de str,
}

impl<'de> Choice<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self { text }
    }
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
