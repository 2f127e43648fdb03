//! What can be bought.

use app::shop::{self, Stocked};
use dialects::dns_services::cart::categories::{Categories, Category, ListCategories};
use dialects::dns_services::cart::configuration::{
    Configuration, ConfiguredProduct, ReadConfiguration,
};
use dialects::dns_services::cart::products::{ListProducts, Product, Products};
use model::Error;
use model::error::Noun;
use model::product::{CategoryId, ProductId, ProductKind, Selection};

use super::form::{self, Chosen};
use crate::dns_services::door::Caller;
use crate::dns_services::errors::Handled;
use crate::dns_services::{cycle, values};

pub async fn categories(caller: Caller, _: ListCategories) -> Handled<Categories> {
    let categories = shop::categories(caller.cx()?)?.into_iter().map(|category| Category {
        id: i64::from(category.id.0).into(),
        name: category.name.clone(),
        description: category.description.clone(),
        slug: category.slug.clone(),
    });
    Ok(Categories { categories: categories.collect() })
}

pub async fn products(caller: Caller, call: ListProducts) -> Handled<Products> {
    let unknown = Error::NotFound(Noun::Category);
    let id = u32::try_from(call.category_id.0).map_err(|_| unknown)?;
    let products = shop::products(caller.cx()?, CategoryId(id)).await?;
    Ok(Products { products: products.into_iter().map(row).collect::<Result<_, _>>()? })
}

fn row(Stocked { product, left }: Stocked) -> Result<Product, Error> {
    Ok(Product {
        id: i64::from(product.id.0).into(),
        r#type: kind(product.kind).into(),
        stock: left.is_some(),
        paytype: "Regular".to_owned(),
        description: product.description.trim().replace('\n', "<br>"),
        qty: i64::from(left.unwrap_or(0)).into(),
        tags: Vec::new(),
        periods: cycle::periods(&product, product.cycle(None)?)?,
        name: product.name,
    })
}

const fn kind(kind: ProductKind) -> i64 {
    match kind {
        ProductKind::Hosting | ProductKind::Feature | ProductKind::Privacy => 1,
        ProductKind::Server => 3,
        ProductKind::Dns => 5,
        ProductKind::Certificate => 6,
    }
}

/// The number of a product that stands in a path.
pub fn in_path(number: i64) -> Result<ProductId, Error> {
    u32::try_from(number).map(ProductId).map_err(|_| Error::NotFound(Noun::Product))
}

pub async fn configuration(caller: Caller, call: ReadConfiguration) -> Handled<Configuration> {
    let id = in_path(call.product_id.0)?;
    let (Stocked { product, .. }, category) = shop::product(caller.cx()?, id).await?;
    let taken = product.cycle(None)?;
    let nothing = Selection::default();
    let bare = product.price(&nothing, taken)?;
    let recurring_price = values::amount(bare.recurring)?;
    let chosen = Chosen { product: &product, cycle: taken, selection: &nothing, domain: None };
    Ok(Configuration {
        product: ConfiguredProduct {
            id: i64::from(product.id.0).into(),
            category_name: category.name,
            category_id: i64::from(category.id.0).into(),
            name: product.name.clone(),
            price: recurring_price.clone(),
            recurring: cycle::letter(taken).to_owned(),
            setup: values::amount(bare.setup)?,
            config: form::form(&chosen)?,
            recurring_price,
            prorata_date: None,
        },
    })
}
