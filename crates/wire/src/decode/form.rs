//! Parameters out of query strings and urlencoded bodies, with PHP's bracket keys: `a[0][name]=x`.

use std::borrow::Cow;
use std::collections::HashMap;

use percent_encoding::percent_decode;

use super::{Malformed, Node, Params, limits, tree::FEW};

/// Reads a query string or an urlencoded body.
pub(crate) fn form_text(input: &[u8]) -> Result<Params, Malformed> {
    let mut form = Form::default();
    for pair in input.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty()) {
        let (key, value) = match pair.iter().position(|&byte| byte == b'=') {
            Some(at) => (&pair[..at], &pair[at + 1..]),
            None => (pair, &[][..]),
        };
        form.add(&unescape(key)?, unescape(value)?.into_owned())?;
    }
    Ok(form.finish())
}

/// Reads one segment of a path, where `+` means itself.
pub(crate) fn path_text(segment: &str) -> Result<String, Malformed> {
    checked(percent_decode(segment.as_bytes()).into()).map(Cow::into_owned)
}

fn unescape(input: &[u8]) -> Result<Cow<'_, str>, Malformed> {
    if !input.contains(&b'+') {
        return checked(percent_decode(input).into());
    }
    let spaced: Vec<u8> =
        input.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
    checked(percent_decode(&spaced).into()).map(|text| Cow::Owned(text.into_owned()))
}

/// Text that can be stored anywhere: UTF-8 without the character zero, which databases refuse.
fn checked(bytes: Cow<'_, [u8]>) -> Result<Cow<'_, str>, Malformed> {
    if bytes.contains(&0) {
        return Err(Malformed::Text);
    }
    match bytes {
        Cow::Borrowed(bytes) => {
            std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| Malformed::Text)
        }
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|_| Malformed::Text),
    }
}

/// Pairs on their way to a tree.
#[derive(Default)]
pub(super) struct Form {
    root: Branch,
    count: usize,
}

impl Form {
    /// Adds one pair, whose key may have brackets; what came before under the same key is replaced.
    pub(super) fn add(&mut self, key: &str, value: String) -> Result<(), Malformed> {
        self.count += 1;
        if self.count > limits::PARAMETERS {
            return Err(Malformed::TooMany);
        }
        let leaf = match brackets(key) {
            None => self.root.slot(key),
            Some((_, inner)) if inner.split("][").count() >= limits::DEPTH => {
                return Err(Malformed::TooDeep);
            }
            Some((name, inner)) => inner
                .split("][")
                .fold(self.root.slot(name), |slot, part| slot.branch().slot_or_next(part)),
        };
        *leaf = Growing::Leaf(value);
        Ok(())
    }

    pub(super) fn finish(self) -> Params {
        Params::distinct(self.root.into_entries())
    }
}

/// Splits `a[b][c]` into `a` and `b][c`; a key whose brackets do not pair is a name like any other.
fn brackets(key: &str) -> Option<(&str, &str)> {
    let (name, rest) = key.split_once('[')?;
    let inner = rest.strip_suffix(']')?;
    let paired = inner.split("][").all(|segment| !segment.contains(['[', ']']));
    (paired && !name.is_empty()).then_some((name, inner))
}

enum Growing {
    Leaf(String),
    Branch(Branch),
}

impl Growing {
    fn branch(&mut self) -> &mut Branch {
        if let Self::Leaf(_) = self {
            *self = Self::Branch(Branch::default());
        }
        match self {
            Self::Branch(branch) => branch,
            Self::Leaf(_) => unreachable!("a leaf was just replaced"),
        }
    }

    fn settle(self) -> Node {
        match self {
            Self::Leaf(text) => Node::Text(text),
            Self::Branch(branch) => branch.settle(),
        }
    }
}

/// A list or a map whose keys are still arriving.
#[derive(Default)]
struct Branch {
    entries: Vec<(String, Growing)>,
    /// Built once a plain search would be slow.
    index: Option<HashMap<String, usize>>,
    /// What `[]` means next.
    next: u32,
}

