//! The shop: categories, products, quotes and orders.
