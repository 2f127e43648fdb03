//! Everything about a server.

use app::servers;
use dialects::domaincontext::server::info::{ReadServer, ServerInfo};

use super::{row, which};
use crate::domaincontext::AUDIENCE;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;

pub async fn info(caller: Caller, call: ReadServer) -> Handled<ServerInfo> {
    let (cx, which) = which::held(caller.cx()?, &call.server).await?;
    let found = servers::one(&cx, AUDIENCE, &which).await?;
    let row = row::row(&cx, &found);
    let server = found.server;
    let clusters = servers::clusters(&cx);
    let cluster = clusters.iter().find(|cluster| cluster.number == server.cluster);
    Ok(ServerInfo {
        row,
        power: server.power.word().to_owned(),
        cluster_id: server.cluster.into(),
        cluster: cluster.map(|cluster| cluster.name.clone()).unwrap_or_default(),
        purpose: server.purpose,
        social: server.social,
    })
}
