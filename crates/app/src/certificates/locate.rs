//! Whose a certificate is: the caller's own, or that of an account below it.

use model::error::{Error, Noun, Result};
use model::subscription::SubscriptionId;

use crate::accounts::below;
use crate::realm::Context;

/// A place to act for whoever holds a certificate: the caller itself, or an account below it.
///
/// # Errors
/// When there is no such certificate in the caller's sight.
pub async fn acting_for(cx: &Context, id: SubscriptionId) -> Result<Context> {
    let inner = cx.clone();
    let found = cx.realm.store.read(move |tx| {
        let unknown = Error::NotFound(Noun::Certificate);
        tx.certificate(id)?.ok_or(unknown.clone())?;
        let paid = tx.subscription(id)?.ok_or(unknown.clone())?;
        // Nothing tells a stranger's certificate from one that is not there.
        below::acting_within(tx, &inner, paid.subscription.account).map_err(|error| match error {
            Error::NotFound(_) | Error::Forbidden(_) => unknown,
            error => error,
        })
    });
    found.await
}
