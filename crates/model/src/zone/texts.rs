//! Character strings, as they stand in TXT records (RFC 1035 §3.3.14 and §5.1).

/// Bytes of one character string at most.
const LONGEST: usize = 255;

/// The character strings of a value, each behind its length; none when quotes do not close, or
/// something stands between them. What is not quoted is one text; long ones are split.
pub(super) fn wire(content: &str) -> Option<Vec<u8>> {
    let strings =
        if content.starts_with('"') { quoted(content)? } else { vec![content.as_bytes().to_vec()] };
    let mut wire = Vec::with_capacity(content.len() + 2);
    for string in &strings {
        if string.is_empty() {
            wire.push(0);
        }
        for piece in string.chunks(LONGEST) {
            wire.push(u8::try_from(piece.len()).ok()?);
            wire.extend_from_slice(piece);
        }
    }
    u16::try_from(wire.len()).ok().map(|_| wire)
}

/// The strings of a text that consists of quoted ones, with blanks between them or not. `\` stands in
/// front of a sign that is meant as such, or of three digits (RFC 1035 §5.1).
pub(super) fn quoted(text: &str) -> Option<Vec<Vec<u8>>> {
    let mut bytes = text.bytes();
    let mut strings = Vec::new();
    while let Some(byte) = bytes.by_ref().find(|byte| *byte != b' ') {
        if byte != b'"' {
            return None;
        }
        strings.push(until_quote(&mut bytes)?);
    }
    (!strings.is_empty()).then_some(strings)
}

fn until_quote(bytes: &mut impl Iterator<Item = u8>) -> Option<Vec<u8>> {
    let mut string = Vec::new();
    loop {
        let byte = match bytes.next()? {
            b'"' => return Some(string),
            b'\\' => match bytes.next()? {
                digit if digit.is_ascii_digit() => {
                    let digits = [digit, bytes.next()?, bytes.next()?];
                    std::str::from_utf8(&digits).ok()?.parse().ok()?
                }
                sign => sign,
            },
            byte => byte,
        };
        string.push(byte);
    }
}
