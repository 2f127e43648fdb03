//! Tenants: what a reseller gives its own customers, each under a name of its own, with a plan, users
//! and roles. The account of a tenant has nobody who signs in to it.

/// Users of tenants, and what binds them to one.
mod member;
/// What a tenant may be, as it stands on the shelf and as a reseller changes it.
mod plan;
/// Decimal quantities, exactly as they were written.
mod quantity;
/// What users may do.
mod role;

pub use member::{
    Belonging, MembershipId, MembershipState, NewUser, User, UserId, UserPatch, admitted,
    with_roles, without_roles,
};
pub use plan::{Bounds, BoundsChange, Plan, PlanChange, PlanId, Plans, Preferences};
pub use quantity::Quantity;
pub use role::{Choice, OWNER, Role, RoleId, RoleKind, RolePatch, is_role, named};

use crate::account::{AccountId, Standing};
use crate::error::{Error, Field, Prohibition, Reason, Result, TenantPart};
use crate::time::Timestamp;

/// Shortest whole name of a tenant, with its tail.
pub const SHORTEST_NAME: u16 = 3;
/// Longest whole name of a tenant, with its tail.
pub const LONGEST_NAME: u16 = 64;
/// Longest title of a role and longest name of a user.
pub const LONGEST_TITLE: u16 = 128;
/// Longest description, and longest telephone number, mail address and foreign id.
pub const LONGEST_TEXT: u16 = 255;

/// A tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its account.
    pub id: AccountId,
    /// Whose it is.
    pub reseller: AccountId,
    /// The whole name: `shoes@reseller`.
    pub name: TenantName,
    /// Its plan.
    pub plan: PlanId,
    /// For how many months its data are kept.
    pub retention: Quantity,
    /// How many gigabytes a day it may take in.
    pub volume: Quantity,
    /// Whether it is switched on.
    pub standing: Standing,
    /// When it was made.
    pub created: Timestamp,
}

/// The whole name of a tenant: its own part, `@`, and its reseller's name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TenantName(String);

impl TenantName {
    /// Reads the name of a new tenant of a reseller; the tail is added where it was left out.
    ///
    /// # Errors
    /// When it is empty, too long or too short with its tail, has signs that are not letters, digits,
    /// `.`, `_` or `-`, or another reseller's tail.
    pub fn of(text: &str, reseller: &str) -> Result<Self> {
        let refuse = |reason| Error::invalid(Field::Tenant(TenantPart::Name), reason);
        let text = text.trim();
        let (own, tail) = text.split_once('@').unwrap_or((text, reseller));
        if own.is_empty() {
            return Err(Error::Missing(Field::Tenant(TenantPart::Name)));
        }
        if !tail.eq_ignore_ascii_case(reseller) {
            return Err(refuse(Reason::Contradicts));
        }
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let bytes = own.as_bytes();
        if !bytes.iter().copied().all(fits) || !edge(bytes.first()) || !edge(bytes.last()) {
            return Err(refuse(Reason::NotALogin));
        }
        let whole = format!("{own}@{reseller}");
        match whole.len() {
            length if length > usize::from(LONGEST_NAME) => {
                Err(refuse(Reason::LongerThan(LONGEST_NAME)))
            }
            length if length < usize::from(SHORTEST_NAME) => {
                Err(refuse(Reason::ShorterThan(SHORTEST_NAME)))
            }
            _ => Ok(Self(whole)),
        }
    }

    /// A name that was checked when it was written down.
    #[must_use]
    pub fn from_stored(whole: String) -> Self {
        Self(whole)
    }

    /// The whole name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the name is found by among those of its reseller.
    #[must_use]
    pub fn key(&self) -> String {
        key(&self.0)
    }

    /// Whether a name that somebody gave, with or without a tail, means this one.
    #[must_use]
    pub fn is_meant_by(&self, text: &str) -> bool {
        let text = text.trim();
        match text.contains('@') {
            true => text.eq_ignore_ascii_case(&self.0),
            false => key(text) == self.key(),
        }
    }
}

/// What a tenant's name, with or without its tail, is found by.
#[must_use]
pub fn key(name: &str) -> String {
    let name = name.trim();
    name.split_once('@').map_or(name, |(own, _)| own).to_ascii_lowercase()
}

