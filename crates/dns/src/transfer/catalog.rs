//! The catalog: a zone that lists all others, so that another server needs to be told of none
//! (RFC 9432).
//!
//! Members stand under labels that follow from their names. The serial is the time of the last change,
//! so that it rises over restarts; the list changes at most once a second, and a change of it costs what
//! changed.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use bytes::{BufMut, Bytes, BytesMut};
use ring::digest;

use super::journal::is_newer;
use super::message::Question;
use crate::contents::Rr;
use crate::names::{Name, Rtype, is_within};

/// How many names of members the remembered changes have at most, besides as many as there are.
const REMEMBERED: usize = 1000;

/// What members are listed under.
type Label = [u8; 16];
/// The members at one time.
pub(super) type Members = Arc<BTreeMap<Label, Name>>;

/// The catalog as it is now.
#[derive(Debug)]
pub(super) struct Catalog {
    apex: Name,
    members: Members,
    serial: u32,
    /// What comes with the next serial: whether a zone is to be a member.
    pending: BTreeMap<Label, (Name, bool)>,
    /// Whether all zones are known: before that it would say that some are gone.
    is_whole: bool,
    steps: VecDeque<Step>,
    /// How many names stand in the steps.
    remembered: usize,
}

/// A change of the list.
#[derive(Debug, Clone, Default)]
pub(super) struct Step {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) gone: Vec<Name>,
    pub(super) new: Vec<Name>,
}

/// What stands at a name of the catalog.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// These records.
    Records(Vec<Rr>),
    /// Nothing of that type.
    Nothing,
    /// There is no such name.
    NoSuchName,
}

impl Catalog {
    pub(super) fn new(apex: Name) -> Self {
        Self {
            apex,
            members: Members::default(),
            serial: 0,
            pending: BTreeMap::new(),
            is_whole: false,
            steps: VecDeque::new(),
            remembered: 0,
        }
    }

    /// Notes that a zone is a member, or is none any more.
    pub(super) fn note(&mut self, member: &Name, is_here: bool) {
        self.pending.insert(label(member), (member.clone(), is_here));
    }

    /// Says which zones there are: from now on the catalog exists.
    pub(super) fn complete(&mut self, members: Members, now: u64) {
        self.is_whole = true;
        self.members = members;
        self.serial = serial_at(now);
    }

    /// Its serial; none before it is complete.
    pub(super) fn serial(&self) -> Option<u32> {
        self.is_whole.then_some(self.serial)
    }

    /// Makes what was noted a new serial, where it changes the list; says whether it does.
    pub(super) fn advance(&mut self, now: u64) -> bool {
        if !self.is_whole {
            return false;
        }
        let mut step = Step { from: self.serial, ..Step::default() };
        for (label, (member, is_here)) in std::mem::take(&mut self.pending) {
            if self.members.contains_key(&label) == is_here {
                continue;
            }
            let members = Arc::make_mut(&mut self.members);
            if is_here {
                members.insert(label, member.clone());
                step.new.push(member);
            } else {
                members.remove(&label);
                step.gone.push(member);
            }
        }
        if step.gone.is_empty() && step.new.is_empty() {
            return false;
        }
        let at = serial_at(now);
        self.serial = if is_newer(at, self.serial) { at } else { self.serial.wrapping_add(1) };
        step.to = self.serial;
        self.remembered += step.gone.len() + step.new.len();
        self.steps.push_back(step);
        while self.remembered > self.members.len() + REMEMBERED
            && let Some(oldest) = self.steps.pop_front()
        {
            self.remembered -= oldest.gone.len() + oldest.new.len();
        }
        true
    }

    /// The steps from a serial to the one that is now; none where they are forgotten.
    pub(super) fn steps_from(&self, serial: u32) -> Option<Vec<Step>> {
        let steps = self.steps.iter().skip_while(|step| step.from != serial);
        let steps: Vec<Step> = steps.cloned().collect();
        (!steps.is_empty()).then_some(steps)
    }

    /// The zones that went between two serials, as far as that is remembered.
    pub(super) fn gone_between(&self, after: Option<u32>, until: u32) -> Vec<Name> {
        let within = self.steps.iter().filter(|step| {
            !is_newer(step.to, until) && after.is_none_or(|after| is_newer(step.to, after))
        });
        let gone = within.flat_map(|step| &step.gone);
        gone.filter(|gone| !self.members.contains_key(&label(gone))).cloned().collect()
    }

    /// The members now.
    pub(super) fn members(&self) -> Members {
        Arc::clone(&self.members)
    }

