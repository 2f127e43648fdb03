//! A new server, more time for one, and the end of one.

use app::servers;
use dialects::domaincontext::arguments::{Id, Label};
use dialects::domaincontext::server::buy::{BuyServer, ServerBought};
use dialects::domaincontext::server::numbered::NumberedServer;
use dialects::domaincontext::server::refuse::RefuseServer;
use dialects::domaincontext::server::renew::{RenewServer, ServerRenewed};
use model::error::{Error, Field, Reason};

use super::which;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};

pub async fn buy(caller: Caller, call: BuyServer) -> Handled<ServerBought> {
    let text = |sent: Option<Label>| sent.map(|label| label.0).unwrap_or_default();
    let wish = servers::BuyServer {
        tariff: call.tariff,
        cluster: cluster(call.cluster_id)?,
        image: call.osimage.0,
        panel: call.panel.map(|panel| panel.0),
        purpose: text(call.purpose),
        social: text(call.social),
        callback_url: call.callback_url.map(|url| url.0),
        periods: periods(call.amount),
    };
    let server = servers::buy(caller.cx()?, wish).await.map_err(refused)?;
    Ok(ServerBought {
        id: server.id.0,
        name: server.name,
        state: server.state.word().to_owned(),
        action_pending: None,
    })
}

pub async fn renew(caller: Caller, call: RenewServer) -> Handled<ServerRenewed> {
    let (cx, which) = which::held(caller.cx()?, &call.server).await?;
    let renewed = servers::extend(&cx, &which, periods(call.amount), None).await;
    let renewed = renewed.map_err(refused)?;
    Ok(ServerRenewed { id: renewed.id.0, expires: renewed.due.day() })
}

pub async fn refuse(caller: Caller, call: RefuseServer) -> Handled<NumberedServer> {
    let (cx, which) = which::held(caller.cx()?, &call.server).await?;
    let server = servers::refuse(&cx, &which).await?;
    Ok(NumberedServer { id: server.id.0 })
}

fn cluster(sent: Id) -> Result<u32, Error> {
    u32::try_from(sent.0).map_err(|_| Error::invalid(Field::Cluster, Reason::UnknownWord))
}

/// One period when left out; more than fit into the number are too many anyway.
fn periods(sent: Option<Id>) -> u8 {
    sent.map_or(1, |amount| u8::try_from(amount.0).unwrap_or(u8::MAX))
}

/// What these commands call what was wrong.
fn refused(error: Error) -> Refused {
    Refused::renamed(error, |field| {
        let name = match field {
            Field::Product => "tariff",
            Field::Period => "amount",
            Field::Text => "purpose",
            Field::Label => "social",
            _ => return None,
        };
        Some(name.to_owned())
    })
}
