//! What zones are signed with: where the signing of each stands, and its keys under the realm's key.

use model::time::Timestamp;
use model::zone::ZoneId;
use model::zone::signing::{Algorithm, Signing, Stage};
use model::{Error, Result};

use crate::scope::is_among;
use crate::tx::{Row, Tx};

/// Keys that a zone may have at a time, and a few more than it ever has.
const MOST_KEYS: usize = 8;

/// A key of a zone.
#[derive(Clone, PartialEq, Eq)]
pub struct ZoneKeyRow {
    /// Its row; the newest key of a zone has the highest one.
    pub id: i64,
    /// How it signs.
    pub algorithm: Algorithm,
    /// The private key under the realm's key.
    pub secret_sealed: Vec<u8>,
    /// The public key, as it stands in a DNSKEY record.
    pub public_key: Vec<u8>,
    /// When it was made.
    pub made: Timestamp,
}

const SIGNING: &str = "zone, algorithm, stage, since, ready, signed_at";
const KEY: &str = "zone, id, algorithm, secret, public_key, made";

fn read_algorithm(row: &Row<'_>, column: usize) -> Result<Algorithm> {
    let unknown = || Error::internal("a zone is signed by an unknown algorithm");
    Algorithm::from_number(row.int(column)?).ok_or_else(unknown)
}

fn read_signing(row: &Row<'_>) -> Result<(ZoneId, Signing)> {
    let unknown = || Error::internal("the signing of a zone stands nowhere");
    let signing = Signing {
        algorithm: read_algorithm(row, 1)?,
        stage: Stage::from_word(&row.text(2)?).ok_or_else(unknown)?,
        since: row.instant(3)?,
        ready: row.maybe_instant(4)?,
        signed_at: row.instant(5)?,
    };
    Ok((ZoneId(row.int(0)?), signing))
}

fn read_key(row: &Row<'_>) -> Result<(ZoneId, ZoneKeyRow)> {
    let key = ZoneKeyRow {
        id: row.int(1)?,
        algorithm: read_algorithm(row, 2)?,
        secret_sealed: row.maybe_bytes(3)?.unwrap_or_default(),
        public_key: row.maybe_bytes(4)?.unwrap_or_default(),
        made: row.instant(5)?,
    };
    Ok((ZoneId(row.int(0)?), key))
}

impl Tx<'_> {
    /// Where the signing of a zone stands; none for one that is not signed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zone_signing(&mut self, zone: ZoneId) -> Result<Option<Signing>> {
        let lock = self.for_update();
        let sql = format!("SELECT {SIGNING} FROM zone_signing WHERE zone = ?1 {lock}");
        let found = self.first(&sql, &[zone.0.into()], read_signing)?;
        Ok(found.map(|(_, signing)| signing))
    }

    /// The same for several zones; those that are not signed are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zone_signings_in(&mut self, zones: &[ZoneId]) -> Result<Vec<(ZoneId, Signing)>> {
        if zones.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(zones.len());
        let among = is_among(&mut bound, "zone", zones.iter().map(|zone| zone.0.into()));
        let sql = format!("SELECT {SIGNING} FROM zone_signing WHERE {among} LIMIT {}", zones.len());
        self.all(&sql, &bound, read_signing)
    }

    /// The keys of a zone, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zone_keys(&mut self, zone: ZoneId) -> Result<Vec<ZoneKeyRow>> {
        Ok(self.zone_keys_in(&[zone])?.into_iter().map(|(_, key)| key).collect())
    }

    /// The keys of several zones, oldest first for each.
    ///
    /// # Errors
    /// When the database fails.
    pub fn zone_keys_in(&mut self, zones: &[ZoneId]) -> Result<Vec<(ZoneId, ZoneKeyRow)>> {
        if zones.is_empty() {
            return Ok(Vec::new());
        }
        let mut bound = Vec::with_capacity(zones.len());
        let among = is_among(&mut bound, "zone", zones.iter().map(|zone| zone.0.into()));
        let limit = zones.len() * MOST_KEYS;
        let sql =
            format!("SELECT {KEY} FROM zone_key WHERE {among} ORDER BY zone, id LIMIT {limit}");
        self.all(&sql, &bound, read_key)
    }

    /// Writes down where the signing of a zone stands, also for the first time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_signing(&mut self, zone: ZoneId, signing: &Signing) -> Result<()> {
        self.write(
            "INSERT INTO zone_signing (zone, algorithm, stage, since, ready, signed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (zone) DO UPDATE SET algorithm = excluded.algorithm,
                 stage = excluded.stage, since = excluded.since, ready = excluded.ready,
                 signed_at = excluded.signed_at",
            &[
                zone.0.into(),
                i64::from(signing.algorithm.number()).into(),
                signing.stage.word().into(),
                signing.since.into(),
                signing.ready.into(),
                signing.signed_at.into(),
            ],
        )
    }

    /// Adds a key to a zone, as its newest.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_zone_key(&mut self, zone: ZoneId, key: &ZoneKeyRow) -> Result<()> {
        self.write(
            "INSERT INTO zone_key (zone, algorithm, secret, public_key, made)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            &[
                zone.0.into(),
                i64::from(key.algorithm.number()).into(),
                (&key.secret_sealed).into(),
                (&key.public_key).into(),
                key.made.into(),
            ],
        )
    }

    /// Removes a key of a zone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn delete_zone_key(&mut self, zone: ZoneId, id: i64) -> Result<()> {
        self.write("DELETE FROM zone_key WHERE zone = ?1 AND id = ?2", &[zone.0.into(), id.into()])
    }

    /// Removes everything that a zone is signed with.
    ///
    /// # Errors
    /// When the database fails.
    pub fn clear_signing(&mut self, zone: ZoneId) -> Result<()> {
        self.write("DELETE FROM zone_key WHERE zone = ?1", &[zone.0.into()])?;
        self.write("DELETE FROM zone_signing WHERE zone = ?1", &[zone.0.into()])
    }

    /// Signs a zone with what another one was signed with, which is signed no more then.
    ///
    /// # Errors
    /// When the database fails.
    pub fn move_signing(&mut self, from: ZoneId, to: ZoneId) -> Result<()> {
        self.clear_signing(to)?;
        let values = [from.0.into(), to.0.into()];
        self.write("UPDATE zone_signing SET zone = ?2 WHERE zone = ?1", &values)?;
        self.write("UPDATE zone_key SET zone = ?2 WHERE zone = ?1", &values)
    }
}
