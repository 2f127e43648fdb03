//! Certificates: asked for, proven, fetched and asked for anew, after they were bought.

/// How it is proven that the customer holds the name.
mod dcv;
/// What a certificate says.
mod details;
/// A certificate as a file.
mod file;
/// A new certificate.
pub mod register;
/// A certificate is issued again.
mod reissue;

use app::Context;
use app::accounts::below;
use app::certificates::{self, Data};
use app::subscriptions::families::{self, Instance};
use dialects::dreamscape::arguments::Id;
use dialects::dreamscape::product::families::{FAMILIES, Family, Order};
use dialects::dreamscape::product::ssl::dcv::ReadDcv;
use dialects::dreamscape::product::ssl::dcv_cname::ReadDcvRecord;
use dialects::dreamscape::product::ssl::dcv_email::ListDcvMailboxes;
use dialects::dreamscape::product::ssl::dcv_http::ReadDcvFile;
use dialects::dreamscape::product::ssl::details::ReadSslDetails;
use dialects::dreamscape::product::ssl::file::ReadSslFile;
use dialects::dreamscape::product::ssl::reissue_auto::ReissueSslAuto;
use dialects::dreamscape::product::ssl::reissue_manual::ReissueSslManual;
use dialects::dreamscape::product::ssl::update_dcv::UpdateDcv;
use model::Result;
use model::error::Error;
use wire::Api;

use super::number;
use crate::dreamscape::door::{Caller, DreamscapeDoor};

/// The calls about certificates that were bought.
pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ReadSslDetails, _>(details::read)
        .on::<ReissueSslAuto, _>(reissue::auto)
        .on::<ReissueSslManual, _>(reissue::manual)
        .on::<ReadSslFile, _>(file::read)
        .on::<ReadDcv, _>(dcv::read)
        .on::<UpdateDcv, _>(dcv::update)
        .on::<ReadDcvFile, _>(dcv::file)
        .on::<ReadDcvRecord, _>(dcv::record)
        .on::<ListDcvMailboxes, _>(dcv::mailboxes)
}

/// A certificate, and a place to act from for whoever holds it.
struct Held {
    cx: Context,
    instance: Instance,
}

/// The family that certificates are of.
fn family() -> Result<&'static Family> {
    let found = FAMILIES.iter().find(|family| family.order == Order::Certificate);
    found.ok_or_else(|| Error::internal("no family has certificates"))
}

/// A certificate in the caller's sight.
async fn held(caller: &Caller, id: Id) -> Result<Held> {
    let cx = caller.cx()?;
    let instance = families::one(cx, family()?.slug, number(id)).await?;
    let cx = below::acting_for(cx, instance.subscription.account).await?;
    Ok(Held { cx, instance })
}

impl Held {
    /// How far it got.
    async fn data(&self) -> Result<Data> {
        certificates::data(&self.cx, self.instance.subscription.id).await
    }

    /// The names it is for: those it was asked for, or the one it was bought for.
    fn names(&self, data: &Data) -> Vec<String> {
        match data.names.is_empty() {
            true => vec![self.instance.subscription.domain.clone()],
            false => data.names.clone(),
        }
    }
}
