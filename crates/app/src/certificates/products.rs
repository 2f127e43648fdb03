//! What can be bought.

use model::certificate::CertificateRules;
use model::error::{Error, Field, Noun, Reason, Result};
use model::money::Money;
use model::product::{Cycle, Product, ProductId, Selection};
pub use model::shelf::WebServer;

use crate::realm::Context;

/// A certificate that can be bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateProduct {
    /// Its number.
    pub id: ProductId,
    /// The word that it is bought by: letters, digits and underscores.
    pub word: String,
    /// What people call it.
    pub name: String,
    /// What it says of itself.
    pub description: String,
    /// What it certifies.
    pub rules: CertificateRules,
    /// Each of the years that it is bought for.
    pub price: Money,
    /// Each further year.
    pub renewal: Money,
}

/// The certificates on the caller's shelf, in order; none where nothing is sold in the caller's
/// currency.
///
/// # Errors
/// When a price is out of range.
pub fn products(cx: &Context) -> Result<Vec<CertificateProduct>> {
    let Some(shop) = cx.realm.shelf.shop(cx.session.account.currency) else {
        return Ok(Vec::new());
    };
    shop.products.iter().filter_map(|product| offered(product).transpose()).collect()
}

fn offered(product: &Product) -> Result<Option<CertificateProduct>> {
    let Some(rules) = &product.certificate else { return Ok(None) };
    let price = product.price(&Selection::default(), Cycle::Year)?;
    Ok(Some(CertificateProduct {
        id: product.id,
        word: product.plan.clone(),
        name: product.name.clone(),
        description: product.description.clone(),
        rules: rules.clone(),
        price: price.recurring,
        renewal: product.renewal(&price, Cycle::Year)?,
    }))
}

/// The web servers that a certificate may be said to be for.
#[must_use]
pub fn web_servers(cx: &Context) -> Vec<WebServer> {
    let shop = cx.realm.shelf.shop(cx.session.account.currency);
    shop.map(|shop| shop.web_servers.clone()).unwrap_or_default()
}

/// The product that a certificate is of.
pub(super) fn product(
    realm: &crate::Realm,
    id: ProductId,
) -> Result<(&Product, &CertificateRules)> {
    let product = realm.shelf.product(id).ok_or(Error::NotFound(Noun::Product))?;
    let rules = product.certificate.as_ref().ok_or(Error::NotFound(Noun::Product))?;
    Ok((product, rules))
}

/// The word of a web server, where there is such a word.
pub(super) fn web_server(cx: &Context, word: Option<&str>) -> Result<String> {
    let Some(word) = word.map(str::trim).filter(|word| !word.is_empty()) else {
        return Ok(String::new());
    };
    match web_servers(cx).iter().any(|known| known.word == word) {
        true => Ok(word.to_owned()),
        false => Err(Error::invalid(Field::WebServer, Reason::UnknownWord)),
    }
}
