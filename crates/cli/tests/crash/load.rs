//! Callers that come from many sides until nobody answers any more, and remember what they were told.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use testkit::Shop;
use testkit::co_za::{NAMESERVERS, REGISTRANT, parts};
use testkit::dice::Dice;
use tokio::task::JoinHandle;

/// Callers at once.
const CALLERS: u64 = 16;
/// A program that answers little is not waited for.
const LONGEST_LIFE: Duration = Duration::from_millis(800);
/// Under which extensions they register.
const EXTENSIONS: [&str; 3] = ["co.za", "com", "net"];

/// What all callers of one world were told.
pub type Memory = BTreeMap<String, Known>;

/// What a caller was told about a name.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The expiry that a registration or renewal answered last.
    pub expires: Option<i64>,
    /// Its deletion was accepted.
    pub deleted: bool,
    /// The call that was not answered.
    pub unanswered: Option<Call>,
    /// The renewals that were begun; each has a key of its own.
    pub renewals: u64,
}

/// A call that changes a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Register,
    Renew,
    Delegate,
    Suspend,
    Delete,
}

/// Callers at work.
pub struct Calls {
    running: Vec<JoinHandle<Memory>>,
    answered: Arc<AtomicU64>,
    before: Memory,
}

/// Lets the callers begin.
pub fn begin(shop: &Shop, round: u64, memory: &mut Memory, seed: u64) -> Calls {
    let answered = Arc::new(AtomicU64::new(0));
    let caller = |number| {
        let caller = Caller { shop: shop.clone(), round, number, answered: Arc::clone(&answered) };
        let dice = Dice::of(seed ^ number);
        tokio::spawn(async move { caller.until_nobody_answers(dice).await })
    };
    let running = (0..CALLERS).map(caller).collect();
    Calls { running, answered, before: std::mem::take(memory) }
}

impl Calls {
    /// Waits until so many calls were answered, but not for ever.
    pub async fn answered(&self, calls: u64) {
        let begun = Instant::now();
        while self.answered.load(Ordering::Relaxed) < calls && begun.elapsed() < LONGEST_LIFE {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// What everybody remembers, once nobody answers any more.
    pub async fn end(self) -> Memory {
        let mut memory = self.before;
        for caller in self.running {
            memory.extend(caller.await.unwrap());
        }
        memory
    }
}

/// One of the callers.
struct Caller {
    shop: Shop,
    round: u64,
    number: u64,
    answered: Arc<AtomicU64>,
}

impl Caller {
    async fn until_nobody_answers(&self, mut dice: Dice) -> Memory {
        let mut memory = Memory::new();
        for number in 0.. {
            let extension = dice.pick(&EXTENSIONS);
            let name = format!("r{}-c{}-n{number}.{extension}", self.round, self.number);
            for call in calls(&mut dice) {
                let known = memory.entry(name.clone()).or_default();
                if !make(&self.shop, &name, call, known).await {
                    return memory;
                }
                self.answered.fetch_add(1, Ordering::Relaxed);
            }
        }
        memory
    }
}

/// What happens to a name.
fn calls(dice: &mut Dice) -> Vec<Call> {
    let mut calls = vec![Call::Register];
    match dice.below(5) {
        0 => calls.extend([Call::Renew, Call::Renew]),
        1 => calls.extend([Call::Delegate, Call::Renew]),
        2 | 3 => calls.push(Call::Delete),
        _ => calls.push(Call::Suspend),
    }
    calls
}

/// Makes a call, or makes it again; says whether it was answered.
pub async fn make(shop: &Shop, name: &str, call: Call, known: &mut Known) -> bool {
    if call == Call::Renew && known.unanswered.is_none() {
        known.renewals += 1;
    }
    known.unanswered = Some(call);
    let (path, more, key) = match call {
        Call::Register => ("/domain", [&[("period", "1")], REGISTRANT, NAMESERVERS].concat(), 0),
        Call::Renew => ("/domain/renew", vec![("period", "1")], known.renewals),
        Call::Delegate => ("/domain/ns", vec![("ns1", "a.ns.example"), ("ns2", "b.ns.example")], 0),
        Call::Suspend => ("/domain/suspend", Vec::new(), 0),
        Call::Delete => ("/domain", Vec::new(), 0),
    };
    let shop = match call {
        Call::Register | Call::Renew => shop.keyed(&format!("{name} {key}")),
        Call::Delegate | Call::Suspend | Call::Delete => shop.clone(),
    };
    let pairs = [&parts(name)[..], &more[..]].concat();
    let method = if call == Call::Delete { "DELETE" } else { "POST" };
    let Ok(reply) = shop.try_call(method, path, &pairs).await else { return false };
    match call {
        Call::Register | Call::Renew => known.expires = Some(reply.done().number_at("intExDate")),
        Call::Delegate => drop(reply.with_code(2)),
        Call::Suspend => drop(reply.done()),
        Call::Delete => {
            known.deleted = true;
            drop(reply.with_code(2));
        }
    }
    known.unanswered = None;
    true
}
