//! The order form of a product, with what is chosen in it.

use std::collections::BTreeMap;

use app::shop::Product;
use dialects::amount::Amount;
use dialects::dns_services::cart::configuration::{
    Addon as AddonRow, AddonField, ProductConfig, ProductField,
};
use dialects::dns_services::form_field::{FormConfig, FormField as FieldRow, FormItem};
use dialects::dns_services::php_object::PhpObject;
use model::Error;
use model::money::Money;
use model::product::{Addon, Choice, Cycle, FieldItem, FieldKind, FormField, Selection};

use crate::dns_services::{cycle, values};

/// A product as it is chosen.
pub struct Chosen<'a> {
    /// The product.
    pub product: &'a Product,
    /// How often it is billed.
    pub cycle: Cycle,
    /// What is chosen about it.
    pub selection: &'a Selection,
    /// The name it is for.
    pub domain: Option<String>,
}

/// The form.
pub fn form(chosen: &Chosen<'_>) -> Result<ProductConfig, Error> {
    let Chosen { product, cycle, selection, .. } = *chosen;
    let addons = product.addons.iter();
    Ok(ProductConfig {
        product: questions(chosen)?,
        forms: fields(&product.fields, &selection.choices, cycle)?,
        addons: addons.map(|one| addon(one, chosen)).collect::<Result<_, _>>()?,
        subproducts: product.subproducts.iter().map(|id| i64::from(id.0).into()).collect(),
    })
}

/// What every product asks: how often it is billed and, where it needs one, the name it is for.
fn questions(chosen: &Chosen<'_>) -> Result<Vec<ProductField>, Error> {
    let Chosen { product, cycle, domain, .. } = chosen;
    let price = product.prices.iter().find(|price| price.cycle == *cycle);
    let amount = |of: fn(&model::product::CyclePrice) -> Money| {
        price.map(|price| values::amount(of(price))).transpose()
    };
    let mut questions = vec![ProductField {
        r#type: "select".to_owned(),
        title: "pickcycle".to_owned(),
        id: "cycle".to_owned(),
        name: "cycle".to_owned(),
        items: Some(cycle::periods(product, *cycle)?),
        value: Some(cycle::letter(*cycle).to_owned()),
        price: amount(|price| price.price)?,
        setup: amount(|price| price.setup)?,
    }];
    if product.needs_domain {
        questions.push(ProductField {
            r#type: "input".to_owned(),
            title: "domain".to_owned(),
            id: "domain".to_owned(),
            name: "domain".to_owned(),
            items: None,
            value: domain.clone(),
            price: None,
            setup: None,
        });
    }
    Ok(questions)
}

/// How a field is filled in.
pub const fn kind(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Input(_) => "input",
        FieldKind::Select => "select",
        FieldKind::Quantity { .. } => "quantity",
        FieldKind::Checkbox => "checkbox",
    }
}

/// The fields of a form, with what is filled in.
pub fn fields(
    fields: &[FormField],
    choices: &BTreeMap<u32, Choice>,
    cycle: Cycle,
) -> Result<Vec<FieldRow>, Error> {
    fields.iter().map(|one| field(one, choices.get(&one.id), cycle)).collect()
}

