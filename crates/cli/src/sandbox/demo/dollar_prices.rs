//! What sellers ask for names in dollars: round figures for the extension that most people ask for, and
//! what the registry asks, turned into dollars, for the others.

use std::sync::Arc;

use app::accounts::prices::{self, NewPrice};
use app::{Context, Realm};
use model::Result;
use model::account::AccountId;
use model::error::PriceAction;
use model::money::{Currency, Money};
use model::price::{Figures, PriceKind};

/// Rand for a dollar, as far as these shops are concerned.
const RAND: i64 = 15;
/// The extension with round figures, and these: in the order of [`PriceAction::ALL`].
const ROUND: (&str, [&str; 5]) = ("com", ["10.00", "15.00", "10.00", "40.00", "100.00"]);

/// Sets the price of every extension for those who buy of a seller.
pub(super) async fn set(realm: &Arc<Realm>, seller: AccountId) -> Result<()> {
    let cx = Context::for_account(realm, seller).await?;
    let figures = figures(realm);
    prices::set_defaults(&cx, &new_prices(&figures)).await
}

/// Has a seller who buys names itself pay the same, and in dollars, too.
pub(super) async fn set_for_seller(
    realm: &Arc<Realm>,
    operator: AccountId,
    (audience, login): (&'static str, &str),
) -> Result<()> {
    let cx = Context::for_account(realm, operator).await?;
    let figures = figures(realm);
    prices::set_several_for(&cx, audience, login, &new_prices(&figures)).await
}

fn figures(realm: &Realm) -> Vec<(&str, [String; 5])> {
    let mut prices = Vec::new();
    for rules in realm.rulebook.tlds() {
        if let Some(cost) = realm.costs.get(&rules.tld) {
            prices.push((rules.tld.as_str(), in_dollars(&rules.tld, cost)));
        }
    }
    prices
}

fn new_prices<'a>(figures: &'a [(&str, [String; 5])]) -> Vec<NewPrice<'a>> {
    let price = |(tld, figures): &'a (&str, [String; 5])| NewPrice {
        tld,
        kind: PriceKind::Base,
        figures: figures.each_ref().map(String::as_str),
        currency: Currency::USD,
    };
    figures.iter().map(price).collect()
}

fn in_dollars(tld: &str, cost: &Figures) -> [String; 5] {
    let (round, figures) = ROUND;
    if tld == round {
        return figures.map(str::to_owned);
    }
    PriceAction::ALL.map(|action| {
        let cents = (cost.of(action).minor + RAND / 2) / RAND;
        Money::new(cents, Currency::USD).to_string()
    })
}
