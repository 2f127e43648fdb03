//! Name servers inside names: made, changed, looked at and removed.

mod search;

use std::net::IpAddr;

use app::Context;
use app::hosts::{self, FoundHost, HostRef, StoredHost};
use dialects::domaincontext::arguments::Ips;
use dialects::domaincontext::host::addresses::HostAddresses;
use dialects::domaincontext::host::create::CreateHost;
use dialects::domaincontext::host::delete::{DeleteHost, HostDeleted};
use dialects::domaincontext::host::info::ReadHost;
use dialects::domaincontext::host::row::HostRow;
use dialects::domaincontext::host::search::SearchHosts;
use dialects::domaincontext::host::selector::HostSelector;
use dialects::domaincontext::host::update::UpdateHost;
use model::error::{Error, Field, Noun};
use model::host::{HostId, ipv4, ipv6};
use wire::Api;

use super::AUDIENCE;
use super::door::{Caller, DomainContextDoor};
use super::errors::{Handled, Refused};
use super::whom;

/// What is said to whoever names nothing.
const NEITHER: &str = "host or id is missing";

pub fn routes(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on::<SearchHosts, _>(search::search)
        .on::<ReadHost, _>(read)
        .on::<CreateHost, _>(create)
        .on::<UpdateHost, _>(update)
        .on::<DeleteHost, _>(delete)
        .on_bulk::<ReadHost, _>(read)
        .on_bulk::<CreateHost, _>(create)
        .on_bulk::<UpdateHost, _>(update)
        .on_bulk::<DeleteHost, _>(delete)
}

async fn read(caller: Caller, call: ReadHost) -> Handled<HostRow> {
    let (acting, which) = located(caller.cx()?, &call.host).await?;
    Ok(row(hosts::read::read(&acting, AUDIENCE, which).await?))
}

async fn create(caller: Caller, call: CreateHost) -> Handled<HostAddresses> {
    let (cx, host) = (caller.cx()?, &call.host.0);
    let given = addresses(call.ips)?;
    let acting = hosts::locate::acting_below(cx, host).await.map_err(above)?;
    Ok(shown(hosts::create::create(&acting, host, &given).await.map_err(above)?))
}

/// Whoever names no address takes away those that there were.
async fn update(caller: Caller, call: UpdateHost) -> Handled<HostAddresses> {
    let given = addresses(call.ips)?;
    let (acting, which) = located(caller.cx()?, &call.host).await?;
    Ok(shown(hosts::update::update(&acting, which, &given).await?))
}

async fn delete(caller: Caller, call: DeleteHost) -> Handled<HostDeleted> {
    let (acting, which) = located(caller.cx()?, &call.host).await?;
    let gone = hosts::delete::delete(&acting, which).await?;
    Ok(HostDeleted { id: gone.id.0, host: gone.host.name.to_string() })
}

/// The host that is meant, and a place to act for whoever has it.
async fn located(cx: &Context, sent: &HostSelector) -> Handled<(Context, HostRef)> {
    let which = HostRef {
        id: sent.id.map(|id| HostId(id.0)),
        name: sent.host.as_ref().map(|host| host.0.clone()),
    };
    let acting = hosts::locate::acting_for(cx, &which).await.map_err(|error| match error {
        Error::Missing(_) => Refused::saying(error, NEITHER),
        Error::NotFound(_) if sent.host.is_none() => Refused::about(error, "id"),
        other => other.into(),
    })?;
    Ok((acting, which))
}

/// The name above is told by the host.
fn above(error: Error) -> Refused {
    match error {
        Error::NotFound(Noun::Domain) => Refused::about(error, "host"),
        other => other.into(),
    }
}

/// Addresses that can be reached from outside.
fn addresses(given: Option<Ips>) -> Result<Vec<IpAddr>, Error> {
    let read = |(number, address): (u8, IpAddr)| {
        let (field, text) = (Field::Address(number), address.to_string());
        if address.is_ipv4() { ipv4(&text, field) } else { ipv6(&text, field) }
    };
    let given = given.map(|ips| ips.0).unwrap_or_default();
    // Numbers beyond what fits are refused by their count.
    let numbers = (1..u8::MAX).chain(std::iter::repeat(u8::MAX));
    numbers.zip(given.into_iter().map(|ip| ip.0)).map(read).collect()
}

fn shown(stored: StoredHost) -> HostAddresses {
    HostAddresses {
        id: stored.id.0,
        host: stored.host.name.to_string(),
        ips: texts(&stored.host.addresses),
    }
}

fn row(found: FoundHost) -> HostRow {
    let FoundHost { stored, owner } = found;
    let (seller, seller_id) = whom::seller(&owner);
    HostRow {
        id: stored.id.0,
        host: stored.host.name.to_string(),
        domain: stored.domain_name.to_string(),
        domain_id: stored.domain.0,
        ips: texts(&stored.host.addresses),
        client: owner.login,
        client_id: owner.account.0,
        seller,
        seller_id,
    }
}

fn texts(addresses: &[IpAddr]) -> Vec<String> {
    addresses.iter().map(ToString::to_string).collect()
}
