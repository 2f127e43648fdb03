//! Hiding the holder of a name. While what was bought for it runs, the name's flag is on, at its registry
//! and here.

use model::domain::lifecycle;
use model::error::{Error, Field, Reason, Result};
use model::event::EventKind;
use model::name::DomainName;
use model::subscription::Subscription;
use store::Tx;
use store::domains::StoredDomain;

use crate::domains::held::held;
use crate::news::{Act, tell};
use crate::ports::registry::Update;
use crate::realm::{Context, Realm};
use crate::subscriptions::work::Step;

fn name(realm: &Realm, domain: &str) -> Result<DomainName> {
    DomainName::parse(domain, |tld| realm.rulebook.get(tld).is_some())
}

/// Refuses what is not a name of the account's, or one whose facts cannot be changed now.
pub(super) fn allowed(tx: &mut Tx<'_>, cx: &Context, domain: &str) -> Result<()> {
    let strange = Error::invalid(Field::Domain, Reason::NotApplicable);
    let name = name(&cx.realm, domain).map_err(|_| strange.clone())?;
    let stored = held(tx, cx.account(), &name).map_err(|error| match error {
        Error::NotFound(_) | Error::NotYours(_) => strange,
        error => error,
    })?;
    lifecycle::update(&stored.domain, cx.now(), cx.realm.rules(&name)?)
}

/// The name that a subscription is for, while whoever subscribes holds it.
fn still_held(
    tx: &mut Tx<'_>,
    realm: &Realm,
    subscription: &Subscription,
) -> Result<Option<StoredDomain>> {
    let found = tx.domain(&name(realm, &subscription.domain)?)?;
    Ok(found.filter(|stored| stored.domain.account == subscription.account))
}

/// Has the registry hide the holder, or show it, and says which; nothing where the name is left as it
/// is: because it is gone, or is about to go.
pub(crate) async fn ask(
    realm: &Realm,
    subscription: &Subscription,
    step: &Step,
) -> Result<Option<bool>> {
    let hidden = match step {
        Step::Create | Step::Unsuspend => true,
        Step::Suspend | Step::Delete => false,
        Step::Change(_) | Step::Extend => return Ok(None),
    };
    let (account, domain) = (subscription.account, name(realm, &subscription.domain)?);
    let asked = domain.clone();
    let found = realm.store.read(move |tx| tx.domain(&asked)).await?;
    let Some(stored) = found.filter(|stored| stored.domain.account == account) else {
        return left(hidden, Error::invalid(Field::Domain, Reason::NotApplicable));
    };
    if let Err(error) = lifecycle::update(&stored.domain, realm.now(), realm.rules(&domain)?) {
        return left(hidden, error);
    }
    let update = Update { privacy: Some(hidden), ..Update::default() };
    match realm.registry.update(&domain, &update).await {
        Ok(()) => Ok(Some(hidden)),
        Err(error @ (Error::Refused { .. } | Error::NotFound(_))) => left(hidden, error),
        Err(error) => Err(error),
    }
}

/// What could not be hidden was not sold; what need not be shown any more is left.
fn left(hidden: bool, why: Error) -> Result<Option<bool>> {
    if hidden { Err(why) } else { Ok(None) }
}

/// Writes down whether the holder is hidden now.
pub(crate) fn settle(
    tx: &mut Tx<'_>,
    realm: &Realm,
    subscription: &Subscription,
    hidden: bool,
) -> Result<()> {
    let Some(stored) = still_held(tx, realm, subscription)? else { return Ok(()) };
    let (mut domain, now) = (stored.domain, realm.now());
    domain.privacy = hidden;
    domain.updated = now;
    tx.save_domain(&domain, None)?;
    let act = Act { account: subscription.account, member: None, now };
    tell(tx, act, EventKind::PrivacySet, domain.name.as_str(), "")
}
