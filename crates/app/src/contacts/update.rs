//! Changes a contact where it stands: every name behind which it stands shows the change, and the
//! registry is told where there is one.

use std::sync::Arc;

use model::contact::{Contact, ContactId};
use model::error::Prohibition;
use model::event::EventKind;
use model::name::DomainName;
use model::operation::OperationState;
use model::particulars::{ContactKind, Particulars, Person};
use model::time::Seconds;
use model::{Error, Result};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::operations::Operation;

use super::{ContactRef, find, in_use, subject};
use crate::accounts::pincode;
use crate::jobs;
use crate::news::{Act, tell};
use crate::operations;
use crate::ports::registry::ContactCard;
use crate::realm::{Context, Realm};

/// How long after its start a change that a crash interrupted is taken up again.
const TAKEN_UP: Seconds = Seconds(60);

/// A change, as it is written down: who the contact is afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Command {
    contact: i64,
    /// In the order of `Contact::parts`.
    parts: [String; 12],
    kind: Option<String>,
    given_name: String,
    family_name: String,
    birth_date: String,
    passport_number: String,
    passport_date: String,
    passport_issuer: String,
    emails: Vec<String>,
    russian_name: String,
    tax_number: String,
    tax_reason: String,
    director: String,
    resident: Option<bool>,
    /// This and what follows is absent in changes that were written down before it was kept.
    #[serde(default)]
    mobile: String,
    #[serde(default)]
    business_number: String,
    #[serde(default)]
    business_number_type: String,
}

impl Command {
    fn new(id: ContactId, person: &Person) -> Self {
        let Person { contact, particulars } = person.clone();
        Self {
            contact: id.0,
            parts: contact.parts().map(|(_, text)| text.to_owned()),
            kind: particulars.kind.map(|kind| kind.word().to_owned()),
            given_name: particulars.given_name,
            family_name: particulars.family_name,
            birth_date: particulars.birth_date,
            passport_number: particulars.passport_number,
            passport_date: particulars.passport_date,
            passport_issuer: particulars.passport_issuer,
            emails: particulars.emails,
            russian_name: particulars.russian_name,
            tax_number: particulars.tax_number,
            tax_reason: particulars.tax_reason,
            director: particulars.director,
            resident: particulars.resident,
            mobile: particulars.mobile,
            business_number: particulars.business_number,
            business_number_type: particulars.business_number_type,
        }
    }

    pub(crate) const fn id(&self) -> ContactId {
        ContactId(self.contact)
    }

    /// Who the contact is afterwards, as the registry knows it.
    pub(crate) fn contact(&self) -> Contact {
        let [
            name,
            company,
            email,
            phone,
            fax,
            street1,
            street2,
            street3,
            city,
            province,
            postal_code,
            country,
        ] = self.parts.clone();
        Contact {
            name,
            company,
            email,
            phone,
            fax,
            street: [street1, street2, street3],
            city,
            province,
            postal_code,
            country,
        }
    }

    fn person(&self) -> Person {
        let said = self.clone();
        Person {
            contact: self.contact(),
            particulars: Particulars {
                kind: said.kind.as_deref().and_then(ContactKind::from_word),
                given_name: said.given_name,
                family_name: said.family_name,
                birth_date: said.birth_date,
                passport_number: said.passport_number,
                passport_date: said.passport_date,
                passport_issuer: said.passport_issuer,
                emails: said.emails,
                russian_name: said.russian_name,
                tax_number: said.tax_number,
                tax_reason: said.tax_reason,
                director: said.director,
                resident: said.resident,
                mobile: said.mobile,
                business_number: said.business_number,
                business_number_type: said.business_number_type,
            },
        }
    }
}

/// Replaces everything that a contact of the caller's account says of itself, and gives its number.
/// What it is stays where nobody says it. A contact that was kept for a name alone is one of its own
/// from then on.
///
/// # Errors
/// Names the part that is absent or cannot be meant, or what else stands in the way. The account's
/// pincode is needed where it has one.
pub async fn update(
    cx: &Context,
    which: ContactRef,
    person: Person,
    code: Option<&str>,
) -> Result<ContactId> {
    cx.needs_more_than_privileges()?;
    let (person, inner) = (person.checked()?, cx.clone());
    pincode::check(cx, code).await?;
    let decided = cx.realm.store.write(move |tx| decide(tx, &inner, &which, &person)).await?;
    let (id, operation) = decided;
    let Some(operation) = operation else { return Ok(id) };
    let operations::Command::Contact(command) = operations::Command::of(&operation)? else {
        return Err(Error::internal("a change of a contact was not written down as one"));
    };
    let realm = Arc::clone(&cx.realm);
    operations::within_patience(
        &cx.realm,
        async move { perform(&realm, &operation, &command).await },
    )
    .await?;
    Ok(id)
}

