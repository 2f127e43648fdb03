//! Hosts below a name, and nameservers with glue.

use std::net::IpAddr;

use app::domains::hosts;
use dialects::domains_co_za::envelope::EppOutcome;
use dialects::domains_co_za::host::delete_host::DeleteHost;
use dialects::domains_co_za::host::glue::{GlueRecords, ReadGlue};
use dialects::domains_co_za::host::hosts::{
    AddressFamily, HostAddress, HostAddresses, HostList, Hosts, ReadHosts,
};
use dialects::domains_co_za::host::set_glue::SetGlue;
use dialects::domains_co_za::host::set_host::SetHost;
use model::error::{Error, Field, Reason};
use model::host::{Host, ipv4, ipv6};
use model::name::DomainName;
use wire::Api;

use super::answer::{COMPLETED, Handled, done, epp, queued};
use super::door::{Caller, DomainsCoZaDoor};
use super::errors::Refused;

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<ReadGlue, _>(read_glue)
        .on::<SetGlue, _>(set_glue)
        .on::<ReadHosts, _>(read_hosts)
        .on::<SetHost, _>(set_host)
        .on::<DeleteHost, _>(delete_host)
}

async fn read_hosts(caller: Caller, call: ReadHosts) -> Handled<Hosts> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    if let Some(host) = call.host.filter(|host| !host.is_empty()) {
        let host = hosts::one(caller.cx()?, name, &host).await?;
        let address = |address: &IpAddr| HostAddress {
            family: if address.is_ipv4() { AddressFamily::V4 } else { AddressFamily::V6 },
            ip: address.to_string(),
        };
        return Ok(done(Hosts::One(HostAddresses {
            name: host.name.to_string(),
            addresses: host.addresses.iter().map(address).collect(),
        })));
    }
    let found = hosts::list(caller.cx()?, name).await?;
    let hosts = found.into_iter().map(|host| host.name.to_string()).collect();
    Ok(done(Hosts::All(HostList { hosts })))
}

async fn set_host(caller: Caller, call: SetHost) -> Handled<EppOutcome> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let addresses = addresses(&[
        ("host1-ip4", Some(&call.host1_ipv4)),
        ("host1-ip6", call.host1_ipv6.as_ref()),
        ("host2-ip4", call.host2_ipv4.as_ref()),
        ("host2-ip6", call.host2_ipv6.as_ref()),
    ])?;
    hosts::set(caller.cx()?, name, &call.host, addresses).await?;
    Ok(done(epp(COMPLETED)))
}

async fn delete_host(caller: Caller, call: DeleteHost) -> Handled<EppOutcome> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    hosts::delete(caller.cx()?, name, &call.host).await?;
    Ok(done(epp(COMPLETED)))
}

/// Reads addresses under their parameters' names; an empty text counts as left out.
fn addresses(given: &[(&str, Option<&String>)]) -> Result<Vec<IpAddr>, Refused> {
    let mut list = Vec::with_capacity(given.len());
    for (parameter, text) in given {
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else { continue };
        let read = if parameter.ends_with("ip4") { ipv4 } else { ipv6 };
        let address =
            read(text, Field::Address(1)).map_err(|error| Refused::about(error, *parameter))?;
        if list.contains(&address) {
            let error = Error::invalid(Field::Address(1), Reason::Repeated);
            return Err(Refused::about(error, *parameter));
        }
        list.push(address);
    }
    Ok(list)
}

async fn set_glue(caller: Caller, call: SetGlue) -> Handled<EppOutcome> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let (ns1, ns2) = (Some(call.ns1), Some(call.ns2));
    let slots = [
        (ns1, "ns1-ip4", call.ns1_ipv4, "ns1-ip6", call.ns1_ipv6),
        (ns2, "ns2-ip4", call.ns2_ipv4, "ns2-ip6", call.ns2_ipv6),
        (call.ns3, "ns3-ip4", call.ns3_ipv4, "ns3-ip6", call.ns3_ipv6),
        (call.ns4, "ns4-ip4", call.ns4_ipv4, "ns4-ip6", call.ns4_ipv6),
        (call.ns5, "ns5-ip4", call.ns5_ipv4, "ns5-ip6", call.ns5_ipv6),
    ];
    let mut servers = Vec::with_capacity(slots.len());
    for (server, ip4, ipv4, ip6, ipv6) in slots {
        let addresses = addresses(&[(ip4, ipv4.as_ref()), (ip6, ipv6.as_ref())])?;
        match server.filter(|server| !server.trim().is_empty()) {
            Some(server) => servers.push((server, addresses)),
            None if addresses.is_empty() => {}
            // An address without its server.
            None => return Err(Refused::missing(&ip4[..3])),
        }
    }
    hosts::set_glue(caller.cx()?, name, servers)
        .await
        .map_err(|error| Refused::renamed(error, glue_parameter))?;
    Ok(queued("Pending Action Successful", epp("Domain update action 'PendingUpdate' pending")))
}

fn glue_parameter(field: Field) -> Option<String> {
    match field {
        Field::Address(number) => Some(format!("ns{number}-ip4")),
        _ => None,
    }
}

async fn read_glue(caller: Caller, call: ReadGlue) -> Handled<GlueRecords> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let mut slots = hosts::glue(caller.cx()?, name).await?.into_iter().map(slot);
    let mut next = || slots.next().unwrap_or_default();
    let [(ns1, ns1_ipv4, ns1_ipv6), (ns2, ns2_ipv4, ns2_ipv6), (ns3, ns3_ipv4, ns3_ipv6)] =
        [next(), next(), next()];
    let [(ns4, ns4_ipv4, ns4_ipv6), (ns5, ns5_ipv4, ns5_ipv6)] = [next(), next()];
    Ok(done(GlueRecords {
        ns1,
        ns1_ipv4,
        ns1_ipv6,
        ns2,
        ns2_ipv4,
        ns2_ipv6,
        ns3,
        ns3_ipv4,
        ns3_ipv6,
        ns4,
        ns4_ipv4,
        ns4_ipv6,
        ns5,
        ns5_ipv4,
        ns5_ipv6,
    }))
}

/// A used slot has a text in all three places, empty where there is no address.
fn slot(host: Host) -> (Option<String>, Option<String>, Option<String>) {
    let first = |of_family: fn(&IpAddr) -> bool| {
        host.addresses.iter().find(|address| of_family(address)).map(ToString::to_string)
    };
    let (ipv4, ipv6) = (first(IpAddr::is_ipv4), first(IpAddr::is_ipv6));
    (Some(host.name.to_string()), Some(ipv4.unwrap_or_default()), Some(ipv6.unwrap_or_default()))
}
