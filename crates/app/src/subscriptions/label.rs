//! The subscriber's own name for a subscription.

use model::Result;
use model::error::{Error, Field, Reason};
use model::event::EventKind;
use model::privilege::{Privilege, ServicePrivilege};
use model::subscription::SubscriptionId;

use super::{own, subject};
use crate::news::{Act, tell};
use crate::realm::Context;

/// Longest label.
const LONGEST: u16 = 255;

/// The label of a subscription; empty where it has none.
///
/// # Errors
/// When there is no such subscription, or the caller may not look.
pub async fn label(cx: &Context, id: SubscriptionId) -> Result<String> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let stored = own(tx, inner.account(), id)?;
            inner.needs(Privilege::Service(id, ServicePrivilege::Basic))?;
            Ok(stored.subscription.label)
        })
        .await
}

/// Gives a subscription another label.
///
/// # Errors
/// When there is no such subscription, or the label is too long or no plain text.
pub async fn set_label(cx: &Context, id: SubscriptionId, label: &str) -> Result<()> {
    let label = label.trim().to_owned();
    if label.chars().count() > usize::from(LONGEST) {
        return Err(Error::invalid(Field::Label, Reason::LongerThan(LONGEST)));
    }
    if label.chars().any(char::is_control) {
        return Err(Error::invalid(Field::Label, Reason::NotText));
    }
    let inner = cx.clone();
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let mut stored = own(tx, inner.account(), id)?;
            inner.needs(Privilege::Service(id, ServicePrivilege::Label))?;
            stored.subscription.label.clone_from(&label);
            tx.save_subscription(&stored)?;
            let act =
                Act { account: inner.account(), member: inner.caller.member, now: inner.now() };
            tell(tx, act, EventKind::LabelSet, &subject(id), &label)
        })
        .await
}
