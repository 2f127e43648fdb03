//! Which rows of a list a page is.

use app::page::Window;
use dialects::dreamscape::paging::Paging;

/// The rows of a page, in the order of the list.
pub fn window(paging: Paging) -> Window {
    let start = i64::try_from(paging.skipped()).unwrap_or(i64::MAX);
    Window { start, limit: i64::from(paging.limit()), descending: false }
}

/// The same of a list that is there as a whole, with the number of all its rows.
pub fn cut<T>(rows: Vec<T>, paging: Paging) -> (Vec<T>, i64) {
    let all = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let start = usize::try_from(paging.skipped()).unwrap_or(usize::MAX);
    (rows.into_iter().skip(start).take(usize::from(paging.limit())).collect(), all)
}

#[cfg(test)]
mod tests {
    use dialects::dreamscape::arguments::{Id, Limit};

    use super::*;

    #[test]
    fn a_page_past_the_end_is_empty() {
        let second = Paging { page: Some(Id(2)), limit: Some(Limit(2)) };
        assert_eq!(cut(vec![1, 2, 3], second), (vec![3], 3));
        let far = Paging { page: Some(Id(i64::MAX)), limit: Some(Limit(100)) };
        assert_eq!(cut(vec![1, 2, 3], far), (Vec::new(), 3));
        assert_eq!(window(far).start, i64::MAX);
        assert_eq!(window(Paging::default()), Window { start: 0, limit: 25, descending: false });
    }
}
