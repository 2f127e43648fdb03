//! What is on the shelf for the caller.

use model::Result;
pub use model::product::{Category, Product};
use model::product::{CategoryId, ProductId};

use crate::realm::Context;

/// A product, and how many are left of it.
#[derive(Debug, Clone)]
pub struct Stocked {
    /// The product.
    pub product: Product,
    /// How many are left; none where it is not counted.
    pub left: Option<u32>,
}

/// The categories of the caller's shop, in order.
///
/// # Errors
/// When nothing is sold in the caller's currency.
pub fn categories(cx: &Context) -> Result<Vec<&Category>> {
    Ok(cx.realm.shop(cx.session.account.currency)?.listed_categories().collect())
}

/// The products of a category, in order.
///
/// # Errors
/// When there is no such category.
pub async fn products(cx: &Context, id: CategoryId) -> Result<Vec<Stocked>> {
    let shop = cx.realm.shop(cx.session.account.currency)?;
    shop.listed_category(id)?;
    let products = shop.products.iter().filter(|product| product.category == id).cloned();
    stocked(cx, products.collect()).await
}

/// A product with the category that it stands in.
///
/// # Errors
/// When there is no such product.
pub async fn product(cx: &Context, id: ProductId) -> Result<(Stocked, Category)> {
    let shop = cx.realm.shop(cx.session.account.currency)?;
    let product = shop.listed_product(id)?;
    let category = shop.category(product.category)?.clone();
    let mut found = stocked(cx, vec![product.clone()]).await?;
    found
        .pop()
        .map(|stocked| (stocked, category))
        .ok_or(model::Error::NotFound(model::error::Noun::Product))
}

async fn stocked(cx: &Context, products: Vec<Product>) -> Result<Vec<Stocked>> {
    cx.realm
        .store
        .read(move |tx| {
            let count = |product: &Product| {
                let left = match product.stock {
                    None => None,
                    Some(stock) => {
                        let left = i64::from(stock) - tx.sold(product.id)?;
                        Some(u32::try_from(left).unwrap_or(0))
                    }
                };
                Ok(Stocked { product: product.clone(), left })
            };
            products.iter().map(count).collect()
        })
        .await
}
