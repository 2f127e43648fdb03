//! A realm: one world with its own database, clock, suppliers and keys. Nothing is global.

use std::net::IpAddr;
use std::sync::Arc;

use model::account::{AccountId, Caller, MemberRole};
use model::contact::Contact;
use model::error::Restriction;
use model::invoice::{BillingTerms, LineId};
use model::money::Currency;
use model::name::{DomainName, HostName};
use model::privilege::Privilege;
use model::shelf::{Shelf, Shop};
use model::time::{Seconds, Timestamp};
use model::tld::{Rulebook, TldRules};
use model::{Error, Result, error::Field, error::Noun, error::Reason};
use store::Store;
use store::accounts::Session;
use tokio::sync::{Mutex, Notify};

use crate::accounts::attempts::Attempts;
use crate::accounts::key_ring::KeyRings;
use crate::accounts::known_passwords::KnownPasswords;
use crate::accounts::password::Passwords;
use crate::accounts::sessions::Sessions;
use crate::certificates::KeyMakers;
use crate::clock::Clock;
use crate::keys::Keys;
use crate::ports::{
    Authority, CallerBack, Gateway, Mailer, Provisioners, Registry, Resolver, ServerHost,
};
use crate::rulebook::PriceBook;
use crate::webhooks::WebhookTarget;

/// One world.
pub struct Realm {
    /// Its database.
    pub store: Store,
    /// Its clock.
    pub clock: Clock,
    /// Its key.
    pub keys: Keys,
    /// What registries allow.
    pub rulebook: Arc<Rulebook>,
    /// What the registry asks.
    pub costs: Arc<PriceBook>,
    /// What is sold besides names.
    pub shelf: Arc<Shelf>,
    /// The registry or registrar above us.
    pub registry: Arc<dyn Registry>,
    /// Who delivers mail.
    pub mailer: Arc<dyn Mailer>,
    /// Who runs what was subscribed to.
    pub provisioners: Provisioners,
    /// Who takes money from cards.
    pub gateway: Arc<dyn Gateway>,
    /// Who runs servers.
    pub server_host: Arc<dyn ServerHost>,
    /// Who certifies names.
    pub authority: Arc<dyn Authority>,
    /// Who calls addresses that callers gave.
    pub caller_back: Arc<dyn CallerBack>,
    /// Who knows the addresses of names outside; nobody is asked without one.
    pub resolver: Option<Arc<dyn Resolver>>,
    /// What an operator may set.
    pub settings: Settings,
    /// Hashes passwords, a bounded number at a time.
    pub passwords: Passwords,
    /// Makes keys for customers, a bounded number at a time.
    pub key_makers: KeyMakers,
    /// Passwords that were right a moment ago.
    pub known_passwords: KnownPasswords,
    /// Opened keys of callers that do not say whose theirs is.
    pub key_rings: KeyRings,
    /// Counts failed sign-ins.
    pub attempts: Attempts,
    /// Sessions that were looked up a moment ago.
    pub sessions: Sessions,
    /// Wakes the worker when something may be due.
    pub wake: Notify,
    /// Held by whoever moves the clock or does what is due.
    pub(crate) working: Mutex<()>,
}

/// What a realm is put together from.
pub struct RealmParts {
    /// Its database.
    pub store: Store,
    /// Its clock.
    pub clock: Clock,
    /// Its key.
    pub keys: Keys,
    /// What registries allow.
    pub rulebook: Arc<Rulebook>,
    /// What the registry asks.
    pub costs: Arc<PriceBook>,
    /// What is sold besides names.
    pub shelf: Arc<Shelf>,
    /// The registry or registrar above us.
    pub registry: Arc<dyn Registry>,
    /// Who delivers mail.
    pub mailer: Arc<dyn Mailer>,
    /// Who runs what was subscribed to.
    pub provisioners: Provisioners,
    /// Who takes money from cards.
    pub gateway: Arc<dyn Gateway>,
    /// Who runs servers.
    pub server_host: Arc<dyn ServerHost>,
    /// Who certifies names.
    pub authority: Arc<dyn Authority>,
    /// Who calls addresses that callers gave.
    pub caller_back: Arc<dyn CallerBack>,
    /// Who knows the addresses of names outside; nobody is asked without one.
    pub resolver: Option<Arc<dyn Resolver>>,
    /// What an operator may set.
    pub settings: Settings,
}

/// What an operator may set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long a token lives; one of a pair never longer than a day.
    pub token_life: Seconds,
    /// How long a refresh token lives.
    pub refresh_life: Seconds,
    /// Whether a refresh token is spent by its exchange.
    pub refresh_rotates: bool,
    /// How long work that is answered as queued stays visibly pending.
    pub pending: Seconds,
    /// How long a caller waits for a supplier, in real seconds, before it is told to try later.
    pub patience: Seconds,
    /// How often the registry is asked for news; never by itself where somebody says when there is
    /// some, as the sandbox's controls do.
    pub registry_poll: Option<Seconds>,
    /// Delegation of names whose zone is run here.
    pub nameservers: Vec<HostName>,
    /// Where mail comes from.
    pub sender: String,
    /// Address that `<ipaddress>` stands for in DNS templates; records with it are left out
    /// otherwise.
    pub template_address: Option<String>,
    /// Failed sign-ins a minute, per account and per address, before further ones are refused.
    pub sign_in_attempts: u32,
    /// Calls a minute in which an account may ask whether names are free, where they are limited.
    pub checks_a_minute: u32,
    /// Below this a new account is told that its balance is low, in minor units.
    pub low_balance_minor: i64,
    /// The currency of new accounts.
    pub currency: Currency,
    /// When invoices are raised, and what happens when they are not paid.
    pub billing: BillingTerms,
    /// Where this platform is reached from outside, without a slash at the end; links in mail begin
    /// with it.
    pub public_url: String,
    /// Whom the world is shown in the place of people who are hidden. The host of its mail address is
    /// that of every name's own.
    pub privacy_contact: Contact,
    /// Where the operator is told of tenants that come, change and go.
    pub webhooks: Option<WebhookTarget>,
    /// Who answers for the zones here, as a name (RFC 1035 §3.3.13); `hostmaster` below the zone's own
    /// name otherwise.
    pub hostmaster: Option<HostName>,
    /// Where names that lead elsewhere lead first; they have no addresses without it.
    pub forwarding: Option<ForwardingService>,
}

