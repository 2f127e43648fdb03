//! Whose a host is, or would be: the caller's own, or that of an account below it.

use model::error::{Field, Noun};
use model::name::HostName;
use model::{Error, Result};

use super::HostRef;
use super::create::above;
use crate::accounts::below;
use crate::domains::locate::{self, Which};
use crate::realm::Context;

/// A place to act for whoever has a host: the caller itself, or an account below it.
///
/// # Errors
/// When nothing says which one is meant, or there is no such host in the caller's sight.
pub async fn acting_for(cx: &Context, which: &HostRef) -> Result<Context> {
    let (inner, id) = (cx.clone(), which.id);
    let name = which.name.as_deref().map(|name| HostName::parse(name, Field::Host)).transpose()?;
    let found = cx.realm.store.read(move |tx| {
        let found = match (id, &name) {
            (Some(id), _) => tx.host(id)?,
            (None, Some(name)) => tx.host_named(name)?,
            (None, None) => return Err(Error::Missing(Field::Host)),
        };
        let unknown = Error::NotFound(Noun::Host);
        let stored = found.ok_or(unknown.clone())?;
        let holder = tx.held_domain(&stored.domain_name)?.domain.account;
        // Nothing tells a stranger's host from one that is not there.
        below::acting_within(tx, &inner, holder).map_err(|error| match error {
            Error::NotFound(_) => unknown,
            error => error,
        })
    });
    found.await
}

/// A place to act for whoever holds the name that a new host would lie below.
///
/// # Errors
/// When it would lie below no name in the caller's sight.
pub async fn acting_below(cx: &Context, host: &str) -> Result<Context> {
    let name = above(&cx.realm, &HostName::parse(host, Field::Host)?)?;
    let which = Which { number: None, name: Some(name) };
    locate::held(cx, which).await.map(|located| located.cx)
}
