//! Instants and calendar arithmetic in UTC, in whole seconds.

use std::fmt;
use std::ops::{Add, Sub};

use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

/// A moment, in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

/// A length of time in days of 24 hours, as registries count their periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Days(pub u16);

/// A length of time in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Seconds(pub i64);

impl Seconds {
    /// One day.
    pub const DAY: Self = Self(86_400);
}

/// A number of calendar years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Years(pub u8);

impl Timestamp {
    /// The last second that the arithmetic here accepts: 9000-01-01T00:00:00Z.
    pub const LATEST: Self = Self(221_845_392_000);

    /// From seconds since the epoch.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the epoch.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// The same month, day and time of day `years` later; 29 February becomes the 28th where the
    /// year has none.
    ///
    /// Count from a fixed anchor, never from an earlier result, or a leap day is lost on the way.
    #[must_use]
    pub fn plus_years(self, years: Years) -> Self {
        let moment = self.jiff().to_zoned(TimeZone::UTC);
        moment
            .checked_add(i64::from(years.0).years())
            .map_or(Self::LATEST, |later| Self(later.timestamp().as_second()))
    }

    /// The same day of the month and time of day `months` later; the last day where the month is
    /// shorter.
    ///
    /// Count from a fixed anchor, never from an earlier result, or a 31st is lost on the way.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let moment = self.jiff().to_zoned(TimeZone::UTC);
        moment
            .checked_add(i64::from(months).months())
            .map_or(Self::LATEST, |later| Self(later.timestamp().as_second()))
    }

    /// Whole years from `self` to `later`, rounded to the nearest count whose [`plus_years`] lies at
    /// or just before `later`.
    ///
    /// [`plus_years`]: Timestamp::plus_years
    #[must_use]
    pub fn years_until(self, later: Self) -> u8 {
        let mut years = 0u8;
        while years < 200 && self.plus_years(Years(years + 1)) <= later {
            years += 1;
        }
        years
    }

    /// Reads RFC 3339, for example `2026-11-21T10:00:00Z`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let moment = Self(text.parse::<jiff::Timestamp>().ok()?.as_second());
        (moment <= Self::LATEST).then_some(moment)
    }

    /// Adds an ISO 8601 duration such as `P30D` or `PT1H`; months and years follow the calendar.
    #[must_use]
    pub fn plus_iso_duration(self, duration: &str) -> Option<Self> {
        let span: Span = duration.parse().ok()?;
        let later = self.jiff().to_zoned(TimeZone::UTC).checked_add(span).ok()?;
        let later = Self(later.timestamp().as_second());
        (later <= Self::LATEST).then_some(later)
    }

    /// Day, short English month, year and time of day at a fixed offset from UTC:
    /// `01 Sep 2021 15:54:54`.
    #[must_use]
    pub fn in_words(self, offset_hours: i8) -> String {
        let zone = jiff::tz::offset(offset_hours).to_time_zone();
        self.jiff().to_zoned(zone).strftime("%d %b %Y %H:%M:%S").to_string()
    }

    /// The calendar day in UTC: `2026-11-21`.
    #[must_use]
    pub fn day(self) -> String {
        self.jiff().to_zoned(TimeZone::UTC).strftime("%Y-%m-%d").to_string()
    }

    /// The calendar month in UTC: year and month.
    #[must_use]
    pub fn month(self) -> (i16, i8) {
        let day = self.jiff().to_zoned(TimeZone::UTC);
        (day.year(), day.month())
    }

    /// Day and time of day in UTC without a zone: `2026-11-21 10:00:00`.
    #[must_use]
    pub fn day_and_time(self) -> String {
        self.jiff().to_zoned(TimeZone::UTC).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    fn jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_second(self.0.clamp(0, Self::LATEST.0))
            .expect("the clamp keeps the second within jiff's range")
    }
}

/// A calendar day, written as `2026-11-21`; none where the text is no day.
#[must_use]
pub fn day(text: &str) -> Option<String> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day: jiff::civil::Date = text.parse().ok().filter(|_| plain)?;
    Some(day.strftime("%Y-%m-%d").to_string())
}

impl fmt::Display for Timestamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.jiff().fmt(out)
    }
}

impl Add<Days> for Timestamp {
    type Output = Self;
    fn add(self, days: Days) -> Self {
        Self(self.0 + i64::from(days.0) * Seconds::DAY.0)
    }
}

impl Sub<Days> for Timestamp {
    type Output = Self;
    fn sub(self, days: Days) -> Self {
        Self(self.0 - i64::from(days.0) * Seconds::DAY.0)
    }
}

impl Add<Seconds> for Timestamp {
    type Output = Self;
    fn add(self, seconds: Seconds) -> Self {
        Self(self.0.saturating_add(seconds.0))
    }
}

impl Sub<Seconds> for Timestamp {
    type Output = Self;
    fn sub(self, seconds: Seconds) -> Self {
        Self(self.0.saturating_sub(seconds.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_leap_day_returns_in_the_next_leap_year() {
        let born = at("2024-02-29T10:00:00Z");
        assert_eq!(born.plus_years(Years(1)), at("2025-02-28T10:00:00Z"));
        assert_eq!(born.plus_years(Years(4)), at("2028-02-29T10:00:00Z"));
        assert_eq!(born.years_until(at("2025-02-28T10:00:00Z")), 1);
        assert_eq!(born.years_until(at("2028-02-28T10:00:00Z")), 3);
    }

    #[test]
    fn durations_follow_the_calendar() {
        let start = at("2026-01-31T00:00:00Z");
        assert_eq!(start.plus_iso_duration("P1M"), Some(at("2026-02-28T00:00:00Z")));
        assert_eq!(start.plus_iso_duration("P30D"), Some(at("2026-03-02T00:00:00Z")));
        assert_eq!(start.plus_iso_duration("soon"), None);
        assert_eq!(start.plus_iso_duration("P99999Y"), None);
    }

    #[test]
    fn words_are_written_at_the_asked_offset() {
        assert_eq!(Timestamp::from_unix(1_630_504_494).in_words(2), "01 Sep 2021 15:54:54");
    }
}
