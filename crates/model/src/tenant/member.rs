//! Users of tenants, and what binds them to one: roles, whether it is theirs, and how far they got.

use super::role::{OWNER, Role, RoleId, is_role, named};
use super::{LONGEST_TEXT, LONGEST_TITLE, line, needed};
use crate::account::AccountId;
use crate::contact::is_email;
use crate::error::{Error, Field, Prohibition, Reason, Result, TenantPart};

/// Row id of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub i64);

/// Row id of what binds a user to a tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MembershipId(pub i64);

/// Somebody who uses tenants of a reseller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Its row.
    pub id: UserId,
    /// Whose tenants it uses.
    pub reseller: AccountId,
    /// What it is known by for good.
    pub handle: String,
    /// Its mail address, unique among the users of a reseller.
    pub email: String,
    /// What it is called.
    pub name: String,
    /// Its telephone number; none when it is empty.
    pub phone: String,
    /// What somebody else's platform knows it by.
    pub external: Option<String>,
}

/// Somebody who is to use a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// The mail address.
    pub email: String,
    /// The name; of a new user the mail address when it is empty.
    pub name: String,
    /// What somebody else's platform knows it by.
    pub external: Option<String>,
}

impl NewUser {
    /// What was given, checked.
    ///
    /// # Errors
    /// When a part of it cannot be meant.
    pub fn checked(self) -> Result<Self> {
        let external = self.external.as_deref().map(external).transpose()?;
        Ok(Self {
            email: email(&self.email)?,
            name: line(&self.name, TenantPart::Title, LONGEST_TITLE)?,
            external: external.filter(|external| !external.is_empty()),
        })
    }
}

/// What somebody wants to change about a user; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserPatch {
    /// The mail address.
    pub email: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The telephone number; an empty one takes it away.
    pub phone: Option<String>,
}

impl User {
    /// The user as it would be.
    ///
    /// # Errors
    /// When mail address or name would be empty, or a part cannot be meant.
    pub fn patched(mut self, patch: &UserPatch) -> Result<Self> {
        if let Some(given) = &patch.email {
            self.email = email(given)?;
        }
        if let Some(given) = &patch.name {
            self.name = needed(given, TenantPart::Title, LONGEST_TITLE)?;
        }
        if let Some(given) = &patch.phone {
            self.phone = line(given, TenantPart::Phone, LONGEST_TEXT)?;
        }
        Ok(self)
    }
}

fn email(text: &str) -> Result<String> {
    let email = needed(text, TenantPart::Email, LONGEST_TEXT)?;
    if is_email(&email) {
        return Ok(email);
    }
    Err(Error::invalid(Field::Tenant(TenantPart::Email), Reason::NotAnEmail))
}

fn external(text: &str) -> Result<String> {
    line(text, TenantPart::ExternalId, LONGEST_TEXT)
}

/// How far a user got in a tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MembershipState {
    /// The link in the mail was not used yet.
    Pending,
    /// May enter.
    Active,
    /// Was kept out.
    Inactive,
}

impl MembershipState {
    const ALL: [Self; 3] = [Self::Pending, Self::Active, Self::Inactive];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Inactive => "inactive",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// What keeping the user out makes of it.
    ///
    /// # Errors
    /// When the user is kept out already.
    pub const fn disabled(self) -> Result<Self> {
        match self {
            Self::Active | Self::Pending => Ok(Self::Inactive),
            Self::Inactive => Err(Error::Prohibited(Prohibition::Disabled)),
        }
    }

    /// What letting the user in again makes of it.
    ///
    /// # Errors
    /// When the user may enter already, or has to use the link in the mail.
    pub const fn enabled(self) -> Result<Self> {
        match self {
            Self::Inactive => Ok(Self::Active),
            Self::Active => Err(Error::Prohibited(Prohibition::Enabled)),
            Self::Pending => Err(Error::Prohibited(Prohibition::PendingOperation)),
        }
    }
}

