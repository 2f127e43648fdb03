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

/// Sets the price of every extension.
pub(super) async fn set(realm: &Arc<Realm>, seller: AccountId) -> Result<()> {
    let cx = Context::for_account(realm, seller).await?;
    let mut prices = Vec::new();
    for rules in realm.rulebook.tlds() {
        if let Some(cost) = realm.costs.get(&rules.tld) {
            prices.push((rules.tld.as_str(), in_dollars(&rules.tld, cost)));
        }
    }
    let prices: Vec<_> = prices
        .iter()
        .map(|(tld, figures)| NewPrice {
            tld,
            kind: PriceKind::Base,
            figures: figures.each_ref().map(String::as_str),
            currency: Currency::USD,
        })
        .collect();
    prices::set_defaults(&cx, &prices).await
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
