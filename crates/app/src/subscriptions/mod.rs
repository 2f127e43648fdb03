//! Subscriptions: products that run for an account, and what time and payments do to them.

mod asked_again;
mod begin;
mod cancel;
/// Products in families: listed, bought, renewed and ended by what they are.
pub mod families;
mod label;
mod lifecycle;
mod prepaid;
mod read;
mod upgrade;
/// Steps at whoever runs a subscription.
pub(crate) mod work;

pub use cancel::cancel;
pub use label::{label, set_label};
pub use prepaid::{Extension, extend, set_autorenew};
pub use read::{Details, Listed, Method, details, dns_services, list, methods};
pub use upgrade::{Estimate, Options, Upgrade, Upgraded, options, upgrade};

pub(crate) use begin::{
    activate, give_password, never_begun, operation_subject, unoccupied, written,
};
pub(crate) use cancel::cancel_and;
pub(crate) use lifecycle::{advance, end_unpaid, go_on, suspend};
pub(crate) use prepaid::{Bought, Purchase, place};
pub(crate) use upgrade::carry_out_upgrade;

use model::account::AccountId;
use model::error::{Error, Noun};
use model::subscription::SubscriptionId;
use model::{Result, time::Timestamp};
use store::Tx;
pub use store::subscriptions::StoredSubscription;

use crate::jobs;
use crate::realm::Realm;

/// A subscription of an account; a stranger's is as unknown as one that is not there.
fn own(tx: &mut Tx<'_>, account: AccountId, id: SubscriptionId) -> Result<StoredSubscription> {
    tx.subscription(id)?
        .filter(|stored| stored.subscription.account == account)
        .ok_or(Error::NotFound(Noun::Subscription))
}

/// Enqueues the next thing that time does to a subscription.
pub(crate) fn reschedule(
    tx: &mut Tx<'_>,
    realm: &Realm,
    stored: &StoredSubscription,
) -> Result<()> {
    let subscription = &stored.subscription;
    match subscription.next_milestone(&realm.settings.billing, realm.now()) {
        Some((moment, _)) => tx.schedule(jobs::SUBSCRIPTION, subscription.id.0, moment, ""),
        None => tx.unschedule(jobs::SUBSCRIPTION, subscription.id.0),
    }
}

/// What the log says a subscription is.
fn subject(id: SubscriptionId) -> String {
    format!("subscription {}", id.0)
}

/// Puts the end of a subscription into its facts.
fn ended(stored: &mut StoredSubscription, now: Timestamp) {
    stored.subscription.state = model::subscription::SubscriptionState::Cancelled;
    stored.subscription.ended = Some(now);
}