/// What switching a tenant off makes of its standing.
///
/// # Errors
/// When it is off already, or gone.
pub const fn disabled(standing: Standing) -> Result<Standing> {
    match standing {
        Standing::Active | Standing::Pending | Standing::Suspended => Ok(Standing::Disabled),
        Standing::Disabled => Err(Error::Prohibited(Prohibition::Disabled)),
        Standing::Closed => Err(Error::Prohibited(Prohibition::Closed)),
    }
}

/// What switching a tenant on makes of its standing.
///
/// # Errors
/// When it is on already, has not begun yet, or is gone.
pub const fn enabled(standing: Standing) -> Result<Standing> {
    match standing {
        Standing::Disabled => Ok(Standing::Active),
        Standing::Active => Err(Error::Prohibited(Prohibition::Enabled)),
        Standing::Pending => Err(Error::Prohibited(Prohibition::PendingOperation)),
        Standing::Suspended => Err(Error::Prohibited(Prohibition::Suspended)),
        Standing::Closed => Err(Error::Prohibited(Prohibition::Closed)),
    }
}

/// What a tenant may read of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visibility {
    /// Its row.
    pub id: i64,
    /// The whole name of the other tenant.
    pub seen: String,
    /// Which of its tables.
    pub tables: Choice,
}

/// A text of one line, without blanks around it.
pub(crate) fn line(text: &str, part: TenantPart, longest: u16) -> Result<String> {
    let text = text.trim();
    let refuse = |reason| Error::invalid(Field::Tenant(part), reason);
    if text.chars().any(char::is_control) {
        return Err(refuse(Reason::NotText));
    }
    if text.chars().count() > usize::from(longest) {
        return Err(refuse(Reason::LongerThan(longest)));
    }
    Ok(text.to_owned())
}

/// The same, which must not be empty.
pub(crate) fn needed(text: &str, part: TenantPart, longest: u16) -> Result<String> {
    let text = line(text, part, longest)?;
    if text.is_empty() { Err(Error::Missing(Field::Tenant(part))) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Result<String> {
        TenantName::of(text, "my-reseller").map(|name| name.as_str().to_owned())
    }

    #[test]
    fn a_name_has_the_tail_of_its_reseller() {
        let refused = |reason| Err(Error::invalid(Field::Tenant(TenantPart::Name), reason));
        let whole = Ok("Shoes.1@my-reseller".to_owned());
        assert_eq!(name(" Shoes.1 "), whole);
        assert_eq!(name("Shoes.1@MY-reseller"), whole);
        assert_eq!(name("shoes@other"), refused(Reason::Contradicts));
        assert_eq!(name("shoes@"), refused(Reason::Contradicts));
        assert_eq!(name("@my-reseller"), Err(Error::Missing(Field::Tenant(TenantPart::Name))));
        for odd in ["a b", "a@b@my-reseller", "-a", "a.", "ü", "a/b"] {
            assert!(name(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn the_whole_name_is_measured() {
        let longest = "a".repeat(usize::from(LONGEST_NAME) - "@my-reseller".len());
        assert!(name(&longest).is_ok());
        assert_eq!(
            name(&format!("{longest}a")),
            Err(Error::invalid(Field::Tenant(TenantPart::Name), Reason::LongerThan(64)))
        );
    }

    #[test]
    fn a_name_is_found_with_and_without_its_tail() {
        let shoes = TenantName::of("Shoes", "shop").unwrap();
        assert!(shoes.is_meant_by("shoes") && shoes.is_meant_by("SHOES@shop"));
        assert!(!shoes.is_meant_by("shoes@other") && !shoes.is_meant_by("boots"));
        assert_eq!((shoes.key(), key("SHOES@shop")), ("shoes".to_owned(), "shoes".to_owned()));
    }

    #[test]
    fn nothing_is_switched_twice_and_what_is_pending_is_not_switched_on() {
        assert_eq!(disabled(Standing::Active), Ok(Standing::Disabled));
        assert_eq!(disabled(Standing::Disabled), Err(Error::Prohibited(Prohibition::Disabled)));
        assert_eq!(enabled(Standing::Disabled), Ok(Standing::Active));
        assert_eq!(enabled(Standing::Active), Err(Error::Prohibited(Prohibition::Enabled)));
        assert!(enabled(Standing::Pending).is_err());
    }
}
