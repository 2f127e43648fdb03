//! Zones, listed and read.

use app::subscriptions;
use app::zones::hosted::{self, StoredZone};
use dialects::dns_services::zone::details::{ObservedZone, ReadZone, Zone, ZoneDetails};
use dialects::dns_services::zone::list::{ListZones, ZoneRow, Zones};
use dialects::dns_services::zone::service_zones::ListServiceZones;
use model::subscription::SubscriptionId;
use model::zone::ZoneId;
use wire::RowList;

use super::{refused, shown};
use crate::dns_services::Profile;
use crate::dns_services::door::Caller;
use crate::dns_services::errors::Handled;

pub async fn list(caller: Caller, _: ListZones) -> Handled<Zones> {
    let cx = caller.cx()?;
    let services = subscriptions::dns_services(cx).await?;
    Ok(zones(services, hosted::list(cx).await?))
}

pub async fn of_service(caller: Caller, call: ListServiceZones) -> Handled<Zones> {
    let service = SubscriptionId(call.service_id.0);
    let held = hosted::list_of(caller.cx()?, service).await.map_err(refused)?;
    Ok(zones(vec![service], held))
}

fn zones(services: Vec<SubscriptionId>, zones: Vec<StoredZone>) -> Zones {
    let row = |zone: StoredZone| {
        let service = zone.subscription?;
        let (domain_id, service_id) = (zone.id.0.into(), service.0.into());
        Some(ZoneRow { domain_id, name: zone.name, service_id })
    };
    Zones {
        service_ids: services.into_iter().map(|service| service.0.into()).collect(),
        zones: zones.into_iter().filter_map(row).collect(),
    }
}

pub async fn details(caller: Caller, call: ReadZone) -> Handled<ZoneDetails> {
    let (service, zone) = (SubscriptionId(call.service_id.0), ZoneId(call.zone_id.0));
    let details = hosted::details(caller.cx()?, service, zone).await.map_err(refused)?;
    let rows = details.row_numbers().into_iter().zip(&details.records);
    let name = details.zone.name.clone();
    Ok(match caller.profile {
        Profile::Documented => {
            let row = |(row, (id, record)): (u32, &_)| (row, shown::documented(*id, record, &name));
            let records = RowList(rows.map(row).collect());
            ZoneDetails::Documented(Zone { service_id: service.0, name, records })
        }
        Profile::Observed => {
            let row = |(row, (id, record)): (u32, &_)| (row, shown::observed(*id, record, zone));
            let records = RowList(rows.map(row).collect());
            ZoneDetails::Observed(ObservedZone { service_id: service.0.into(), name, records })
        }
    })
}
