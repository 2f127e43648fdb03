//! Resellers that the first start founds: they sign requests, and their keys are written to files.

use std::path::Path;

use model::account::check_login;
use model::error::Field;
use model::money::{Currency, Money};

use super::Reseller;
use super::reading::{Result, needed, profile, unfit};
use super::written::WrittenReseller;

/// What a reseller of dreamscape pays in.
const CURRENCY: Currency = Currency::AUD;

/// A reseller of dreamscape, known by its number. It pays in a currency of its own.
pub(super) fn dreamscape(
    written: Option<WrittenReseller>,
    folder: &Path,
) -> Result<Option<Reseller>> {
    const KEY: &str = "accounts.dreamscape";
    let Some(written) = written else { return Ok(None) };
    let key = |part: &str| format!("{KEY}.{part}");
    if written.name.is_some() {
        return Err(unfit(&key("name"), "it is known by its number"));
    }
    let currency = match &written.currency {
        Some(code) => Currency::parse(code)
            .map_err(|_| unfit(&key("currency"), format!("ISO 4217 has no {code:?}")))?,
        None => CURRENCY,
    };
    let exchange = needed(&key("exchange"), written.exchange.as_deref())?;
    // Two digits behind the point are as many as a rate needs.
    let hundred = amount(&key("exchange"), exchange, Currency::AUD)?.minor;
    if hundred <= 0 {
        return Err(unfit(&key("exchange"), "not above nothing"));
    }
    let balance = written.balance.as_deref();
    let balance = balance.map(|text| amount(&key("balance"), text, currency)).transpose()?;
    Ok(Some(Reseller {
        name: String::new(),
        currency,
        hundred: Some(hundred),
        balance,
        key_file: folder.join(needed(&key("key_file"), written.key_file)?),
        profile: profile(&key("profile"), written.profile)?,
    }))
}

/// A reseller of devo, known by its name. Nothing is sold there for money.
pub(super) fn devo(written: Option<WrittenReseller>, folder: &Path) -> Result<Option<Reseller>> {
    const KEY: &str = "accounts.devo";
    let Some(written) = written else { return Ok(None) };
    let key = |part: &str| format!("{KEY}.{part}");
    let unread = [
        ("currency", &written.currency),
        ("exchange", &written.exchange),
        ("balance", &written.balance),
    ];
    if let Some((part, _)) = unread.into_iter().find(|(_, value)| value.is_some()) {
        return Err(unfit(&key(part), "nothing is sold there for money"));
    }
    let name = needed(&key("name"), written.name)?;
    Ok(Some(Reseller {
        name: check_login(&name).map_err(|why| unfit(&key("name"), format!("{why:?}")))?,
        currency: Currency::USD,
        hundred: None,
        balance: None,
        key_file: folder.join(needed(&key("key_file"), written.key_file)?),
        profile: profile(&key("profile"), written.profile)?,
    }))
}

fn amount(key: &str, text: &str, currency: Currency) -> Result<Money> {
    Money::parse(text, currency, Field::Setting)
        .map_err(|_| unfit(key, format!("{text:?} is not an amount")))
}
