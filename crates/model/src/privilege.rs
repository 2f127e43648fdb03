//! What a contact of an account may do: single privileges, granted one by one. Owners and sub-users
//! need none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

use crate::domain::DomainId;
use crate::error::{Error, Field, Reason, Result};
use crate::subscription::SubscriptionId;

macro_rules! group {
    ($(#[$about:meta])* $group:ident { $($(#[$doc:meta])* $privilege:ident => $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $group { $($(#[$doc])* $privilege,)* }

        impl $group {
            /// All of the group, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$privilege,)*];

            /// The word it is stored as.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$privilege => $word,)* }
            }

            /// Reads the stored word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$privilege),)* _ => None }
            }
        }
    };
}

group! {
    /// About money.
    BillingPrivilege {
        /// Is sent mail about invoices.
        Emails => "emails",
        /// Sees and pays invoices.
        PayInvoice => "payinvoice",
        /// Orders.
        Orders => "orders",
        /// Sees the balance.
        Balance => "balance",
        /// Pays money in.
        AddFunds => "addfunds",
        /// Keeps the card that is charged.
        CreditCard => "creditcard",
    }
}

group! {
    /// About questions to the account above.
    SupportPrivilege {
        /// Opens tickets.
        NewTicket => "newticket",
        /// Sees tickets and replies to them.
        Tickets => "tickets",
        /// Closes tickets and opens them again.
        CloseTicket => "closeticket",
        /// Is sent mail about tickets.
        Emails => "emails",
    }
}

group! {
    /// About the account itself.
    MiscPrivilege {
        /// Changes who the account is.
        EditMain => "editmain",
        /// Sees the mail that was sent.
        Emails => "emails",
        /// Changes from where one may sign in.
        EditIpAccess => "editipaccess",
        /// Sees contacts and what happened.
        ManageProfiles => "manageprofiles",
        /// Sees what the account earns as an affiliate.
        Affiliates => "affiliates",
    }
}

group! {
    /// About one subscription.
    ServicePrivilege {
        /// Sees it.
        Basic => "basic",
        /// Sees what it costs.
        Billing => "billing",
        /// Asks for its end.
        Cancelation => "cancelation",
        /// Changes its product and options.
        Upgrade => "upgrade",
        /// Is sent mail about it.
        Notify => "notify",
        /// Sees what signs in to it.
        LoginDetails => "logindetails",
        /// Changes its label.
        Label => "label",
        /// Changes its zones.
        Dns => "dns",
    }
}

group! {
    /// About one name.
    DomainPrivilege {
        /// Sees it and everything that belongs to it.
        Basic => "basic",
        /// Renews it.
        Renew => "renew",
        /// Is sent mail about it.
        Notify => "notify",
        /// Changes its contacts.
        ContactInfo => "contactinfo",
        /// Changes its delegation.
        Nameservers => "nameservers",
        /// Changes its records.
        Dns => "dns",
        /// Changes where its mail is forwarded.
        EmailForwarding => "emforwarding",
        /// Changes where its visitors are forwarded.
        Forwarding => "forwarding",
        /// Switches the privacy of its contacts.
        IdProtection => "idprotection",
        /// Locks and unlocks it.
        RegistrarLock => "reglock",
        /// Switches whether it renews by itself.
        Autorenew => "autorenew",
        /// Sees its auth code.
        AuthCode => "epp",
        /// Makes and removes hosts below it.
        RegisterHosts => "registerns",
        /// Changes its signed delegation.
        Dnssec => "dnssec",
    }
}

/// One thing that a caller may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Privilege {
    /// About money.
    Billing(BillingPrivilege),
    /// About questions to the account above.
    Support(SupportPrivilege),
    /// About the account itself.
    Misc(MiscPrivilege),
    /// About one subscription.
    Service(SubscriptionId, ServicePrivilege),
    /// About every subscription, those to come included.
    EveryService,
    /// About one name.
    Domain(DomainId, DomainPrivilege),
    /// About every name, those to come included.
    EveryDomain,
}

/// Names and subscriptions that privileges may be granted for one by one, of each kind.
pub const MOST_OBJECTS: u16 = 1_000;

/// What was granted to a contact. The sets keep the order of their groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Privileges {
    /// About money.
    pub billing: BTreeSet<BillingPrivilege>,
    /// About questions to the account above.
    pub support: BTreeSet<SupportPrivilege>,
    /// About the account itself.
    pub misc: BTreeSet<MiscPrivilege>,
    /// Everything about every subscription.
    pub every_service: bool,
    /// About single subscriptions.
    pub services: BTreeMap<SubscriptionId, BTreeSet<ServicePrivilege>>,
    /// Everything about every name.
    pub every_domain: bool,
    /// About single names.
    pub domains: BTreeMap<DomainId, BTreeSet<DomainPrivilege>>,
}

