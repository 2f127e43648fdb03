//! Who may approve a name by mail (CA/Browser Forum BR §3.2.2.4.4).

use std::collections::BTreeMap;

use model::certificate::{Validation, certified_name, controlled};
use model::error::{Error, Field, Prohibition, Reason, Result, Supplier};
use model::privilege::ServicePrivilege;
use model::subscription::SubscriptionId;

use super::decode::decode_request;
use super::own;
use crate::realm::{Context, Realm};

/// What is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The common name of a certificate that was asked for.
    Certificate(SubscriptionId),
    /// A name.
    Name(String),
    /// The first name in a signing request, in PEM.
    SigningRequest(String),
}

/// The mail addresses that may approve a name.
///
/// # Errors
/// When the certificate is unknown or was not asked for yet, the name or request cannot be read, or the
/// authority is away.
pub async fn approvers(cx: &Context, about: About) -> Result<Vec<String>> {
    let name = match about {
        About::Certificate(id) => {
            let inner = cx.clone();
            let name = cx.realm.store.read(move |tx| {
                let held = own(tx, &inner, id, ServicePrivilege::Basic)?;
                Ok(held.certificate.certificate.name)
            });
            Some(name.await?)
                .filter(|name| !name.is_empty())
                .ok_or(Error::Prohibited(Prohibition::NotPending))?
        }
        About::Name(name) => certified_name(&name, Field::Domain)?,
        About::SigningRequest(text) => {
            let names = decode_request(&text)?.all_names();
            let name = names.first().map_or("", String::as_str);
            certified_name(name, Field::CertificateName(1))?
        }
    };
    addresses(&cx.realm, controlled(&name)).await
}

async fn addresses(realm: &Realm, name: &str) -> Result<Vec<String>> {
    realm.authority.approvers(name).await.map_err(|error| match error {
        // A question changes nothing, answered or not.
        Error::OutcomeUnknown(_) => Error::Unavailable(Supplier::Certificates),
        error => error,
    })
}

/// Who approves each name, in the order of the names; nobody where control is not shown by mail.
///
/// # Errors
/// When nobody was named, not one for each, or one that may not approve its name.
pub(super) async fn chosen(
    realm: &Realm,
    validation: Validation,
    names: &[String],
    given: &[String],
) -> Result<Vec<String>> {
    if validation != Validation::Email {
        return Ok(Vec::new());
    }
    let refuse = |reason| Error::invalid(Field::Approver, reason);
    let count = u16::try_from(names.len()).unwrap_or(u16::MAX);
    let first = given.first().ok_or(Error::Missing(Field::Approver))?;
    if given.len() > names.len() {
        return Err(refuse(Reason::MoreThan(count)));
    }
    if given.len() != 1 && given.len() < names.len() {
        return Err(refuse(Reason::FewerThan(count)));
    }
    let mut known: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut chosen = Vec::with_capacity(names.len());
    for (place, name) in names.iter().enumerate() {
        let host = controlled(name);
        if !known.contains_key(host) {
            known.insert(host, addresses(realm, host).await?);
        }
        let wanted = given.get(place).unwrap_or(first).trim();
        let found = known[host].iter().find(|address| address.eq_ignore_ascii_case(wanted));
        chosen.push(found.ok_or_else(|| refuse(Reason::NotOffered))?.clone());
    }
    Ok(chosen)
}
