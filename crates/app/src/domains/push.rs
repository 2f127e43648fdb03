//! Hands a name over to another account here, at once and for nothing.

use std::sync::Arc;

use model::account::{AccountId, Standing};
use model::contact::ContactId;
use model::domain::{Domain, Pending, lifecycle};
use model::error::{Field, Noun, Prohibition, Reason};
use model::event::EventKind;
use model::name::DomainName;
use model::particulars::Person;
use model::time::{Seconds, Timestamp};
use model::{Error, Result};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::operations::Operation;

use super::held::held;
use super::{auth_code, choices, name_of, reschedule};
use crate::accounts::pincode;
use crate::contacts::create;
use crate::jobs;
use crate::keys::Purpose;
use crate::news::{Act, tell};
use crate::operations;
use crate::ports::registry::Update;
use crate::realm::{Context, Realm};

/// How long after its start a push that a crash interrupted is taken up again.
const TAKEN_UP: Seconds = Seconds(60);

/// What the log says besides.
const PUSHED: &str = "pushed";

/// What is written down of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Command {
    receiver: i64,
    /// Rows of the receiver's contacts: the people behind the name stay who they are.
    contacts: [i64; 4],
}

impl Command {
    pub(crate) const fn contacts(&self) -> [i64; 4] {
        self.contacts
    }
}

/// Hands a name of the caller over to another account of the same seller, or to or from that seller.
/// Contacts, delegation, zone and lock stay as they are; the auth code changes, and it no longer
/// renews itself.
///
/// # Errors
/// When the caller does not hold the name, it is not free to change, the receiver is unknown or may
/// not act, or the account's pincode is needed and wrong.
pub async fn push(
    cx: &Context,
    name: DomainName,
    receiver: AccountId,
    code: Option<&str>,
) -> Result<()> {
    cx.needs_more_than_privileges()?;
    pincode::check(cx, code).await?;
    let (inner, asked) = (cx.clone(), name.clone());
    let operation = cx.realm.store.write(move |tx| decide(tx, &inner, &asked, receiver)).await?;
    let operations::Command::Push(command) = operations::Command::of(&operation)? else {
        return Err(Error::internal("a push was not written down as one"));
    };
    let realm = Arc::clone(&cx.realm);
    operations::within_patience(
        &cx.realm,
        async move { perform(&realm, &operation, &command).await },
    )
    .await
}

fn decide(
    tx: &mut Tx<'_>,
    cx: &Context,
    name: &DomainName,
    receiver: AccountId,
) -> Result<Operation> {
    // In the order of their numbers, so that two pushes crosswise do not wait for each other.
    let (first, second) = (cx.account().min(receiver), cx.account().max(receiver));
    tx.lock_account(first)?;
    tx.lock_account(second)?;
    let mut domain = held(tx, cx.account(), name)?.domain;
    domain.unoccupied()?;
    if tx.open_operation(name.as_str())?.is_some() {
        return Err(Error::Prohibited(Prohibition::PendingOperation));
    }
    lifecycle::update(&domain, cx.now(), cx.realm.rules(name)?)?;
    if receiver == cx.account() {
        return Err(Error::invalid(Field::Receiver, Reason::NothingChanges));
    }
    let unknown = Error::invalid(Field::Receiver, Reason::UnknownWord);
    let there = tx.account(receiver)?;
    let (ours, parent) = (cx.session.account.parent, there.parent);
    let related = parent == ours || parent == Some(cx.account()) || ours == Some(receiver);
    if !related {
        return Err(unknown);
    }
    if there.standing != Standing::Active {
        return Err(Error::invalid(Field::Receiver, Reason::NotApplicable));
    }
    let contacts = taken_along(tx, cx, domain.contacts, receiver)?;
    let command = operations::Command::Push(Command { receiver: receiver.0, contacts });
    let operation = operations::begin(tx, cx, name.as_str(), &command, None, None)?;
    domain.pending = Some(Pending::Transfer);
    tx.save_domain(&domain, None)?;
    tx.schedule(jobs::OPERATION, operation.id.0, cx.now() + TAKEN_UP, "")?;
    Ok(operation)
}

