//! JSON as PHP writes it: compact, with every slash and everything beyond ASCII escaped. Scripts that
//! look at such answers with `grep` expect it byte for byte.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes a value as `json_encode` would.
///
/// # Errors
/// When the value cannot be written as JSON.
pub(super) fn to_vec<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Vec<u8>> {
    let mut body = Vec::with_capacity(256);
    value.serialize(&mut Serializer::with_formatter(&mut body, Php))?;
    Ok(body)
}

struct Php;

impl Formatter for Php {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        let mut plain = 0;
        for (place, sign) in fragment.char_indices() {
            if sign != '/' && sign.is_ascii() {
                continue;
            }
            writer.write_all(&fragment.as_bytes()[plain..place])?;
            plain = place + sign.len_utf8();
            if sign == '/' {
                writer.write_all(b"\\/")?;
                continue;
            }
            for unit in sign.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        writer.write_all(&fragment.as_bytes()[plain..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_and_foreign_letters_are_escaped() {
        let written = to_vec(&["2026/11/1", "naïve", "a \"b\"\n", "🙂", ""]).unwrap();
        assert_eq!(
            String::from_utf8(written).unwrap(),
            r#"["2026\/11\/1","na\u00efve","a \"b\"\n","\ud83d\ude42",""]"#
        );
    }
}
