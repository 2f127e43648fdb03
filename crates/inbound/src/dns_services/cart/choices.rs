//! What callers fill into forms, read by what each field asks for.

use std::collections::BTreeMap;

use dialects::dns_services::answers::{FormAnswer, FormAnswers};
use model::error::{Error, Field, Reason};
use model::product::{Choice, Cycle, FieldKind, FormField, ProductId, Selection};

use crate::dns_services::cycle;

/// What was filled into a form, of a product or of an extension.
pub fn of_a_form(
    fields: &[FormField],
    answers: &FormAnswers,
) -> Result<BTreeMap<u32, Choice>, Error> {
    let mut choices = BTreeMap::new();
    for (key, answer) in &answers.0.0 {
        let id = number(key).ok_or(Error::invalid(Field::Choice(0), Reason::NotOffered))?;
        let chosen = match fields.iter().find(|field| field.id == id) {
            Some(field) => choice(field, answer)?,
            // Nobody asks for it, which is for others to say.
            None => Some(Choice::Text(String::new())),
        };
        choices.extend(chosen.map(|chosen| (id, chosen)));
    }
    Ok(choices)
}

/// Everything that was chosen about a product. An add-on counts when its box is ticked.
pub fn selection(
    fields: &[FormField],
    custom: &FormAnswers,
    addon: &FormAnswers,
    addon_cycles: &FormAnswers,
) -> Result<Selection, Error> {
    let mut addons = BTreeMap::new();
    for (key, answer) in &addon.0.0 {
        let id = number(key).ok_or(Error::invalid(Field::Addon(0), Reason::NotOffered))?;
        if is_ticked(answer) {
            addons.insert(id, addon_cycle(addon_cycles.get(key), id)?);
        }
    }
    Ok(Selection { choices: of_a_form(fields, custom)?, addons })
}

/// The products that are ordered along, and the period that was named for each.
pub fn subproducts(answers: &FormAnswers) -> Result<BTreeMap<ProductId, Option<Cycle>>, Error> {
    let mut wanted = BTreeMap::new();
    for (key, answer) in &answers.0.0 {
        let id = number(key).ok_or(Error::invalid(Field::Product, Reason::UnknownWord))?;
        if !is_ticked(answer) {
            continue;
        }
        let named = match answer {
            FormAnswer::Value(text) if pieces(text).is_none() => {
                cycle::chosen(Some(text), Field::Cycle)?
            }
            FormAnswer::Value(_) | FormAnswer::Items(_) => None,
        };
        wanted.insert(ProductId(id), named);
    }
    Ok(wanted)
}

fn addon_cycle(answer: Option<&FormAnswer>, id: u32) -> Result<Option<Cycle>, Error> {
    match answer {
        None => Ok(None),
        Some(FormAnswer::Value(letter)) => cycle::chosen(Some(letter), Field::Addon(id)),
        Some(FormAnswer::Items(_)) => Err(Error::invalid(Field::Addon(id), Reason::UnknownWord)),
    }
}

/// What was filled into one field; none where nothing was.
fn choice(field: &FormField, answer: &FormAnswer) -> Result<Option<Choice>, Error> {
    let refuse = |reason| Error::invalid(Field::Choice(field.id), reason);
    let wrong = || refuse(Reason::UnknownWord);
    match answer {
        FormAnswer::Value(text) if text.trim().is_empty() => Ok(None),
        FormAnswer::Value(text) => one(field, text).map(Some).ok_or_else(wrong),
        FormAnswer::Items(items) => {
            let mut chosen = items.0.iter().filter(|(_, quantity)| !is_no(quantity));
            let Some((item, quantity)) = chosen.next() else { return Ok(None) };
            if chosen.next().is_some() {
                return Err(refuse(Reason::MoreThan(1)));
            }
            if matches!(field.kind, FieldKind::Input(_)) {
                return Ok(Some(Choice::Text(quantity.clone())));
            }
            let id = number(item).ok_or_else(wrong)?;
            let quantity = pieces(quantity).ok_or_else(wrong)?;
            Ok(Some(Choice::Item { id, quantity }))
        }
    }
}

/// A single value: the number of an item where there are several, how many where there is only one.
fn one(field: &FormField, text: &str) -> Option<Choice> {
    let only = || field.items.first().map(|item| item.id);
    Some(match field.kind {
        FieldKind::Input(_) => Choice::Text(text.to_owned()),
        FieldKind::Select => Choice::Item { id: number(text)?, quantity: 1 },
        FieldKind::Quantity { .. } => Choice::Item { id: only()?, quantity: number(text)? },
        // The number of the only item ticks the box as well as a yes does.
        FieldKind::Checkbox if number(text) == only() => Choice::Item { id: only()?, quantity: 1 },
        FieldKind::Checkbox => Choice::Item { id: only()?, quantity: pieces(text)? },
    })
}

/// How many; a yes is one, a no is none.
fn pieces(text: &str) -> Option<u32> {
    if is_no(text) {
        return Some(0);
    }
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "on" | "yes" => Some(1),
        digits => number(digits),
    }
}

