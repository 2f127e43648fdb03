//! Who is told of a change, and again until it says that it heard (RFC 1996).
//!
//! A zone that changes once more while a server is told of it is told of once more, not twice.

use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use super::tsig::Sequence;
use crate::names::Name;

/// How many zones a server is told of at once.
const AT_ONCE: usize = 64;
/// How many zones wait for it at most; it asks for more than that by itself.
const MOST_WAITING: usize = 200_000;
/// How long an answer is waited for at first; twice as long each time.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// How often a server is told in all: the last pause is a minute.
const MOST_ATTEMPTS: u32 = 8;
/// How often one that refuses is told in all: it may be about to learn of the zone.
const MOST_REFUSALS: u32 = 4;
/// How many zones are told of at each step after a start, though nothing is known to have changed.
const FEW: usize = 10;
/// How long such a step is.
const STEP: Duration = Duration::from_millis(100);

/// What one server is to be told.
#[derive(Debug)]
pub(super) struct Outbox {
    waiting: VecDeque<Name>,
    queued: HashSet<Name>,
    under_way: HashMap<u16, Telling>,
    numbers: HashMap<Name, u16>,
    /// Zones that were there at the start.
    slowly: VecDeque<Name>,
    next_step: Instant,
}

/// A zone it is told of.
#[derive(Debug)]
struct Telling {
    apex: Name,
    attempts: u32,
    refusals: u32,
    due: Instant,
    /// Whether it changed since.
    is_stale: bool,
    sequence: Option<Sequence>,
}

/// What becomes of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// It was understood.
    Acknowledged,
    /// It was refused; it may be told again.
    Refused,
    /// Nothing like it was sent.
    Nothing,
}

