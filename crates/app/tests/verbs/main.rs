//! The verbs of accounts, prices, templates, zones and news, run against a real database. Suppliers
//! are out of reach: none of these verbs may ask one.

mod accounts;
mod funds;
mod members;
mod news;
mod prices;
mod templates;
mod world;
mod zones;
