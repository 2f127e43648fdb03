//! Lists by pages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::arguments::{Id, Limit};

/// Which page of a list to show. For flattening.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Paging {
    /// The page, counted from one; the first when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Id>,
    /// Rows of a page; 25 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

impl Paging {
    /// Rows of a page when the caller does not say.
    pub const LIMIT: u8 = 25;

    /// The page, counted from one.
    pub fn page(self) -> u64 {
        self.page.map_or(1, |page| page.0.unsigned_abs())
    }

    /// Rows of a page.
    pub fn limit(self) -> u8 {
        self.limit.map_or(Self::LIMIT, |limit| limit.0)
    }

    /// Rows that stand on the pages before.
    pub fn skipped(self) -> u64 {
        (self.page() - 1).saturating_mul(u64::from(self.limit()))
    }
}

/// Which page of how many an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pagination {
    /// Rows on all pages.
    pub total_items: u64,
    /// Pages there are.
    pub total_pages: u64,
    /// The page that is shown.
    pub current_page: u64,
}

impl Pagination {
    /// The page that was asked for, of a list with so many rows.
    pub fn of(paging: Paging, total_items: u64) -> Self {
        let total_pages = total_items.div_ceil(u64::from(paging.limit()));
        Self { total_items, total_pages, current_page: paging.page() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_from_one() {
        let first = Paging::default();
        assert_eq!((first.page(), first.limit(), first.skipped()), (1, 25, 0));
        let second = Paging { page: Some(Id(2)), limit: Some(Limit(100)) };
        assert_eq!((second.page(), second.limit(), second.skipped()), (2, 100, 100));
        let page = Pagination::of(second, 101);
        assert_eq!((page.total_items, page.total_pages, page.current_page), (101, 2, 2));
        assert_eq!(Pagination::of(second, 100).total_pages, 1);
        assert_eq!(Pagination::of(first, 0).total_pages, 0);
        let far = Paging { page: Some(Id(i64::MAX)), limit: Some(Limit(100)) };
        assert_eq!(far.skipped(), u64::MAX);
    }
}
