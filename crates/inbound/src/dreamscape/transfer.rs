//! Names on their way in or out.

use app::Context;
use app::accounts::{customers, prices};
use app::domains::choices::{ContactChoice, NameserverChoice};
use app::domains::dossier;
use app::domains::locate::{self, Which};
use app::domains::transfer::check;
use app::domains::transfer::request::{self, Request};
use app::domains::transfer::respond;
use dialects::dreamscape::arguments::{Line, Term};
use dialects::dreamscape::domain::row::Domain;
use dialects::dreamscape::nothing::Nothing;
use dialects::dreamscape::transfer::cancel::{CancelTransfer, TransferDirection};
use dialects::dreamscape::transfer::check::{CheckTransfer, TransferCheck};
use dialects::dreamscape::transfer::start::StartTransfer;
use model::Error;
use model::account::AccountId;
use model::domain::DomainId;
use model::error::{Field, PriceAction, Prohibition, Reason};
use model::name::DomainName;
use model::secret::Secret;
use wire::Api;

use super::answer::Answer;
use super::domain::row::row;
use super::door::{Caller, DreamscapeDoor};
use super::errors::Handled;
use super::money::amount;
use super::{AUDIENCE, dates};

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<CheckTransfer, _>(look).on::<StartTransfer, _>(start).on::<CancelTransfer, _>(cancel)
}

async fn look(caller: Caller, call: CheckTransfer) -> Handled<Answer<TransferCheck>> {
    let cx = caller.cx()?;
    let name = locate::parse(cx, &call.domain_name)?;
    let adds = added(cx, &name, call.period)?;
    let found = check::prospects(cx, &name, secret(call.auth_key).as_ref()).await?;
    let lists = prices::all(cx, AUDIENCE, None).await?;
    let list = lists.into_iter().find(|(tld, _)| tld == name.tld());
    let (_, list) = list.ok_or(Error::invalid(Field::Tld, Reason::UnknownTld))?;
    Ok(Answer::Done(TransferCheck {
        status: found.movable.is_ok(),
        eligible_for_renewal: adds > 0,
        renewal_required: adds > 0,
        is_premium: found.premium,
        renew_price: amount(list.charge(PriceAction::Renew, 1)?.price)?,
        expiry_date: found.expires.map(dates::instant),
        allowed_renewal_periods: if adds > 0 { vec![adds * 12] } else { Vec::new() },
    }))
}

async fn start(caller: Caller, call: StartTransfer) -> Handled<Answer<Domain>> {
    let (cx, customer) = (caller.cx()?, AccountId(call.customer_id.0));
    let buying = customers::buying_for(cx, customer).await?;
    let name = locate::parse(cx, &call.domain_name)?;
    added(cx, &name, call.period)?;
    let code = secret(call.auth_key);
    if !call.confirm_premium_order.is_some_and(|confirmed| confirmed.0)
        && app::domains::check::check(cx, std::slice::from_ref(&name))
            .await?
            .iter()
            .any(|found| found.premium)
    {
        return Err(Error::Prohibited(Prohibition::PremiumUnconfirmed).into());
    }
    let wish = Request {
        name: name.clone(),
        auth_code: code,
        contacts: std::array::from_fn(|_| ContactChoice::whoever_stands_for_the_account()),
        nameservers: NameserverChoice::Open,
        reference: None,
        confirmed_by_owner: false,
    };
    match request::request(&buying, wish).await {
        Ok(()) | Err(Error::OutcomeUnknown(_)) => {
            Ok(Answer::Done(row(dossier::named(cx, customer, &name).await?)))
        }
        Err(error) => Err(error.into()),
    }
}

async fn cancel(caller: Caller, call: CancelTransfer) -> Handled<Answer<Nothing>> {
    let cx = caller.cx()?;
    let which = Which { number: Some(DomainId(call.domain_id.0)), name: None };
    let located = locate::any(cx, which).await?;
    match call.r#type {
        TransferDirection::In => respond::cancel(&located.cx, located.name).await?,
        TransferDirection::Out => respond::keep(&located.cx, located.name).await?,
    }
    Ok(Answer::Done(Nothing))
}

fn secret(code: Option<Line>) -> Option<Secret<String>> {
    code.map(|code| Secret::new(code.0))
}

/// The years that a transfer adds, as its registry has it; nobody can have it otherwise. A year may
/// always be said: more than the fee is never taken.
fn added(cx: &Context, name: &DomainName, period: Option<Term>) -> Result<u16, Error> {
    let adds = u16::from(cx.realm.rules(name)?.transfer_adds.0);
    match period.map(Term::years) {
        Some(years) if years != adds.max(1) => {
            Err(Error::invalid(Field::Period, Reason::NotOffered))
        }
        _ => Ok(adds),
    }
}
