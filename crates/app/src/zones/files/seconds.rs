//! Seconds, as files write them: plain, or in units (`1h30m`), which every server reads although the
//! RFC knows plain numbers alone.

/// Reads seconds; none when it is something else or more than fits.
pub(super) fn seconds(word: &str) -> Option<u32> {
    if let Ok(plain) = word.parse() {
        return word.bytes().all(|byte| byte.is_ascii_digit()).then_some(plain);
    }
    let (mut sum, mut digits) = (0u32, 0usize);
    for (place, byte) in word.bytes().enumerate() {
        if byte.is_ascii_digit() {
            continue;
        }
        let number: u32 = word.get(digits..place)?.parse().ok()?;
        sum = sum.checked_add(number.checked_mul(unit(byte)?)?)?;
        digits = place + 1;
    }
    // Digits without a unit may only stand alone.
    (digits > 0 && digits == word.len()).then_some(sum)
}

const fn unit(byte: u8) -> Option<u32> {
    Some(match byte.to_ascii_lowercase() {
        b's' => 1,
        b'm' => 60,
        b'h' => 3_600,
        b'd' => 86_400,
        b'w' => 604_800,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn seconds_are_plain_or_in_units() {
        for (word, read) in [
            ("0", Some(0)),
            ("3600", Some(3_600)),
            ("4294967295", Some(u32::MAX)),
            ("4294967296", None),
            ("1h", Some(3_600)),
            ("1H30M", Some(5_400)),
            ("2w1d", Some(1_296_000)),
            ("99999w", None),
            ("1h30", None),
            ("h", None),
            ("+5", None),
            ("-5", None),
            ("1.5h", None),
            ("", None),
            ("1é", None),
        ] {
            assert_eq!(seconds(word), read, "{word}");
        }
    }
}
