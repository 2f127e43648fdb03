//! A supplier that is not there: it cannot be reached, and nothing ever happens at it.

use async_trait::async_trait;
use model::certificate::Validation;
use model::error::Supplier;
use model::secret::Secret;
use model::time::Timestamp;
use model::{Error, Result};

use super::authority::{Authority, NewOrder, OrderReport};
use super::caller_back::{Callback, CallerBack};
use super::server_host::{Console, NewServer, NewTask, ServerHost, ServerReport};

/// A supplier that is not there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

const SERVERS: Error = Error::Unavailable(Supplier::Servers);
const CERTIFICATES: Error = Error::Unavailable(Supplier::Certificates);

#[async_trait]
impl ServerHost for Nobody {
    async fn create(&self, _: &NewServer) -> Result<ServerReport> {
        Err(SERVERS)
    }

    async fn info(&self, _: &str) -> Result<ServerReport> {
        Err(SERVERS)
    }

    async fn begin(&self, _: &str, _: &NewTask) -> Result<ServerReport> {
        Err(SERVERS)
    }

    async fn open_console(&self, _: &str, _: &Secret<String>, _: Timestamp) -> Result<Console> {
        Err(SERVERS)
    }

    async fn set_password(&self, _: &str, _: &Secret<String>) -> Result<()> {
        Err(SERVERS)
    }

    async fn block(&self, _: &str) -> Result<()> {
        Err(SERVERS)
    }

    async fn unblock(&self, _: &str) -> Result<()> {
        Err(SERVERS)
    }

    async fn delete(&self, _: &str) -> Result<()> {
        Err(SERVERS)
    }
}

#[async_trait]
impl Authority for Nobody {
    async fn order(&self, _: &NewOrder) -> Result<OrderReport> {
        Err(CERTIFICATES)
    }

    async fn info(&self, _: &str) -> Result<OrderReport> {
        Err(CERTIFICATES)
    }

    async fn validate(&self, _: &str) -> Result<OrderReport> {
        Err(CERTIFICATES)
    }

    async fn change_validation(&self, _: &str, _: Validation, _: &[String]) -> Result<OrderReport> {
        Err(CERTIFICATES)
    }

    async fn remind(&self, _: &str) -> Result<()> {
        Err(CERTIFICATES)
    }

    async fn revoke(&self, _: &str, _: &str) -> Result<()> {
        Err(CERTIFICATES)
    }

    async fn approvers(&self, _: &str) -> Result<Vec<String>> {
        Err(CERTIFICATES)
    }
}

#[async_trait]
impl CallerBack for Nobody {
    async fn call(&self, _: &Callback) -> Result<u16> {
        Err(Error::Unavailable(Supplier::Callbacks))
    }
}
