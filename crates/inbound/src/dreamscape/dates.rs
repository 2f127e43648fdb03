//! Days and instants as the dialect writes them: `2026-01-31`, `2026-01-31 13:05:00`, in UTC.

use dialects::dreamscape::arguments::Date;
use model::time::{Days, Timestamp};

/// An instant as answers show it.
pub fn instant(at: Timestamp) -> String {
    at.day_and_time()
}

/// The first second of a day.
pub fn begins(day: &Date) -> Timestamp {
    // The calendar was asked when the argument was read.
    Timestamp::parse(&format!("{}T00:00:00Z", day.0)).unwrap_or_default()
}

/// The first second after a day.
pub fn ends(day: &Date) -> Timestamp {
    begins(day) + Days(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_a_beginning_and_an_end() {
        let day = Date("2026-02-28".to_owned());
        assert_eq!(instant(begins(&day)), "2026-02-28 00:00:00");
        assert_eq!(instant(ends(&day)), "2026-03-01 00:00:00");
    }
}
