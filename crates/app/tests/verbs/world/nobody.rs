//! Suppliers that cannot be reached.

use app::ports::gateway::{Charged, NewCharge};
use app::ports::provisioner::{Change, Instance, NewInstance};
use app::ports::registry::{
    Availability, ContactCard, Info, Message, Register, Registry, Renew, Term, TransferMove,
    TransferReport, Update,
};
use app::ports::{Gateway, Mail, Mailer, Provisioner};
use async_trait::async_trait;
use model::error::Supplier;
use model::host::Host;
use model::name::{DomainName, HostName};
use model::time::Timestamp;
use model::{Error, Result};

pub struct Nobody;

const AWAY: Error = Error::Unavailable(Supplier::Registry);

#[async_trait]
impl Registry for Nobody {
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
    async fn update(&self, _: &DomainName, _: &Update) -> Result<()> {
        Err(AWAY)
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

#[async_trait]
impl Mailer for Nobody {
    async fn send(&self, _: &Mail) -> Result<()> {
        Err(Error::Unavailable(Supplier::Mail))
    }
}

#[async_trait]
impl Provisioner for Nobody {
    async fn create(&self, _: &NewInstance) -> Result<Instance> {
        Err(Error::Unavailable(Supplier::Hosting))
    }
    async fn info(&self, _: &str) -> Result<Instance> {
        Err(Error::Unavailable(Supplier::Hosting))
    }
    async fn change(&self, _: &str, _: &Change) -> Result<()> {
        Err(Error::Unavailable(Supplier::Hosting))
    }
    async fn suspend(&self, _: &str) -> Result<()> {
        Err(Error::Unavailable(Supplier::Hosting))
    }
    async fn unsuspend(&self, _: &str) -> Result<()> {
        Err(Error::Unavailable(Supplier::Hosting))
    }
    async fn delete(&self, _: &str) -> Result<()> {
        Err(Error::Unavailable(Supplier::Hosting))
    }
}

#[async_trait]
impl Gateway for Nobody {
    async fn charge(&self, _: &NewCharge) -> Result<Charged> {
        Err(Error::Unavailable(Supplier::Payments))
    }
    async fn info(&self, _: &str) -> Result<Option<Charged>> {
        Err(Error::Unavailable(Supplier::Payments))
    }
    async fn refund(&self, _: &str) -> Result<()> {
        Err(Error::Unavailable(Supplier::Payments))
    }
}
