//! Reading the zone of a name.

use model::account::AccountId;
use model::error::Prohibition;
use model::name::DomainName;
use model::zone::{Record, RecordId};
use model::{Error, Result};
use store::Tx;

use crate::domains::held::held;
use crate::realm::Context;

/// The records of a name, oldest first.
///
/// # Errors
/// When the caller does not hold the name, or its DNS is not run here.
pub async fn records(cx: &Context, name: &DomainName) -> Result<Vec<(RecordId, Record)>> {
    let (account, name) = (cx.account(), name.clone());
    cx.realm
        .store
        .read(move |tx| {
            managed(tx, account, &name)?;
            match tx.zone(name.as_str())? {
                Some(zone) => tx.records(zone.id),
                None => Ok(Vec::new()),
            }
        })
        .await
}

/// Whether `account` holds the name and its DNS is run here.
pub(super) fn managed(tx: &mut Tx<'_>, account: AccountId, name: &DomainName) -> Result<()> {
    if held(tx, account, name)?.domain.managed_dns {
        return Ok(());
    }
    Err(Error::Prohibited(Prohibition::NotManagedDns))
}
