//! Registrants as calls show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::dreamscape::person::AccountType;

/// Somebody that names belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Registrant {
    /// Their number.
    pub id: i64,
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// Street and number.
    pub address: String,
    /// The town.
    pub city: String,
    /// The country in two letters.
    pub country: String,
    /// The state.
    pub state: String,
    /// The postal code.
    pub post_code: String,
    /// What comes before telephone numbers of the country.
    pub country_code: String,
    /// The telephone, without what comes before it.
    pub phone: String,
    /// Where mail goes.
    pub email: String,
    /// Whether there is a business.
    pub account_type: AccountType,
    /// The business.
    pub business_name: Option<String>,
    /// Its number in the register.
    pub business_number: Option<String>,
    /// The register it stands in.
    pub business_number_type: Option<String>,
    /// The customer they stand for; null while no name uses them.
    pub customer_id: Option<i64>,
}
