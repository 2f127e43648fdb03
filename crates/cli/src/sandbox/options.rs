//! What a sandbox is started with.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use model::time::{Seconds, Timestamp};

use crate::forwarding::ForwardingOptions;
use crate::http::{HostTable, TlsFiles};
use crate::profiles::Profiles;

/// What a sandbox is started with.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where its data lives; made when it is missing, continued when it is not.
    pub data: PathBuf,
    /// Where it listens for HTTP; port 0 means any free one.
    pub http: SocketAddr,
    /// Where its name server listens; port 0 means any free one.
    pub dns: SocketAddr,
    /// Name servers that follow this one: they are told of changes.
    pub secondaries: Vec<SocketAddr>,
    /// A PostgreSQL server in the place of a file in the data folder.
    pub database: Option<String>,
    /// What the clock shows in the first minute; real time without it. Counts when a data folder is
    /// made.
    pub clock: Option<Timestamp>,
    /// What every secret and identifier follows from; random without it. Counts when a data folder
    /// is made.
    pub seed: Option<u64>,
    /// Whether the clock stands still between moves.
    pub frozen: bool,
    /// How long work that is answered as queued stays visibly pending, in clock time.
    pub pending: Seconds,
    /// How each dialect is spoken.
    pub profiles: Profiles,
    /// Certificate and key, when HTTP is to be TLS.
    pub tls: Option<TlsFiles>,
    /// Which dialect a provider's own host name means.
    pub hosts: HostTable,
    /// Where the certificate authority looks for files: the ports of HTTP and HTTPS.
    pub web_ports: (u16, u16),
    /// Where what leads elsewhere is taken besides: redirects also answer where HTTP is served.
    pub forwarding: ForwardingOptions,
    /// Whether the realm `sandbox` runs beside the live one.
    pub beside: bool,
}

/// How long queued work stays pending when nobody says otherwise.
pub const PENDING: Seconds = Seconds(1);
/// Where HTTP is served when nobody says otherwise.
pub const HTTP: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
/// Where DNS is served when nobody says otherwise.
pub const DNS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 5353);
/// Where files are looked for when nobody says otherwise.
pub const WEB_PORTS: (u16, u16) = (80, 443);
/// Where data lives when nobody says otherwise.
pub const DATA: &str = "./nameyard-data";

impl Options {
    /// A sandbox in `data` with everything else as it is when nobody says otherwise.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            http: HTTP,
            dns: DNS,
            secondaries: Vec::new(),
            database: None,
            clock: None,
            seed: None,
            frozen: false,
            pending: PENDING,
            profiles: Profiles::default(),
            tls: None,
            hosts: HostTable::default(),
            web_ports: WEB_PORTS,
            forwarding: ForwardingOptions::default(),
            beside: true,
        }
    }

    /// The same on ports that are free, so that many can run side by side.
    #[must_use]
    pub const fn on_free_ports(mut self) -> Self {
        self.http.set_port(0);
        self.dns.set_port(0);
        self
    }

    /// The same with a clock that stands still at `instant` in the first minute.
    #[must_use]
    pub const fn frozen_at(mut self, instant: Timestamp) -> Self {
        self.clock = Some(instant);
        self.frozen = true;
        self
    }

    /// The same with another seed.
    #[must_use]
    pub const fn seeded(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }
}
