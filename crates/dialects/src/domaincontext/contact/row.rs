//! Contacts as lists show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A person or an organisation. What was never told is empty, and a day that was never told is
/// null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContactRow {
    /// Its number.
    pub id: i64,
    /// The login of its client.
    pub client: String,
    /// The number of that client.
    pub client_id: i64,
    /// The login of the client's seller.
    pub seller: String,
    /// The number of that seller.
    pub seller_id: i64,
    /// `person` or `organization`.
    pub r#type: String,
    /// `ok`.
    pub state: String,
    /// First and last name together.
    pub name: String,
    /// The first name of the person.
    pub first_name: String,
    /// The last name of the person.
    pub last_name: String,
    /// The organisation.
    pub organization: String,
    /// Where mail for it goes.
    pub email: String,
    /// Further addresses for mail, joined by commas.
    pub emails: String,
    /// The first line of the street.
    pub street1: String,
    /// The second line of the street.
    pub street2: String,
    /// The third line of the street.
    pub street3: String,
    /// The town.
    pub city: String,
    /// The province.
    pub province: String,
    /// The postal code.
    pub postal_code: String,
    /// Two letters, in lower case.
    pub country: String,
    /// The country in words.
    pub country_name: String,
    /// The telephone.
    pub voice_phone: String,
    /// The fax.
    pub fax_phone: String,
    /// The birthday of the person.
    pub birth_date: Option<String>,
    /// The number of a passport.
    pub passport_no: String,
    /// The day the passport was issued.
    pub passport_date: Option<String>,
    /// Who issued the passport.
    pub passport_by: String,
    /// The organisation in Russian.
    pub organization_ru: String,
    /// Its number at the tax office.
    pub inn: String,
    /// The code of why it is registered there.
    pub kpp: String,
    /// Who directs it.
    pub director_name: String,
    /// Whether it is a resident of Russia.
    pub isresident: bool,
    /// What registries know it by.
    pub epp_id: String,
    /// What the supplier knows it by.
    pub remoteid: String,
}
