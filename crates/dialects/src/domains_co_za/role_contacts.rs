//! The contact parameters of three calls: four roles times eleven parts, spelt `registrantName` to
//! `techCity`. One table gives the parts; reading, writing and the schema follow it.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

/// The contacts of a call, for use with `#[serde(flatten)]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleContacts {
    /// The holder.
    pub registrant: ContactInput,
    /// The administrative contact.
    pub admin: ContactInput,
    /// The billing contact.
    pub billing: ContactInput,
    /// The technical contact.
    pub tech: ContactInput,
}

/// What was sent about one role. A template and single parts may come together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactInput {
    /// A stored contact, by name or id.
    pub template: Option<String>,
    /// The person.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Two letters.
    pub country: Option<String>,
    /// State or province.
    pub province: Option<String>,
    /// Telephone, as `+27.210000000`.
    pub contact_number: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// First line of the address.
    pub address1: Option<String>,
    /// Second line.
    pub address2: Option<String>,
    /// Third line.
    pub address3: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Company. Older clients send it; the catalogue does not list it.
    pub company: Option<String>,
}

impl ContactInput {
    /// Whether nothing was sent about the role.
    pub fn is_empty(&self) -> bool {
        PARTS.iter().all(|part| (part.read)(self).is_none())
    }
}

struct Part {
    /// What follows the role in the parameter's name.
    suffix: &'static str,
    read: fn(&ContactInput) -> &Option<String>,
    write: fn(&mut ContactInput) -> &mut Option<String>,
    meaning: &'static str,
}

/// In the order of the catalogue; the last one is not in it.
const PARTS: [Part; 12] = [
    Part {
        suffix: "Template",
        read: |contact| &contact.template,
        write: |contact| &mut contact.template,
        meaning: "A stored contact, by name or id.",
    },
    Part {
        suffix: "Name",
        read: |contact| &contact.name,
        write: |contact| &mut contact.name,
        meaning: "The person.",
    },
    Part {
        suffix: "Email",
        read: |contact| &contact.email,
        write: |contact| &mut contact.email,
        meaning: "Their address.",
    },
    Part {
        suffix: "Country",
        read: |contact| &contact.country,
        write: |contact| &mut contact.country,
        meaning: "Two letters.",
    },
    Part {
        suffix: "Province",
        read: |contact| &contact.province,
        write: |contact| &mut contact.province,
        meaning: "State or province.",
    },
    Part {
        suffix: "ContactNumber",
        read: |contact| &contact.contact_number,
        write: |contact| &mut contact.contact_number,
        meaning: "Telephone, as `+27.210000000`.",
    },
    Part {
        suffix: "PostalCode",
        read: |contact| &contact.postal_code,
        write: |contact| &mut contact.postal_code,
        meaning: "Postal code.",
    },
    Part {
        suffix: "Address1",
        read: |contact| &contact.address1,
        write: |contact| &mut contact.address1,
        meaning: "First line of the address.",
    },
    Part {
        suffix: "Address2",
        read: |contact| &contact.address2,
        write: |contact| &mut contact.address2,
        meaning: "Second line.",
    },
    Part {
        suffix: "Address3",
        read: |contact| &contact.address3,
        write: |contact| &mut contact.address3,
        meaning: "Third line.",
    },
    Part {
        suffix: "City",
        read: |contact| &contact.city,
        write: |contact| &mut contact.city,
        meaning: "Town.",
    },
    Part {
        suffix: "Company",
        read: |contact| &contact.company,
        write: |contact| &mut contact.company,
        meaning: "Company.",
    },
];

/// How many of [`PARTS`] the catalogue lists.
const LISTED: usize = 11;

impl RoleContacts {
    /// The roles with the word their parameters begin with, in the order of the catalogue.
    pub fn roles(&self) -> [(&'static str, &ContactInput); 4] {
        [
            ("registrant", &self.registrant),
            ("admin", &self.admin),
            ("billing", &self.billing),
            ("tech", &self.tech),
        ]
    }

    /// Where the value of `parameter` belongs. Older clients write `contactName` for the holder's.
    fn slot(&mut self, parameter: &str) -> Option<&mut Option<String>> {
        let (contact, suffix) = if let Some(suffix) = parameter.strip_prefix("registrant") {
            (&mut self.registrant, suffix)
        } else if let Some(suffix) = parameter.strip_prefix("contact") {
            (&mut self.registrant, suffix)
        } else if let Some(suffix) = parameter.strip_prefix("admin") {
            (&mut self.admin, suffix)
        } else if let Some(suffix) = parameter.strip_prefix("billing") {
            (&mut self.billing, suffix)
        } else {
            (&mut self.tech, parameter.strip_prefix("tech")?)
        };
        let part = PARTS.iter().find(|part| part.suffix == suffix)?;
        Some((part.write)(contact))
    }
}

impl Serialize for RoleContacts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.roles().into_iter().flat_map(|(role, contact)| {
            PARTS.iter().filter_map(move |part| {
                let value = (part.read)(contact).as_ref()?;
                Some((format!("{role}{}", part.suffix), value))
            })
        }))
    }
}

impl<'de> Deserialize<'de> for RoleContacts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RoleVisitor)
    }
}

struct RoleVisitor;

impl<'de> Visitor<'de> for RoleVisitor {
    type Value = RoleContacts;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("contact parameters")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RoleContacts, A::Error> {
        let mut contacts = RoleContacts::default();
        while let Some(parameter) = map.next_key::<String>()? {
            match contacts.slot(&parameter) {
                Some(slot) => *slot = map.next_value()?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(contacts)
    }
}

impl JsonSchema for RoleContacts {
    fn schema_name() -> Cow<'static, str> {
        "RoleContacts".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let contacts = RoleContacts::default();
        let mut properties = Map::new();
        for (role, _) in contacts.roles() {
            for part in &PARTS[..LISTED] {
                let schema: Value = json!({ "type": "string", "description": part.meaning });
                properties.insert(format!("{role}{}", part.suffix), schema);
            }
        }
        json_schema!({ "type": "object", "properties": properties })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Call {
        sld: String,
        #[serde(flatten)]
        contacts: RoleContacts,
    }

    #[test]
    fn roles_and_parts_are_found_by_name() {
        let json = r#"{"sld":"shoes","registrantName":"Thandi","billingAddress3":"","techCity":"Paarl","other":1}"#;
        let call: Call = serde_json::from_str(json).unwrap();
        assert_eq!(call.contacts.registrant.name.as_deref(), Some("Thandi"));
        assert_eq!(call.contacts.billing.address3.as_deref(), Some(""));
        assert_eq!(call.contacts.tech.city.as_deref(), Some("Paarl"));
        assert!(call.contacts.admin.is_empty());
        let sent =
            r#"{"sld":"shoes","registrantName":"Thandi","billingAddress3":"","techCity":"Paarl"}"#;
        assert_eq!(serde_json::to_string(&call).unwrap(), sent);
    }

    #[test]
    fn older_clients_speak_of_the_contact() {
        let json =
            r#"{"sld":"shoes","contactContactNumber":"+27.210000000","contactCompany":"Shoes"}"#;
        let call: Call = serde_json::from_str(json).unwrap();
        assert_eq!(call.contacts.registrant.contact_number.as_deref(), Some("+27.210000000"));
        assert_eq!(call.contacts.registrant.company.as_deref(), Some("Shoes"));
    }
}
