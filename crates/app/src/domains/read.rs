//! One name with everything that belongs to it, and lists of names.

use model::Result;
use model::contact::ContactId;
use model::domain::{Deadlines, Domain, Phase};
use model::name::DomainName;
use store::accounts::{Page, Window};
pub use store::contacts::StoredContact;
pub use store::domains::ListedDomain;

use super::held::held;
use crate::realm::Context;

/// A name, as it stands now.
#[derive(Debug, Clone)]
pub struct Details {
    /// Its facts.
    pub domain: Domain,
    /// Where it stands in its life.
    pub phase: Phase,
    /// When it moves on, unless it is renewed.
    pub deadlines: Deadlines,
    /// Its contacts, in the order of `Role::ALL`.
    pub contacts: Vec<StoredContact>,
}

/// A name of the caller.
///
/// # Errors
/// When the caller does not hold it.
pub async fn details(cx: &Context, name: DomainName) -> Result<Details> {
    let account = cx.account();
    let (domain, contacts) = cx
        .realm
        .store
        .read(move |tx| {
            let domain = held(tx, account, &name)?.domain;
            let mut contacts: Vec<StoredContact> = Vec::with_capacity(4);
            for id in domain.contacts {
                let known = contacts.iter().find(|contact| contact.id == id).cloned();
                contacts.push(known.map_or_else(|| tx.contact(id), Ok)?);
            }
            Ok((domain, contacts))
        })
        .await?;
    let rules = cx.realm.rules(&domain.name)?;
    let (phase, deadlines) = (domain.at(cx.now(), rules), domain.deadlines(rules));
    Ok(Details { domain, phase, deadlines, contacts })
}

/// A name in a list, as it stands now.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its facts, and who it is registered to.
    pub listed: ListedDomain,
    /// Where it stands in its life.
    pub phase: Phase,
    /// When it moves on, unless it is renewed.
    pub deadlines: Deadlines,
}

/// A page of the caller's names, of one extension or of all.
///
/// # Errors
/// When the database fails.
pub async fn list(cx: &Context, tld: Option<String>, window: Window) -> Result<Page<Line>> {
    let account = cx.account();
    let page = cx.realm.store.read(move |tx| tx.domains(account, tld.as_deref(), window)).await?;
    let now = cx.now();
    let line = |listed: ListedDomain| {
        let rules = cx.realm.rules(&listed.domain.name)?;
        let phase = listed.domain.at(now, rules);
        Ok(Line { phase, deadlines: listed.domain.deadlines(rules), listed })
    };
    let rows = page.rows.into_iter().map(line).collect::<Result<_>>()?;
    Ok(Page { rows, matching: page.matching, total: page.total })
}

/// What a contact is called at the registry.
///
/// # Errors
/// When the database fails.
pub async fn contact_handle(cx: &Context, id: ContactId) -> Result<String> {
    cx.realm.store.read(move |tx| tx.contact(id)).await.map(|contact| contact.handle)
}