impl Privileges {
    /// Whether a privilege was granted. No privilege brings another one along.
    #[must_use]
    pub fn grants(&self, privilege: Privilege) -> bool {
        match privilege {
            Privilege::Billing(one) => self.billing.contains(&one),
            Privilege::Support(one) => self.support.contains(&one),
            Privilege::Misc(one) => self.misc.contains(&one),
            Privilege::Service(id, one) => {
                self.every_service || self.services.get(&id).is_some_and(|set| set.contains(&one))
            }
            Privilege::EveryService => self.every_service,
            Privilege::Domain(id, one) => {
                self.every_domain || self.domains.get(&id).is_some_and(|set| set.contains(&one))
            }
            Privilege::EveryDomain => self.every_domain,
        }
    }

    /// The set with one more privilege.
    #[must_use]
    pub fn with(mut self, privilege: Privilege) -> Self {
        match privilege {
            Privilege::Billing(one) => drop(self.billing.insert(one)),
            Privilege::Support(one) => drop(self.support.insert(one)),
            Privilege::Misc(one) => drop(self.misc.insert(one)),
            Privilege::Service(id, one) => drop(self.services.entry(id).or_default().insert(one)),
            Privilege::EveryService => self.every_service = true,
            Privilege::Domain(id, one) => drop(self.domains.entry(id).or_default().insert(one)),
            Privilege::EveryDomain => self.every_domain = true,
        }
        self
    }

    /// The single subscriptions for which one privilege was granted.
    pub fn services_with(
        &self,
        one: ServicePrivilege,
    ) -> impl Iterator<Item = SubscriptionId> + '_ {
        let granted = self.services.iter().filter(move |(_, set)| set.contains(&one));
        granted.map(|(id, _)| *id)
    }

    /// The single names for which one privilege was granted.
    pub fn domains_with(&self, one: DomainPrivilege) -> impl Iterator<Item = DomainId> + '_ {
        let granted = self.domains.iter().filter(move |(_, set)| set.contains(&one));
        granted.map(|(id, _)| *id)
    }

    /// The set, if it is not too large to be kept.
    ///
    /// # Errors
    /// When it speaks of more than [`MOST_OBJECTS`] names or subscriptions.
    pub fn checked(self) -> Result<Self> {
        if self.services.len().max(self.domains.len()) > usize::from(MOST_OBJECTS) {
            return Err(Error::invalid(Field::Setting, Reason::MoreThan(MOST_OBJECTS)));
        }
        Ok(self)
    }

    /// Reads what [`fmt::Display`] wrote.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut all = Self::default();
        for part in text.split_whitespace() {
            let (group, words) = part.split_once(':')?;
            let (group, id) = match group.split_once('/') {
                Some((group, id)) => (group, Some(id.parse::<i64>().ok()?)),
                None => (group, None),
            };
            for word in words.split(',') {
                all = all.with(match (group, id, word) {
                    ("billing", None, _) => Privilege::Billing(BillingPrivilege::from_word(word)?),
                    ("support", None, _) => Privilege::Support(SupportPrivilege::from_word(word)?),
                    ("misc", None, _) => Privilege::Misc(MiscPrivilege::from_word(word)?),
                    ("services", None, FULL) => Privilege::EveryService,
                    ("services", Some(id), _) => {
                        Privilege::Service(SubscriptionId(id), ServicePrivilege::from_word(word)?)
                    }
                    ("domains", None, FULL) => Privilege::EveryDomain,
                    ("domains", Some(id), _) => {
                        Privilege::Domain(DomainId(id), DomainPrivilege::from_word(word)?)
                    }
                    _ => return None,
                });
            }
        }
        Some(all)
    }
}

/// Everything about every object of a kind.
const FULL: &str = "full";

/// `billing:emails,orders domains/7:basic,renew`: what is stored.
impl fmt::Display for Privileges {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        part(&mut text, "billing", self.billing.iter().map(|one| one.word()))?;
        part(&mut text, "support", self.support.iter().map(|one| one.word()))?;
        part(&mut text, "misc", self.misc.iter().map(|one| one.word()))?;
        part(&mut text, "services", self.every_service.then_some(FULL).into_iter())?;
        for (id, set) in &self.services {
            part(&mut text, &format!("services/{}", id.0), set.iter().map(|one| one.word()))?;
        }
        part(&mut text, "domains", self.every_domain.then_some(FULL).into_iter())?;
        for (id, set) in &self.domains {
            part(&mut text, &format!("domains/{}", id.0), set.iter().map(|one| one.word()))?;
        }
        out.write_str(&text)
    }
}

/// Adds one group to the text; an empty one is left out.
fn part<'a>(text: &mut String, group: &str, words: impl Iterator<Item = &'a str>) -> fmt::Result {
    let words: Vec<&str> = words.collect();
    if words.is_empty() {
        return Ok(());
    }
    let gap = if text.is_empty() { "" } else { " " };
    write!(text, "{gap}{group}:{}", words.join(","))
}
