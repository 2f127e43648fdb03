//! What a contact says of itself besides who it is and where to reach it: registries ask for some of
//! it. Together with it a contact is an object that its account knows by a number.

use crate::contact::{Contact, Whose, is_email, is_phone, normal_phone};
use crate::error::{ContactPart, Error, Field, Particular, Reason, Result};
use crate::time;

/// What a contact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactKind {
    /// A person, with or without a company.
    Person,
    /// An organisation.
    Organisation,
}

impl ContactKind {
    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Person, Self::Organisation].into_iter().find(|kind| kind.word() == word)
    }
}

/// What a contact says of itself besides. Unused parts are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Particulars {
    /// What it is, where somebody said so.
    pub kind: Option<ContactKind>,
    /// The given name.
    pub given_name: String,
    /// The family name.
    pub family_name: String,
    /// When a person was born, `2026-11-21`.
    pub birth_date: String,
    /// The number of a passport.
    pub passport_number: String,
    /// When it was issued, `2026-11-21`.
    pub passport_date: String,
    /// Who issued it.
    pub passport_issuer: String,
    /// Further mail addresses.
    pub emails: Vec<String>,
    /// The organisation in Russian.
    pub russian_name: String,
    /// The tax number of an organisation (INN).
    pub tax_number: String,
    /// Why it has that tax number (KPP).
    pub tax_reason: String,
    /// Who leads the organisation.
    pub director: String,
    /// Whether it is resident, where it was said.
    pub resident: Option<bool>,
    /// The telephone number that is carried along.
    pub mobile: String,
    /// The number that a business is registered under.
    pub business_number: String,
    /// The register that number stands in, as it was written.
    pub business_number_type: String,
}

/// A contact as an object: who it is, where to reach it, and what it says besides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Who it is and where to reach it; its name is made of the given and the family name.
    pub contact: Contact,
    /// What it says besides.
    pub particulars: Particulars,
}

/// Longest text of one particular.
const LONGEST: usize = 255;
/// Further mail addresses at most.
const MOST_EMAILS: usize = 20;
/// Fewest and most signs of the number of a business.
const BUSINESS_NUMBER: (u16, u16) = (2, 25);
/// Registers that a business can stand in; those of names of businesses are also written with a `BN`.
const BUSINESS_REGISTERS: [&str; 13] =
    ["ABN", "ACN", "EBR", "VIC", "NSW", "SA", "NT", "WA", "TAS", "ACT", "QLD", "TM", "OTHER"];

impl Person {
    /// Trims and checks everything. The given name, mail address, phone, first street line, city,
    /// postal code and country are needed.
    ///
    /// # Errors
    /// Names the first part that is absent or cannot be meant.
    pub fn checked(mut self) -> Result<Self> {
        self.particulars = self.particulars.checked()?;
        let Particulars { given_name, family_name, .. } = &self.particulars;
        if given_name.is_empty() {
            return Err(Error::Missing(Field::Particular(Particular::GivenName)));
        }
        self.contact.name = format!("{given_name} {family_name}").trim_end().to_owned();
        self.contact = self.contact.checked(Whose::Object)?;
        Ok(self)
    }

    /// As [`Person::checked`], and what says that it is a business says what that is called.
    ///
    /// # Errors
    /// As [`Person::checked`], and when a business has no name.
    pub fn checked_in_trade(self) -> Result<Self> {
        let checked = self.checked()?;
        if checked.kind() == ContactKind::Organisation && checked.contact.company.is_empty() {
            return Err(Error::Missing(Field::Profile(ContactPart::Company)));
        }
        Ok(checked)
    }

    /// A contact that nobody said more about: its name is split at its last space.
    #[must_use]
    pub fn of(contact: Contact) -> Self {
        let (given, family) = contact.name.rsplit_once(' ').unwrap_or((&contact.name, ""));
        let particulars = Particulars {
            given_name: given.trim_end().to_owned(),
            family_name: family.to_owned(),
            ..Particulars::default()
        };
        Self { contact, particulars }
    }

