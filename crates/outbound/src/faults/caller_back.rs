//! A caller of callbacks that misbehaves as ordered.

use std::sync::Arc;

use app::ports::{Callback, CallerBack};
use async_trait::async_trait;
use model::Result;
use model::error::Supplier;

use super::Faults;

/// Passes calls on, unless something else was ordered.
pub struct FaultyCallerBack {
    inner: Arc<dyn CallerBack>,
    faults: Faults,
}

impl FaultyCallerBack {
    /// Stands before `inner`.
    pub fn new(inner: Arc<dyn CallerBack>, faults: Faults) -> Self {
        Self { inner, faults }
    }
}

#[async_trait]
impl CallerBack for FaultyCallerBack {
    async fn call(&self, callback: &Callback) -> Result<u16> {
        self.faults.meet(Supplier::Callbacks, "send", self.inner.call(callback)).await
    }
}
