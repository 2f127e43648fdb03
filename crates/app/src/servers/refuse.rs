//! Gives a server up.

use model::Result;
use model::error::{Error, Prohibition};
use model::server::{Server, ServerState};
use model::subscription::{Cancellation, SubscriptionState};

use super::{Selector, own, steps};
use crate::jobs;
use crate::realm::Context;
use crate::subscriptions;

/// Gives a server up now, and gives it as it stands then: deleted. Nothing of what was paid is given
/// back. Where the host is away, it removes the server later.
///
/// # Errors
/// When there is no such server, or it was given up before.
pub async fn refuse(cx: &Context, which: &Selector) -> Result<Server> {
    cx.needs_more_than_privileges()?;
    let (account, asked) = (cx.account(), which.clone());
    let (stored, bought) = cx.realm.store.read(move |tx| own(tx, account, &asked)).await?;
    let id = stored.server.id;
    if stored.server.state == ServerState::Deleted {
        return Err(Error::Prohibited(Prohibition::Closed));
    }
    let is_over = bought.subscription.state == SubscriptionState::Cancelled
        || bought.subscription.cancellation == Some(Cancellation::Now);
    let forget = move |tx: &mut store::Tx<'_>| {
        let Some(mut stored) = tx.server(id)? else { return Ok(()) };
        stored.server.state = ServerState::Deleted;
        steps::gone(&mut stored);
        tx.save_server(&stored)?;
        tx.unschedule(jobs::SERVER_TASK, id.0)
    };
    if is_over {
        // What could not be set up is on its way out already.
        cx.realm
            .store
            .write(move |tx| {
                tx.lock_account(account)?;
                forget(tx)
            })
            .await?;
    } else {
        subscriptions::cancel_and(cx, id, Cancellation::Now, "", forget).await?;
    }
    let found = cx.realm.store.read(move |tx| own(tx, account, &Selector::number(id))).await?;
    Ok(found.0.server)
}
