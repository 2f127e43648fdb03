//! Which server a command is about: by its number, by its name, or by both.

use app::Context;
use app::servers::{self, Selector};
use dialects::domaincontext::server::selector::ServerSelector;
use model::error::Error;
use model::subscription::SubscriptionId;

use crate::domaincontext::errors::{Handled, Refused};

/// What is said to whoever names nothing.
const NEITHER: &str = "server or id is missing";

/// A place to act for whoever has the server, and the server.
pub async fn held(cx: &Context, sent: &ServerSelector) -> Handled<(Context, Selector)> {
    let which = Selector {
        id: sent.id.map(|id| SubscriptionId(id.0)),
        name: sent.server.as_ref().map(|name| name.0.clone()),
    };
    let acting = servers::acting_for(cx, &which).await.map_err(|error| match error {
        Error::Missing(_) => Refused::saying(error, NEITHER),
        other => other.into(),
    })?;
    Ok((acting, which))
}
