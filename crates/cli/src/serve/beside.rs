//! The realm beside the live one: a database, a key and suppliers of its own. Its suppliers are those of
//! a sandbox: whatever the live realm is connected to, nothing is registered, mailed or charged here.

use std::sync::Arc;

use app::clock::Clock;
use app::realm::{RealmParts, Settings};
use app::{Realm, operations};
use outbound::{AuthorityOffice, Faults};
use store::Store;

use super::config::{Beside, Config};
use super::{founders, resellers, start};
use crate::StartError;
use crate::beside::{NAME, PAGES};
use crate::sandbox::suppliers::{Known, Suppliers};
use crate::served_zones::ServedZones;

/// Where the authority looks for files.
const WEB_PORTS: (u16, u16) = (80, 443);

/// Opens the realm that `beside` describes, beside the one that is there, and founds what it lacks.
pub(super) async fn open(
    config: &Config,
    beside: &Beside,
    live: &Realm,
) -> Result<(Arc<Realm>, AuthorityOffice), StartError> {
    std::fs::create_dir_all(&beside.folder)
        .map_err(|why| StartError::about(&beside.folder, why))?;
    let (realm, office) = realm(config, beside, live).await?;
    let operator = founders::found_operator(&realm, config.operator.profile.clone()).await?;
    if let (Some(reseller), Some(key_file)) = (&config.dreamscape, &beside.key_file) {
        resellers::dreamscape(&realm, operator, reseller.clone(), key_file).await?;
    }
    operations::resume(&realm).await?;
    Ok((realm, office))
}

async fn realm(
    config: &Config,
    beside: &Beside,
    live: &Realm,
) -> Result<(Arc<Realm>, AuthorityOffice), StartError> {
    let (keys, clock) = (live.keys.beside(NAME), Clock::real());
    let store = Store::open(&beside.database).await?;
    start::check(&store, &keys).await?;
    let public_url = format!("{}{PAGES}", live.settings.public_url);
    let known = Known {
        keys: &keys,
        clock: &clock,
        rulebook: &live.rulebook,
        public_url: &public_url,
        sender: &live.settings.sender,
        web_ports: WEB_PORTS,
        callable: &config.callable,
    };
    let (suppliers, faults) = (Suppliers::open(&beside.folder, &known)?, Faults::default());
    let (mailer, zones) = (suppliers.faulty_mailer(&faults), Arc::new(ServedZones::default()));
    let realm = Realm::new(RealmParts {
        store,
        clock,
        keys,
        rulebook: Arc::clone(&live.rulebook),
        costs: Arc::clone(&live.costs),
        shelf: Arc::clone(&live.shelf),
        registry: suppliers.faulty_registry(&faults),
        authority: suppliers.faulty_authority(&faults, &mailer, &zones),
        mailer,
        provisioners: suppliers.faulty_provisioners(&faults),
        gateway: suppliers.faulty_gateway(&faults),
        server_host: suppliers.faulty_server_host(&faults),
        caller_back: suppliers.faulty_caller_back(&faults),
        resolver: None,
        settings: Settings { public_url, webhooks: None, ..live.settings.clone() },
    });
    zones.are_of(&realm);
    Ok((realm, suppliers.authority))
}
