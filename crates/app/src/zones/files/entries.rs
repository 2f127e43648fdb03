//! What stands in a file, line by line: words, with parentheses, comments and quotation marks
//! understood (RFC 1035 §5.1). What the words mean is not known here.

use super::fault::{Fault, Refusal};

/// Words of one entry.
const MOST_WORDS: usize = 4_096;

/// An entry: one line, or several within parentheses.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// The line that it begins at.
    pub line: u32,
    /// Whether it begins with a blank: it has the owner of the one before.
    pub indented: bool,
    /// As they were written, with quotation marks and escapes.
    pub words: Vec<&'a str>,
}

/// The entries of a file, and its comments that begin a line with `;!`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Item<'a> {
    /// An entry.
    Entry(Entry<'a>),
    /// A remark: its line, and what stands behind the sign.
    Remark(u32, &'a str),
}

/// Reads a file entry by entry.
pub(super) struct Entries<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Entries<'a> {
    pub const fn of(text: &'a str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The next item; none at the end.
    pub fn next(&mut self) -> Result<Option<Item<'a>>, Refusal> {
        while let Some(first) = self.peek() {
            if first == b';' {
                let line = self.line;
                let comment = self.rest_of_line();
                if let Some(remark) = comment.strip_prefix(";!") {
                    return Ok(Some(Item::Remark(line, remark.trim())));
                }
                continue;
            }
            let entry = self.entry(first)?;
            if !entry.words.is_empty() {
                return Ok(Some(Item::Entry(entry)));
            }
        }
        Ok(None)
    }

    fn entry(&mut self, first: u8) -> Result<Entry<'a>, Refusal> {
        let indented = first.is_ascii_whitespace();
        let mut entry = Entry { line: self.line, indented, words: Vec::new() };
        let mut depth = 0u32;
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => {
                    self.step();
                    if depth == 0 {
                        return Ok(entry);
                    }
                }
                b' ' | b'\t' | b'\r' => self.step(),
                b';' => drop(self.comment()),
                b'(' => {
                    depth += 1;
                    self.step();
                }
                b')' => {
                    let less = depth.checked_sub(1);
                    depth = less.ok_or(Refusal::at(self.line, Fault::Unbalanced))?;
                    self.step();
                }
                _ if entry.words.len() == MOST_WORDS => {
                    return Err(Refusal::at(entry.line, Fault::TooManyWords(MOST_WORDS)));
                }
                _ => entry.words.push(self.word()?),
            }
        }
        if depth > 0 {
            return Err(Refusal::at(entry.line, Fault::Unbalanced));
        }
        Ok(entry)
    }

    /// A word; quotation marks keep blanks and signs together that end a word otherwise.
    fn word(&mut self) -> Result<&'a str, Refusal> {
        let (begin, mut quoted) = (self.at, false);
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => break,
                b'"' => quoted = !quoted,
                // What is escaped is part of the word, unless the line ends there.
                b'\\'
                    if self.text.as_bytes().get(self.at + 1).is_some_and(|next| *next != b'\n') =>
                {
                    self.at += 1;
                }
                b' ' | b'\t' | b'\r' | b';' | b'(' | b')' if !quoted => break,
                _ => {}
            }
            self.at += 1;
        }
        if quoted {
            return Err(Refusal::at(self.line, Fault::Unbalanced));
        }
        // An escape may have stepped into a character of several bytes.
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        Ok(&self.text[begin..self.at])
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        self.line = self.line.saturating_add(u32::from(self.peek() == Some(b'\n')));
        self.at += 1;
    }

    /// What is left of the line, without its end.
    fn comment(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let comment = rest.split('\n').next().unwrap_or_default();
        self.at += comment.len();
        comment
    }

    /// The same, and its end is passed.
    fn rest_of_line(&mut self) -> &'a str {
        let comment = self.comment();
        if self.peek().is_some() {
            self.step();
        }
        comment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<Vec<Item<'_>>, Refusal> {
        let (mut entries, mut items) = (Entries::of(text), Vec::new());
        while let Some(item) = entries.next()? {
            items.push(item);
        }
        Ok(items)
    }

    fn entry<'a>(line: u32, indented: bool, words: &[&'a str]) -> Item<'a> {
        Item::Entry(Entry { line, indented, words: words.to_vec() })
    }

    #[test]
    fn entries_may_have_several_lines_and_comments_anywhere() {
        let text = "; shoes\n\n@ IN SOA ns1 host ( ; begin\r\n 1 ; serial\n 2 (3) )\n  TXT \"a;b (c\" d\\;e\n;! web @\n \n www A 1";
        assert_eq!(
            all(text).unwrap(),
            [
                entry(3, false, &["@", "IN", "SOA", "ns1", "host", "1", "2", "3"]),
                entry(6, true, &["TXT", "\"a;b (c\"", "d\\;e"]),
                Item::Remark(7, "web @"),
                entry(9, true, &["www", "A", "1"]),
            ]
        );
    }

    #[test]
    fn what_is_not_closed_is_named_by_its_line() {
        for (text, line) in
            [("a\n( b", 2), ("a )", 1), ("\n\"a\nb\"", 2), ("x \"", 1), ("(((\n\n", 1)]
        {
            assert_eq!(all(text), Err(Refusal::at(line, Fault::Unbalanced)), "{text}");
        }
        for odd in ["\\", "a\\", "\\é", "\"\\\"\"", "é;é", "\\\n"] {
            assert!(all(odd).is_ok(), "{odd}");
        }
        let many = "a ".repeat(MOST_WORDS + 1);
        assert_eq!(all(&many), Err(Refusal::at(1, Fault::TooManyWords(MOST_WORDS))));
    }
}
