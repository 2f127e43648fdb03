//! Name servers inside names.

use app::domains::dossier;
use app::domains::hosts as below;
use app::domains::locate::Located;
use app::hosts::{self, HostRef};
use dialects::dreamscape::arguments::Id;
use dialects::dreamscape::host::create::CreateHost;
use dialects::dreamscape::host::delete::DeleteHost;
use dialects::dreamscape::host::list::ListHosts;
use dialects::dreamscape::host::read::ReadHost;
use dialects::dreamscape::host::row::Host as Row;
use dialects::dreamscape::host::update::UpdateHost;
use dialects::dreamscape::nothing::Nothing;
use model::Error;
use model::domain::DomainId;
use model::error::Field;
use model::host::{self, Host};
use model::name::HostName;
use wire::Api;

use super::answer::Answer;
use super::door::{Caller, DreamscapeDoor};
use super::errors::Handled;

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<CreateHost, _>(create)
        .on::<ListHosts, _>(list)
        .on::<ReadHost, _>(read)
        .on::<UpdateHost, _>(update)
        .on::<DeleteHost, _>(delete)
}

async fn create(caller: Caller, call: CreateHost) -> Handled<Answer<Row>> {
    let held = held(&caller, call.domain_id).await?;
    host::subordinate(&HostName::parse(&call.host, Field::Host)?, &held.name)?;
    let stored = hosts::create::create(&held.cx, &call.host, &[call.ip.0]).await?;
    Ok(Answer::Done(row(&stored.host)))
}

async fn list(caller: Caller, call: ListHosts) -> Handled<Answer<Vec<Row>>> {
    let held = held(&caller, call.domain_id).await?;
    let hosts = below::list(&held.cx, held.name).await?;
    Ok(Answer::Done(hosts.iter().map(row).collect()))
}

async fn read(caller: Caller, call: ReadHost) -> Handled<Answer<Row>> {
    let held = held(&caller, call.domain_id).await?;
    Ok(Answer::Done(row(&below::one(&held.cx, held.name, &call.host).await?)))
}

async fn update(caller: Caller, call: UpdateHost) -> Handled<Answer<Row>> {
    let held = held(&caller, call.domain_id).await?;
    let known = below::one(&held.cx, held.name, &call.host).await?;
    let which = HostRef::named(known.name.as_str());
    let stored = hosts::update::update(&held.cx, which, &[call.ip.0]).await?;
    Ok(Answer::Done(row(&stored.host)))
}

async fn delete(caller: Caller, call: DeleteHost) -> Handled<Answer<Nothing>> {
    let held = held(&caller, call.domain_id).await?;
    let known = below::one(&held.cx, held.name, &call.host).await?;
    hosts::delete::delete(&held.cx, HostRef::named(known.name.as_str())).await?;
    Ok(Answer::Done(Nothing))
}

async fn held(caller: &Caller, id: Id) -> Result<Located, Error> {
    dossier::held(caller.cx()?, DomainId(id.0)).await
}

/// The dialect knows one address of each.
fn row(host: &Host) -> Row {
    let ip = host.addresses.first().map(ToString::to_string);
    Row { host: host.name.to_string(), ip: ip.unwrap_or_default() }
}
