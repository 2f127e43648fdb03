//! The paths that a Rust source names, such as `store::Tx` or each leaf of a `use`. Reads tokens, not
//! syntax trees: comments and literals are passed over, macros are read as they stand.

use std::path::{Path, PathBuf};

use crate::Result;

/// A path and the line it begins on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its segments; a leading `::` is not one.
    pub segments: Vec<String>,
    /// Counted from 1.
    pub line: usize,
}

/// The Rust files below a folder, in order.
pub fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Every path of two segments or more, and every leaf of a `use` or `extern crate`.
pub fn paths(text: &str) -> Vec<Named> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let before = at.checked_sub(1).map(|before| tokens[before].text);
        let begins = tokens[at].is_word() && !matches!(before, Some("::" | "."));
        at = match tokens[at].text {
            "use" if tokens.get(at + 1).is_some_and(|next| next.text != "<") => {
                use_tree(&tokens, at + 1, &[], &mut found)
            }
            "crate" if before == Some("extern") => use_tree(&tokens, at + 1, &[], &mut found),
            _ if begins => plain(&tokens, at, &mut found),
            _ => at + 1,
        };
    }
    found
}

/// The modules that a source declares: a path that begins with one of them stays within its crate.
pub fn modules(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let named = tokens.windows(2).filter(|pair| pair[0].text == "mod" && pair[1].is_word());
    named.map(|pair| pair[1].text.to_owned()).collect()
}

/// Reads one path outside a `use`; gives the place after it.
fn plain(tokens: &[Token<'_>], start: usize, found: &mut Vec<Named>) -> usize {
    let mut segments = vec![tokens[start].text.to_owned()];
    let mut at = start + 1;
    while at + 1 < tokens.len() && tokens[at].text == "::" && tokens[at + 1].is_word() {
        segments.push(tokens[at + 1].text.to_owned());
        at += 2;
    }
    if segments.len() > 1 {
        found.push(Named { segments, line: tokens[start].line });
    }
    at
}

/// Reads a tree of a `use` below `prefix`; gives the place of what ends it: `,`, `}` or `;`.
fn use_tree(
    tokens: &[Token<'_>],
    start: usize,
    prefix: &[String],
    found: &mut Vec<Named>,
) -> usize {
    let mut segments = prefix.to_vec();
    let mut at = start;
    while at < tokens.len() {
        match tokens[at].text {
            "::" => at += 1,
            "as" => at += 2,
            "{" => {
                while at < tokens.len() && tokens[at].text != "}" {
                    at = use_tree(tokens, at + 1, &segments, found);
                }
                return at + 1;
            }
            "," | "}" | ";" => break,
            word => {
                segments.push(word.to_owned());
                at += 1;
            }
        }
    }
    if segments.len() > prefix.len() {
        let line = tokens.get(start).map_or(0, |token| token.line);
        found.push(Named { segments, line });
    }
    at
}

/// A word, `::`, or a single sign.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    line: usize,
}

impl Token<'_> {
    fn is_word(&self) -> bool {
        self.text.starts_with(|sign: char| sign.is_alphabetic() || sign == '_')
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (length, counts) = next_token(rest, first);
        if counts {
            tokens.push(Token { text: &rest[..length], line });
        }
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// How long the next token is, and whether it counts; spaces, comments and literals do not.
fn next_token(rest: &str, first: char) -> (usize, bool) {
    let word = |text: &str| text.find(|sign: char| !sign.is_alphanumeric() && sign != '_');
    let whole = rest.len();
    if first.is_whitespace() {
        return (rest.find(|sign: char| !sign.is_whitespace()).unwrap_or(whole), false);
    }
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(whole), false);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), false);
    }
    if let Some(length) = literal(rest) {
        return (length, false);
    }
    if first == '\'' {
        // A lifetime: what was a character is a literal above.
        return (1 + word(&rest[1..]).unwrap_or(whole - 1), false);
    }
    if let Some(raw) = rest.strip_prefix("r#") {
        return (word(raw).map_or(whole, |length| 2 + length), true);
    }
    if first.is_alphanumeric() || first == '_' {
        return (word(rest).unwrap_or(whole), true);
    }
    if rest.starts_with("::") {
        return (2, true);
    }
    (first.len_utf8(), true)
}

/// Block comments nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of a string or character literal at the start, with its prefix.
fn literal(text: &str) -> Option<usize> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        let after = text.strip_prefix(prefix);
        after.is_some_and(|after| {
            after.starts_with(['"', '\'']) || prefix.ends_with('r') && is_raw(after)
        })
    })?;
    let body = &text[prefix.len()..];
    if prefix.ends_with('r') {
        let signs = body.bytes().take_while(|byte| *byte == b'#').count();
        let end = format!("\"{}", "#".repeat(signs));
        let length = body[signs + 1..].find(&end)?;
        return Some(prefix.len() + signs + 1 + length + end.len());
    }
    let quote = body.chars().next()?;
    if quote == '\'' && !is_character(body) {
        return None;
    }
    let mut escaped = false;
    for (at, sign) in body.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if sign == quote => return Some(prefix.len() + at + 1),
            _ => {}
        }
    }
    Some(text.len())
}

/// `#"…"#` behind an `r`; `r#type` is a word.
fn is_raw(text: &str) -> bool {
    text.trim_start_matches('#').starts_with('"')
}

/// `'a'` and `'\n'`, but not the lifetime `'a`.
fn is_character(text: &str) -> bool {
    let mut signs = text.chars().skip(1);
    match signs.next() {
        Some('\\') => true,
        Some(_) => signs.next() == Some('\''),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        paths(text).into_iter().map(|named| named.segments.join("::")).collect()
    }

    #[test]
    fn every_leaf_of_a_use_is_named() {
        assert_eq!(
            named("use std::{fs, io::{self, Read as _}}; pub(crate) use ::store::Tx;"),
            ["std::fs", "std::io::self", "std::io::Read", "store::Tx"]
        );
        assert_eq!(
            named("use {model::Error, store::*}; extern crate app;"),
            ["model::Error", "store::*", "app"]
        );
    }

    #[test]
    fn paths_in_code_are_named_where_they_begin() {
        assert_eq!(
            named("fn f<'a>(tx: &'a mut store::Tx<'a>) { x.store::<u8>(); Vec::<wire::A>::new() }"),
            ["store::Tx", "wire::A"]
        );
        assert_eq!(
            named("fn g() -> impl Sized + use<'_> { crate::store::r#type('s', b'\\'') }"),
            ["crate::store::r#type"]
        );
    }

    #[test]
    fn comments_and_literals_name_nothing() {
        let text = "// store::a\n/* store::b /* store::c */ */ \"store::d \\\" store::e\"\n\
                    r#\"store::f \" \"# 'x' '\\'' b\"store::g\"";
        assert_eq!(named(text), [""; 0]);
        assert_eq!(paths("\n\n  app::x")[0].line, 3);
    }

    #[test]
    fn modules_are_found_where_they_are_declared() {
        assert_eq!(
            modules("pub mod dns; mod a { mod b {} } // mod c;\nlet x = \"mod d\";"),
            ["dns", "a", "b"]
        );
    }
}
