//! Domains, listed and shown.

use app::shop::{self, Holding, HoldingState};
use dialects::dns_services::domain::by_name::{DomainsFound, FindDomains};
use dialects::dns_services::domain::details::{Domain, ReadDomain};
use dialects::dns_services::domain::domain_details::DomainDetails;
use dialects::dns_services::domain::list::{DomainRow, Domains, ListDomains};
use dialects::flags::DigitFlag;
use model::domain::DomainId;
use model::time::{Seconds, Timestamp};

use super::held;
use crate::dns_services::door::Caller;
use crate::dns_services::errors::Handled;

/// What stands for a day that never came.
const NEVER: &str = "0000-00-00";

pub async fn list(caller: Caller, _: ListDomains) -> Handled<Domains> {
    let cx = caller.cx()?;
    let holdings = shop::holdings(cx).await?;
    Ok(Domains { domains: holdings.into_iter().map(|one| row(one, cx.now())).collect() })
}

fn row(holding: Holding, now: Timestamp) -> DomainRow {
    DomainRow {
        id: holding.id.0.into(),
        expires: expiry(&holding),
        recurring_amount: holding.billed.recurring.to_string(),
        date_created: holding.created.day(),
        status: status(&holding, now).to_owned(),
        period: u32::from(holding.billed.years).into(),
        autorenew: DigitFlag(holding.autorenew),
        daytoexpire: days_left(&holding, now).into(),
        name: holding.name,
    }
}

pub async fn details(caller: Caller, call: ReadDomain) -> Handled<Domain> {
    let cx = caller.cx()?;
    let holding = shop::holding(cx, DomainId(call.id.0)).await?;
    Ok(Domain { details: shown(holding, cx.now()) })
}

pub async fn by_name(caller: Caller, call: FindDomains) -> Handled<DomainsFound> {
    let cx = caller.cx()?;
    let holdings = shop::holdings_named(cx, &call.name).await.map_err(held::by_itself)?;
    Ok(DomainsFound { details: holdings.into_iter().map(|one| shown(one, cx.now())).collect() })
}

fn shown(holding: Holding, now: Timestamp) -> DomainDetails {
    DomainDetails {
        id: holding.id.0.into(),
        date_created: holding.created.day(),
        firstpayment: holding.billed.first.to_string(),
        recurring_amount: holding.billed.recurring.to_string(),
        period: u32::from(holding.billed.years).into(),
        expires: expiry(&holding),
        status: status(&holding, now).to_owned(),
        next_due: holding.expires.day(),
        next_invoice: holding.billed.next_invoice.day(),
        idprotection: DigitFlag(holding.privacy),
        nameservers: holding.nameservers.iter().map(ToString::to_string).collect(),
        autorenew: DigitFlag(holding.autorenew),
        name: holding.name,
    }
}

/// Whether somebody ever had it.
const fn was_held(holding: &Holding) -> bool {
    !matches!(holding.state, HoldingState::Pending | HoldingState::Cancelled)
}

fn expiry(holding: &Holding) -> String {
    if was_held(holding) { holding.expires.day() } else { NEVER.to_owned() }
}

/// What was lost by its expiry has expired; what went before was cancelled.
fn status(holding: &Holding, now: Timestamp) -> &'static str {
    match holding.state {
        HoldingState::Pending => "Pending",
        HoldingState::Active => "Active",
        HoldingState::Expired => "Expired",
        HoldingState::Gone if holding.expires <= now => "Expired",
        HoldingState::Gone | HoldingState::Cancelled => "Cancelled",
    }
}

fn days_left(holding: &Holding, now: Timestamp) -> i64 {
    match was_held(holding) {
        true => ((holding.expires.unix() - now.unix()) / Seconds::DAY.0).max(0),
        false => 0,
    }
}
