//! Where a name is delegated to.

use std::net::IpAddr;

use app::domains::nameservers;
use app::domains::search::FoundName;
use dialects::domaincontext::arguments::Nameservers;
use dialects::domaincontext::domain::nameservers::{NameserversRead, ReadNameservers};
use dialects::domaincontext::domain::set_nameservers::{NameserversSet, SetNameservers};
use model::error::{Error, Field, Reason};
use model::host;

use super::{row, which};
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};

pub async fn read(caller: Caller, call: ReadNameservers) -> Handled<NameserversRead> {
    let detailed = which::detailed(caller.cx()?, &call.domain).await?;
    let row = row::row(&detailed.cx, &detailed.found, &detailed.hosts)?;
    Ok(NameserversRead {
        id: row.id,
        domain: row.domain,
        nameservers: row.nameservers,
        nsips: row.nsips,
    })
}

/// No servers at all are a slip: nothing is redirected by what was left out.
pub async fn set(caller: Caller, call: SetNameservers) -> Handled<NameserversSet> {
    let cx = caller.cx()?;
    let sent = call.nss.ok_or(Error::Missing(Field::Nameserver(1)))?;
    let servers = servers(sent)?;
    let located = which::held(cx, &call.domain).await?;
    nameservers::point(&located.cx, &located.name, servers).await.map_err(refused)?;
    let now = which::detailed(cx, &call.domain).await?;
    let nss = match &now.found {
        FoundName::Held { stored, .. } => {
            row::joined(stored.domain.nameservers.iter().map(ToString::to_string))
        }
        FoundName::Coming { .. } => String::new(),
    };
    Ok(NameserversSet { id: located.number.0, domain: located.name.to_string(), nss })
}

/// Servers with their addresses; one that is listed again has several.
fn servers(sent: Nameservers) -> Handled<Vec<(String, Vec<IpAddr>)>> {
    let mut servers: Vec<(String, Vec<IpAddr>)> = Vec::with_capacity(sent.0.len());
    for server in sent.0 {
        let number = u8::try_from(servers.len() + 1).unwrap_or(u8::MAX);
        let address = server.address.map(|address| reachable(address.0, number)).transpose()?;
        let host = server.host.0.to_lowercase();
        let known = servers.iter_mut().find(|(known, _)| *known == host);
        match (known, address) {
            (Some((_, addresses)), Some(address)) if !addresses.contains(&address) => {
                addresses.push(address);
            }
            (Some(_), _) => {
                return Err(Error::invalid(Field::Nameserver(number), Reason::Repeated).into());
            }
            (None, address) => servers.push((host, address.into_iter().collect())),
        }
    }
    Ok(servers)
}

fn reachable(address: IpAddr, number: u8) -> Handled<IpAddr> {
    let (text, field) = (address.to_string(), Field::Address(number));
    let read = if address.is_ipv6() { host::ipv6(&text, field) } else { host::ipv4(&text, field) };
    read.map_err(refused)
}

/// The call has one parameter for servers and addresses, and says of a list what is said of its
/// missing end.
fn refused(error: Error) -> Refused {
    let error = match error {
        Error::Missing(field @ Field::Nameserver(fewest)) if fewest > 1 => {
            Error::invalid(field, Reason::FewerThan(fewest.into()))
        }
        other => other,
    };
    Refused::renamed(error, |field| {
        matches!(field, Field::Nameserver(_) | Field::Address(_)).then(|| "nss".to_owned())
    })
}
