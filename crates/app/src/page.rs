//! Pages of lists: every list has an end.

pub use store::accounts::{Page, Window};

/// Rows that one call may be answered with.
pub const MOST_ROWS: i64 = 10_000;

/// The window within what one call may be answered with.
#[must_use]
pub fn bounded(window: Window) -> Window {
    Window { start: window.start.max(0), limit: window.limit.clamp(0, MOST_ROWS), ..window }
}