    /// Whether a question is about it.
    pub(super) fn is_asked_for(apex: &Name, question: &Question) -> bool {
        is_within(&question.name, apex)
    }

    /// What answers a question about it.
    pub(super) fn standing(&self, question: &Question) -> Standing {
        let (name, rtype) = (&question.name, question.rtype);
        let wanted = |records: Vec<Rr>| {
            let records: Vec<Rr> =
                records.into_iter().filter(|rr| rtype == rr.rtype || rtype == Rtype::ANY).collect();
            if records.is_empty() { Standing::Nothing } else { Standing::Records(records) }
        };
        if *name == self.apex {
            return wanted(vec![soa(&self.apex, self.serial), name_server(&self.apex)]);
        }
        let version = version(&self.apex);
        if *name == version.owner {
            return wanted(vec![version]);
        }
        if below(&self.apex, b"zones").as_ref() == Some(name) {
            return Standing::Nothing;
        }
        let first = name.first();
        let label = parsed(first.as_slice());
        match label.and_then(|label| self.members.get(&label)) {
            Some(member) if pointer(&self.apex, member).owner == *name => {
                wanted(vec![pointer(&self.apex, member)])
            }
            _ => Standing::NoSuchName,
        }
    }
}

/// Zones as members.
pub(super) fn members(zones: Vec<Name>) -> Members {
    Arc::new(zones.into_iter().map(|member| (label(&member), member)).collect())
}

