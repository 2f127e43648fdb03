//! What registries ask about whoever registers a name, as far as a contact's particulars say it.

use std::collections::BTreeMap;

use model::contact::ContactId;
use model::error::{Field, Noun, Particular, Reason};
use model::particulars::{ContactKind, Particulars, Person};
use model::product::FieldKind;
use model::tld::TldRules;
use model::{Error, Result};
use store::Tx;

use super::choices::Chosen;
use super::register::Register;

/// Whether a person or an organisation registers.
const TYPE: &str = "registrant-type";
/// By which document it is known.
const DOCUMENT: &str = "document";
/// When a person was born.
const BIRTH_DATE: &str = "birth-date";

/// What the registry is told besides: what was said, else, where the registrant was named as a contact
/// that the account knows by a number, what its particulars say. Nobody else is missed anything of.
///
/// # Errors
/// Names the particular that the registry needs and that is absent.
pub(super) fn extras(
    tx: &mut Tx<'_>,
    rules: &TldRules,
    wish: &Register,
    registrant: &Chosen,
) -> Result<BTreeMap<String, String>> {
    if !wish.extras.is_empty() || !wish.contacts[0].is_object() || !asks(rules, TYPE) {
        return Ok(wish.extras.clone());
    }
    let person = match registrant {
        Chosen::Existing(id) => stored(tx, *id)?,
        Chosen::Described(contact) => Person::of(contact.clone()),
    };
    let (said, kind) = (&person.particulars, person.kind());
    let (title, document) = match kind {
        ContactKind::Person => ("Person", passport(said)?),
        ContactKind::Organisation => ("Organisation", tax_number(said)?),
    };
    let mut extras = BTreeMap::from([(TYPE.to_owned(), title.to_owned())]);
    extras.insert(DOCUMENT.to_owned(), cut(document, longest(rules, DOCUMENT)));
    if kind == ContactKind::Person && asks(rules, BIRTH_DATE) {
        let born = needed(Particular::BirthDate, &said.birth_date)?;
        extras.insert(BIRTH_DATE.to_owned(), born.to_owned());
    }
    Ok(extras)
}

fn stored(tx: &mut Tx<'_>, id: ContactId) -> Result<Person> {
    tx.person(id)?.map(|stored| stored.person).ok_or(Error::NotFound(Noun::Contact))
}

fn asks(rules: &TldRules, key: &str) -> bool {
    rules.fields.iter().any(|field| field.resource == key)
}

fn passport(said: &Particulars) -> Result<String> {
    let number = needed(Particular::PassportNumber, &said.passport_number)?;
    let date = needed(Particular::PassportDate, &said.passport_date)?;
    let issuer = needed(Particular::PassportIssuer, &said.passport_issuer)?;
    Ok(format!("{number}, {date}, {issuer}"))
}

fn tax_number(said: &Particulars) -> Result<String> {
    let number = needed(Particular::TaxNumber, &said.tax_number)?;
    Ok(match said.tax_reason.as_str() {
        "" => number.to_owned(),
        reason => format!("{number}/{reason}"),
    })
}

fn needed(particular: Particular, text: &str) -> Result<&str> {
    match text {
        "" => Err(Error::invalid(Field::Particular(particular), Reason::NeededByRegistry)),
        said => Ok(said),
    }
}

fn longest(rules: &TldRules, key: &str) -> usize {
    let kind = rules.fields.iter().find(|field| field.resource == key).map(|field| &field.kind);
    match kind {
        Some(FieldKind::Input(longest)) => usize::from(*longest),
        _ => usize::MAX,
    }
}

/// The beginning of a text: who issued a passport stands last, and may be long.
fn cut(mut text: String, longest: usize) -> String {
    while text.len() > longest {
        text.pop();
    }
    text
}
