//! The shop: categories, products, quotes and orders.

/// All categories.
pub mod categories;
/// The order form of a product.
pub mod configuration;
/// One thing in a cart.
pub mod item;
/// Orders several things at once.
pub mod order_multiple;
/// Orders one product.
pub mod order_product;
/// What a product costs for a period.
pub mod period;
/// The products of a category.
pub mod products;
/// What a cart costs.
pub mod quote;
/// What is known about each thing of a quote.
pub mod quoted_item;
