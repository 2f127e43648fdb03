//! Where a web address leads: a scheme, a host, a port, and the addresses behind the host.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use http::Uri;
use http::uri::Scheme;

/// Where a web address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// Whether TLS is spoken.
    pub secure: bool,
    /// A name or an address, without the brackets of IPv6.
    pub host: String,
    /// On which port.
    pub port: u16,
    /// What the `Host` header says.
    pub authority: String,
    /// Path and query.
    pub path: String,
}

/// Who knows the addresses of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resolver {
    /// The system, as for every program.
    System,
    /// Nobody is asked: only addresses and the name of this machine lead anywhere.
    Nobody,
}

impl Target {
    /// Reads an address; none where it is no web address, or carries a sign-in.
    pub fn read(url: &str) -> Option<Self> {
        let uri: Uri = url.parse().ok()?;
        let secure = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTP => false,
            Some(scheme) if *scheme == Scheme::HTTPS => true,
            _ => return None,
        };
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'))?;
        let host = authority.host();
        let port = match authority.as_str().strip_prefix(host)? {
            "" if secure => 443,
            "" => 80,
            port => port.strip_prefix(':')?.parse().ok()?,
        };
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if host.is_empty() || port == 0 {
            return None;
        }
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Some(Self { secure, host, port, authority: authority.to_string(), path })
    }
}

impl Resolver {
    /// All addresses of a host. Numbers in odd notations are what the system takes them for.
    pub async fn addresses(self, target: &Target) -> Vec<SocketAddr> {
        let (host, port) = (target.host.as_str(), target.port);
        if let Ok(address) = host.parse::<IpAddr>() {
            return vec![SocketAddr::new(address, port)];
        }
        match self {
            Self::Nobody if is_this_machine(host) => {
                let here: [IpAddr; 2] = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
                here.map(|address| SocketAddr::new(address, port)).to_vec()
            }
            Self::Nobody => Vec::new(),
            Self::System => match tokio::net::lookup_host((host, port)).await {
                Ok(addresses) => addresses.collect(),
                Err(_) => Vec::new(),
            },
        }
    }
}

fn is_this_machine(host: &str) -> bool {
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}
