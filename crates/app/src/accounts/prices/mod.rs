//! What an account pays: the supplier's price list, passed down the tree level by level, each parent
//! laying its default or its setting for one account over what it pays itself.

use std::collections::BTreeMap;

use model::account::{AccountId, Action};
use model::error::{Field, Reason};
use model::price::{Figures, PriceKind, PriceList, PriceRule, PriceSetting, apply};
use model::tld::Rulebook;
use model::{Error, Result};
use store::Tx;
use store::prices::StoredPrice;

use super::target;
use crate::realm::Context;
use crate::rulebook::PriceBook;

/// Writing a setting.
mod set;

pub use set::{NewPrice, set_default, set_defaults, set_for, set_several_for};

/// Levels of the tree that a price is passed down through at most.
const MOST_LEVELS: usize = 8;

/// What `buyer` pays under an extension, and who sells to it: the account above it, or itself where
/// there is none.
///
/// # Errors
/// When the extension is not sold, or the settings above no longer fit together.
pub fn price_list(
    tx: &mut Tx<'_>,
    costs: &PriceBook,
    buyer: AccountId,
    tld: &str,
) -> Result<(PriceList, AccountId)> {
    let cost = costs.get(tld).ok_or(Error::invalid(Field::Tld, Reason::UnknownTld))?;
    let (mut list, mut seller) = (at_cost(*cost), buyer);
    for (parent, account) in steps_down_to(tx, buyer)? {
        let settings = tx.price_settings(parent, account, Some(tld))?;
        list = passed_on(&list, strongest(&settings))?;
        seller = parent;
    }
    Ok((list, seller))
}

/// What the caller pays under every extension, or what an account below it pays.
///
/// # Errors
/// When the caller may not look, or there is no such account below it.
pub async fn all(
    cx: &Context,
    audience: &'static str,
    login: Option<&str>,
) -> Result<Vec<(String, PriceList)>> {
    let (caller, login) = (cx.caller, login.map(str::to_owned));
    let (rulebook, costs) = (cx.realm.rulebook.clone(), cx.realm.costs.clone());
    cx.realm
        .store
        .read(move |tx| {
            let buyer = target::readable(tx, &caller, audience, login.as_deref())?.account.id;
            every_list(tx, &rulebook, &costs, buyer).map(|lists| lists.into_iter().collect())
        })
        .await
}

/// The setting that makes an account's price under one extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffectiveSetting {
    /// How the figures are meant.
    pub kind: PriceKind,
    /// The figures as they were set; the price where nothing was.
    pub figures: Figures,
    /// Withheld from sale.
    pub opted_out: bool,
}

impl From<&PriceList> for EffectiveSetting {
    fn from(list: &PriceList) -> Self {
        let (kind, figures) = match list.rule {
            PriceRule::Cost => (PriceKind::Base, list.figures),
            PriceRule::Default(setting) | PriceRule::Account(setting) => {
                (setting.kind, setting.figures)
            }
        };
        Self { kind, figures, opted_out: list.opted_out() }
    }
}

/// How the default price of one extension comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DefaultPrices {
    /// What the caller pays itself.
    pub cost: Figures,
    /// What was set; none where the cost is passed on unchanged.
    pub setting: Option<PriceSetting>,
    /// What accounts below the caller pay.
    pub total: Figures,
    /// What they pay above the cost; none when it is in another currency.
    pub markup: Option<Figures>,
}

/// What accounts below the caller's pay where it set nothing for them alone.
///
/// # Errors
/// When the caller may not have any.
pub async fn defaults(cx: &Context) -> Result<Vec<(String, DefaultPrices)>> {
    cx.caller.may(Action::ManageChildren)?;
    let seller = cx.account();
    let (rulebook, costs) = (cx.realm.rulebook.clone(), cx.realm.costs.clone());
    cx.realm
        .store
        .read(move |tx| {
            let lists = every_list(tx, &rulebook, &costs, seller)?;
            // Nobody sells to itself, so what is found is the default.
            let settings = tx.price_settings(seller, seller, None)?;
            let settings = by_extension(&settings);
            let made = lists.into_iter().filter_map(|(tld, list)| {
                let setting = settings.get(tld.as_str()).map(|price| price.setting);
                default_prices(list.figures, setting).map(|prices| (tld, prices))
            });
            Ok(made.collect())
        })
        .await
}

fn default_prices(cost: Figures, setting: Option<PriceSetting>) -> Option<DefaultPrices> {
    let total = match &setting {
        Some(setting) => apply(setting, &cost).ok()?,
        None => cost,
    };
    Some(DefaultPrices { cost, setting, total, markup: total.above(&cost) })
}

/// What `buyer` pays under each extension, in two looks per level. An extension whose settings no
/// longer fit together is left out: it is not sold until one of them is written anew.
pub(crate) fn every_list(
    tx: &mut Tx<'_>,
    rulebook: &Rulebook,
    costs: &PriceBook,
    buyer: AccountId,
) -> Result<BTreeMap<String, PriceList>> {
    let sold = rulebook.tlds().map(|rules| rules.tld.as_str());
    let mut lists: BTreeMap<String, PriceList> = sold
        .filter_map(|tld| costs.get(tld).map(|cost| (tld.to_owned(), at_cost(*cost))))
        .collect();
    for (parent, account) in steps_down_to(tx, buyer)? {
        let settings = tx.price_settings(parent, account, None)?;
        let settings = by_extension(&settings);
        lists.retain(|tld, list| match passed_on(list, settings.get(tld.as_str()).copied()) {
            Ok(next) => {
                *list = next;
                true
            }
            Err(_) => false,
        });
    }
    Ok(lists)
}

/// Seller and buyer of each step from the top of the tree down to `account`.
fn steps_down_to(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<(AccountId, AccountId)>> {
    let (mut steps, mut below) = (Vec::new(), account);
    while let Some(parent) = tx.account(below)?.parent {
        if steps.len() == MOST_LEVELS {
            return Err(Error::internal(format!("account {} lies too deep", account.0)));
        }
        steps.push((parent, below));
        below = parent;
    }
    steps.reverse();
    Ok(steps)
}

const fn at_cost(cost: Figures) -> PriceList {
    PriceList { figures: cost, cost, rule: PriceRule::Cost }
}

/// What a buyer pays when its seller pays `above`.
fn passed_on(above: &PriceList, price: Option<&StoredPrice>) -> Result<PriceList> {
    let cost = above.figures;
    let Some(StoredPrice { personal, setting, .. }) = price else {
        return Ok(at_cost(cost));
    };
    let rule = if *personal { PriceRule::Account(*setting) } else { PriceRule::Default(*setting) };
    Ok(PriceList { figures: apply(setting, &cost)?, cost, rule })
}

/// The setting for the account alone, else the default.
fn strongest(settings: &[StoredPrice]) -> Option<&StoredPrice> {
    settings.iter().max_by_key(|price| price.personal)
}

/// The strongest setting of each extension.
fn by_extension(settings: &[StoredPrice]) -> BTreeMap<&str, &StoredPrice> {
    let mut strongest: BTreeMap<&str, &StoredPrice> = BTreeMap::new();
    for price in settings {
        let known = strongest.entry(&price.tld).or_insert(price);
        if price.personal {
            *known = price;
        }
    }
    strongest
}
