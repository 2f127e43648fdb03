//! What sellers ask for names in another currency than the registry's: what that one asks, at an exchange
//! rate, and round figures where a seller has some.

use std::sync::Arc;

use app::accounts::prices::{self, NewPrice};
use app::{Context, Realm};
use model::Result;
use model::account::AccountId;
use model::error::PriceAction;
use model::money::{Currency, Money};
use model::price::{Figures, PriceKind};

/// How a seller comes to its prices.
pub struct Exchange {
    /// What it asks in.
    pub currency: Currency,
    /// What a hundred of these cost in the registry's currency.
    pub hundred: i64,
    /// An extension with round figures, and these in the order of [`PriceAction::ALL`].
    pub round: Option<(&'static str, [&'static str; 5])>,
}

/// Sets the price of every extension for those who buy of a seller.
///
/// # Errors
/// When the prices cannot be meant, or the database fails.
pub async fn set(realm: &Arc<Realm>, seller: AccountId, exchange: &Exchange) -> Result<()> {
    let cx = Context::for_account(realm, seller).await?;
    let figures = figures(realm, exchange);
    prices::set_defaults(&cx, &new_prices(&figures, exchange.currency)).await
}

/// Has an account directly below the operator pay these, too.
///
/// # Errors
/// When there is no such account, the prices cannot be meant, or the database fails.
pub async fn set_for(
    realm: &Arc<Realm>,
    operator: AccountId,
    (audience, login): (&'static str, &str),
    exchange: &Exchange,
) -> Result<()> {
    let cx = Context::for_account(realm, operator).await?;
    let figures = figures(realm, exchange);
    let prices = new_prices(&figures, exchange.currency);
    prices::set_several_for(&cx, audience, login, &prices).await
}

fn figures<'a>(realm: &'a Realm, exchange: &Exchange) -> Vec<(&'a str, [String; 5])> {
    let mut prices = Vec::new();
    for rules in realm.rulebook.tlds() {
        if let Some(cost) = realm.costs.get(&rules.tld) {
            prices.push((rules.tld.as_str(), exchange.of(&rules.tld, cost)));
        }
    }
    prices
}

fn new_prices<'a>(figures: &'a [(&str, [String; 5])], currency: Currency) -> Vec<NewPrice<'a>> {
    let price = |(tld, figures): &'a (&str, [String; 5])| NewPrice {
        tld,
        kind: PriceKind::Base,
        figures: figures.each_ref().map(String::as_str),
        currency,
    };
    figures.iter().map(price).collect()
}

impl Exchange {
    fn of(&self, tld: &str, cost: &Figures) -> [String; 5] {
        match self.round {
            Some((round, figures)) if round == tld => figures.map(str::to_owned),
            _ => PriceAction::ALL.map(|action| {
                let minor = (cost.of(action).minor * 100 + self.hundred / 2) / self.hundred;
                Money::new(minor, self.currency).to_string()
            }),
        }
    }
}
