//! A panel and a registry that do as they are told, and misbehave when a test says so.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;

use app::ports::Provisioner;
use app::ports::provisioner::{Change, Instance, NewInstance, Standing};
use app::ports::registry::{
    Availability, ContactCard, Info, Message, Register, Registry, Renew, Term, TransferMove,
    TransferReport, Update,
};
use async_trait::async_trait;
use model::error::{Noun, Supplier};
use model::host::Host;
use model::name::{DomainName, HostName};
use model::time::Timestamp;
use model::{Error, Result};

/// What is answered that the tests here do not ask.
const AWAY: Error = Error::Unavailable(Supplier::Registry);

/// Both of them.
#[derive(Default)]
pub struct Suppliers {
    /// What the panel runs, by reference.
    pub runs: Mutex<BTreeMap<String, NewInstance>>,
    /// What the registry was told to hide or show, in order.
    pub hidden: Mutex<Vec<(String, bool)>>,
    /// What the next calls come to instead.
    pub next: Mutex<VecDeque<Error>>,
}

impl Suppliers {
    /// Has the next call come to nothing, for this reason.
    pub fn fails(&self, error: Error) {
        self.next.lock().unwrap().push_back(error);
    }

    fn may(&self) -> Result<()> {
        self.next.lock().unwrap().pop_front().map_or(Ok(()), Err)
    }

    /// How many accounts the panel has.
    pub fn there(&self) -> usize {
        self.runs.lock().unwrap().len()
    }
}

#[async_trait]
impl Provisioner for Suppliers {
    async fn create(&self, order: &NewInstance) -> Result<Instance> {
        self.may()?;
        self.runs.lock().unwrap().insert(order.reference.clone(), order.clone());
        Provisioner::info(self, &order.reference).await
    }
    async fn info(&self, reference: &str) -> Result<Instance> {
        let runs = self.runs.lock().unwrap();
        let order = runs.get(reference).ok_or(Error::NotFound(Noun::Subscription))?;
        Ok(Instance {
            username: order.username.clone(),
            standing: Standing::Running,
            plan: order.plan.clone(),
            resources: order.resources.clone(),
        })
    }
    async fn change(&self, _: &str, _: &Change) -> Result<()> {
        self.may()
    }
    async fn suspend(&self, _: &str) -> Result<()> {
        self.may()
    }
    async fn unsuspend(&self, _: &str) -> Result<()> {
        self.may()
    }
    async fn delete(&self, reference: &str) -> Result<()> {
        self.may()?;
        self.runs.lock().unwrap().remove(reference);
        Ok(())
    }
}

#[async_trait]
impl Registry for Suppliers {
    async fn check(&self, _: &[DomainName]) -> Result<Vec<Availability>> {
        Err(AWAY)
    }
    async fn info(&self, _: &DomainName, _: Option<&str>) -> Result<Info> {
        Err(AWAY)
    }
    async fn register(&self, _: &Register) -> Result<Term> {
        Err(AWAY)
    }
    async fn renew(&self, _: &Renew) -> Result<Term> {
        Err(AWAY)
    }
    async fn update(&self, name: &DomainName, update: &Update) -> Result<()> {
        self.may()?;
        let hidden = update.privacy.ok_or(AWAY)?;
        self.hidden.lock().unwrap().push((name.to_string(), hidden));
        Ok(())
    }
    async fn transfer(&self, _: &DomainName, _: &TransferMove) -> Result<TransferReport> {
        Err(AWAY)
    }
    async fn delete(&self, _: &DomainName) -> Result<Timestamp> {
        Err(AWAY)
    }
    async fn restore(&self, _: &DomainName) -> Result<()> {
        Err(AWAY)
    }
    async fn set_contact(&self, _: &ContactCard) -> Result<()> {
        Err(AWAY)
    }
    async fn set_host(&self, _: &Host) -> Result<()> {
        Err(AWAY)
    }
    async fn delete_host(&self, _: &HostName) -> Result<()> {
        Err(AWAY)
    }
    async fn poll(&self) -> Result<Option<Message>> {
        Err(AWAY)
    }
    async fn acknowledge(&self, _: i64) -> Result<()> {
        Err(AWAY)
    }
}
