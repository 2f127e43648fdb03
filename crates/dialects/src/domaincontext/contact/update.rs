//! `/contactUpdate`: a contact is told anew.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, Pincode, optional, starred};
use crate::domaincontext::contact::fields::ContactFields;
use crate::domaincontext::contact::numbered::NumberedContact;

/// Rewrites a contact. What a new one needs is needed again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateContact {
    /// Its number.
    #[serde(deserialize_with = "starred")]
    pub id: Id,
    /// The pincode of its client, where the client has one.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub pincode: Option<Pincode>,
    /// Who it is.
    #[serde(flatten)]
    pub fields: ContactFields,
}

impl Endpoint for UpdateContact {
    type Dialect = DomainContext;
    type Response = NumberedContact;

    const IDS: &'static [&'static str] = &["contactUpdate"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/contactUpdate";
    const SECRETS: &'static [&'static str] =
        &["pincode", "passport_no", "passport_date", "passport_by"];
}

impl Bulked for UpdateContact {
    const BULK_IDS: &'static [&'static str] = &["contactsUpdate"];
    const BULK_PATH: &'static str = "/contactsUpdate";
}

#[cfg(test)]
mod tests {
    use wire::Node;

    use super::*;

    const WHOLE: &[(&str, &str)] = &[
        ("id", "31"),
        ("email", "ivan@example.com"),
        ("first_name", "Ivan"),
        ("street1", "1 Long Street"),
        ("city", "Cape Town"),
        ("postal_code", "8001"),
        ("country", "za"),
        ("voice_phone", "+27.215550101"),
        ("isresident", "yes"),
        ("birth_date", ""),
    ];

    /// Reads a whole contact in which `name` says `text`.
    fn read(name: &str, text: &str) -> Result<UpdateContact, String> {
        let said = |field: &str, usual: &str| if field == name { text } else { usual }.to_owned();
        let entries = WHOLE
            .iter()
            .map(|(field, usual)| ((*field).to_owned(), Node::Text(said(field, usual))));
        Node::Map(entries.collect()).decode().map_err(|error| error.to_string())
    }

    #[test]
    fn fields_that_are_needed_are_needed_again() {
        let contact = read("last_name", "").unwrap();
        assert!(contact.fields.isresident.is_some_and(|flag| flag.0));
        assert!(contact.fields.birth_date.is_none());
        for (name, _) in &WHOLE[..8] {
            assert_eq!(read(name, "").unwrap_err(), format!("{name} is missing"));
        }
        assert_eq!(read("email", "ivan").unwrap_err(), "email should be a mail address");
        assert_eq!(
            read("birth_date", "today").unwrap_err(),
            "birth_date should be a date as YYYY-MM-DD"
        );
    }
}
