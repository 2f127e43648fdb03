//! Accounts and their members.

use model::account::{Account, AccountId, Billing, Kind, Member, MemberId, MemberRole, Standing};
use model::event::Notifications;
use model::money::Currency;
use model::privilege::Privileges;
use model::time::Timestamp;
use model::{Error, Result};

use crate::access::LastSignIn;
use crate::contacts::{CONTACT_COLUMNS, contact_values, read_contact};
use crate::tx::{Row, Tx, Value};
use crate::word;

const ACCOUNT: &str = "a.id, a.parent, a.kind, a.standing, a.currency, a.billing, a.low_balance, \
     a.agreement, a.opened";

fn read_account(row: &Row<'_>, column: usize) -> Result<Account> {
    let (kind, standing) = (row.text(column + 2)?, row.text(column + 3)?);
    Ok(Account {
        id: AccountId(row.int(column)?),
        parent: row.maybe_int(column + 1)?.map(AccountId),
        kind: word(&kind, Kind::from_word(&kind))?,
        standing: word(&standing, Standing::from_word(&standing))?,
        currency: Currency::parse(&row.text(column + 4)?)?,
        billing: Billing::from_word(&row.text(column + 5)?),
        low_balance_minor: row.int(column + 6)?,
        agreement: row.truth(column + 7)?,
        opened: row.instant(column + 8)?,
    })
}

/// Secrets of a member, sealed or digested, as they are stored.
#[derive(Clone, Default)]
pub struct MemberSecrets {
    /// Argon2id hash in PHC form.
    pub password: String,
    /// The API key under the realm's key.
    pub api_key_sealed: Option<Vec<u8>>,
    /// The second factor's secret under the realm's key.
    pub totp_sealed: Option<Vec<u8>>,
    /// A second factor that waits for its first code.
    pub totp_pending: Option<Vec<u8>>,
    /// The last time step whose code was used.
    pub totp_step: i64,
}

/// A member, the account it acts for, and its secrets.
#[derive(Clone)]
pub struct SignIn {
    /// Who signs in.
    pub member: Member,
    /// The account it acts for.
    pub account: Account,
    /// Its secrets.
    pub secrets: MemberSecrets,
    /// What the member is called at a registry.
    pub handle: String,
    /// What was granted to it, where it is a contact.
    pub privileges: Privileges,
    /// When it signed in last, if it ever did.
    pub last_sign_in: Option<LastSignIn>,
}

/// What a signed-in call needs to know of its caller.
#[derive(Debug, Clone)]
pub struct Session {
    /// The account it acts for.
    pub account: Account,
    /// Who acts.
    pub member: MemberId,
    /// What that member may do.
    pub role: MemberRole,
    /// Whether that member may act.
    pub standing: Standing,
    /// Tokens of an older epoch are void.
    pub epoch: i64,
    /// What was granted to that member, where it is a contact.
    pub privileges: Privileges,
    /// The account's login: that of whoever stands for it in the member's family of callers, else
    /// its owner's.
    pub login: String,
    /// Posted minus held, in the account's currency.
    pub balance_minor: i64,
    /// How far below zero it may go.
    pub credit_limit_minor: i64,
}

/// A new member.
pub struct NewMember<'a> {
    /// The account it acts for.
    pub account: AccountId,
    /// Which family of callers its login belongs to.
    pub audience: &'a str,
    /// The name it signs in with.
    pub login: &'a str,
    /// What it may do.
    pub role: MemberRole,
    /// Argon2id hash in PHC form.
    pub password: &'a str,
    /// Who it is.
    pub profile: &'a model::contact::Contact,
    /// When it was added.
    pub added: Timestamp,
}

const SIGN_IN: &str = "m.id, m.account, m.login, m.role, m.standing, m.epoch, m.totp_sealed, \
     m.password, m.api_key_sealed, m.totp_pending, m.totp_step, m.handle, m.name, m.company, \
     m.email, m.phone, m.fax, m.street1, m.street2, m.street3, m.city, m.province, m.postal_code, \
     m.country, m.privileges, m.last_sign_in, m.last_address";

fn read_privileges(text: &str) -> Result<Privileges> {
    word(text, Privileges::from_text(text))
}

fn read_last_sign_in(row: &Row<'_>, column: usize) -> Result<Option<LastSignIn>> {
    let address = row.maybe_text(column + 1)?;
    let address = address.and_then(|address| address.parse().ok());
    Ok(row.maybe_instant(column)?.map(|at| LastSignIn { at, address }))
}

