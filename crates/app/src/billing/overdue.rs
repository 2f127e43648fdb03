//! What time does to an unpaid invoice: the money is collected where it may be, and in the end what
//! it is for is suspended, ended or called off.

use std::sync::Arc;

use model::Result;
use model::domain::{Domain, DomainId};
use model::error::Error;
use model::invoice::{InvoiceId, InvoiceState, LineKind, LineState};
use model::subscription::SubscriptionId;
use model::time::{Days, Seconds, Timestamp};
use store::Tx;
use store::invoices::{Invoice, Line};

use super::{cancel, collect, pay};
use crate::jobs;
use crate::realm::Realm;
use crate::subscriptions;

/// A gateway that is away is asked again after this long.
const ASK_AGAIN: Seconds = Seconds(3_600);

/// What happens next to an unpaid invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// A gateway takes the money, where the payment method says so.
    Collect,
    /// A name that renews by itself is paid from credit.
    Renew,
    /// What it is for is suspended.
    Suspend,
    /// What it is for ends.
    End,
    /// It is called off.
    Cancel,
}

impl Step {
    /// The word it is stored as.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Collect => "collect",
            Self::Renew => "renew",
            Self::Suspend => "suspend",
            Self::End => "end",
            Self::Cancel => "cancel",
        }
    }

    fn from_word(word: &str) -> Result<Self> {
        [Self::Collect, Self::Renew, Self::Suspend, Self::End, Self::Cancel]
            .into_iter()
            .find(|step| step.word() == word)
            .ok_or_else(|| Error::internal(format!("no such step: {word}")))
    }

    /// When a renewal that is paid by itself is paid first: a day before the name expires.
    pub(crate) fn first(self, due: Timestamp) -> Timestamp {
        if self == Self::Renew { due - Days(1) } else { due }
    }
}

/// Does the step that is due for an invoice, and sees to the next one.
pub(crate) async fn advance(realm: &Arc<Realm>, id: InvoiceId, step: &str) -> Result<()> {
    let step = Step::from_word(step)?;
    let found = realm
        .store
        .read(move |tx| {
            let Some(invoice) = tx.invoice(id)? else { return Ok(None) };
            Ok(Some((invoice, tx.lines(id)?)))
        })
        .await?;
    let Some((invoice, lines)) = found else { return Ok(()) };
    if invoice.state != InvoiceState::Unpaid {
        return Ok(());
    }
    match step {
        Step::Collect => {
            let (due, step) = after_collecting(realm, &invoice, &lines);
            let again = realm.now() + ASK_AGAIN;
            if collect::invoice(realm, &invoice).await? && again < due {
                return next(realm, id, again, Step::Collect).await;
            }
            next(realm, id, due, step).await
        }
        Step::Renew => renew(realm, &invoice, &lines).await,
        Step::Suspend => {
            let ends = invoice.due + realm.settings.billing.end_after;
            for subscription in continued(&lines) {
                let suspended = subscriptions::suspend(realm, subscription, id).await;
                // A supplier that does not suspend it does not keep it from its end.
                if realm.now() < ends {
                    suspended?;
                }
            }
            next(realm, id, ends, Step::End).await
        }
        Step::End => {
            for subscription in continued(&lines) {
                subscriptions::end_unpaid(realm, subscription, id).await?;
            }
            cancel::invoice(realm, id).await
        }
        Step::Cancel => cancel::invoice(realm, id).await,
    }
}

/// What follows when nobody paid by the due date.
fn after_collecting(realm: &Realm, invoice: &Invoice, lines: &[Line]) -> (Timestamp, Step) {
    let terms = realm.settings.billing;
    if continued(lines).next().is_some() {
        (invoice.due + terms.suspend_after, Step::Suspend)
    } else {
        (invoice.due + terms.order_ends, Step::Cancel)
    }
}

fn continued(lines: &[Line]) -> impl Iterator<Item = SubscriptionId> + '_ {
    let continues = |line: &&Line| line.kind == LineKind::Continue;
    lines.iter().filter(continues).map(|line| SubscriptionId(line.subject))
}

/// A renewal is paid by itself where its holder wants that: from credit, else by a gateway. It is
/// called off when the name can no longer be renewed.
async fn renew(realm: &Arc<Realm>, invoice: &Invoice, lines: &[Line]) -> Result<()> {
    let Some(line) = lines.iter().find(|line| line.kind == LineKind::Renew) else {
        return Ok(());
    };
    let (name, account) = (DomainId(line.subject), invoice.account);
    let stored = realm.store.read(move |tx| tx.domain_by_id(name)).await?;
    let stands = |one: &Domain| one.account == account && line.covers == Some(one.expires);
    let Some(domain) = stored.map(|stored| stored.domain).filter(stands) else {
        // It left, or was renewed otherwise.
        return cancel::invoice(realm, invoice.id).await;
    };
    let away = domain.autorenew
        && !pay::in_full(realm, invoice.id).await?
        && collect::invoice(realm, invoice).await?;
    let ends = domain.expires + realm.rules(&domain.name)?.delete_after;
    let again = realm.now() + ASK_AGAIN;
    if away && again < ends {
        return next(realm, invoice.id, again, Step::Renew).await;
    }
    match realm.now() < invoice.due {
        true => next(realm, invoice.id, invoice.due, Step::Renew).await,
        false => next(realm, invoice.id, ends, Step::Cancel).await,
    }
}

/// Pays the open invoice for the renewal of a name that expires, from credit; says whether it did.
pub(crate) async fn pay_renewal(realm: &Arc<Realm>, domain: &Domain) -> Result<bool> {
    let (id, expires, account) = (domain.id, domain.expires, domain.account);
    let lines = realm.store.read(move |tx| tx.lines_about(&[LineKind::Renew], id.0)).await?;
    let open = lines.iter().find(|line| {
        line.account == account && line.covers == Some(expires) && line.state == LineState::Open
    });
    match open {
        Some(line) => pay::in_full(realm, line.invoice).await,
        None => Ok(false),
    }
}

async fn next(realm: &Arc<Realm>, id: InvoiceId, due: Timestamp, step: Step) -> Result<()> {
    realm
        .store
        .write(move |tx: &mut Tx<'_>| match tx.invoice(id)? {
            Some(invoice) if invoice.state == InvoiceState::Unpaid => {
                tx.schedule(jobs::INVOICE, id.0, due, step.word())
            }
            _ => Ok(()),
        })
        .await
}
