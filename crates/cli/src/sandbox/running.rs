//! A sandbox that accepts connections.

use std::net::SocketAddr;
use std::sync::Arc;

use serde_json::Value;

use super::World;
use super::announcement::{Announcement, Places};
use super::folder::DataFolder;
use super::shared::Shared;
use crate::forwarding::{FOR_VISITORS, Forwarding};
use crate::http::Server;
use crate::http::meters::Gathering;
use crate::winding_down::wind_down;

/// A sandbox that accepts connections.
pub struct Running {
    pub(super) sandbox: Arc<Shared>,
    pub(super) server: Server,
    pub(super) forwarding: Forwarding,
    pub(super) gathering: Gathering,
    pub(super) announcement: Announcement,
    pub(super) places: Places,
    pub(super) folder: DataFolder,
}

impl Running {
    /// Where it answers HTTP.
    #[must_use]
    pub const fn http(&self) -> SocketAddr {
        self.places.http
    }

    /// Where its name server answers.
    #[must_use]
    pub const fn dns(&self) -> SocketAddr {
        self.places.dns
    }

    /// Where it answers HTTP, as an address to call: `http://127.0.0.1:8080`.
    #[must_use]
    pub fn url(&self) -> String {
        self.places.url()
    }

    /// The redirects of their own, where there are some.
    #[must_use]
    pub const fn forwarding(&self) -> &Forwarding {
        &self.forwarding
    }

    /// What opens the controls.
    #[must_use]
    pub fn control_token(&self) -> &str {
        self.sandbox.token.reveal()
    }

    /// What stands in `sandbox.json`.
    #[must_use]
    pub const fn json(&self) -> &Value {
        self.announcement.json()
    }

    /// Where everything is, for people.
    #[must_use]
    pub fn words(&self) -> String {
        self.announcement.words()
    }

    /// The live world as it is now; a reset puts another one in its place.
    #[must_use]
    pub fn world(&self) -> Arc<World> {
        self.sandbox.live.world()
    }

    /// The world beside it, where there is one.
    #[must_use]
    pub fn world_beside(&self) -> Option<Arc<World>> {
        self.sandbox.beside.as_ref().map(|side| side.world())
    }

    /// Stops: accepts nothing more, finishes what runs, leaves the data folder to the next.
    pub async fn stop(self) {
        self.forwarding.stop(FOR_VISITORS).await;
        let gates = self.sandbox.sides().map(|side| side.gate.clone()).collect();
        wind_down(self.server, gates, &self.sandbox.workers).await;
        self.sandbox.name_server.stop().await;
        drop(self.gathering);
        drop(self.folder);
    }
}
