//! Names for sale.

use std::collections::BTreeMap;

use app::shop::{self, NamePrices};
use dialects::dns_services::domain::lookup::{LookUpDomain, Lookup, LookupPeriod};
use dialects::dns_services::domain::tld_form::{ReadTldForm, TldForm};
use dialects::dns_services::domain::tlds::{ListTlds, Tld, TldPeriod, Tlds};
use model::product::Cycle;

use super::held;
use crate::dns_services::cart::form;
use crate::dns_services::door::Caller;
use crate::dns_services::errors::Handled;
use crate::dns_services::numbers;

pub async fn look_up(caller: Caller, call: LookUpDomain) -> Handled<Lookup> {
    let found = shop::lookup(caller.cx()?, &call.name).await.map_err(held::by_itself)?;
    let id = i64::from(found.prices.number).into();
    let periods = found.prices.periods.iter().map(|period| LookupPeriod {
        id,
        period: u32::from(period.years).into(),
        register: period.register.to_string(),
        transfer: period.transfer.to_string(),
        renew: period.renew.to_string(),
        redemption: period.redemption.to_string(),
    });
    Ok(Lookup {
        available: found.available,
        premium: found.premium,
        periods: periods.collect(),
        status: found.available.then(|| "ok".to_owned()),
        name: found.name,
    })
}

pub async fn tlds(caller: Caller, _: ListTlds) -> Handled<Tlds> {
    let prices = shop::prices(caller.cx()?).await?;
    Ok(Tlds { tlds: prices.into_iter().map(tld).collect() })
}

fn tld(prices: NamePrices) -> Tld {
    let periods = prices.periods.iter().map(|period| TldPeriod {
        period: u32::from(period.years).into(),
        register: period.register.to_string(),
        transfer: period.transfer.to_string(),
        renew: period.renew.to_string(),
        redemption: period.redemption.to_string(),
    });
    Tld {
        id: i64::from(prices.number).into(),
        tld: format!(".{}", prices.tld),
        periods: periods.collect(),
    }
}

/// Filling a form in costs nothing, in whatever period.
pub async fn form(caller: Caller, call: ReadTldForm) -> Handled<TldForm> {
    let tld = shop::numbered(caller.cx()?, numbers::tld(call.id.0)?)?;
    Ok(TldForm { forms: form::fields(&tld.fields, &BTreeMap::new(), Cycle::Year)? })
}
