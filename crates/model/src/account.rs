//! The account tree, its members and what they may do. Permissions are decided here and nowhere
//! else.

use crate::contact::Contact;
use crate::error::{Error, Field, Prohibition, Reason, Restriction, Result};
use crate::money::{Currency, Money};
use crate::time::Timestamp;

/// Row id of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub i64);

/// Row id of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberId(pub i64);

/// Where an account stands in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Runs the platform.
    Operator,
    /// Buys at cost and has resellers below it.
    Registrar,
    /// Buys at its parent's prices.
    Reseller,
    /// Buys from a reseller.
    Customer,
}

impl Kind {
    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Registrar => "registrar",
            Self::Reseller => "reseller",
            Self::Customer => "customer",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Operator, Self::Registrar, Self::Reseller, Self::Customer]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

/// Whether an account or a member may act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// May act.
    Active,
    /// Opened, not confirmed yet.
    Pending,
    /// Signs in nowhere and spends nothing until it is lifted.
    Suspended,
    /// Switched off.
    Disabled,
    /// Gone for good; kept for the books.
    Closed,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Active, Self::Pending, Self::Suspended, Self::Disabled, Self::Closed];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Pending => "pending",
            Self::Suspended => "suspended",
            Self::Disabled => "disabled",
            Self::Closed => "closed",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.word() == word)
    }

    /// What suspending makes of it.
    ///
    /// # Errors
    /// When it is suspended already, or gone.
    pub const fn suspended(self) -> Result<Self> {
        match self {
            Self::Active | Self::Pending => Ok(Self::Suspended),
            Self::Suspended => Err(Error::Prohibited(Prohibition::Suspended)),
            Self::Disabled | Self::Closed => Err(Error::Prohibited(Prohibition::Closed)),
        }
    }

    /// What lifting a suspension makes of it.
    ///
    /// # Errors
    /// When it is not suspended.
    pub const fn unsuspended(self) -> Result<Self> {
        match self {
            Self::Suspended => Ok(Self::Active),
            Self::Active | Self::Pending => Err(Error::Prohibited(Prohibition::NotSuspended)),
            Self::Disabled | Self::Closed => Err(Error::Prohibited(Prohibition::Closed)),
        }
    }

    /// What whoever runs an account makes of it; what is gone stays gone.
    ///
    /// # Errors
    /// When it is gone.
    pub const fn changed_to(self, to: Self) -> Result<Self> {
        match self {
            Self::Closed => Err(Error::Prohibited(Prohibition::Closed)),
            Self::Active | Self::Pending | Self::Suspended | Self::Disabled => Ok(to),
        }
    }
}

/// How an account pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Billing {
    /// From money paid in before.
    Prepaid,
    /// Within a credit limit.
    Postpaid,
    /// By invoice, out of its credit or as its payment methods do it.
    Invoiced,
    /// Out of what the account above has, at the call; an invoice says what for.
    FromAbove,
}

impl Billing {
    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Prepaid => "pre",
            Self::Postpaid => "post",
            Self::Invoiced => "invoice",
            Self::FromAbove => "above",
        }
    }

    /// Reads the stored word; everything else is prepaid.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "post" => Self::Postpaid,
            "invoice" => Self::Invoiced,
            "above" => Self::FromAbove,
            _ => Self::Prepaid,
        }
    }
}

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its row.
    pub id: AccountId,
    /// The account above it; none for the operator.
    pub parent: Option<AccountId>,
    /// Where it stands.
    pub kind: Kind,
    /// Whether it may act.
    pub standing: Standing,
    /// The currency it pays in.
    pub currency: Currency,
    /// How it pays.
    pub billing: Billing,
    /// Below this it is told that its balance is low, in minor units.
    pub low_balance_minor: i64,
    /// Whether it agreed to the terms.
    pub agreement: bool,
    /// When it was opened.
    pub opened: Timestamp,
}

impl Account {
    /// Whose money is spent for it: its own, or that of the account above where that pays.
    #[must_use]
    pub const fn payer(&self) -> AccountId {
        match (self.billing, self.parent) {
            (Billing::FromAbove, Some(above)) => above,
            _ => self.id,
        }
    }

    /// Whether it is kept from letting go of a name too easily: no unlocking of young names, no auth
    /// code of locked ones. Who orders names by invoice is left to the registry's own rules.
    #[must_use]
    pub fn is_guarded(&self) -> bool {
        self.billing != Billing::Invoiced
    }
}

/// What a member may do in its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberRole {
    /// Everything.
    Owner,
    /// Works with names; not with money settings, the account or its members.
    Subuser,
    /// Everything the owner may, from another family of callers.
    Deputy,
    /// What its privileges say, and nothing else.
    Contact,
}

impl MemberRole {
    const ALL: [Self; 4] = [Self::Owner, Self::Subuser, Self::Deputy, Self::Contact];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Subuser => "subuser",
            Self::Deputy => "deputy",
            Self::Contact => "contact",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether whoever is in it stands for the account as a whole.
    #[must_use]
    pub const fn is_principal(self) -> bool {
        matches!(self, Self::Owner | Self::Deputy)
    }
}

