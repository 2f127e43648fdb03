//! What callers tell about people: customers and registrants alike.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::arguments::{Bounded, BusinessNumberType, CallingCode, Country, Line, Told, words};

words! {
    /// Whether somebody acts for a business.
    pub enum AccountType {
        /// For nobody else.
        Personal = "personal",
        /// For a business.
        Business = "business",
    }
}

/// Somebody new. For flattening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonFields {
    /// The first name.
    pub first_name: Bounded<1, 50>,
    /// The last name.
    pub last_name: Bounded<1, 50>,
    /// Street and number.
    pub address: Line,
    /// The town.
    pub city: Bounded<1, 100>,
    /// The country in two letters.
    pub country: Country,
    /// The state.
    pub state: Bounded<1, 50>,
    /// The postal code.
    pub post_code: Bounded<1, 15>,
    /// What comes before telephone numbers of the country: `61`.
    pub country_code: CallingCode,
    /// The telephone, without what comes before it.
    pub phone: Line,
    /// Where mail goes.
    pub email: Bounded<2, 255>,
    /// Whether there is a business.
    pub account_type: AccountType,
    /// The business.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_name: Option<Bounded<2, 255>>,
    /// The register the business stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_number_type: Option<BusinessNumberType>,
    /// Its number there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_number: Option<Bounded<2, 25>>,
}

/// What changes about somebody; what is left out stays. For flattening.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonChanges {
    /// The first name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<Bounded<1, 50>>,
    /// The last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<Bounded<1, 50>>,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Line>,
    /// The town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Bounded<1, 100>>,
    /// The country in two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<Bounded<1, 50>>,
    /// The postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_code: Option<Bounded<1, 15>>,
    /// What comes before telephone numbers of the country: `61`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_code: Option<CallingCode>,
    /// The telephone, without what comes before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Line>,
    /// Where mail goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Bounded<2, 255>>,
    /// Whether there is a business.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_type: Option<AccountType>,
    /// The business.
    #[serde(default, skip_serializing_if = "Told::is_absent")]
    pub business_name: Told<Bounded<2, 255>>,
    /// The register the business stands in.
    #[serde(default, skip_serializing_if = "Told::is_absent")]
    pub business_number_type: Told<BusinessNumberType>,
    /// Its number there.
    #[serde(default, skip_serializing_if = "Told::is_absent")]
    pub business_number: Told<Bounded<2, 25>>,
}