/// What binds a user to a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belonging {
    /// Its row.
    pub id: MembershipId,
    /// The tenant's account.
    pub tenant: AccountId,
    /// Its roles, by number.
    pub roles: Vec<RoleId>,
    /// Whether the tenant is its own.
    pub owner: bool,
    /// How far it got.
    pub state: MembershipState,
}

impl Belonging {
    /// Its roles among those there are; a role that is gone gives nothing, and whoever has no other is
    /// left without privileges.
    #[must_use]
    pub fn roles_among<'a>(&self, roles: &'a [Role]) -> Vec<&'a Role> {
        let mut own: Vec<&Role> =
            roles.iter().filter(|role| self.roles.contains(&role.id)).collect();
        if own.is_empty() {
            own.extend(roles.iter().find(|role| role.id == RoleId::NO_PRIVILEGES));
        }
        own
    }

    /// Refuses to let the owner go.
    ///
    /// # Errors
    /// [`Prohibition::OwnerStays`].
    pub const fn check_removable(&self) -> Result<()> {
        if self.owner { Err(Error::Prohibited(Prohibition::OwnerStays)) } else { Ok(()) }
    }
}

/// The roles that somebody new gets, and whether the tenant becomes its own.
///
/// # Errors
/// When a role is unknown or none is named, the tenant has no owner and this is not to be it, it has
/// one already, or the owner would be somebody whom only another platform knows.
pub fn admitted(
    roles: &[Role],
    wanted: &[String],
    (owner, external): (bool, bool),
    has_owner: bool,
) -> Result<(Vec<RoleId>, bool)> {
    let asks_for_it = |name: &String| is_role(name, OWNER);
    let owner = owner || wanted.iter().any(asks_for_it);
    let mut ids = numbers(roles, wanted.iter().filter(|name| !asks_for_it(name)))?;
    if owner {
        if external {
            return Err(Error::invalid(Field::Tenant(TenantPart::Role), Reason::NotApplicable));
        }
        if has_owner {
            return Err(Error::Prohibited(Prohibition::HasOwner));
        }
        if !ids.contains(&RoleId::ADMIN) {
            ids.insert(0, RoleId::ADMIN);
        }
    } else if !has_owner {
        return Err(Error::Prohibited(Prohibition::NoOwner));
    }
    if ids.is_empty() {
        return Err(Error::Missing(Field::Tenant(TenantPart::Role)));
    }
    Ok((ids, owner))
}

/// The roles of somebody who gets others instead.
///
/// # Errors
/// When one is unknown, none is left, the tenant would get another owner, or the owner would not be an
/// administrator any more.
pub fn with_roles(roles: &[Role], member: &Belonging, wanted: &[String]) -> Result<Vec<RoleId>> {
    let mut ids = numbers(roles, wanted.iter().filter(|name| !is_role(name, OWNER)))?;
    if wanted.iter().any(|name| is_role(name, OWNER)) {
        if !member.owner {
            return Err(Error::Prohibited(Prohibition::HasOwner));
        }
        if !ids.contains(&RoleId::ADMIN) {
            ids.insert(0, RoleId::ADMIN);
        }
    }
    kept(member, ids)
}

/// The roles of somebody who loses some.
///
/// # Errors
/// When none is named, one is unknown, none would be left, or the owner would not be an administrator any
/// more.
pub fn without_roles(
    roles: &[Role],
    member: &Belonging,
    unwanted: &[String],
) -> Result<Vec<RoleId>> {
    if unwanted.iter().all(|name| name.trim().is_empty()) {
        return Err(Error::Missing(Field::Tenant(TenantPart::Role)));
    }
    let gone = numbers(roles, unwanted.iter())?;
    let own = member.roles_among(roles).into_iter().map(|role| role.id);
    kept(member, own.filter(|id| !gone.contains(id)).collect())
}

fn kept(member: &Belonging, ids: Vec<RoleId>) -> Result<Vec<RoleId>> {
    if ids.is_empty() {
        return Err(Error::Prohibited(Prohibition::LastRole));
    }
    if member.owner && !ids.contains(&RoleId::ADMIN) {
        return Err(Error::Prohibited(Prohibition::OwnerStays));
    }
    Ok(ids)
}

