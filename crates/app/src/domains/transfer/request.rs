//! Asks for a name that somebody else holds.

use std::sync::Arc;

use model::Result;
use model::account::AccountId;
use model::domain::transfer::{Route, Transfer, TransferId, TransferState, may_leave};
use model::domain::{Domain, DomainId, Pending};
use model::error::{Error, Field, Noun, PriceAction, Prohibition, Reason, Role, Supplier};
use model::event::EventKind;
use model::invoice::LineKind;
use model::name::DomainName;
use model::operation::OperationState;
use model::privilege::{BillingPrivilege, Privilege};
use model::secret::Secret;
use model::time::{Days, Timestamp};
use store::Tx;
use store::operations::Operation;
use store::transfers::StoredTransfer;

use super::{Command, check, conclude};
use crate::billing::bill;
use crate::domains::auth_code::limited;
use crate::domains::choices::{self, ContactChoice, NameserverChoice};
use crate::domains::{Ordered, checked_reference, name_of, pay, promised};
use crate::jobs;
use crate::keys::{Keys, Purpose, hex, same, unhex};
use crate::news::{Act, tell};
use crate::operations::{self, Begun};
use crate::ports::registry::{TransferMove, TransferReport, TransferStanding};
use crate::realm::{Context, Realm};
use crate::templates;

/// How long the owner of a name has to agree by mail.
const CONFIRMATION: Days = Days(14);

/// A wish for somebody else's name.
#[derive(Debug, Clone)]
pub struct Request {
    /// The name.
    pub name: DomainName,
    /// The auth code, where its registry uses one.
    pub auth_code: Option<Secret<String>>,
    /// Contacts in the order of `Role::ALL`.
    pub contacts: [ContactChoice; 4],
    /// The delegation afterwards; [`NameserverChoice::Open`] keeps it.
    pub nameservers: NameserverChoice,
    /// The account's own reference.
    pub reference: Option<String>,
    /// The name's owner is asked by mail before another registrar is.
    pub confirmed_by_owner: bool,
}

/// Asks for a name.
///
/// # Errors
/// Names what stands in the way; nothing has changed then.
pub async fn request(cx: &Context, wish: Request) -> Result<()> {
    cx.needs(Privilege::Billing(BillingPrivilege::Orders))?;
    let rules = cx.realm.rules(&wish.name)?;
    if rules.uses_auth_code && wish.auth_code.is_none() {
        return Err(Error::Missing(Field::AuthCode));
    }
    let name = wish.name.clone();
    let external = match cx.realm.store.read(move |tx| tx.domain(&name)).await? {
        Some(_) => false,
        None => {
            if wish.confirmed_by_owner {
                movable(cx, &wish).await?;
            } else {
                held_elsewhere(&cx.realm, &wish.name).await?;
            }
            true
        }
    };
    let confirms = wish.confirmed_by_owner;
    let begun = begin(cx, wish, external).await;
    if let Err(Error::Invalid { field: Field::AuthCode, .. }) = &begun {
        limited(cx)?;
    }
    let operation = match begun? {
        Begun::New(operation) => operation,
        Begun::Before(operation) => return already(&operation),
    };
    cx.realm.wake.notify_one();
    let operations::Command::Transfer(command) = operations::Command::of(&operation)? else {
        return Err(Error::internal("a transfer was not written down as one"));
    };
    if !command.external || confirms {
        return Ok(());
    }
    let (realm, line) = (Arc::clone(&cx.realm), operation.line);
    let done = operations::within_patience(&cx.realm, async move {
        ask(&realm, &operation, &command, false).await
    })
    .await;
    bill::told(cx, line, done).await
}

/// What a repeated call is told.
const fn already(operation: &Operation) -> Result<()> {
    match operation.state {
        OperationState::Waiting | OperationState::Done => Ok(()),
        OperationState::Begun | OperationState::Unknown => {
            Err(Error::OutcomeUnknown(Supplier::Registry))
        }
        OperationState::Refused => Err(Error::NothingPending(Noun::Transfer)),
    }
}

