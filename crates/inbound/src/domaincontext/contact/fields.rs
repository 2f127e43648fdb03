//! From what callers tell of a contact to a person, and back.

use app::contacts::FoundContact;
use dialects::domaincontext::arguments::{Date, Label, Reference};
use dialects::domaincontext::contact::fields::ContactFields;
use dialects::domaincontext::contact::row::ContactRow;
use model::contact::Contact;
use model::particulars::{ContactKind, Particulars, Person};

use super::country;
use crate::domaincontext::errors::{Handled, Refused};
use crate::domaincontext::whom;

/// Every kind with its word.
const KINDS: [(ContactKind, &str); 2] =
    [(ContactKind::Person, "person"), (ContactKind::Organisation, "organization")];

/// The kind that a word means.
pub fn kind(word: Option<&Reference>) -> Handled<Option<ContactKind>> {
    let known = |word: &Reference| {
        let found = KINDS.iter().find(|(_, known)| known.eq_ignore_ascii_case(&word.0));
        found.map(|(kind, _)| *kind).ok_or_else(|| Refused::unknown_word("type"))
    };
    word.map(known).transpose()
}

/// Whoever is told of.
pub fn person(told: ContactFields, kind: Option<ContactKind>) -> Person {
    let label = |label: Option<Label>| label.map(|label| label.0).unwrap_or_default();
    let date = |date: Option<Date>| date.map(|date| date.0).unwrap_or_default();
    let emails = told.emails.map(|emails| emails.0).unwrap_or_default();
    Person {
        contact: Contact {
            // It is made of the two below.
            name: String::new(),
            company: label(told.organization),
            email: told.email.0,
            phone: told.voice_phone.0,
            fax: told.fax_phone.map(|phone| phone.0).unwrap_or_default(),
            street: [told.street1.0, label(told.street2), label(told.street3)],
            city: told.city.0,
            province: label(told.province),
            postal_code: told.postal_code.0,
            country: told.country.0,
        },
        particulars: Particulars {
            kind,
            given_name: told.first_name.0,
            family_name: label(told.last_name),
            birth_date: date(told.birth_date),
            passport_number: label(told.passport_no),
            passport_date: date(told.passport_date),
            passport_issuer: label(told.passport_by),
            emails: emails.into_iter().map(|email| email.0).collect(),
            russian_name: label(told.organization_ru),
            tax_number: label(told.inn),
            tax_reason: label(told.kpp),
            director: label(told.director_name),
            resident: told.isresident.map(|flag| flag.0),
            ..Particulars::default()
        },
    }
}

/// A contact as lists show it.
pub fn row(found: FoundContact) -> ContactRow {
    let FoundContact { stored, owner } = found;
    let (seller, seller_id) = whom::seller(&owner);
    let kind = stored.person.kind();
    let Person { contact, particulars } = stored.person;
    let [street1, street2, street3] = contact.street;
    let day = |day: String| Some(day).filter(|day| !day.is_empty());
    let word = KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, word)| word);
    ContactRow {
        id: stored.id.0,
        client: owner.login,
        client_id: owner.account.0,
        seller,
        seller_id,
        r#type: word.to_owned(),
        state: "ok".to_owned(),
        name: contact.name,
        first_name: particulars.given_name,
        last_name: particulars.family_name,
        organization: contact.company,
        email: contact.email,
        emails: particulars.emails.join(","),
        street1,
        street2,
        street3,
        city: contact.city,
        province: contact.province,
        postal_code: contact.postal_code,
        country_name: country::name(&contact.country).to_owned(),
        country: contact.country,
        voice_phone: contact.phone,
        fax_phone: contact.fax,
        birth_date: day(particulars.birth_date),
        passport_no: particulars.passport_number,
        passport_date: day(particulars.passport_date),
        passport_by: particulars.passport_issuer,
        organization_ru: particulars.russian_name,
        inn: particulars.tax_number,
        kpp: particulars.tax_reason,
        director_name: particulars.director,
        isresident: particulars.resident.unwrap_or(false),
        epp_id: stored.handle.clone(),
        remoteid: stored.handle,
    }
}
