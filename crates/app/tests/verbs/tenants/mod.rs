//! Tenants of a reseller, their users, roles and plans, and the webhooks that tell of them.

/// Whoever is called and mailed here, and a shop with what the tests begin with.
mod office;
/// Plans, and what a reseller changes about them.
mod plans;
/// Roles of tenants.
mod roles;
/// Names, switches, keys, and who sees what.
mod tenancy;
/// Users of tenants.
mod users;
/// What the operator is told.
mod webhooks;
