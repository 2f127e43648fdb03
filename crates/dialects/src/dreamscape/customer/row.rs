//! Customers as calls show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::dreamscape::arguments::codes;
use crate::dreamscape::person::AccountType;

codes! {
    /// What a customer may do.
    pub enum CustomerStatus {
        /// Everything.
        Active = 1,
        /// Nothing yet: the mail address is still to be confirmed.
        Pending = 2,
        /// Sign in and pay, and nothing else.
        Suspended = 3,
        /// Nothing.
        Disabled = 4,
        /// Nothing any more: the account is closed.
        Terminated = 5,
    }
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Customer {
    /// Its number.
    pub id: i64,
    /// What it may do.
    pub status_id: CustomerStatus,
    /// The name it signs in with.
    pub username: String,
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
    /// The mobile telephone.
    pub mobile: Option<String>,
    /// Where mail goes.
    pub email: String,
    /// The currency of its prices.
    pub currency: String,
    /// Whether there is a business.
    pub account_type: AccountType,
    /// The business.
    pub business_name: Option<String>,
    /// Its number in the register.
    pub business_number: Option<String>,
    /// The register it stands in.
    pub business_number_type: Option<String>,
    /// When it was made.
    pub date_added: String,
}
