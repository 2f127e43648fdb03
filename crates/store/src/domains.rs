//! Registrations. A name that ended keeps its row; only one row of a name is alive.

use model::account::AccountId;
use model::contact::ContactId;
use model::dnssec::DelegationSigner;
use model::domain::{Domain, DomainId, Lock, Pending};
use model::name::{DomainName, HostName};
use model::time::Timestamp;
use model::{Error, Result};

use crate::accounts::{Page, Window};
use crate::tx::{Row, Tx, Value};

/// A registration, and what only some verbs need of it.
#[derive(Debug, Clone)]
pub struct StoredDomain {
    /// Its facts.
    pub domain: Domain,
    /// Its DS records.
    pub signers: Vec<DelegationSigner>,
    /// Its auth code under the realm's key.
    pub auth_code_sealed: Vec<u8>,
    /// The account's own note on it.
    pub note: String,
    /// Whether it was registered at a price of its own.
    pub premium: bool,
}

/// A registration as a list shows it.
#[derive(Debug, Clone)]
pub struct ListedDomain {
    /// Its facts.
    pub domain: Domain,
    /// The registrant's name.
    pub registrant_name: String,
    /// The registrant's handle.
    pub registrant_handle: String,
}

/// What to count of an account's living registrations.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// The moment that the counts are for.
    pub now: Timestamp,
    /// One count per instant: registered since then.
    pub registered_since: &'a [Timestamp],
    /// One count per instant: expiring between now and then.
    pub expiring_until: &'a [Timestamp],
}

/// How many of an account's living registrations there are, and how many of them stand somewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub all: i64,
    /// With a change that has not happened yet.
    pub updating: i64,
    /// With a zone that is run here.
    pub managed: i64,
    /// Past their expiry.
    pub expired: i64,
    /// Registered since each instant that was asked about.
    pub registered: Vec<i64>,
    /// Expiring until each instant that was asked about.
    pub expiring: Vec<i64>,
}

/// Registrations of one name that are told of at once.
const MOST_OF_ONE_NAME: usize = 100;

pub(crate) const COLUMNS: &str = "d.id, d.name, d.tld, d.account, d.registered, d.anchor, d.expires, \
     d.renewed, d.updated, d.transferred, d.deleted, d.locked, d.suspended, d.autorenew, \
     d.privacy, d.managed_dns, d.dnssec, d.reference, d.registrant, d.admin, d.tech, d.billing, \
     d.nameservers, d.pending, d.told, d.signers, d.auth_code, d.note, d.premium";

fn read_domain(row: &Row<'_>) -> Result<Domain> {
    let pending = row.maybe_text(23)?;
    Ok(Domain {
        id: DomainId(row.int(0)?),
        name: DomainName::from_stored(&row.text(1)?, &row.text(2)?)?,
        account: AccountId(row.int(3)?),
        registered: row.instant(4)?,
        anchor: row.instant(5)?,
        expires: row.instant(6)?,
        renewed: row.maybe_instant(7)?,
        updated: row.instant(8)?,
        transferred: row.maybe_instant(9)?,
        deleted: row.maybe_instant(10)?,
        lock: if row.truth(11)? { Lock::On } else { Lock::Off },
        suspended: row.truth(12)?,
        autorenew: row.truth(13)?,
        privacy: row.truth(14)?,
        managed_dns: row.truth(15)?,
        dnssec: row.truth(16)?,
        reference: row.maybe_text(17)?,
        contacts: [
            ContactId(row.int(18)?),
            ContactId(row.int(19)?),
            ContactId(row.int(20)?),
            ContactId(row.int(21)?),
        ],
        nameservers: read_hosts(&row.text(22)?),
        pending: pending.as_deref().and_then(Pending::from_word),
        told: row.instant(24)?,
    })
}

/// The place after the last of [`COLUMNS`].
pub(crate) const AFTER_COLUMNS: usize = 29;

pub(crate) fn read_stored(row: &Row<'_>) -> Result<StoredDomain> {
    Ok(StoredDomain {
        domain: read_domain(row)?,
        signers: read_signers(&row.text(25)?)?,
        auth_code_sealed: row.maybe_bytes(26)?.unwrap_or_default(),
        note: row.text(27)?,
        premium: row.truth(28)?,
    })
}

