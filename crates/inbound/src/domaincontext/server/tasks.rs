//! What takes time on a server: one at a time.

use app::servers;
use dialects::domaincontext::server::boot_live::BootLive;
use dialects::domaincontext::server::numbered::NumberedServer;
use dialects::domaincontext::server::power_off::PowerServerOff;
use dialects::domaincontext::server::power_on::PowerServerOn;
use dialects::domaincontext::server::reboot::RebootServer;
use dialects::domaincontext::server::reset::ResetServer;
use dialects::domaincontext::server::selector::ServerSelector;
use dialects::domaincontext::server::set_up_again::SetServerUpAgain;
use dialects::domaincontext::server::shutdown::ShutDownServer;
use model::server::TaskKind;

use super::which;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;

pub async fn reboot(caller: Caller, call: RebootServer) -> Handled<NumberedServer> {
    begin(caller, &call.server, TaskKind::Reboot, None, None).await
}

pub async fn reset(caller: Caller, call: ResetServer) -> Handled<NumberedServer> {
    begin(caller, &call.server, TaskKind::Reset, None, None).await
}

pub async fn shut_down(caller: Caller, call: ShutDownServer) -> Handled<NumberedServer> {
    begin(caller, &call.server, TaskKind::Shutdown, None, None).await
}

pub async fn power_on(caller: Caller, call: PowerServerOn) -> Handled<NumberedServer> {
    begin(caller, &call.server, TaskKind::PowerOn, None, None).await
}

pub async fn power_off(caller: Caller, call: PowerServerOff) -> Handled<NumberedServer> {
    begin(caller, &call.server, TaskKind::PowerOff, None, None).await
}

pub async fn set_up_again(caller: Caller, call: SetServerUpAgain) -> Handled<NumberedServer> {
    let panel = call.panel.as_ref().map(|panel| panel.0.as_str());
    let image = Some(call.osimage.0.as_str());
    begin(caller, &call.server, TaskKind::Reinstall, image, panel).await
}

pub async fn boot_live(caller: Caller, call: BootLive) -> Handled<NumberedServer> {
    let image = call.osimage.as_ref().map(|image| image.0.as_str());
    begin(caller, &call.server, TaskKind::BootLive, image, None).await
}

async fn begin(
    caller: Caller,
    sent: &ServerSelector,
    kind: TaskKind,
    image: Option<&str>,
    panel: Option<&str>,
) -> Handled<NumberedServer> {
    let (cx, which) = which::held(caller.cx()?, sent).await?;
    let server = servers::begin_task(&cx, &which, kind, image, panel).await?;
    Ok(NumberedServer { id: server.id.0 })
}
