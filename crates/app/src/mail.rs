//! Mail to people: a reading of the event log, and the two kinds of mail that carry a secret.
//!
//! A message's id follows from what it is about, so that sending it twice delivers it once.

use std::sync::Arc;

use model::Result;
use model::account::AccountId;
use model::domain::DomainId;
use model::domain::transfer::{Route, TransferId, TransferState};
use model::error::Role;
use model::event::{EventKind, Notification};
use store::events::Event;
use store::transfers::StoredTransfer;

use crate::domains::transfer::{self, confirm::Confirmation};
use crate::jobs;
use crate::keys::Purpose;
use crate::operations::Command;
use crate::ports::Mail;
use crate::realm::Realm;

/// Entries of the log read in one go.
const AT_ONCE: i64 = 200;

/// Sends an account the mail that its event log calls for, from where the last run stopped.
pub(crate) async fn notify(realm: &Arc<Realm>, account: AccountId) -> Result<()> {
    let cursor = cursor(account);
    let key = cursor.clone();
    let (events, wanted, email) = realm
        .store
        .read(move |tx| {
            let after = tx.setting(&key)?.and_then(|text| text.parse().ok()).unwrap_or(0);
            let events = tx.events_after(account, after, AT_ONCE)?;
            Ok((events, tx.notifications(account)?, tx.owner(account)?.member.profile.email))
        })
        .await?;
    for event in &events {
        let on = Notification::of(event.kind).is_some_and(|switch| wanted.has(switch));
        if on || event.kind.is_always_mailed() {
            realm.mailer.send(&about(realm, event, &email)).await?;
        }
    }
    let Some(last) = events.last().map(|event| event.id) else { return Ok(()) };
    let more = events.len() as u64 == AT_ONCE.unsigned_abs();
    let now = realm.now();
    realm
        .store
        .write(move |tx| {
            tx.set_setting(&cursor, &last.to_string())?;
            if more { tx.schedule(jobs::NOTIFY, account.0, now, "") } else { Ok(()) }
        })
        .await
}

/// Takes everything that happened to an account so far as told: no mail is sent about it.
///
/// # Errors
/// When the database fails.
pub async fn take_as_told(realm: &Arc<Realm>, account: AccountId) -> Result<()> {
    realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            let last = tx.last_events(account, 1)?;
            let last = last.first().map_or(0, |event| event.id);
            tx.set_setting(&cursor(account), &last.to_string())?;
            tx.unschedule(jobs::NOTIFY, account.0)
        })
        .await
}

/// The setting that keeps how far an account's log was told.
fn cursor(account: AccountId) -> String {
    format!("notified:{}", account.0)
}

fn about(realm: &Realm, event: &Event, to: &str) -> Mail {
    let what = sentence(event.kind);
    let subject = if event.subject.is_empty() {
        what.to_owned()
    } else {
        format!("{}: {what}", event.subject)
    };
    let mut text = format!("{subject}\n\nWhen: {}\n", event.at);
    if !event.detail.is_empty() {
        text.push_str(&format!("More: {}\n", event.detail));
    }
    Mail {
        id: format!("event-{}", event.id),
        at: event.at,
        from: realm.settings.sender.clone(),
        to: to.to_owned(),
        subject,
        text,
    }
}

const fn sentence(kind: EventKind) -> &'static str {
    match kind {
        EventKind::DomainRegistered => "the name was registered",
        EventKind::DomainRenewed => "the name was renewed",
        EventKind::DomainAutoRenewed => "the name was renewed automatically",
        EventKind::AutoRenewalUnpaid => "the automatic renewal was not paid for: too little money",
        EventKind::DomainRestored => "the name was brought back from redemption",
        EventKind::DomainUpdated => "the name was changed",
        EventKind::UpdateFailed => "the change was refused by the registry",
        EventKind::ContactsUpdated => "the contacts were changed",
        EventKind::NameserversUpdated => "the nameservers were changed",
        EventKind::DomainLocked => "the name was locked",
        EventKind::DomainUnlocked => "the name was unlocked",
        EventKind::ExpiresTomorrow => "the name expires in 24 hours",
        EventKind::DomainExpired => "the name has expired",
        EventKind::DomainLapsed => "the name stopped resolving after its expiry",
        EventKind::RedemptionEntered => "the name entered redemption",
        EventKind::DomainDeleted => "the name was deleted",
        EventKind::TransferApproved => "the transfer was approved, the name is yours",
        EventKind::TransferAutoApproved => {
            "the transfer was approved by silence, the name is yours"
        }
        EventKind::TransferredAway => "the name was transferred away",
        EventKind::TransferRejected => "the transfer was rejected",
        EventKind::TransferCancelled => "the transfer was withdrawn",
        EventKind::TransferTimedOut => "the transfer failed because nobody answered",
        EventKind::BalanceLow => "the account balance is low",
        EventKind::TicketOpened => "the ticket was opened",
        EventKind::TicketAnswered => "the ticket was answered",
        EventKind::InvoiceRaised => "a new invoice is there",
        EventKind::ChargeDeclined => "the card was declined",
        EventKind::ItemRefused => "it could not be had, and its price is credit again",
        EventKind::SubscriptionSuspended => "it was suspended because it is not paid",
        EventKind::SubscriptionEnded => "it ended",
        _ => "something happened",
    }
}

