//! What can be chosen about a product, or must be said about a name: fields, and what was filled in.

use std::collections::BTreeMap;

use super::Cycle;
use crate::error::{Error, Field, Reason, Result};
use crate::money::Money;

/// Something to choose in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldItem {
    /// Its number.
    pub id: u32,
    /// What it says, and what the supplier is told.
    pub title: String,
    /// Each month of a cycle, per piece.
    pub monthly: Money,
    /// Once, per piece.
    pub setup: Money,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// With text of at most so many characters.
    Input(u16),
    /// With one of its items.
    Select,
    /// With a number of pieces of its only item.
    Quantity {
        /// Fewest pieces.
        least: u32,
        /// Most pieces.
        most: u32,
    },
    /// With yes or no to its only item.
    Checkbox,
}

impl FieldKind {
    /// Whether a field of this kind can have so many items.
    #[must_use]
    pub const fn takes(&self, items: usize) -> bool {
        match self {
            Self::Input(_) => items == 0,
            Self::Select => items > 0,
            Self::Quantity { .. } | Self::Checkbox => items == 1,
        }
    }
}

/// A field of a product's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// Its number.
    pub id: u32,
    /// What it says.
    pub title: String,
    /// What the supplier calls it.
    pub resource: String,
    /// How it is filled in.
    pub kind: FieldKind,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether it can be chosen anew later.
    pub upgradable: bool,
    /// What can be chosen.
    pub items: Vec<FieldItem>,
}

/// What was filled into a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Text.
    Text(String),
    /// An item, and how many of it.
    Item {
        /// Its number.
        id: u32,
        /// How many.
        quantity: u32,
    },
}

impl FormField {
    fn item(&self, id: u32) -> Result<&FieldItem> {
        let unknown = Error::invalid(Field::Choice(self.id), Reason::UnknownWord);
        self.items.iter().find(|item| item.id == id).ok_or(unknown)
    }

    /// The choice in its normal form: none where nothing is chosen.
    fn checked(&self, choice: Option<&Choice>) -> Result<Option<Choice>> {
        let field = Field::Choice(self.id);
        let chosen = match (&self.kind, choice) {
            (_, None) => None,
            (FieldKind::Input(longest), Some(Choice::Text(text))) => {
                let text = text.trim();
                if text.chars().count() > usize::from(*longest) {
                    return Err(Error::invalid(field, Reason::LongerThan(*longest)));
                }
                if text.chars().any(char::is_control) {
                    return Err(Error::invalid(field, Reason::NotText));
                }
                (!text.is_empty()).then(|| Choice::Text(text.to_owned()))
            }
            (FieldKind::Select, Some(Choice::Item { id, quantity })) => {
                let id = self.item(*id)?.id;
                (*quantity > 0).then_some(Choice::Item { id, quantity: 1 })
            }
            (FieldKind::Quantity { least, most }, Some(Choice::Item { id, quantity })) => {
                let id = self.item(*id)?.id;
                if *quantity != 0 && !(*least..=*most).contains(quantity) {
                    return Err(Error::invalid(field, Reason::OutOfRange(*least, *most)));
                }
                (*quantity > 0).then_some(Choice::Item { id, quantity: *quantity })
            }
            (FieldKind::Checkbox, Some(Choice::Item { id, quantity })) => {
                let id = self.item(*id)?.id;
                (*quantity > 0).then_some(Choice::Item { id, quantity: 1 })
            }
            (_, Some(_)) => return Err(Error::invalid(field, Reason::UnknownWord)),
        };
        if chosen.is_none() && self.required {
            return Err(Error::Missing(field));
        }
        Ok(chosen)
    }

    /// What a choice costs in a cycle.
    pub(super) fn price(&self, choice: &Choice, cycle: Cycle) -> Result<Option<(Money, Money)>> {
        let Choice::Item { id, quantity } = choice else { return Ok(None) };
        let item = self.item(*id)?;
        let pieces = |money: Money| money.scaled(*quantity);
        Ok(Some((pieces(item.monthly.times(cycle.months())?)?, pieces(item.setup)?)))
    }

    /// What the supplier is told of a choice.
    fn said(&self, choice: &Choice) -> Option<String> {
        match (choice, &self.kind) {
            (Choice::Text(text), _) => Some(text.clone()),
            (Choice::Item { quantity, .. }, FieldKind::Quantity { .. }) => {
                Some(quantity.to_string())
            }
            (Choice::Item { id, .. }, _) => self.item(*id).ok().map(|item| item.title.clone()),
        }
    }
}

/// Reads what was filled into a form: every answer belongs to a field, and every field that must be
/// filled in is.
///
/// # Errors
/// Names the field that cannot be meant, or that is missing.
pub fn filled_in(
    fields: &[FormField],
    choices: &BTreeMap<u32, Choice>,
) -> Result<BTreeMap<u32, Choice>> {
    let known = |id: &u32| fields.iter().any(|field| field.id == *id);
    if let Some(stranger) = choices.keys().find(|id| !known(id)) {
        return Err(Error::invalid(Field::Choice(*stranger), Reason::NotOffered));
    }
    let mut checked = BTreeMap::new();
    for field in fields {
        if let Some(choice) = field.checked(choices.get(&field.id))? {
            checked.insert(field.id, choice);
        }
    }
    Ok(checked)
}

/// What the supplier is told of a form, by what it calls each field.
#[must_use]
pub fn told(fields: &[FormField], choices: &BTreeMap<u32, Choice>) -> BTreeMap<String, String> {
    let told = fields.iter().filter_map(|field| {
        let said = field.said(choices.get(&field.id)?)?;
        Some((field.resource.clone(), said))
    });
    told.collect()
}
