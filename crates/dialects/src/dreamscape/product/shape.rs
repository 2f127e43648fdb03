//! Products as answers show them. Families differ in whether a domain name belongs to a product, and
//! servers say where they stand.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::families::{DomainName, Family, Order};
use crate::dreamscape::arguments::{Bounded, codes};

/// What a product says of itself, and what is said of it in turn.
pub trait Shape: Serialize + DeserializeOwned + JsonSchema + Send + 'static {
    /// The domain name that a list is cut down to.
    type Sought: Naming;
    /// The domain name that an order is for.
    type Named: Naming;

    /// Whether the products of a family look like this.
    fn is_of(family: &Family) -> bool;
}

/// A domain name, or nothing where a family has none.
pub trait Naming: Serialize + DeserializeOwned + JsonSchema + Send + 'static {
    /// The domain name.
    fn domain_name(&self) -> Option<&str>;
}

codes! {
    /// What has become of a product.
    pub enum ProductStatus {
        /// It was bought and has not begun.
        Pending = 1,
        /// It runs.
        Registered = 2,
        /// Its renewal is under way.
        Renewing = 3,
        /// Its end was asked for.
        Ending = 4,
        /// It has ended.
        Ended = 5,
        /// Its time is over.
        Expired = 6,
    }
}

/// A product of a family with domain names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Product {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub customer_id: i64,
    /// What has become of it.
    pub status_id: ProductStatus,
    /// The domain name it belongs to; empty where there is none.
    pub domain_name: String,
    /// What it is called.
    pub name: String,
    /// Its plan.
    pub plan_id: i64,
    /// The months of a period.
    pub period: u16,
    /// When it began; null until it did.
    pub start_date: Option<String>,
    /// Until when it is paid; null where it is not known.
    pub expiry_date: Option<String>,
}

/// A product of a family without domain names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamelessProduct {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub customer_id: i64,
    /// What has become of it.
    pub status_id: ProductStatus,
    /// What it is called.
    pub name: String,
    /// Its plan.
    pub plan_id: i64,
    /// The months of a period.
    pub period: u16,
    /// When it began; null until it did.
    pub start_date: Option<String>,
    /// Until when it is paid; null where it is not known.
    pub expiry_date: Option<String>,
}

/// A server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Server {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub customer_id: i64,
    /// What has become of it.
    pub status_id: ProductStatus,
    /// What it is called.
    pub name: String,
    /// Its plan.
    pub plan_id: i64,
    /// The months of a period.
    pub period: u16,
    /// When it began; null until it did.
    pub start_date: Option<String>,
    /// Until when it is paid; null where it is not known.
    pub expiry_date: Option<String>,
    /// Where it stands, as a code.
    pub location: String,
    /// What it runs.
    pub operating_system: String,
}

impl Shape for Product {
    type Sought = Sought;
    type Named = Named;

    fn is_of(family: &Family) -> bool {
        family.domain_name != DomainName::Absent
    }
}

impl Shape for NamelessProduct {
    type Sought = Nameless;
    type Named = Nameless;

    fn is_of(family: &Family) -> bool {
        family.domain_name == DomainName::Absent && family.order != Order::Server
    }
}

impl Shape for Server {
    type Sought = Nameless;
    type Named = Nameless;

    fn is_of(family: &Family) -> bool {
        family.order == Order::Server
    }
}

/// A domain name that may be left out.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Sought {
    /// Those that belong to this domain name; all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<Bounded<2, 100>>,
}

/// A domain name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Named {
    /// The domain name it belongs to.
    pub domain_name: Bounded<2, 100>,
}

/// No domain name.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
pub struct Nameless {}

impl Naming for Sought {
    fn domain_name(&self) -> Option<&str> {
        self.domain_name.as_deref()
    }
}

impl Naming for Named {
    fn domain_name(&self) -> Option<&str> {
        Some(&self.domain_name)
    }
}

impl Naming for Nameless {
    fn domain_name(&self) -> Option<&str> {
        None
    }
}
