//! What callers tell about a contact.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domaincontext::arguments::{
    Date, Email, Emails, Flag, Label, Phone, Reference, optional, starred,
};

/// A person or an organisation. For flattening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContactFields {
    /// Where mail for it goes.
    #[serde(deserialize_with = "starred")]
    pub email: Email,
    /// The first name of the person.
    #[serde(deserialize_with = "starred")]
    pub first_name: Label,
    /// The last name of the person.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub last_name: Option<Label>,
    /// The birthday of the person.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
    /// The organisation.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub organization: Option<Label>,
    /// The first line of the street.
    #[serde(deserialize_with = "starred")]
    pub street1: Label,
    /// The second line of the street.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub street2: Option<Label>,
    /// The third line of the street.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub street3: Option<Label>,
    /// The town.
    #[serde(deserialize_with = "starred")]
    pub city: Label,
    /// The province.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub province: Option<Label>,
    /// The postal code.
    #[serde(deserialize_with = "starred")]
    pub postal_code: Label,
    /// The country in two letters.
    #[serde(deserialize_with = "starred")]
    pub country: Reference,
    /// The telephone.
    #[serde(deserialize_with = "starred")]
    pub voice_phone: Phone,
    /// The fax.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub fax_phone: Option<Phone>,
    /// Further addresses for mail.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub emails: Option<Emails>,
    /// The number of a passport.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub passport_no: Option<Label>,
    /// The day the passport was issued.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub passport_date: Option<Date>,
    /// Who issued the passport.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub passport_by: Option<Label>,
    /// The organisation in Russian; names under `.ru` need it.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub organization_ru: Option<Label>,
    /// Its number at the tax office, for `.ru`.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub inn: Option<Label>,
    /// The code of why it is registered there, for `.ru`.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub kpp: Option<Label>,
    /// Who directs it, for `.ru`.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub director_name: Option<Label>,
    /// Whether it is a resident of Russia, for `.ru`.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub isresident: Option<Flag>,
}
