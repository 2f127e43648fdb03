//! Plans: what a tenant may be, as it stands on the shelf and as a reseller changes it.

use std::collections::BTreeSet;

use super::quantity::Quantity;
use super::role::{Choice, Role, RoleId};
use crate::error::{Error, Field, Noun, Reason, Result, TenantPart};

/// Number of a plan on the shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanId(pub u32);

/// What a quantity may be, and what it is when nobody says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Not less than this.
    pub least: Quantity,
    /// Not more than this.
    pub most: Quantity,
    /// This, when nobody says.
    pub usual: Quantity,
}

impl Bounds {
    /// What was asked for, or what is usual.
    ///
    /// # Errors
    /// When it lies outside.
    pub fn fit(&self, asked: Option<Quantity>, part: TenantPart) -> Result<Quantity> {
        let quantity = asked.unwrap_or(self.usual);
        if quantity > self.most {
            return Err(Error::invalid(Field::Tenant(part), Reason::TooLarge));
        }
        if quantity < self.least {
            return Err(Error::invalid(Field::Tenant(part), Reason::NotOffered));
        }
        Ok(quantity)
    }

    /// The nearest quantity within.
    #[must_use]
    pub fn nearest(&self, quantity: Quantity) -> Quantity {
        quantity.clamp(self.least, self.most)
    }
}

/// What a tenant begins with, and is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// The language of its pages, ISO 639-1.
    pub language: String,
    /// Its time zone.
    pub time_zone: String,
    /// After how many minutes of silence its users are signed out.
    pub session_minutes: u32,
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its number.
    pub id: PlanId,
    /// What it is called.
    pub name: String,
    /// What it says of itself.
    pub description: String,
    /// Months for which data are kept.
    pub retention: Bounds,
    /// Gigabytes a day.
    pub volume: Bounds,
    /// A tenant may have this many users.
    pub users: u16,
    /// Events a second that are taken in at most.
    pub events_a_second: u32,
    /// Roles, besides those that every tenant has.
    pub roles: Vec<Role>,
    /// What roles may allow.
    pub policies: Vec<String>,
    /// What roles may open.
    pub applications: Vec<String>,
    /// What roles may be given besides: lookups, tables.
    pub resources: Vec<String>,
    /// Where secrets of roles are kept.
    pub vaults: Vec<String>,
    /// What a tenant begins with.
    pub preferences: Preferences,
}

/// What a reseller changed about the bounds of a quantity; what is left out stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BoundsChange {
    /// Not less than this.
    pub least: Option<Quantity>,
    /// Not more than this.
    pub most: Option<Quantity>,
    /// This, when nobody says.
    pub usual: Option<Quantity>,
}

impl BoundsChange {
    fn over(self, earlier: Self) -> Self {
        Self {
            least: self.least.or(earlier.least),
            most: self.most.or(earlier.most),
            usual: self.usual.or(earlier.usual),
        }
    }
}

/// What a reseller changed about a plan, for its own tenants; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanChange {
    /// Months for which data are kept.
    pub retention: BoundsChange,
    /// Gigabytes a day.
    pub volume: BoundsChange,
    /// What roles may open, of what the plan offers.
    pub applications: Option<Choice>,
}

impl PlanChange {
    /// This change on top of an earlier one.
    #[must_use]
    pub fn over(self, earlier: Self) -> Self {
        Self {
            retention: self.retention.over(earlier.retention),
            volume: self.volume.over(earlier.volume),
            applications: self.applications.or(earlier.applications),
        }
    }
}

impl Bounds {
    /// Narrower bounds. What is usual moves with them unless it is said.
    ///
    /// # Errors
    /// When they lead outside, or contradict each other.
    pub fn changed(&self, change: BoundsChange, part: TenantPart) -> Result<Self> {
        let least = self.fit(change.least.or(Some(self.least)), part)?;
        let most = self.fit(change.most.or(Some(self.most)), part)?;
        if least > most {
            return Err(Error::invalid(Field::Tenant(part), Reason::Contradicts));
        }
        let narrow = Self { least, most, usual: self.usual.clamp(least, most) };
        Ok(Self { usual: narrow.fit(change.usual, part)?, ..narrow })
    }
}

impl Plan {
    /// The plan as a reseller has changed it.
    ///
    /// # Errors
    /// When a change leads out of what the plan offers.
    pub fn changed(&self, change: &PlanChange) -> Result<Self> {
        let mut plan = self.clone();
        plan.retention = self.retention.changed(change.retention, TenantPart::Retention)?;
        plan.volume = self.volume.changed(change.volume, TenantPart::Volume)?;
        if let Some(chosen) = &change.applications {
            let offered = Choice::Only(self.applications.clone());
            if let Choice::Only(names) = chosen
                && !names.iter().all(|name| offered.has(name))
            {
                let part = Field::Tenant(TenantPart::Applications);
                return Err(Error::invalid(part, Reason::NotOffered));
            }
            plan.applications.retain(|name| chosen.has(name));
        }
        Ok(plan)
    }

    /// The roles that every tenant has, and those of the plan on the shelf.
    #[must_use]
    pub fn all_roles(&self) -> Vec<Role> {
        Role::usual().into_iter().chain(self.roles.iter().cloned()).collect()
    }
}

