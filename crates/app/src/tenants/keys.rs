//! Keys that open one tenant alone.

use model::account::Action;
use model::error::{Field, Noun, Reason, TenantPart};
use model::{Error, Result};

use super::find;
use crate::accounts::signing_keys::{self, Issued, Shape, Wish};
use crate::realm::Context;

/// Longest name of a key.
const LONGEST: u16 = 128;

/// The keys of a tenant, oldest first, without their secrets being anybody's business but the verb's
/// that makes them.
///
/// # Errors
/// When there is no such tenant in the caller's sight.
pub async fn keys(cx: &Context, audience: &'static str, tenant: &str) -> Result<Vec<Issued>> {
    let (inner, tenant) = (cx.clone(), tenant.to_owned());
    let found = cx.realm.store.read(move |tx| find(tx, &inner, &tenant)).await?;
    signing_keys::list(&cx.realm, audience, found.reseller, Some(found.id)).await
}

/// A key of a tenant by its public part.
///
/// # Errors
/// As [`keys`], or when it has no such key.
pub async fn key(
    cx: &Context,
    audience: &'static str,
    tenant: &str,
    public: &str,
) -> Result<Issued> {
    let keys = keys(cx, audience, tenant).await?;
    keys.into_iter().find(|key| key.public == public).ok_or(Error::NotFound(Noun::AccessKey))
}

/// Makes a key that opens a tenant alone.
///
/// # Errors
/// When the caller may not, there is no such tenant, its name cannot be meant, or there are too many.
pub async fn create_key(
    cx: &Context,
    audience: &'static str,
    tenant: &str,
    name: &str,
) -> Result<Issued> {
    cx.caller.may(Action::ManageCustomers)?;
    let title = name.trim().to_owned();
    let refuse = |reason| Err(Error::invalid(Field::Tenant(TenantPart::Title), reason));
    if title.chars().any(char::is_control) {
        return refuse(Reason::NotText);
    }
    if title.chars().count() > usize::from(LONGEST) {
        return refuse(Reason::LongerThan(LONGEST));
    }
    let (inner, tenant, now) = (cx.clone(), tenant.to_owned(), cx.now());
    let made = cx.realm.store.write(move |tx| {
        tx.lock_account(inner.account())?;
        let tenant = find(tx, &inner, &tenant)?;
        let wish = Wish {
            audience,
            account: tenant.reseller,
            tenant: Some(tenant.id),
            name: title.clone(),
            shape: Shape::Pair,
        };
        signing_keys::issued(tx, &inner.realm.keys, &wish, now)
    });
    made.await
}
