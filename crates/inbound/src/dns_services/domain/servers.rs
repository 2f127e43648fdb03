//! Where a domain points, and name servers inside it.

use app::domains::choices::NameserverChoice;
use app::domains::{hosts, nameservers};
use app::shop;
use dialects::dns_services::domain::nameservers::{
    NameserverList, ReadNameservers, UpdateNameservers,
};
use dialects::dns_services::domain::register_host::RegisterHost;
use dialects::dns_services::info::Info;
use dialects::dns_services::nameservers::Nameservers;
use model::domain::DomainId;
use model::error::{Error, Field, Reason};
use model::host;

use super::held;
use crate::dns_services::door::Caller;
use crate::dns_services::errors::Handled;

pub async fn read(caller: Caller, call: ReadNameservers) -> Handled<NameserverList> {
    let holding = shop::holding(caller.cx()?, DomainId(call.id.0)).await?;
    let nameservers = holding.nameservers.iter().map(ToString::to_string).collect();
    Ok(NameserverList { nameservers })
}

pub async fn update(caller: Caller, call: UpdateNameservers) -> Handled<Info> {
    let cx = caller.cx()?;
    let choice = match sent(call.nameservers)? {
        None => NameserverChoice::Managed,
        Some(hosts) => NameserverChoice::Custom(hosts),
    };
    nameservers::set(cx, &held::name(cx, call.id).await?, choice).await?;
    Ok(Info::saved())
}

/// The host names that were sent; none for the default ones. A text in place of the list is a slip,
/// and is no name server.
pub fn sent(nameservers: Nameservers) -> Result<Option<Vec<String>>, Error> {
    match nameservers {
        Nameservers::Hosts(hosts) => Ok(Some(hosts).filter(|hosts| !hosts.is_empty())),
        Nameservers::Text(_) => Err(Error::invalid(Field::Nameserver(1), Reason::NotAHostName)),
    }
}

pub async fn register_host(caller: Caller, call: RegisterHost) -> Handled<Info> {
    let cx = caller.cx()?;
    let name = held::name(cx, call.id).await?;
    let (label, ip) = (call.host.trim(), call.ip.trim());
    let whole = match label.contains('.') || label.is_empty() {
        true => label.to_owned(),
        false => format!("{label}.{name}"),
    };
    let address = match ip {
        "" => return Err(Error::Missing(Field::Address(1)).into()),
        ip if ip.contains(':') => host::ipv6(ip, Field::Address(1))?,
        ip => host::ipv4(ip, Field::Address(1))?,
    };
    hosts::set(cx, name, &whole, vec![address]).await?;
    Ok(Info::saved())
}
