//! Suppliers that misbehave as ordered: the next calls that reach one are refused, not answered, or
//! answered late. Nothing misbehaves by itself.

/// A certificate authority that misbehaves.
mod authority;
/// A caller of callbacks that misbehaves.
mod caller_back;
/// A payment gateway that misbehaves.
mod gateway;
/// The names that an order may use.
mod known;
/// A mailer that misbehaves.
mod mailer;
/// A provisioner that misbehaves.
mod provisioner;
/// A registry that misbehaves.
mod registry;
/// A server host that misbehaves.
mod server_host;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::error::Supplier;
use model::{Error, Result};

pub use authority::FaultyAuthority;
pub use caller_back::FaultyCallerBack;
pub use gateway::FaultyGateway;
pub use known::UnknownName;
pub use mailer::FaultyMailer;
pub use provisioner::FaultyProvisioner;
pub use registry::FaultyRegistry;
pub use server_host::FaultyServerHost;

/// How late a slow answer is when nobody says, in real time.
const SLOW_SECONDS: u64 = 3;

/// No answer is later than this.
const MOST_SECONDS: u64 = 3_600;

/// What the next calls will run into. Copies share the same orders.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    orders: Mutex<Vec<Order>>,
    cut_off: AtomicBool,
}

/// What one call runs into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The supplier says no.
    Refused,
    /// It cannot be reached, and nothing happens there.
    Unavailable,
    /// It does what was asked, and its answer is lost.
    ReplyLost,
    /// It takes its time before it begins.
    Slow(Duration),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Refused,
    Unavailable,
    ReplyLost,
    Slow,
}

#[derive(Debug)]
struct Order {
    supplier: &'static str,
    operation: Option<&'static str>,
    fault: Fault,
    times: u32,
}

impl Order {
    fn concerns(&self, supplier: &str, operation: &str) -> bool {
        self.supplier == supplier
            && self.operation.is_none_or(|only| known::covers(only, operation))
    }

    fn is_like(&self, other: &Self) -> bool {
        (self.supplier, self.operation, self.fault)
            == (other.supplier, other.operation, other.fault)
    }
}

impl Faults {
    /// Has the next `times` calls of a supplier's operation misbehave; `*` or nothing stands for
    /// all its operations. Orders are met in the order in which they were given.
    ///
    /// # Errors
    /// When a name is unknown, with those that are known.
    pub fn order(
        &self,
        supplier: &str,
        operation: &str,
        kind: &str,
        times: u32,
        seconds: Option<u64>,
    ) -> Result<(), UnknownName> {
        let (supplier, operations) = known::supplier(supplier)?;
        let operation = known::operation(operation, supplier, operations)?;
        let fault = match known::kind(kind)? {
            Kind::Refused => Fault::Refused,
            Kind::Unavailable => Fault::Unavailable,
            Kind::ReplyLost => Fault::ReplyLost,
            Kind::Slow => Fault::Slow(delay(seconds)),
        };
        self.add(Order { supplier, operation, fault, times });
        Ok(())
    }

    /// Takes all orders back.
    pub fn clear(&self) {
        self.orders().clear();
    }

    /// Lets nothing reach a supplier any more: whoever asks from now on, or waits for a slow one, is
    /// told that it cannot be reached.
    pub fn cut_off(&self) {
        self.0.cut_off.store(true, Ordering::SeqCst);
    }

    /// What a call that reaches a supplier now runs into; counts it.
    #[must_use]
    pub fn take(&self, supplier: &str, operation: &str) -> Option<Fault> {
        let mut orders = self.orders();
        let index = orders.iter().position(|order| order.concerns(supplier, operation))?;
        let order = &mut orders[index];
        let fault = order.fault;
        order.times -= 1;
        if order.times == 0 {
            orders.remove(index);
        }
        Some(fault)
    }

    /// Makes a call, or lets it run into what was ordered.
    async fn meet<T>(
        &self,
        supplier: Supplier,
        operation: &str,
        call: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let fault = self.take(&supplier.to_string(), operation);
        if let Some(Fault::Slow(delay)) = fault {
            tokio::time::sleep(delay).await;
        }
        if self.0.cut_off.load(Ordering::SeqCst) {
            return Err(Error::Unavailable(supplier));
        }
        match fault {
            None | Some(Fault::Slow(_)) => call.await,
            Some(Fault::Refused) => {
                let words = format!("{operation} was refused, as ordered");
                Err(Error::Refused { supplier, words })
            }
            Some(Fault::Unavailable) => Err(Error::Unavailable(supplier)),
            Some(Fault::ReplyLost) => {
                drop(call.await);
                Err(Error::OutcomeUnknown(supplier))
            }
        }
    }

    /// Like orders are counted together, so that the list stays short.
    fn add(&self, order: Order) {
        let mut orders = self.orders();
        match orders.iter_mut().find(|known| known.is_like(&order)) {
            _ if order.times == 0 => {}
            Some(known) => known.times = known.times.saturating_add(order.times),
            None => orders.push(order),
        }
    }

    fn orders(&self) -> MutexGuard<'_, Vec<Order>> {
        self.0.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn delay(seconds: Option<u64>) -> Duration {
    Duration::from_secs(seconds.unwrap_or(SLOW_SECONDS).min(MOST_SECONDS))
}
