//! All registrations of a name that the caller has or had.

use model::Result;
use model::domain::Domain;
use model::name::DomainName;
use model::privilege::{DomainPrivilege, Privilege};
use model::time::Timestamp;

use crate::realm::Context;

/// A registration, and whether it is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Its facts, as they were last.
    pub domain: Domain,
    /// When it ended.
    pub ended: Option<Timestamp>,
}

/// All registrations of a name that the caller has or had: the living one first, then the others, the
/// last to end first; of those it may see, for a contact. A name that nobody here ever had has none.
///
/// # Errors
/// When the database fails.
pub async fn named(cx: &Context, name: &DomainName) -> Result<Vec<Registration>> {
    let (account, name) = (cx.account(), name.clone());
    let found = cx.realm.store.read(move |tx| tx.domains_named(account, &name)).await?;
    let is_seen = |domain: &Domain| cx.holds(Privilege::Domain(domain.id, DomainPrivilege::Basic));
    let seen = found.into_iter().filter(|(domain, _)| is_seen(domain));
    Ok(seen.map(|(domain, ended)| Registration { domain, ended }).collect())
}
