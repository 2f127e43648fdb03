//! Pays for further periods of a server.

use model::Result;
use model::error::{Error, Prohibition};
use model::server::ServerState;
use model::subscription::Subscription;

use super::{Selector, own};
use crate::realm::Context;
use crate::subscriptions::{self, Extension};

/// Pays for further periods of a server at once, and gives its subscription as it stands then. One that
/// was stopped because nobody renewed it runs again. `from` is until when the caller saw it paid, to
/// the day; more of another one is refused as stale.
///
/// # Errors
/// When there is no such server, it could not be set up or was given up, or the money does not suffice.
pub async fn extend(
    cx: &Context,
    which: &Selector,
    periods: u8,
    from: Option<String>,
) -> Result<Subscription> {
    cx.needs_more_than_privileges()?;
    let (account, which) = (cx.account(), which.clone());
    let server = cx.realm.store.read(move |tx| own(tx, account, &which)).await?.0.server;
    match server.state {
        ServerState::New | ServerState::Ready | ServerState::Blocked => {}
        ServerState::Disabled => {
            return Err(Error::Prohibited(Prohibition::ServerNotReady));
        }
        ServerState::Deleted => return Err(Error::Prohibited(Prohibition::Closed)),
    }
    subscriptions::extend(cx, Extension { id: server.id, periods, cycle: None, from }).await
}
