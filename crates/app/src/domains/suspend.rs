//! Suspension by hand (`clientHold`): the name keeps everything and stops resolving.

use model::domain::lifecycle;
use model::error::Prohibition;
use model::name::DomainName;
use model::{Error, Result};

use super::update::{self, Command};
use crate::realm::Context;

/// Takes a name out of the registry's zone.
///
/// # Errors
/// When the caller does not hold it, it is suspended already, or a change is under way.
pub async fn suspend(cx: &Context, name: DomainName) -> Result<()> {
    switch(cx, name, true).await
}

/// Puts a name back into the registry's zone.
///
/// # Errors
/// When the caller does not hold it, it is not suspended, or a change is under way.
pub async fn unsuspend(cx: &Context, name: DomainName) -> Result<()> {
    switch(cx, name, false).await
}

async fn switch(cx: &Context, name: DomainName, suspended: bool) -> Result<()> {
    cx.needs_more_than_privileges()?;
    let realm = cx.realm.clone();
    update::at_once(cx, name, &[], move |_, domain, now| {
        lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
        match (domain.suspended, suspended) {
            (true, true) => Err(Error::Prohibited(Prohibition::Suspended)),
            (false, false) => Err(Error::Prohibited(Prohibition::NotSuspended)),
            _ => Ok(Command { suspended: Some(suspended), ..Command::default() }),
        }
    })
    .await
}
