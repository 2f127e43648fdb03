//! Somebody who knows the addresses of names outside: a resolver (RFC 1034 §5.3).

use std::net::IpAddr;

use async_trait::async_trait;
use model::Result;
use model::name::HostName;

/// What a name has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolved {
    /// Its addresses; none when it has none, or there is no such name.
    pub addresses: Vec<IpAddr>,
    /// Seconds that this holds.
    pub ttl: u32,
}

/// Somebody who knows the addresses of names.
#[async_trait]
pub trait Resolver: Send + Sync {
    /// The addresses of a host, of both families, behind whatever other names it has.
    ///
    /// # Errors
    /// [`Error::Unavailable`](model::Error::Unavailable) when nobody answered, or not in time.
    async fn addresses(&self, host: &HostName) -> Result<Resolved>;
}
