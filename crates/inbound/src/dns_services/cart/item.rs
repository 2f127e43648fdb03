//! Things in a cart, read one by one: one that cannot be meant is refused by itself.

use std::collections::BTreeMap;

use app::Context;
use app::shop::{self, CartItem, NameAction, NameItem, ProductItem};
use dialects::dns_services::answers::FormAnswers;
use dialects::dns_services::cart::item::CartItem as Sent;
use dialects::dns_services::nameservers::Nameservers;
use model::Error;
use model::account::MemberId;
use model::domain::DomainId;
use model::error::{Field, Reason};
use model::product::{Choice, Selection};
use model::secret::Secret;

use super::choices;
use crate::dns_services::domain::servers;
use crate::dns_services::errors::Refused;
use crate::dns_services::{cycle, numbers};

/// What is wanted, in the order it was sent; what is wanted along comes after all that was sent, so
/// that the numbers of things stay what the caller counts.
pub fn wanted(cx: &Context, sent: Vec<Sent>) -> Vec<CartItem> {
    let (mut items, mut further) = (Vec::with_capacity(sent.len()), Vec::new());
    for (place, sent) in sent.into_iter().enumerate() {
        match whole(cx, place, sent) {
            Ok((item, along)) => {
                items.push(item);
                further.extend(along);
            }
            Err(error) => items.push(CartItem::Unreadable(error)),
        }
    }
    items.extend(further);
    items
}

/// A thing, and what is wanted along with it.
fn whole(cx: &Context, place: usize, sent: Sent) -> Result<(CartItem, Vec<CartItem>), Error> {
    let subproducts = sent.subproducts.clone();
    let item = one(cx, sent)?;
    let further = match item {
        CartItem::Product(_) => along(place, &subproducts)?,
        _ => Vec::new(),
    };
    Ok((item, further))
}

/// Further items for what is wanted along with the product at a place.
pub fn along(place: usize, subproducts: &FormAnswers) -> Result<Vec<CartItem>, Error> {
    let further = choices::subproducts(subproducts)?.into_iter();
    let item = |(product, cycle)| {
        let selection = Selection::default();
        let item = ProductItem { product, domain: None, cycle, selection, coupon: None };
        CartItem::Along(place, item)
    };
    Ok(further.map(item).collect())
}

fn one(cx: &Context, sent: Sent) -> Result<CartItem, Error> {
    match word(sent.r#type.as_deref()).as_deref() {
        None => Err(Error::Missing(Field::Cart)),
        Some("product") => product(cx, sent).map(CartItem::Product),
        Some("domain") => name(cx, sent).map(CartItem::Name),
        Some(_) => Err(Error::invalid(Field::Cart, Reason::UnknownWord)),
    }
}

fn word(sent: Option<&str>) -> Option<String> {
    let word = sent.unwrap_or_default().trim().to_ascii_lowercase();
    (!word.is_empty()).then_some(word)
}

fn product(cx: &Context, sent: Sent) -> Result<ProductItem, Error> {
    let number = sent.product_id.ok_or(Error::Missing(Field::Product))?;
    let id = numbers::product(number.0)?;
    let known = cx.realm.shop(cx.session.account.currency)?.product(id);
    let fields = known.map_or(&[][..], |product| &product.fields);
    Ok(ProductItem {
        product: id,
        domain: sent.domain,
        cycle: cycle::chosen(sent.cycle.as_deref(), Field::Cycle)?,
        selection: choices::selection(fields, &sent.custom, &sent.addon, &sent.addon_cycles)?,
        coupon: sent.promocode,
    })
}

fn name(cx: &Context, sent: Sent) -> Result<NameItem, Error> {
    let action = match word(sent.action.as_deref()).as_deref() {
        None => return Err(Error::Missing(Field::CartAction)),
        Some("register") => NameAction::Register,
        Some("transfer") => NameAction::Transfer,
        Some("renew") => NameAction::Renew,
        Some(_) => return Err(Error::invalid(Field::CartAction, Reason::UnknownWord)),
    };
    let choices = match action {
        NameAction::Renew => BTreeMap::new(),
        _ => filled_in(cx, &sent)?,
    };
    let contacts = [sent.registrant, sent.admin, sent.tech, sent.billing];
    let nameservers = match action {
        NameAction::Renew => Nameservers::default(),
        _ => sent.nameservers,
    };
    Ok(NameItem {
        action,
        name: sent.name,
        domain: sent.domain_id.map(|id| DomainId(id.0)),
        tld: sent.tld_id.map(|id| numbers::tld(id.0)).transpose()?,
        years: sent.years.map(numbers::years),
        auth_code: sent.epp.map(Secret::new),
        nameservers: servers::sent(nameservers)?,
        contacts: contacts.map(|id| id.map(|id| MemberId(id.0))),
        choices,
    })
}

/// What is filled into the form of a name's extension, under either of the two names that a cart has
/// for it; `data` is the one that is meant for names.
fn filled_in(cx: &Context, sent: &Sent) -> Result<BTreeMap<u32, Choice>, Error> {
    let fields = shop::form_of(cx, sent.name.as_deref().unwrap_or_default());
    let mut choices = choices::of_a_form(fields, &sent.custom)?;
    choices.extend(choices::of_a_form(fields, &sent.data)?);
    Ok(choices)
}

/// Why a thing cannot be had, with the names that its own parameters have.
pub fn refused(item: Option<&CartItem>, error: Error) -> Refused {
    match item {
        Some(CartItem::Name(item)) => about_a_name(item, error),
        Some(CartItem::Along(_, item)) => Refused::renamed(error, |field| match field {
            Field::Product | Field::Cycle => Some(format!("subproducts[{}]", item.product.0)),
            Field::Host => Some("domain".to_owned()),
            _ => None,
        }),
        _ => Refused::renamed(error, |field| match field {
            Field::Cart => Some("type".to_owned()),
            // What a product is for is no host to a caller.
            Field::Host => Some("domain".to_owned()),
            _ => None,
        }),
    }
}

/// Why nothing can be done with a name.
pub fn about_a_name(item: &NameItem, error: Error) -> Refused {
    Refused::renamed(error, |field| match field {
        Field::Domain if item.action == NameAction::Renew => Some("domain_id".to_owned()),
        Field::Tld if item.tld.is_none() => Some("name".to_owned()),
        _ => None,
    })
}
