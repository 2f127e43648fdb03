//! What registries want to know besides, as callers say it by name.

use std::collections::BTreeMap;

use model::Result;
use model::error::{Error, Field, Reason};
use model::product::{Choice, FieldKind, FormField};
use model::tld::TldRules;

/// What was said to the form of an extension, by the registry's own keys. A field is known by that key,
/// or by what it says.
///
/// # Errors
/// Names the field that is missing or cannot be meant, or says that there is no such field.
pub fn read(rules: &TldRules, said: &[(String, String)]) -> Result<BTreeMap<String, String>> {
    let mut choices = BTreeMap::new();
    for (name, value) in said {
        let known = |field: &&FormField| {
            field.resource.eq_ignore_ascii_case(name) || field.title.eq_ignore_ascii_case(name)
        };
        let field = rules.fields.iter().find(known);
        let field = field.ok_or(Error::invalid(Field::Choice(0), Reason::NotOffered))?;
        if let Some(choice) = choice(field, value)? {
            choices.insert(field.id, choice);
        }
    }
    rules.filled_in(&choices).map(|choices| rules.extras(&choices))
}

/// The key of a field with a number, for refusals that are about it.
#[must_use]
pub fn key(rules: &TldRules, number: u32) -> Option<&str> {
    rules.fields.iter().find(|field| field.id == number).map(|field| field.resource.as_str())
}

fn choice(field: &FormField, value: &str) -> Result<Option<Choice>> {
    let value = value.trim();
    let unknown = || Error::invalid(Field::Choice(field.id), Reason::UnknownWord);
    Ok(match &field.kind {
        _ if value.is_empty() => None,
        FieldKind::Input(_) => Some(Choice::Text(value.to_owned())),
        FieldKind::Select => {
            let says = |title: &str| title.eq_ignore_ascii_case(value);
            let item =
                field.items.iter().find(|item| says(&item.title) || says(&item.id.to_string()));
            Some(Choice::Item { id: item.ok_or_else(unknown)?.id, quantity: 1 })
        }
        FieldKind::Quantity { .. } | FieldKind::Checkbox => {
            let quantity = match value.to_ascii_lowercase().as_str() {
                "true" | "yes" => 1,
                "false" | "no" => 0,
                number => number.parse().map_err(|_| unknown())?,
            };
            let item = field.items.first().ok_or_else(unknown)?;
            Some(Choice::Item { id: item.id, quantity })
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> TldRules {
        let book = crate::rulebook::embedded().unwrap().0;
        book.tlds().find(|rules| rules.fields.iter().any(|field| field.required)).unwrap().clone()
    }

    #[test]
    fn a_form_is_filled_in_by_names_and_words() {
        let rules = rules();
        let said: Vec<(String, String)> = rules
            .fields
            .iter()
            .map(|field| {
                let value = field.items.first().map_or("Ada".into(), |item| item.title.clone());
                let value =
                    if matches!(field.kind, FieldKind::Checkbox) { "yes".into() } else { value };
                (field.resource.to_uppercase(), value)
            })
            .collect();
        let told = read(&rules, &said).unwrap();
        assert_eq!(told.len(), rules.fields.len());
        let missing = read(&rules, &[]).unwrap_err();
        let Error::Missing(Field::Choice(number)) = missing else { panic!("{missing:?}") };
        assert!(key(&rules, number).is_some());
        let strange = [("shoe-size".to_owned(), "42".to_owned())];
        let strange = read(&rules, &strange).unwrap_err();
        assert_eq!(strange, Error::invalid(Field::Choice(0), Reason::NotOffered));
    }
}
