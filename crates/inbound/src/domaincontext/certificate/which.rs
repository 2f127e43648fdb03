//! Which certificate a command is about.

use app::{Context, certificates};
use dialects::domaincontext::arguments::Id;
use model::subscription::SubscriptionId;

use crate::domaincontext::errors::{Handled, Refused};

/// A place to act for whoever holds the certificate, and the certificate.
pub async fn held(cx: &Context, sent: Id) -> Handled<(Context, SubscriptionId)> {
    let id = SubscriptionId(sent.0);
    let acting = certificates::acting_for(cx, id).await;
    let acting = acting.map_err(|error| Refused::about(error, "id"))?;
    Ok((acting, id))
}
