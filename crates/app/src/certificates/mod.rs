//! Certificates. Each is a subscription that is paid when it is bought, and what the authority was asked
//! for it: bought first, asked for with a signing request, issued once control over its names is shown.
//!
//! Renewing pays for a further year. What is issued keeps its own end; issuing it anew gives it the end
//! that is paid for. Issuing anew never takes away what is there: the last one stays readable, and is
//! good, until the new one is there.

/// Who may approve a name by mail.
mod approvers;
/// Asking by saying little.
mod ask;
/// Calling a certificate off.
mod cancel;
/// Reading signing requests.
mod decode;
/// Keys and signing requests made for customers.
mod generate;
/// Asking for a certificate, the first time and anew.
mod issue;
/// Whose a certificate is.
mod locate;
/// Looking whether control was shown.
mod look;
/// What the authority is asked.
pub(crate) mod order;
mod pem;
mod private_key;
/// What can be bought.
mod products;
/// Buying and renewing.
mod purchase;
/// Reading certificates.
mod read;
/// What the authority told.
mod report;
/// How control is shown, after it was asked for.
mod validation;
/// The end of a certificate.
mod wind_up;

pub use approvers::{About, approvers};
pub use ask::{Ask, CertificateFile, ask, ask_with_made_key, file};
pub use cancel::cancel;
pub use decode::{DecodedRequest, decode_request};
pub use generate::{GeneratedRequest, KeyMakers, generate_request};
pub use issue::{Request, issue, reissue};
pub use locate::acting_for;
pub use look::{heard, revalidate};
pub use products::{CertificateProduct, WebServer, products, web_servers};
pub use purchase::{Named, Purchase, purchase, renew};
pub use read::{CertificateFilter, Data, Details, data, one, search};
pub use validation::{change_validation, send_notifications};

pub(crate) use ask::{readable, web_server};
pub(crate) use generate::mail_key;
pub(crate) use look::look;
pub(crate) use purchase::place;
pub(crate) use wind_up::{wind_up, wound_up};

use model::certificate::{CertificateState, OrderProgress};
use model::error::{Error, Noun, Prohibition};
use model::privilege::{Privilege, ServicePrivilege};
use model::subscription::SubscriptionId;
use model::{Result, time::Timestamp};
use store::Tx;
use store::certificates::{StoredCertificate, StoredOrder};
use store::subscriptions::StoredSubscription;

use crate::realm::Context;

/// A certificate and the subscription it is.
struct Held {
    certificate: StoredCertificate,
    subscription: StoredSubscription,
}

impl Held {
    fn state(&self, now: Timestamp) -> CertificateState {
        self.certificate.certificate.state_at(&self.subscription.subscription, now)
    }

    /// Refuses what only a certificate can do that waits for control to be shown.
    fn pending(&self, now: Timestamp) -> Result<()> {
        match self.state(now) {
            CertificateState::Pending => Ok(()),
            CertificateState::Cancelled => Err(Error::Prohibited(Prohibition::Cancelled)),
            _ => Err(Error::Prohibited(Prohibition::NotPending)),
        }
    }
}

/// A certificate of the caller's account, for a caller that may. A stranger's is as unknown as one that
/// is not there.
fn own(
    tx: &mut Tx<'_>,
    cx: &Context,
    id: SubscriptionId,
    privilege: ServicePrivilege,
) -> Result<Held> {
    let unknown = Error::NotFound(Noun::Certificate);
    let subscription = tx
        .subscription(id)?
        .filter(|stored| stored.subscription.account == cx.account())
        .ok_or(unknown.clone())?;
    let certificate = tx.certificate(id)?.ok_or(unknown)?;
    cx.needs(Privilege::Service(id, privilege))?;
    Ok(Held { certificate, subscription })
}

/// The order that control is to be shown for.
fn pending_order(tx: &mut Tx<'_>, id: SubscriptionId) -> Result<StoredOrder> {
    let last = tx.certificate_orders(id)?.into_iter().next();
    last.filter(|order| order.progress == OrderProgress::Pending)
        .ok_or(Error::Prohibited(Prohibition::NotPending))
}

/// Where a certificate of the caller's stands now.
async fn state(cx: &Context, id: SubscriptionId) -> Result<CertificateState> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| Ok(own(tx, &inner, id, ServicePrivilege::Basic)?.state(inner.now())))
        .await
}

/// What the log says a certificate is.
fn subject(id: SubscriptionId) -> String {
    format!("certificate {}", id.0)
}
