//! Names that move here, and the word of those who hold them.

use app::Context;
use app::domains::choices::{ContactChoice, NameserverChoice};
use app::domains::locate::{self, Which};
use app::domains::transfer::confirm::{self, Returned};
use app::domains::transfer::request::Request;
use app::domains::transfer::respond::Answer;
use app::domains::transfer::{check, request};
use dialects::domaincontext::arguments::{ConfirmData, Domains};
use dialects::domaincontext::domain::approve_preincoming::ApprovePreincoming;
use dialects::domaincontext::domain::check_transfer::CheckTransfer;
use dialects::domaincontext::domain::reject_preincoming::RejectPreincoming;
use dialects::domaincontext::domain::transfer::{TransferDomain, TransferStarted};
use dialects::domaincontext::yes::Yes;
use model::error::{Error, Field, Prohibition};
use model::secret::Secret;

use super::row;
use crate::domaincontext::AUDIENCE;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};

pub async fn check(caller: Caller, call: CheckTransfer) -> Handled<Yes> {
    let cx = caller.cx()?;
    let name = locate::parse(cx, &call.domain.0)?;
    check::check(cx, &name, Some(&Secret::new(call.password.0))).await?;
    Ok(Yes)
}

/// The registrant stays who it is; the other roles go to whoever stands for the account.
pub async fn transfer(caller: Caller, call: TransferDomain) -> Handled<TransferStarted> {
    let cx = caller.cx()?;
    let name = locate::parse(cx, &call.domain.0)?;
    let ours = ContactChoice::whoever_stands_for_the_account;
    let wish = Request {
        name: name.clone(),
        auth_code: Some(Secret::new(call.password.0)),
        contacts: [ContactChoice::default(), ours(), ours(), ours()],
        nameservers: NameserverChoice::Open,
        reference: None,
        confirmed_by_owner: true,
    };
    request::request(cx, wish).await.map_err(|error| match error {
        // A check says it the same way.
        Error::Exists(_) => Error::Prohibited(Prohibition::AlreadyHeld),
        other => other,
    })?;
    let which = Which { number: None, name: Some(name) };
    let begun = locate::detailed(cx, AUDIENCE, which).await?;
    let row = row::row(&begun.cx, &begun.found, &begun.hosts)?;
    Ok(TransferStarted { id: row.id, domain: row.domain, state: row.state })
}

pub async fn approve(caller: Caller, call: ApprovePreincoming) -> Handled<Yes> {
    answer(caller.cx()?, call.domains, call.confirm_data, Answer::Approve).await
}

pub async fn reject(caller: Caller, call: RejectPreincoming) -> Handled<Yes> {
    answer(caller.cx()?, call.domains, call.confirm_data, Answer::Reject).await
}

async fn answer(
    cx: &Context,
    domains: Option<Domains>,
    data: Option<ConfirmData>,
    answer: Answer,
) -> Handled<Yes> {
    let data = data.ok_or(Error::Missing(Field::Confirmation))?;
    let returned = returned(domains, &data);
    let stored = confirm::find_for(cx, &returned).await.map_err(|error| match error {
        Error::Missing(_) => Refused::about(error, "confirm_data[token]"),
        other => other.into(),
    })?;
    confirm::confirm(&cx.realm, &stored, answer).await?;
    Ok(Yes)
}

/// What the message carried, with the names that the call says besides.
fn returned(domains: Option<Domains>, data: &ConfirmData) -> Returned {
    let text = |name: &str| data.get(name).map(str::to_owned);
    let listed = data.get("domains").into_iter().flat_map(|names| names.split(','));
    let listed = listed.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    let said = domains.into_iter().flat_map(|domains| domains.0).map(|domain| domain.0);
    Returned {
        domains: said.chain(listed).collect(),
        till_date: text("till_date"),
        what: text("what"),
        salt: text("salt"),
        hash: text("hash"),
        token: text("token"),
    }
}