fn is_ticked(answer: &FormAnswer) -> bool {
    match answer {
        FormAnswer::Value(text) => !is_no(text),
        FormAnswer::Items(items) => items.0.iter().any(|(_, text)| !is_no(text)),
    }
}

fn is_no(text: &str) -> bool {
    matches!(text.trim().to_ascii_lowercase().as_str(), "" | "0" | "false" | "off" | "no")
}

fn number(text: &str) -> Option<u32> {
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use model::money::{Currency, Money};
    use model::product::FieldItem;

    use super::*;

    fn field(kind: FieldKind, items: &[u32]) -> FormField {
        let item = |id: &u32| FieldItem {
            id: *id,
            title: id.to_string(),
            monthly: Money::zero(Currency::USD),
            setup: Money::zero(Currency::USD),
        };
        FormField {
            id: 7,
            title: "Seven".into(),
            resource: "seven".into(),
            kind,
            required: false,
            upgradable: true,
            items: items.iter().map(item).collect(),
        }
    }

    fn read(field: FormField, json: &str) -> Result<Option<Choice>, Error> {
        let answers: FormAnswers = serde_json::from_str(json).unwrap();
        of_a_form(&[field], &answers).map(|mut choices| choices.remove(&7))
    }

    fn item(id: u32, quantity: u32) -> Result<Option<Choice>, Error> {
        Ok(Some(Choice::Item { id, quantity }))
    }

    #[test]
    fn each_kind_of_field_is_answered_in_its_own_ways() {
        let select = || field(FieldKind::Select, &[70, 71]);
        assert_eq!(read(select(), r#"{"7":71}"#), item(71, 1));
        assert_eq!(read(select(), r#"{"7":{"71":1}}"#), item(71, 1));
        assert_eq!(read(select(), r#"{"7":{"70":0,"71":"1"}}"#), item(71, 1));
        assert_eq!(read(select(), r#"{"7":""}"#), Ok(None));
        assert!(read(select(), r#"{"7":"blue"}"#).is_err());
        assert!(read(select(), r#"{"7":{"70":1,"71":1}}"#).is_err());

        let quantity = || field(FieldKind::Quantity { least: 1, most: 9 }, &[72]);
        assert_eq!(read(quantity(), r#"{"7":3}"#), item(72, 3));
        assert_eq!(read(quantity(), r#"{"7":{"72":4}}"#), item(72, 4));
        assert_eq!(read(quantity(), r#"{"7":0}"#), item(72, 0));

        let checkbox = || field(FieldKind::Checkbox, &[73]);
        for ticked in ["1", "true", "\"on\"", "73", r#"{"73":1}"#] {
            assert_eq!(read(checkbox(), &format!(r#"{{"7":{ticked}}}"#)), item(73, 1), "{ticked}");
        }
        assert_eq!(read(checkbox(), r#"{"7":false}"#), item(73, 0));

        let input = || field(FieldKind::Input(9), &[]);
        assert_eq!(read(input(), r#"{"7":"blue"}"#), Ok(Some(Choice::Text("blue".into()))));
        assert_eq!(read(input(), r#"{"7":{"0":"blue"}}"#), Ok(Some(Choice::Text("blue".into()))));
    }

    #[test]
    fn what_is_ordered_along_is_ticked_or_has_a_period() {
        let read = |json: &str| subproducts(&serde_json::from_str(json).unwrap());
        let one = |cycle| Ok(BTreeMap::from([(ProductId(401), cycle)]));
        for ticked in ["[401]", r#"["401"]"#, r#"{"401":1}"#, r#"{"401":true}"#, r#"{"401":"on"}"#]
        {
            assert_eq!(read(ticked), one(None), "{ticked}");
        }
        assert_eq!(read(r#"{"401":"a"}"#), one(Some(Cycle::Year)));
        assert_eq!(read(r#"{"401":0,"402":"","403":"no"}"#), Ok(BTreeMap::new()));
        assert!(read(r#"{"401":"fortnight"}"#).is_err());
        assert!(read(r#"{"dns":1}"#).is_err());
    }

    #[test]
    fn an_addon_counts_when_its_box_is_ticked() {
        let answers = |json: &str| serde_json::from_str::<FormAnswers>(json).unwrap();
        let chosen = |addon: &str, cycles: &str| {
            selection(&[], &FormAnswers::default(), &answers(addon), &answers(cycles))
                .map(|selection| selection.addons)
        };
        assert_eq!(chosen(r#"{"31":1}"#, "{}"), Ok(BTreeMap::from([(31, None)])));
        let monthly = BTreeMap::from([(31, Some(Cycle::Month))]);
        assert_eq!(chosen("[31]", r#"{"31":"m","32":"a"}"#), Ok(monthly));
        assert_eq!(chosen(r#"{"31":0}"#, r#"{"31":"m"}"#), Ok(BTreeMap::new()));
        assert!(chosen(r#"{"31":1}"#, r#"{"31":"z"}"#).is_err());
        assert!(chosen(r#"{"extra":1}"#, "{}").is_err());
    }
}