/// The serial of a change at that time.
const fn serial_at(now: u64) -> u32 {
    let [_, _, _, _, a, b, c, d] = now.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// The SOA record of a catalog. It is looked at every minute even if nobody is told of a change.
pub(super) fn soa(apex: &Name, serial: u32) -> Rr {
    let mut rdata = BytesMut::with_capacity(38);
    rdata.put_slice(b"\x07invalid\0\x07invalid\0");
    for number in [serial, 60, 10, 2_147_483_646, 0] {
        rdata.put_u32(number);
    }
    Rr { owner: apex.clone(), rtype: Rtype::SOA, ttl: 0, rdata: rdata.freeze() }
}

/// Its NS record (RFC 9432 §4.1): it is asked of nobody.
pub(super) fn name_server(apex: &Name) -> Rr {
    let rdata = Bytes::from_static(b"\x07invalid\0");
    Rr { owner: apex.clone(), rtype: Rtype::NS, ttl: 0, rdata }
}

/// Which version of catalogs it is (RFC 9432 §4.2.1).
pub(super) fn version(apex: &Name) -> Rr {
    let owner = below(apex, b"version").unwrap_or_else(|| apex.clone());
    Rr { owner, rtype: Rtype::TXT, ttl: 0, rdata: Bytes::from_static(b"\x012") }
}

/// What makes a zone a member (RFC 9432 §4.1).
pub(super) fn pointer(apex: &Name, member: &Name) -> Rr {
    let label = hexadecimal(label(member));
    let zones = below(apex, b"zones").unwrap_or_else(|| apex.clone());
    let owner = below(&zones, &label).unwrap_or(zones);
    Rr { owner, rtype: Rtype::PTR, ttl: 0, rdata: member.as_octets().clone() }
}

/// Every record but SOA, made one after the other.
pub(super) fn all_but_soa(apex: Name, members: Members) -> impl Iterator<Item = Rr> + Send {
    let mut after: Option<Label> = None;
    let head = [name_server(&apex), version(&apex)].into_iter();
    head.chain(std::iter::from_fn(move || {
        let from = after.map_or(std::ops::Bound::Unbounded, std::ops::Bound::Excluded);
        let (label, member) = members.range((from, std::ops::Bound::Unbounded)).next()?;
        after = Some(*label);
        Some(pointer(&apex, member))
    }))
}

/// The records of steps, in the order that they travel in (RFC 1995 §4).
pub(super) fn of_steps(apex: Name, steps: Vec<Step>) -> impl Iterator<Item = Rr> + Send {
    steps.into_iter().flat_map(move |step| {
        let pointers = |members: Vec<Name>| {
            let apex = apex.clone();
            members.into_iter().map(move |member| pointer(&apex, &member))
        };
        let gone = std::iter::once(soa(&apex, step.from)).chain(pointers(step.gone));
        gone.chain(std::iter::once(soa(&apex, step.to))).chain(pointers(step.new))
    })
}

/// What a member is listed under: it follows from its name.
fn label(member: &Name) -> Label {
    let digest = digest::digest(&digest::SHA256, member.as_slice());
    let mut label = Label::default();
    label.iter_mut().zip(digest.as_ref()).for_each(|(to, from)| *to = *from);
    label
}

fn hexadecimal(label: Label) -> [u8; 32] {
    let digits = b"0123456789abcdef";
    let mut out = [0; 32];
    for (place, octet) in out.chunks_exact_mut(2).zip(label) {
        place[0] = digits[usize::from(octet >> 4)];
        place[1] = digits[usize::from(octet & 15)];
    }
    out
}

fn parsed(label: &[u8]) -> Option<Label> {
    let text: &str = std::str::from_utf8(label).ok().filter(|text| text.len() == 32)?;
    u128::from_str_radix(text, 16).ok().map(u128::to_be_bytes)
}

/// The name with a label in front; none where it grows too long.
fn below(name: &Name, label: &[u8]) -> Option<Name> {
    let length = u8::try_from(label.len()).ok()?;
    Name::from_octets(Bytes::from([&[length], label, name.as_slice()].concat())).ok()
}

#[cfg(test)]
mod tests {
    use super::super::message::IN;
    use super::*;
    use crate::names::name;

    /// A catalog of these zones at second 1000.
    fn catalog(zones: &[&str]) -> Catalog {
        let mut catalog = Catalog::new(name("catalog.invalid").unwrap());
        catalog.note(&name("early.example").unwrap(), false);
        assert!(!catalog.advance(999));
        assert_eq!(catalog.serial(), None);
        catalog.complete(members(zones.iter().map(|zone| name(zone).unwrap()).collect()), 1000);
        catalog
    }

    fn listed(catalog: &Catalog) -> Vec<String> {
        let records = all_but_soa(catalog.apex.clone(), catalog.members()).skip(2);
        let mut listed: Vec<String> =
            records.map(|rr| Name::from_octets(rr.rdata).unwrap().to_string()).collect();
        listed.sort();
        listed
    }

    #[test]
    fn members_come_and_go_and_the_serial_rises() {
        let mut catalog = catalog(&["a.example", "b.example"]);
        assert_eq!(catalog.serial(), Some(1000));
        assert_eq!(listed(&catalog), ["a.example", "b.example"]);

        catalog.note(&name("c.example").unwrap(), true);
        catalog.note(&name("a.example").unwrap(), false);
        assert!(catalog.advance(1000));
        assert_eq!(catalog.serial(), Some(1001));
        assert_eq!(listed(&catalog), ["b.example", "c.example"]);
        assert_eq!(catalog.gone_between(Some(1000), 1001), [name("a.example").unwrap()]);

        // A zone that went and came back meanwhile changes nothing.
        catalog.note(&name("c.example").unwrap(), false);
        catalog.note(&name("c.example").unwrap(), true);
        assert!(!catalog.advance(2000));
        let steps = catalog.steps_from(1000).unwrap();
        assert_eq!(of_steps(catalog.apex.clone(), steps).count(), 4);
        assert!(catalog.steps_from(999).is_none());
    }

    #[test]
    fn it_answers_questions_about_itself() {
        let catalog = catalog(&["a.example"]);
        let member = name("a.example").unwrap();
        let ask = |text: &str, rtype| {
            catalog.standing(&Question { name: name(text).unwrap(), rtype, class: IN })
        };
        let pointer = pointer(&catalog.apex, &member);
        let owner = pointer.owner.to_string();
        assert_eq!(ask(&owner, Rtype::PTR), Standing::Records(vec![pointer]));
        assert_eq!(ask(&owner, Rtype::TXT), Standing::Nothing);
        assert!(matches!(ask("version.catalog.invalid", Rtype::TXT), Standing::Records(_)));
        assert_eq!(ask("zones.catalog.invalid", Rtype::PTR), Standing::Nothing);
        assert_eq!(ask("nothing.catalog.invalid", Rtype::PTR), Standing::NoSuchName);
    }

    #[test]
    fn a_hundred_thousand_members_change_one_at_a_time() {
        let mut catalog = catalog(&[]);
        let zones = (0..100_000).map(|number| name(&format!("z{number}.example")).unwrap());
        catalog.complete(members(zones.collect()), 1000);
        for number in 0..1000 {
            catalog.note(&name(&format!("z{number}.example")).unwrap(), false);
            assert!(catalog.advance(2000 + number));
        }
        assert_eq!(all_but_soa(catalog.apex.clone(), catalog.members()).count(), 99_002);
        assert_eq!(catalog.steps_from(1000).unwrap().len(), 1000);
    }
}
