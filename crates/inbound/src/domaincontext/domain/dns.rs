//! Records of a name.

use app::zones;
use dialects::domaincontext::domain::dns::ReadDns;
use dialects::domaincontext::domain::set_dns::{DnsSet, SetDns};
use dialects::domaincontext::hdomain::record::DnsRecord;

use super::which;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;
use crate::domaincontext::hdomain::records;

pub async fn read(caller: Caller, call: ReadDns) -> Handled<Vec<DnsRecord>> {
    let located = which::held(caller.cx()?, &call.domain).await?;
    let zone = zones::registrar::list(&located.cx, &located.name).await?;
    Ok(records::shown(zone, &located.name))
}

pub async fn set(caller: Caller, call: SetDns) -> Handled<DnsSet> {
    let located = which::held(caller.cx()?, &call.domain).await?;
    let records = records::set(&located, call.records).await?;
    Ok(DnsSet { id: located.number.0, domain: located.name.to_string(), records })
}
