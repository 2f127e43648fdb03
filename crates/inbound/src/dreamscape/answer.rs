//! What a handler returns around the body of an answer. The status is said by the call itself.

use dialects::dreamscape::paging::{Pagination, Paging};

/// An answer on its way out.
#[derive(Debug, Clone)]
pub enum Answer<T> {
    /// In one piece.
    Done(T),
    /// One page of it.
    Page(T, Pagination),
}

impl<T> Answer<T> {
    /// The page that was asked for, of a list with so many rows.
    pub fn page(rows: T, paging: Paging, matching: i64) -> Self {
        Self::Page(rows, Pagination::of(paging, matching.max(0).unsigned_abs()))
    }
}
