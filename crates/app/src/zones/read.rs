//! Reading the zone of a name.

use model::error::Prohibition;
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use model::zone::{Record, RecordId};
use model::{Error, Result};
use store::Tx;

use crate::domains::held::entrusted;
use crate::realm::Context;

/// The records of a name, oldest first.
///
/// # Errors
/// When the caller does not hold the name, or its DNS is not run here.
pub async fn records(cx: &Context, name: &DomainName) -> Result<Vec<(RecordId, Record)>> {
    let (inner, name) = (cx.clone(), name.clone());
    cx.realm
        .store
        .read(move |tx| {
            managed(tx, &inner, &name, DomainPrivilege::Basic)?;
            match tx.zone(name.as_str())? {
                Some(zone) => tx.records(zone.id),
                None => Ok(Vec::new()),
            }
        })
        .await
}

/// Whether the caller's account holds the name, its DNS is run here, and the caller may.
pub(super) fn managed(
    tx: &mut Tx<'_>,
    cx: &Context,
    name: &DomainName,
    privilege: DomainPrivilege,
) -> Result<()> {
    if entrusted(tx, cx, name, &[privilege])?.domain.managed_dns {
        return Ok(());
    }
    Err(Error::Prohibited(Prohibition::NotManagedDns))
}
