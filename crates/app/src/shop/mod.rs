//! The shop: what is sold, what a cart comes to, and what is ordered. A quote and the order that
//! follows it are priced by the same code.

mod cart;
mod catalogue;
mod holdings;
mod names;
mod order;
mod price;
mod price_products;
mod quote;
mod wanted_name;

pub use cart::{Cart, CartItem, NameAction, NameItem, ProductItem};
pub use catalogue::{Category, Product, Stocked, categories, product, products};
pub use holdings::{Billed, Holding, HoldingState, holding, holdings, holdings_named};
pub use names::{Lookup, NamePrices, form_of, lookup, numbered, prices, prices_of};
pub use order::{Ordered, OrderedItem, Placed, order, renew};
pub use price::{PricedItem, Recurring, Verdict};
pub use quote::{Quote, quote};

pub(crate) use order::placed;
pub(crate) use wanted_name::WantedName;