    /// What it is: what was said, else a company makes an organisation of it.
    #[must_use]
    pub fn kind(&self) -> ContactKind {
        self.particulars.kind.unwrap_or(match self.contact.company.is_empty() {
            true => ContactKind::Person,
            false => ContactKind::Organisation,
        })
    }
}

impl Particulars {
    fn checked(mut self) -> Result<Self> {
        for (particular, text) in self.texts_mut() {
            plain(text, particular)?;
        }
        for (particular, text) in [
            (Particular::BirthDate, &mut self.birth_date),
            (Particular::PassportDate, &mut self.passport_date),
        ] {
            if !text.is_empty() {
                let not_a_day = Error::invalid(Field::Particular(particular), Reason::NotAnInstant);
                *text = time::day(text).ok_or(not_a_day)?;
            }
        }
        let emails = Field::Particular(Particular::Emails);
        if self.emails.len() > MOST_EMAILS {
            return Err(Error::invalid(emails, Reason::MoreThan(20)));
        }
        for email in &mut self.emails {
            plain(email, Particular::Emails)?;
            if !is_email(email) {
                return Err(Error::invalid(emails, Reason::NotAnEmail));
            }
        }
        self.business_checked()?;
        Ok(self)
    }

    fn business_checked(&self) -> Result<()> {
        let refuse =
            |particular, reason| Err(Error::invalid(Field::Particular(particular), reason));
        let ((fewest, most), number) = (BUSINESS_NUMBER, &self.business_number);
        if !number.is_empty() && number.chars().count() < usize::from(fewest) {
            return refuse(Particular::BusinessNumber, Reason::ShorterThan(fewest));
        }
        if number.chars().count() > usize::from(most) {
            return refuse(Particular::BusinessNumber, Reason::LongerThan(most));
        }
        let register = self.business_number_type.to_ascii_uppercase();
        let plain = register.strip_suffix(" BN").unwrap_or(&register);
        if !register.is_empty() && !BUSINESS_REGISTERS.contains(&plain) {
            return refuse(Particular::BusinessNumberType, Reason::UnknownWord);
        }
        if !self.mobile.is_empty() && !is_phone(&normal_phone(&self.mobile)) {
            return refuse(Particular::Mobile, Reason::NotAPhone);
        }
        Ok(())
    }

    fn texts_mut(&mut self) -> [(Particular, &mut String); 13] {
        [
            (Particular::GivenName, &mut self.given_name),
            (Particular::FamilyName, &mut self.family_name),
            (Particular::BirthDate, &mut self.birth_date),
            (Particular::PassportNumber, &mut self.passport_number),
            (Particular::PassportDate, &mut self.passport_date),
            (Particular::PassportIssuer, &mut self.passport_issuer),
            (Particular::RussianName, &mut self.russian_name),
            (Particular::TaxNumber, &mut self.tax_number),
            (Particular::TaxReason, &mut self.tax_reason),
            (Particular::Director, &mut self.director),
            (Particular::Mobile, &mut self.mobile),
            (Particular::BusinessNumber, &mut self.business_number),
            (Particular::BusinessNumberType, &mut self.business_number_type),
        ]
    }
}

/// Some parts of a contact as an object, each only where it was given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonPatch {
    /// What it is.
    pub kind: Option<ContactKind>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The organisation.
    pub company: Option<String>,
    /// The number that a business is registered under.
    pub business_number: Option<String>,
    /// The register that number stands in.
    pub business_number_type: Option<String>,
    /// The first street line; there are no others then.
    pub street: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// State or province.
    pub province: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// What stands before the dot of the phone number, without a plus.
    pub calling_code: Option<String>,
    /// What stands behind it.
    pub phone: Option<String>,
    /// The telephone number that is carried along.
    pub mobile: Option<String>,
    /// The mail address.
    pub email: Option<String>,
}

