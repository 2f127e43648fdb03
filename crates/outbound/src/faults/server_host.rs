//! A server host that misbehaves as ordered.

use std::sync::Arc;

use app::ports::ServerHost;
use app::ports::server_host::{Console, NewServer, NewTask, ServerReport};
use async_trait::async_trait;
use model::Result;
use model::error::Supplier;
use model::secret::Secret;
use model::time::Timestamp;

use super::Faults;

/// Passes calls on, unless something else was ordered.
pub struct FaultyServerHost {
    inner: Arc<dyn ServerHost>,
    faults: Faults,
}

impl FaultyServerHost {
    /// Stands before `inner`.
    pub fn new(inner: Arc<dyn ServerHost>, faults: Faults) -> Self {
        Self { inner, faults }
    }

    async fn meet<T>(
        &self,
        operation: &str,
        call: impl Future<Output = Result<T>> + Send,
    ) -> Result<T> {
        self.faults.meet(Supplier::Servers, operation, call).await
    }
}

#[async_trait]
impl ServerHost for FaultyServerHost {
    async fn create(&self, order: &NewServer) -> Result<ServerReport> {
        self.meet("create", self.inner.create(order)).await
    }

    async fn info(&self, reference: &str) -> Result<ServerReport> {
        self.meet("info", self.inner.info(reference)).await
    }

    async fn begin(&self, reference: &str, task: &NewTask) -> Result<ServerReport> {
        self.meet(task.kind.word(), self.inner.begin(reference, task)).await
    }

    async fn open_console(
        &self,
        reference: &str,
        password: &Secret<String>,
        ends: Timestamp,
    ) -> Result<Console> {
        self.meet("console", self.inner.open_console(reference, password, ends)).await
    }

    async fn set_password(&self, reference: &str, password: &Secret<String>) -> Result<()> {
        self.meet("password", self.inner.set_password(reference, password)).await
    }

    async fn block(&self, reference: &str) -> Result<()> {
        self.meet("block", self.inner.block(reference)).await
    }

    async fn unblock(&self, reference: &str) -> Result<()> {
        self.meet("unblock", self.inner.unblock(reference)).await
    }

    async fn delete(&self, reference: &str) -> Result<()> {
        self.meet("delete", self.inner.delete(reference)).await
    }
}