/// Mails the key of an open transfer to the losing account and to the registrant. Where the owner's
/// word is waited for, the message has a link to where it is given.
pub(crate) async fn transfer_key(realm: &Arc<Realm>, id: TransferId, occasion: &str) -> Result<()> {
    let Some(stored) = realm.store.read(move |tx| tx.transfer(id)).await? else { return Ok(()) };
    if !stored.transfer.state.is_open() {
        return Ok(());
    }
    let link = link(realm, &stored).await?;
    let key = realm.keys.open_text(Purpose::TransferKey, &stored.key_sealed)?;
    let transfer = &stored.transfer;
    let way = match transfer.route() {
        // Whoever reads this holds the name elsewhere.
        _ if transfer.state == TransferState::Unconfirmed => "away from its registrar, to us",
        Route::Internal => "to another account",
        Route::In => "to your account, from another registrar",
        Route::Out => "to another registrar",
    };
    for to in people(realm, &stored).await? {
        let mail = Mail {
            id: format!("transfer-{}-{occasion}-{to}", id.0),
            at: realm.now(),
            from: realm.settings.sender.clone(),
            subject: format!("Transfer of {}", transfer.name),
            text: format!(
                "Somebody asked to transfer {} {way}.\n\nKey: {}\n\n{link}Answer with this key before {}.\n",
                transfer.name,
                key.reveal(),
                transfer.deadline,
            ),
            to,
        };
        realm.mailer.send(&mail).await?;
    }
    Ok(())
}

/// A line with the place where the owner's word is given, where it is waited for.
async fn link(realm: &Realm, stored: &StoredTransfer) -> Result<String> {
    if asked_of_owner(realm, stored).await?.is_none() {
        return Ok(String::new());
    }
    let sent = transfer::confirm::confirmation(&realm.keys, stored)?;
    let (base, name) = (&realm.settings.public_url, &sent.domains);
    let Confirmation { till_date, what, salt, hash, token, .. } = &sent;
    Ok(format!(
        "Agree or refuse here: {base}/confirm?domains={name}&till_date={till_date}&what={what}\
         &salt={salt}&hash={hash}&token={token}\n\n"
    ))
}

/// What was written down of a request that waits for the owner's word.
async fn asked_of_owner(
    realm: &Realm,
    stored: &StoredTransfer,
) -> Result<Option<transfer::Command>> {
    let Some(id) = stored.operation else { return Ok(None) };
    let operation = realm.store.read(move |tx| tx.operation(id)).await?;
    match Command::of(&operation)? {
        Command::Transfer(command) => Ok(Some(command).filter(|one| one.confirmed_by_owner)),
        _ => Ok(None),
    }
}

/// Who is told of a transfer: the losing account and the registrant, as far as they are known here. Of
/// a name that comes from elsewhere the registry tells the registrant to whoever has its auth code; while
/// its word is waited for, the key is the registrant's alone, for whoever asked must not agree for it.
async fn people(realm: &Realm, stored: &StoredTransfer) -> Result<Vec<String>> {
    if let Some(owner) = owner_elsewhere(realm, stored).await? {
        return Ok(vec![owner]);
    }
    let transfer = stored.transfer.clone();
    let (name, account) = (transfer.name.clone(), transfer.losing.or(transfer.gaining));
    let mut people = realm
        .store
        .read(move |tx| {
            let mut people = Vec::with_capacity(2);
            if let Some(account) = account {
                people.push(tx.owner(account)?.member.profile.email);
            }
            if let Some(held) = tx.domain(&name)? {
                people.push(tx.contact(held.domain.contact(Role::Registrant))?.contact.email);
            }
            Ok(people)
        })
        .await?;
    people.dedup();
    Ok(people)
}

/// The registrant of a name that another registrar holds, where its word is waited for.
async fn owner_elsewhere(realm: &Realm, stored: &StoredTransfer) -> Result<Option<String>> {
    if stored.transfer.state != TransferState::Unconfirmed {
        return Ok(None);
    }
    let Some(command) = asked_of_owner(realm, stored).await? else { return Ok(None) };
    let code = command.opened_code(&realm.keys)?;
    let code = code.as_ref().map(|code| code.reveal().as_str());
    let info = realm.registry.info(&stored.transfer.name, code).await?;
    Ok(info.contacts.map(|[registrant, ..]| registrant.contact.email))
}

/// Mails the auth code of a name to its registrant.
pub(crate) async fn auth_code(realm: &Arc<Realm>, id: DomainId, occasion: &str) -> Result<()> {
    let found = realm
        .store
        .read(move |tx| {
            let Some(stored) = tx.domain_by_id(id)? else { return Ok(None) };
            let registrant = tx.contact(stored.domain.contact(Role::Registrant))?;
            Ok(Some((stored, registrant.contact.email)))
        })
        .await?;
    let Some((stored, to)) = found else { return Ok(()) };
    let code = realm.keys.open_text(Purpose::AuthCode, &stored.auth_code_sealed)?;
    let mail = Mail {
        id: format!("auth-code-{}-{occasion}", id.0),
        at: realm.now(),
        from: realm.settings.sender.clone(),
        to,
        subject: format!("Auth code of {}", stored.domain.name),
        text: format!(
            "The auth code of {} is:\n\n{}\n\nWhoever has it can transfer the name while it is unlocked.\n",
            stored.domain.name,
            code.reveal()
        ),
    };
    realm.mailer.send(&mail).await
}
