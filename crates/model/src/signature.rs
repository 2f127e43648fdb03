//! Requests that are signed with a key: the number of a key, ids of requests, and when a signature
//! was made.

use crate::time::{Seconds, Timestamp};

/// Row id of a key that signs requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SigningKeyId(pub i64);

/// How far the time of a signature may lie from ours, in either direction.
pub const SKEW: Seconds = Seconds(600);

/// Hex digits of a request's id.
const REQUEST_ID_DIGITS: usize = 32;
/// Digits of an instant in milliseconds at most; no instant that is meant has more.
const MOST_DIGITS: usize = 15;

/// Whether a text is the id of a request: 32 hex digits, in either case.
#[must_use]
pub fn is_request_id(text: &str) -> bool {
    text.len() == REQUEST_ID_DIGITS && text.bytes().all(|sign| sign.is_ascii_hexdigit())
}

/// Reads an instant that is written in milliseconds since 1970-01-01T00:00:00Z.
#[must_use]
pub fn from_milliseconds(text: &str) -> Option<Timestamp> {
    let digits = text.bytes().all(|sign| sign.is_ascii_digit());
    if text.is_empty() || text.len() > MOST_DIGITS || !digits {
        return None;
    }
    let milliseconds: i64 = text.parse().ok()?;
    Some(Timestamp::from_unix(milliseconds / 1_000))
}

/// Whether a signature that was made at one moment is accepted at another.
#[must_use]
pub fn is_in_time(made: Timestamp, now: Timestamp) -> bool {
    (made.unix() - now.unix()).abs() <= SKEW.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_request_is_thirty_two_hex_digits() {
        assert!(is_request_id("7fd755f2390745071051fca4924831cd"));
        assert!(is_request_id("7FD755F2390745071051FCA4924831CD"));
        for other in [
            "",
            "7fd755f2390745071051fca4924831c",
            "7fd755f2390745071051fca4924831cd0",
            "7fd755f2390745071051fca4924831cg",
            "+fd755f2390745071051fca4924831cd",
            "7fd755f2390745071051fca492483é",
        ] {
            assert!(!is_request_id(other), "{other}");
        }
    }

    #[test]
    fn milliseconds_are_digits_only() {
        let read = |text| from_milliseconds(text).map(Timestamp::unix);
        assert_eq!(read("1767225600999"), Some(1_767_225_600));
        assert_eq!(read("0"), Some(0));
        for other in ["", "-1", "+1", "1.5", "1e3", " 1", "9999999999999999"] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn a_signature_counts_for_ten_minutes_either_way() {
        let at = Timestamp::from_unix;
        assert!(is_in_time(at(1_000), at(1_600)) && is_in_time(at(1_600), at(1_000)));
        assert!(!is_in_time(at(1_000), at(1_601)) && !is_in_time(at(1_601), at(1_000)));
    }
}
