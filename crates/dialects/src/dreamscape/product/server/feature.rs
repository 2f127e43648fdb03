//! What a server has besides what its plan gives it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::dreamscape::arguments::{Line, Months};
use crate::dreamscape::plan::features::FeatureType;
use crate::dreamscape::product::shape::ProductStatus;

/// A part of a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServerFeature {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub r#type: FeatureType,
    /// Which one, or how much of it.
    pub value: String,
    /// The months of a period.
    pub period: u16,
    /// What has become of it.
    pub status_id: ProductStatus,
    /// When it began; null until it did.
    pub start_date: Option<String>,
    /// Until when it is paid; null where it is not known.
    pub expiry_date: Option<String>,
}

/// A part that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WantedFeature {
    /// What it is.
    pub r#type: FeatureType,
    /// Which one, or how much of it.
    pub value: Line,
    /// The months of a period, one of those that it has.
    pub period: Months,
}
