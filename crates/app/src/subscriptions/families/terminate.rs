//! Ends what was bought of a family.

use model::error::{Error, Prohibition, Result};
use model::product::ProductKind;
use model::subscription::{Cancellation, Standing, SubscriptionId};

use super::instance;
use crate::realm::Context;
use crate::servers::{self, Selector};
use crate::subscriptions::cancel;

/// Ends something now, and what belongs to it. What was paid is not given back; it stays in lists. Where
/// whoever runs it is away, it ends later.
///
/// # Errors
/// When there is no such thing, or its end was asked for before.
pub async fn terminate(cx: &Context, family: &str, id: SubscriptionId) -> Result<()> {
    let found = instance::one(cx, family, id).await?;
    let asked = found.subscription.cancellation == Some(Cancellation::Now);
    if asked || found.standing == Standing::Ended {
        return Err(Error::Prohibited(Prohibition::Cancelled));
    }
    match found.subscription.kind {
        ProductKind::Server => servers::refuse(cx, &Selector::number(id)).await.map(drop),
        _ => cancel(cx, id, Cancellation::Now, "").await,
    }
}
