//! The servers that fit.

use app::Context;
use app::domains::search::scope;
use app::page::Window;
use app::servers::{self, Filter, ServerOrder};
use dialects::domaincontext::arguments::{Ids, List, Login};
use dialects::domaincontext::found::Found;
use dialects::domaincontext::server::list::{ListServers, ListedServer};
use dialects::domaincontext::server::row::ServerRow;
use dialects::domaincontext::server::search::SearchServers;
use model::server::ServerState;
use model::subscription::SubscriptionId;

use super::row;
use crate::domaincontext::AUDIENCE;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};
use crate::domaincontext::paging;

/// Rows of a list that nothing pages.
const MOST: i64 = 1_000;

/// What a list is sorted by.
const ORDERS: &[(&str, ServerOrder)] = &[
    ("id", ServerOrder::Id),
    ("name", ServerOrder::Name),
    ("server", ServerOrder::Name),
    ("expires", ServerOrder::Expires),
    ("state", ServerOrder::State),
];

pub async fn search(caller: Caller, call: SearchServers) -> Handled<Found<ServerRow>> {
    let cx = caller.cx()?;
    let paging = call.paging.clone();
    let (order, window) = paging::page(&paging, ORDERS)?;
    let filter = filter(cx, call)?;
    if paging.counts() {
        return Ok(Found::Count(servers::count(cx, filter).await?.unsigned_abs()));
    }
    let found = servers::search(cx, filter, order, window).await?;
    Ok(paging.shown(found.iter().map(|found| row::row(cx, found))))
}

/// Nothing pages this list, so that it is shown as a whole, as far as one page may go.
pub async fn list(caller: Caller, call: ListServers) -> Handled<Vec<ListedServer>> {
    let cx = caller.cx()?;
    let filter = Filter {
        ids: numbers(call.ids)?,
        names: call.server.into_iter().map(|name| name.0).collect(),
        clients: login(call.client),
        ..everything(cx)
    };
    let window = Window { start: 0, limit: MOST, descending: false };
    let found = servers::search(cx, filter, ServerOrder::Id, window).await?;
    Ok(found.iter().map(row::short).collect())
}

/// All that the caller sees.
fn everything(cx: &Context) -> Filter {
    Filter { audience: AUDIENCE, below: scope(cx).below, ..Filter::default() }
}

fn filter(cx: &Context, call: SearchServers) -> Handled<Filter> {
    let states = paging::values(call.states, "states")?;
    let state = |word: &str| row::state(word).ok_or_else(|| Refused::unknown_word("states"));
    let states = states.iter().map(|word| state(&word.0)).collect::<Handled<Vec<ServerState>>>()?;
    Ok(Filter {
        ids: numbers(call.ids)?,
        names: texts(call.servers, "servers", |name| name.0)?,
        notes: texts(call.note, "note", |note| note.0)?,
        clients: login(call.client),
        sellers: login(call.seller),
        states,
        ..everything(cx)
    })
}

fn numbers(ids: Option<Ids>) -> Handled<Vec<SubscriptionId>> {
    Ok(paging::values(ids, "ids")?.into_iter().map(|id| SubscriptionId(id.0)).collect())
}

fn texts<T>(
    list: Option<List<T>>,
    parameter: &str,
    text: impl Fn(T) -> String,
) -> Handled<Vec<String>> {
    Ok(paging::values(list, parameter)?.into_iter().map(text).collect())
}

fn login(login: Option<Login>) -> Vec<String> {
    login.into_iter().map(|login| login.0).collect()
}
