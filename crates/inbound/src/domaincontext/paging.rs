//! Pages of lists: 25 rows unless the caller says otherwise, 1,000 at most, counted from page 1.

use app::page::Window;
use dialects::domaincontext::arguments::{Labels, Limit, List, Reference};
use dialects::domaincontext::found::Paging;
use model::error::{Error, Field, Reason};

use super::errors::{Handled, Refused};

/// Rows of a page where the caller does not say how many.
const USUAL: i64 = 25;
/// Rows of a page at most; `ALL` means so many.
const MOST: i64 = 1_000;
/// Values of one filter at most.
const MOST_VALUES: usize = 1_000;
/// Words of one filter at most, each of which is looked for inside of texts.
const MOST_WORDS: usize = 100;

/// The order and the window of a page. `orders` are the fields that a list can be sorted by; without
/// a word the first of them is taken.
pub fn page<O: Copy>(paging: &Paging, orders: &[(&str, O)]) -> Handled<(O, Window)> {
    let (order, descending) = order(paging.orderby.as_ref(), orders)?;
    let limit = match paging.limit {
        None => USUAL,
        Some(Limit::All) => MOST,
        Some(Limit::Rows(rows)) if rows.0 <= MOST => rows.0,
        Some(Limit::Rows(_)) => {
            let error = Error::invalid(Field::Page, Reason::OutOfRange(1, 1_000));
            return Err(Refused::about(error, "limit"));
        }
    };
    let page = paging.page.map_or(1, |page| page.0);
    let start = (page - 1).saturating_mul(limit);
    Ok((order, Window { start, limit, descending }))
}

fn order<O: Copy>(sent: Option<&Reference>, orders: &[(&str, O)]) -> Handled<(O, bool)> {
    let word = sent.map(|sent| sent.0.to_ascii_lowercase()).unwrap_or_default();
    let (field, descending) = match (word.strip_suffix("_desc"), word.strip_suffix("_asc")) {
        (Some(field), _) => (field, true),
        (None, Some(field)) => (field, false),
        (None, None) => (word.as_str(), false),
    };
    let known = orders.iter().find(|(name, _)| field.is_empty() || *name == field);
    known.map(|(_, order)| (*order, descending)).ok_or_else(|| Refused::unknown_word("orderby"))
}

/// The values of a filter, which are not too many; none where it was left out.
pub fn values<T>(list: Option<List<T>>, parameter: &str) -> Handled<Vec<T>> {
    let values = list.map(|list| list.0).unwrap_or_default();
    if values.len() > MOST_VALUES {
        let error = Error::invalid(Field::Setting, Reason::MoreThan(1_000));
        return Err(Refused::about(error, parameter));
    }
    Ok(values)
}

/// The texts of a filter, which are compared as a whole.
pub fn texts(list: Option<Labels>, parameter: &str) -> Handled<Vec<String>> {
    Ok(values(list, parameter)?.into_iter().map(|label| label.0).collect())
}

/// The words of a filter that are looked for inside of texts.
pub fn words(list: Option<Labels>, parameter: &str) -> Handled<Vec<String>> {
    let words = texts(list, parameter)?;
    if words.len() > MOST_WORDS {
        let error = Error::invalid(Field::Setting, Reason::MoreThan(100));
        return Err(Refused::about(error, parameter));
    }
    Ok(words)
}
