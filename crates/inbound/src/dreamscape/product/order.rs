//! What a family of its own asks for when it is bought.

use std::collections::BTreeMap;

use app::subscriptions::families::{Wanted, WantedFeature, WantedServer};
use dialects::dreamscape::product::families::Family;
use dialects::dreamscape::product::fax::RegisterFax;
use dialects::dreamscape::product::server::feature;
use dialects::dreamscape::product::server::register::RegisterServer;
use dialects::dreamscape::product::shape::{NamelessProduct, Product, Server};
use dialects::dreamscape::product::wordpress::RegisterWordPress;

use super::register::{bought, wanted};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;

pub async fn wordpress(
    caller: Caller,
    family: &'static Family,
    call: RegisterWordPress,
) -> Handled<Answer<Product>> {
    let wish = Wanted {
        domain: call.domain_name.map(|name| name.0),
        choices: choices([("location", call.location.word())]),
        ..wanted(family, call.plan_id, call.period)
    };
    bought(caller, call.customer_id, wish).await
}

pub async fn fax(
    caller: Caller,
    family: &'static Family,
    call: RegisterFax,
) -> Handled<Answer<NamelessProduct>> {
    let wish = Wanted {
        choices: choices([("country", call.country.word()), ("state", &call.state)]),
        ..wanted(family, call.plan_id, call.period)
    };
    bought(caller, call.customer_id, wish).await
}

pub async fn server(
    caller: Caller,
    family: &'static Family,
    call: RegisterServer,
) -> Handled<Answer<Server>> {
    let server = WantedServer {
        location: call.location.word().to_owned(),
        system: call.operating_system.0,
        features: call.features.into_iter().map(wanted_feature).collect(),
    };
    let wish = Wanted { server: Some(server), ..wanted(family, call.plan_id, call.period) };
    bought(caller, call.customer_id, wish).await
}

/// A part of a server, as the platform reads it.
pub fn wanted_feature(feature: feature::WantedFeature) -> WantedFeature {
    WantedFeature {
        kind: feature.r#type.word().to_owned(),
        value: feature.value.0,
        months: feature.period.0.into(),
    }
}

/// What is filled in, by what each field is called.
pub fn choices<const N: usize>(filled: [(&str, &str); N]) -> BTreeMap<String, String> {
    filled.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}
