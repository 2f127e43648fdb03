//! What the bearer of a key may read and do. A key of a tenant reads every table of its own, and those of
//! others as far as it was let; it does what the tenant's plan has policies for.

use model::error::Credential;
use model::tenant::{Choice, TenantName};
use model::{Error, Result};

use super::plan_of_tenant;
use crate::realm::Context;

/// What separates a table from the tenant whose it is, where it is another one's.
const OF: char = '@';

/// What the bearer may, of what was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// The whole name of the tenant that the key opens.
    pub tenant: String,
    /// Tables, and whether they may be read.
    pub tables: Vec<(String, bool)>,
    /// Policies, and whether they are granted.
    pub policies: Vec<(String, bool)>,
}

/// What the bearer of a key of an audience may. The key is one of the caller's tenants, by its public part.
///
/// # Errors
/// When the key opens no tenant in the caller's sight.
pub async fn access(
    cx: &Context,
    audience: &'static str,
    key: &str,
    (tables, policies): (Vec<String>, Vec<String>),
) -> Result<Access> {
    let (inner, key) = (cx.clone(), key.trim().to_owned());
    let read = cx.realm.store.read(move |tx| {
        let unknown = Error::Unauthenticated(Credential::Token);
        let known = tx.signing_key_by_public(audience, &key)?;
        let known = known.filter(|known| known.account == inner.account());
        let opened = known.and_then(|known| known.tenant).ok_or(unknown.clone())?;
        if inner.tenant.is_some_and(|own| own != opened) {
            return Err(unknown);
        }
        let tenant = tx.tenant(opened)?.ok_or(unknown)?;
        let offered = Choice::Only(plan_of_tenant(tx, &inner.realm, &tenant)?.policies);
        let seen = tx.tenant_visibility(tenant.id)?;
        let named = |name: &str| TenantName::from_stored(name.to_owned());
        let readable = |table: &String| match table.split_once(OF) {
            None => true,
            Some((table, of)) => {
                tenant.name.is_meant_by(of)
                    || seen
                        .iter()
                        .any(|one| named(&one.seen).is_meant_by(of) && one.tables.has(table))
            }
        };
        Ok(Access {
            tables: tables.iter().map(|table| (table.clone(), readable(table))).collect(),
            policies: policies.iter().map(|one| (one.clone(), offered.has(one))).collect(),
            tenant: tenant.name.as_str().to_owned(),
        })
    });
    read.await
}