fn read_sign_in(row: &Row<'_>) -> Result<SignIn> {
    let (role, standing) = (row.text(3)?, row.text(4)?);
    let totp_sealed = row.maybe_bytes(6)?;
    Ok(SignIn {
        member: Member {
            id: MemberId(row.int(0)?),
            account: AccountId(row.int(1)?),
            login: row.text(2)?,
            role: word(&role, MemberRole::from_word(&role))?,
            standing: word(&standing, Standing::from_word(&standing))?,
            profile: read_contact(row, 12)?,
            second_factor: totp_sealed.is_some(),
            epoch: row.int(5)?,
        },
        secrets: MemberSecrets {
            password: row.text(7)?,
            api_key_sealed: row.maybe_bytes(8)?,
            totp_sealed,
            totp_pending: row.maybe_bytes(9)?,
            totp_step: row.int(10)?,
        },
        handle: row.text(11)?,
        privileges: read_privileges(&row.text(24)?)?,
        last_sign_in: read_last_sign_in(row, 25)?,
        account: read_account(row, 27)?,
    })
}

fn sign_ins(condition: &str) -> String {
    format!(
        "SELECT {SIGN_IN}, {ACCOUNT} FROM member m JOIN account a ON a.id = m.account
         WHERE {condition}"
    )
}

/// Which members a list shows, and in which order.
#[derive(Debug, Clone, Default)]
pub struct MemberFilter {
    /// Only this login.
    pub login: Option<String>,
    /// Only logins or names with this text in them.
    pub search: Option<String>,
    /// Closed ones too.
    pub closed_too: bool,
}

/// An account below another one, as a list shows it.
#[derive(Debug, Clone)]
pub struct Child {
    /// Its owner's login.
    pub login: String,
    /// The person.
    pub name: String,
    /// The organisation.
    pub company: String,
    /// How many names it holds.
    pub domains: i64,
    /// Whether it agreed to the terms.
    pub agreement: bool,
    /// Posted minus held, in minor units of its currency.
    pub balance_minor: i64,
    /// Its currency.
    pub currency: Currency,
}

/// What a list of children is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChildOrder {
    /// As they were opened.
    #[default]
    Opened,
    /// By login.
    Login,
    /// By person.
    Name,
    /// By organisation.
    Company,
    /// By number of names.
    Domains,
    /// By agreement.
    Agreement,
}

/// A page of a list and how many rows there are without it.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows of the page.
    pub rows: Vec<T>,
    /// Rows that match the filter.
    pub matching: i64,
    /// Rows there are at all.
    pub total: i64,
}

/// Where a page starts and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Rows to pass over.
    pub start: i64,
    /// Rows to give at most.
    pub limit: i64,
    /// From the end.
    pub descending: bool,
}

impl Window {
    pub(crate) const fn direction(self) -> &'static str {
        if self.descending { "DESC" } else { "ASC" }
    }
}

/// Name and company as searches compare them. The engines' own LOWER knows only ASCII.
fn search_keys(profile: &model::contact::Contact) -> [String; 2] {
    [profile.name.to_lowercase(), profile.company.to_lowercase()]
}

/// `%text%` for LIKE in small letters, with the wildcards in the text made harmless.
pub(crate) fn containing(text: &str) -> String {
    pattern(&text.to_lowercase())
}

/// `%text%` for LIKE as it was written, and in small letters: the engines' own LOWER knows only ASCII.
pub(crate) fn like(text: &str) -> [String; 2] {
    [pattern(text), containing(text)]
}

fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for sign in text.chars() {
        if matches!(sign, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(sign);
    }
    pattern.push('%');
    pattern
}

