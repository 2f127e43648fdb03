//! `/certificatePurchase`: a product is paid from the balance; what it shall certify is told later.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Coupon, Id, Login, Period, Reference, optional};
use crate::domaincontext::certificate::progress::CertificateProgress;

/// Buys a certificate. The product is named by word or by number.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PurchaseCertificate {
    /// The product in one word.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub product: Option<Reference>,
    /// The number of the product.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub product_id: Option<Id>,
    /// Years; one when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub amount: Option<Period>,
    /// The login of the client it is for.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client: Option<Login>,
    /// The number of that client.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client_id: Option<Id>,
    /// The number of the product, as price lists name it.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub object_id: Option<Id>,
    /// A coupon.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub coupon: Option<Coupon>,
}

impl Endpoint for PurchaseCertificate {
    type Dialect = DomainContext;
    type Response = CertificateProgress;

    const IDS: &'static [&'static str] = &["certificatePurchase"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificatePurchase";
}

impl Bulked for PurchaseCertificate {
    const BULK_IDS: &'static [&'static str] = &["certificatesPurchase"];
    const BULK_PATH: &'static str = "/certificatesPurchase";
}
