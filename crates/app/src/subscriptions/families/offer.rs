//! What can be bought, and where it can stand.

use model::error::{Error, Field, Noun, Reason, Result};
use model::product::{
    Category, CategoryId, CyclePrice, FeatureKind, Product, ProductId, ProductKind,
};
use model::server::{Cluster, Image};
use model::shelf::{Place, Shop};

use crate::realm::Context;

/// What a plan's servers can have of one kind besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureOffer {
    /// What it is more of.
    pub kind: FeatureKind,
    /// How much of it can be had, in order.
    pub values: Vec<FeatureValue>,
}

/// How much of a feature can be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureValue {
    /// How much, or which one.
    pub value: String,
    /// What it costs, period by period.
    pub prices: Vec<CyclePrice>,
}

pub(super) fn shop(cx: &Context) -> Result<&Shop> {
    cx.realm.shop(cx.session.account.currency)
}

/// Whether a product is a plan of its family: features are no family of their own.
fn is_plan(product: &&Product) -> bool {
    product.kind != ProductKind::Feature
}

/// The families that the caller can buy from, in order.
///
/// # Errors
/// When nothing is sold in the caller's currency.
pub fn families(cx: &Context) -> Result<Vec<&Category>> {
    let shop = shop(cx)?;
    let has_plans = |category: &&Category| {
        let mut plans = shop.products.iter().filter(is_plan);
        plans.any(|product| product.category == category.id)
    };
    Ok(shop.categories.iter().filter(has_plans).collect())
}

/// The plans that the caller can buy, in order; those of one family where one is named. Of a family that
/// is not there, there are none.
///
/// # Errors
/// When nothing is sold in the caller's currency.
pub fn plans(cx: &Context, family: Option<CategoryId>) -> Result<Vec<&Product>> {
    let meant = |product: &&Product| family.is_none_or(|family| product.category == family);
    Ok(shop(cx)?.products.iter().filter(is_plan).filter(meant).collect())
}

/// A plan by its number.
///
/// # Errors
/// When there is none.
pub fn plan(cx: &Context, id: ProductId) -> Result<&Product> {
    let found = shop(cx)?.product(id)?;
    Some(found).filter(is_plan).ok_or(Error::NotFound(Noun::Product))
}

/// The plans of a family by its slug.
pub(super) fn of_family<'a>(cx: &'a Context, family: &str) -> Result<Vec<&'a Product>> {
    let category = shop(cx)?.category_called(family)?;
    plans(cx, Some(category.id))
}

/// A plan of a family.
pub(super) fn plan_of<'a>(cx: &'a Context, family: &str, id: ProductId) -> Result<&'a Product> {
    let found = of_family(cx, family)?.into_iter().find(|product| product.id == id);
    found.ok_or(Error::invalid(Field::Product, Reason::UnknownWord))
}

/// What the servers of a plan can have besides, kind by kind.
///
/// # Errors
/// When there is no such plan.
pub fn features_of(cx: &Context, id: ProductId) -> Result<Vec<FeatureOffer>> {
    plan(cx, id)?;
    let shop = shop(cx)?;
    let values = |kind: FeatureKind| {
        let offered = shop.products.iter().filter_map(|product| {
            let rules = product.feature.as_ref().filter(|rules| rules.kind == kind)?;
            rules.of.contains(&id).then(|| FeatureValue {
                value: rules.value.clone(),
                prices: product.prices.clone(),
            })
        });
        FeatureOffer { kind, values: offered.collect() }
    };
    let offers = FeatureKind::ALL.into_iter().map(values);
    Ok(offers.filter(|offer| !offer.values.is_empty()).collect())
}

/// Where products of a family can stand.
///
/// # Errors
/// When nothing is sold in the caller's currency.
pub fn places<'a>(cx: &'a Context, family: &str) -> Result<Vec<&'a Place>> {
    Ok(shop(cx)?.places.iter().filter(|place| place.category == family).collect())
}

/// Where servers can stand that are bought by the short word for a place.
#[must_use]
pub fn locations(cx: &Context) -> Vec<&Cluster> {
    let clusters = crate::servers::clusters(cx).into_iter();
    clusters.filter(|cluster| !cluster.code.is_empty()).collect()
}

/// What the caller's servers can boot: of images that only some shops have, those of the caller's.
#[must_use]
pub fn systems(cx: &Context) -> Vec<&Image> {
    let images = crate::servers::images(cx, None);
    let own: Vec<&Image> = images.iter().copied().filter(|image| !image.shops.is_empty()).collect();
    if own.is_empty() { images } else { own }
}

/// What a field of some product's form is called, by its number: refusals name fields so.
#[must_use]
pub fn called(cx: &Context, field: u32) -> Option<&str> {
    let fields = shop(cx).ok()?.products.iter().flat_map(|product| &product.fields);
    fields.into_iter().find(|known| known.id == field).map(|known| known.resource.as_str())
}
