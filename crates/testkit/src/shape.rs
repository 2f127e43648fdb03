//! The shape of an answer as a list of calls says it: paths of keys with JSON types, in the order in
//! which they travel. `[]` is a level of a list.

#![expect(clippy::panic, reason = "what an answer must look like is asserted here")]

use std::collections::BTreeSet;

use wire::Node;

/// What an answer looks like.
pub struct Shape<'a> {
    root: Part,
    is_optional: &'a dyn Fn(&str) -> bool,
    is_nullable: &'a dyn Fn(&str) -> bool,
}

/// A part of an answer, with what is below it in order.
#[derive(Default)]
struct Part {
    kinds: String,
    below: Vec<(String, Self)>,
}

impl<'a> Shape<'a> {
    /// The shape with these keys, of which some are only there at times, or null at times.
    pub fn new(
        keys: &[(String, String)],
        is_optional: &'a dyn Fn(&str) -> bool,
        is_nullable: &'a dyn Fn(&str) -> bool,
    ) -> Self {
        Self { root: Part::of(keys), is_optional, is_nullable }
    }

    /// Asserts that an answer has all keys in their order with their types, and no others; tells which
    /// of them were seen.
    ///
    /// # Panics
    /// When it has not.
    #[must_use]
    pub fn seen_in(&self, node: &Node) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        match (node, self.root.below.is_empty()) {
            (Node::Map(entries), true) => assert!(entries.is_empty(), "{entries:?}"),
            _ => self.fits(node, &self.root, "", &mut seen),
        }
        seen
    }

    fn fits(&self, node: &Node, part: &Part, at: &str, seen: &mut BTreeSet<String>) {
        if part.below.is_empty() {
            let may_be_null = *node == Node::Null && (self.is_nullable)(at);
            assert!(may_be_null || is_of(node, &part.kinds), "{at} is {node:?}");
            seen.insert(at.to_owned());
            return;
        }
        match (node, part.place("[]")) {
            (Node::List(items), Some(place)) => {
                let item = &part.below[place].1;
                items.iter().for_each(|node| self.fits(node, item, &format!("{at}[]"), seen));
            }
            (Node::Map(entries), None) => self.entries(entries, part, at, seen),
            (other, _) => panic!("{at} is {other:?}"),
        }
    }

    fn entries(
        &self,
        entries: &[(String, Node)],
        part: &Part,
        at: &str,
        seen: &mut BTreeSet<String>,
    ) {
        let path = |step: &str| match at {
            "" => step.to_owned(),
            at => format!("{at}.{step}"),
        };
        let mut next = 0;
        for (key, node) in entries {
            let place = part.place(key).unwrap_or_else(|| panic!("{at} has {key}"));
            assert!(place >= next, "{at}: {key} is out of order");
            next = place + 1;
            self.fits(node, &part.below[place].1, &path(key), seen);
        }
        for (step, _) in &part.below {
            let is_there = entries.iter().any(|(key, _)| key == step);
            assert!(is_there || (self.is_optional)(&path(step)), "{at} has no {step}");
        }
    }
}

impl Part {
    fn of(keys: &[(String, String)]) -> Self {
        let mut root = Self::default();
        for (path, kinds) in keys {
            let mut here = &mut root;
            let path = path.replace("[]", ".[]");
            for step in path.split('.').filter(|step| !step.is_empty()) {
                let place = here.place(step).unwrap_or_else(|| {
                    here.below.push((step.to_owned(), Self::default()));
                    here.below.len() - 1
                });
                here = &mut here.below[place].1;
            }
            here.kinds.clone_from(kinds);
        }
        root
    }

    fn place(&self, step: &str) -> Option<usize> {
        self.below.iter().position(|(name, _)| name == step)
    }
}

/// Whether a value has one of some JSON types.
fn is_of(node: &Node, kinds: &str) -> bool {
    kinds.split('|').any(|kind| match kind {
        "string" => matches!(node, Node::Text(_)),
        "integer" => matches!(node, Node::Number(digits) if digits.parse::<i64>().is_ok()),
        "number" => matches!(node, Node::Number(_)),
        "boolean" => matches!(node, Node::Bool(_)),
        "array" => matches!(node, Node::List(_)),
        "object" => matches!(node, Node::Map(_)),
        "null" => matches!(node, Node::Null),
        unknown => panic!("there is no type {unknown}"),
    })
}
