//! What the account earns by sending others here.

use app::affiliates;
use dialects::dns_services::affiliate::campaigns::{Campaign, Campaigns, ListCampaigns};
use dialects::dns_services::affiliate::commission_plans::{
    CommissionPlan, CommissionPlans, ListCommissionPlans,
};
use dialects::dns_services::affiliate::commissions::{Commission, Commissions, ListCommissions};
use dialects::dns_services::affiliate::payouts::{ListPayouts, Payout, Payouts};
use dialects::dns_services::affiliate::summary::{ReadSummary, Summary, Totals};
use dialects::dns_services::affiliate::vouchers::{ListVouchers, Voucher, Vouchers};
use model::affiliate as core;
use model::invoice::Discount;
use wire::Api;

use super::door::{Caller, DnsServicesDoor};
use super::errors::Handled;
use super::values::percent;

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<ReadSummary, _>(summary)
        .on::<ListCampaigns, _>(campaigns)
        .on::<ListCommissions, _>(commissions)
        .on::<ListPayouts, _>(payouts)
        .on::<ListVouchers, _>(vouchers)
        .on::<ListCommissionPlans, _>(commission_plans)
}

async fn summary(caller: Caller, _: ReadSummary) -> Handled<Summary> {
    let found = affiliates::summary(caller.cx()?).await?;
    let summary = Totals {
        aff_id: found.affiliate.map_or(0, |affiliate| affiliate.id.0).into(),
        // Visits to a shop are not counted: there is none in front of this platform.
        visits: 0.into(),
        conversions: found.orders.into(),
        pending: found.waiting.to_string(),
        balance: found.paid_out.to_string(),
    };
    Ok(Summary { summary })
}

async fn campaigns(caller: Caller, _: ListCampaigns) -> Handled<Campaigns> {
    let row = |campaign: core::Campaign| Campaign {
        id: i64::from(campaign.id).into(),
        name: campaign.name,
    };
    let campaigns = affiliates::campaigns(caller.cx()?).await?.into_iter().map(row).collect();
    Ok(Campaigns { campaigns })
}

async fn commissions(caller: Caller, _: ListCommissions) -> Handled<Commissions> {
    let row = |commission: core::Commission| Commission {
        id: commission.id.into(),
        order_id: commission.order.into(),
        commission: commission.amount.to_string(),
        status: if commission.paid_out { "Paid" } else { "Pending" }.to_owned(),
        date: commission.at.day_and_time(),
    };
    let commissions = affiliates::commissions(caller.cx()?).await?.into_iter().map(row).collect();
    Ok(Commissions { commissions })
}

async fn payouts(caller: Caller, _: ListPayouts) -> Handled<Payouts> {
    let row = |payout: core::Payout| Payout {
        id: payout.id.into(),
        amount: payout.amount.to_string(),
        date: payout.at.day_and_time(),
    };
    let payouts = affiliates::payouts(caller.cx()?).await?.into_iter().map(row).collect();
    Ok(Payouts { payouts })
}

async fn vouchers(caller: Caller, _: ListVouchers) -> Handled<Vouchers> {
    let row = |coupon: core::Coupon| Voucher {
        id: coupon.id.0.into(),
        code: coupon.code,
        discount: match coupon.discount {
            Discount::Share(basis_points) => share(basis_points),
            Discount::Amount(amount) => amount.to_string(),
        },
    };
    let vouchers = affiliates::coupons(caller.cx()?).await?.into_iter().map(row).collect();
    Ok(Vouchers { vouchers })
}

async fn commission_plans(caller: Caller, _: ListCommissionPlans) -> Handled<CommissionPlans> {
    let row = |plan: core::CommissionPlan| CommissionPlan {
        id: i64::from(plan.id).into(),
        name: plan.name,
        rate: percent(plan.basis_points),
        r#type: "Percent".to_owned(),
    };
    let commissionplans = affiliates::plan(caller.cx()?).await?.into_iter().map(row).collect();
    Ok(CommissionPlans { commissionplans })
}

/// A share for people: `10%`, `2.5%`.
fn share(basis_points: i64) -> String {
    let percent = percent(basis_points);
    format!("{}%", percent.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_said_in_per_cent() {
        assert_eq!([1_000, 250, 5, 0].map(share), ["10%", "2.5%", "0.05%", "0%"]);
    }
}
