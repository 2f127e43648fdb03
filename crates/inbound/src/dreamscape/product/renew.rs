//! Another period of a product, paid by the reseller.

use app::accounts::customers;
use app::subscriptions::families::{self, FeatureRenewal, Renewal};
use dialects::dreamscape::arguments::{Id, Months};
use dialects::dreamscape::product::families::Family;
use dialects::dreamscape::product::renew::RenewProduct;
use dialects::dreamscape::product::server::renew::{RenewServer, RenewedFeature};
use dialects::dreamscape::product::shape::Server;

use super::number;
use super::shown::Shown;
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;

pub async fn plain<P: Shown>(
    caller: Caller,
    family: &'static Family,
    call: RenewProduct<P>,
) -> Handled<Answer<P>> {
    renewed(caller, family, call.product_id, renewal(call.period, Vec::new())).await
}

pub async fn server(
    caller: Caller,
    family: &'static Family,
    call: RenewServer,
) -> Handled<Answer<Server>> {
    let wish = renewal(call.period, call.features.into_iter().map(feature).collect());
    renewed(caller, family, call.product_id, wish).await
}

fn renewal(period: Option<Months>, features: Vec<FeatureRenewal>) -> Renewal {
    Renewal { months: period.map(|months| months.0.into()), features }
}

fn feature(feature: RenewedFeature) -> FeatureRenewal {
    FeatureRenewal { kind: feature.r#type.word().to_owned(), months: feature.period.0.into() }
}

async fn renewed<P: Shown>(
    caller: Caller,
    family: &Family,
    product: Id,
    wish: Renewal,
) -> Handled<Answer<P>> {
    let (cx, id) = (caller.cx()?, number(product));
    let holder = families::holder(cx, family.slug, id).await?;
    let cx = customers::buying_for(cx, holder).await?;
    Ok(Answer::Done(P::of(families::renew(&cx, family.slug, id, wish).await?)))
}
