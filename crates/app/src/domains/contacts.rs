//! Changes the contacts of a name: queued, then at the registry.

use model::Result;
use model::error::{ContactPart, Error, Field, Role};
use model::name::DomainName;

use super::choices::{self, ContactChoice};
use super::update::{self, Command};
use crate::realm::Context;

/// Queues a change of contacts; only what was said changes.
///
/// # Errors
/// Names the role and part that cannot be meant, or what else stands in the way.
pub async fn change(cx: &Context, name: DomainName, choices: [ContactChoice; 4]) -> Result<()> {
    if choices.iter().all(ContactChoice::is_empty) {
        return Err(Error::Missing(Field::Contact(Role::Registrant, ContactPart::Name)));
    }
    let (account, now, keys) = (cx.account(), cx.now(), cx.realm.keys.clone());
    update::queue(cx, name, move |tx, domain| {
        let changed = choices::changed_contacts(tx, account, domain.contacts, &choices)?;
        let mut command = Command::default();
        for (place, contact) in changed.iter().enumerate() {
            if let Some(contact) = contact {
                let id = choices::keep_contact(tx, &keys, account, contact, now)?;
                command.contacts[place] = Some(id.0);
            }
        }
        Ok(command)
    })
    .await
}
