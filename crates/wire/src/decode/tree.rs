//! The ordered tree of parameters that every kind of request becomes before it is decoded.

use serde::{Serialize, de::DeserializeOwned};
use std::collections::HashSet;
use std::fmt;

use super::{DecodeError, forgiving, reader::Reader};

/// Entries up to which a plain search beats building an index.
pub(super) const FEW: usize = 16;

/// One parameter, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// JSON's null.
    Null,
    /// JSON's true and false.
    Bool(bool),
    /// A JSON number, as it is written.
    Number(String),
    /// Text: all that forms know.
    Text(String),
    /// Parts in order.
    List(Vec<Node>),
    /// Named parts, in the order they were sent; each name once.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// What `value` serialises to, in the order of its fields.
    ///
    /// # Errors
    /// When `value` cannot be written as JSON.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        let written = serde_json::to_vec(value)?;
        serde_json::from_slice(&written)
    }

    /// Reads the tree as a `T`, as leniently as a request.
    ///
    /// # Errors
    /// When a part is missing or unreadable; its path is named.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        T::deserialize(Reader::new(self)).or_else(|error| forgiving::second_look(self, error))
    }

    /// The part called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Map(entries) = self else {
            return None;
        };
        entries.iter().find(|(key, _)| key == name).map(|(_, node)| node)
    }

    /// The text of a leaf that is text or a number.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::Null | Self::Bool(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// Whether it says nothing: empty text.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// The parameters of a call: query, body and path together.
#[derive(Clone, PartialEq, Eq)]
pub struct Params {
    root: Node,
}

/// Names only: values may be secret.
impl fmt::Debug for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}

impl Default for Params {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Params {
    /// Parameters in order; of a repeated name the last one counts.
    #[must_use]
    pub fn new(entries: Vec<(String, Node)>) -> Self {
        Self { root: Node::Map(last_of_each(entries)) }
    }

    /// Parameters whose names are known to be distinct.
    pub(super) fn distinct(entries: Vec<(String, Node)>) -> Self {
        Self { root: Node::Map(entries) }
    }

    /// Reads the parameters as the request type `T`.
    ///
    /// # Errors
    /// When a parameter is missing or unreadable; its path is named.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        self.root.decode()
    }

    /// The parameter called `name`, whatever its form.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.root.get(name)
    }

    /// The text of the parameter called `name`.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Node::text)
    }

    /// The parameters in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.entries().iter().map(|(name, node)| (name.as_str(), node))
    }

    /// The parameters that have parts of their own: the elements of a bulk call, under their keys.
    pub(crate) fn elements(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.iter().filter(|(_, node)| matches!(node, Node::Map(_) | Node::List(_)))
    }

    /// The parts of an element as parameters; those of a list are named 0, 1, 2 and so on.
    pub(crate) fn of_element(element: &Node) -> Self {
        match element {
            Node::Map(entries) => Self::distinct(entries.clone()),
            Node::List(items) => Self::counted(items.clone()),
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) => Self::default(),
        }
    }

    /// Parameters named 0, 1, 2 and so on.
    pub(super) fn counted(items: Vec<Node>) -> Self {
        let names = (0..).map(|number: u32| number.to_string());
        Self::distinct(names.zip(items).collect())
    }

    /// Whether nothing was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    /// Sets the parameter called `name`; what it was before is lost.
    pub fn set(&mut self, name: &str, value: Node) {
        let Node::Map(entries) = &mut self.root else {
            return;
        };
        match entries.iter_mut().find(|(known, _)| known == name) {
            Some((_, node)) => *node = value,
            None => entries.push((name.to_owned(), value)),
        }
    }

    /// Sets the parameter called `name` to a text, unless it was sent and says something.
    pub fn set_default(&mut self, name: &str, text: &str) {
        if self.get(name).is_none_or(|sent| *sent == Node::Null || sent.is_blank()) {
            self.set(name, Node::Text(text.to_owned()));
        }
    }

    /// Takes the parameter called `name` away.
    pub fn remove(&mut self, name: &str) -> Option<Node> {
        let Node::Map(entries) = &mut self.root else {
            return None;
        };
        let at = entries.iter().position(|(known, _)| known == name)?;
        Some(entries.remove(at).1)
    }

    /// Adds `winner`'s parameters; where both have a name, `winner`'s counts.
    #[must_use]
    pub(crate) fn overlaid_by(self, winner: Self) -> Self {
        if self.is_empty() {
            return winner;
        }
        if winner.is_empty() {
            return self;
        }
        let mut entries = self.into_entries();
        entries.extend(winner.into_entries());
        Self::new(entries)
    }

    fn entries(&self) -> &[(String, Node)] {
        match &self.root {
            Node::Map(entries) => entries,
            _ => &[],
        }
    }

    fn into_entries(self) -> Vec<(String, Node)> {
        match self.root {
            Node::Map(entries) => entries,
            _ => Vec::new(),
        }
    }
}

/// Keeps the last entry of each name.
pub(crate) fn last_of_each(mut entries: Vec<(String, Node)>) -> Vec<(String, Node)> {
    if entries.len() <= FEW {
        let mut at = 0;
        while at < entries.len() {
            if entries[at + 1..].iter().any(|(later, _)| *later == entries[at].0) {
                entries.remove(at);
            } else {
                at += 1;
            }
        }
        return entries;
    }
    let mut seen = HashSet::with_capacity(entries.len());
    let mut kept: Vec<bool> =
        entries.iter().rev().map(|(name, _)| seen.insert(name.clone())).collect();
    entries.retain(|_| kept.pop().expect("one mark was made for each entry"));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, value: &str) -> (String, Node) {
        (name.to_owned(), Node::Text(value.to_owned()))
    }

    #[test]
    fn the_last_of_a_repeated_name_counts_in_short_and_long_requests() {
        let short = Params::new(vec![text("a", "1"), text("b", "2"), text("a", "3")]);
        assert_eq!(short.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(short.text("a"), Some("3"));

        let mut many: Vec<_> = (0..100).map(|n| text(&format!("p{n}"), "old")).collect();
        many.extend((50..150).map(|n| text(&format!("p{n}"), "new")));
        let long = Params::new(many);
        assert_eq!(long.iter().count(), 150);
        assert_eq!(long.text("p49"), Some("old"));
        assert_eq!(long.text("p50"), Some("new"));
    }

    #[test]
    fn what_lies_on_top_wins() {
        let query = Params::new(vec![text("sld", "query"), text("page", "2")]);
        let body = Params::new(vec![text("sld", "body")]);
        let both = query.overlaid_by(body);
        assert_eq!((both.text("sld"), both.text("page")), (Some("body"), Some("2")));
    }

    #[test]
    fn serialising_keeps_the_order_of_fields() {
        #[derive(Serialize)]
        struct Odd {
            zebra: u8,
            apple: Option<&'static str>,
        }
        let node = Node::of(&Odd { zebra: 1, apple: None }).unwrap();
        let expected =
            vec![("zebra".to_owned(), Node::Number("1".into())), ("apple".to_owned(), Node::Null)];
        assert_eq!(node, Node::Map(expected));
    }
}