impl Outbox {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            waiting: VecDeque::new(),
            queued: HashSet::new(),
            under_way: HashMap::new(),
            numbers: HashMap::new(),
            slowly: VecDeque::new(),
            next_step: now,
        }
    }

    /// Notes that a zone changed; what is urgent goes before everything else.
    pub(super) fn changed(&mut self, apex: &Name, is_urgent: bool) {
        if let Some(telling) = self.numbers.get(apex).and_then(|id| self.under_way.get_mut(id)) {
            telling.is_stale = true;
        } else if self.queued.len() < MOST_WAITING && self.queued.insert(apex.clone()) {
            if is_urgent {
                self.waiting.push_front(apex.clone());
            } else {
                self.waiting.push_back(apex.clone());
            }
        }
    }

    /// Notes zones that may have changed before the start.
    pub(super) fn slowly(&mut self, apexes: impl Iterator<Item = Name>) {
        self.slowly.extend(apexes);
    }

    /// What is to be sent now: messages by their numbers, which `number` makes.
    pub(super) fn due(
        &mut self,
        now: Instant,
        mut number: impl FnMut() -> Option<u16>,
    ) -> Vec<(u16, Name)> {
        self.step(now);
        let mut due = Vec::new();
        self.give_up(now);
        for (id, telling) in &mut self.under_way {
            if telling.due <= now {
                telling.is_stale = false;
                telling.due = now + FIRST_PAUSE * (1 << telling.attempts);
                telling.attempts += 1;
                due.push((*id, telling.apex.clone()));
            }
        }
        while self.under_way.len() < AT_ONCE
            && let Some(id) = number()
        {
            if self.under_way.contains_key(&id) {
                continue;
            }
            let Some(apex) = self.waiting.pop_front() else { break };
            self.queued.remove(&apex);
            self.numbers.insert(apex.clone(), id);
            let telling = Telling {
                apex: apex.clone(),
                attempts: 1,
                refusals: 0,
                due: now + FIRST_PAUSE,
                is_stale: false,
                sequence: None,
            };
            self.under_way.insert(id, telling);
            due.push((id, apex));
        }
        due
    }

    /// Moves some of the zones that were there at the start to those that wait.
    fn step(&mut self, now: Instant) {
        if now < self.next_step || self.slowly.is_empty() || self.waiting.len() >= FEW {
            return;
        }
        self.next_step = now + STEP;
        for apex in self.slowly.drain(..FEW.min(self.slowly.len())).collect::<Vec<_>>() {
            self.changed(&apex, false);
        }
    }

    /// Gives up on what was told often enough.
    fn give_up(&mut self, now: Instant) {
        let given_up = self
            .under_way
            .iter()
            .filter(|(_, telling)| telling.due <= now && telling.attempts >= MOST_ATTEMPTS);
        for id in given_up.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.end(id);
        }
    }

    /// Keeps what the answer to a message will be checked with.
    pub(super) fn signed(&mut self, id: u16, sequence: Sequence) {
        if let Some(telling) = self.under_way.get_mut(&id) {
            telling.sequence = Some(sequence);
        }
    }

    /// What the answer with that number is checked with.
    pub(super) fn sequence(&self, id: u16) -> Option<Sequence> {
        self.under_way.get(&id)?.sequence.clone()
    }

    /// Takes an answer.
    pub(super) fn heard(&mut self, id: u16, apex: &Name, is_refused: bool) -> Heard {
        let Some(telling) = self.under_way.get_mut(&id).filter(|it| it.apex == *apex) else {
            return Heard::Nothing;
        };
        if is_refused {
            telling.refusals += 1;
            if telling.refusals >= MOST_REFUSALS {
                self.end(id);
            }
            return Heard::Refused;
        }
        self.end(id);
        Heard::Acknowledged
    }

    /// Ends telling; what changed meanwhile begins anew.
    fn end(&mut self, id: u16) {
        if let Some(telling) = self.under_way.remove(&id) {
            self.numbers.remove(&telling.apex);
            if telling.is_stale {
                self.changed(&telling.apex, false);
            }
        }
    }

    /// When something is to be sent next; none where it waits for changes.
    pub(super) fn next(&self) -> Option<Instant> {
        let retry = self.under_way.values().map(|telling| telling.due).min();
        let has_room = self.under_way.len() < AT_ONCE;
        let step = (has_room && !self.slowly.is_empty()).then_some(self.next_step);
        retry.into_iter().chain(step).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::name;

    fn counted() -> impl FnMut() -> Option<u16> {
        let mut next = 0;
        move || {
            next += 1;
            Some(next)
        }
    }

    #[test]
    fn a_zone_that_changes_meanwhile_is_told_of_once_more() {
        let now = Instant::now();
        let (mut outbox, mut number) = (Outbox::new(now), counted());
        let apex = name("shoes.example").unwrap();
        outbox.changed(&apex, false);
        outbox.changed(&apex, false);
        assert_eq!(outbox.due(now, &mut number), [(1, apex.clone())]);
        outbox.changed(&apex, false);
        outbox.changed(&apex, false);
        assert!(outbox.due(now, &mut number).is_empty());
        assert_eq!(outbox.heard(1, &apex, false), Heard::Acknowledged);
        let again = outbox.due(now, &mut number);
        assert_eq!(again.len(), 1);
        assert_eq!(outbox.heard(again[0].0, &apex, false), Heard::Acknowledged);
        assert_eq!(outbox.heard(again[0].0, &apex, false), Heard::Nothing);
        assert_eq!(outbox.next(), None);
    }

    #[test]
    fn silence_is_met_with_growing_pauses_and_then_with_silence() {
        let start = Instant::now();
        let (mut outbox, mut number) = (Outbox::new(start), counted());
        outbox.changed(&name("shoes.example").unwrap(), false);
        let mut told = Vec::new();
        let mut now = start;
        loop {
            told.extend(outbox.due(now, &mut number).iter().map(|_| (now - start).as_millis()));
            let Some(next) = outbox.next() else { break };
            now = next;
        }
        assert_eq!(told, [0, 500, 1500, 3500, 7500, 15_500, 31_500, 63_500]);
    }

    #[test]
    fn many_zones_are_told_of_a_few_at_a_time() {
        let now = Instant::now();
        let (mut outbox, mut number) = (Outbox::new(now), counted());
        for zone in 0..1000 {
            outbox.changed(&name(&format!("z{zone}.example")).unwrap(), false);
        }
        let catalog = name("catalog.invalid").unwrap();
        outbox.changed(&catalog, true);
        let due = outbox.due(now, &mut number);
        assert_eq!(due.len(), AT_ONCE);
        assert_eq!(due[0].1, catalog);

        let mut outbox = Outbox::new(now);
        outbox.slowly((0..1000).map(|zone| name(&format!("z{zone}.example")).unwrap()));
        assert_eq!(outbox.due(now, &mut number).len(), FEW);
        assert!(outbox.due(now, &mut number).is_empty());
        assert_eq!(outbox.due(now + STEP, &mut number).len(), FEW);
    }
}
