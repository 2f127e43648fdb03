//! What can be registered, for how long and for how much.

use dialects::dreamscape::domain::tlds::{ListTlds, Tld, TldPrices};
use model::Error;
use model::error::PriceAction;
use model::price::PriceList;
use model::tld::TldRules;

use super::prices::{self, extension, in_currency};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;
use crate::dreamscape::money::amount;
use crate::dreamscape::paging::window;

pub async fn list(caller: Caller, call: ListTlds) -> Handled<Answer<Vec<Tld>>> {
    let cx = caller.cx()?;
    in_currency(cx, call.currency.as_ref(), call.customer_id).await?;
    let wanted: Option<Vec<String>> =
        call.tlds.map(|tlds| tlds.0.iter().map(|tld| extension(tld)).collect());
    let lists = prices::all(cx).await?;
    let mut sold = Vec::new();
    for rules in cx.realm.rulebook.tlds() {
        let is_wanted = wanted.as_ref().is_none_or(|wanted| wanted.contains(&rules.tld));
        if let Some(list) = lists.get(&rules.tld).filter(|_| is_wanted) {
            sold.push((rules, list));
        }
    }
    let matching = i64::try_from(sold.len()).unwrap_or(i64::MAX);
    let (window, paging) = (window(call.paging), call.paging);
    let (start, limit) = (place(window.start), place(window.limit));
    let rows = sold.into_iter().skip(start).take(limit).map(|(rules, list)| row(rules, list));
    Ok(Answer::page(rows.collect::<Result<_, Error>>()?, paging, matching))
}

fn place(number: i64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn row(rules: &TldRules, list: &PriceList) -> Result<Tld, Error> {
    let (least, most) = rules.registration_years;
    let price = |action| list.charge(action, 1).and_then(|charge| amount(charge.price));
    Ok(Tld {
        tld: rules.tld.clone(),
        min_period: u16::from(least.0) * 12,
        max_period: u16::from(most.0) * 12,
        price: TldPrices {
            register: price(PriceAction::Register)?,
            renew: price(PriceAction::Renew)?,
            transfer: price(PriceAction::Transfer)?,
        },
        eligibility_required: rules.fields.iter().any(|field| field.required),
        privacy_allowed: true,
    })
}
