//! A certificate authority that misbehaves as ordered.

use std::sync::Arc;

use app::ports::Authority;
use app::ports::authority::{NewOrder, OrderReport};
use async_trait::async_trait;
use model::Result;
use model::certificate::Validation;
use model::error::Supplier;

use super::Faults;

/// Passes calls on, unless something else was ordered.
pub struct FaultyAuthority {
    inner: Arc<dyn Authority>,
    faults: Faults,
}

impl FaultyAuthority {
    /// Stands before `inner`.
    pub fn new(inner: Arc<dyn Authority>, faults: Faults) -> Self {
        Self { inner, faults }
    }

    async fn meet<T>(
        &self,
        operation: &str,
        call: impl Future<Output = Result<T>> + Send,
    ) -> Result<T> {
        self.faults.meet(Supplier::Certificates, operation, call).await
    }
}

#[async_trait]
impl Authority for FaultyAuthority {
    async fn order(&self, order: &NewOrder) -> Result<OrderReport> {
        self.meet("order", self.inner.order(order)).await
    }

    async fn info(&self, reference: &str) -> Result<OrderReport> {
        self.meet("info", self.inner.info(reference)).await
    }

    async fn validate(&self, reference: &str) -> Result<OrderReport> {
        self.meet("validate", self.inner.validate(reference)).await
    }

    async fn change_validation(
        &self,
        reference: &str,
        validation: Validation,
        approvers: &[String],
    ) -> Result<OrderReport> {
        let change = self.inner.change_validation(reference, validation, approvers);
        self.meet("change", change).await
    }

    async fn remind(&self, reference: &str) -> Result<()> {
        self.meet("remind", self.inner.remind(reference)).await
    }

    async fn revoke(&self, reference: &str, reason: &str) -> Result<()> {
        self.meet("revoke", self.inner.revoke(reference, reason)).await
    }

    async fn approvers(&self, name: &str) -> Result<Vec<String>> {
        self.meet("approvers", self.inner.approvers(name)).await
    }
}
