//! What servers can be had as.

use model::Result;
use model::error::{Error, Field, Reason};
use model::money::Money;
use model::product::{Cycle, Product, ProductId};
pub use model::server::{Cluster, Image, LiveImage, Virtualisation};

use crate::realm::Context;

/// A size of servers and what it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tariff {
    /// Its number on the shelf.
    pub id: ProductId,
    /// Its name.
    pub name: String,
    /// What it says of itself, line by line.
    pub description: String,
    /// What its servers run under.
    pub virtualisation: Virtualisation,
    /// How long a period is.
    pub cycle: Cycle,
    /// What each period costs.
    pub price: Money,
    /// What is paid once.
    pub setup: Money,
}

/// Where servers stand that the caller can buy.
#[must_use]
pub fn clusters(cx: &Context) -> Vec<&Cluster> {
    let shop = cx.session.account.currency;
    let clusters = &cx.realm.shelf.servers().clusters;
    clusters.iter().filter(|cluster| cluster.is_sold_in(shop)).collect()
}

/// What the caller's servers are installed from, in order; of one virtualisation where one is named.
#[must_use]
pub fn images(cx: &Context, under: Option<Virtualisation>) -> Vec<&Image> {
    let shop = cx.session.account.currency;
    let fits = |image: &&Image| {
        image.is_sold_in(shop) && under.is_none_or(|under| image.virtualisations.contains(&under))
    };
    cx.realm.shelf.servers().images.iter().filter(fits).collect()
}

/// What servers are rescued with; the first that fits is taken where none is named.
#[must_use]
pub fn live_images(cx: &Context) -> &[LiveImage] {
    &cx.realm.shelf.servers().live_images
}

/// The sizes of servers that the caller can buy, in order.
///
/// # Errors
/// When nothing is sold in the caller's currency.
pub fn tariffs(cx: &Context) -> Result<Vec<Tariff>> {
    let shop = cx.realm.shop(cx.session.account.currency)?;
    Ok(shop.products.iter().filter_map(tariff).collect())
}

/// A product as a tariff, where it is a server.
pub(super) fn tariff(product: &Product) -> Option<Tariff> {
    let plan = product.server?;
    let price = product.prices.first()?;
    Some(Tariff {
        id: product.id,
        name: product.name.clone(),
        description: product.description.clone(),
        virtualisation: plan.virtualisation,
        cycle: price.cycle,
        price: price.price,
        setup: price.setup,
    })
}

/// A tariff by its name.
pub(super) fn tariff_named(cx: &Context, wanted: &str) -> Result<Tariff> {
    if wanted.trim().is_empty() {
        return Err(Error::Missing(Field::Product));
    }
    let unknown = Error::invalid(Field::Product, Reason::UnknownWord);
    let tariffs = tariffs(cx).map_err(|_| unknown.clone())?;
    tariffs.into_iter().find(|tariff| is_called(&tariff.name, wanted)).ok_or(unknown)
}

/// Whether a tariff is meant. A plus that nobody wrote as `%2B` arrives as a space.
fn is_called(name: &str, wanted: &str) -> bool {
    let bare = name.strip_suffix('+').zip(wanted.strip_suffix(' '));
    name == wanted || bare.is_some_and(|(name, wanted)| name == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plus_at_the_end_may_be_a_space() {
        assert!(is_called("VDS 100+", "VDS 100+"));
        assert!(is_called("VDS 100+", "VDS 100 "));
        assert!(is_called("VDS 100", "VDS 100"));
        assert!(!is_called("VDS 100", "VDS 100 "));
        assert!(!is_called("VDS 100+", "VDS 100"));
        assert!(!is_called("VDS 100+", "vds 100+"));
    }
}
