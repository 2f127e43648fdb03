//! Opened keys of one family of callers, for requests that do not say whose they are: the signature is
//! tried with every key there is.
//!
//! A key that signs well here still has to be looked up: it may have been ended meanwhile. A signature
//! that fits nothing asks the store for what changed, one look for all who wait for one.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use md5::{Digest as _, Md5};
use model::signature::SigningKeyId;
use model::{Error, Result};
use store::signing_keys::SigningKey;
use subtle::{ConditionallySelectable as _, ConstantTimeEq as _};

use crate::keys::Purpose;
use crate::realm::Realm;

/// Bytes of a signature.
pub const SIGNATURE: usize = 16;
/// Keys that are tried before others get their turn.
const STRETCH: usize = 1_000;
/// Keys kept at most. Whoever has more of them needs another way to tell them apart.
const MOST: usize = 50_000;
/// Keys that are read in one go.
const PAGE: i64 = 500;
/// Addresses whose last key is remembered at most.
const MOST_PEERS: usize = 10_000;

/// The rings of a realm, one for each family of callers.
#[derive(Default)]
pub struct KeyRings(Mutex<HashMap<&'static str, Arc<KeyRing>>>);

impl KeyRings {
    /// The ring of a family of callers.
    ///
    /// # Errors
    /// When a thread died over the rings.
    pub fn of(&self, audience: &'static str) -> Result<Arc<KeyRing>> {
        let mut rings = self.0.lock().map_err(Error::internal)?;
        Ok(Arc::clone(rings.entry(audience).or_insert_with(|| Arc::new(KeyRing::of(audience)))))
    }
}

/// The opened keys of one family of callers.
pub struct KeyRing {
    audience: &'static str,
    held: Mutex<Arc<Held>>,
    /// Which key signed last from where.
    peers: Mutex<HashMap<IpAddr, SigningKeyId>>,
    /// Held while the store is asked; how often that was begun is counted beside it.
    asking: tokio::sync::Mutex<()>,
    begun: AtomicU64,
}

/// Keys as they stood after a change.
#[derive(Clone, Default)]
struct Held {
    change: i64,
    keys: Vec<Opened>,
}

#[derive(Clone)]
struct Opened {
    id: SigningKeyId,
    secret: Arc<[u8]>,
}

impl KeyRing {
    fn of(audience: &'static str) -> Self {
        Self {
            audience,
            held: Mutex::default(),
            peers: Mutex::default(),
            asking: tokio::sync::Mutex::default(),
            begun: AtomicU64::new(0),
        }
    }

    /// The key that made `signature` of `text`, as far as is known here: the MD5 of the text with the
    /// key behind it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn signer(
        &self,
        realm: &Realm,
        text: &str,
        signature: [u8; SIGNATURE],
        peer: Option<IpAddr>,
    ) -> Result<Option<SigningKeyId>> {
        let begun = self.begun.load(Ordering::Acquire);
        let held = self.held()?;
        let usual = self.usual(&held, peer)?;
        if let Some(usual) = usual.filter(|usual| usual.signed(text, signature)) {
            return Ok(Some(usual.id));
        }
        let mut found = held.signer(text, signature).await;
        if found.is_none() {
            self.ask(realm, begun).await?;
            let fresh = self.held()?;
            if fresh.change != held.change {
                found = fresh.signer(text, signature).await;
            }
        }
        if let (Some(id), Some(peer)) = (found, peer) {
            self.remember(peer, id)?;
        }
        Ok(found)
    }

    fn held(&self) -> Result<Arc<Held>> {
        Ok(Arc::clone(&*self.held.lock().map_err(Error::internal)?))
    }

    fn usual(&self, held: &Held, peer: Option<IpAddr>) -> Result<Option<Opened>> {
        let Some(peer) = peer else { return Ok(None) };
        let id = self.peers.lock().map_err(Error::internal)?.get(&peer).copied();
        Ok(id.and_then(|id| held.keys.iter().find(|key| key.id == id).cloned()))
    }

    fn remember(&self, peer: IpAddr, id: SigningKeyId) -> Result<()> {
        let mut peers = self.peers.lock().map_err(Error::internal)?;
        if peers.len() >= MOST_PEERS {
            peers.clear();
        }
        peers.insert(peer, id);
        Ok(())
    }

    /// Asks the store what changed. Whoever comes while somebody asks waits for the next look, and all
    /// who wait share it: what was begun after they came also answers them.
    async fn ask(&self, realm: &Realm, seen: u64) -> Result<()> {
        let _asking = self.asking.lock().await;
        if self.begun.load(Ordering::Acquire) != seen {
            return Ok(());
        }
        self.begun.fetch_add(1, Ordering::AcqRel);
        loop {
            let held = self.held()?;
            let (audience, after) = (self.audience, held.change);
            let changed =
                realm.store.read(move |tx| tx.signing_keys_after(audience, after, PAGE)).await?;
            if changed.is_empty() {
                return Ok(());
            }
            let next = held.changed(realm, &changed)?;
            *self.held.lock().map_err(Error::internal)? = Arc::new(next);
        }
    }
}

