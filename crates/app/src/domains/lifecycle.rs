//! What time does to a name: told once each, and carried out where something has to happen.

use std::sync::Arc;

use model::Result;
use model::account::Billing;
use model::domain::lifecycle::{Milestone, next_milestone};
use model::domain::{Domain, DomainId, Pending};
use model::error::Error;
use model::event::EventKind;
use model::time::Timestamp;
use store::Tx;

use super::{end, renew, reschedule};
use crate::billing::overdue;
use crate::news::{Act, tell};
use crate::realm::{Context, Realm};

/// Does the first thing that is due for a name; the next one has its own time.
pub(crate) async fn advance(realm: &Arc<Realm>, id: DomainId) -> Result<()> {
    let Some(stored) = realm.store.read(move |tx| tx.domain_by_id(id)).await? else {
        return Ok(());
    };
    let domain = stored.domain;
    let Some((moment, milestone)) = next_milestone(&domain, realm.rules(&domain.name)?) else {
        return Ok(());
    };
    let now = realm.now();
    let renews = matches!(milestone, Milestone::Expires | Milestone::RenewalRetry);
    let mut unpaid = false;
    if moment <= now && renews && domain.autorenew && domain.pending != Some(Pending::Renewal) {
        let cx = Context::for_account(realm, domain.account).await?;
        let renewed = if cx.session.account.billing == Billing::Invoiced {
            // What is billed is paid by its invoice and not beside it.
            overdue::pay_renewal(realm, &domain).await.map(|paid| unpaid = !paid)
        } else {
            renew::automatically(&cx, domain.name.clone()).await.map(drop)
        };
        match renewed {
            Ok(()) if !unpaid => return Ok(()),
            Ok(()) => {}
            Err(error @ Error::Internal(_)) => return Err(error),
            Err(Error::InsufficientFunds { .. }) => unpaid = true,
            // The next day's attempt, or the answer that is still to come, sees to it.
            Err(_) => {}
        }
    }
    let inner = Arc::clone(realm);
    let account = domain.account;
    realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            happen(tx, &inner, id, (moment, milestone), unpaid)
        })
        .await
}

fn happen(
    tx: &mut Tx<'_>,
    realm: &Realm,
    id: DomainId,
    due: (Timestamp, Milestone),
    unpaid: bool,
) -> Result<()> {
    let Some(stored) = tx.domain_by_id(id)? else { return Ok(()) };
    let mut domain = stored.domain;
    let now = realm.now();
    let current = next_milestone(&domain, realm.rules(&domain.name)?);
    if due.0 > now || current != Some(due) {
        return reschedule(tx, realm, &domain);
    }
    let act = Act { account: domain.account, member: None, now };
    if due.1 == Milestone::Ends {
        end(tx, &domain, now)?;
        return tell(tx, act, EventKind::DomainDeleted, domain.name.as_str(), "");
    }
    for kind in told_as(&domain, due.1, unpaid) {
        tell(tx, act, kind, domain.name.as_str(), "")?;
    }
    domain.told = due.0;
    tx.save_domain(&domain, None)?;
    reschedule(tx, realm, &domain)
}

fn told_as(domain: &Domain, milestone: Milestone, unpaid: bool) -> Vec<EventKind> {
    match milestone {
        Milestone::ExpiresTomorrow => vec![EventKind::ExpiresTomorrow],
        // A renewal that is still being settled is not an expiry yet.
        Milestone::Expires if domain.pending == Some(Pending::Renewal) => Vec::new(),
        Milestone::Expires if unpaid => {
            vec![EventKind::AutoRenewalUnpaid, EventKind::DomainExpired]
        }
        Milestone::Expires => vec![EventKind::DomainExpired],
        Milestone::RenewalRetry | Milestone::Ends => Vec::new(),
        Milestone::Suspends => vec![EventKind::DomainLapsed],
        Milestone::EntersRedemption => vec![EventKind::RedemptionEntered],
    }
}
