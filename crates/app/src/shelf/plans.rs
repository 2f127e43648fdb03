//! The file that says what tenants of resellers may be.

use std::str::FromStr as _;

use model::tenant::{
    Bounds, Choice, Plan, PlanId, Plans, Preferences, Quantity, Role, RoleId, RoleKind,
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlansFile {
    #[serde(default)]
    plan: Vec<PlanRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanRow {
    number: u32,
    name: String,
    description: String,
    retention: BoundsRow,
    volume: BoundsRow,
    users: u16,
    events_a_second: u32,
    policies: Vec<String>,
    applications: Vec<String>,
    #[serde(default)]
    resources: Vec<String>,
    #[serde(default)]
    vaults: Vec<String>,
    preferences: PreferencesRow,
    #[serde(default)]
    role: Vec<RoleRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundsRow {
    least: String,
    usual: String,
    most: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PreferencesRow {
    language: String,
    time_zone: String,
    session_minutes: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleRow {
    number: i64,
    name: String,
    description: String,
    policies: Vec<String>,
    applications: Vec<String>,
}

/// What tenants of resellers may be.
pub(super) fn read(text: &str) -> Result<Plans, String> {
    let file: PlansFile =
        toml::from_str(text).map_err(|why| why.to_string().trim_end().to_owned())?;
    let plans = file.plan.into_iter().map(|row| {
        let name = row.name.clone();
        plan(row).map_err(|why| format!("plan {name:?}: {why}"))
    });
    Plans::new(plans.collect::<Result<_, _>>()?)
}

fn plan(row: PlanRow) -> Result<Plan, String> {
    let PreferencesRow { language, time_zone, session_minutes } = row.preferences;
    let roles = row.role.into_iter().map(|role| Role {
        id: RoleId(role.number),
        name: role.name,
        description: role.description,
        kind: RoleKind::Plan,
        policies: chosen(role.policies),
        applications: chosen(role.applications),
    });
    Ok(Plan {
        id: PlanId(row.number),
        name: row.name,
        description: row.description,
        retention: bounds(&row.retention)?,
        volume: bounds(&row.volume)?,
        users: row.users,
        events_a_second: row.events_a_second,
        roles: roles.collect(),
        policies: row.policies,
        applications: row.applications,
        resources: row.resources,
        vaults: row.vaults,
        preferences: Preferences { language, time_zone, session_minutes },
    })
}

fn chosen(names: Vec<String>) -> Choice {
    if names.iter().any(|name| name == "*") { Choice::All } else { Choice::Only(names) }
}

fn bounds(row: &BoundsRow) -> Result<Bounds, String> {
    let quantity = |text: &str| {
        Quantity::from_str(text).map_err(|_| format!("{text:?} is not a decimal above nothing"))
    };
    Ok(Bounds {
        least: quantity(&row.least)?,
        usual: quantity(&row.usual)?,
        most: quantity(&row.most)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../../shelf/plans.toml");

    #[test]
    fn the_shipped_plans_are_sound() {
        let plans = read(SHIPPED).unwrap();
        let trial = plans.named("Trial").unwrap();
        assert_eq!(trial.retention.usual.to_string(), "0.0333");
        assert_eq!(read("").unwrap(), Plans::default());
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_plan() {
        for (right, wrong) in [
            ("usual = \"2.0\"", "usual = \"20.0\""),
            ("least = \"0.1\"", "least = \"-1\""),
            ("number = 3\nname = \"ANALYST\"", "number = 2\nname = \"ANALYST\""),
            ("name = \"ANALYST\"", "name = \"Admin\""),
            ("users = 25", "users = 0"),
        ] {
            let why = read(&SHIPPED.replacen(right, wrong, 1)).unwrap_err();
            assert!(why.contains("my-basic-plan"), "{why}");
        }
    }
}
