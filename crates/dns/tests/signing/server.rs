//! The tree, served.

use std::net::SocketAddr;
use std::sync::Arc;

use async_trait::async_trait;
use dns::answer::{Beyond, Responder, ResponderSettings};
use dns::names::Name;
use dns::serve::{Loader, NameServer, ServeSettings, Transport};
use dns::zone::{Zone, Zones};
use tokio::runtime::Runtime;

use crate::chain;

/// A name server with the tree, until it is dropped.
pub struct Served {
    /// Where it listens.
    pub port: u16,
    _server: NameServer,
    _runtime: Runtime,
}

/// Every zone is there, and nobody asks for anything else.
struct Nothing;

#[async_trait]
impl Loader for Nothing {
    async fn load(&self, _: &Name) {}
}

impl Beyond for Nothing {
    fn answer(
        &self,
        _: &[u8],
        _: SocketAddr,
        _: Transport,
    ) -> Box<dyn Iterator<Item = Vec<u8>> + Send> {
        Box::new(std::iter::empty())
    }
}

/// Serves the tree on a port of this machine.
pub fn start() -> Served {
    let zones = Zones::new();
    for contents in chain::zones() {
        zones.put(Zone::pack(&contents));
    }
    let settings = ResponderSettings::new(Arc::new(|| 1_700_000_000));
    let responder = Arc::new(Responder::new(Arc::new(zones), &settings));
    let listen = ServeSettings {
        addresses: vec!["127.0.0.1:0".parse().unwrap()],
        threads: 1,
        ..ServeSettings::default()
    };
    let runtime = Runtime::new().unwrap();
    let entered = runtime.enter();
    let server = NameServer::start(&listen, responder, Arc::new(Nothing), Arc::new(Nothing));
    drop(entered);
    let server = server.unwrap();
    Served { port: server.addresses()[0].port(), _server: server, _runtime: runtime }
}
