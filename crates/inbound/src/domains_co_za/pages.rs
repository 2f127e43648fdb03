//! Pages of lists: what callers ask for, and the totals they are told.

use app::page::{MOST_ROWS, Window};
use dialects::domains_co_za::page::{Order, Page};

/// The rows that a call asks for; all of them, up to the platform's limit, when it does not say.
pub fn window(page: &Page) -> Window {
    Window {
        start: page.start_point.as_ref().map_or(0, |start| i64::from(start.0)),
        limit: page.limit.as_ref().map_or(MOST_ROWS, |limit| i64::from(limit.0).min(MOST_ROWS)),
        descending: page.order == Some(Order::Descending),
    }
}

/// A count as it travels.
pub fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