/// Refuses before anybody is asked by mail what the registry would refuse afterwards.
async fn movable(cx: &Context, wish: &Request) -> Result<()> {
    match check::check(cx, &wish.name, wish.auth_code.as_ref()).await {
        // It may be this very call that is repeated.
        Err(Error::Prohibited(Prohibition::PendingTransfer)) if cx.client_key.is_some() => Ok(()),
        checked => checked,
    }
}

async fn held_elsewhere(realm: &Realm, name: &DomainName) -> Result<()> {
    let found = realm.registry.check(std::slice::from_ref(name)).await?;
    if found.first().is_some_and(|found| found.taken.is_none()) {
        return Err(Error::NotFound(Noun::Domain));
    }
    Ok(())
}

async fn begin(cx: &Context, wish: Request, external: bool) -> Result<Begun> {
    let (realm, cx) = (Arc::clone(&cx.realm), cx.clone());
    realm.store.write(move |tx| decide(tx, &cx, &wish, external)).await
}

fn decide(tx: &mut Tx<'_>, cx: &Context, wish: &Request, external: bool) -> Result<Begun> {
    let fingerprint = cx.client_key.as_ref().map(|_| {
        operations::fingerprint(
            cx,
            "transfer",
            &(wish, wish.auth_code.as_ref().map(Secret::reveal)),
        )
    });
    tx.lock_account(cx.account())?;
    if let Some(fingerprint) = &fingerprint
        && let Some(before) = operations::repeated(tx, cx, fingerprint)?
    {
        return Ok(Begun::Before(before));
    }
    let domain = tx.domain(&wish.name)?;
    if domain.as_ref().is_some_and(|stored| stored.domain.account == cx.account()) {
        return Err(Error::Exists(Noun::Domain));
    }
    let losing = match domain {
        Some(stored) if !external => {
            let code = cx.realm.keys.open_text(Purpose::AuthCode, &stored.auth_code_sealed)?;
            let right = |given: &Secret<String>| {
                same(given.reveal().trim().as_bytes(), code.reveal().as_bytes())
            };
            let rules = cx.realm.rules(&wish.name)?;
            if rules.uses_auth_code && !wish.auth_code.as_ref().is_some_and(right) {
                return Err(Error::invalid(Field::AuthCode, Reason::Wrong));
            }
            may_leave(&stored.domain, Route::Internal, cx.now(), rules)?;
            Some(stored.domain)
        }
        // The name came or went since it was looked for.
        Some(_) => return Err(Error::Prohibited(Prohibition::PendingOperation)),
        None if !external => return Err(Error::NotFound(Noun::Domain)),
        None => None,
    };
    if tx.open_transfer(&wish.name)?.is_some() || tx.open_operation(wish.name.as_str())?.is_some() {
        return Err(Error::Prohibited(Prohibition::PendingTransfer));
    }
    let command = written_down(tx, cx, wish, external)?;
    let ordered = Ordered {
        kind: LineKind::Transfer,
        number: losing.as_ref().map(|domain| domain.id),
        years: 1,
    };
    let actions = [(PriceAction::Transfer, 1)];
    let (cx, hold) = &pay(tx, cx, &wish.name, &actions, "transfer", &ordered)?;
    let subject = wish.name.as_str();
    let command = operations::Command::Transfer(command);
    let operation =
        operations::begin(tx, cx, subject, &command, Some(*hold), fingerprint.as_deref())?;
    if let Some(losing) = losing {
        let rules = cx.realm.rules(&wish.name)?;
        let deadline = cx.now() + rules.transfer_window;
        let wait = Wait { requested: cx.now(), deadline, reference: wish.reference.clone() };
        wait.begin(tx, &cx.realm, &operation, Some(losing))?;
    } else if wish.confirmed_by_owner {
        let deadline = cx.now() + CONFIRMATION;
        let wait = Wait { requested: cx.now(), deadline, reference: wish.reference.clone() };
        wait.for_owner(tx, &cx.realm, &operation)?;
    }
    Ok(Begun::New(operation))
}

