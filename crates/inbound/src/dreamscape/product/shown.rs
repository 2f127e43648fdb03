//! Products as answers show them.

use app::subscriptions::families::Instance;
use dialects::dreamscape::product::shape::{
    NamelessProduct, Product, ProductStatus, Server, Shape,
};
use model::subscription::Standing;

use crate::dreamscape::dates;

/// How something that was bought looks.
pub trait Shown: Shape {
    /// What it looks like.
    fn of(instance: Instance) -> Self;
}

/// The number for where something stands.
pub const fn status(standing: Standing) -> ProductStatus {
    match standing {
        Standing::Pending => ProductStatus::Pending,
        Standing::Running => ProductStatus::Registered,
        Standing::Renewing => ProductStatus::Renewing,
        Standing::Ending => ProductStatus::Ending,
        Standing::Ended => ProductStatus::Ended,
        Standing::Lapsed => ProductStatus::Expired,
    }
}

/// Where something stands that has this number.
pub const fn standing(status: ProductStatus) -> Standing {
    match status {
        ProductStatus::Pending => Standing::Pending,
        ProductStatus::Registered => Standing::Running,
        ProductStatus::Renewing => Standing::Renewing,
        ProductStatus::Ending => Standing::Ending,
        ProductStatus::Ended => Standing::Ended,
        ProductStatus::Expired => Standing::Lapsed,
    }
}

impl Shown for Product {
    fn of(instance: Instance) -> Self {
        Self {
            id: instance.subscription.id.0,
            customer_id: instance.subscription.account.0,
            status_id: status(instance.standing),
            plan_id: instance.subscription.product.0.into(),
            period: instance.months().into(),
            start_date: instance.began().map(dates::instant),
            expiry_date: instance.ends().map(dates::instant),
            domain_name: instance.subscription.domain,
            name: instance.name,
        }
    }
}

impl Shown for NamelessProduct {
    fn of(instance: Instance) -> Self {
        let product = Product::of(instance);
        Self {
            id: product.id,
            customer_id: product.customer_id,
            status_id: product.status_id,
            name: product.name,
            plan_id: product.plan_id,
            period: product.period,
            start_date: product.start_date,
            expiry_date: product.expiry_date,
        }
    }
}

impl Shown for Server {
    fn of(mut instance: Instance) -> Self {
        let facts = instance.server.take();
        let (location, operating_system) =
            facts.map(|facts| (facts.location, facts.system)).unwrap_or_default();
        let product = NamelessProduct::of(instance);
        Self {
            id: product.id,
            customer_id: product.customer_id,
            status_id: product.status_id,
            name: product.name,
            plan_id: product.plan_id,
            period: product.period,
            start_date: product.start_date,
            expiry_date: product.expiry_date,
            location,
            operating_system,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_has_a_number_of_its_own() {
        for at in Standing::ALL {
            assert_eq!(standing(status(at)), at);
        }
    }
}
