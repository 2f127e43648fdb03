//! Servers: subscriptions that stand somewhere, boot something, and do one task at a time.
//!
//! What was bought, until when it is paid and whose it is stands in the subscription; what the server
//! is like, in a row of its own that follows its host. Verbs act for the caller's own account; who
//! stands above acts by `acting_for`.

mod buy;
mod console;
mod extend;
mod finish;
mod offer;
mod password;
mod read;
mod refuse;
/// Steps of a server's subscription at its host.
pub(crate) mod steps;
/// Tasks on servers.
pub(crate) mod task;

pub(crate) use buy::buy_of;
pub use buy::{BuyServer, buy};
pub use console::{OpenConsole, open_console};
pub use extend::extend;
pub use offer::{Tariff, clusters, images, live_images, tariffs};
pub use password::{NewPassword, regenerate_password};
pub use read::{Filter, Found, ServerOrder, count, one, search};
pub use refuse::refuse;
pub use task::begin_task;

pub(crate) use finish::finish;

use model::Result;
use model::account::AccountId;
use model::callback::Addressee;
use model::error::{Error, Field, Noun, Prohibition, Reason};
use model::product::{ProductId, ProductKind};
use model::server::{Server, ServerState, TaskKind, Virtualisation};
use model::subscription::{Subscription, SubscriptionId};
use model::time::Timestamp;
use store::Tx;
pub use store::scope::Owner;
use store::servers::StoredServer;
use store::subscriptions::StoredSubscription;

use crate::accounts::below;
use crate::callbacks::{self, NewCallback};
use crate::operations;
use crate::realm::{Context, Realm};
use crate::subscriptions::operation_subject;

/// Which server is meant: by its number, by its name, or by both where they agree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selector {
    /// Its number.
    pub id: Option<SubscriptionId>,
    /// Its name.
    pub name: Option<String>,
}

impl Selector {
    /// A server by its number.
    #[must_use]
    pub const fn number(id: SubscriptionId) -> Self {
        Self { id: Some(id), name: None }
    }

    /// A server by its name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { id: None, name: Some(name.to_owned()) }
    }
}

/// A place to act for whoever has a server: the caller itself, or an account below it.
///
/// # Errors
/// When there is no such server in the caller's sight, or nothing says which one is meant.
pub async fn acting_for(cx: &Context, which: &Selector) -> Result<Context> {
    // Whether number and name agree is told to nobody who may not see the server: that is for the
    // verb to say.
    let which = match which.id {
        Some(id) => Selector::number(id),
        None => which.clone(),
    };
    let unknown = Error::NotFound(Noun::Server);
    let found = cx.realm.store.read(move |tx| meant(tx, &which)).await?;
    let (_, bought) = found.ok_or(unknown.clone())?;
    below::acting_for(cx, bought.subscription.account).await.map_err(|error| match error {
        Error::NotFound(_) => unknown,
        error => error,
    })
}

/// The server that is meant, whoever has it.
fn meant(tx: &mut Tx<'_>, which: &Selector) -> Result<Option<(StoredServer, StoredSubscription)>> {
    let name = which.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let found = match (which.id, name) {
        (None, None) => return Err(Error::Missing(Field::Server)),
        (Some(id), _) => tx.server(id)?,
        (None, Some(name)) => tx.server_named(name)?,
    };
    let Some(found) = found else { return Ok(None) };
    if name.is_some_and(|name| name != found.server.name) {
        return Err(Error::invalid(Field::Server, Reason::Contradicts));
    }
    let bought = tx
        .subscription(found.server.id)?
        .ok_or_else(|| Error::internal("a server of no subscription"))?;
    Ok(Some((found, bought)))
}

/// The account's own server; a stranger's is as unknown as one that is not there.
fn own(
    tx: &mut Tx<'_>,
    account: AccountId,
    which: &Selector,
) -> Result<(StoredServer, StoredSubscription)> {
    let unknown = Error::NotFound(Noun::Server);
    match meant(tx, which) {
        Ok(found) => {
            found.filter(|(_, bought)| bought.subscription.account == account).ok_or(unknown)
        }
        // Nor is it told whether a stranger's number and name agree.
        Err(error @ Error::Invalid { .. }) => {
            let by_number = Selector { name: None, ..which.clone() };
            let is_own = meant(tx, &by_number)?
                .is_some_and(|(_, bought)| bought.subscription.account == account);
            Err(if is_own { error } else { unknown })
        }
        Err(error) => Err(error),
    }
}

/// Whether a subscription is to a server that is still being set up, or to something added to one.
pub(crate) fn waits_for_set_up(tx: &mut Tx<'_>, subscription: &Subscription) -> Result<bool> {
    let server = match (subscription.kind, subscription.part_of) {
        (_, Some(whole)) => whole,
        (ProductKind::Server, None) => subscription.id,
        _ => return Ok(false),
    };
    Ok(tx.server(server)?.is_some_and(|stored| stored.server.state == ServerState::New))
}

/// Refuses while something is asked of a server at its host.
fn unoccupied(tx: &mut Tx<'_>, id: SubscriptionId) -> Result<()> {
    match tx.open_operation(&operation_subject(id))? {
        None => Ok(()),
        Some(operation) => Err(Error::Prohibited(match operations::Command::of(&operation)? {
            operations::Command::Server(_) => Prohibition::TaskRunning,
            _ => Prohibition::PendingOperation,
        })),
    }
}

/// What a server runs under.
fn virtualisation(realm: &Realm, product: ProductId) -> Result<Virtualisation> {
    realm
        .shelf
        .product(product)
        .and_then(|product| product.server)
        .map(|plan| plan.virtualisation)
        .ok_or(Error::NotFound(Noun::Product))
}

/// Says what became of a task to whoever asked to be called.
fn call_back(
    tx: &mut Tx<'_>,
    account: AccountId,
    server: &Server,
    (task, done): (TaskKind, bool),
    now: Timestamp,
) -> Result<()> {
    if server.callback_url.is_empty() {
        return Ok(());
    }
    // Nothing in these words has to be written in another way in a form.
    let body = format!(
        "id={}&server={}&state={}&task={}&result={}",
        server.id.0,
        server.name,
        server.state.word(),
        task.word(),
        if done { "ok" } else { "error" },
    );
    let call = NewCallback {
        account,
        subject: &server.name,
        addressee: Addressee::Caller,
        url: &server.callback_url,
        content_type: callbacks::FORM,
        headers: &[],
        body: &body,
    };
    callbacks::enqueue(tx, call, now).map(drop)
}
