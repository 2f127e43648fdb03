//! Reading the zone of a name.

use model::account::AccountId;
use model::error::Prohibition;
use model::name::DomainName;
use model::zone::{Record, RecordId};
use model::{Error, Result};
use store::Tx;

use crate::domains::held::held;
use crate::realm::{Context, Realm};

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

/// A zone as it was committed last: its serial and its records, for whoever serves it.
///
/// # Errors
/// When the database fails.
pub async fn published(realm: &Realm, name: &str) -> Result<Option<(u32, Vec<Record>)>> {
    let name = name.to_owned();
    realm
        .store
        .read(move |tx| {
            let Some(zone) = tx.zone(&name)? else { return Ok(None) };
            let records = tx.records(zone.id)?.into_iter().map(|(_, record)| record).collect();
            Ok(Some((zone.serial, records)))
        })
        .await
}
