//! What a contact says of itself besides who it is and where to reach it: registries ask for some of
//! it. Together with it a contact is an object that its account knows by a number.

use crate::contact::{Contact, Whose, is_email};
use crate::error::{Error, Field, Particular, Reason, Result};
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
        Ok(self)
    }

    fn texts_mut(&mut self) -> [(Particular, &mut String); 10] {
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
        ]
    }
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
}
