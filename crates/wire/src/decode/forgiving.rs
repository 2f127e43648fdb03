//! The second look at parameters that did not fit. It only runs when the first one failed.
//!
//! Old forms send every field, blank when not filled in. A blank that cannot be read counts as left
//! out; so an optional number is none, and a required one is said to be missing.

use serde::de::{Deserialize, DeserializeOwned};

use super::{DecodeError, Node, Problem, Reader, limits};

/// Reads `root` again without the blanks that stand in the way.
pub(super) fn second_look<T: DeserializeOwned>(
    root: &Node,
    mut error: DecodeError,
) -> Result<T, DecodeError> {
    let mut tree = root.clone();
    for _ in 0..limits::BLANKS {
        if lacks_a_name(&tree, &error)
            && let Some(name) = culprit::<T>(&mut tree, &error)
        {
            error = error.under(&name);
        }
        if error.problem == Problem::Missing || !remove_blank(&mut tree, &error.field) {
            return Err(error);
        }
        match T::deserialize(Reader::new(&tree)) {
            Ok(value) => return Ok(value),
            Err(next) => error = next,
        }
    }
    Err(error)
}

/// Whether `error` is about a parameter that it does not name; it may name a place within it.
fn lacks_a_name(tree: &Node, error: &DecodeError) -> bool {
    let is_sent = |name: &str| starts(&error.field, name);
    let Node::Map(entries) = tree else { return error.field.is_empty() };
    let named = error.problem == Problem::Missing || entries.iter().any(|(name, _)| is_sent(name));
    error.field.is_empty() || !named
}

/// The parameter that `error` is about.
///
/// serde loses the names of fields inside flattened structs. So each parameter is taken away in
/// turn: without the culprit the error is another one, or none.
fn culprit<T: for<'de> Deserialize<'de>>(tree: &mut Node, error: &DecodeError) -> Option<String> {
    let names: Vec<String> = match tree {
        Node::Map(entries) if entries.len() <= limits::SUSPECTS => {
            entries.iter().map(|(name, _)| name.clone()).collect()
        }
        _ => return None,
    };
    let mut needed = Vec::new();
    for (at, name) in names.into_iter().enumerate() {
        match error_with::<T>(tree, at, Node::Null) {
            Some(other) if other == *error => {}
            Some(other) if other == DecodeError::new(&name, Problem::Missing) => {
                needed.push((at, name))
            }
            _ => return Some(name),
        }
    }
    // What is needed is missed when it is gone, culprit or not; but only a culprit stays nameless
    // when it is made worse.
    let worse = Node::Map(vec![("?".to_owned(), Node::Map(Vec::new()))]);
    let mut nameless = needed.into_iter().filter(|&(at, _)| {
        error_with::<T>(tree, at, worse.clone()).is_some_and(|error| error.field.is_empty())
    });
    nameless.next().map(|(_, name)| name)
}

/// The error when the parameter at `at` is another; without it when the other is null.
fn error_with<T: for<'de> Deserialize<'de>>(
    tree: &mut Node,
    at: usize,
    other: Node,
) -> Option<DecodeError> {
    let Node::Map(entries) = tree else {
        return None;
    };
    let (name, node) = entries.remove(at);
    if other != Node::Null {
        entries.insert(at, (name.clone(), other.clone()));
    }
    let error = T::deserialize(Reader::new(tree)).err();
    let Node::Map(entries) = tree else {
        return None;
    };
    if other != Node::Null {
        entries.remove(at);
    }
    entries.insert(at, (name, node));
    error
}

/// Removes the node at `path` when it is blank; tells whether it did.
fn remove_blank(tree: &mut Node, path: &str) -> bool {
    match tree {
        Node::Map(entries) => {
            let found = entries.iter().position(|(name, _)| starts(path, name));
            found.is_some_and(|at| {
                let (name, node) = &mut entries[at];
                if path.len() > name.len() {
                    return remove_blank(node, &path[name.len() + 1..]);
                }
                let blank = node.is_blank();
                if blank {
                    entries.remove(at);
                }
                blank
            })
        }
        Node::List(items) => {
            let (first, rest) = path.split_once('.').unwrap_or((path, ""));
            let Some(at) = first.parse().ok().filter(|&at: &usize| at < items.len()) else {
                return false;
            };
            if !rest.is_empty() {
                return remove_blank(&mut items[at], rest);
            }
            let blank = items[at].is_blank();
            if blank {
                items.remove(at);
            }
            blank
        }
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) => false,
    }
}

/// Whether `path` is `name` or goes on below it.
fn starts(path: &str, name: &str) -> bool {
    path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::super::form_text;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Inner {
        ttl: Option<crate::Loose<u32>>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Outer {
        name: String,
        period: Option<u8>,
        #[serde(default)]
        rows: Vec<Inner>,
        #[serde(flatten)]
        inner: Inner,
        #[serde(flatten)]
        strict: Strict,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Strict {
        must: crate::Loose<u8>,
        #[serde(default)]
        many: Many,
    }

    /// Numbers that say which of them cannot be read.
    #[derive(Debug, Default, PartialEq)]
    struct Many(Vec<crate::Loose<u8>>);

    impl<'de> Deserialize<'de> for Many {
        fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let read = Node::deserialize(from)?.decode();
            read.map(Self).map_err(serde::de::Error::custom)
        }
    }

    fn read(input: &str) -> Result<Outer, DecodeError> {
        form_text(input.as_bytes()).expect("the tests send proper forms").decode()
    }

    #[test]
    fn blanks_count_as_left_out_where_they_cannot_be_read() {
        let read = read("must=1&name=&period=&ttl=&rows[0][ttl]=&rows[1][ttl]=5").unwrap();
        assert_eq!((read.name.as_str(), read.period, read.inner.ttl), ("", None, None));
        assert_eq!(read.rows[0].ttl, None);
        assert_eq!(read.rows[1].ttl.map(|ttl| ttl.0), Some(5));
    }

    #[test]
    fn a_field_inside_a_flattened_struct_is_named() {
        let error = read("name=x&must=1&other=y&ttl=soon").unwrap_err();
        assert_eq!(error.field, "ttl");
        let error = read("name=x&must=1x&ttl=5").unwrap_err();
        assert_eq!(error.field, "must");
        let error = read("name=x&must=1&rows[3][ttl]=soon").unwrap_err();
        assert_eq!(error.field, "rows.3.ttl");
        let error = read("name=x&must=1&many[0]=1&many[1]=x").unwrap_err();
        assert_eq!(error.field, "many.1");
    }
}
