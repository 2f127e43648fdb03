//! Names for sale: their extensions, their prices, and whether one can be had.

use model::Result;
use model::error::PriceAction;
use model::money::Money;
use model::price::PriceList;
use model::product::FormField;
use model::tld::{self, TldRules};

use super::wanted_name::parse;
use crate::accounts::prices::{self as layers};
use crate::domains::check;
use crate::ports::registry::Taken;
use crate::realm::Context;

/// What names under one extension cost for some years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// How many years.
    pub years: u8,
    /// Registration.
    pub register: Money,
    /// Transfer, which is paid once.
    pub transfer: Money,
    /// Renewal.
    pub renew: Money,
    /// Getting a name back out of redemption, which is paid once.
    pub redemption: Money,
}

/// What names under one extension cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePrices {
    /// The extension.
    pub tld: String,
    /// Its number.
    pub number: u32,
    /// For each number of years.
    pub periods: Vec<Period>,
}

/// What the caller pays under every extension it may buy, in alphabetical order.
///
/// # Errors
/// When the database fails.
pub async fn prices(cx: &Context) -> Result<Vec<NamePrices>> {
    let (account, realm) = (cx.account(), cx.realm.clone());
    let lists = cx
        .realm
        .store
        .read(move |tx| layers::every_list(tx, &realm.rulebook, &realm.costs, account))
        .await?;
    let sold = lists.iter().filter(|(_, list)| {
        !list.opted_out() && list.figures.currency == cx.session.account.currency
    });
    sold.map(|(tld, list)| periods(cx.realm.rules_for(tld)?, list, false)).collect()
}

/// What the caller pays under one extension.
///
/// # Errors
/// When it is not sold to the caller.
pub async fn prices_of(cx: &Context, tld: &str, premium: bool) -> Result<NamePrices> {
    let rules = cx.realm.rules_for(tld)?;
    let (account, realm, tld) = (cx.account(), cx.realm.clone(), tld.to_owned());
    let look = move |tx: &mut store::Tx<'_>| {
        layers::price_list(tx, &realm.costs, account, &tld).map(|(list, _)| list)
    };
    periods(rules, &cx.realm.store.read(look).await?, premium)
}

fn periods(rules: &TldRules, list: &PriceList, premium: bool) -> Result<NamePrices> {
    let register = if premium { PriceAction::Premium } else { PriceAction::Register };
    let price = |action, years| list.charge(action, years).map(|charge| charge.price);
    let (least, most) = rules.registration_years;
    let period = |years| {
        Ok(Period {
            years,
            register: price(register, years)?,
            transfer: price(PriceAction::Transfer, years)?,
            renew: price(PriceAction::Renew, years)?,
            redemption: price(PriceAction::Redemption, years)?,
        })
    };
    Ok(NamePrices {
        tld: rules.tld.clone(),
        number: tld::number(&rules.tld),
        periods: (least.0..=most.0).map(period).collect::<Result<_>>()?,
    })
}

/// The extension with a number.
///
/// # Errors
/// When it is not sold here.
pub fn numbered(cx: &Context, number: u32) -> Result<&TldRules> {
    use model::error::{Error, Field, Reason};
    let unknown = Error::invalid(Field::Tld, Reason::UnknownTld);
    cx.realm.rulebook.numbered(number).ok_or(unknown)
}

/// What an extension asks besides contacts when a name under it is registered.
#[must_use]
pub fn form_of<'a>(cx: &'a Context, name: &str) -> &'a [FormField] {
    let parsed = parse(&cx.realm, name).ok();
    let rules = parsed.and_then(|name| cx.realm.rulebook.get(name.tld()));
    rules.map_or(&[], |rules| &rules.fields)
}

/// Whether a name can be had, and for what.
#[derive(Debug, Clone)]
pub struct Lookup {
    /// The name as A-labels.
    pub name: String,
    /// Whether it can be registered.
    pub available: bool,
    /// Whether it costs the premium price.
    pub premium: bool,
    /// What it costs.
    pub prices: NamePrices,
}

/// Whether a name can be had, and for what.
///
/// # Errors
/// When it is no name, its extension is not sold, or the registry does not answer.
pub async fn lookup(cx: &Context, name: &str) -> Result<Lookup> {
    let name = parse(&cx.realm, name)?;
    let found = check::check(cx, std::slice::from_ref(&name)).await?;
    let found = found.first();
    let premium = found.is_some_and(|found| found.premium);
    let free = found.is_some_and(|found| match found.taken {
        Some(Taken::Registered | Taken::Reserved) => false,
        None => true,
    });
    Ok(Lookup {
        available: free,
        premium,
        prices: prices_of(cx, name.tld(), premium).await?,
        name: name.to_string(),
    })
}
