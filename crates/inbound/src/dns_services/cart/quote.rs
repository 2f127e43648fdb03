//! What a cart would cost.

use app::Context;
use app::shop::{self, Cart, CartItem, NameAction, NameItem, PricedItem, ProductItem};
use dialects::dns_services::cart::quote::{
    Output, Quote, QuoteOrder, QuoteRecurring, QuoteSummary, QuoteTax,
};
use dialects::dns_services::cart::quoted_item::{Coupon, QuotedDomain, QuotedItem, QuotedProduct};
use dialects::keyed::Keyed;
use model::Error;
use model::product::Cycle;

use super::form::{self, Chosen};
use super::item;
use crate::dns_services::door::Caller;
use crate::dns_services::errors::{self, Handled};
use crate::dns_services::{cycle, numbers, values};

pub async fn quote(caller: Caller, call: QuoteOrder) -> Handled<Quote> {
    let cx = caller.cx()?;
    let cart = Cart {
        items: item::wanted(cx, call.items),
        method: numbers::method(call.pay_method)?,
        coupon: call.promocode,
        affiliate: call.aff_id.map(|id| id.0),
    };
    let output = call.output.unwrap_or_default();
    let quote = shop::quote(cx, cart.clone()).await?;
    let mut items = Vec::with_capacity(quote.items.len());
    for ((index, wanted), verdict) in (0..).zip(&cart.items).zip(&quote.items) {
        items.push(quoted(cx, output, index, wanted, verdict)?);
    }
    Ok(Quote { summary: summary(&quote)?, items })
}

fn summary(quote: &shop::Quote) -> Result<QuoteSummary, Error> {
    let bill = &quote.bill;
    let recurring = quote.recurring.iter().map(|(cycle, price)| {
        Ok(QuoteRecurring {
            title: cycle::word(*cycle).to_owned(),
            price: values::amount(*price)?,
            value: cycle::letter(*cycle).to_owned(),
        })
    });
    // Where nothing can be had, nothing is taxed.
    let taxed = quote.tax.iter().filter(|_| quote.items.iter().any(Result::is_ok));
    let tax = taxed.map(|tax| {
        Ok(QuoteTax {
            name: tax.name.clone(),
            tax: values::amount(bill.tax)?,
            value: values::rate(tax.basis_points)?,
        })
    });
    Ok(QuoteSummary {
        subtotal: values::amount(bill.cost.plus(bill.fee)?)?,
        total: values::amount(bill.total)?,
        credit: values::number("0")?,
        discount: values::amount(bill.discount)?,
        cost: values::amount(bill.cost)?,
        recurring: recurring.collect::<Result<_, Error>>()?,
        tax: tax.collect::<Result<_, Error>>()?,
    })
}

fn quoted(
    cx: &Context,
    output: Output,
    index: i64,
    wanted: &CartItem,
    verdict: &Result<PricedItem, Error>,
) -> Result<QuotedItem, Error> {
    let priced = verdict.as_ref().ok();
    let product = match wanted {
        CartItem::Product(item) | CartItem::Along(_, item) => product(cx, output, item, priced)?,
        CartItem::Name(_) | CartItem::Unreadable(_) => None,
    };
    let domain = match (wanted, priced) {
        (CartItem::Name(item), Some(priced)) => Some(domain(cx, output, item, priced)?),
        _ => None,
    };
    let coupon = priced.and_then(|priced| priced.coupon.as_ref().map(|coupon| (coupon, priced)));
    let error = verdict.as_ref().err().map(|error| item::refused(Some(wanted), error.clone()));
    Ok(QuotedItem {
        product,
        domains: Keyed(domain.into_iter().map(|one| (one.name.clone(), one)).collect()),
        coupon: Coupon {
            code: coupon.map(|(coupon, _)| coupon.code.clone()),
            discount: coupon.map(|(_, priced)| values::amount(priced.discount)).transpose()?,
        },
        index,
        valid: error.is_none(),
        info: Vec::new(),
        error: error.map(|error| errors::say(&error).words).unwrap_or_default(),
    })
}

/// A product as it is wanted; none where there is no such product.
fn product(
    cx: &Context,
    output: Output,
    item: &ProductItem,
    priced: Option<&PricedItem>,
) -> Result<Option<QuotedProduct>, Error> {
    let shop = cx.realm.shop(cx.session.account.currency)?;
    let Ok(product) = shop.product(item.product) else { return Ok(None) };
    let category = shop.category(product.category)?;
    let taken = item.cycle.unwrap_or(product.cycle(None)?);
    let named = item.domain.clone().filter(|domain| !domain.trim().is_empty());
    let domain = priced.map_or_else(|| named.clone().unwrap_or_default(), |one| one.name.clone());
    let chosen = Chosen { product, cycle: taken, selection: &item.selection, domain: named };
    let full = priced.filter(|_| output == Output::Full);
    let again = full.and_then(|priced| priced.recurring);
    let first = full.map(|priced| values::amount(priced.price.minus(priced.setup)?)).transpose()?;
    Ok(Some(QuotedProduct {
        id: i64::from(product.id.0),
        category_name: category.name.clone(),
        category_id: i64::from(category.id.0),
        name: product.name.clone(),
        domain,
        config: (output != Output::Short).then(|| form::form(&chosen)).transpose()?,
        recurring: full.map(|_| cycle::letter(taken).to_owned()),
        price: first,
        setup: full.map(|priced| values::amount(priced.setup)).transpose()?,
        recurring_price: again.map(|again| values::amount(again.price)).transpose()?,
    }))
}

fn domain(
    cx: &Context,
    output: Output,
    item: &NameItem,
    priced: &PricedItem,
) -> Result<QuotedDomain, Error> {
    let shop = cx.realm.shop(cx.session.account.currency)?;
    let tld = shop::numbered(cx, priced.product)?;
    let forms = form::fields(&tld.fields, &item.choices, Cycle::Year)?;
    let action = match item.action {
        NameAction::Register => "register",
        NameAction::Transfer => "transfer",
        NameAction::Renew => "renew",
    };
    Ok(QuotedDomain {
        id: i64::from(priced.product),
        index: 0,
        category_id: i64::from(shop.names.0).into(),
        category_name: shop.category(shop.names)?.name.clone(),
        name: priced.name.clone(),
        tld: format!(".{}", tld.tld),
        period: i64::from(priced.years),
        price: priced.price.to_string(),
        forms: (output != Output::Short).then_some(forms),
        action: (output == Output::Full).then(|| action.to_owned()),
    })
}
