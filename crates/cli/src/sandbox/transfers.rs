//! How other name servers follow a sandbox's: with a key that follows from the seed, and by a catalog.

use app::keys::{Keys, Purpose};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dns::names::{self, Name};
use dns::transfer::{Algorithm, Peer, SharedKey};
use serde_json::{Value, json};

use super::Options;
use crate::StartError;
use crate::name_server::NameServerOptions;

/// What the key is called.
const KEY: &str = "sandbox.nameyard.example";
/// What the catalog is called.
const CATALOG: &str = "catalog.nameyard.example";

/// How other name servers follow a sandbox's.
pub(super) struct Transfers {
    key: SharedKey,
    catalog: Name,
}

impl Transfers {
    /// The key that follows from those of a sandbox.
    pub fn of(keys: &Keys) -> Result<Self, StartError> {
        let name = |text: &str| {
            names::name(text).ok_or_else(|| StartError::new(format!("{text} is no name")))
        };
        let secret = keys.derive(Purpose::ZoneTransfer, &[]).to_vec();
        let key = SharedKey { name: name(KEY)?, algorithm: Algorithm::HmacSha256, secret };
        Ok(Self { key, catalog: name(CATALOG)? })
    }

    /// What the name server is started with.
    pub fn options(&self, options: &Options) -> NameServerOptions {
        let peer = |(number, address)| Peer {
            name: format!("secondary-{number}"),
            address,
            key: Some(self.key.name.clone()),
        };
        NameServerOptions {
            addresses: vec![options.dns],
            secondaries: (1..).zip(options.secondaries.iter().copied()).map(peer).collect(),
            keys: vec![self.key.clone()],
            catalog: Some(self.catalog.clone()),
            ..NameServerOptions::default()
        }
    }

    /// What other name servers are told.
    pub fn json(&self) -> Value {
        json!({
            "catalog": self.catalog.to_string(),
            "key": {
                "name": self.key.name.to_string(),
                "algorithm": self.key.algorithm.as_str(),
                "secret": STANDARD.encode(&self.key.secret),
            },
        })
    }
}
