//! The zones of a realm, as the name server reads them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app::Realm;
use app::zones::publication::{self, Answering};
use app::zones::signing::{SigningKey, SigningKeys, Told};
use app::zones::{self, Published as PublishedZone};
use async_trait::async_trait;
use bytes::Bytes;
use dns::contents::{Contents, Rr};
use dns::names::{self, Name, Rtype};
use dns::signing::{self, Parent, ZoneKey, ZoneKeys};
use dns::source::{Committed, Published, Unavailable, ZoneChange, ZoneSource};
use model::zone::signing::Algorithm;
use model::zone::{ChangeId, rdata};
use tokio::sync::watch;

/// The zones of a realm, once there is one; another one may come in its place.
#[derive(Default)]
pub(super) struct RealmZones(Mutex<Option<Followed>>);

/// A realm, and what tells that a zone of it was changed.
#[derive(Clone)]
struct Followed {
    realm: Arc<Realm>,
    committed: watch::Receiver<()>,
}

impl RealmZones {
    /// From now on those of this realm.
    pub fn are_of(&self, realm: &Arc<Realm>) {
        let committed = publication::committed(realm);
        *self.followed() = Some(Followed { realm: Arc::clone(realm), committed });
    }

    /// From now on none.
    pub fn are_gone(&self) {
        *self.followed() = None;
    }

    fn followed(&self) -> MutexGuard<'_, Option<Followed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn realm(&self) -> Result<Arc<Realm>, Unavailable> {
        self.followed().as_ref().map(|followed| Arc::clone(&followed.realm)).ok_or(Unavailable)
    }
}

#[async_trait]
impl ZoneSource for RealmZones {
    async fn apexes(&self, after: Option<&Name>, limit: usize) -> Result<Vec<Name>, Unavailable> {
        let after = after.map(ToString::to_string).unwrap_or_default();
        let realm = self.realm()?;
        let found = publication::apexes(&realm, &after, limit).await.map_err(unavailable)?;
        Ok(found.iter().filter_map(|apex| names::name(apex)).collect())
    }

    async fn zones(&self, apexes: &[Name]) -> Result<Vec<Committed>, Unavailable> {
        let realm = self.realm()?;
        let apexes = apexes.iter().map(ToString::to_string).collect();
        let found = zones::all_published(&realm, apexes).await.map_err(unavailable)?;
        Ok(found.into_iter().filter_map(committed).collect())
    }

    async fn position(&self) -> Result<i64, Unavailable> {
        let realm = self.realm()?;
        publication::position(&realm).await.map(|change| change.0).map_err(unavailable)
    }

    async fn changes(
        &self,
        after: i64,
        missing: &[i64],
        limit: usize,
    ) -> Result<Vec<ZoneChange>, Unavailable> {
        let missing = missing.iter().map(|id| ChangeId(*id)).collect();
        let realm = self.realm()?;
        let found = publication::changes(&realm, ChangeId(after), missing, limit).await;
        let changes = found.map_err(unavailable)?.into_iter().filter_map(|change| {
            Some(ZoneChange { id: change.id.0, apex: names::name(&change.apex)? })
        });
        Ok(changes.collect())
    }

    async fn changed(&self) {
        let committed = self.followed().as_ref().map(|followed| followed.committed.clone());
        if let Some(mut committed) = committed
            && committed.changed().await.is_ok()
        {
            // What is told from here on is told again, so nothing is missed.
            if let Some(followed) = self.followed().as_mut() {
                followed.committed.mark_unchanged();
            }
            return;
        }
        // Nobody tells anything: whoever waits looks by itself.
        std::future::pending().await
    }

    async fn published(&self, news: Vec<Published>) -> Result<(), Unavailable> {
        let answering = |one: Published| Answering {
            apex: one.apex.to_string(),
            secondary: one.secondary,
            serial: one.serial,
            change: one.change.map(ChangeId),
        };
        let news = news.into_iter().map(answering).collect();
        let realm = self.realm()?;
        publication::answering(&realm, news).await.map_err(unavailable)
    }
}

fn unavailable(error: model::Error) -> Unavailable {
    tracing::error!(?error, "the zones were not read or written");
    Unavailable
}

/// A zone in the form that travels; a record that has none is left out.
fn committed(zone: PublishedZone) -> Option<Committed> {
    let mut contents = Contents::new(names::name(&zone.apex)?, zone.serial);
    for record in &zone.records {
        let found = names::name(&record.name).zip(rdata(record));
        let Some((owner, rdata)) = found else {
            tracing::warn!(zone = zone.apex, name = record.name, kind = record.kind, "not served");
            continue;
        };
        contents.insert(Rr {
            owner,
            rtype: Rtype::from_int(rdata.rtype),
            ttl: record.ttl,
            rdata: Bytes::from(rdata.data),
        });
    }
    Some(Committed { contents, keys: zone.keys.map(zone_keys) })
}

fn zone_keys(keys: SigningKeys) -> ZoneKeys {
    let key = |key: SigningKey| ZoneKey {
        algorithm: match key.algorithm {
            Algorithm::EcdsaP256 => signing::Algorithm::EcdsaP256,
            Algorithm::Ed25519 => signing::Algorithm::Ed25519,
        },
        secret: *key.secret.reveal(),
        signs: key.signs,
        delegated: key.delegated,
    };
    ZoneKeys {
        keys: keys.keys.into_iter().map(key).collect(),
        signed_at: keys.signed_at.unix(),
        parent: match keys.told {
            Told::Silent => Parent::Silent,
            Told::Keys => Parent::Keys,
            Told::Nothing => Parent::Nothing,
        },
    }
}
