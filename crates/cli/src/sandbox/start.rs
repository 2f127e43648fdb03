//! From options to a running sandbox.

use std::sync::Arc;

use app::keys::{Keys, Purpose};
use model::secret::Secret;

use super::announcement::{Announced, Announcement, Places};
use super::beginning::Worlds;
use super::folder::DataFolder;
use super::ground::{Goods, Ground};
use super::realms::{Side, Which};
use super::running::Running;
use super::shared::Shared;
use super::transfers::Transfers;
use super::{Options, beginning, controls, demo, seed};
use crate::StartError;
use crate::dialects::Spoken;
use crate::forwarding::{self, ForwardingOptions};
use crate::http::meters::Meters;
use crate::http::server::Bound;
use crate::http::{Server, Site, TlsFiles};
use crate::name_server::NameServer;

/// Signs of the token that opens the controls.
const TOKEN_SIGNS: usize = 32;
/// Where the tables for a mail server are, inside the data folder.
const MAIL_TABLES: &str = "postfix";

/// Starts a sandbox. It accepts connections when this returns.
///
/// # Errors
/// Says in words what is in the way.
pub async fn start(options: Options) -> Result<Running, StartError> {
    let folder = DataFolder::open(&options.data)?;
    folder.withdraw_announcement()?;
    let bound = Bound::to(options.http)?;
    let tls = options.tls.as_ref().map(TlsFiles::read).transpose()?;
    let forwarding = forwarding::Prepared::from_options(ForwardingOptions {
        mail_tables: Some(folder.file(MAIL_TABLES)),
        ..options.forwarding.clone()
    })?;
    let meters = Meters::install();
    let (keys, age) = seed::keys(&folder, options.seed)?;
    let transfers = Transfers::of(&keys)?;
    let name_server = NameServer::start(transfers.options(&options))?;
    let dns = name_server.address();
    let places = Places { http: bound.address(), secure: tls.is_some(), dns };
    let token = control_token(&keys);
    let hosts = options.hosts.clone();
    let grounds = Grounds::open(options, &folder, &keys, &places.url())?;
    let Grounds { live, beside } = &grounds;
    let worlds = beginning::begin_or_go_on(live, beside.as_ref(), age).await?;
    let announced = Announced::of(&worlds).await?;
    let Open { live, beside, spoken } = grounds.open_gates(worlds);
    let announcement = Announcement::new(&places, &token, &spoken, &announced)
        .with_transfers(&transfers)
        .with_forwarding(forwarding.http().unwrap_or(places.http), &folder.file(MAIL_TABLES));
    let mut site = Site::new(live.gate.clone(), hosts, meters.clone(), &spoken)
        .with_authority(live.ground.authority().clone(), &live.gate);
    if let Some(beside) = &beside {
        site = site.beside(beside.gate.clone(), beside.ground.authority().clone());
    }
    let forwarding = forwarding.start(&live.gate)?;
    name_server.follow(&live.world().realm).await?;
    let sandbox = Arc::new(Shared::new(live, beside, token, name_server));
    let site = site.with(controls::PATH, controls::routes(Arc::clone(&sandbox)));
    let server = Server::start(bound, tls, site)
        .map_err(|why| StartError::new(format!("the server does not start: {why}")))?;
    folder.announce(&announcement.text())?;
    let gathering = meters.gather();
    Ok(Running { sandbox, server, forwarding, gathering, announcement, places, folder })
}

/// What the realms stand on.
struct Grounds {
    live: Ground,
    beside: Option<Ground>,
}

/// Realms with their gates open, and what is spoken in the live one.
struct Open {
    live: Side,
    beside: Option<Side>,
    spoken: Vec<Spoken>,
}

impl Grounds {
    fn open(
        options: Options,
        folder: &DataFolder,
        keys: &Keys,
        url: &str,
    ) -> Result<Self, StartError> {
        let goods = Goods::embedded()?;
        let open =
            |which, options: Options| Ground::open(which, options, folder, keys, (url, &goods));
        let wanted = options.beside.then(|| options.clone());
        let beside = wanted.map(|options| open(Which::Beside, options)).transpose()?;
        Ok(Self { live: open(Which::Live, options)?, beside })
    }

    fn open_gates(self, worlds: Worlds) -> Open {
        let (gate, spoken) = self.live.open_gate(&worlds.live);
        let live = Side::new(self.live, gate, worlds.live);
        let beside = self.beside.zip(worlds.beside).map(|(ground, world)| {
            let (gate, _) = ground.open_gate(&world);
            Side::new(ground, gate, world)
        });
        Open { live, beside, spoken }
    }
}

impl Announced {
    async fn of(worlds: &Worlds) -> Result<Self, StartError> {
        let facts = demo::facts(&worlds.live.realm).await?;
        let beside = match &worlds.beside {
            Some(beside) => Some(demo::facts_beside(&beside.realm).await?),
            None => None,
        };
        Ok(Self { facts, beside })
    }
}

/// The token follows from the seed, like every secret here.
fn control_token(keys: &Keys) -> Secret<String> {
    Secret::new(keys.text(Purpose::Control, &[], TOKEN_SIGNS))
}
