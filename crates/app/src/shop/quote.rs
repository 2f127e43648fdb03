//! What a cart would come to.

use std::collections::BTreeMap;

use model::Result;
use model::invoice::{Bill, BillItem, Tax};
use model::money::Money;
use model::product::Cycle;

use super::cart::Cart;
use super::price::{self, PricedItem, Verdict};
use crate::realm::Context;

/// What a cart would come to.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Each item, in the order of the cart: what it costs, or why it cannot be had.
    pub items: Vec<Verdict>,
    /// What the items that can be had come to.
    pub bill: Bill,
    /// The tax in it.
    pub tax: Option<Tax>,
    /// What comes again, with tax, by how often.
    pub recurring: BTreeMap<Cycle, Money>,
}

/// Prices a cart. Nothing is set aside, and nothing changes.
///
/// # Errors
/// When the cart holds nothing or too much, its payment method is unknown, or the registry does not
/// answer.
pub async fn quote(cx: &Context, cart: Cart) -> Result<Quote> {
    price::check_size(&cart)?;
    let looked = price::look(cx, &cart).await?;
    let inner = cx.clone();
    let look = move |tx: &mut store::Tx<'_>| {
        price::price(tx, &inner, &cart, &looked).map(|items| (items, cart.method))
    };
    let (items, method) = cx.realm.store.read(look).await?;
    add_up(cx, items, method)
}

fn add_up(cx: &Context, items: Vec<Verdict>, method: Option<u32>) -> Result<Quote> {
    let currency = cx.session.account.currency;
    let shop = cx.realm.shop(currency)?;
    let method = method.map(|id| shop.method(id)).transpose()?;
    let good: Vec<&PricedItem> = items.iter().filter_map(|item| item.as_ref().ok()).collect();
    let bill_items =
        good.iter().map(|item| BillItem { price: item.price, discount: item.discount });
    let bill = Bill::of(bill_items.collect(), method, shop.tax.as_ref(), currency)?;
    let mut recurring: BTreeMap<Cycle, Money> = BTreeMap::new();
    for again in good.iter().filter_map(|item| item.recurring) {
        let sum = recurring.entry(again.cycle).or_insert(Money::zero(currency));
        *sum = sum.plus(again.price)?;
    }
    if let Some(tax) = &shop.tax {
        for sum in recurring.values_mut() {
            *sum = sum.plus_basis_points(tax.basis_points)?;
        }
    }
    Ok(Quote { bill, tax: shop.tax.clone(), recurring, items })
}
