//! Calls a certificate off.

use model::certificate::CertificateState;
use model::error::{Error, Prohibition, Result};
use model::privilege::ServicePrivilege;
use model::subscription::{Cancellation, SubscriptionId};

use super::own;
use crate::realm::Context;
use crate::subscriptions;

/// Calls a certificate off and says where it stands then: what waits is withdrawn, what is issued is
/// revoked and stays so. What was paid is not given back. Where the authority is away, a job sees to it
/// that it hears of it.
///
/// # Errors
/// When there is no such certificate, or it was called off or ended before.
pub async fn cancel(cx: &Context, id: SubscriptionId, reason: &str) -> Result<CertificateState> {
    let inner = cx.clone();
    let state = cx
        .realm
        .store
        .read(move |tx| Ok(own(tx, &inner, id, ServicePrivilege::Basic)?.state(inner.now())))
        .await?;
    match state {
        CertificateState::Cancelled => Err(Error::Prohibited(Prohibition::Cancelled)),
        CertificateState::Expired => Err(Error::Prohibited(Prohibition::Expired)),
        _ => {
            subscriptions::cancel(cx, id, Cancellation::Now, reason).await?;
            super::state(cx, id).await
        }
    }
}