impl PersonPatch {
    /// `person` with the given parts in the place of its own.
    #[must_use]
    pub fn applied_to(&self, mut person: Person) -> Person {
        let phone = self.phone_after(&person.contact.phone);
        let Person { contact, particulars } = &mut person;
        if self.street.is_some() {
            contact.street = Default::default();
        }
        let parts = [
            (&self.given_name, &mut particulars.given_name),
            (&self.family_name, &mut particulars.family_name),
            (&self.business_number, &mut particulars.business_number),
            (&self.business_number_type, &mut particulars.business_number_type),
            (&self.mobile, &mut particulars.mobile),
            (&self.company, &mut contact.company),
            (&self.street, &mut contact.street[0]),
            (&self.city, &mut contact.city),
            (&self.province, &mut contact.province),
            (&self.postal_code, &mut contact.postal_code),
            (&self.country, &mut contact.country),
            (&self.email, &mut contact.email),
            (&phone, &mut contact.phone),
        ];
        for (given, part) in parts {
            if let Some(given) = given {
                part.clone_from(given);
            }
        }
        particulars.kind = self.kind.or(particulars.kind);
        person
    }

    fn phone_after(&self, before: &str) -> Option<String> {
        if self.calling_code.is_none() && self.phone.is_none() {
            return None;
        }
        let (code, number) = phone_parts(before);
        let code = self.calling_code.as_deref().unwrap_or(code).trim().trim_start_matches('+');
        let number = self.phone.as_deref().unwrap_or(number).trim();
        Some(format!("+{code}.{number}"))
    }
}

/// The two parts of a phone number: the calling code, without its plus, and the number behind it.
#[must_use]
pub fn phone_parts(phone: &str) -> (&str, &str) {
    phone.trim_start_matches('+').split_once('.').unwrap_or(("", phone))
}

