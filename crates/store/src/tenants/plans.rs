//! What resellers changed about plans.

use model::Result;
use model::account::AccountId;
use model::tenant::{BoundsChange, Choice, PlanChange, PlanId, Quantity};

use crate::tx::{Row, Tx, Value};

fn read_bounds(row: &Row<'_>, column: usize) -> Result<BoundsChange> {
    Ok(BoundsChange {
        least: row.maybe_int(column)?.map(Quantity),
        most: row.maybe_int(column + 1)?.map(Quantity),
        usual: row.maybe_int(column + 2)?.map(Quantity),
    })
}

fn bounds_values(change: BoundsChange) -> [Value<'static>; 3] {
    [change.least, change.most, change.usual].map(|one| one.map(|quantity| quantity.0).into())
}

impl Tx<'_> {
    /// What a reseller changed about a plan.
    ///
    /// # Errors
    /// When the database fails.
    pub fn plan_change(&mut self, reseller: AccountId, plan: PlanId) -> Result<PlanChange> {
        self.first(
            "SELECT retention_least, retention_most, retention_usual, volume_least, volume_most,
                 volume_usual, applications
             FROM tenant_plan WHERE reseller = ?1 AND plan = ?2",
            &[reseller.0.into(), i64::from(plan.0).into()],
            |row| {
                Ok(PlanChange {
                    retention: read_bounds(row, 0)?,
                    volume: read_bounds(row, 3)?,
                    applications: row.maybe_text(6)?.as_deref().map(Choice::read),
                })
            },
        )
        .map(Option::unwrap_or_default)
    }

    /// Writes down what a reseller changed about a plan.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_plan_change(
        &mut self,
        reseller: AccountId,
        plan: PlanId,
        change: &PlanChange,
    ) -> Result<()> {
        let applications = change.applications.as_ref().map(Choice::written);
        let mut values = vec![reseller.0.into(), i64::from(plan.0).into()];
        values.extend(bounds_values(change.retention));
        values.extend(bounds_values(change.volume));
        values.push(applications.as_deref().into());
        self.write(
            "INSERT INTO tenant_plan
                 (reseller, plan, retention_least, retention_most, retention_usual, volume_least,
                  volume_most, volume_usual, applications)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (reseller, plan) DO UPDATE SET
                 retention_least = excluded.retention_least,
                 retention_most = excluded.retention_most,
                 retention_usual = excluded.retention_usual,
                 volume_least = excluded.volume_least, volume_most = excluded.volume_most,
                 volume_usual = excluded.volume_usual, applications = excluded.applications",
            &values,
        )
    }
}
