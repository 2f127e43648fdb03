//! Orders of a product, and of several things at once.

use app::shop::{self, Cart, CartItem, ProductItem};
use dialects::dns_services::cart::order_multiple::{OrderMultiple, OrdersPlaced};
use dialects::dns_services::cart::order_product::OrderProduct;
use dialects::dns_services::placed::Placed;
use model::error::Field;

use super::{choices, item, products};
use crate::dns_services::door::Caller;
use crate::dns_services::errors::{Handled, Refused};
use crate::dns_services::{cycle, numbers, placed};

pub async fn product(caller: Caller, call: OrderProduct) -> Handled<Placed> {
    let cx = caller.cx()?;
    let id = products::in_path(call.product_id.0)?;
    let fields = &cx.realm.shop(cx.session.account.currency)?.product(id)?.fields;
    let wanted = ProductItem {
        product: id,
        domain: call.domain,
        cycle: cycle::chosen(call.cycle.as_deref(), Field::Cycle)?,
        selection: choices::selection(fields, &call.custom, &call.addon, &call.addon_cycles)?,
        coupon: call.promocode,
    };
    let along =
        item::along(0, &call.subproducts).map_err(|error| Refused::about(error, "subproducts"))?;
    let cart = Cart {
        items: [vec![CartItem::Product(wanted)], along].concat(),
        method: numbers::method(call.pay_method)?,
        coupon: None,
        affiliate: call.aff_id.map(|id| id.0),
    };
    let placed = shop::order(cx, cart.clone(), false).await?;
    placed::single(cx, placed, |place, error| item::refused(cart.items.get(place), error))
}

pub async fn multiple(caller: Caller, call: OrderMultiple) -> Handled<OrdersPlaced> {
    let cx = caller.cx()?;
    let cart = Cart {
        items: item::wanted(cx, call.items),
        method: numbers::method(call.pay_method)?,
        coupon: call.promocode,
        affiliate: call.aff_id.map(|id| id.0),
    };
    match shop::order(cx, cart.clone(), call.ignore_errors.0).await? {
        shop::Placed::Ordered(ordered) => placed::several(cx, ordered),
        shop::Placed::Rejected(reasons) => {
            let reasons = reasons.into_iter();
            let named = |(place, error)| (place, item::refused(cart.items.get(place), error));
            Err(Refused::items(reasons.map(named).collect()))
        }
    }
}
