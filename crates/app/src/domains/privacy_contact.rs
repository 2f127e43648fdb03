//! Whom the world is shown in the place of the people behind a name whose registrant is hidden: one
//! contact of the account above the holder, made when it is first looked at, with a mail address for
//! each name.

use model::Result;
use model::contact::Contact;
use model::name::DomainName;
use store::contacts::StoredContact;

use super::choices;
use crate::realm::Context;

/// Whom the world is shown for a name of the caller's account.
///
/// # Errors
/// When the database fails.
pub async fn privacy_contact(cx: &Context, name: &DomainName) -> Result<StoredContact> {
    let account = cx.caller.parent.unwrap_or(cx.account());
    let (realm, shown) = (cx.realm.clone(), cx.realm.settings.privacy_contact.clone());
    let known = cx.realm.store.read(move |tx| {
        let known = choices::known_contact(tx, &realm.keys, account, &shown)?;
        known.map(|id| tx.contact(id)).transpose()
    });
    let mut stored = match known.await? {
        Some(stored) => stored,
        None => {
            let (realm, now) = (cx.realm.clone(), cx.now());
            let made = cx.realm.store.write(move |tx| {
                tx.lock_account(account)?;
                let shown = &realm.settings.privacy_contact;
                let id = choices::keep_contact(tx, &realm.keys, account, shown, now)?;
                tx.contact(id)
            });
            made.await?
        }
    };
    stored.contact.email = address_of(&stored.contact, name);
    Ok(stored)
}

/// The contact that stands for hidden people where the operator names nobody else.
#[must_use]
pub fn usual() -> Contact {
    Contact {
        name: "Privacy Service".to_owned(),
        company: "Privacy Service".to_owned(),
        email: "privacy@nameyard.example".to_owned(),
        phone: "+1.5555550100".to_owned(),
        street: ["PO Box 1".to_owned(), String::new(), String::new()],
        city: "Reykjavik".to_owned(),
        province: "Capital Region".to_owned(),
        postal_code: "101".to_owned(),
        country: "IS".to_owned(),
        ..Contact::default()
    }
}

/// Mail for the people behind a name goes to the name, at the host of the privacy contact.
fn address_of(contact: &Contact, name: &DomainName) -> String {
    let host = contact.email.rsplit_once('@').map_or(contact.email.as_str(), |(_, host)| host);
    format!("{name}@{host}")
}
