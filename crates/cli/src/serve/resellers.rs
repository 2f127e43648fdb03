//! Resellers that sign requests. The first start founds them and writes their keys to files that only
//! their owner can read; nothing else ever shows the keys.

use std::path::Path;
use std::sync::Arc;

use app::Realm;
use app::accounts::NewPassword;
use app::accounts::funds;
use app::accounts::open::Founder;
use app::accounts::signing_keys::{Issued, Shape, Wish};
use model::account::{AccountId, Billing, Kind};

use super::config::Reseller;
use crate::asking_prices::{self, Exchange};
use crate::founding::{self, founded_once};
use crate::{StartError, beside, private_file};

/// The family of callers of devo.
const DEVO: &str = "devo";
/// What the first reseller of a dialect is told apart by.
const FIRST: &str = "first";

/// Founds a reseller of dreamscape and writes its number and key to `key_file`, once.
pub(super) async fn dreamscape(
    realm: &Arc<Realm>,
    operator: AccountId,
    reseller: Reseller,
    key_file: &Path,
) -> Result<(), StartError> {
    const AUDIENCE: &str = beside::DIALECT;
    if was_told(realm, AUDIENCE).await? {
        return Ok(());
    }
    let (currency, hundred, balance) = (reseller.currency, reseller.hundred, reseller.balance);
    let account = found(realm, operator, AUDIENCE, reseller).await?;
    let login = account.0.to_string();
    if let Some(hundred) = hundred {
        let exchange = Exchange { currency, hundred, round: None };
        asking_prices::set_for(realm, operator, (AUDIENCE, &login), &exchange).await?;
    }
    if let Some(balance) = balance {
        pay_in(realm, AUDIENCE, (account, &login), balance).await?;
    }
    let key = key(realm, AUDIENCE, account, Shape::Secret).await?;
    let text = format!("reseller_id = {login}\napi_key = \"{}\"\n", key.secret.reveal());
    tell(realm, AUDIENCE, key_file, &text).await
}

/// Founds a reseller of devo and writes its key and secret to its file, once.
pub(super) async fn devo(
    realm: &Arc<Realm>,
    operator: AccountId,
    reseller: Reseller,
) -> Result<(), StartError> {
    if was_told(realm, DEVO).await? {
        return Ok(());
    }
    let (name, key_file) = (reseller.name.clone(), reseller.key_file.clone());
    let account = found(realm, operator, DEVO, reseller).await?;
    let key = key(realm, DEVO, account, Shape::Pair).await?;
    let (public, secret) = (&key.public, key.secret.reveal());
    let text = format!("reseller = \"{name}\"\nkey = \"{public}\"\nsecret = \"{secret}\"\n");
    tell(realm, DEVO, &key_file, &text).await
}

async fn found(
    realm: &Arc<Realm>,
    operator: AccountId,
    audience: &'static str,
    reseller: Reseller,
) -> Result<AccountId, StartError> {
    let founder = Founder {
        parent: Some(operator),
        kind: Kind::Reseller,
        currency: reseller.currency,
        billing: Billing::Prepaid,
        audience,
        login: reseller.name,
        password: NewPassword::Absent,
        profile: reseller.profile,
        agreement: true,
    };
    Ok(founded_once(realm, founder, &format!("{audience}.{FIRST}")).await?)
}

async fn key(
    realm: &Arc<Realm>,
    audience: &'static str,
    account: AccountId,
    shape: Shape,
) -> Result<Issued, StartError> {
    let wish = Wish { audience, account, tenant: None, name: FIRST.to_owned(), shape };
    Ok(founding::key(realm, wish).await?)
}

/// Pays in what was paid before, unless something was posted already.
async fn pay_in(
    realm: &Arc<Realm>,
    audience: &'static str,
    (account, login): (AccountId, &str),
    balance: model::money::Money,
) -> Result<(), StartError> {
    let currency = balance.currency;
    let had = realm.store.read(move |tx| tx.funds(account, currency)).await?;
    if had.posted.minor == 0 && balance.minor != 0 {
        funds::adjust(realm, audience, login, &balance.to_string()).await?;
    }
    Ok(())
}

/// The setting that says that a key was written to its file.
fn told(audience: &str) -> String {
    format!("told.{audience}.{FIRST}")
}

async fn was_told(realm: &Realm, audience: &str) -> Result<bool, StartError> {
    let setting = told(audience);
    Ok(realm.store.read(move |tx| tx.setting(&setting)).await?.is_some())
}

async fn tell(realm: &Realm, audience: &str, file: &Path, text: &str) -> Result<(), StartError> {
    private_file::write(file, text)?;
    let setting = told(audience);
    realm.store.write(move |tx| tx.set_setting(&setting, "yes")).await?;
    tracing::info!(audience, file = %file.display(), "a reseller was founded; its key is in the file");
    Ok(())
}