impl Tx<'_> {
    /// Opens an account.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_account(&mut self, account: &Account) -> Result<AccountId> {
        let id = self.insert(
            "INSERT INTO account
                 (parent, kind, standing, currency, billing, low_balance, agreement, notifications, opened)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id",
            &[
                account.parent.map(|parent| parent.0).into(),
                account.kind.word().into(),
                account.standing.word().into(),
                account.currency.code().into(),
                account.billing.word().into(),
                account.low_balance_minor.into(),
                account.agreement.into(),
                Notifications::ALL.0.into(),
                account.opened.into(),
            ],
        )?;
        self.write(
            "INSERT INTO balance (account, currency, posted, held, credit_limit)
             VALUES (?1, ?2, 0, 0, 0)",
            &[id.into(), account.currency.code().into()],
        )?;
        Ok(AccountId(id))
    }

    /// One account.
    ///
    /// # Errors
    /// When there is none; ids come from rows that refer to it.
    pub fn account(&mut self, id: AccountId) -> Result<Account> {
        self.find_account(id)?
            .ok_or_else(|| Error::internal(format!("account {} is missing", id.0)))
    }

    /// The account of a number that a caller gave.
    ///
    /// # Errors
    /// When the database fails.
    pub fn find_account(&mut self, id: AccountId) -> Result<Option<Account>> {
        let sql = format!("SELECT {ACCOUNT} FROM account a WHERE a.id = ?1");
        self.first(&sql, &[id.0.into()], |row| read_account(row, 0))
    }

    /// The digest of an account's pincode, where it has one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn pincode(&mut self, id: AccountId) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT pincode FROM account WHERE id = ?1";
        self.first(sql, &[id.0.into()], |row| row.maybe_bytes(0)).map(Option::flatten)
    }

    /// Writes the digest of an account's pincode.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_pincode(&mut self, id: AccountId, digest: Option<&[u8]>) -> Result<()> {
        self.write("UPDATE account SET pincode = ?2 WHERE id = ?1", &[id.0.into(), digest.into()])
    }

    /// Changes whether an account may act.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_account_standing(&mut self, id: AccountId, standing: Standing) -> Result<()> {
        self.write(
            "UPDATE account SET standing = ?2 WHERE id = ?1",
            &[id.0.into(), standing.word().into()],
        )
    }

    /// Which notifications an account receives.
    ///
    /// # Errors
    /// When the database fails.
    pub fn notifications(&mut self, id: AccountId) -> Result<Notifications> {
        self.number("SELECT notifications FROM account WHERE id = ?1", &[id.0.into()])
            .map(Notifications)
    }

    /// Changes which notifications an account receives.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_notifications(&mut self, id: AccountId, set: Notifications) -> Result<()> {
        self.write(
            "UPDATE account SET notifications = ?2 WHERE id = ?1",
            &[id.0.into(), set.0.into()],
        )
    }

    /// Adds a member; its handle and API key are set when its id is known.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_member(&mut self, member: &NewMember<'_>) -> Result<MemberId> {
        let login_key = member.login.to_lowercase();
        let [name_key, company_key] = search_keys(member.profile);
        let mut values: Vec<Value<'_>> = vec![
            member.account.0.into(),
            member.audience.into(),
            member.login.into(),
            (&login_key).into(),
            member.role.word().into(),
            Standing::Active.word().into(),
            member.password.into(),
            member.added.into(),
            (&name_key).into(),
            (&company_key).into(),
        ];
        values.extend(contact_values(member.profile));
        let sql = format!(
            "INSERT INTO member
                 (account, audience, login, login_key, role, standing, password, added, name_key,
                  company_key, totp_step, epoch, handle, {CONTACT_COLUMNS})
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, 0, '', ?11, ?12, ?13, ?14, ?15,
                     ?16, ?17, ?18, ?19, ?20, ?21, ?22)
             RETURNING id"
        );
        self.insert(&sql, &values).map(MemberId)
    }

    /// Gives a member its API key and its handle.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_api_key(
        &mut self,
        id: MemberId,
        digest: &[u8],
        sealed: &[u8],
        handle: &str,
    ) -> Result<()> {
        self.write(
            "UPDATE member SET api_key_digest = ?2, api_key_sealed = ?3, handle = ?4 WHERE id = ?1",
            &[id.0.into(), digest.into(), sealed.into(), handle.into()],
        )
    }

    /// The member with a login.
    ///
    /// # Errors
    /// When the database fails.
    pub fn member_by_login(&mut self, audience: &str, login: &str) -> Result<Option<SignIn>> {
        let key = login.to_lowercase();
        self.sign_in("m.audience = ?1 AND m.login_key = ?2", &[audience.into(), (&key).into()])
    }

    /// The member of an audience with an API key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn member_by_api_key(&mut self, audience: &str, digest: &[u8]) -> Result<Option<SignIn>> {
        self.sign_in("m.api_key_digest = ?1 AND m.audience = ?2", &[digest.into(), audience.into()])
    }

    /// One member.
    ///
    /// # Errors
    /// When there is none; ids come from rows and tokens that refer to it.
    pub fn member(&mut self, id: MemberId) -> Result<SignIn> {
        self.sign_in("m.id = ?1", &[id.0.into()])?
            .ok_or_else(|| Error::internal(format!("member {} is missing", id.0)))
    }

    /// The owner of an account: its first member in that role.
    ///
    /// # Errors
    /// When there is none; every account that somebody acts for has one.
    pub fn owner(&mut self, account: AccountId) -> Result<SignIn> {
        self.find_owner(account)?
            .ok_or_else(|| Error::internal(format!("account {} has no owner", account.0)))
    }

    /// The owner of an account, if anybody signs in to it: nobody does to a tenant's.
    ///
    /// # Errors
    /// When the database fails.
    pub fn find_owner(&mut self, account: AccountId) -> Result<Option<SignIn>> {
        self.sign_in(
            "m.account = ?1 AND m.role = 'owner' ORDER BY m.id LIMIT 1",
            &[account.0.into()],
        )
    }

    pub(crate) fn sign_in(
        &mut self,
        condition: &str,
        values: &[Value<'_>],
    ) -> Result<Option<SignIn>> {
        self.first(&sign_ins(condition), values, read_sign_in)
    }

    pub(crate) fn sign_ins(
        &mut self,
        condition: &str,
        values: &[Value<'_>],
    ) -> Result<Vec<SignIn>> {
        self.all(&sign_ins(condition), values, read_sign_in)
    }

    /// What a call with this member's token needs to know, in one look.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session(&mut self, member: MemberId) -> Result<Option<Session>> {
        const SQL: &str = "SELECT a.id, a.parent, a.kind, a.standing, a.currency, a.billing, \
             a.low_balance, a.agreement, a.opened, m.role, m.standing, m.epoch, \
             CASE WHEN m.role IN ('owner', 'deputy') THEN m.login ELSE \
                 (SELECT o.login FROM member o \
                 WHERE o.account = a.id AND o.role IN ('owner', 'deputy') \
                 ORDER BY CASE WHEN o.audience = m.audience THEN 0 ELSE 1 END, \
                 CASE o.role WHEN 'owner' THEN 0 ELSE 1 END, o.id LIMIT 1) END, \
             b.posted - b.held, b.credit_limit, m.privileges \
             FROM member m JOIN account a ON a.id = m.account \
             JOIN balance b ON b.account = a.id AND b.currency = a.currency WHERE m.id = ?1";
        self.first(SQL, &[member.0.into()], |row| {
            let (role, standing) = (row.text(9)?, row.text(10)?);
            Ok(Session {
                account: read_account(row, 0)?,
                member,
                role: word(&role, MemberRole::from_word(&role))?,
                standing: word(&standing, Standing::from_word(&standing))?,
                epoch: row.int(11)?,
                login: row.text(12)?,
                balance_minor: row.int(13)?,
                credit_limit_minor: row.int(14)?,
                privileges: read_privileges(&row.text(15)?)?,
            })
        })
    }

    /// Replaces a member's profile.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_profile(&mut self, id: MemberId, profile: &model::contact::Contact) -> Result<()> {
        let [name_key, company_key] = search_keys(profile);
        let mut values: Vec<Value<'_>> =
            vec![id.0.into(), (&name_key).into(), (&company_key).into()];
        values.extend(contact_values(profile));
        self.write(
            "UPDATE member SET name_key = ?2, company_key = ?3, name = ?4, company = ?5,
                 email = ?6, phone = ?7, fax = ?8, street1 = ?9, street2 = ?10, street3 = ?11,
                 city = ?12, province = ?13, postal_code = ?14, country = ?15
             WHERE id = ?1",
            &values,
        )
    }

    /// Replaces a member's password; older tokens become void.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_password(&mut self, id: MemberId, password: &str) -> Result<()> {
        self.write(
            "UPDATE member SET password = ?2, epoch = epoch + 1 WHERE id = ?1",
            &[id.0.into(), password.into()],
        )
    }

    /// Changes whether a member may act; older tokens become void.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_member_standing(&mut self, id: MemberId, standing: Standing) -> Result<()> {
        self.write(
            "UPDATE member SET standing = ?2, epoch = epoch + 1 WHERE id = ?1",
            &[id.0.into(), standing.word().into()],
        )
    }

    /// Stores a second factor: the one in use and the one that waits for its first code.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_totp(
        &mut self,
        id: MemberId,
        used: Option<&[u8]>,
        pending: Option<&[u8]>,
    ) -> Result<()> {
        self.write(
            "UPDATE member SET totp_sealed = ?2, totp_pending = ?3 WHERE id = ?1",
            &[id.0.into(), used.into(), pending.into()],
        )
    }

    /// Marks a time step's code as used; false when it, or one up to three steps later, was used
    /// before. (Steps far apart come from two clocks and do not speak of each other.)
    ///
    /// # Errors
    /// When the database fails.
    pub fn use_totp_step(&mut self, id: MemberId, step: i64) -> Result<bool> {
        self.run(
            "UPDATE member SET totp_step = ?2
             WHERE id = ?1 AND (totp_step < ?2 OR totp_step > ?2 + 3)",
            &[id.0.into(), step.into()],
        )
        .map(|changed| changed == 1)
    }

    /// Members of an account in the role of sub-users, by login.
    ///
    /// # Errors
    /// When the database fails.
    pub fn subusers(
        &mut self,
        account: AccountId,
        filter: &MemberFilter,
        window: Window,
    ) -> Result<Page<SignIn>> {
        let login = filter.login.as_ref().map(|login| login.to_lowercase());
        let search = filter.search.as_deref().map(containing);
        let values: Vec<Value<'_>> = vec![
            account.0.into(),
            filter.closed_too.into(),
            login.as_deref().into(),
            search.as_deref().into(),
        ];
        let all = "m.account = ?1 AND m.role = 'subuser' AND (?2 = 1 OR m.standing <> 'closed')";
        let matching = format!(
            "{all} AND (CAST(?3 AS TEXT) IS NULL OR m.login_key = ?3)
             AND (CAST(?4 AS TEXT) IS NULL OR m.login_key LIKE ?4 ESCAPE '\\' OR m.name_key LIKE ?4 ESCAPE '\\')"
        );
        let total =
            self.number(&format!("SELECT COUNT(*) FROM member m WHERE {all}"), &values[..2])?;
        let count =
            self.number(&format!("SELECT COUNT(*) FROM member m WHERE {matching}"), &values)?;
        let sql = format!(
            "SELECT {SIGN_IN}, {ACCOUNT} FROM member m JOIN account a ON a.id = m.account
             WHERE {matching} ORDER BY m.login_key {} LIMIT ?5 OFFSET ?6",
            window.direction()
        );
        let mut values = values;
        values.extend([Value::Int(window.limit), Value::Int(window.start)]);
        let rows = self.all(&sql, &values, read_sign_in)?;
        Ok(Page { rows, matching: count, total })
    }

    /// Accounts below another one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn children(
        &mut self,
        parent: AccountId,
        search: Option<&str>,
        order: ChildOrder,
        window: Window,
    ) -> Result<Page<Child>> {
        let search = search.map(containing);
        let column = match order {
            ChildOrder::Opened => "a.id",
            ChildOrder::Login => "m.login_key",
            ChildOrder::Name => "m.name_key",
            ChildOrder::Company => "m.company_key",
            ChildOrder::Domains => "domains",
            ChildOrder::Agreement => "a.agreement",
        };
        let from = "FROM account a JOIN member m ON m.account = a.id AND m.role = 'owner'
             JOIN balance b ON b.account = a.id AND b.currency = a.currency
             WHERE a.parent = ?1";
        let matching = format!(
            "{from} AND (CAST(?2 AS TEXT) IS NULL OR m.login_key LIKE ?2 ESCAPE '\\'
             OR m.name_key LIKE ?2 ESCAPE '\\' OR m.company_key LIKE ?2 ESCAPE '\\')"
        );
        let values: Vec<Value<'_>> = vec![parent.0.into(), search.as_deref().into()];
        let total = self.number(&format!("SELECT COUNT(*) {from}"), &values[..1])?;
        let count = self.number(&format!("SELECT COUNT(*) {matching}"), &values)?;
        let sql = format!(
            "SELECT m.login, m.name, m.company, a.agreement, b.posted - b.held, a.currency,
                 CAST(COALESCE((SELECT SUM(t.domains) FROM tally t WHERE t.account = a.id), 0) AS BIGINT) AS domains
             {matching} ORDER BY {column} {direction}, a.id {direction} LIMIT ?3 OFFSET ?4",
            direction = window.direction()
        );
        let mut values = values;
        values.extend([Value::Int(window.limit), Value::Int(window.start)]);
        let rows = self.all(&sql, &values, |row| {
            Ok(Child {
                login: row.text(0)?,
                name: row.text(1)?,
                company: row.text(2)?,
                agreement: row.truth(3)?,
                balance_minor: row.int(4)?,
                currency: Currency::parse(&row.text(5)?)?,
                domains: row.int(6)?,
            })
        })?;
        Ok(Page { rows, matching: count, total })
    }
}
