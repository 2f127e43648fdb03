//! Whether names are free, and for how much. What cannot be told of one name is told beside it.

use app::Context;
use app::domains::{check, locate};
use app::ports::registry::Availability as Verdict;
use dialects::dreamscape::domain::availability::{Availability, CheckAvailability};
use model::Error;
use model::error::{Field, PriceAction, Reason};
use model::name::DomainName;
use model::price::PriceList;

use super::prices::{self, in_currency};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::{self, Handled, Refused};
use crate::dreamscape::money::amount;

/// Names of one call at most.
const MOST_NAMES: usize = check::MOST_NAMES;

pub async fn check(caller: Caller, call: CheckAvailability) -> Handled<Answer<Vec<Availability>>> {
    let cx = caller.cx()?;
    in_currency(cx, call.currency.as_ref(), call.customer_id).await?;
    let asked = call.domain_names.0;
    if asked.len() > MOST_NAMES {
        let error = Error::invalid(Field::Domain, Reason::MoreThan(1_000));
        return Err(Refused::about(error, "domain_names"));
    }
    let lists = prices::all(cx).await?;
    let named: Vec<Result<DomainName, Error>> = asked.iter().map(|name| sold(cx, name)).collect();
    let names: Vec<DomainName> = named.iter().flatten().cloned().collect();
    let found = match names.is_empty() {
        true => Ok(Vec::new()),
        false => check::check(cx, &names).await,
    };
    let mut rows = Vec::with_capacity(asked.len());
    let mut place = 0;
    for (asked, name) in asked.iter().zip(named) {
        let verdict = name.and_then(|name| {
            let list = lists.get(name.tld());
            let list = list.ok_or(Error::invalid(Field::Tld, Reason::TldOptedOut))?;
            let verdict = found.as_ref().map_err(Clone::clone)?.get(place);
            place += 1;
            let silent = || Error::internal("a name was asked about and not answered");
            row(asked, verdict.ok_or_else(silent)?, list)
        });
        rows.push(verdict.unwrap_or_else(|error| unknown(asked, error)));
    }
    Ok(Answer::Done(rows))
}

/// A name below an extension that is sold here.
fn sold(cx: &Context, name: &str) -> Result<DomainName, Error> {
    let name = locate::parse(cx, name)?;
    cx.realm.rules(&name)?;
    Ok(name)
}

fn row(asked: &str, verdict: &Verdict, list: &PriceList) -> Result<Availability, Error> {
    let (free, premium) = (verdict.taken.is_none(), verdict.premium);
    let first = if premium { PriceAction::Premium } else { PriceAction::Register };
    let price = |action| match free {
        true => list.charge(action, 1).and_then(|charge| amount(charge.price)).map(Some),
        false => Ok(None),
    };
    let status = match (free, premium) {
        (true, true) => "premium",
        (true, false) => "available",
        (false, _) => "registered",
    };
    Ok(Availability {
        domain_name: asked.to_owned(),
        is_available: Some(free),
        status: Some(status.to_owned()),
        register_price: price(first)?,
        renew_price: price(PriceAction::Renew)?,
        checking_error: None,
    })
}

fn unknown(asked: &str, error: Error) -> Availability {
    let said = errors::say(&error.into()).body;
    let fields = said.validation_errors.map(|errors| errors.join("; "));
    Availability {
        domain_name: asked.to_owned(),
        is_available: None,
        status: Some("error".to_owned()),
        register_price: None,
        renew_price: None,
        checking_error: said.error_message.or(fields),
    }
}