fn written_down(tx: &mut Tx<'_>, cx: &Context, wish: &Request, external: bool) -> Result<Command> {
    let account = cx.account();
    let rules = cx.realm.rules(&wish.name)?;
    let named = !wish.contacts[0].is_empty()
        || templates::contact::resolve(tx, account, Role::Registrant, None)?.is_some();
    let mut choices = wish.contacts.clone();
    if !named {
        // Any whole contact satisfies the check; the registrant's is not used then.
        choices[0] = ContactChoice::default();
        let profile = tx.owner(account)?.member.profile;
        choices[0].parts = model::contact::ContactPatch {
            name: Some(profile.name),
            email: Some(profile.email),
            phone: Some(profile.phone),
            street: profile.street.map(Some),
            city: Some(profile.city),
            province: Some(profile.province),
            postal_code: Some(profile.postal_code),
            country: Some(profile.country),
            ..Default::default()
        };
    }
    let contacts = choices::new_contacts(tx, account, &choices)?;
    let mut rows = [None; 4];
    for (place, contact) in contacts.iter().enumerate() {
        if place > 0 || named {
            rows[place] = Some(contact.kept(tx, cx, None)?.0);
        }
    }
    let choice = match &wish.nameservers {
        NameserverChoice::Open => &NameserverChoice::Keep,
        said => said,
    };
    let delegation = choices::delegation(tx, &cx.realm, account, choice, rules)?;
    let sealed = |code: &Secret<String>| {
        cx.realm
            .keys
            .seal(Purpose::AuthCode, code.reveal().trim().as_bytes())
            .map(|sealed| hex(&sealed))
    };
    Ok(Command {
        external,
        contacts: rows,
        managed: delegation.as_ref().is_some_and(|delegation| delegation.managed),
        nameservers: delegation
            .map(|delegation| delegation.nameservers.iter().map(ToString::to_string).collect()),
        auth_code: wish.auth_code.as_ref().filter(|_| external).map(sealed).transpose()?,
        reference: wish.reference.as_deref().map(checked_reference).transpose()?,
        confirmed_by_owner: wish.confirmed_by_owner,
    })
}

/// Asks the registry for a name that another registrar holds, and settles down to wait.
pub(crate) async fn ask(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
    again: bool,
) -> Result<()> {
    let name = name_of(realm, operation)?;
    let before = if again { asked_before(realm, operation, &name).await } else { Ok(None) };
    let reply = match before {
        Ok(Some(report)) => Ok(report),
        Ok(None) => {
            let step = TransferMove::Request(command.opened_code(&realm.keys)?);
            realm.registry.transfer(&name, &step).await
        }
        Err(error) => Err(error),
    };
    match reply {
        Ok(report) => {
            let (inner, id) = (Arc::clone(realm), operation.id);
            let reference = command.reference.clone();
            realm
                .store
                .write(move |tx| {
                    let operation = tx.locked_operation(id)?;
                    if operation.state.is_over() || operation.state == OperationState::Waiting {
                        return Ok(());
                    }
                    let reference = reference.clone();
                    // What was decided before its request was answered is looked up at once.
                    let until = match report.state {
                        TransferStanding::Pending => report.acts,
                        _ => inner.now(),
                    };
                    let wait = Wait { requested: report.requested, deadline: until, reference };
                    wait.begin(tx, &inner, &operation, None)
                })
                .await
                .inspect(|()| realm.wake.notify_one())
        }
        Err(Error::OutcomeUnknown(supplier)) => {
            operations::ask_later(realm, operation, OperationState::Unknown).await?;
            Err(Error::OutcomeUnknown(supplier))
        }
        Err(refusal) => {
            let inner = Arc::clone(realm);
            let refuse = move |tx: &mut Tx<'_>, operation: &Operation| {
                // One that its owner agreed to is over with the registry's no.
                let name = name_of(&inner, operation)?;
                match tx.transfer_of_operation(&name, operation.id)? {
                    Some(stored) => conclude::close(tx, &inner, &stored, TransferState::Rejected),
                    None => Ok(()),
                }
            };
            operations::release(realm, operation.id, &refusal, refuse).await?;
            Err(refusal)
        }
    }
}

/// What the registry knows of an earlier attempt at this request.
async fn asked_before(
    realm: &Realm,
    operation: &Operation,
    name: &DomainName,
) -> Result<Option<TransferReport>> {
    match realm.registry.transfer(name, &TransferMove::Query).await {
        Ok(report) if report.incoming && report.requested >= operation.begun => Ok(Some(report)),
        Ok(_) | Err(Error::NotFound(_) | Error::NotYours(_) | Error::NothingPending(_)) => Ok(None),
        Err(error) => Err(operations::untold(error)),
    }
}

