//! The contacts that fit.

use app::contacts::search::{self, PersonFilter, PersonOrder};
use dialects::domaincontext::contact::row::ContactRow;
use dialects::domaincontext::contact::search::SearchContacts;
use dialects::domaincontext::found::Found;
use model::contact::ContactId;

use super::fields;
use crate::domaincontext::AUDIENCE;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;
use crate::domaincontext::paging;

/// What a list is sorted by.
const ORDERS: &[(&str, PersonOrder)] = &[("id", PersonOrder::Id), ("name", PersonOrder::Name)];

pub async fn search(caller: Caller, call: SearchContacts) -> Handled<Found<ContactRow>> {
    let cx = caller.cx()?;
    let paging = call.paging.clone();
    let (order, window) = paging::page(&paging, ORDERS)?;
    let filter = filter(call)?;
    if paging.counts() {
        let count = search::count(cx, AUDIENCE, filter).await?;
        return Ok(Found::Count(count.unsigned_abs()));
    }
    let found = search::search(cx, AUDIENCE, filter, order, window).await?;
    Ok(paging.shown(found.into_iter().map(fields::row)))
}

fn filter(call: SearchContacts) -> Handled<PersonFilter> {
    let ids = call.ids.map(|ids| paging::values(Some(ids), "ids")).transpose()?;
    Ok(PersonFilter {
        ids: ids.map(|ids| ids.into_iter().map(|id| ContactId(id.0)).collect()),
        names: paging::words(call.name, "name")?,
        emails: paging::words(call.email, "email")?,
        holders: paging::texts(call.client, "client")?,
        sellers: paging::texts(call.seller, "seller")?,
    })
}
