//! A registry that misbehaves as ordered.

use std::sync::Arc;

use app::ports::Registry;
use app::ports::registry::{
    Availability, ContactCard, Info, Message, Register, Renew, Term, TransferMove, TransferReport,
    Update,
};
use async_trait::async_trait;
use model::Result;
use model::error::Supplier;
use model::host::Host;
use model::name::{DomainName, HostName};
use model::time::Timestamp;

use super::Faults;

/// Passes calls on, unless something else was ordered.
pub struct FaultyRegistry {
    inner: Arc<dyn Registry>,
    faults: Faults,
}

impl FaultyRegistry {
    /// Stands before `inner`.
    pub fn new(inner: Arc<dyn Registry>, faults: Faults) -> Self {
        Self { inner, faults }
    }

    async fn meet<T>(
        &self,
        operation: &str,
        call: impl Future<Output = Result<T>> + Send,
    ) -> Result<T> {
        self.faults.meet(Supplier::Registry, operation, call).await
    }
}

#[async_trait]
impl Registry for FaultyRegistry {
    async fn check(&self, names: &[DomainName]) -> Result<Vec<Availability>> {
        self.meet("check", self.inner.check(names)).await
    }

    async fn info(&self, name: &DomainName, auth_code: Option<&str>) -> Result<Info> {
        self.meet("info", self.inner.info(name, auth_code)).await
    }

    async fn register(&self, command: &Register) -> Result<Term> {
        self.meet("register", self.inner.register(command)).await
    }

    async fn renew(&self, command: &Renew) -> Result<Term> {
        self.meet("renew", self.inner.renew(command)).await
    }

    async fn update(&self, name: &DomainName, update: &Update) -> Result<()> {
        self.meet("update", self.inner.update(name, update)).await
    }

    async fn transfer(&self, name: &DomainName, step: &TransferMove) -> Result<TransferReport> {
        self.meet("transfer", self.inner.transfer(name, step)).await
    }

    async fn delete(&self, name: &DomainName) -> Result<Timestamp> {
        self.meet("delete", self.inner.delete(name)).await
    }

    async fn restore(&self, name: &DomainName) -> Result<()> {
        self.meet("restore", self.inner.restore(name)).await
    }

    async fn set_contact(&self, card: &ContactCard) -> Result<()> {
        self.meet("contact", self.inner.set_contact(card)).await
    }

    async fn set_host(&self, host: &Host) -> Result<()> {
        self.meet("host", self.inner.set_host(host)).await
    }

    async fn delete_host(&self, name: &HostName) -> Result<()> {
        self.meet("host", self.inner.delete_host(name)).await
    }

    async fn poll(&self) -> Result<Option<Message>> {
        self.meet("poll", self.inner.poll()).await
    }

    async fn acknowledge(&self, message: i64) -> Result<()> {
        self.meet("poll", self.inner.acknowledge(message)).await
    }
}
