//! The shop: categories, products, quotes and orders.

/// What callers fill into forms.
pub(super) mod choices;
/// The order form of a product.
pub(super) mod form;
/// Things in a cart, read one by one.
pub(super) mod item;
mod order;
mod products;
mod quote;

use dialects::dns_services::cart::categories::ListCategories;
use dialects::dns_services::cart::configuration::ReadConfiguration;
use dialects::dns_services::cart::order_multiple::OrderMultiple;
use dialects::dns_services::cart::order_product::OrderProduct;
use dialects::dns_services::cart::products::ListProducts;
use dialects::dns_services::cart::quote::QuoteOrder;
use wire::Api;

use super::door::DnsServicesDoor;

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<ListCategories, _>(products::categories)
        .on::<ListProducts, _>(products::products)
        .on::<ReadConfiguration, _>(products::configuration)
        .on::<OrderProduct, _>(order::product)
        .on::<OrderMultiple, _>(order::multiple)
        .on::<QuoteOrder, _>(quote::quote)
}
