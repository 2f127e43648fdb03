//! What users of tenants may do: roles that every tenant has, roles of its plan, and roles of its own.

use super::{LONGEST_TEXT, LONGEST_TITLE, line, needed};
use crate::error::{Error, Field, Noun, Prohibition, Reason, Result, TenantPart};

/// Number of a role. Those of the shelf are below [`RoleId::FIRST_CUSTOM`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(pub i64);

impl RoleId {
    /// The role of those who may do everything.
    pub const ADMIN: Self = Self(1);
    /// The role of those who may do nothing.
    pub const NO_PRIVILEGES: Self = Self(2);
    /// The first number that is not the shelf's.
    pub const FIRST_CUSTOM: i64 = 10_000;
}

/// The word that asks for the role of an administrator and for the tenant itself.
pub const OWNER: &str = "OWNER";
/// A role may list this many policies, and as many applications.
const MOST_CHOSEN: usize = 500;

/// Where a role comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleKind {
    /// Every tenant has it: all privileges.
    Admin,
    /// Every tenant has it: none.
    NoPrivileges,
    /// It stands on the shelf with a plan.
    Plan,
    /// Somebody wrote it, for a tenant or for a plan.
    Custom,
}

/// What a role allows or opens: everything, or what is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Everything there is.
    All,
    /// These.
    Only(Vec<String>),
}

impl Choice {
    /// Nothing at all.
    pub const NOTHING: Self = Self::Only(Vec::new());

    /// Reads a list of names; `*` among them stands for everything.
    ///
    /// # Errors
    /// When one is empty, too long or no text, or there are too many.
    pub fn of(names: &[String], part: TenantPart) -> Result<Self> {
        let refuse = |reason| Err(Error::invalid(Field::Tenant(part), reason));
        if names.iter().any(|name| name.trim() == "*") {
            return Ok(Self::All);
        }
        if names.len() > MOST_CHOSEN {
            return refuse(Reason::MoreThan(500));
        }
        let mut chosen = Vec::with_capacity(names.len());
        for name in names {
            let name = needed(name, part, LONGEST_TITLE)?;
            if !chosen.contains(&name) {
                chosen.push(name);
            }
        }
        Ok(Self::Only(chosen))
    }

    /// Its names, `*` for everything.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        match self {
            Self::All => vec!["*".to_owned()],
            Self::Only(names) => names.clone(),
        }
    }

    /// The text it is stored as: one name a line.
    #[must_use]
    pub fn written(&self) -> String {
        self.names().join("\n")
    }

    /// Reads what was stored.
    #[must_use]
    pub fn read(text: &str) -> Self {
        match text {
            "*" => Self::All,
            _ => Self::Only(text.lines().map(str::to_owned).collect()),
        }
    }

    /// Whether it has a name in it.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.iter().any(|one| one.eq_ignore_ascii_case(name)),
        }
    }
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its number.
    pub id: RoleId,
    /// What it is called.
    pub name: String,
    /// What it says of itself.
    pub description: String,
    /// Where it comes from.
    pub kind: RoleKind,
    /// What it allows.
    pub policies: Choice,
    /// What it opens.
    pub applications: Choice,
}

impl Role {
    /// The two roles that every tenant has.
    #[must_use]
    pub fn usual() -> [Self; 2] {
        let role = |id, name: &str, description: &str, kind, allowed: Choice| Self {
            id,
            name: name.to_owned(),
            description: description.to_owned(),
            kind,
            applications: allowed.clone(),
            policies: allowed,
        };
        [
            role(RoleId::ADMIN, "ADMIN", "Administrator", RoleKind::Admin, Choice::All),
            role(
                RoleId::NO_PRIVILEGES,
                "NO_PRIVILEGES",
                "No Privileges",
                RoleKind::NoPrivileges,
                Choice::NOTHING,
            ),
        ]
    }

    /// A new role.
    ///
    /// # Errors
    /// When its name or description cannot be meant, or the name is that of a role every tenant has.
    pub fn custom(name: &str, description: &str, choices: [Choice; 2]) -> Result<Self> {
        let [policies, applications] = choices;
        let role = Self {
            id: RoleId(0),
            name: String::new(),
            description: line(description, TenantPart::Description, LONGEST_TEXT)?,
            kind: RoleKind::Custom,
            policies,
            applications,
        };
        role.renamed(name)
    }