/// Trims a text, and refuses one that is not plain or too long.
fn plain(text: &mut String, particular: Particular) -> Result<()> {
    let refuse = |reason| Err(Error::invalid(Field::Particular(particular), reason));
    let trimmed = text.trim();
    if trimmed.len() != text.len() {
        *text = trimmed.to_owned();
    }
    if text.chars().any(char::is_control) {
        return refuse(Reason::NotText);
    }
    if text.len() > LONGEST {
        return refuse(Reason::LongerThan(255));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ContactPart;

    fn ivan() -> Person {
        Person {
            contact: Contact {
                email: "ivan@example.ru".into(),
                phone: "+7.4955550100".into(),
                street: ["Tverskaya 1".into(), String::new(), String::new()],
                city: "Moscow".into(),
                postal_code: "125009".into(),
                country: "ru".into(),
                ..Contact::default()
            },
            particulars: Particulars {
                given_name: " Ivan ".into(),
                family_name: "Petrov".into(),
                birth_date: "1980-02-29".into(),
                emails: vec!["office@example.ru".into()],
                ..Particulars::default()
            },
        }
    }

    #[test]
    fn a_name_is_made_of_two_and_no_province_is_needed() {
        let checked = ivan().checked().unwrap();
        assert_eq!(checked.contact.name, "Ivan Petrov");
        assert_eq!(
            (checked.particulars.given_name.as_str(), checked.kind()),
            ("Ivan", ContactKind::Person)
        );
        let mut single = ivan();
        single.particulars.family_name.clear();
        assert_eq!(single.checked().unwrap().contact.name, "Ivan");
    }

    #[test]
    fn a_refusal_names_the_particular() {
        let refused = |change: fn(&mut Person)| {
            let mut person = ivan();
            change(&mut person);
            person.checked().unwrap_err()
        };
        let invalid = |particular, reason| Error::invalid(Field::Particular(particular), reason);
        assert_eq!(
            refused(|person| person.particulars.birth_date = "1981-02-29".into()),
            invalid(Particular::BirthDate, Reason::NotAnInstant)
        );
        assert_eq!(
            refused(|person| person.particulars.emails.push("office@".into())),
            invalid(Particular::Emails, Reason::NotAnEmail)
        );
        assert_eq!(
            refused(|person| person.particulars.director = "a\u{7}b".into()),
            invalid(Particular::Director, Reason::NotText)
        );
        assert_eq!(
            refused(|person| person.particulars.passport_issuer = "x".repeat(256)),
            invalid(Particular::PassportIssuer, Reason::LongerThan(255))
        );
        assert_eq!(
            refused(|person| person.particulars.given_name.clear()),
            Error::Missing(Field::Particular(Particular::GivenName))
        );
        assert_eq!(
            refused(|person| person.contact.city.clear()),
            Error::Missing(Field::Profile(ContactPart::City))
        );
        assert_eq!(
            refused(|person| {
                person.particulars.given_name = "x".repeat(200);
                person.particulars.family_name = "y".repeat(200);
            }),
            invalid(Particular::GivenName, Reason::LongerThan(255))
        );
    }

    #[test]
    fn a_name_without_particulars_is_split_at_its_last_space() {
        let of = |name: &str| {
            let person = Person::of(Contact { name: name.into(), ..Contact::default() });
            (person.particulars.given_name, person.particulars.family_name)
        };
        assert_eq!(of("Ada Mary Lovelace"), ("Ada Mary".into(), "Lovelace".into()));
        assert_eq!(of("Madonna"), ("Madonna".into(), String::new()));
    }

    #[test]
    fn a_business_says_where_its_number_stands_and_what_it_is_called() {
        let checked = |change: fn(&mut Person)| {
            let mut person = ivan();
            person.particulars.kind = Some(ContactKind::Organisation);
            person.contact.company = "Harbour Pty Ltd".into();
            change(&mut person);
            person.checked_in_trade()
        };
        let invalid = |particular, reason| Error::invalid(Field::Particular(particular), reason);
        let kept = checked(|person| {
            person.particulars.business_number = "53004085616".into();
            person.particulars.business_number_type = "VIC BN".into();
            person.particulars.mobile = "0412 345 678".into();
        });
        assert_eq!(kept.unwrap().particulars.business_number_type, "VIC BN");
        assert_eq!(
            checked(|person| person.contact.company.clear()).unwrap_err(),
            Error::Missing(Field::Profile(ContactPart::Company))
        );
        assert_eq!(
            checked(|person| person.particulars.business_number = "5".into()).unwrap_err(),
            invalid(Particular::BusinessNumber, Reason::ShorterThan(2))
        );
        assert_eq!(
            checked(|person| person.particulars.business_number_type = "XYZ".into()).unwrap_err(),
            invalid(Particular::BusinessNumberType, Reason::UnknownWord)
        );
        assert_eq!(
            checked(|person| person.particulars.mobile = "call me".into()).unwrap_err(),
            invalid(Particular::Mobile, Reason::NotAPhone)
        );
    }

    #[test]
    fn a_patch_changes_only_what_it_says_and_either_part_of_a_phone() {
        let change = |patch: PersonPatch| patch.applied_to(ivan());
        let moved = change(PersonPatch { city: Some("Perm".into()), ..Default::default() });
        assert_eq!(
            (moved.contact.city.as_str(), moved.contact.phone.as_str()),
            ("Perm", "+7.4955550100")
        );
        let code = PersonPatch { calling_code: Some("+61".into()), ..Default::default() };
        assert_eq!(change(code).contact.phone, "+61.4955550100");
        let number = PersonPatch { phone: Some("412345678".into()), ..Default::default() };
        assert_eq!(change(number).contact.phone, "+7.412345678");
        assert_eq!(phone_parts("+61.412345678"), ("61", "412345678"));
        assert_eq!(phone_parts("0412345678"), ("", "0412345678"));
    }
}
