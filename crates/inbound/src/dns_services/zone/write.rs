//! Zones, begun and ended.

use app::zones::hosted::{self, Beginning};
use dialects::dns_services::info::Info;
use dialects::dns_services::zone::create_zone::CreateZone;
use dialects::dns_services::zone::delete_zone::DeleteZone;
use model::subscription::SubscriptionId;
use model::zone::ZoneId;

use super::refused;
use crate::dns_services::Profile;
use crate::dns_services::door::Caller;
use crate::dns_services::errors::Handled;

pub async fn create(caller: Caller, call: CreateZone) -> Handled<Info> {
    let (service, name) = (SubscriptionId(call.service_id.0), call.name.trim());
    // The service itself showed the authority of its zones; the document shows none.
    let beginning = match caller.profile {
        Profile::Documented => Beginning::Empty,
        Profile::Observed => Beginning::Authority,
    };
    hosted::create(caller.cx()?, service, name, beginning).await.map_err(refused)?;
    Ok(CreateZone::done(name))
}

pub async fn delete(caller: Caller, call: DeleteZone) -> Handled<Info> {
    let (service, zone) = (SubscriptionId(call.service_id.0), ZoneId(call.zone_id.0));
    let name = hosted::delete(caller.cx()?, service, zone).await.map_err(refused)?;
    Ok(DeleteZone::done(&name))
}
