//! What calls about prices have in common.

use std::collections::BTreeMap;

use app::Context;
use app::accounts::{customers, prices};
use dialects::dreamscape::arguments::{Id, Line};
use model::Error;
use model::account::AccountId;
use model::error::{Field, Reason};
use model::price::PriceList;

use crate::dreamscape::AUDIENCE;
use crate::dreamscape::errors::Handled;

/// Refuses prices that nobody here pays: in another currency than the reseller's, or for somebody who
/// is none of its customers.
pub async fn in_currency(
    cx: &Context,
    currency: Option<&Line>,
    customer: Option<Id>,
) -> Handled<()> {
    let own = cx.session.account.currency;
    if currency.is_some_and(|asked| !asked.eq_ignore_ascii_case(own.code())) {
        return Err(Error::invalid(Field::Currency, Reason::CurrencyMismatch).into());
    }
    if let Some(id) = customer {
        customers::read(cx, AccountId(id.0)).await?;
    }
    Ok(())
}

/// What the reseller pays, by extension; none for those that are withheld from it.
pub async fn all(cx: &Context) -> Handled<BTreeMap<String, PriceList>> {
    let lists = prices::all(cx, AUDIENCE, None).await?;
    Ok(lists.into_iter().filter(|(_, list)| !list.opted_out()).collect())
}

/// An extension as the platform writes it.
pub fn extension(tld: &str) -> String {
    tld.trim().trim_start_matches('.').to_lowercase()
}
