//! Keys that sign requests: given, given anew, listed and ended. A key that was ended is void at once,
//! on every node.

use std::sync::Arc;

use model::account::AccountId;
use model::error::{Field, Noun, Reason, TenantPart};
use model::event::EventKind;
use model::secret::Secret;
use model::signature::SigningKeyId;
use model::time::Timestamp;
use model::{Error, Result};
use store::Tx;
use store::signing_keys::{NewSigningKey, SigningKey};

use crate::keys::{Keys, Purpose};
use crate::news::{self, Act};
use crate::realm::Realm;

/// Keys that one account, or one tenant, may have at a time.
const MOST: u16 = 20;
/// Hex digits of a public part, and of a secret that has none.
const SHORT: usize = 32;
/// Hex digits of a secret beside a public part.
const LONG: usize = 64;

/// What a key consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A secret of 32 hex digits; nothing in a request names it.
    Secret,
    /// A public part of 32 hex digits that names it, and a secret of 64.
    Pair,
}

/// A key that somebody is to have.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Which family of callers it belongs to.
    pub audience: &'static str,
    /// Whose it is.
    pub account: AccountId,
    /// The tenant that it alone opens; none where it opens the whole account.
    pub tenant: Option<AccountId>,
    /// What its people call it.
    pub name: String,
    /// What it consists of.
    pub shape: Shape,
}

/// A key as whoever signs with it sees it.
#[derive(Debug, Clone)]
pub struct Issued {
    /// Its number.
    pub id: SigningKeyId,
    /// What names it in a request; empty where nothing does.
    pub public: String,
    /// What signs.
    pub secret: Secret<String>,
    /// What its people call it.
    pub name: String,
    /// When it was made.
    pub made: Timestamp,
}

/// Gives an account a key.
///
/// # Errors
/// When it has too many.
pub async fn issue(realm: &Arc<Realm>, wish: Wish) -> Result<Issued> {
    let (keys, now) = (realm.keys.clone(), realm.now());
    realm
        .store
        .write(move |tx| {
            tx.lock_account(wish.account)?;
            issued(tx, &keys, &wish, now)
        })
        .await
}

/// Ends every key that opens the whole account, and gives it a new one.
///
/// # Errors
/// When the database fails.
pub async fn regenerate(realm: &Arc<Realm>, wish: Wish) -> Result<Issued> {
    let (keys, now) = (realm.keys.clone(), realm.now());
    realm
        .store
        .write(move |tx| {
            tx.lock_account(wish.account)?;
            end_all(tx, wish.audience, wish.account, wish.tenant, now)?;
            issued(tx, &keys, &wish, now)
        })
        .await
}

/// The keys of an account that were not ended, oldest first: those of one tenant where one is named,
/// else those that open the whole account.
///
/// # Errors
/// When the database fails.
pub async fn list(
    realm: &Arc<Realm>,
    audience: &'static str,
    account: AccountId,
    tenant: Option<AccountId>,
) -> Result<Vec<Issued>> {
    let found = realm.store.read(move |tx| living(tx, audience, account, tenant)).await?;
    found.iter().map(|key| shown(&realm.keys, key)).collect()
}

/// Ends a key of an account.
///
/// # Errors
/// When it has no such key, or it was ended before.
pub async fn end(
    realm: &Arc<Realm>,
    audience: &'static str,
    account: AccountId,
    id: SigningKeyId,
) -> Result<()> {
    let now = realm.now();
    realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            ended(tx, audience, account, id, now)
        })
        .await
}

/// Gives an account a key, in a transaction that holds its lock.
pub(crate) fn issued(tx: &mut Tx<'_>, keys: &Keys, wish: &Wish, now: Timestamp) -> Result<Issued> {
    let Wish { audience, account, tenant, name, .. } = wish;
    if living(tx, audience, *account, *tenant)?.len() >= usize::from(MOST) {
        return Err(Error::invalid(Field::Tenant(TenantPart::Title), Reason::MoreThan(MOST)));
    }
    let number = tx.count_signing_keys(audience, *account)?;
    let (public, secret) = derived(keys, wish, number);
    let sealed = keys.seal(Purpose::SigningKey, secret.reveal().as_bytes())?;
    let id = tx.add_signing_key(&NewSigningKey {
        audience,
        account: *account,
        tenant: *tenant,
        public: &public,
        secret_sealed: &sealed,
        name,
        made: now,
    })?;
    let act = Act { account: *account, member: None, now };
    news::tell(tx, act, EventKind::SigningKeyIssued, name, audience)?;
    Ok(Issued { id, public, secret, name: name.clone(), made: now })
}

/// Ends all keys of a tenant, or all that open the whole account where none is named.
pub(crate) fn end_all(
    tx: &mut Tx<'_>,
    audience: &str,
    account: AccountId,
    tenant: Option<AccountId>,
    now: Timestamp,
) -> Result<()> {
    for key in living(tx, audience, account, tenant)? {
        ended(tx, audience, account, key.id, now)?;
    }
    Ok(())
}

fn ended(
    tx: &mut Tx<'_>,
    audience: &str,
    account: AccountId,
    id: SigningKeyId,
    now: Timestamp,
) -> Result<()> {
    if !tx.end_signing_key(audience, account, id, now)? {
        return Err(Error::NotFound(Noun::AccessKey));
    }
    let act = Act { account, member: None, now };
    news::tell(tx, act, EventKind::SigningKeyEnded, &id.0.to_string(), audience)
}

fn living(
    tx: &mut Tx<'_>,
    audience: &str,
    account: AccountId,
    tenant: Option<AccountId>,
) -> Result<Vec<SigningKey>> {
    tx.signing_keys(audience, account, tenant, i64::from(MOST))
}

fn shown(keys: &Keys, key: &SigningKey) -> Result<Issued> {
    Ok(Issued {
        id: key.id,
        public: key.public.clone(),
        secret: keys.open_text(Purpose::SigningKey, &key.secret_sealed)?,
        name: key.name.clone(),
        made: key.made,
    })
}

/// The account's `number`th key.
fn derived(keys: &Keys, wish: &Wish, number: i64) -> (String, Secret<String>) {
    let (account, number) = (wish.account.0.to_be_bytes(), number.to_be_bytes());
    let part = |word: &[u8], length| {
        let parts: [&[u8]; 4] = [wish.audience.as_bytes(), &account, &number, word];
        keys.hex(Purpose::SigningKey, &parts, length)
    };
    match wish.shape {
        Shape::Secret => (String::new(), Secret::new(part(b"secret", SHORT))),
        Shape::Pair => (part(b"public", SHORT), Secret::new(part(b"secret", LONG))),
    }
}
