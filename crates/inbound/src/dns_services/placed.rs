//! Orders as they are answered, and carts that were refused.

use app::Context;
use app::shop::{self, Ordered, OrderedItem};
use dialects::dns_services::cart::order_multiple::{OrderedItem as OrderedRow, OrdersPlaced};
use dialects::dns_services::placed::{Placed, PlacedItem};
use model::Error;
use model::product::ProductId;

use super::errors::{Handled, Refused};
use super::invoice;

/// An order of one thing, and of what is had along with it. Whatever stood in the way of the first of
/// them is the refusal.
pub fn single(
    cx: &Context,
    placed: shop::Placed,
    named: impl Fn(usize, Error) -> Refused,
) -> Handled<Placed> {
    let ordered = match placed {
        shop::Placed::Ordered(ordered) => ordered,
        shop::Placed::Rejected(reasons) => {
            let first = reasons.into_iter().next();
            let (place, error) = first.ok_or_else(|| Error::internal("an order without items"))?;
            return Err(named(place, error));
        }
    };
    let Ordered { number, invoice, items } = ordered;
    let item = items.into_iter().next().ok_or_else(|| Error::internal("an order without items"))?;
    Ok(Placed {
        order_num: number,
        invoice_id: invoice.id.0.into(),
        total: invoice.total.to_string(),
        items: PlacedItem {
            id: item.id.into(),
            r#type: kind(cx, &item)?,
            product_id: i64::from(item.product).into(),
            name: item.name,
        },
    })
}

/// An order of several things: one number, repeated for each of them.
pub fn several(cx: &Context, ordered: Ordered) -> Handled<OrdersPlaced> {
    let Ordered { number, invoice, items } = ordered;
    let row = |item: OrderedItem| {
        Ok(OrderedRow {
            r#type: kind(cx, &item)?,
            id: item.id.into(),
            product_id: i64::from(item.product).into(),
            name: item.name,
        })
    };
    Ok(OrdersPlaced {
        order_num_list: vec![number; items.len()],
        invoice_id: invoice.id.0.into(),
        total: invoice.total.to_string(),
        items: items.into_iter().map(row).collect::<Result<_, Error>>()?,
    })
}

/// What is done with a name; for a product the category it stands in.
fn kind(cx: &Context, item: &OrderedItem) -> Result<String, Error> {
    if item.kind.is_about_a_name() {
        return Ok(invoice::kind(item.kind).to_owned());
    }
    let shop = cx.realm.shop(cx.session.account.currency)?;
    Ok(shop.category(shop.product(ProductId(item.product))?.category)?.name.clone())
}
