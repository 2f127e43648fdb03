//! Names and their moves as rows.

use app::ports::registry::TransferStanding;
use model::dnssec::DelegationSigner;
use model::domain::Lock;
use model::name::DomainName;
use model::secret::Secret;
use model::time::Timestamp;
use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row};

use crate::embedded_registry::desk::{Answer, Desk, Registrar};
use crate::embedded_registry::held::{Held, Move};

const SELECT: &str = "\
    SELECT d.id, d.name, d.tld, d.registrar, d.registered, d.anchor, d.expires, d.transferred, \
    d.deleted, d.restored, d.locked, d.suspended, d.auth_code, d.registrant, d.admin, d.tech, \
    d.billing, d.signers, t.gaining, t.requested, t.acts, t.standing, t.expires, d.privacy \
    FROM domains d LEFT JOIN transfers t ON t.domain = d.id ";

const SAVE: &str = "\
    INSERT INTO domains (name, tld, registrar, registered, anchor, expires, transferred, deleted, \
    restored, locked, suspended, auth_code, registrant, admin, tech, billing, signers, privacy) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) \
    ON CONFLICT (name) DO UPDATE SET registrar = excluded.registrar, expires = excluded.expires, \
    transferred = excluded.transferred, deleted = excluded.deleted, \
    restored = excluded.restored, locked = excluded.locked, suspended = excluded.suspended, \
    auth_code = excluded.auth_code, registrant = excluded.registrant, admin = excluded.admin, \
    tech = excluded.tech, billing = excluded.billing, signers = excluded.signers, \
    privacy = excluded.privacy RETURNING id";

