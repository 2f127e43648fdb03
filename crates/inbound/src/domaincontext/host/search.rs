//! The hosts that fit.

use app::hosts::search::{self, HostFilter, HostOrder};
use dialects::domaincontext::found::Found;
use dialects::domaincontext::host::row::HostRow;
use dialects::domaincontext::host::search::SearchHosts;
use model::domain::DomainId;
use model::host::HostId;

use crate::domaincontext::AUDIENCE;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;
use crate::domaincontext::paging;

/// What a list is sorted by.
const ORDERS: &[(&str, HostOrder)] = &[
    ("id", HostOrder::Id),
    ("host", HostOrder::Host),
    ("name", HostOrder::Host),
    ("domain", HostOrder::Domain),
];

pub async fn search(caller: Caller, call: SearchHosts) -> Handled<Found<HostRow>> {
    let cx = caller.cx()?;
    let paging = call.paging.clone();
    let (order, window) = paging::page(&paging, ORDERS)?;
    let filter = filter(call)?;
    if paging.counts() {
        let count = search::count(cx, AUDIENCE, filter).await?;
        return Ok(Found::Count(count.unsigned_abs()));
    }
    let found = search::search(cx, AUDIENCE, filter, order, window).await?;
    Ok(paging.shown(found.into_iter().map(super::row)))
}

fn filter(call: SearchHosts) -> Handled<HostFilter> {
    let mut ids = call.ids.map(|ids| paging::values(Some(ids), "ids")).transpose()?;
    // Nothing is ever noted about a host, so that no host has such a note.
    if call.note.is_some() {
        ids = Some(Vec::new());
    }
    let below = call.domain_ids.map(|ids| paging::values(Some(ids), "domain_ids")).transpose()?;
    Ok(HostFilter {
        ids: ids.map(|ids| ids.into_iter().map(|id| HostId(id.0)).collect()),
        hosts: paging::words(call.host, "host")?,
        domains: paging::texts(call.domain, "domain")?,
        domain_ids: below.map(|ids| ids.into_iter().map(|id| DomainId(id.0)).collect()),
        holders: paging::texts(call.client, "client")?,
        sellers: paging::texts(call.seller, "seller")?,
    })
}
