//! Addresses of names outside, asked of resolvers that the operator named (RFC 1035 §7, RFC 7766). Each
//! question leaves from a port of its own under a random id (RFC 5452).

/// Reading answers.
mod answer;
/// A question and its answer over the network.
mod exchange;

use std::net::SocketAddr;
use std::time::Duration;

use app::ports::{Resolved, Resolver};
use async_trait::async_trait;
use domain::base::Name;
use domain::base::iana::Rtype;
use model::error::Supplier;
use model::name::HostName;
use model::{Error, Result};
use tokio::sync::Semaphore;

use answer::Answer;

/// How long one resolver may take over one question.
const PATIENCE: Duration = Duration::from_secs(2);
/// Rounds through all resolvers.
const ROUNDS: usize = 2;
/// Questions on the way at once.
const MOST_QUESTIONS: usize = 64;
/// Other names that one name may lead through where a resolver does not follow by itself.
const MOST_STEPS: usize = 8;

/// Asks resolvers that the operator named, one after the other.
pub struct StubResolver {
    servers: Vec<SocketAddr>,
    patience: Duration,
    room: Semaphore,
}

impl StubResolver {
    /// Asks these, the first one first.
    #[must_use]
    pub fn new(servers: Vec<SocketAddr>) -> Self {
        Self { servers, patience: PATIENCE, room: Semaphore::new(MOST_QUESTIONS) }
    }

    /// The same, but each resolver may take this long over a question.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The addresses of one family, behind other names of the host.
    async fn of_family(&self, host: &Name<Vec<u8>>, family: Rtype) -> Result<Resolved> {
        let (mut name, mut shortest) = (host.clone(), u32::MAX);
        for _ in 0..MOST_STEPS {
            match self.ask(&name, family).await? {
                Answer::Known(resolved) => {
                    return Ok(Resolved { ttl: resolved.ttl.min(shortest), ..resolved });
                }
                Answer::Elsewhere(next, ttl) => (name, shortest) = (next, shortest.min(ttl)),
            }
        }
        Ok(Resolved { addresses: Vec::new(), ttl: shortest })
    }

    async fn ask(&self, name: &Name<Vec<u8>>, family: Rtype) -> Result<Answer> {
        let _room = self.room.acquire().await.map_err(Error::internal)?;
        for server in self.servers.iter().cycle().take(self.servers.len() * ROUNDS) {
            let asked = exchange::ask(*server, name, family);
            match tokio::time::timeout(self.patience, asked).await {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(why)) => tracing::debug!(%server, %name, %why, "a resolver did not answer"),
                Err(_) => tracing::debug!(%server, %name, "a resolver did not answer in time"),
            }
        }
        Err(Error::Unavailable(Supplier::Resolver))
    }
}

#[async_trait]
impl Resolver for StubResolver {
    async fn addresses(&self, host: &HostName) -> Result<Resolved> {
        let name: Name<Vec<u8>> = host.to_string().parse().map_err(Error::internal)?;
        let families = (self.of_family(&name, Rtype::A), self.of_family(&name, Rtype::AAAA));
        let (mut old, new) = tokio::try_join!(families.0, families.1)?;
        old.addresses.extend(new.addresses);
        Ok(Resolved { ttl: old.ttl.min(new.ttl), ..old })
    }
}
