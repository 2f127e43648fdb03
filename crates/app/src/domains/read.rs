//! One name with everything that belongs to it, and lists of names.

use model::Result;
use model::contact::ContactId;
use model::domain::{Deadlines, Domain, DomainId, Phase};
use model::name::DomainName;
use model::privilege::{DomainPrivilege, Privilege};
use store::accounts::{Page, Window};
pub use store::contacts::StoredContact;
pub use store::domains::ListedDomain;

use super::held::entrusted;
use crate::realm::Context;
use crate::zones::signing;

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
    /// Whether it is signed, or is going to be as far as its holder can see to it.
    pub dnssec: bool,
}

/// A name of the caller.
///
/// # Errors
/// When the caller does not hold it.
pub async fn details(cx: &Context, name: DomainName) -> Result<Details> {
    let inner = cx.clone();
    let (domain, contacts, dnssec) = cx
        .realm
        .store
        .read(move |tx| {
            let domain = entrusted(tx, &inner, &name, &[DomainPrivilege::Basic])?.domain;
            let mut contacts: Vec<StoredContact> = Vec::with_capacity(4);
            for id in domain.contacts {
                let known = contacts.iter().find(|contact| contact.id == id).cloned();
                contacts.push(known.map_or_else(|| tx.contact(id), Ok)?);
            }
            let dnssec = signing::is_wanted(tx, &domain)?;
            Ok((domain, contacts, dnssec))
        })
        .await?;
    let rules = cx.realm.rules(&domain.name)?;
    let (phase, deadlines) = (domain.at(cx.now(), rules), domain.deadlines(rules));
    Ok(Details { domain, phase, deadlines, contacts, dnssec })
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

/// The names that the caller may see; none where it may see all of its account's.
fn seen(cx: &Context) -> Option<Vec<DomainId>> {
    let all = cx.holds(Privilege::EveryDomain);
    (!all).then(|| cx.session.privileges.domains_with(DomainPrivilege::Basic).collect())
}

/// A page of the caller's names, of one extension or of all; of those it may see, for a contact.
///
/// # Errors
/// When the database fails.
pub async fn list(cx: &Context, tld: Option<String>, window: Window) -> Result<Page<Line>> {
    let (account, seen) = (cx.account(), seen(cx));
    let page = cx.realm.store.read(move |tx| match &seen {
        None => tx.domains(account, tld.as_deref(), window),
        Some(ids) => tx.domains_among(account, ids, tld.as_deref(), window),
    });
    let page = page.await?;
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
