//! Writing a price setting. It is judged against what the seller pays itself.

use model::account::{AccountId, Action};
use model::error::{Field, PriceAction, Reason};
use model::event::EventKind;
use model::money::{Currency, Money};
use model::name::DomainName;
use model::price::{Figures, PriceKind, PriceSetting};
use model::{Error, Result};

use super::{price_list, target};
use crate::news::{self, Act};
use crate::realm::Context;

/// A price setting as somebody asks for it.
#[derive(Debug, Clone, Copy)]
pub struct NewPrice<'a> {
    /// The extension, with or without a leading dot.
    pub tld: &'a str,
    /// How the figures are meant.
    pub kind: PriceKind,
    /// The figures, in the order of [`PriceAction::ALL`]: amounts, or per cents such as `12.50`.
    pub figures: [&'a str; 5],
    /// The currency of the amounts.
    pub currency: Currency,
}

/// Sets what an account below the caller's pays under one extension.
///
/// # Errors
/// When the caller may not, there is no such account below it, or the setting cannot be meant.
pub async fn set_for(
    cx: &Context,
    audience: &'static str,
    login: &str,
    price: NewPrice<'_>,
) -> Result<()> {
    set_several_for(cx, audience, login, &[price]).await
}

/// Sets what an account below the caller's pays under several extensions, as [`set_for`] does for one:
/// all of them, or none.
///
/// # Errors
/// As [`set_for`].
pub async fn set_several_for(
    cx: &Context,
    audience: &'static str,
    login: &str,
    prices: &[NewPrice<'_>],
) -> Result<()> {
    write(cx, Some((audience, login.to_owned())), prices).await
}

/// Sets what accounts below the caller's pay under one extension where it set nothing for them
/// alone.
///
/// # Errors
/// When the caller may not have any, or the setting cannot be meant.
pub async fn set_default(cx: &Context, price: NewPrice<'_>) -> Result<()> {
    set_defaults(cx, &[price]).await
}

/// Sets what accounts below the caller's pay under several extensions, as [`set_default`] does for
/// one: all of them, or none.
///
/// # Errors
/// When the caller may not have any, or one of the settings cannot be meant.
pub async fn set_defaults(cx: &Context, prices: &[NewPrice<'_>]) -> Result<()> {
    write(cx, None, prices).await
}

async fn write(
    cx: &Context,
    buyer: Option<(&'static str, String)>,
    prices: &[NewPrice<'_>],
) -> Result<()> {
    cx.caller.may(Action::ManageChildren)?;
    let (caller, costs, now) = (cx.caller, cx.realm.costs.clone(), cx.now());
    let read = |price: &NewPrice<'_>| {
        let tld = extension(price.tld)?;
        cx.realm.rules_for(&tld)?;
        Ok((tld, setting(price)?))
    };
    let settings = prices.iter().map(read).collect::<Result<Vec<_>>>()?;
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(caller.account)?;
            let buyer: Option<AccountId> = match &buyer {
                Some((audience, login)) => {
                    Some(target::child(tx, &caller, audience, login)?.account.id)
                }
                None => None,
            };
            let account = buyer.unwrap_or(caller.account);
            let act = Act { account, member: caller.member, now };
            for (tld, setting) in &settings {
                let (own, _) = price_list(tx, &costs, caller.account, tld)?;
                fits(setting, &own.figures)?;
                tx.set_price(caller.account, buyer, tld, setting, now)?;
                news::tell(tx, act, EventKind::PriceSet, tld, setting.kind.word())?;
            }
            Ok(())
        })
        .await
}

/// The extension in its normal form.
fn extension(tld: &str) -> Result<String> {
    if tld.trim().is_empty() {
        return Err(Error::Missing(Field::Tld));
    }
    DomainName::from_parts("name", tld).map(|name| name.tld().to_owned())
}

fn setting(price: &NewPrice<'_>) -> Result<PriceSetting> {
    let mut minor = [0; 5];
    for action in PriceAction::ALL {
        minor[action as usize] = figure(price, action)?;
    }
    let figures = Figures { currency: price.currency, minor };
    Ok(PriceSetting { version: 0, kind: price.kind, figures, opted_out: false })
}

/// One figure: minor units, or hundredths of a per cent.
fn figure(price: &NewPrice<'_>, action: PriceAction) -> Result<i64> {
    let field = Field::Price(action);
    let text = price.figures[action as usize];
    if text.trim().is_empty() {
        return Err(Error::Missing(field));
    }
    let refuse = || Err(Error::invalid(field, Reason::NotPositive));
    match price.kind {
        PriceKind::Markup => Money::parse(text, price.currency, field).map(|money| money.minor),
        PriceKind::Base => match Money::parse(text, price.currency, field)?.minor {
            ..0 => refuse(),
            minor => Ok(minor),
        },
        PriceKind::Percentage => match per_cent(text, field)? {
            ..=-10_000 => refuse(),
            hundredths => Ok(hundredths),
        },
    }
}

/// Reads per cents with two decimals at most, as an amount of two decimals is read.
fn per_cent(text: &str, field: Field) -> Result<i64> {
    Money::parse(text, Currency::USD, field).map(|money| money.minor)
}

/// Whether the setting makes prices out of what the seller pays.
fn fits(setting: &PriceSetting, cost: &Figures) -> Result<()> {
    match setting.kind {
        PriceKind::Base => Ok(()),
        PriceKind::Markup if setting.figures.currency == cost.currency => Ok(()),
        PriceKind::Markup => Err(Error::invalid(Field::Currency, Reason::CurrencyMismatch)),
        PriceKind::Percentage => PriceAction::ALL.into_iter().try_for_each(|action| {
            let hundredths = setting.figures.minor[action as usize];
            let price = cost.of(action).plus_basis_points(hundredths);
            price.map(drop).map_err(|_| Error::invalid(Field::Price(action), Reason::TooLarge))
        }),
    }
}