fn field(field: &FormField, chosen: Option<&Choice>, cycle: Cycle) -> Result<FieldRow, Error> {
    let first = field.items.first();
    let name = match (&field.kind, first) {
        (FieldKind::Quantity { .. } | FieldKind::Checkbox, Some(only)) => {
            format!("custom[{}][{}]", field.id, only.id)
        }
        _ => format!("custom[{}]", field.id),
    };
    let (price, setup) = match chosen_item(field, chosen) {
        Some((item, quantity)) => prices(item, quantity, cycle)?,
        None => (zero()?, zero()?),
    };
    let items = field.items.iter().map(|one| {
        let selected = chosen_item(field, chosen).is_some_and(|(item, _)| item.id == one.id);
        item(one, selected, cycle)
    });
    let is_box = field.kind == FieldKind::Checkbox;
    Ok(FieldRow {
        r#type: kind(&field.kind).to_owned(),
        title: field.title.clone(),
        id: i64::from(field.id).into(),
        first_item_id: first.map_or(0, |item| i64::from(item.id)),
        description: String::new(),
        name,
        required: field.required,
        multiple: false,
        config: FormConfig {
            enableddefault: is_box.then_some(0),
            conditionals: (!is_box).then(PhpObject::empty),
        },
        value: filled(chosen, |choice| match choice {
            Choice::Item { id, quantity } => Some((id.to_string(), quantity.to_string())),
            Choice::Text(_) => None,
        }),
        textvalue: filled(chosen, |choice| match choice {
            Choice::Text(text) => Some(("0".to_owned(), text.clone())),
            Choice::Item { .. } => None,
        }),
        price: price.clone(),
        recurring_price: price,
        setup,
        prorata_date: None,
        items: items.collect::<Result<_, _>>()?,
    })
}

fn filled(
    chosen: Option<&Choice>,
    part: impl Fn(&Choice) -> Option<(String, String)>,
) -> PhpObject<String> {
    chosen.and_then(part).into_iter().collect()
}

/// The item that is chosen, and how many of it.
pub fn chosen_item<'a>(
    field: &'a FormField,
    chosen: Option<&Choice>,
) -> Option<(&'a FieldItem, u32)> {
    match chosen? {
        Choice::Item { id, quantity } if *quantity > 0 => {
            field.items.iter().find(|item| item.id == *id).map(|item| (item, *quantity))
        }
        _ => None,
    }
}

/// What pieces of an item cost in a cycle, and once.
pub fn prices(item: &FieldItem, quantity: u32, cycle: Cycle) -> Result<(Amount, Amount), Error> {
    let recurring = item.monthly.times(cycle.months())?.scaled(quantity)?;
    Ok((values::amount(recurring)?, values::amount(item.setup.scaled(quantity)?)?))
}

fn item(item: &FieldItem, selected: bool, cycle: Cycle) -> Result<FormItem, Error> {
    let (price, setup) = prices(item, 1, cycle)?;
    let id = i64::from(item.id);
    Ok(FormItem { title: item.title.clone(), value: 1, id, price, setup, selected })
}

/// An add-on is billed along with its product, so that it can be had in the product's periods only.
fn addon(addon: &Addon, chosen: &Chosen<'_>) -> Result<AddonRow, Error> {
    let Chosen { product, cycle, selection, .. } = *chosen;
    let checked = selection.addons.contains_key(&addon.id);
    let shared = addon
        .prices
        .iter()
        .filter(|price| product.prices.iter().any(|offered| offered.cycle == price.cycle));
    let items = shared.map(|price| cycle::period(price, price.cycle == cycle));
    let ticked = AddonField {
        r#type: "checkbox".to_owned(),
        title: "add".to_owned(),
        name: format!("addon[{}]", addon.id),
        checked: Some(checked),
        items: None,
    };
    let period = AddonField {
        r#type: "select".to_owned(),
        title: "billingcycle".to_owned(),
        name: format!("addon_cycles[{}]", addon.id),
        checked: None,
        items: Some(items.collect::<Result<_, _>>()?),
    };
    let price = addon.price(cycle).filter(|_| checked);
    let amount = |money: Option<Money>| money.map_or_else(zero, values::amount);
    let recurring = amount(price.map(|price| price.price))?;
    Ok(AddonRow {
        r#type: "subitem".to_owned(),
        title: addon.title.clone(),
        id: i64::from(addon.id).into(),
        value: checked.then(|| "1".to_owned()),
        description: addon.description.clone(),
        config: vec![ticked, period],
        price: recurring.clone(),
        recurring_price: recurring,
        setup: amount(price.map(|price| price.setup))?,
        prorata_date: None,
    })
}

fn zero() -> Result<Amount, Error> {
    values::number("0")
}
