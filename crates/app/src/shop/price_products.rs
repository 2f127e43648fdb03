//! What a product of a cart costs, or why it cannot be had.

use model::Result;
use model::account::AccountId;
use model::affiliate::Coupon;
use model::error::{Error, Field, Prohibition, Reason};
use model::invoice::LineKind;
use model::money::Money;
use model::name::HostName;
use model::product::Product;
use store::Tx;

use super::cart::{Cart, CartItem, ProductItem};
use super::price::{PricedItem, Recurring, Verdict, Wanted};
use crate::realm::{Context, Realm};

/// What is had along with another product: only what that one offers, only if that one can be had,
/// and for its name where it is for one.
pub(super) fn along(
    cx: &Context,
    (place, cart): (usize, &Cart),
    item: &ProductItem,
    verdicts: &[Verdict],
) -> Result<ProductItem> {
    let refuse = |reason| Error::invalid(Field::Product, reason);
    let Some(CartItem::Product(main)) = cart.items.get(place) else {
        return Err(refuse(Reason::NotOffered));
    };
    let shop = cx.realm.shop(cx.session.account.currency)?;
    let offered = shop.listed_product(main.product).map_or(&[][..], |product| &product.subproducts);
    if !offered.contains(&item.product) {
        return Err(refuse(Reason::NotOffered));
    }
    if !verdicts.get(place).is_some_and(Result::is_ok) {
        return Err(refuse(Reason::NotApplicable));
    }
    let for_a_name = shop.listed_product(item.product).is_ok_and(|product| product.needs_domain);
    let domain = main.domain.clone().filter(|_| for_a_name);
    Ok(ProductItem { domain, ..item.clone() })
}

/// What a product costs as it was chosen, or why it cannot be had.
pub(super) fn product_item(
    tx: &mut Tx<'_>,
    cx: &Context,
    cart: &Cart,
    item: &ProductItem,
) -> Verdict {
    let account = &cx.session.account;
    let shop = cx.realm.shop(account.currency)?;
    let product = shop
        .listed_product(item.product)
        .map_err(|_| Error::invalid(Field::Product, Reason::UnknownWord))?;
    let cycle = product.cycle(item.cycle)?;
    let domain = domain_of(product, item.domain.as_deref())?;
    let selection = product.checked(&item.selection, cycle)?;
    in_stock(tx, product)?;
    let made = product.price(&selection, cycle)?;
    let price = made.first()?;
    let code = item.coupon.as_deref().or(cart.coupon.as_deref());
    let seller = account.parent.unwrap_or(account.id);
    let coupon = code.map(|code| usable_coupon(tx, &cx.realm, seller, code)).transpose()?.flatten();
    let discount = match &coupon {
        Some(coupon) => coupon.discount.off(price)?,
        None => Money::zero(price.currency),
    };
    let description = match domain.is_empty() {
        true => product.name.clone(),
        false => format!("{} - {domain}", product.name),
    };
    Ok(PricedItem {
        kind: LineKind::Subscribe,
        product: product.id.0,
        name: domain,
        description,
        years: 0,
        price,
        setup: made.setup,
        discount,
        coupon,
        recurring: Some(Recurring { cycle, price: made.recurring }),
        wanted: Wanted::Product { product: Box::new(product.clone()), cycle, selection },
    })
}

/// The name that a product is for.
fn domain_of(product: &Product, domain: Option<&str>) -> Result<String> {
    match domain.map(str::trim).filter(|domain| !domain.is_empty()) {
        None if product.needs_domain => Err(Error::Missing(Field::Host)),
        None => Ok(String::new()),
        Some(domain) => HostName::parse(domain, Field::Host).map(|host| host.to_string()),
    }
}

fn in_stock(tx: &mut Tx<'_>, product: &Product) -> Result<()> {
    match product.stock {
        Some(stock) if tx.sold(product.id)? >= i64::from(stock) => {
            Err(Error::Prohibited(Prohibition::OutOfStock))
        }
        _ => Ok(()),
    }
}

fn usable_coupon(
    tx: &mut Tx<'_>,
    realm: &Realm,
    seller: AccountId,
    code: &str,
) -> Result<Option<Coupon>> {
    let code = code.trim();
    if code.is_empty() {
        return Ok(None);
    }
    let unknown = Error::invalid(Field::Coupon, Reason::UnknownWord);
    let coupon = tx.coupon(seller, code)?.ok_or(unknown)?;
    coupon.usable(realm.now())?;
    Ok(Some(coupon))
}
