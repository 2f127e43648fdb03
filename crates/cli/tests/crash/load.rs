//! Callers that come from many sides until nobody answers any more, and remember what they were told.

use std::collections::BTreeMap;

use testkit::Shop;
use testkit::co_za::{NAMESERVERS, REGISTRANT, parts};
use testkit::dice::Dice;
use tokio::task::JoinHandle;

/// Callers at once.
const CALLERS: u64 = 16;
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
    before: Memory,
}

/// Lets the callers begin.
pub fn begin(shop: &Shop, round: u64, memory: &mut Memory, seed: u64) -> Calls {
    let caller = |number| {
        let (shop, dice) = (shop.clone(), Dice::of(seed ^ number));
        tokio::spawn(async move { until_nobody_answers(&shop, round, number, dice).await })
    };
    let running = (0..CALLERS).map(caller).collect();
    Calls { running, before: std::mem::take(memory) }
}

impl Calls {
    /// What everybody remembers, once nobody answers any more.
    pub async fn end(self) -> Memory {
        let mut memory = self.before;
        for caller in self.running {
            memory.extend(caller.await.unwrap());
        }
        memory
    }
}

async fn until_nobody_answers(shop: &Shop, round: u64, caller: u64, mut dice: Dice) -> Memory {
    let mut memory = Memory::new();
    for number in 0.. {
        let name = format!("r{round}-c{caller}-n{number}.{}", dice.pick(&EXTENSIONS));
        let mut calls = vec![Call::Register];
        match dice.below(4) {
            0 => calls.extend([Call::Renew, Call::Renew]),
            1 => calls.extend([Call::Delegate, Call::Renew]),
            2 => calls.push(Call::Delete),
            _ => calls.push(Call::Suspend),
        }
        for call in calls {
            let known = memory.entry(name.clone()).or_default();
            if !make(shop, &name, call, known).await {
                return memory;
            }
        }
    }
    memory
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
