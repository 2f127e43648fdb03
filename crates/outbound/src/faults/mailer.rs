//! A mailer that misbehaves as ordered.

use std::sync::Arc;

use app::ports::{Mail, Mailer};
use async_trait::async_trait;
use model::Result;
use model::error::Supplier;

use super::Faults;

/// Passes mail on, unless something else was ordered.
pub struct FaultyMailer {
    inner: Arc<dyn Mailer>,
    faults: Faults,
}

impl FaultyMailer {
    /// Stands before `inner`.
    pub fn new(inner: Arc<dyn Mailer>, faults: Faults) -> Self {
        Self { inner, faults }
    }
}

#[async_trait]
impl Mailer for FaultyMailer {
    async fn send(&self, mail: &Mail) -> Result<()> {
        self.faults.meet(Supplier::Mail, "send", self.inner.send(mail)).await
    }
}
