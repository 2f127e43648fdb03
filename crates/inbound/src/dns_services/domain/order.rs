//! Orders of a name, and of more years of one.

use app::Context;
use app::shop::{self, Cart, CartItem, NameAction, NameItem};
use dialects::dns_services::domain::order::{DomainAction, OrderDomain};
use dialects::dns_services::domain::renew::RenewDomain;
use dialects::dns_services::placed::Placed;
use model::Error;
use model::account::MemberId;
use model::secret::Secret;

use super::{held, servers};
use crate::dns_services::cart::{choices, item};
use crate::dns_services::door::Caller;
use crate::dns_services::errors::Handled;
use crate::dns_services::{numbers, placed};

pub async fn order(caller: Caller, call: OrderDomain) -> Handled<Placed> {
    let cx = caller.cx()?;
    let method = numbers::method(call.pay_method)?;
    let affiliate = call.aff_id.map(|id| id.0);
    let wanted = wanted(cx, call)?;
    let items = vec![CartItem::Name(wanted.clone())];
    let cart = Cart { items, method, affiliate, coupon: None };
    let placed = shop::order(cx, cart, false).await?;
    placed::single(cx, placed, |_, error| item::about_a_name(&wanted, error))
}

fn wanted(cx: &Context, call: OrderDomain) -> Result<NameItem, Error> {
    let choices = choices::of_a_form(shop::form_of(cx, &call.name), &call.data)?;
    let contacts = [call.registrant, call.admin, call.tech, call.billing];
    Ok(NameItem {
        action: match call.action {
            DomainAction::Register => NameAction::Register,
            DomainAction::Transfer => NameAction::Transfer,
        },
        name: Some(call.name),
        domain: None,
        tld: call.tld_id.map(|id| numbers::tld(id.0)).transpose()?,
        years: call.years.map(numbers::years),
        auth_code: call.epp.map(Secret::new),
        nameservers: servers::sent(call.nameservers)?,
        contacts: contacts.map(|id| id.map(|id| MemberId(id.0))),
        choices,
    })
}

pub async fn renew(caller: Caller, call: RenewDomain) -> Handled<Placed> {
    let cx = caller.cx()?;
    let method = numbers::method(call.pay_method)?;
    let (domain, _) = held::number(cx, call.id).await?;
    let years = Some(numbers::years(call.years));
    placed::single(cx, shop::renew(cx, domain, years, method).await?, |_, error| error.into())
}
