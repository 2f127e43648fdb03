//! Parts of servers: subscriptions of their own, which end with the server.

use app::accounts::customers;
use app::subscriptions::families::{self, Instance};
use dialects::dreamscape::nothing::Nothing;
use dialects::dreamscape::plan::features::FeatureType;
use dialects::dreamscape::product::families::{FAMILIES, Family, Order};
use dialects::dreamscape::product::server::add_feature::AddServerFeature;
use dialects::dreamscape::product::server::feature::ServerFeature;
use dialects::dreamscape::product::server::features::ListServerFeatures;
use dialects::dreamscape::product::server::remove_feature::RemoveServerFeature;
use model::error::{Error, Field};
use model::product::FeatureKind;
use wire::Api;

use super::order::wanted_feature;
use super::shown::status;
use super::{acting_for, number};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::{Caller, DreamscapeDoor};
use crate::dreamscape::errors::{Handled, Refused};
use crate::dreamscape::{dates, paging};

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ListServerFeatures, _>(list)
        .on::<AddServerFeature, _>(add)
        .on::<RemoveServerFeature, _>(remove)
}

/// The family that servers are of.
fn servers() -> Result<&'static Family, Error> {
    let found = FAMILIES.iter().find(|family| family.order == Order::Server);
    found.ok_or_else(|| Error::internal("no family has servers"))
}

async fn list(caller: Caller, call: ListServerFeatures) -> Handled<Answer<Vec<ServerFeature>>> {
    let window = paging::window(call.paging);
    let (slug, server) = (servers()?.slug, number(call.product_id));
    let page = families::features(caller.cx()?, slug, server, window).await?;
    let rows = page.rows.into_iter().map(shown).collect::<Result<_, Error>>()?;
    Ok(Answer::page(rows, call.paging, page.matching))
}

async fn add(caller: Caller, call: AddServerFeature) -> Handled<Answer<ServerFeature>> {
    let (slug, server) = (servers()?.slug, number(call.product_id));
    let holder = families::holder(caller.cx()?, slug, server).await?;
    let cx = customers::buying_for(caller.cx()?, holder).await?;
    let added = families::add_feature(&cx, slug, server, wanted_feature(call.feature)).await;
    let added = added.map_err(|error| {
        Refused::renamed(error, |field| (field == Field::Feature).then(|| "value".to_owned()))
    })?;
    Ok(Answer::Done(shown(added)?))
}

async fn remove(caller: Caller, call: RemoveServerFeature) -> Handled<Answer<Nothing>> {
    let family = servers()?;
    let cx = acting_for(caller.cx()?, family, call.product_id).await?;
    let (server, feature) = (number(call.product_id), number(call.feature_id));
    families::end_feature(&cx, family.slug, server, feature).await?;
    Ok(Answer::Done(Nothing))
}

fn shown(instance: Instance) -> Result<ServerFeature, Error> {
    let rules = instance.feature.as_ref();
    let rules = rules.ok_or_else(|| Error::internal("a part of a server that adds nothing"))?;
    Ok(ServerFeature {
        id: instance.subscription.id.0,
        r#type: r#type(rules.kind),
        value: rules.value.clone(),
        period: instance.months().into(),
        status_id: status(instance.standing),
        start_date: instance.began().map(dates::instant),
        expiry_date: instance.ends().map(dates::instant),
    })
}

/// What the dialect calls a kind of parts.
pub const fn r#type(kind: FeatureKind) -> FeatureType {
    match kind {
        FeatureKind::HostingManager => FeatureType::HostingManager,
        FeatureKind::Ssd => FeatureType::Ssd,
        FeatureKind::Ram => FeatureType::Ram,
        FeatureKind::Core => FeatureType::Core,
        FeatureKind::Ip => FeatureType::Ip,
        FeatureKind::Bandwidth => FeatureType::Bandwidth,
    }
}
