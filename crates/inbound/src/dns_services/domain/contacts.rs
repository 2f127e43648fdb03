//! Who stands behind a domain.

use app::domains::choices::ContactChoice;
use app::domains::{contacts, read};
use dialects::dns_services::domain::contact::{
    ContactChange, ContactFields, ContactRoles, DomainContacts, ReadContacts, UpdateContacts,
};
use dialects::dns_services::info::Info;
use model::Error;
use model::contact::{Contact, ContactPatch};
use model::error::Role;

use super::held;
use crate::dns_services::door::Caller;
use crate::dns_services::errors::{Handled, Refused};
use crate::dns_services::person::Person;

pub async fn show(caller: Caller, call: ReadContacts) -> Handled<DomainContacts> {
    let cx = caller.cx()?;
    let details = read::details(cx, held::name(cx, call.id).await?).await?;
    let fields = |role: Role| {
        let stored = details.contacts.get(role as usize);
        let stored = stored.ok_or_else(|| Error::internal("four roles have four contacts"))?;
        Ok::<_, Error>(fields(stored.contact.clone()))
    };
    Ok(DomainContacts {
        contact_info: ContactRoles {
            registrant: fields(Role::Registrant)?,
            admin: fields(Role::Admin)?,
            tech: fields(Role::Tech)?,
            billing: fields(Role::Billing)?,
        },
    })
}

fn fields(contact: Contact) -> ContactFields {
    let person = Person::from(contact);
    ContactFields {
        email: person.email,
        firstname: person.firstname,
        lastname: person.lastname,
        companyname: person.companyname,
        address1: person.address1,
        address2: person.address2,
        city: person.city,
        state: person.state,
        postcode: person.postcode,
        country: person.country,
        phonenumber: person.phonenumber,
    }
}

pub async fn update(caller: Caller, call: UpdateContacts) -> Handled<Info> {
    let cx = caller.cx()?;
    let sent = call.contact_info;
    let sent = [sent.registrant, sent.admin, sent.tech, sent.billing];
    if sent.iter().all(Option::is_none) {
        return Err(Refused::missing("contact_info"));
    }
    let name = held::name(cx, call.id).await?;
    let now = read::details(cx, name.clone()).await?.contacts;
    let mut choices: [ContactChoice; 4] = Default::default();
    for ((choice, change), stored) in choices.iter_mut().zip(sent).zip(now) {
        if let Some(change) = change {
            choice.parts = patch(change, stored.contact);
        }
    }
    contacts::set(cx, &name, choices).await?;
    Ok(Info::saved())
}

/// What a change says beyond what is there. The halves of a name are one part here, and so are the
/// lines of an address after the first.
fn patch(change: ContactChange, now: Contact) -> ContactPatch {
    let person = Person::from(now);
    let half = |sent: &Option<String>, now: &str| sent.clone().unwrap_or_else(|| now.to_owned());
    let named = (change.firstname.is_some() || change.lastname.is_some()).then(|| {
        let first = half(&change.firstname, &person.firstname);
        let last = half(&change.lastname, &person.lastname);
        format!("{} {}", first.trim(), last.trim()).trim().to_owned()
    });
    let [second, third] = match change.address2 {
        Some(line) if line != person.address2 => [Some(line), Some(String::new())],
        _ => [None, None],
    };
    ContactPatch {
        name: named,
        company: change.companyname,
        email: change.email,
        phone: change.phonenumber,
        fax: None,
        street: [change.address1, second, third],
        city: change.city,
        province: change.state,
        postal_code: change.postcode,
        country: change.country,
    }
}