/// The people behind a name as contacts of its receiver, particulars and all.
fn taken_along(
    tx: &mut Tx<'_>,
    cx: &Context,
    ids: [ContactId; 4],
    receiver: AccountId,
) -> Result<[i64; 4]> {
    let mut taken: Vec<i64> = Vec::with_capacity(4);
    for (place, id) in ids.iter().enumerate() {
        taken.push(match ids[..place].iter().position(|earlier| earlier == id) {
            Some(earlier) => taken[earlier],
            None => taken_over(tx, cx, *id, receiver)?.0,
        });
    }
    <[i64; 4]>::try_from(taken).map_err(|_| Error::internal("four roles have four contacts"))
}

fn taken_over(
    tx: &mut Tx<'_>,
    cx: &Context,
    id: ContactId,
    receiver: AccountId,
) -> Result<ContactId> {
    let (keys, now) = (&cx.realm.keys, cx.now());
    let person = tx.person(id)?.ok_or_else(|| Error::internal("a role without a contact"))?.person;
    if person == Person::of(person.contact.clone()) {
        return choices::keep_contact(tx, keys, receiver, &person.contact, now);
    }
    create::added(tx, keys, receiver, &person, now).map(|created| created.id)
}

/// Tells the registry who is behind the name now, and settles; doing it again changes nothing more.
pub(crate) async fn perform(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
) -> Result<()> {
    let name = name_of(realm, operation)?;
    let rows = command.contacts.map(ContactId);
    let cards = realm.store.read(move |tx| choices::cards(tx, rows)).await?;
    let auth_code = Some(auth_code::following_from(realm, operation));
    let update = Update { contacts: Some(cards), auth_code, ..Update::default() };
    let reply = realm.registry.update(&name, &update).await;
    let (settling, refusing) = (Arc::clone(realm), Arc::clone(realm));
    let (command, refused) = (command.clone(), command.clone());
    operations::settle(
        realm,
        operation,
        reply,
        move |tx, operation, ()| write_down(tx, &settling, operation, &command),
        move |tx, operation| {
            let mut domain = tx.held_domain(&name_of(&refusing, operation)?)?.domain;
            domain.pending = None;
            tx.unschedule(jobs::OPERATION, operation.id.0)?;
            tx.save_domain(&domain, None)?;
            forget(tx, &refused, refusing.now())
        },
    )
    .await
    .map(drop)
}

/// The people behind a name that stays are not the receiver's to see. One that was kept by its contents
/// may be the receiver's own.
fn forget(tx: &mut Tx<'_>, command: &Command, now: Timestamp) -> Result<()> {
    for id in command.contacts.map(ContactId) {
        let person = tx.person(id)?.map(|stored| stored.person);
        if person.is_some_and(|person| person != Person::of(person.contact.clone())) {
            tx.end_contact(id, now)?;
        }
    }
    Ok(())
}

fn write_down(
    tx: &mut Tx<'_>,
    realm: &Realm,
    operation: &Operation,
    command: &Command,
) -> Result<()> {
    let (name, now) = (name_of(realm, operation)?, realm.now());
    let (sender, receiver) = (operation.account, AccountId(command.receiver));
    let held = tx.held_domain(&name)?;
    if held.domain.account != sender {
        return Err(Error::NotFound(Noun::Domain));
    }
    tx.move_domain(&held.domain, receiver)?;
    let domain = Domain {
        account: receiver,
        contacts: command.contacts.map(ContactId),
        autorenew: false,
        pending: None,
        reference: None,
        updated: now,
        ..held.domain
    };
    tx.save_domain(&domain, None)?;
    let code = auth_code::following_from(realm, operation);
    let sealed = realm.keys.seal(Purpose::AuthCode, code.reveal().as_bytes())?;
    tx.set_auth_code(domain.id, &sealed)?;
    tx.give_zone(name.as_str(), receiver)?;
    tx.unschedule(jobs::OPERATION, operation.id.0)?;
    reschedule(tx, realm, &domain)?;
    for (account, kind) in
        [(sender, EventKind::TransferredAway), (receiver, EventKind::TransferApproved)]
    {
        let member = operation.member.filter(|_| account == sender);
        tell(tx, Act { account, member, now }, kind, name.as_str(), PUSHED)?;
    }
    Ok(())
}
