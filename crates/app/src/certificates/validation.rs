//! How control over the names is shown, after a certificate was asked for.

use std::sync::Arc;

use model::certificate::{CertificateState, Validation};
use model::error::{Error, Field, Reason, Result};
use model::privilege::ServicePrivilege;
use model::subscription::SubscriptionId;

use super::issue::{begin, carried_out};
use super::order::{Step, reference};
use super::{approvers, own, pending_order};
use crate::operations::{self, Begun};
use crate::realm::Context;
use crate::subscriptions;

/// Has control over the names of a certificate that waits for it shown in another way, and says where
/// it stands then.
///
/// # Errors
/// When it does not wait for that, the way does not show it for its names, or nobody who may approves
/// by mail. [`Error::OutcomeUnknown`] is asked about again.
pub async fn change_validation(
    cx: &Context,
    id: SubscriptionId,
    validation: Validation,
    given: &[String],
) -> Result<CertificateState> {
    let names = waiting(cx, id).await?.names;
    validation.fits(&names)?;
    let approvers = approvers::chosen(&cx.realm, validation, &names, given).await?;
    let inner = cx.clone();
    let asked = (id, validation, approvers.clone());
    let fingerprint = cx
        .client_key
        .as_ref()
        .map(|_| operations::fingerprint(cx, "certificate-validation", &asked));
    let begun = cx
        .realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            if let Some(fingerprint) = &fingerprint
                && let Some(before) = operations::repeated(tx, &inner, fingerprint)?
            {
                return Ok(Begun::Before(before));
            }
            subscriptions::unoccupied(tx, id)?;
            own(tx, &inner, id, ServicePrivilege::Upgrade)?.pending(inner.now())?;
            let order = pending_order(tx, id)?;
            let (validation, approvers) = (validation.word().to_owned(), approvers.clone());
            let step = Step::ChangeValidation { validation, approvers };
            begin(tx, &inner, (id, order.id), step, fingerprint.as_deref()).map(Begun::New)
        })
        .await?;
    carried_out(cx, begun).await?;
    super::state(cx, id).await
}

/// Sends the message once more that asks for approval, and says where the certificate stands.
///
/// # Errors
/// When it does not wait for control to be shown, or that is not shown by mail.
pub async fn send_notifications(cx: &Context, id: SubscriptionId) -> Result<CertificateState> {
    let order = waiting(cx, id).await?;
    if order.validation != Validation::Email {
        return Err(Error::invalid(Field::ValidationMethod, Reason::NotApplicable));
    }
    let (realm, reference) = (Arc::clone(&cx.realm), reference(order.id));
    operations::within_patience(&cx.realm, async move { realm.authority.remind(&reference).await })
        .await?;
    super::state(cx, id).await
}

/// The order of a certificate of the caller's that waits for control to be shown, and that nothing else
/// is under way for.
pub(super) async fn waiting(
    cx: &Context,
    id: SubscriptionId,
) -> Result<store::certificates::StoredOrder> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            own(tx, &inner, id, ServicePrivilege::Upgrade)?.pending(inner.now())?;
            subscriptions::unoccupied(tx, id)?;
            pending_order(tx, id)
        })
        .await
}
