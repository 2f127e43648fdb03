//! Reading servers.

use model::Result;
use model::error::{Error, Noun};
use model::product::ProductId;
use model::server::{Server, ServerState, Virtualisation};
use model::subscription::{Subscription, SubscriptionId};
use store::scope::{Owner, Scope};
pub use store::servers::ServerOrder;
use store::servers::{ListedServer, ServerFilter};

use super::{Selector, own};
use crate::page::{Window, bounded};
use crate::realm::{Context, Realm};

/// Which servers are looked for; what is empty asks for nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The family of callers whose logins are meant and shown.
    pub audience: &'static str,
    /// Also those of the accounts directly below.
    pub below: bool,
    /// Those with one of these numbers.
    pub ids: Vec<SubscriptionId>,
    /// Those with one of these names.
    pub names: Vec<String>,
    /// Those with exactly one of these notes.
    pub notes: Vec<String>,
    /// Those of holders with one of these logins.
    pub clients: Vec<String>,
    /// Those of holders below somebody with one of these logins.
    pub sellers: Vec<String>,
    /// Those in one of these states; all but the deleted ones where nothing is said.
    pub states: Vec<ServerState>,
}

/// A server as it is shown.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its facts.
    pub server: Server,
    /// Until when it is paid (`due`), and whether it renews itself.
    pub subscription: Subscription,
    /// The holder's own note on it.
    pub note: String,
    /// Whose it is.
    pub owner: Owner,
    /// The number of its tariff.
    pub tariff: ProductId,
    /// The name of its tariff.
    pub tariff_name: String,
    /// What it runs under.
    pub virtualisation: Virtualisation,
}

/// A page of servers: the caller's, and those directly below it where that is asked for.
///
/// # Errors
/// When the database fails.
pub async fn search(
    cx: &Context,
    filter: Filter,
    order: ServerOrder,
    window: Window,
) -> Result<Vec<Found>> {
    cx.needs_more_than_privileges()?;
    let (scope, filter, window) = (filter.scope(cx), filter.stored(), bounded(window));
    let found =
        cx.realm.store.read(move |tx| tx.search_servers(scope, &filter, order, window)).await?;
    found.into_iter().map(|listed| shown(&cx.realm, listed)).collect()
}

/// How many servers a search finds.
///
/// # Errors
/// When the database fails.
pub async fn count(cx: &Context, filter: Filter) -> Result<i64> {
    cx.needs_more_than_privileges()?;
    let (scope, filter) = (filter.scope(cx), filter.stored());
    cx.realm.store.read(move |tx| tx.count_servers(scope, &filter)).await
}

/// One server of the caller's, wherever it stands in its life; logins are those of an audience.
///
/// # Errors
/// When there is none, or nothing says which one is meant.
pub async fn one(cx: &Context, audience: &'static str, which: &Selector) -> Result<Found> {
    cx.needs_more_than_privileges()?;
    let (account, which) = (cx.account(), which.clone());
    let found = cx
        .realm
        .store
        .read(move |tx| {
            let (stored, _) = own(tx, account, &which)?;
            let filter = ServerFilter {
                audience: audience.to_owned(),
                ids: vec![stored.server.id],
                ..ServerFilter::default()
            };
            let window = Window { start: 0, limit: 1, descending: false };
            tx.search_servers(Scope::own(account), &filter, ServerOrder::Id, window)
        })
        .await?;
    let listed = found.into_iter().next().ok_or(Error::NotFound(Noun::Server))?;
    shown(&cx.realm, listed)
}

impl Filter {
    const fn scope(&self, cx: &Context) -> Scope {
        Scope { account: cx.account(), below: self.below }
    }

    fn stored(self) -> ServerFilter {
        let states = match self.states.is_empty() {
            // What is gone is shown to those who ask for it.
            true => {
                let there = |state: &ServerState| *state != ServerState::Deleted;
                ServerState::ALL.into_iter().filter(there).collect()
            }
            false => self.states,
        };
        ServerFilter {
            audience: self.audience.to_owned(),
            ids: self.ids,
            names: self.names,
            notes: self.notes,
            clients: self.clients,
            sellers: self.sellers,
            states,
        }
    }
}

fn shown(realm: &Realm, listed: ListedServer) -> Result<Found> {
    let ListedServer { server, subscription, note, owner } = listed;
    let product = realm.shelf.product(subscription.product);
    let plan = product.and_then(|product| product.server);
    let (Some(product), Some(plan)) = (product, plan) else {
        return Err(Error::internal("a server whose product is none"));
    };
    Ok(Found {
        tariff: product.id,
        tariff_name: product.name.clone(),
        virtualisation: plan.virtualisation,
        server,
        subscription,
        note,
        owner,
    })
}
