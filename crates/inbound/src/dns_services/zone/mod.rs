//! Zones that live under a service, in both ways of writing them.

mod read;
mod records;
mod shown;
mod write;

use dialects::dns_services::zone::create_record::CreateRecord;
use dialects::dns_services::zone::create_zone::CreateZone;
use dialects::dns_services::zone::delete_record::DeleteRecord;
use dialects::dns_services::zone::delete_zone::DeleteZone;
use dialects::dns_services::zone::details::ReadZone;
use dialects::dns_services::zone::list::ListZones;
use dialects::dns_services::zone::service_zones::ListServiceZones;
use dialects::dns_services::zone::update_record::UpdateRecord;
use model::error::{Error, Prohibition};
use wire::Api;

use super::door::DnsServicesDoor;
use super::errors::Refused;

pub use shown::relative;

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<ListZones, _>(read::list)
        .on::<ListServiceZones, _>(read::of_service)
        .on::<ReadZone, _>(read::details)
        .on::<CreateZone, _>(write::create)
        .on::<DeleteZone, _>(write::delete)
        .on::<CreateRecord, _>(records::create)
        .on::<UpdateRecord, _>(records::update)
        .on::<DeleteRecord, _>(records::delete)
}

/// A service that holds no zones knows none of these calls.
fn refused(error: Error) -> Refused {
    match error {
        Error::Prohibited(Prohibition::NotOffered) => {
            Refused::saying(error, ListServiceZones::NO_SUCH_METHOD)
        }
        other => other.into(),
    }
}
