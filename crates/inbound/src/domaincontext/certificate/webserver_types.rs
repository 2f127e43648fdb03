//! Software that certificates can be made for.

use app::{Context, certificates};
use dialects::domaincontext::certificate::webserver_types::{ListWebserverTypes, WebserverType};
use model::error::Error;

use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};

pub async fn list(caller: Caller, call: ListWebserverTypes) -> Handled<Vec<WebserverType>> {
    let cx = caller.cx()?;
    if let Some(supplier) = &call.supplier
        && !is_brand(cx, &supplier.0)?
    {
        return Err(Refused::unknown_word("supplier"));
    }
    let known = certificates::web_servers(cx).into_iter();
    Ok(known.map(|known| WebserverType { id: known.word, software: known.name }).collect())
}

/// Whether certificates are sold under a name.
pub fn is_brand(cx: &Context, word: &str) -> Result<bool, Error> {
    let products = certificates::products(cx)?;
    Ok(products.iter().any(|product| product.rules.brand.eq_ignore_ascii_case(word)))
}