fn read_hosts(text: &str) -> Vec<HostName> {
    text.split_whitespace().map(HostName::from_stored).collect()
}

fn write_hosts(hosts: &[HostName]) -> String {
    hosts.iter().map(HostName::as_str).collect::<Vec<_>>().join(" ")
}

/// DS records as text: fields joined by `:`, records by a space.
fn write_signers(signers: &[DelegationSigner]) -> String {
    let lines: Vec<String> = signers
        .iter()
        .map(|signer| {
            format!(
                "{}:{}:{}:{}",
                signer.key_tag, signer.algorithm, signer.digest_type, signer.digest
            )
        })
        .collect();
    lines.join(" ")
}

fn read_signers(text: &str) -> Result<Vec<DelegationSigner>> {
    text.split_whitespace()
        .map(|line| {
            let mut parts = line.splitn(4, ':');
            let mut part = || parts.next().unwrap_or_default();
            DelegationSigner::parse(part(), part(), part(), part())
        })
        .collect()
}

fn read_listed(row: &Row<'_>) -> Result<ListedDomain> {
    Ok(ListedDomain {
        domain: read_domain(row)?,
        registrant_name: row.text(AFTER_COLUMNS)?,
        registrant_handle: row.text(AFTER_COLUMNS + 1)?,
    })
}