fn numbers<'a>(roles: &[Role], names: impl Iterator<Item = &'a String>) -> Result<Vec<RoleId>> {
    let mut ids = Vec::new();
    for name in names.filter(|name| !name.trim().is_empty()) {
        let id = named(roles, name)?.id;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Noun;

    const ADMIN: RoleId = RoleId::ADMIN;
    const NOTHING: RoleId = RoleId::NO_PRIVILEGES;

    fn admit(wanted: &[&str], flags: (bool, bool), has_owner: bool) -> Result<(Vec<RoleId>, bool)> {
        let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        admitted(&Role::usual(), &wanted, flags, has_owner)
    }

    fn member(owner: bool, roles: &[RoleId]) -> Belonging {
        Belonging {
            id: MembershipId(1),
            tenant: AccountId(1),
            roles: roles.to_vec(),
            owner,
            state: MembershipState::Active,
        }
    }

    #[test]
    fn the_first_one_is_the_owner_and_there_is_no_second() {
        let none = Err(Error::Prohibited(Prohibition::NoOwner));
        let second = Err(Error::Prohibited(Prohibition::HasOwner));
        assert_eq!(admit(&["owner"], (false, false), false), Ok((vec![ADMIN], true)));
        assert_eq!(admit(&["admin"], (true, false), false), Ok((vec![ADMIN], true)));
        assert_eq!(admit(&["ADMIN"], (false, false), false), none);
        assert_eq!(admit(&["ADMIN"], (false, true), false), none);
        assert_eq!(admit(&["OWNER"], (false, false), true), second);
        assert_eq!(admit(&["no privileges"], (false, false), true), Ok((vec![NOTHING], false)));
        assert_eq!(
            admit(&["OWNER"], (false, true), false),
            Err(Error::invalid(Field::Tenant(TenantPart::Role), Reason::NotApplicable))
        );
        assert_eq!(admit(&["boss"], (false, false), true), Err(Error::NotFound(Noun::Role)));
        assert_eq!(
            admit(&[" "], (false, false), true),
            Err(Error::Missing(Field::Tenant(TenantPart::Role)))
        );
    }

    #[test]
    fn everybody_keeps_a_role_and_the_owner_its_own() {
        let roles = Role::usual();
        let names =
            |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let (owner, other) = (member(true, &[ADMIN]), member(false, &[ADMIN, NOTHING]));
        assert_eq!(with_roles(&roles, &other, &names(&["no_privileges"])), Ok(vec![NOTHING]));
        assert_eq!(without_roles(&roles, &other, &names(&["admin"])), Ok(vec![NOTHING]));
        for gone in [with_roles(&roles, &other, &[]), {
            without_roles(&roles, &other, &names(&["admin", "no_privileges"]))
        }] {
            assert_eq!(gone, Err(Error::Prohibited(Prohibition::LastRole)));
        }
        assert_eq!(
            with_roles(&roles, &owner, &names(&["no_privileges"])),
            Err(Error::Prohibited(Prohibition::OwnerStays))
        );
        assert_eq!(with_roles(&roles, &owner, &names(&["OWNER"])), Ok(vec![ADMIN]));
        assert_eq!(
            with_roles(&roles, &other, &names(&["OWNER"])),
            Err(Error::Prohibited(Prohibition::HasOwner))
        );
        assert!(owner.check_removable().is_err() && other.check_removable().is_ok());
    }

    #[test]
    fn whose_roles_are_gone_is_left_without_privileges() {
        let roles = Role::usual();
        let left = member(false, &[RoleId(10_005)]);
        assert_eq!(left.roles_among(&roles)[0].id, NOTHING);
    }

    #[test]
    fn a_pending_member_can_be_kept_out_but_not_let_in() {
        use MembershipState::{Active, Inactive, Pending};
        assert_eq!((Pending.disabled(), Inactive.enabled()), (Ok(Inactive), Ok(Active)));
        assert!(Pending.enabled().is_err() && Active.enabled().is_err());
        assert_eq!(Inactive.disabled(), Err(Error::Prohibited(Prohibition::Disabled)));
    }
}
