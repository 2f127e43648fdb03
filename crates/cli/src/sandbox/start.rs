//! From options to a running sandbox.

use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::sync::Arc;

use app::keys::{Keys, Purpose};
use model::secret::Secret;

use super::announcement::{Announcement, Places};
use super::folder::DataFolder;
use super::ground::Ground;
use super::running::Running;
use super::shared::Shared;
use super::{Options, beginning, controls, demo, seed};
use crate::StartError;
use crate::http::meters::Meters;
use crate::http::server::Bound;
use crate::http::{Server, Site, TlsFiles};

/// Signs of the token that opens the controls.
const TOKEN_SIGNS: usize = 32;
/// How often a free port for the name server is looked for.
const DNS_ATTEMPTS: usize = 32;

/// Starts a sandbox. It accepts connections when this returns.
///
/// # Errors
/// Says in words what is in the way.
pub async fn start(options: Options) -> Result<Running, StartError> {
    let folder = DataFolder::open(&options.data)?;
    folder.withdraw_announcement()?;
    let bound = Bound::to(options.http)?;
    let tls = options.tls.as_ref().map(TlsFiles::read).transpose()?;
    let places =
        Places { http: bound.address(), secure: tls.is_some(), dns: dns_address(options.dns)? };
    let meters = Meters::install();
    let (keys, age) = seed::keys(&folder, options.seed)?;
    let token = control_token(&keys);
    let hosts = options.hosts.clone();
    let ground = Ground::open(options, &folder, keys, places.url())?;
    let world = beginning::begin_or_go_on(&ground, age).await?;
    let facts = demo::facts(&world.realm).await?;
    let (gate, spoken) = ground.open_gate(&world);
    let announcement = Announcement::new(&places, &token, &spoken, &facts);
    let authority = ground.authority().clone();
    let sandbox = Arc::new(Shared::new(ground, gate.clone(), world, token));
    let site = Site::new(gate, hosts, meters.clone(), &spoken)
        .with_authority(authority, &sandbox.gate)
        .with(controls::PATH, controls::routes(Arc::clone(&sandbox)));
    let server = Server::start(bound, tls, site)
        .map_err(|why| StartError::new(format!("the server does not start: {why}")))?;
    folder.announce(&announcement.text())?;
    let gathering = meters.gather();
    Ok(Running { sandbox, server, gathering, announcement, places, folder })
}

/// The token follows from the seed, like every secret here.
fn control_token(keys: &Keys) -> Secret<String> {
    Secret::new(keys.text(Purpose::Control, &[], TOKEN_SIGNS))
}

/// The address of the name server. Port 0 becomes one that is free for UDP and TCP alike.
///
/// Nothing answers there yet: zones are kept by the platform, but not served.
fn dns_address(wanted: SocketAddr) -> Result<SocketAddr, StartError> {
    if wanted.port() != 0 {
        return Ok(wanted);
    }
    let free = || {
        let listener = TcpListener::bind(wanted)?;
        let address = listener.local_addr()?;
        UdpSocket::bind(address).map(|_| address)
    };
    let mut found = free();
    for _ in 1..DNS_ATTEMPTS {
        if found.is_ok() {
            break;
        }
        found = free();
    }
    found.map_err(|why| StartError::new(format!("no free port for DNS at {wanted}: {why}")))
}
