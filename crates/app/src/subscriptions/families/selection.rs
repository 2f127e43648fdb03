//! What is filled in about a product, by what each field is called.

use std::collections::BTreeMap;

use model::error::{Error, Field, Reason, Result};
use model::product::{Choice, FieldKind, FormField, Product, Selection};
use model::shelf::Place;

/// What a field is called that says where something stands.
const PLACES: [&str; 2] = ["location", "country"];
/// And the one that says in which part of it.
const STATE: &str = "state";

/// Reads what was filled in; what is empty says nothing. A place has to be one of `places`, where the
/// family has any.
///
/// # Errors
/// Names the field that cannot be meant, by its number.
pub(super) fn selected(
    product: &Product,
    places: &[&Place],
    filled: &BTreeMap<String, String>,
) -> Result<Selection> {
    let mut choices = BTreeMap::new();
    for field in &product.fields {
        let text = filled.get(&field.resource).map(|text| text.trim()).unwrap_or_default();
        if !text.is_empty() {
            choices.insert(field.id, choice(field, text)?);
        }
    }
    in_place(product, places, &mut choices, filled)?;
    Ok(Selection { choices, ..Selection::default() })
}

fn choice(field: &FormField, text: &str) -> Result<Choice> {
    let refused = Error::invalid(Field::Choice(field.id), Reason::UnknownWord);
    let first = field.items.first().map(|item| item.id);
    match field.kind {
        FieldKind::Input(_) => Ok(Choice::Text(text.to_owned())),
        FieldKind::Select => {
            let meant = field.items.iter().find(|item| item.title.eq_ignore_ascii_case(text));
            meant.map(|item| Choice::Item { id: item.id, quantity: 1 }).ok_or(refused)
        }
        FieldKind::Quantity { .. } | FieldKind::Checkbox => {
            let quantity = text.parse().map_err(|_| refused.clone())?;
            first.map(|id| Choice::Item { id, quantity }).ok_or(refused)
        }
    }
}

/// Refuses a state that does not lie in the place that was named, and writes it as the shelf does.
fn in_place(
    product: &Product,
    places: &[&Place],
    choices: &mut BTreeMap<u32, Choice>,
    filled: &BTreeMap<String, String>,
) -> Result<()> {
    let Some(field) = product.fields.iter().find(|field| field.resource == STATE) else {
        return Ok(());
    };
    let text = |called: &str| filled.get(called).map(|text| text.trim()).unwrap_or_default();
    let place = PLACES.map(text).into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let Some(Choice::Text(state)) = choices.get_mut(&field.id) else { return Ok(()) };
    let mut known = places
        .iter()
        .filter(|known| known.code.eq_ignore_ascii_case(place))
        .filter_map(|known| known.state.as_ref());
    let (code, _) = known
        .find(|(code, _)| code.eq_ignore_ascii_case(state))
        .ok_or(Error::invalid(Field::Choice(field.id), Reason::UnknownWord))?;
    state.clone_from(code);
    Ok(())
}
