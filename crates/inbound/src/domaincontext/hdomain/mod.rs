//! Zones that are served here; each belongs to a name and has its number.

/// Records, brought to the platform's and back.
pub(super) mod records;

use app::zones;
use dialects::domaincontext::domain::selector::DomainSelector;
use dialects::domaincontext::hdomain::dns::ReadHostedDns;
use dialects::domaincontext::hdomain::record::DnsRecord;
use dialects::domaincontext::hdomain::set_dns::{HostedDnsSet, SetHostedDns};
use model::error::{Error, Field};
use wire::Api;

use super::domain::which;
use super::door::{Caller, DomainContextDoor};
use super::errors::{Handled, Refused};

pub fn routes(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on::<ReadHostedDns, _>(read)
        .on::<SetHostedDns, _>(set)
        .on_bulk::<ReadHostedDns, _>(read)
        .on_bulk::<SetHostedDns, _>(set)
}

async fn read(caller: Caller, call: ReadHostedDns) -> Handled<Vec<DnsRecord>> {
    let id = call.id.ok_or_else(|| Refused::about(Error::Missing(Field::Domain), "id"))?;
    let sent = DomainSelector { domain: None, id: Some(id) };
    let located = which::held(caller.cx()?, &sent).await?;
    let zone = zones::registrar::list(&located.cx, &located.name).await?;
    Ok(records::shown(zone, &located.name))
}

async fn set(caller: Caller, call: SetHostedDns) -> Handled<HostedDnsSet> {
    let located = which::held(caller.cx()?, &call.domain).await?;
    let records = records::set(&located, call.records).await?;
    Ok(HostedDnsSet { id: located.number.0, records })
}