/// Somebody who signs in to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its row.
    pub id: MemberId,
    /// The account it acts for.
    pub account: AccountId,
    /// The name it signs in with, unique per audience.
    pub login: String,
    /// What it may do.
    pub role: MemberRole,
    /// Whether it may act.
    pub standing: Standing,
    /// Who it is.
    pub profile: Contact,
    /// Whether a second factor is asked for.
    pub second_factor: bool,
    /// Tokens of an older epoch are void.
    pub epoch: i64,
}

/// Who asks, as far as permissions are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    /// The account that is acted for.
    pub account: AccountId,
    /// The account above it.
    pub parent: Option<AccountId>,
    /// Where it stands in the tree.
    pub kind: Kind,
    /// Who acts; none for the platform itself.
    pub member: Option<MemberId>,
    /// What that member may do.
    pub role: MemberRole,
}

/// What a caller wants to do, as far as the right to it depends on who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Change the account, its settings or its members.
    ManageAccount,
    /// Open, change, price or credit accounts below.
    ManageChildren,
    /// Open and change customers, and buy for them.
    ManageCustomers,
}

impl Caller {
    /// Whether the caller may.
    ///
    /// # Errors
    /// Says which restriction stands in the way.
    pub fn may(&self, action: Action) -> Result<()> {
        match self.role {
            MemberRole::Owner | MemberRole::Deputy => {}
            MemberRole::Subuser => return Err(Error::Forbidden(Restriction::OwnerOnly)),
            MemberRole::Contact => return Err(Error::Forbidden(Restriction::NoPrivilege)),
        }
        match action {
            Action::ManageChildren if !matches!(self.kind, Kind::Operator | Kind::Registrar) => {
                Err(Error::Forbidden(Restriction::ParentOnly))
            }
            Action::ManageCustomers if self.kind == Kind::Customer => {
                Err(Error::Forbidden(Restriction::ParentOnly))
            }
            Action::ManageAccount | Action::ManageChildren | Action::ManageCustomers => Ok(()),
        }
    }
}

/// Whether an account in this standing may act.
///
/// # Errors
/// Says that it may not.
pub fn may_act(account: Standing, member: Standing) -> Result<()> {
    if account != Standing::Active {
        return Err(Error::Forbidden(Restriction::AccountSuspended));
    }
    if member != Standing::Active {
        return Err(Error::Forbidden(Restriction::MemberSuspended));
    }
    Ok(())
}

/// Whether a balance counts as low.
#[must_use]
pub const fn is_low(available: Money, threshold_minor: i64) -> bool {
    available.minor < threshold_minor
}

/// Shortest password that is accepted.
pub const SHORTEST_PASSWORD: u16 = 6;
/// Longest password that is accepted, so that hashing stays bounded.
pub const LONGEST_PASSWORD: u16 = 200;
/// Longest login that is accepted.
pub const LONGEST_LOGIN: u16 = 64;

/// Checks a login for a new member.
///
/// # Errors
/// Names what is wrong with it.
pub fn check_login(login: &str) -> Result<String> {
    let refuse = |reason| Error::invalid(Field::Login, reason);
    let login = login.trim();
    if login.is_empty() {
        return Err(Error::Missing(Field::Login));
    }
    if login.len() < 3 {
        return Err(refuse(Reason::ShorterThan(3)));
    }
    if login.len() > usize::from(LONGEST_LOGIN) {
        return Err(refuse(Reason::LongerThan(LONGEST_LOGIN)));
    }
    let fits =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'@' | b'+');
    if !login.bytes().all(fits) {
        return Err(refuse(Reason::NotALogin));
    }
    Ok(login.to_owned())
}

/// Signs of a customer's login, fewest and most.
pub const CUSTOMER_LOGIN: (u16, u16) = (8, 64);
/// Signs of a customer's password, fewest and most.
pub const CUSTOMER_PASSWORD: (u16, u16) = (8, 255);

/// Checks the login of a customer, which is a little longer and plainer than others.
///
/// # Errors
/// Names what is wrong with it.
pub fn check_customer_login(login: &str) -> Result<String> {
    let login = login.trim();
    let (fewest, most) = CUSTOMER_LOGIN;
    within(Field::Login, login.len(), fewest, most)?;
    if login.contains('+') {
        return Err(Error::invalid(Field::Login, Reason::NotALogin));
    }
    check_login(login)
}

/// Checks the length of a customer's password.
///
/// # Errors
/// Names what is wrong with it.
pub fn check_customer_password(password: &str) -> Result<()> {
    let (fewest, most) = CUSTOMER_PASSWORD;
    within(Field::Password, password.chars().count(), fewest, most)
}

fn within(field: Field, length: usize, fewest: u16, most: u16) -> Result<()> {
    if length < usize::from(fewest) {
        return Err(Error::invalid(field, Reason::ShorterThan(fewest)));
    }
    if length > usize::from(most) {
        return Err(Error::invalid(field, Reason::LongerThan(most)));
    }
    Ok(())
}

/// Checks a new password's length.
///
/// # Errors
/// Names what is wrong with it.
pub fn check_password(password: &str) -> Result<()> {
    if password.chars().count() < usize::from(SHORTEST_PASSWORD) {
        return Err(Error::invalid(Field::Password, Reason::ShorterThan(SHORTEST_PASSWORD)));
    }
    if password.len() > usize::from(LONGEST_PASSWORD) {
        return Err(Error::invalid(Field::Password, Reason::LongerThan(LONGEST_PASSWORD)));
    }
    Ok(())
}
