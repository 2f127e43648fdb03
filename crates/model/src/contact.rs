//! People and organisations behind a name, checked once.

use crate::error::{ContactPart, Error, Field, Particular, Reason, Result, Role};

/// Row id of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactId(pub i64);

/// Who somebody is and where to reach them. Unused parts are empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Contact {
    /// The person.
    pub name: String,
    /// The organisation.
    pub company: String,
    /// The mail address.
    pub email: String,
    /// The phone number, `+CC.number`.
    pub phone: String,
    /// The fax number, `+CC.number`.
    pub fax: String,
    /// Up to three street lines.
    pub street: [String; 3],
    /// The city.
    pub city: String,
    /// State or province.
    pub province: String,
    /// The postal code.
    pub postal_code: String,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: String,
}

/// Some parts of a contact, each only where it was given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactPatch {
    /// The person.
    pub name: Option<String>,
    /// The organisation.
    pub company: Option<String>,
    /// The mail address.
    pub email: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// The fax number.
    pub fax: Option<String>,
    /// Street lines.
    pub street: [Option<String>; 3],
    /// The city.
    pub city: Option<String>,
    /// State or province.
    pub province: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

impl ContactPatch {
    /// Whether nothing was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// `contact` with the given parts in the place of its own.
    #[must_use]
    pub fn applied_to(&self, mut contact: Contact) -> Contact {
        let [street1, street2, street3] = &mut contact.street;
        let parts = [
            (&self.name, &mut contact.name),
            (&self.company, &mut contact.company),
            (&self.email, &mut contact.email),
            (&self.phone, &mut contact.phone),
            (&self.fax, &mut contact.fax),
            (&self.street[0], street1),
            (&self.street[1], street2),
            (&self.street[2], street3),
            (&self.city, &mut contact.city),
            (&self.province, &mut contact.province),
            (&self.postal_code, &mut contact.postal_code),
            (&self.country, &mut contact.country),
        ];
        for (given, part) in parts {
            if let Some(given) = given {
                part.clone_from(given);
            }
        }
        contact
    }
}

/// Whose parts a refusal names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A contact of a name, in a role.
    Role(Role),
    /// An account's or member's own.
    Profile,
    /// A contact that an account knows by a number.
    Object,
}

impl Whose {
    const fn field(self, part: ContactPart) -> Field {
        match self {
            Self::Role(role) => Field::Contact(role, part),
            // The name of an object is made of its particulars.
            Self::Object if matches!(part, ContactPart::Name) => {
                Field::Particular(Particular::GivenName)
            }
            Self::Profile | Self::Object => Field::Profile(part),
        }
    }

    /// Whether a part may not be left empty.
    const fn needs(self, part: ContactPart) -> bool {
        match part {
            ContactPart::Company | ContactPart::Fax | ContactPart::Street(2 | 3) => false,
            ContactPart::Province => !matches!(self, Self::Object),
            _ => true,
        }
    }
}

/// Longest text of one part (RFC 5733 bounds most of them at 255).
const LONGEST_PART: usize = 255;

impl Contact {
    /// Trims and checks every part. Name, mail address, phone, first street line, city, province,
    /// postal code and country are needed; of an object, no province.
    ///
    /// # Errors
    /// Names the first part that is absent or cannot be meant.
    pub fn checked(mut self, whose: Whose) -> Result<Self> {
        self.country = self.country.trim().to_ascii_uppercase();
        self.phone = normal_phone(&self.phone);
        self.fax = normal_phone(&self.fax);
        for (part, text) in self.parts_mut() {
            let trimmed = text.trim();
            if trimmed.len() != text.len() {
                *text = trimmed.to_owned();
            }
            if text.chars().any(char::is_control) {
                return Err(Error::invalid(whose.field(part), Reason::NotText));
            }
            if text.len() > LONGEST_PART {
                return Err(Error::invalid(whose.field(part), Reason::LongerThan(255)));
            }
        }
        let absent =
            self.parts().into_iter().find(|(part, text)| text.is_empty() && whose.needs(*part));
        if let Some((part, _)) = absent {
            return Err(Error::Missing(whose.field(part)));
        }
        let refuse = |part, reason| Err(Error::invalid(whose.field(part), reason));
        if !is_email(&self.email) {
            return refuse(ContactPart::Email, Reason::NotAnEmail);
        }
        if !is_phone(&self.phone) {
            return refuse(ContactPart::Phone, Reason::NotAPhone);
        }
        if !self.fax.is_empty() && !is_phone(&self.fax) {
            return refuse(ContactPart::Fax, Reason::NotAPhone);
        }
        if !is_country(&self.country) {
            return refuse(ContactPart::Country, Reason::UnknownCountry);
        }
        Ok(self)
    }

