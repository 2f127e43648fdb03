//! A host by its number or name.

use model::Result;
use model::privilege::DomainPrivilege;

use super::{FoundHost, HostRef, find};
use crate::realm::Context;

/// A host of the caller's account; logins are those of an audience.
///
/// # Errors
/// When there is none, or number and name speak of two.
pub async fn read(cx: &Context, audience: &'static str, which: HostRef) -> Result<FoundHost> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let stored = find(tx, &inner, &which, DomainPrivilege::Basic)?;
            Ok(FoundHost { stored, owner: tx.ownership(inner.account(), audience)? })
        })
        .await
}
