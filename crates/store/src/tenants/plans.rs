//! What resellers changed about plans.

use model::account::AccountId;
use model::tenant::{Choice, PlanChange, PlanId, Quantity};
use model::{Error, Result};

use crate::tx::Tx;

impl Tx<'_> {
    /// What a reseller changed about a plan.
    ///
    /// # Errors
    /// When the database fails.
    pub fn plan_change(&mut self, reseller: AccountId, plan: PlanId) -> Result<PlanChange> {
        self.first(
            "SELECT retention, volume, users, applications FROM tenant_plan
             WHERE reseller = ?1 AND plan = ?2",
            &[reseller.0.into(), i64::from(plan.0).into()],
            |row| {
                Ok(PlanChange {
                    retention: row.maybe_int(0)?.map(Quantity),
                    volume: row.maybe_int(1)?.map(Quantity),
                    users: row
                        .maybe_int(2)?
                        .map(u32::try_from)
                        .transpose()
                        .map_err(Error::internal)?,
                    applications: row.maybe_text(3)?.as_deref().map(Choice::read),
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
        self.write(
            "INSERT INTO tenant_plan (reseller, plan, retention, volume, users, applications)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (reseller, plan) DO UPDATE SET retention = excluded.retention,
                 volume = excluded.volume, users = excluded.users,
                 applications = excluded.applications",
            &[
                reseller.0.into(),
                i64::from(plan.0).into(),
                change.retention.map(|quantity| quantity.0).into(),
                change.volume.map(|quantity| quantity.0).into(),
                change.users.map(i64::from).into(),
                applications.as_deref().into(),
            ],
        )
    }
}