/// All plans of a realm.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plans(Vec<Plan>);

impl Plans {
    /// Puts plans together.
    ///
    /// # Errors
    /// Says in words which plan cannot be.
    pub fn new(plans: Vec<Plan>) -> Result<Self, String> {
        let (mut numbers, mut names, mut roles) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for plan in &plans {
            let wrong = |what: &str| Err(format!("plan {:?}: {what}", plan.name));
            if !numbers.insert(plan.id) || !names.insert(plan.name.to_lowercase()) {
                return wrong("there are two of the number or the name");
            }
            for bounds in [plan.retention, plan.volume] {
                if bounds.least > bounds.usual || bounds.usual > bounds.most {
                    return wrong("what is usual lies outside its bounds");
                }
            }
            if plan.users == 0 {
                return wrong("there is no room for its owner");
            }
            for role in &plan.roles {
                let shelf = RoleId::NO_PRIVILEGES.0 + 1..RoleId::FIRST_CUSTOM;
                if !shelf.contains(&role.id.0) || !roles.insert(role.id) {
                    return wrong("the number of a role is used twice or is not the shelf's");
                }
            }
            let names: BTreeSet<_> = plan.all_roles().iter().map(Role::key).collect();
            if names.len() != plan.roles.len() + 2 {
                return wrong("there are two roles of a name");
            }
        }
        Ok(Self(plans))
    }

    /// All of them, in order.
    #[must_use]
    pub fn all(&self) -> &[Plan] {
        &self.0
    }

    /// One by its number.
    ///
    /// # Errors
    /// When there is none.
    pub fn get(&self, id: PlanId) -> Result<&Plan> {
        self.0.iter().find(|plan| plan.id == id).ok_or(Error::NotFound(Noun::Plan))
    }

    /// One by its name; case does not tell plans apart.
    ///
    /// # Errors
    /// When there is none.
    pub fn named(&self, name: &str) -> Result<&Plan> {
        let name = name.trim().to_lowercase();
        let found = self.0.iter().find(|plan| plan.name.to_lowercase() == name);
        found.ok_or(Error::NotFound(Noun::Plan))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let bounds = |least, usual, most| Bounds {
            least: Quantity::whole(least),
            usual: Quantity::whole(usual),
            most: Quantity::whole(most),
        };
        Plan {
            id: PlanId(1),
            name: "basic".into(),
            description: String::new(),
            retention: bounds(1, 2, 12),
            volume: bounds(1, 2, 10),
            users: 5,
            events_a_second: 100,
            roles: Vec::new(),
            policies: vec!["Alerts".into()],
            applications: vec!["Search".into(), "Flow".into()],
            resources: Vec::new(),
            vaults: Vec::new(),
            preferences: Preferences {
                language: "en".into(),
                time_zone: "UTC".into(),
                session_minutes: 30,
            },
        }
    }

    #[test]
    fn a_quantity_stays_within_its_bounds() {
        let bounds = plan().volume;
        let fit = |number| bounds.fit(number, TenantPart::Volume);
        assert_eq!(
            (fit(None), fit(Some(Quantity::whole(10)))),
            (Ok(Quantity::whole(2)), Ok(Quantity::whole(10)))
        );
        assert!(fit(Some(Quantity(999_999))).is_err() && fit(Some(Quantity(10_000_001))).is_err());
        assert_eq!(bounds.nearest(Quantity::whole(50)), Quantity::whole(10));
    }

    #[test]
    fn a_reseller_changes_a_plan_within_what_it_offers() {
        let volume = |least, usual, most| PlanChange {
            volume: BoundsChange {
                least: Option::map(least, Quantity::whole),
                usual: Option::map(usual, Quantity::whole),
                most: Option::map(most, Quantity::whole),
            },
            ..PlanChange::default()
        };
        let applications = |name: &str| PlanChange {
            applications: Some(Choice::Only(vec![name.to_owned()])),
            ..PlanChange::default()
        };
        let usual = |change| plan().changed(&change).map(|plan| plan.volume.usual);
        assert_eq!(usual(volume(None, Some(4), None)), Ok(Quantity::whole(4)));
        assert_eq!(usual(volume(Some(3), None, None)), Ok(Quantity::whole(3)));
        assert_eq!(usual(volume(None, None, Some(1))), Ok(Quantity::whole(1)));
        let changed = plan().changed(&applications("flow")).unwrap();
        assert_eq!(changed.applications, ["Flow"]);
        for odd in [
            volume(None, Some(11), None),
            volume(Some(5), Some(4), None),
            volume(Some(5), None, Some(4)),
            volume(None, None, Some(11)),
            applications("Mail"),
        ] {
            assert!(plan().changed(&odd).is_err());
        }
        let both = applications("Flow").over(volume(None, Some(4), None));
        assert!(both.applications.is_some() && both.volume.usual.is_some());
    }

    #[test]
    fn two_plans_of_one_name_are_no_plans() {
        assert!(Plans::new(vec![plan()]).is_ok());
        let other = Plan { id: PlanId(2), name: "BASIC".into(), ..plan() };
        assert!(Plans::new(vec![plan(), other]).is_err());
    }
}