impl Desk<'_> {
    /// A name's row, also when the name is free by now.
    pub fn load(&self, name: &DomainName) -> Answer<Option<Held>> {
        let mut select = self.connection.prepare_cached(&[SELECT, "WHERE d.name = ?1"].concat())?;
        Ok(select.query_row([name.as_str()], read).optional()?)
    }

    /// A row by its number.
    pub fn load_row(&self, id: i64) -> Answer<Held> {
        let mut select = self.connection.prepare_cached(&[SELECT, "WHERE d.id = ?1"].concat())?;
        Ok(select.query_row([id], read)?)
    }

    /// Forgets what is left of a name's earlier life.
    pub fn forget(&self, name: &DomainName) -> Answer<()> {
        let mut delete = self.connection.prepare_cached("DELETE FROM domains WHERE name = ?1")?;
        delete.execute([name.as_str()])?;
        Ok(())
    }

    /// Writes a name; the number is its row's.
    pub fn save(&self, held: &Held) -> Answer<i64> {
        let mut save = self.connection.prepare_cached(SAVE)?;
        let [registrant, admin, tech, billing] = &held.handles;
        let parameters = rusqlite::params![
            held.name.as_str(),
            held.name.tld(),
            held.registrar.id(),
            held.registered.unix(),
            held.anchor.unix(),
            held.expires.unix(),
            held.transferred.map(Timestamp::unix),
            held.deleted.map(Timestamp::unix),
            held.restored.map(Timestamp::unix),
            held.lock == Lock::On,
            held.suspended,
            held.auth_code.reveal(),
            registrant,
            admin,
            tech,
            billing,
            signers_text(&held.signers),
            held.privacy,
        ];
        Ok(save.query_row(parameters, |row| row.get(0))?)
    }

    /// Writes how a name's move stands.
    pub fn save_move(&self, held: &Held, step: &Move) -> Answer<()> {
        let mut save = self.connection.prepare_cached(
            "INSERT OR REPLACE INTO transfers (domain, gaining, requested, acts, standing, expires) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        save.execute((
            held.id,
            step.gaining.id(),
            step.requested.unix(),
            step.acts.unix(),
            standing_word(step.standing),
            step.expires.unix(),
        ))?;
        Ok(())
    }

    /// Names whose transfer silence has decided by now, in the order in which it did.
    pub fn due(&self) -> Answer<Vec<Held>> {
        let mut select = self.connection.prepare_cached(
            &[SELECT, "WHERE t.standing = 'pending' AND t.acts <= ?1 ORDER BY t.acts, d.id"]
                .concat(),
        )?;
        let due = select.query_map([self.now.unix()], read)?;
        Ok(due.collect::<rusqlite::Result<_>>()?)
    }

    /// When silence next decides a transfer.
    pub fn next_due(&self) -> Answer<Option<Timestamp>> {
        let mut select = self
            .connection
            .prepare_cached("SELECT min(acts) FROM transfers WHERE standing = 'pending'")?;
        let seconds: Option<i64> = select.query_row([], |row| row.get(0))?;
        Ok(seconds.map(Timestamp::from_unix))
    }

    /// Shows `visitor` every name that a registrar holds or held last, in alphabetical order.
    pub fn visit(&self, registrar: Registrar, mut visitor: impl FnMut(&Held)) -> Answer<()> {
        let mut select = self
            .connection
            .prepare_cached(&[SELECT, "WHERE d.registrar = ?1 ORDER BY d.name"].concat())?;
        let mut rows = select.query([registrar.id()])?;
        while let Some(row) = rows.next()? {
            visitor(&read(row)?);
        }
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Held> {
    Ok(Held {
        id: row.get(0)?,
        name: stored_name(row, 1)?,
        registrar: Registrar::from_id(row.get(3)?),
        registered: Timestamp::from_unix(row.get(4)?),
        anchor: Timestamp::from_unix(row.get(5)?),
        expires: Timestamp::from_unix(row.get(6)?),
        transferred: row.get::<_, Option<i64>>(7)?.map(Timestamp::from_unix),
        deleted: row.get::<_, Option<i64>>(8)?.map(Timestamp::from_unix),
        restored: row.get::<_, Option<i64>>(9)?.map(Timestamp::from_unix),
        lock: if row.get(10)? { Lock::On } else { Lock::Off },
        suspended: row.get(11)?,
        privacy: row.get(23)?,
        auth_code: Secret::new(row.get(12)?),
        handles: [row.get(13)?, row.get(14)?, row.get(15)?, row.get(16)?],
        signers: stored_signers(row, 17)?,
        transfer: read_move(row)?,
    })
}

fn read_move(row: &Row<'_>) -> rusqlite::Result<Option<Move>> {
    let Some(gaining) = row.get::<_, Option<i64>>(18)? else {
        return Ok(None);
    };
    Ok(Some(Move {
        gaining: Registrar::from_id(gaining),
        requested: Timestamp::from_unix(row.get(19)?),
        acts: Timestamp::from_unix(row.get(20)?),
        standing: stored_standing(row, 21)?,
        expires: Timestamp::from_unix(row.get(22)?),
    }))
}

/// A name in one column, its extension in the next.
pub(super) fn stored_name(row: &Row<'_>, column: usize) -> rusqlite::Result<DomainName> {
    let (name, tld) = (row.get_ref(column)?.as_str()?, row.get_ref(column + 1)?.as_str()?);
    DomainName::from_stored(name, tld).map_err(|_| unreadable(column, "a name"))
}

const STANDINGS: [(TransferStanding, &str); 6] = [
    (TransferStanding::Pending, "pending"),
    (TransferStanding::ClientApproved, "client-approved"),
    (TransferStanding::ClientRejected, "client-rejected"),
    (TransferStanding::ClientCancelled, "client-cancelled"),
    (TransferStanding::ServerApproved, "server-approved"),
    (TransferStanding::ServerCancelled, "server-cancelled"),
];

/// The word a standing is stored as.
pub(super) fn standing_word(standing: TransferStanding) -> &'static str {
    let known = STANDINGS.iter().find(|(known, _)| *known == standing);
    known.map(|(_, word)| *word).expect("every standing has its word")
}

/// A standing's word in a column.
pub(super) fn stored_standing(row: &Row<'_>, column: usize) -> rusqlite::Result<TransferStanding> {
    let word = row.get_ref(column)?.as_str()?;
    let known = STANDINGS.iter().find(|(_, known)| *known == word);
    known.map(|(standing, _)| *standing).ok_or_else(|| unreadable(column, "a standing"))
}

/// One DS record a line, in the order of its presentation format (RFC 4034 §5.3).
fn signers_text(signers: &[DelegationSigner]) -> String {
    let mut text = String::new();
    for signer in signers {
        let DelegationSigner { key_tag, algorithm, digest_type, digest } = signer;
        text.push_str(&format!("{key_tag} {algorithm} {digest_type} {digest}\n"));
    }
    text
}

fn stored_signers(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<DelegationSigner>> {
    let lines = row.get_ref(column)?.as_str()?.lines();
    lines.map(|line| signer(line).ok_or_else(|| unreadable(column, "a DS record"))).collect()
}

fn signer(line: &str) -> Option<DelegationSigner> {
    let mut parts = line.split(' ');
    let mut next = || parts.next();
    DelegationSigner::parse(next()?, next()?, next()?, next()?).ok()
}

fn unreadable(column: usize, what: &str) -> rusqlite::Error {
    let words = format!("the stored text is not {what}");
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, words.into())
}
