//! Days.

use std::borrow::Cow;

use super::text_argument::{Argument, travels};

/// A day as `YYYY-MM-DD`. Long dashes, as documents print them, are read as minus.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Date(pub String);

impl Argument for Date {
    const EXPECTED: &'static str = "a date as YYYY-MM-DD";

    fn read(text: &str) -> Option<Self> {
        let day = with_minus(text.trim());
        is_day(&day).then_some(Self(day))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Date);

/// Whether the calendar has such a day.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |digits: &str, length: usize| {
        let fits = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u16>().ok().filter(|_| fits)
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u16::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
}

/// The text with a minus for each long dash.
pub(crate) fn with_minus(text: &str) -> String {
    text.replace(['—', '–', '−'], "-")
}