impl Held {
    /// The same after changes.
    fn changed(&self, realm: &Realm, changes: &[SigningKey]) -> Result<Self> {
        let mut next = self.clone();
        let changed: HashSet<SigningKeyId> = changes.iter().map(|key| key.id).collect();
        next.keys.retain(|known| !changed.contains(&known.id));
        for key in changes {
            next.change = key.change;
            if key.ended.is_some() || !key.public.is_empty() {
                continue;
            }
            if next.keys.len() >= MOST {
                tracing::error!(key = key.id.0, "there are more keys than are tried");
                continue;
            }
            let secret = realm.keys.open(Purpose::SigningKey, &key.secret_sealed)?;
            next.keys.push(Opened { id: key.id, secret: Arc::from(secret.reveal().as_slice()) });
        }
        Ok(next)
    }

    /// Tries every key, also after one fitted: how long it takes says nothing of which.
    async fn signer(&self, text: &str, signature: [u8; SIGNATURE]) -> Option<SigningKeyId> {
        let mut found = 0u64;
        let mut place = 0u64;
        for stretch in self.keys.chunks(STRETCH) {
            if place > 0 {
                tokio::task::yield_now().await;
            }
            for key in stretch {
                place += 1;
                found.conditional_assign(&place, key.digest(text).ct_eq(&signature));
            }
        }
        let place = usize::try_from(found).ok()?.checked_sub(1)?;
        self.keys.get(place).map(|key| key.id)
    }
}

impl Opened {
    fn digest(&self, text: &str) -> [u8; SIGNATURE] {
        Md5::new().chain_update(text).chain_update(&self.secret).finalize().into()
    }

    fn signed(&self, text: &str, signature: [u8; SIGNATURE]) -> bool {
        self.digest(text).ct_eq(&signature).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(id: i64, secret: &str) -> Opened {
        Opened { id: SigningKeyId(id), secret: Arc::from(secret.as_bytes()) }
    }

    fn bytes(hex: &str) -> [u8; SIGNATURE] {
        crate::keys::unhex(hex).unwrap().try_into().unwrap()
    }

    #[tokio::test]
    async fn the_key_behind_a_signature_is_found_among_others() {
        let keys = vec![
            opened(7, "00000000000000000000000000000000"),
            opened(8, "202cb962ac59075b964b07152d234b70"),
            opened(9, "068d0a67ab617dc0d8a7f1481e8ae91d"),
        ];
        let held = Held { change: 3, keys };
        let id = "7fd755f2390745071051fca4924831cd";
        let signature = bytes("774d61236130b6ae545240613aca2716");
        assert_eq!(held.signer(id, signature).await, Some(SigningKeyId(8)));
        assert!(held.keys[1].signed(id, signature) && !held.keys[0].signed(id, signature));
        assert_eq!(held.signer(&id.to_uppercase(), signature).await, None);
        assert_eq!(held.signer(id, [0; SIGNATURE]).await, None);
        assert_eq!(Held::default().signer(id, signature).await, None);
    }
}
