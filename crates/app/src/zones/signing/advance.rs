//! What time does to signed zones, and what the registry is asked for them.
//!
//! The registry is asked as for any change of a name; a zone goes on when the books say that the
//! registry has what it needs. Whatever stops in between is asked again.

use std::sync::Arc;

use model::account::AccountId;
use model::dnssec::DelegationSigner;
use model::domain::lifecycle;
use model::error::{Field, Prohibition};
use model::event::EventKind;
use model::name::DomainName;
use model::time::Seconds;
use model::zone::ZoneId;
use model::zone::signing::{Signing, Step};
use model::{Error, Result};
use store::Tx;
use store::zones::StoredZone;

use super::above::{Above, above};
use super::{change, keys};
use crate::domains::update::{self, Command};
use crate::jobs;
use crate::news::{self, Act};
use crate::realm::{Context, Realm};

/// How long after it did not answer the registry is asked again, at least; longer where it did not answer
/// for long.
const ASK_AGAIN: Seconds = Seconds(600);
/// The longest pause between two questions.
const LONGEST_PAUSE: Seconds = Seconds(3600);
/// How long after a refusal the registry is asked again.
const AFTER_REFUSAL: Seconds = Seconds(6 * 3600);
/// What the log says about steps that time does.
const STEPPED: EventKind = EventKind::ZoneSigningStepped;

/// What the registry is to have.
struct Ask {
    zone: ZoneId,
    /// Where the signing stands that needs it.
    signing: Signing,
    account: AccountId,
    name: DomainName,
    signers: Vec<DelegationSigner>,
}

/// Does what is due for a signed zone, and has the registry do its part.
pub(crate) async fn advance(realm: &Arc<Realm>, id: ZoneId) -> Result<()> {
    let inner = Arc::clone(realm);
    let ask = realm.store.write(move |tx| step(tx, &inner, id)).await?;
    match ask {
        Some(ask) => hand_over(realm, Arc::new(ask)).await,
        None => Ok(()),
    }
}

/// Every step that is due, one after the other; then what the registry has to be asked.
fn step(tx: &mut Tx<'_>, realm: &Realm, id: ZoneId) -> Result<Option<Ask>> {
    let Some(account) = tx.zone_by_id(id)?.map(|zone| zone.account) else { return Ok(None) };
    tx.lock_account(account)?;
    let now = realm.now();
    while let Some(zone) = tx.zone_by_id(id)? {
        let act = Act { account: zone.account, member: None, now };
        let Some(mut signing) = tx.zone_signing(id)? else { return Ok(None) };
        match signing.advance(now) {
            Some(Step::Unsign) => change::unsign(tx, act, zone, STEPPED)?,
            Some(step) => {
                if step == Step::Retire {
                    retire(tx, id)?;
                }
                change::write(tx, act, zone, &signing, STEPPED, words(step))?;
            }
            None => return awaited(tx, realm, act, &zone, signing),
        }
    }
    Ok(None)
}

/// All keys but the newest go.
fn retire(tx: &mut Tx<'_>, zone: ZoneId) -> Result<()> {
    let mut rows = tx.zone_keys(zone)?;
    rows.pop();
    rows.iter().try_for_each(|row| tx.delete_zone_key(zone, row.id))
}

const fn words(step: Step) -> &'static str {
    match step {
        Step::Offer => "the key is offered to the zone above",
        Step::Exchange => "the next key is offered to the zone above",
        Step::Retire => "the old key is gone",
        Step::Unsign => "not signed any more",
        Step::Resign => "signed anew",
    }
}

/// What the registry has to be asked for a zone that waits for it. What it has already is not asked.
fn awaited(
    tx: &mut Tx<'_>,
    realm: &Realm,
    act: Act,
    zone: &StoredZone,
    mut signing: Signing,
) -> Result<Option<Ask>> {
    let next = signing.next().0;
    let rows = tx.zone_keys(zone.id)?;
    let wanted = keys::wanted(&zone.name, signing.stage, &rows);
    let wanted = wanted.filter(|_| signing.stage.awaits_parent());
    let (Some(signers), Above::Registry(stored)) = (wanted, above(tx, realm, zone)?) else {
        tx.schedule(jobs::ZONE_SIGNING, zone.id.0, next, "")?;
        return Ok(None);
    };
    if stored.signers == signers {
        signing.confirmed(act.now);
        confirmed(tx, act, zone, &signing)?;
        return Ok(None);
    }
    let waited = act.now.unix() - signing.since.unix();
    let pause = Seconds((waited / 2).clamp(ASK_AGAIN.0, LONGEST_PAUSE.0));
    let again = next.min(act.now + pause);
    tx.schedule(jobs::ZONE_SIGNING, zone.id.0, again, "")?;
    let (account, name) = (zone.account, stored.domain.name);
    Ok(Some(Ask { zone: zone.id, signing, account, name, signers }))
}

/// Writes down that the registry has what was awaited.
fn confirmed(tx: &mut Tx<'_>, act: Act, zone: &StoredZone, signing: &Signing) -> Result<()> {
    tx.save_signing(zone.id, signing)?;
    change::schedule(tx, act, zone, signing)?;
    news::tell(tx, act, STEPPED, &zone.name, "the registry has what it needs")
}

/// Asks the registry, as the platform for the account of the zone.
async fn hand_over(realm: &Arc<Realm>, ask: Arc<Ask>) -> Result<()> {
    let cx = Context::for_account(realm, ask.account).await?;
    let (inner, asked) = (Arc::clone(realm), Arc::clone(&ask));
    let reply = update::at_once(&cx, ask.name.clone(), &[], move |tx, domain, now| {
        lifecycle::update(domain, now, inner.rules(&domain.name)?)?;
        if tx.zone_signing(asked.zone)? != Some(asked.signing) {
            // Somebody switched meanwhile.
            return Err(Error::Stale { field: Field::DelegationSigner });
        }
        Ok(Command::with_signers(&asked.signers))
    })
    .await;
    match reply {
        // The books have it now: the next look goes on.
        Ok(()) | Err(Error::Stale { .. }) => look_again(realm, &ask, Seconds(0), None).await,
        // It is asked again.
        Err(
            Error::Unavailable(_)
            | Error::OutcomeUnknown(_)
            | Error::Prohibited(Prohibition::PendingOperation),
        ) => Ok(()),
        Err(error @ Error::Internal(_)) => Err(error),
        Err(refusal) => {
            let words = format!("{refusal:?}");
            look_again(realm, &ask, AFTER_REFUSAL, Some(words)).await
        }
    }
}

/// Enqueues another look at a zone, and says why it is needed where the registry refused something.
async fn look_again(
    realm: &Arc<Realm>,
    ask: &Arc<Ask>,
    pause: Seconds,
    refusal: Option<String>,
) -> Result<()> {
    let (now, ask) = (realm.now(), Arc::clone(ask));
    realm
        .store
        .write(move |tx| {
            let Some(signing) = tx.zone_signing(ask.zone)? else { return Ok(()) };
            let due = (now + pause).min(signing.next().0.max(now));
            tx.schedule(jobs::ZONE_SIGNING, ask.zone.0, due, "")?;
            let Some(words) = &refusal else { return Ok(()) };
            let act = Act { account: ask.account, member: None, now };
            news::tell(tx, act, EventKind::ZoneSigningRefused, ask.name.as_str(), words)
        })
        .await
        .inspect(|()| realm.wake.notify_one())
}
