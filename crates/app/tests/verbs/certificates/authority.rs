//! An authority that says what the tests want: it issues once control was shown, and misbehaves when it
//! is told to.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;

use app::ports::Authority;
use app::ports::authority::{Challenge, Issued, NewOrder, OrderReport, OrderState};
use async_trait::async_trait;
use model::certificate::Validation;
use model::error::{Noun, Supplier};
use model::time::Timestamp;
use model::{Error, Result};

/// How a call misbehaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing happens, and nobody is there.
    Away,
    /// It happens, and no answer arrives.
    ReplyLost,
    /// Nothing happens, and no answer arrives.
    AskedInVain,
    /// The authority says no.
    Refuses,
    /// The process stops before anything happens.
    Dies,
}

#[derive(Debug, Clone)]
struct Order {
    asked: NewOrder,
    validation: Validation,
    shown: bool,
    state: OrderState,
}

/// The authority.
#[derive(Default)]
pub struct FakeAuthority {
    orders: Mutex<BTreeMap<String, Order>>,
    faults: Mutex<VecDeque<Fault>>,
    /// Reasons of what was revoked, and messages that were sent again.
    said: Mutex<Vec<String>>,
}

impl FakeAuthority {
    /// Has the next call misbehave.
    pub fn next(&self, fault: Fault) {
        self.faults.lock().unwrap().push_back(fault);
    }

    /// Shows control over the names of everything that waits.
    pub fn show(&self) {
        self.orders.lock().unwrap().values_mut().for_each(|order| order.shown = true);
    }

    /// Decides that it will issue nothing that waits.
    pub fn fail(&self, words: &str) {
        for order in self.orders.lock().unwrap().values_mut() {
            if order.state == OrderState::Pending {
                order.state = OrderState::Failed(words.to_owned());
            }
        }
    }

    /// How many orders it has.
    pub fn orders(&self) -> usize {
        self.orders.lock().unwrap().len()
    }

    /// What it was asked last.
    pub fn last(&self) -> NewOrder {
        self.orders.lock().unwrap().values().next_back().unwrap().asked.clone()
    }

    /// How many orders are revoked or called off.
    pub fn revoked(&self) -> usize {
        let orders = self.orders.lock().unwrap();
        orders.values().filter(|order| order.state == OrderState::Revoked).count()
    }

    /// What it was told besides.
    pub fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
    }

    fn call<T>(&self, work: impl FnOnce(&mut BTreeMap<String, Order>) -> Result<T>) -> Result<T> {
        let fault = self.faults.lock().unwrap().pop_front();
        let silence = Error::OutcomeUnknown(Supplier::Certificates);
        match fault {
            Some(Fault::Away) => Err(Error::Unavailable(Supplier::Certificates)),
            Some(Fault::AskedInVain) => Err(silence),
            #[expect(clippy::panic, reason = "a process that stops")]
            Some(Fault::Dies) => panic!("the process stops"),
            Some(Fault::Refuses) => {
                let words = "not for you".to_owned();
                Err(Error::Refused { supplier: Supplier::Certificates, words })
            }
            Some(Fault::ReplyLost) => {
                work(&mut self.orders.lock().unwrap())?;
                Err(silence)
            }
            None => work(&mut self.orders.lock().unwrap()),
        }
    }

    fn about<T>(&self, reference: &str, work: impl FnOnce(&mut Order) -> Result<T>) -> Result<T> {
        self.call(|orders| {
            work(orders.get_mut(reference).ok_or(Error::NotFound(Noun::Certificate))?)
        })
    }
}

fn report(reference: &str, order: &Order) -> OrderReport {
    let challenge = |name: &String| Challenge {
        name: name.clone(),
        place: format!("_show.{name}"),
        content: "token".into(),
        record: (order.validation == Validation::Dns).then_some("CNAME"),
        shown: order.shown,
    };
    OrderReport {
        number: reference.replace("certificate-order-", "A"),
        state: order.state.clone(),
        validation: order.validation,
        challenges: order.asked.names.iter().map(challenge).collect(),
    }
}

#[async_trait]
impl Authority for FakeAuthority {
    async fn order(&self, asked: &NewOrder) -> Result<OrderReport> {
        self.call(|orders| {
            let new = || Order {
                asked: asked.clone(),
                validation: asked.validation,
                shown: false,
                state: OrderState::Pending,
            };
            let order = orders.entry(asked.reference.clone()).or_insert_with(new);
            Ok(report(&asked.reference, order))
        })
    }

    async fn info(&self, reference: &str) -> Result<OrderReport> {
        self.about(reference, |order| Ok(report(reference, order)))
    }

    async fn validate(&self, reference: &str) -> Result<OrderReport> {
        self.about(reference, |order| {
            if order.shown && order.state == OrderState::Pending {
                order.state = OrderState::Issued(Issued {
                    serial: reference.replace("certificate-order-", "0a"),
                    certificate: format!("certificate of {}", order.asked.names.join(" ")),
                    chain: "chain".into(),
                    begins: Timestamp::parse("2026-11-21T10:00:00Z").unwrap(),
                    ends: order.asked.ends,
                });
            }
            Ok(report(reference, order))
        })
    }

    async fn change_validation(
        &self,
        reference: &str,
        validation: Validation,
        approvers: &[String],
    ) -> Result<OrderReport> {
        self.about(reference, |order| {
            order.validation = validation;
            order.asked.approvers = approvers.to_vec();
            Ok(report(reference, order))
        })
    }

    async fn remind(&self, reference: &str) -> Result<()> {
        self.about(reference, |_| {
            self.said.lock().unwrap().push("reminded".into());
            Ok(())
        })
    }

    async fn revoke(&self, reference: &str, reason: &str) -> Result<()> {
        self.about(reference, |order| {
            if order.state != OrderState::Revoked {
                self.said.lock().unwrap().push(reason.to_owned());
            }
            order.state = OrderState::Revoked;
            Ok(())
        })
    }

    async fn approvers(&self, name: &str) -> Result<Vec<String>> {
        self.call(|_| Ok(vec![format!("admin@{name}"), format!("hostmaster@{name}")]))
    }
}
