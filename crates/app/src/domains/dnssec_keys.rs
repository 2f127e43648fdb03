//! The keys of a signed name, one by one. The registry gets DS records made from them; the keys are
//! kept here, so that they can be shown again.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::Result;
use model::dnssec::{self, DelegationSigner, PublicKey};
use model::domain::lifecycle;
use model::error::{Error, Field, Noun, Reason};
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use store::domain_keys::StoredKey;

use super::held::entrusted;
use super::signers::{left_over, made_from};
use super::update::{self, Command};
use crate::realm::Context;
use crate::zones::signing;

/// A public key in texts and numbers, as it stands in a DNSKEY record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyData {
    /// 257 for a key that signs keys, 256 for one that signs the zone only.
    pub flags: u16,
    /// Always 3.
    pub protocol: u8,
    /// Algorithm number.
    pub algorithm: u8,
    /// The key in base64.
    pub public_key: String,
}

/// A DS record of a name, and the key that it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedKey {
    /// What it is called among the keys of its name: its key tag, mostly.
    pub id: String,
    /// The key; none where only the DS record was given.
    pub key: Option<KeyData>,
    /// The record.
    pub signer: DelegationSigner,
}

/// The keys of a name, in the order of its DS records.
///
/// # Errors
/// When the caller does not hold it.
pub async fn list(cx: &Context, name: &DomainName) -> Result<Vec<ListedKey>> {
    let (inner, name) = (cx.clone(), name.clone());
    cx.realm
        .store
        .read(move |tx| {
            let stored = entrusted(tx, &inner, &name, &[DomainPrivilege::Basic])?;
            Ok(listed(&stored.signers, &tx.domain_keys(stored.domain.id)?))
        })
        .await
}

/// Adds a key to a name, beside those that it has.
///
/// # Errors
/// When it is no key, is there already or is one too many, the zone of the name is signed here, or the
/// name may not be changed.
pub async fn add(cx: &Context, name: &DomainName, data: KeyData) -> Result<()> {
    let key = read(&data)?;
    let signer = made_from(name.as_str(), &key);
    let realm = cx.realm.clone();
    update::at_once(cx, name.clone(), &[DomainPrivilege::Dnssec], move |tx, domain, now| {
        lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
        signing::refuse_others(tx, &realm, domain)?;
        let present = tx.held_domain(&domain.name)?.signers;
        let mut wanted = present.clone();
        wanted.push(signer.clone());
        let wanted = dnssec::signers(wanted)?;
        let kept = tx.domain_keys(domain.id)?;
        for stale in kept.iter().filter(|key| !present.contains(&key.signer)) {
            tx.delete_domain_key(domain.id, &stale.label)?;
        }
        let taken: Vec<String> = listed(&present, &kept).into_iter().map(|key| key.id).collect();
        let label = signer.label(&taken);
        let stored = StoredKey { label, key: key.clone(), signer: signer.clone() };
        tx.add_domain_key(domain.id, &stored)?;
        Ok(Command::with_signers(&wanted))
    })
    .await
}

/// Removes one key of a name by what it is called.
///
/// # Errors
/// When there is none of that name, or the name may not be changed.
pub async fn delete(cx: &Context, name: &DomainName, id: &str) -> Result<()> {
    let (realm, id) = (cx.realm.clone(), id.to_owned());
    update::at_once(cx, name.clone(), &[DomainPrivilege::Dnssec], move |tx, domain, now| {
        lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
        let present = tx.held_domain(&domain.name)?.signers;
        let keys = listed(&present, &tx.domain_keys(domain.id)?);
        let gone = keys.into_iter().find(|key| key.id == id);
        let gone = gone.ok_or(Error::NotFound(Noun::DelegationSigner))?;
        left_over(tx, &realm, domain, &dnssec::without(&present, &[gone.signer])?)
    })
    .await
}

/// DS records with the keys they were made from. A key keeps the name it was given; a record without
/// one gets a name that no key has.
fn listed(signers: &[DelegationSigner], keys: &[StoredKey]) -> Vec<ListedKey> {
    let live = |key: &&StoredKey| signers.contains(&key.signer);
    let mut taken: Vec<String> = keys.iter().filter(live).map(|key| key.label.clone()).collect();
    let mut list = Vec::with_capacity(signers.len());
    for signer in signers {
        let (id, key) = match keys.iter().find(|key| key.signer == *signer) {
            Some(stored) => (stored.label.clone(), Some(written(&stored.key))),
            None => {
                taken.push(signer.label(&taken));
                (taken[taken.len() - 1].clone(), None)
            }
        };
        list.push(ListedKey { id, key, signer: signer.clone() });
    }
    list
}

fn read(data: &KeyData) -> Result<PublicKey> {
    let text: String = data.public_key.chars().filter(|sign| !sign.is_whitespace()).collect();
    if text.is_empty() {
        return Err(Error::Missing(Field::DelegationSigner));
    }
    let refuse = |_| Error::invalid(Field::DelegationSigner, Reason::MalformedKey);
    let key = STANDARD.decode(text).map_err(refuse)?;
    PublicKey { flags: data.flags, protocol: data.protocol, algorithm: data.algorithm, key }
        .checked()
}

fn written(key: &PublicKey) -> KeyData {
    KeyData {
        flags: key.flags,
        protocol: key.protocol,
        algorithm: key.algorithm,
        public_key: STANDARD.encode(&key.key),
    }
}
