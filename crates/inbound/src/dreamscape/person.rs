//! People as the dialect tells of them: customers and registrants alike.

use dialects::dreamscape::arguments::{Bounded, BusinessNumberType, Told};
use dialects::dreamscape::person::{AccountType, PersonChanges, PersonFields};
use model::particulars::{ContactKind, Person, PersonPatch, phone_parts};

/// Somebody new.
pub fn person(told: PersonFields, mobile: Option<String>) -> Person {
    let patch = PersonPatch {
        kind: Some(kind(told.account_type)),
        given_name: Some(told.first_name.0),
        family_name: Some(told.last_name.0),
        company: told.business_name.map(|text| text.0),
        business_number: told.business_number.map(|text| text.0),
        business_number_type: told.business_number_type.map(|text| text.0),
        street: Some(told.address.0),
        city: Some(told.city.0),
        province: Some(told.state.0),
        postal_code: Some(told.post_code.0),
        country: Some(told.country.0),
        calling_code: Some(told.country_code.0),
        phone: Some(told.phone.0),
        mobile,
        email: Some(told.email.0),
    };
    patch.applied_to(Person::default())
}

/// What changes about somebody.
pub fn patch(told: PersonChanges, mobile: Option<String>) -> PersonPatch {
    PersonPatch {
        kind: told.account_type.map(kind),
        given_name: told.first_name.map(|text| text.0),
        family_name: told.last_name.map(|text| text.0),
        company: emptied(told.business_name, |text: Bounded<2, 255>| text.0),
        business_number: emptied(told.business_number, |text: Bounded<2, 25>| text.0),
        business_number_type: emptied(told.business_number_type, |text: BusinessNumberType| text.0),
        street: told.address.map(|text| text.0),
        city: told.city.map(|text| text.0),
        province: told.state.map(|text| text.0),
        postal_code: told.post_code.map(|text| text.0),
        country: told.country.map(|text| text.0),
        calling_code: told.country_code.map(|text| text.0),
        phone: told.phone.map(|text| text.0),
        mobile,
        email: told.email.map(|text| text.0),
    }
}

/// What a change says of a field that may be empty; none when it stays as it is.
pub fn emptied<T>(told: Told<T>, text: impl Fn(T) -> String) -> Option<String> {
    told.said().map(|said| said.map(text).unwrap_or_default())
}

const fn kind(told: AccountType) -> ContactKind {
    match told {
        AccountType::Personal => ContactKind::Person,
        AccountType::Business => ContactKind::Organisation,
    }
}

/// The parts of somebody as answers show them.
pub struct Shown {
    pub first_name: String,
    pub last_name: String,
    pub address: String,
    pub city: String,
    pub country: String,
    pub state: String,
    pub post_code: String,
    pub country_code: String,
    pub phone: String,
    pub mobile: Option<String>,
    pub email: String,
    pub account_type: AccountType,
    pub business_name: Option<String>,
    pub business_number: Option<String>,
    pub business_number_type: Option<String>,
}

/// Somebody as answers show them.
pub fn shown(person: Person) -> Shown {
    let account_type = match person.kind() {
        ContactKind::Person => AccountType::Personal,
        ContactKind::Organisation => AccountType::Business,
    };
    let Person { contact, particulars } = person;
    let (code, number) = phone_parts(&contact.phone);
    let said = |text: String| (!text.is_empty()).then_some(text);
    Shown {
        first_name: particulars.given_name,
        last_name: particulars.family_name,
        city: contact.city,
        country: contact.country,
        state: contact.province,
        post_code: contact.postal_code,
        country_code: code.to_owned(),
        phone: number.to_owned(),
        mobile: said(particulars.mobile),
        email: contact.email,
        account_type,
        business_name: said(contact.company),
        business_number: said(particulars.business_number),
        business_number_type: said(particulars.business_number_type),
        address: contact.street.into_iter().next().unwrap_or_default(),
    }
}