impl Branch {
    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).copied(),
            None => self.entries.iter().position(|(name, _)| name == key),
        }
    }

    fn slot_or_next(&mut self, segment: &str) -> &mut Growing {
        if segment.is_empty() {
            let next = self.next.to_string();
            return self.slot(&next);
        }
        self.slot(segment)
    }

    fn slot(&mut self, key: &str) -> &mut Growing {
        let at = self.position(key).unwrap_or_else(|| self.append(key));
        &mut self.entries[at].1
    }

    fn append(&mut self, key: &str) -> usize {
        let at = self.entries.len();
        if let Some(number) = index(key) {
            self.next = self.next.max(number + 1);
        }
        self.entries.push((key.to_owned(), Growing::Leaf(String::new())));
        if let Some(index) = &mut self.index {
            index.insert(key.to_owned(), at);
        } else if self.entries.len() > FEW {
            let names = self.entries.iter().map(|(name, _)| name.clone());
            self.index = Some(names.zip(0..).collect());
        }
        at
    }

    fn into_entries(self) -> Vec<(String, Node)> {
        self.entries.into_iter().map(|(name, growing)| (name, growing.settle())).collect()
    }

    /// A list when the keys are 0, 1, 2 and so on in any order; else a map in the order of arrival.
    fn settle(self) -> Node {
        let mut entries = self.into_entries();
        // Distinct indexes below the count are exactly 0, 1, 2 and so on.
        let dense = entries
            .iter()
            .all(|(name, _)| index(name).is_some_and(|number| (number as usize) < entries.len()));
        if !dense {
            return Node::Map(entries);
        }
        entries.sort_by_key(|(name, _)| index(name));
        Node::List(entries.into_iter().map(|(_, node)| node).collect())
    }
}

/// The number that `key` is as an index: digits, without a leading zero, and not absurdly large.
pub(crate) fn index(key: &str) -> Option<u32> {
    let digits = !key.is_empty() && key.len() <= 6 && key.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = digits && (key == "0" || !key.starts_with('0'));
    canonical.then(|| key.parse().ok()).flatten().filter(|&number| number <= limits::INDEX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(input: &str) -> Params {
        form_text(input.as_bytes()).unwrap()
    }

    fn texts(values: &[&str]) -> Node {
        Node::List(values.iter().map(|&value| Node::Text(value.to_owned())).collect())
    }

    #[test]
    fn plain_pairs_are_unescaped_and_the_last_of_a_name_counts() {
        let params = read("a=1&b=x+y%26z&a=2&empty=&bare&&bad=%zz");
        assert_eq!(params.text("a"), Some("2"));
        assert_eq!(params.text("b"), Some("x y&z"));
        assert_eq!((params.text("empty"), params.text("bare")), (Some(""), Some("")));
        assert_eq!(params.text("bad"), Some("%zz"));
    }

    #[test]
    fn brackets_make_lists_and_maps_raw_or_escaped() {
        for input in ["n[]=a&n[]=b", "n[0]=a&n[1]=b", "n[1]=b&n[0]=a", "n%5B0%5D=a&n%5b%5d=b"] {
            assert_eq!(read(input).get("n"), Some(&texts(&["a", "b"])), "{input}");
        }
        let record = read("r[0][name]=www&r[0][ttl]=60&r[1][name]=mail");
        let Some(Node::List(records)) = record.get("r") else { unreachable!("it is a list") };
        assert_eq!(records[0].get("ttl").and_then(Node::text), Some("60"));
        assert_eq!(records[1].get("name").and_then(Node::text), Some("mail"));
    }

    #[test]
    fn sparse_indexes_stay_names_and_cost_nothing() {
        let params = read("n[7]=a&n[4000000000]=b&n[]=c");
        let Some(Node::Map(entries)) = params.get("n") else { unreachable!("it is a map") };
        let names: Vec<_> = entries.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["7", "4000000000", "8"]);
    }

    #[test]
    fn a_later_form_of_a_name_replaces_the_earlier() {
        assert_eq!(read("a=1&a[]=2").get("a"), Some(&texts(&["2"])));
        assert_eq!(read("a[]=2&a=1").text("a"), Some("1"));
    }

    #[test]
    fn unpaired_brackets_are_part_of_the_name() {
        for key in ["a[", "a]", "[a]", "a[b]c", "a[b[c]]"] {
            assert_eq!(read(&format!("{key}=1")).text(key), Some("1"), "{key}");
        }
    }

    #[test]
    fn what_is_too_much_or_not_text_is_refused() {
        let deep = format!("a{}=1", "[x]".repeat(limits::DEPTH));
        assert_eq!(form_text(deep.as_bytes()), Err(Malformed::TooDeep));
        let many = "a[]=1&".repeat(limits::PARAMETERS + 1);
        assert_eq!(form_text(many.as_bytes()), Err(Malformed::TooMany));
        for input in [&b"a=%ff"[..], b"a=\xff", b"%ff=a", b"a=%00"] {
            assert_eq!(form_text(input), Err(Malformed::Text));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_readers_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = (form_text(&bytes), crate::decode::json(&bytes));
        }

        #[test]
        fn no_keys_make_the_reader_panic(text in r"[a0-9\[\]=&%B5D]{0,60}") {
            if let Ok(params) = form_text(text.as_bytes()) {
                let _ = params.decode::<std::collections::BTreeMap<String, Vec<String>>>();
            }
        }
    }
}
