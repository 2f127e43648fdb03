//! Substitutions of NAPTR records (RFC 3402 §3.2): an expression and what takes its place, between
//! delimiters. Validators refuse those that cannot be carried out.

/// Whether it is empty or can be carried out: delimited three times, with brackets that close, and
/// without references to groups that are not there.
pub(super) fn is_substitution(regexp: &[u8]) -> bool {
    let Some((delimiter, rest)) = regexp.split_first() else { return true };
    if delimiter.is_ascii_digit() || matches!(delimiter, b'\\' | b'i' | 0) {
        return false;
    }
    let Some((expression, rest)) = until(rest, *delimiter) else { return false };
    let Some((replacement, flags)) = until(rest, *delimiter) else { return false };
    let groups = groups(expression);
    let references = replacement.windows(2).filter(|pair| pair[0] == b'\\');
    let mut numbers = references.map(|pair| pair[1]).filter(u8::is_ascii_digit);
    let known = numbers.all(|digit| groups.is_some_and(|groups| (b'1'..=groups).contains(&digit)));
    groups.is_some() && known && matches!(flags, b"" | b"i")
}

/// What stands in front of a delimiter that is not escaped, and what behind it.
fn until(text: &[u8], delimiter: u8) -> Option<(&[u8], &[u8])> {
    let mut escaped = false;
    let end = text.iter().position(|byte| {
        let found = *byte == delimiter && !escaped;
        escaped = *byte == b'\\' && !escaped;
        found
    })?;
    Some((&text[..end], &text[end + 1..]))
}

/// What stands in front of a place in an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Sign,
    Repeated,
}

/// The digit of the last group of an expression of the simple kind: no classes inside of classes, no
/// counts, nothing repeated that is not there. None for any other.
fn groups(expression: &[u8]) -> Option<u8> {
    let (mut groups, mut open, mut before) = (b'0', 0_usize, Before::Nothing);
    let mut bytes = expression.iter();
    while let Some(byte) = bytes.next() {
        before = match (byte, before) {
            (b'(', _) => {
                groups = groups.checked_add(1).filter(u8::is_ascii_digit)?;
                open += 1;
                Before::Nothing
            }
            (b')', Before::Sign | Before::Repeated) => {
                open = open.checked_sub(1)?;
                Before::Sign
            }
            (b'|', Before::Sign | Before::Repeated) | (b'^', _) => Before::Nothing,
            (b'*' | b'+' | b'?', Before::Sign) | (b'$', _) => Before::Repeated,
            (b'[', _) => {
                class(&mut bytes)?;
                Before::Sign
            }
            (b'\\', _) => {
                bytes.next().filter(|sign| sign.is_ascii_punctuation())?;
                Before::Sign
            }
            (b'*' | b'+' | b'?' | b')' | b'|' | b']' | b'{' | b'}', _) => return None,
            _ => Before::Sign,
        };
    }
    (open == 0 && before != Before::Nothing).then_some(groups)
}

/// Passes over a class: at least one sign up to `]`.
fn class<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> Option<()> {
    let mut signs = bytes.take_while(|byte| **byte != b']').filter(|byte| **byte != b'^');
    let first = signs.next().filter(|byte| **byte != b'[')?;
    let mut before = *first;
    for sign in signs {
        let fits = sign.is_ascii_alphanumeric() || *sign == b'-' || *sign == b'_' || *sign == b'.';
        let rises = before != b'-' || sign.is_ascii_alphanumeric();
        if !fits || !rises {
            return None;
        }
        before = *sign;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substitutions_can_be_carried_out() {
        for sound in ["", "!^.*$!sip:info@example.com!", "!^(.*)$!sip:\\1@x!i", "/a[0-9a-f]+b/c/"] {
            assert!(is_substitution(sound.as_bytes()), "{sound} was refused");
        }
        for broken in
            ["a", "!a!", "!!a!", "!^((.*$!x!", "!^.*$!\\2!", "1a1b1", "!a!b!x", "!*!a!", "![!a!"]
        {
            assert!(!is_substitution(broken.as_bytes()), "{broken} was read");
        }
    }
}