    /// Every part with its text.
    #[must_use]
    pub fn parts(&self) -> [(ContactPart, &str); 12] {
        [
            (ContactPart::Name, &self.name),
            (ContactPart::Company, &self.company),
            (ContactPart::Email, &self.email),
            (ContactPart::Phone, &self.phone),
            (ContactPart::Fax, &self.fax),
            (ContactPart::Street(1), &self.street[0]),
            (ContactPart::Street(2), &self.street[1]),
            (ContactPart::Street(3), &self.street[2]),
            (ContactPart::City, &self.city),
            (ContactPart::Province, &self.province),
            (ContactPart::PostalCode, &self.postal_code),
            (ContactPart::Country, &self.country),
        ]
    }

    fn parts_mut(&mut self) -> [(ContactPart, &mut String); 12] {
        let [street1, street2, street3] = &mut self.street;
        [
            (ContactPart::Name, &mut self.name),
            (ContactPart::Company, &mut self.company),
            (ContactPart::Email, &mut self.email),
            (ContactPart::Phone, &mut self.phone),
            (ContactPart::Fax, &mut self.fax),
            (ContactPart::Street(1), street1),
            (ContactPart::Street(2), street2),
            (ContactPart::Street(3), street3),
            (ContactPart::City, &mut self.city),
            (ContactPart::Province, &mut self.province),
            (ContactPart::PostalCode, &mut self.postal_code),
            (ContactPart::Country, &mut self.country),
        ]
    }
}

/// Callers write the plus of a number percent-encoded twice, or not at all, and then it arrives as a
/// space; spaces and hyphens further on are for people.
pub(crate) fn normal_phone(phone: &str) -> String {
    let encoded = phone.strip_prefix("%2B").or(phone.strip_prefix("%2b"));
    let lost =
        phone.strip_prefix(' ').filter(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
    let phone = encoded.or(lost).map_or_else(|| phone.to_owned(), |rest| format!("+{rest}"));
    phone.chars().filter(|sign| !matches!(sign, ' ' | '-' | '(' | ')')).collect()
}

/// `+CC.number` as in RFC 5733, and the forms people write: digits with or without plus and dot.
pub(crate) fn is_phone(phone: &str) -> bool {
    let digits = phone.strip_prefix('+').unwrap_or(phone);
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    let dots = digits.bytes().filter(|byte| *byte == b'.').count();
    count + dots == digits.len() && dots <= 1 && (4..=17).contains(&count)
}

pub(crate) fn is_email(email: &str) -> bool {
    let Some((local, host)) = email.rsplit_once('@') else { return false };
    let plain = |sign: char| {
        !sign.is_whitespace() && !sign.is_control() && !"()<>,;:\\\"[]@".contains(sign)
    };
    (1..=64).contains(&local.len())
        && local.chars().all(plain)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && crate::name::HostName::parse(host, Field::Host).is_ok()
}

pub(crate) fn is_country(code: &str) -> bool {
    COUNTRIES.split(' ').any(|known| known == code)
}

/// ISO 3166-1 alpha-2, officially assigned.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI \
BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ \
DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ \
GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN \
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS \
MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT \
PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF \
TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM \
ZW";

#[cfg(test)]
mod tests {
    use super::*;

    fn jane() -> Contact {
        Contact {
            name: " Jane Dlamini ".into(),
            email: "jane@example.co.za".into(),
            phone: "%2B27.215550100".into(),
            street: ["1 Long Street".into(), String::new(), String::new()],
            city: "Cape Town".into(),
            province: "Western Cape".into(),
            postal_code: "8001".into(),
            country: "za".into(),
            ..Contact::default()
        }
    }

    #[test]
    fn a_contact_is_normalised() {
        let checked = jane().checked(Whose::Profile).unwrap();
        assert_eq!(checked.name, "Jane Dlamini");
        assert_eq!(checked.phone, "+27.215550100");
        assert_eq!(checked.country, "ZA");
    }

    #[test]
    fn a_refusal_names_role_and_part() {
        let refused = |change: fn(&mut Contact)| {
            let mut contact = jane();
            change(&mut contact);
            contact.checked(Whose::Role(Role::Admin)).unwrap_err()
        };
        assert_eq!(
            refused(|contact| contact.email = "jane@".into()),
            Error::invalid(Field::Contact(Role::Admin, ContactPart::Email), Reason::NotAnEmail)
        );
        assert_eq!(
            refused(|contact| contact.city.clear()),
            Error::Missing(Field::Contact(Role::Admin, ContactPart::City))
        );
        assert_eq!(
            refused(|contact| contact.country = "XX".into()),
            Error::invalid(
                Field::Contact(Role::Admin, ContactPart::Country),
                Reason::UnknownCountry
            )
        );
        assert_eq!(
            refused(|contact| contact.name = "a\nb".into()),
            Error::invalid(Field::Contact(Role::Admin, ContactPart::Name), Reason::NotText)
        );
    }
}
