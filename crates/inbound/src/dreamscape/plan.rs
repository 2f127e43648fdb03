//! What is sold: families, their plans, and what can be had along with a plan.

use app::subscriptions::families;
use dialects::dreamscape::plan::features::{
    Feature, FeaturePeriod, FeaturePrices, FeatureValue, ListFeatures,
};
use dialects::dreamscape::plan::list::ListPlans;
use dialects::dreamscape::plan::read::ReadPlan;
use dialects::dreamscape::plan::row::{Plan, PlanPeriod, PlanPrices};
use dialects::dreamscape::plan::types::{ListProductTypes, ProductType};
use model::Result;
use model::product::{CategoryId, CyclePrice, Product, ProductId};
use wire::Api;

use super::answer::Answer;
use super::door::{Caller, DreamscapeDoor};
use super::errors::Handled;
use super::money::amount;
use super::{paging, product};

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ListProductTypes, _>(types)
        .on::<ListPlans, _>(list)
        .on::<ReadPlan, _>(one)
        .on::<ListFeatures, _>(features)
}

async fn types(caller: Caller, call: ListProductTypes) -> Handled<Answer<Vec<ProductType>>> {
    let families = families::families(caller.cx()?)?.into_iter();
    let types =
        families.map(|family| ProductType { id: family.id.0.into(), name: family.name.clone() });
    let (rows, all) = paging::cut(types.collect(), call.paging);
    Ok(Answer::page(rows, call.paging, all))
}

async fn list(caller: Caller, call: ListPlans) -> Handled<Answer<Vec<Plan>>> {
    // No family has a number beyond those of the shelf.
    let family = call.type_id.map(|id| CategoryId(u32::try_from(id.0).unwrap_or(u32::MAX)));
    let plans = families::plans(caller.cx()?, family)?;
    let (rows, all) = paging::cut(plans, call.paging);
    let rows = rows.into_iter().map(plan).collect::<Result<_>>()?;
    Ok(Answer::page(rows, call.paging, all))
}

async fn one(caller: Caller, call: ReadPlan) -> Handled<Answer<Plan>> {
    Ok(Answer::Done(plan(families::plan(caller.cx()?, number(call.plan_id.0))?)?))
}

/// Everything that can be had along with a plan, of the kinds that were asked for.
async fn features(caller: Caller, call: ListFeatures) -> Handled<Answer<Vec<Feature>>> {
    let asked = call.types.filter(|types| !types.0.is_empty());
    let is_asked =
        |feature: &Feature| asked.as_ref().is_none_or(|types| types.0.contains(&feature.r#type));
    let offers = families::features_of(caller.cx()?, number(call.plan_id.0))?;
    let features = offers.into_iter().map(feature).collect::<Result<Vec<_>>>()?;
    Ok(Answer::Done(features.into_iter().filter(is_asked).collect()))
}

/// No plan has a number beyond those of the shelf.
fn number(id: i64) -> ProductId {
    ProductId(u32::try_from(id).unwrap_or(u32::MAX))
}

fn plan(product: &Product) -> Result<Plan> {
    Ok(Plan {
        id: product.id.0.into(),
        name: product.name.clone(),
        type_id: product.category.0.into(),
        periods: product.prices.iter().map(period).collect::<Result<_>>()?,
    })
}

fn period(price: &CyclePrice) -> Result<PlanPeriod> {
    Ok(PlanPeriod {
        period: price.cycle.months().into(),
        is_free_trial: price.trial,
        is_renewable: price.renewable,
        // What is not renewed ends with its period, whatever it is.
        expires: true,
        price: PlanPrices {
            register: amount(price.price.plus(price.setup)?)?,
            renew: amount(price.renewal.unwrap_or(price.price))?,
        },
    })
}

fn feature(offer: families::FeatureOffer) -> Result<Feature> {
    let values = offer.values.into_iter().map(|value| {
        let periods = value.prices.iter().map(feature_period).collect::<Result<_>>()?;
        Ok(FeatureValue { value: value.value, periods })
    });
    Ok(Feature {
        r#type: product::feature_type(offer.kind),
        values: values.collect::<Result<_>>()?,
    })
}

/// Nothing stands between what the reseller pays and what it is sold for: that is the reseller's own.
fn feature_period(price: &CyclePrice) -> Result<FeaturePeriod> {
    let register = amount(price.price.plus(price.setup)?)?;
    Ok(FeaturePeriod {
        period: price.cycle.months().into(),
        price: FeaturePrices {
            wholesale: register.clone(),
            register,
            renew: amount(price.renewal.unwrap_or(price.price))?,
        },
    })
}
