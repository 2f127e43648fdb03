//! Changes the contacts of a name: queued, then at the registry, or there at once.

use model::Result;
use model::domain::{Domain, lifecycle};
use model::error::{ContactPart, Error, Field, Role};
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use store::Tx;

use super::choices::{self, ContactChoice};
use super::update::{self, Command};
use crate::realm::Context;

const PRIVILEGES: &[DomainPrivilege] = &[DomainPrivilege::ContactInfo];

/// Queues a change of contacts; only what was said changes.
///
/// # Errors
/// Names the role and part that cannot be meant, or what else stands in the way.
pub async fn change(cx: &Context, name: DomainName, choices: [ContactChoice; 4]) -> Result<()> {
    said(&choices)?;
    let inner = cx.clone();
    let decide = move |tx: &mut Tx<'_>, domain: &Domain| command(tx, &inner, domain, &choices);
    update::queue(cx, name, PRIVILEGES, decide).await
}

/// Changes contacts at once, so that they read back changed; only what was said changes.
///
/// # Errors
/// As [`change`].
pub async fn set(cx: &Context, name: &DomainName, choices: [ContactChoice; 4]) -> Result<()> {
    said(&choices)?;
    let inner = cx.clone();
    update::at_once(cx, name.clone(), PRIVILEGES, move |tx, domain, now| {
        lifecycle::update(domain, now, inner.realm.rules(&domain.name)?)?;
        command(tx, &inner, domain, &choices)
    })
    .await
}

fn said(choices: &[ContactChoice; 4]) -> Result<()> {
    if choices.iter().all(ContactChoice::is_empty) {
        return Err(Error::Missing(Field::Contact(Role::Registrant, ContactPart::Name)));
    }
    Ok(())
}

fn command(
    tx: &mut Tx<'_>,
    cx: &Context,
    domain: &Domain,
    choices: &[ContactChoice; 4],
) -> Result<Command> {
    let changed = choices::changed_contacts(tx, cx.account(), domain.contacts, choices)?;
    let mut command = Command::default();
    for (place, contact) in changed.iter().enumerate() {
        if let Some(contact) = contact {
            let id = contact.kept(tx, cx, None)?;
            command.contacts[place] = Some(id.0);
        }
    }
    Ok(command)
}
