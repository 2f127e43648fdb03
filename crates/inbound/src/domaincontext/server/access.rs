//! Ways into a server: its screen, and the password of whoever administers it.

use app::servers;
use dialects::domaincontext::server::enable_vnc::{EnableVnc, VncAccess};
use dialects::domaincontext::server::regenerate_root_password::{
    RegenerateRootPassword, RootPassword,
};

use super::which;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;

pub async fn enable_vnc(caller: Caller, call: EnableVnc) -> Handled<VncAccess> {
    let (cx, which) = which::held(caller.cx()?, &call.server).await?;
    let servers::OpenConsole { server, console } = servers::open_console(&cx, &which).await?;
    Ok(VncAccess {
        id: server.id.0,
        vnc_ip: console.address.to_string(),
        vnc_port: console.port,
        vnc_password: console.password.reveal().clone(),
    })
}

pub async fn regenerate_root_password(
    caller: Caller,
    call: RegenerateRootPassword,
) -> Handled<RootPassword> {
    let (cx, which) = which::held(caller.cx()?, &call.server).await?;
    let set = servers::regenerate_password(&cx, &which).await?;
    Ok(RootPassword { id: set.server.id.0, password: set.password.reveal().clone() })
}
