//! A provisioner that misbehaves as ordered.

use std::sync::Arc;

use app::ports::Provisioner;
use app::ports::provisioner::{Change, Instance, NewInstance};
use async_trait::async_trait;
use model::Result;
use model::error::Supplier;

use super::Faults;

/// Passes calls on, unless something else was ordered.
pub struct FaultyProvisioner {
    inner: Arc<dyn Provisioner>,
    supplier: Supplier,
    faults: Faults,
}

impl FaultyProvisioner {
    /// Stands before `inner`, which orders know as `supplier`.
    pub fn new(inner: Arc<dyn Provisioner>, supplier: Supplier, faults: Faults) -> Self {
        Self { inner, supplier, faults }
    }

    async fn meet<T>(
        &self,
        operation: &str,
        call: impl Future<Output = Result<T>> + Send,
    ) -> Result<T> {
        self.faults.meet(self.supplier, operation, call).await
    }
}

#[async_trait]
impl Provisioner for FaultyProvisioner {
    async fn create(&self, order: &NewInstance) -> Result<Instance> {
        self.meet("create", self.inner.create(order)).await
    }

    async fn info(&self, reference: &str) -> Result<Instance> {
        self.meet("info", self.inner.info(reference)).await
    }

    async fn change(&self, reference: &str, change: &Change) -> Result<()> {
        self.meet("change", self.inner.change(reference, change)).await
    }

    async fn suspend(&self, reference: &str) -> Result<()> {
        self.meet("suspend", self.inner.suspend(reference)).await
    }

    async fn unsuspend(&self, reference: &str) -> Result<()> {
        self.meet("unsuspend", self.inner.unsuspend(reference)).await
    }

    async fn delete(&self, reference: &str) -> Result<()> {
        self.meet("delete", self.inner.delete(reference)).await
    }
}