impl Tx<'_> {
    /// The living registration of a name, whoever holds it. In a transaction that writes, nobody
    /// else changes it until that is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn domain(&mut self, name: &DomainName) -> Result<Option<StoredDomain>> {
        self.one_domain("d.name = ?1", name.as_str().into())
    }

    /// The same by its name as it was stored.
    ///
    /// # Errors
    /// When the database fails.
    pub fn domain_called(&mut self, name: &str) -> Result<Option<StoredDomain>> {
        self.one_domain("d.name = ?1", name.into())
    }

    /// The same by its row.
    ///
    /// # Errors
    /// When the database fails.
    pub fn domain_by_id(&mut self, id: DomainId) -> Result<Option<StoredDomain>> {
        self.one_domain("d.id = ?1", id.0.into())
    }

    fn one_domain(&mut self, condition: &str, value: Value<'_>) -> Result<Option<StoredDomain>> {
        let lock = self.for_update();
        let sql =
            format!("SELECT {COLUMNS} FROM domain d WHERE {condition} AND d.ended IS NULL {lock}");
        self.first(&sql, &[value], read_stored)
    }

    /// A number for a name that is not registered yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reserve_domain(&mut self) -> Result<DomainId> {
        let next = self.next_domain();
        let sql = format!("INSERT INTO domain_number (id) VALUES ({next}) RETURNING id");
        self.insert(&sql, &[]).map(DomainId)
    }

    /// What makes the number of the next name: one that no name has and that none is promised.
    const fn next_domain(&self) -> &'static str {
        if self.is_postgres() {
            "nextval(pg_get_serial_sequence('domain', 'id'))"
        } else {
            "(SELECT MAX(COALESCE((SELECT MAX(id) FROM domain), 0),
                         COALESCE((SELECT MAX(id) FROM domain_number), 0)) + 1)"
        }
    }

    /// Adds a registration, under the number in `domain` where one was reserved, else a new one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_domain(
        &mut self,
        domain: &Domain,
        signers: &[DelegationSigner],
        auth_code_sealed: &[u8],
    ) -> Result<DomainId> {
        let (hosts, signers) = (write_hosts(&domain.nameservers), write_signers(signers));
        let reserved = (domain.id.0 != 0).then_some(domain.id.0);
        let next = self.next_domain();
        let sql = format!(
            "INSERT INTO domain
                 (id, name, tld, account, registered, anchor, expires, renewed, updated, transferred,
                  deleted, locked, suspended, autorenew, privacy, managed_dns, dnssec, reference,
                  registrant, admin, tech, billing, nameservers, signers, auth_code, pending, told,
                  seller)
             VALUES (COALESCE(CAST(?27 AS BIGINT), {next}), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
                     ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26,
                     (SELECT parent FROM account WHERE id = ?3))
             RETURNING id"
        );
        let id = self.insert(
            &sql,
            &[
                domain.name.as_str().into(),
                domain.name.tld().into(),
                domain.account.0.into(),
                domain.registered.into(),
                domain.anchor.into(),
                domain.expires.into(),
                domain.renewed.into(),
                domain.updated.into(),
                domain.transferred.into(),
                domain.deleted.into(),
                (domain.lock == Lock::On).into(),
                domain.suspended.into(),
                domain.autorenew.into(),
                domain.privacy.into(),
                domain.managed_dns.into(),
                domain.dnssec.into(),
                domain.reference.as_deref().into(),
                domain.contacts[0].0.into(),
                domain.contacts[1].0.into(),
                domain.contacts[2].0.into(),
                domain.contacts[3].0.into(),
                (&hosts).into(),
                (&signers).into(),
                auth_code_sealed.into(),
                domain.pending.map(Pending::word).into(),
                domain.told.into(),
                reserved.into(),
            ],
        )?;
        self.count_domain(domain.account, domain.name.tld(), 1)?;
        Ok(DomainId(id))
    }

    /// Writes every fact of a registration, its DS records with them where they are given.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_domain(
        &mut self,
        domain: &Domain,
        signers: Option<&[DelegationSigner]>,
    ) -> Result<()> {
        let hosts = write_hosts(&domain.nameservers);
        let signers = signers.map(write_signers);
        let values: [Value<'_>; 21] = [
            domain.id.0.into(),
            domain.expires.into(),
            domain.renewed.into(),
            domain.updated.into(),
            domain.transferred.into(),
            domain.deleted.into(),
            (domain.lock == Lock::On).into(),
            domain.suspended.into(),
            domain.autorenew.into(),
            domain.privacy.into(),
            domain.managed_dns.into(),
            domain.dnssec.into(),
            domain.reference.as_deref().into(),
            domain.contacts[0].0.into(),
            domain.contacts[1].0.into(),
            domain.contacts[2].0.into(),
            domain.contacts[3].0.into(),
            (&hosts).into(),
            signers.as_deref().into(),
            domain.pending.map(Pending::word).into(),
            domain.told.into(),
        ];
        self.write(
            "UPDATE domain SET expires = ?2, renewed = ?3, updated = ?4, transferred = ?5,
                 deleted = ?6, locked = ?7, suspended = ?8, autorenew = ?9, privacy = ?10,
                 managed_dns = ?11, dnssec = ?12, reference = ?13, registrant = ?14, admin = ?15,
                 tech = ?16, billing = ?17, nameservers = ?18, signers = COALESCE(?19, signers),
                 pending = ?20, told = ?21
             WHERE id = ?1",
            &values,
        )
    }

    /// Replaces the sealed auth code.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_auth_code(&mut self, id: DomainId, sealed: &[u8]) -> Result<()> {
        self.write("UPDATE domain SET auth_code = ?2 WHERE id = ?1", &[id.0.into(), sealed.into()])
    }

    /// Writes down that a name was registered at a price of its own.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_premium(&mut self, id: DomainId) -> Result<()> {
        self.write("UPDATE domain SET premium = 1 WHERE id = ?1", &[id.0.into()])
    }

    /// Writes the account's own note on a name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_domain_note(&mut self, id: DomainId, note: &str) -> Result<()> {
        self.write("UPDATE domain SET note = ?2 WHERE id = ?1", &[id.0.into(), note.into()])
    }

    /// Gives a name to another account here; what the last one noted about it goes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn move_domain(&mut self, domain: &Domain, to: AccountId) -> Result<()> {
        self.write(
            "UPDATE domain SET account = ?2, note = '',
                 seller = (SELECT parent FROM account WHERE account.id = ?2)
             WHERE id = ?1",
            &[domain.id.0.into(), to.0.into()],
        )?;
        self.write(
            "UPDATE host SET account = ?2,
                 seller = (SELECT parent FROM account WHERE account.id = ?2)
             WHERE domain = ?1",
            &[domain.id.0.into(), to.0.into()],
        )?;
        self.count_domain(domain.account, domain.name.tld(), -1)?;
        self.count_domain(to, domain.name.tld(), 1)
    }

    /// Ends a registration; its row stays for the books, its hosts go.
    ///
    /// # Errors
    /// When the database fails.
    pub fn end_domain(&mut self, domain: &Domain, now: Timestamp) -> Result<()> {
        self.write(
            "UPDATE domain SET ended = ?2 WHERE id = ?1",
            &[domain.id.0.into(), now.into()],
        )?;
        self.write("DELETE FROM host WHERE domain = ?1", &[domain.id.0.into()])?;
        self.write("DELETE FROM domain_key WHERE domain = ?1", &[domain.id.0.into()])?;
        self.count_domain(domain.account, domain.name.tld(), -1)
    }

    fn count_domain(&mut self, account: AccountId, tld: &str, by: i64) -> Result<()> {
        self.write(
            "INSERT INTO tally (account, tld, domains) VALUES (?1, ?2, ?3)
             ON CONFLICT (account, tld) DO UPDATE SET domains = tally.domains + excluded.domains",
            &[account.0.into(), tld.into(), by.into()],
        )
    }

    /// A page of an account's living registrations by name, of one extension or of all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn domains(
        &mut self,
        account: AccountId,
        tld: Option<&str>,
        window: Window,
    ) -> Result<Page<ListedDomain>> {
        let total = self.number(
            "SELECT CAST(SUM(domains) AS BIGINT) FROM tally WHERE account = ?1",
            &[account.0.into()],
        )?;
        let matching = match tld {
            Some(tld) => self.number(
                "SELECT domains FROM tally WHERE account = ?1 AND tld = ?2",
                &[account.0.into(), tld.into()],
            )?,
            None => total,
        };
        let condition = if tld.is_some() { "AND d.tld = ?4" } else { "" };
        let sql = format!(
            "SELECT {COLUMNS}, c.name, c.handle FROM domain d JOIN contact c ON c.id = d.registrant
             WHERE d.account = ?1 AND d.ended IS NULL {condition}
             ORDER BY d.name {} LIMIT ?2 OFFSET ?3",
            window.direction()
        );
        let mut values: Vec<Value<'_>> =
            vec![account.0.into(), window.limit.into(), window.start.into()];
        values.extend(tld.map(Value::from));
        let rows = self.all(&sql, &values, read_listed)?;
        Ok(Page { rows, matching, total })
    }

    /// The living registrations of an account by number, without counting them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn domains_held(&mut self, account: AccountId, limit: i64) -> Result<Vec<Domain>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM domain d WHERE d.account = ?1 AND d.ended IS NULL
             ORDER BY d.id LIMIT ?2"
        );
        self.all(&sql, &[account.0.into(), limit.into()], read_domain)
    }

    /// A page of those of an account's living registrations that are among `ids`, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn domains_among(
        &mut self,
        account: AccountId,
        ids: &[DomainId],
        tld: Option<&str>,
        window: Window,
    ) -> Result<Page<ListedDomain>> {
        if ids.is_empty() {
            return Ok(Page { rows: Vec::new(), matching: 0, total: 0 });
        }
        // Numbers of our own rows, never a caller's text.
        let ids: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
        let all = format!("d.id IN ({}) AND d.account = ?1 AND d.ended IS NULL", ids.join(", "));
        let mut values: Vec<Value<'_>> = vec![account.0.into()];
        let total = self.number(&format!("SELECT COUNT(*) FROM domain d WHERE {all}"), &values)?;
        let condition = if tld.is_some() { "AND d.tld = ?2" } else { "" };
        values.extend(tld.map(Value::from));
        let matching = format!("SELECT COUNT(*) FROM domain d WHERE {all} {condition}");
        let matching = self.number(&matching, &values)?;
        let (limit, start) = (values.len() + 1, values.len() + 2);
        values.extend([Value::Int(window.limit), Value::Int(window.start)]);
        let sql = format!(
            "SELECT {COLUMNS}, c.name, c.handle FROM domain d JOIN contact c ON c.id = d.registrant
             WHERE {all} {condition} ORDER BY d.name {} LIMIT ?{limit} OFFSET ?{start}",
            window.direction()
        );
        let rows = self.all(&sql, &values, read_listed)?;
        Ok(Page { rows, matching, total })
    }

    /// Counts an account's living registrations in one walk over them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_domains(&mut self, account: AccountId, counted: Counted<'_>) -> Result<Counts> {
        let mut values: Vec<Value<'_>> =
            vec![account.0.into(), counted.now.into(), Pending::Update.word().into()];
        let mut columns = "COUNT(*), COUNT(CASE WHEN d.pending = ?3 THEN 1 END),
             COUNT(CASE WHEN d.managed_dns = 1 THEN 1 END),
             COUNT(CASE WHEN d.expires <= ?2 THEN 1 END)"
            .to_owned();
        for since in counted.registered_since {
            values.push((*since).into());
            let place = values.len();
            columns.push_str(&format!(", COUNT(CASE WHEN d.registered > ?{place} THEN 1 END)"));
        }
        for until in counted.expiring_until {
            values.push((*until).into());
            let place = values.len();
            columns.push_str(&format!(
                ", COUNT(CASE WHEN d.expires > ?2 AND d.expires <= ?{place} THEN 1 END)"
            ));
        }
        let sql =
            format!("SELECT {columns} FROM domain d WHERE d.account = ?1 AND d.ended IS NULL");
        let (since, until) = (counted.registered_since.len(), counted.expiring_until.len());
        let counts = self.first(&sql, &values, |row| {
            Ok(Counts {
                all: row.int(0)?,
                updating: row.int(1)?,
                managed: row.int(2)?,
                expired: row.int(3)?,
                registered: (4..4 + since).map(|at| row.int(at)).collect::<Result<_>>()?,
                expiring: (4 + since..4 + since + until)
                    .map(|at| row.int(at))
                    .collect::<Result<_>>()?,
            })
        })?;
        Ok(counts.unwrap_or_default())
    }

    /// An account's living registrations that expired or were deleted by request, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn overdue_domains(
        &mut self,
        account: AccountId,
        now: Timestamp,
        limit: i64,
    ) -> Result<Vec<Domain>> {
        self.all(
            &format!(
                "SELECT {COLUMNS} FROM domain d WHERE d.account = ?1 AND d.ended IS NULL
                 AND (d.expires <= ?2 OR d.deleted IS NOT NULL) ORDER BY d.name LIMIT ?3"
            ),
            &[account.0.into(), now.into(), limit.into()],
            read_domain,
        )
    }

    /// All registrations of a name that stand in an account's books, and when they ended: the living
    /// one first, then the others, the last to end first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn domains_named(
        &mut self,
        account: AccountId,
        name: &DomainName,
    ) -> Result<Vec<(Domain, Option<Timestamp>)>> {
        let living = self.domain(name)?.map(|stored| (stored.domain, None));
        let sql = format!(
            "SELECT {COLUMNS}, d.ended FROM domain d
             WHERE d.account = ?1 AND d.name = ?2 AND d.ended IS NOT NULL
             ORDER BY d.ended DESC, d.id DESC LIMIT {MOST_OF_ONE_NAME}"
        );
        let ended = self.all(&sql, &[account.0.into(), name.as_str().into()], |row| {
            Ok((read_domain(row)?, row.maybe_instant(AFTER_COLUMNS)?))
        })?;
        let living = living.filter(|(domain, _)| domain.account == account);
        Ok(living.into_iter().chain(ended).take(MOST_OF_ONE_NAME).collect())
    }

    /// Visits the living registrations after a name, for consistency checks.
    ///
    /// # Errors
    /// When the database fails.
    pub fn domains_after(&mut self, after: &str, limit: i64) -> Result<Vec<Domain>> {
        self.all(
            &format!(
                "SELECT {COLUMNS} FROM domain d WHERE d.name > ?1 AND d.ended IS NULL
                 ORDER BY d.name LIMIT ?2"
            ),
            &[after.into(), limit.into()],
            read_domain,
        )
    }
}

/// The row was there a moment ago, in the same transaction.
pub(crate) fn vanished(name: &DomainName) -> Error {
    Error::internal(format!("{name} vanished within a transaction"))
}

impl Tx<'_> {
    /// The living registration of a name that must be there.
    ///
    /// # Errors
    /// When it is not; that is a fault of ours.
    pub fn held_domain(&mut self, name: &DomainName) -> Result<StoredDomain> {
        self.domain(name)?.ok_or_else(|| vanished(name))
    }
}
