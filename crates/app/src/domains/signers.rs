//! DS records of a name, given as such or made from public keys (RFC 4509).

use model::Result;
use model::dnssec::{self, DelegationSigner, PublicKey, wire_name};
use model::domain::{Domain, lifecycle};
use model::error::{Error, Field, Reason};
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use sha2::{Digest, Sha256};
use store::Tx;

use super::held::entrusted;
use super::update::{self, Command};
use crate::keys::hex;
use crate::realm::{Context, Realm};
use crate::zones::signing;

/// A public key as callers give it: no flags, so it is taken for one that signs keys.
#[derive(Debug, Clone)]
pub struct KeyInput {
    /// The key in base64.
    pub key: String,
    /// Algorithm number.
    pub algorithm: String,
    /// Protocol number, 3.
    pub protocol: String,
}

/// Which DS records to remove.
#[derive(Debug, Clone)]
pub enum Removal {
    /// All of them.
    All,
    /// These.
    Only(Vec<DelegationSigner>),
}

/// The DS records of a name, and whether it is signed, or is going to be as far as its holder can see to
/// it.
///
/// # Errors
/// When the caller does not hold it.
pub async fn read(cx: &Context, name: DomainName) -> Result<(bool, Vec<DelegationSigner>)> {
    let inner = cx.clone();
    let basic = [DomainPrivilege::Basic];
    cx.realm
        .store
        .read(move |tx| {
            let stored = entrusted(tx, &inner, &name, &basic)?;
            Ok((signing::is_wanted(tx, &stored.domain)?, stored.signers))
        })
        .await
}

/// Replaces the DS records of a name.
///
/// # Errors
/// When the set repeats itself, is too long or empty, the zone of the name is signed here, or the name
/// may not be changed.
pub async fn set(cx: &Context, name: DomainName, set: Vec<DelegationSigner>) -> Result<()> {
    if set.is_empty() {
        return Err(Error::Missing(Field::DelegationSigner));
    }
    let set = dnssec::signers(set)?;
    let realm = cx.realm.clone();
    update::at_once(cx, name, &[DomainPrivilege::Dnssec], move |tx, domain, now| {
        lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
        signing::refuse_others(tx, &realm, domain)?;
        Ok(Command::with_signers(&set))
    })
    .await
}

/// Removes DS records of a name. Where its zone is signed here, the last one takes the signing along.
///
/// # Errors
/// When one of them is not there, a zone that is signed here needs it beside others, or the name may not
/// be changed.
pub async fn remove(cx: &Context, name: DomainName, removal: Removal) -> Result<()> {
    let realm = cx.realm.clone();
    update::at_once(cx, name, &[DomainPrivilege::Dnssec], move |tx, domain, now| {
        lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
        let left = match &removal {
            Removal::All => Vec::new(),
            Removal::Only(remove) => {
                dnssec::without(&tx.held_domain(&domain.name)?.signers, remove)?
            }
        };
        left_over(tx, &realm, domain, &left)
    })
    .await
}

/// What a name is left with when DS records of it go. Without any, a zone that is signed here is signed no
/// more; fewer than it needs are refused.
pub(super) fn left_over(
    tx: &mut Tx<'_>,
    realm: &Realm,
    domain: &Domain,
    left: &[DelegationSigner],
) -> Result<Command> {
    if left.is_empty() {
        return Ok(Command::without_dnssec());
    }
    signing::refuse_others(tx, realm, domain)?;
    Ok(Command::with_signers(left))
}

/// DS records with SHA-256 digests, made from public keys.
///
/// # Errors
/// When a key cannot be one.
pub fn from_keys(name: &DomainName, keys: &[KeyInput]) -> Result<Vec<DelegationSigner>> {
    use base64::Engine as _;
    let refuse = || Error::invalid(Field::DelegationSigner, Reason::MalformedKey);
    if keys.is_empty() {
        return Err(Error::Missing(Field::DelegationSigner));
    }
    let mut set = Vec::with_capacity(keys.len());
    for input in keys {
        let text: String = input.key.chars().filter(|sign| !sign.is_whitespace()).collect();
        let key = PublicKey {
            flags: 257,
            protocol: input.protocol.trim().parse().map_err(|_| refuse())?,
            algorithm: input.algorithm.trim().parse().map_err(|_| refuse())?,
            key: base64::engine::general_purpose::STANDARD.decode(text).map_err(|_| refuse())?,
        }
        .checked()?;
        set.push(made_from(name.as_str(), &key));
    }
    dnssec::signers(set)
}

/// The DS record with a SHA-256 digest of a name's public key.
pub(crate) fn made_from(name: &str, key: &PublicKey) -> DelegationSigner {
    let mut digest = Sha256::new();
    digest.update(wire_name(name));
    digest.update(key.rdata());
    DelegationSigner {
        key_tag: key.tag(),
        algorithm: key.algorithm,
        digest_type: 2,
        digest: hex(&digest.finalize()).to_ascii_uppercase(),
    }
}