/// Opens an auth code that was written down under the realm's key.
pub(super) fn open(keys: &Keys, sealed: &str) -> Result<Secret<String>> {
    let broken = || Error::internal("a written-down auth code is not hex");
    let bytes = unhex(sealed).ok_or_else(broken)?;
    keys.open_text(Purpose::AuthCode, &bytes)
}

/// What a request waits for, and until when.
struct Wait {
    requested: Timestamp,
    deadline: Timestamp,
    reference: Option<String>,
}

impl Wait {
    /// Writes down that a request waits for its answer, tells both sides, and sees to mail and
    /// deadline.
    fn begin(
        self,
        tx: &mut Tx<'_>,
        realm: &Realm,
        operation: &Operation,
        losing: Option<Domain>,
    ) -> Result<()> {
        let (now, deadline, name) = (realm.now(), self.deadline, name_of(realm, operation)?);
        let id = match tx.transfer_of_operation(&name, operation.id)? {
            // Its owner agreed before; the key was mailed then.
            Some(stored) => {
                tx.set_transfer(stored.transfer.id, TransferState::Pending, deadline)?;
                stored.transfer.id
            }
            None => {
                let losing = losing.as_ref().map(|domain| domain.account);
                let id = self.add(tx, realm, operation, losing, TransferState::Pending)?;
                tx.schedule(jobs::TRANSFER_MAIL, id.0, now, "first")?;
                let gaining = Act { account: operation.account, member: operation.member, now };
                tell(tx, gaining, EventKind::TransferRequested, name.as_str(), "in")?;
                id
            }
        };
        tx.set_operation(operation.id, OperationState::Waiting, None, now)?;
        tx.unschedule(jobs::OPERATION, operation.id.0)?;
        tx.schedule(jobs::TRANSFER, id.0, deadline, "")?;
        if let Some(mut domain) = losing {
            let act = Act { account: domain.account, member: None, now };
            tell(tx, act, EventKind::TransferRequested, name.as_str(), "out")?;
            domain.pending = Some(Pending::Transfer);
            tx.save_domain(&domain, None)?;
        }
        Ok(())
    }

    /// Writes down that a request waits for the name's owner, and sees to mail and deadline.
    fn for_owner(self, tx: &mut Tx<'_>, realm: &Realm, operation: &Operation) -> Result<()> {
        let (now, deadline, name) = (realm.now(), self.deadline, name_of(realm, operation)?);
        let id = self.add(tx, realm, operation, None, TransferState::Unconfirmed)?;
        tx.set_operation(operation.id, OperationState::Waiting, None, now)?;
        tx.unschedule(jobs::OPERATION, operation.id.0)?;
        tx.schedule(jobs::TRANSFER, id.0, deadline, "")?;
        tx.schedule(jobs::TRANSFER_MAIL, id.0, now, "first")?;
        let gaining = Act { account: operation.account, member: operation.member, now };
        tell(tx, gaining, EventKind::TransferRequested, name.as_str(), "in")
    }

    fn add(
        self,
        tx: &mut Tx<'_>,
        realm: &Realm,
        operation: &Operation,
        losing: Option<AccountId>,
        state: TransferState,
    ) -> Result<TransferId> {
        let key = realm.keys.text(Purpose::TransferKey, &[&operation.id.0.to_be_bytes()], 24);
        let number = match losing {
            Some(_) => None,
            None => match promised(tx, operation)? {
                DomainId(0) => Some(tx.reserve_domain()?),
                number => Some(number),
            },
        };
        let stored = StoredTransfer {
            transfer: Transfer {
                id: TransferId(0),
                name: name_of(realm, operation)?,
                gaining: Some(operation.account),
                losing,
                requested: self.requested,
                deadline: self.deadline,
                state,
            },
            key_sealed: realm.keys.seal(Purpose::TransferKey, key.as_bytes())?,
            operation: Some(operation.id),
            reference: self.reference,
            number,
        };
        tx.add_transfer(&stored, &realm.keys.lookup(&key))
    }
}
