//! Whoever runs what was subscribed to: a hosting panel, a server host, a certificate authority.
//!
//! Each kind of product has one. What it runs is known by our reference, so that asking twice makes
//! nothing twice. Silence is [`Error::OutcomeUnknown`]; [`Error::Unavailable`] promises that nothing
//! happened.
//!
//! [`Error::OutcomeUnknown`]: model::Error::OutcomeUnknown
//! [`Error::Unavailable`]: model::Error::Unavailable

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use model::Result;
use model::product::ProductKind;
use model::secret::Secret;

/// What is to be run.
#[derive(Debug, Clone)]
pub struct NewInstance {
    /// Our reference; the supplier keeps one instance for each.
    pub reference: String,
    /// What the supplier calls the kind of instance.
    pub plan: String,
    /// The name it is for, where it is for one.
    pub domain: Option<String>,
    /// Mail address of whoever it is for.
    pub email: String,
    /// The user name to make; the supplier may make another one of it.
    pub username: String,
    /// The password to make.
    pub password: Secret<String>,
    /// What was chosen beyond the plan, by name: `disk` to `20 GB`.
    pub resources: BTreeMap<String, String>,
}

/// Another plan or other resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The plan it has from now on.
    pub plan: String,
    /// All its resources from now on.
    pub resources: BTreeMap<String, String>,
}

/// Whether an instance runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It runs.
    Running,
    /// It was stopped, and everything in it is kept.
    Suspended,
}

/// An instance as its supplier knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The user name that it has.
    pub username: String,
    /// Whether it runs.
    pub standing: Standing,
    /// Its plan.
    pub plan: String,
    /// Its resources.
    pub resources: BTreeMap<String, String>,
}

/// Who runs what, for each kind of product.
#[derive(Clone)]
pub struct Provisioners {
    /// The hosting panel.
    pub hosting: Arc<dyn Provisioner>,
}

impl Provisioners {
    /// Who runs products of a kind; none for what the platform runs itself or nobody supplies.
    #[must_use]
    pub fn of(&self, kind: ProductKind) -> Option<&Arc<dyn Provisioner>> {
        match kind {
            ProductKind::Hosting => Some(&self.hosting),
            ProductKind::Dns
            | ProductKind::Certificate
            | ProductKind::Server
            | ProductKind::Feature
            | ProductKind::Privacy => None,
        }
    }
}

/// Whoever runs the products of one kind.
#[async_trait]
pub trait Provisioner: Send + Sync {
    /// Makes an instance; one that is there under the same reference is given as it is.
    async fn create(&self, order: &NewInstance) -> Result<Instance>;
    /// An instance by our reference.
    ///
    /// # Errors
    /// `NotFound(Noun::Subscription)` when there is none.
    async fn info(&self, reference: &str) -> Result<Instance>;
    /// Gives it another plan or other resources; repeating it changes nothing more.
    async fn change(&self, reference: &str, change: &Change) -> Result<()>;
    /// Stops it; what is stopped stays so.
    async fn suspend(&self, reference: &str) -> Result<()>;
    /// Lets it run again; what runs stays so.
    async fn unsuspend(&self, reference: &str) -> Result<()>;
    /// Removes it and everything in it; what is gone stays so.
    async fn delete(&self, reference: &str) -> Result<()>;
}