/// Who takes what leads elsewhere, and sends it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForwardingService {
    /// The addresses that answer for web addresses.
    pub addresses: Vec<IpAddr>,
    /// The host that takes mail.
    pub mail_host: Option<HostName>,
}

/// A call's place in the world: who asks, in which realm.
#[derive(Clone)]
pub struct Context {
    /// The world.
    pub realm: Arc<Realm>,
    /// Who asks.
    pub caller: Caller,
    /// What was known of the caller when the call came in.
    pub session: Arc<Session>,
    /// The member's grant that the call's token belongs to, where it is one of a pair.
    pub grant: Option<i64>,
    /// The key that a repeated call carries.
    pub client_key: Option<String>,
    /// The line of an invoice that paid for what is done, where it was paid before.
    pub paid_by: Option<LineId>,
    /// The tenant that the caller's key alone opens; none where it opens the whole account.
    pub tenant: Option<AccountId>,
    /// Whether the account is kept from letting go of a name too easily: no unlocking of young names,
    /// no auth code of locked ones. Callers whose language has no word for that are left to the
    /// registry's own rules.
    pub guarded: bool,
}

impl Realm {
    /// Puts a realm together.
    #[must_use]
    pub fn new(parts: RealmParts) -> Arc<Self> {
        Arc::new(Self {
            store: parts.store,
            clock: parts.clock,
            keys: parts.keys,
            rulebook: parts.rulebook,
            costs: parts.costs,
            shelf: parts.shelf,
            registry: parts.registry,
            mailer: parts.mailer,
            provisioners: parts.provisioners,
            gateway: parts.gateway,
            server_host: parts.server_host,
            authority: parts.authority,
            caller_back: parts.caller_back,
            resolver: parts.resolver,
            settings: parts.settings,
            passwords: Passwords::default(),
            key_makers: KeyMakers::default(),
            known_passwords: KnownPasswords::default(),
            key_rings: KeyRings::default(),
            attempts: Attempts::default(),
            sessions: Sessions::default(),
            wake: Notify::new(),
            working: Mutex::new(()),
        })
    }

    /// What its clock shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The rules for a name's extension.
    ///
    /// # Errors
    /// When it is not sold here.
    pub fn rules(&self, name: &DomainName) -> Result<&TldRules> {
        self.rules_for(name.tld())
    }

    /// The shop for a currency.
    ///
    /// # Errors
    /// When nothing is sold in it.
    pub fn shop(&self, currency: Currency) -> Result<&Shop> {
        self.shelf.shop(currency).ok_or(Error::NotFound(Noun::Product))
    }

    /// The rules for an extension.
    ///
    /// # Errors
    /// When it is not sold here.
    pub fn rules_for(&self, tld: &str) -> Result<&TldRules> {
        self.rulebook.get(tld).ok_or(Error::invalid(Field::Tld, Reason::UnknownTld))
    }
}

impl Context {
    /// What the realm's clock shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.realm.now()
    }

    /// The account that is acted for.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.caller.account
    }

    /// Whose money is spent: the account's own, or that of the account above where it pays.
    #[must_use]
    pub fn payer(&self) -> AccountId {
        self.session.account.payer()
    }

    /// Whether the caller may, as far as privileges are concerned: a contact only what it was
    /// granted, everybody else what their role allows.
    #[must_use]
    pub fn holds(&self, privilege: Privilege) -> bool {
        self.caller.role != MemberRole::Contact || self.session.privileges.grants(privilege)
    }

    /// Refuses a contact that was not granted a privilege.
    ///
    /// # Errors
    /// [`Restriction::NoPrivilege`].
    pub fn needs(&self, privilege: Privilege) -> Result<()> {
        if self.holds(privilege) {
            return Ok(());
        }
        Err(Error::Forbidden(Restriction::NoPrivilege))
    }

    /// Refuses every contact: no privilege opens this.
    ///
    /// # Errors
    /// [`Restriction::NoPrivilege`].
    pub fn needs_more_than_privileges(&self) -> Result<()> {
        if self.caller.role == MemberRole::Contact {
            return Err(Error::Forbidden(Restriction::NoPrivilege));
        }
        Ok(())
    }

    /// A place for the platform itself, acting for an account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn for_account(realm: &Arc<Realm>, account: AccountId) -> Result<Self> {
        let session = realm
            .store
            .read(move |tx| {
                let owner = tx.owner(account)?.member.id;
                tx.session(owner)
            })
            .await?
            .ok_or_else(|| Error::internal("an account without an owner"))?;
        let caller = Caller {
            account,
            parent: session.account.parent,
            kind: session.account.kind,
            member: None,
            role: MemberRole::Owner,
        };
        let guarded = session.account.is_guarded();
        let (realm, session) = (Arc::clone(realm), Arc::new(session));
        Ok(Self {
            realm,
            caller,
            session,
            grant: None,
            client_key: None,
            paid_by: None,
            tenant: None,
            guarded,
        })
    }
}