    /// The role as somebody wants to change it.
    ///
    /// # Errors
    /// When it is not one that somebody wrote, or what it would say cannot be meant.
    pub fn patched(mut self, patch: &RolePatch) -> Result<Self> {
        self.check_custom()?;
        if let Some(name) = &patch.name {
            self = self.renamed(name)?;
        }
        if let Some(description) = &patch.description {
            self.description = line(description, TenantPart::Description, LONGEST_TEXT)?;
        }
        if let Some(policies) = &patch.policies {
            self.policies = policies.clone();
        }
        if let Some(applications) = &patch.applications {
            self.applications = applications.clone();
        }
        Ok(self)
    }

    /// Refuses a role that nobody wrote: those stay as they are.
    ///
    /// # Errors
    /// [`Prohibition::DefaultRole`].
    pub fn check_custom(&self) -> Result<()> {
        match self.kind {
            RoleKind::Custom => Ok(()),
            RoleKind::Admin | RoleKind::NoPrivileges | RoleKind::Plan => {
                Err(Error::Prohibited(Prohibition::DefaultRole))
            }
        }
    }

    fn renamed(mut self, name: &str) -> Result<Self> {
        self.name = needed(name, TenantPart::Title, LONGEST_TITLE)?;
        let refuse = |reason| Err(Error::invalid(Field::Tenant(TenantPart::Title), reason));
        // Lists of roles are written with commas, and paths end at a slash.
        if self.name.contains([',', '/']) {
            return refuse(Reason::NotText);
        }
        if is_role(&self.name, OWNER) {
            return refuse(Reason::NotApplicable);
        }
        Ok(self)
    }

    /// What it is found by.
    #[must_use]
    pub fn key(&self) -> String {
        key(&self.name)
    }
}

/// What somebody wants to change about a role; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RolePatch {
    /// What it is called.
    pub name: Option<String>,
    /// What it says of itself.
    pub description: Option<String>,
    /// What it allows.
    pub policies: Option<Choice>,
    /// What it opens.
    pub applications: Option<Choice>,
}

fn key(name: &str) -> String {
    name.trim().to_lowercase().replace(' ', "_")
}

/// Whether two names mean one role: neither case nor blanks tell roles apart.
#[must_use]
pub fn is_role(one: &str, other: &str) -> bool {
    key(one) == key(other)
}

/// The role that a name means; those that every tenant has are known by their titles too.
///
/// # Errors
/// When there is none.
pub fn named<'a>(roles: &'a [Role], name: &str) -> Result<&'a Role> {
    let usual = |role: &&Role| matches!(role.kind, RoleKind::Admin | RoleKind::NoPrivileges);
    roles
        .iter()
        .find(|role| is_role(&role.name, name))
        .or_else(|| roles.iter().filter(usual).find(|role| is_role(&role.description, name)))
        .ok_or(Error::NotFound(Noun::Role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_roles_match_loosely() {
        let mut roles = Role::usual().to_vec();
        roles.push(Role::custom("Night Watch", "", [Choice::All, Choice::NOTHING]).unwrap());
        let found = |name: &str| named(&roles, name).map(|role| role.name.clone());
        for name in ["admin", "ADMIN", "Administrator", " Admin "] {
            assert_eq!(found(name), Ok("ADMIN".into()));
        }
        assert_eq!(found("no privileges"), Ok("NO_PRIVILEGES".into()));
        assert_eq!(found("night_watch"), Ok("Night Watch".into()));
        assert_eq!(found("watch"), Err(Error::NotFound(Noun::Role)));
    }

    #[test]
    fn roles_that_nobody_wrote_stay_as_they_are() {
        let [admin, _] = Role::usual();
        assert_eq!(
            admin.patched(&RolePatch::default()),
            Err(Error::Prohibited(Prohibition::DefaultRole))
        );
        for odd in ["owner", "", "a,b", "a/b"] {
            assert!(Role::custom(odd, "", [Choice::All, Choice::All]).is_err(), "{odd}");
        }
    }

    #[test]
    fn choices_are_stored_and_read_alike() {
        let names =
            |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        for given in [names(&["*", "Alerts"]), names(&["Alerts", "Finders", "Alerts"]), vec![]] {
            let choice = Choice::of(&given, TenantPart::Policies).unwrap();
            assert_eq!(Choice::read(&choice.written()), choice);
        }
        assert!(Choice::of(&names(&["a\nb"]), TenantPart::Policies).is_err());
        assert!(Choice::All.has("Alerts") && !Choice::NOTHING.has("Alerts"));
    }
}