/// Changes a contact that no name needs; for another one, writes down what the registry is asked.
fn decide(
    tx: &mut Tx<'_>,
    cx: &Context,
    which: &ContactRef,
    person: &Person,
) -> Result<(ContactId, Option<Operation>)> {
    let (account, now) = (cx.account(), cx.now());
    tx.lock_account(account)?;
    let stored = find(tx, account, which)?;
    let mut person = person.clone();
    person.particulars.kind = person.particulars.kind.or(stored.person.particulars.kind);
    if in_use::is_told(tx, &stored)? {
        return Err(Error::Prohibited(Prohibition::PendingOperation));
    }
    if person == stored.person {
        return Ok((stored.id, None));
    }
    // What only we keep of a contact is nothing that the registry is asked about.
    let told = person.contact != stored.person.contact && tx.name_behind(stored.id)?.is_some();
    if !told {
        tx.save_person(stored.id, &person, now)?;
        let act = Act { account, member: cx.caller.member, now };
        tell(tx, act, EventKind::PersonChanged, &stored.handle, &person.contact.name)?;
        return Ok((stored.id, None));
    }
    let command = operations::Command::Contact(Box::new(Command::new(stored.id, &person)));
    let operation = operations::begin(tx, cx, &subject(stored.id), &command, None, None)?;
    tx.schedule(jobs::OPERATION, operation.id.0, now + TAKEN_UP, "")?;
    Ok((stored.id, Some(operation)))
}

/// Tells the registry, and settles; doing it again changes nothing more.
pub(crate) async fn perform(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
) -> Result<()> {
    let id = command.id();
    let handle = realm.store.read(move |tx| tx.contact(id)).await?.handle;
    let card = ContactCard { handle, contact: command.contact() };
    let reply = match realm.registry.set_contact(&card).await {
        Ok(()) => Ok(()),
        Err(refusal) if operation.state == OperationState::Unknown => {
            sure(realm, id, &card, refusal).await
        }
        Err(refusal) => Err(refusal),
    };
    let (settling, refusing) = (Arc::clone(realm), Arc::clone(realm));
    let (command, handle) = (command.clone(), card.handle.clone());
    operations::settle(
        realm,
        operation,
        reply,
        move |tx, operation, ()| {
            let (now, person) = (settling.now(), command.person());
            tx.save_person(id, &person, now)?;
            tx.unschedule(jobs::OPERATION, operation.id.0)?;
            let act = Act { account: operation.account, member: operation.member, now };
            tell(tx, act, EventKind::PersonChanged, &card.handle, &person.contact.name)
        },
        move |tx, operation| {
            tx.unschedule(jobs::OPERATION, operation.id.0)?;
            let now = refusing.now();
            let act = Act { account: operation.account, member: operation.member, now };
            tell(tx, act, EventKind::PersonRefused, &handle, "")
        },
    )
    .await
    .map(drop)
}

/// After silence a refusal counts only where the registry shows that nothing was changed before.
async fn sure(realm: &Realm, id: ContactId, card: &ContactCard, refusal: Error) -> Result<()> {
    if matches!(refusal, Error::OutcomeUnknown(_)) {
        return Err(refusal);
    }
    let name: Option<DomainName> = realm.store.read(move |tx| tx.name_behind(id)).await?;
    let Some(name) = name else { return Err(refusal) };
    match realm.registry.info(&name, None).await {
        Ok(info) if info.contacts.iter().flatten().any(|known| known == card) => Ok(()),
        Ok(_) => Err(refusal),
        Err(error) => Err(operations::untold(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_reads_back_as_it_was_written_down() {
        let person = Person {
            contact: Contact {
                name: "Ada Lovelace".into(),
                street: ["1".into(), "2".into(), "3".into()],
                country: "GB".into(),
                ..Contact::default()
            },
            particulars: Particulars {
                kind: Some(ContactKind::Organisation),
                given_name: "Ada".into(),
                family_name: "Lovelace".into(),
                emails: vec!["a@example.com".into()],
                resident: Some(false),
                ..Particulars::default()
            },
        };
        let text = serde_json::to_string(&Command::new(ContactId(7), &person)).unwrap();
        let read: Command = serde_json::from_str(&text).unwrap();
        assert_eq!((read.id(), read.person()), (ContactId(7), person));
    }
}
