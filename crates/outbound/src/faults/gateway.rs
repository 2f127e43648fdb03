//! A payment gateway that misbehaves as ordered.

use std::sync::Arc;

use app::ports::Gateway;
use app::ports::gateway::{Charged, NewCharge};
use async_trait::async_trait;
use model::Result;
use model::error::Supplier;

use super::Faults;

/// Passes calls on, unless something else was ordered.
pub struct FaultyGateway {
    inner: Arc<dyn Gateway>,
    faults: Faults,
}

impl FaultyGateway {
    /// Stands before `inner`.
    pub fn new(inner: Arc<dyn Gateway>, faults: Faults) -> Self {
        Self { inner, faults }
    }

    async fn meet<T>(
        &self,
        operation: &str,
        call: impl Future<Output = Result<T>> + Send,
    ) -> Result<T> {
        self.faults.meet(Supplier::Payments, operation, call).await
    }
}

#[async_trait]
impl Gateway for FaultyGateway {
    async fn charge(&self, charge: &NewCharge) -> Result<Charged> {
        self.meet("charge", self.inner.charge(charge)).await
    }

    async fn info(&self, reference: &str) -> Result<Option<Charged>> {
        self.meet("info", self.inner.info(reference)).await
    }

    async fn refund(&self, reference: &str) -> Result<()> {
        self.meet("refund", self.inner.refund(reference)).await
    }
}
