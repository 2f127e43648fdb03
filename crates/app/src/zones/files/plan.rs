//! What an import changes: what is asked for, held against what is there.

use std::collections::{HashMap, HashSet, VecDeque};

use model::error::{Field, ForwardingPart, Reason, RecordPart};
use model::forwarding::{MOST_FORWARDS, MOST_RULES, MailRule, WebForward};
use model::zone::{Draft, Rdata, Record, RecordId, ZoneId, check_change, rdata, record_of};
use model::{Error, Result};
use store::Tx;

use super::fault::{Fault, Refusal};
use super::import::{Mode, Report, Skipped, Wish};
use super::read::{Foreign, Upload};

/// Number of the type SOA.
const START: u16 = 6;
/// Number of the type NS.
const SERVER: u16 = 2;

/// What tells records apart: owner, type and data. What has no form on the wire has the type 0.
type Key = (String, u16, Vec<u8>);

/// What is asked for.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    records: Vec<(u32, Record)>,
    web: Vec<(u32, WebForward)>,
    mail: Vec<(u32, MailRule)>,
    mode: Mode,
    /// Whether it says everything there is to say of the zone.
    is_whole: bool,
    takes_servers: bool,
    skipped: Skipped,
}

/// What is there.
#[derive(Debug, Default)]
pub(super) struct Before {
    records: Vec<(RecordId, Record)>,
    web: Vec<(RecordId, WebForward)>,
    mail: Vec<MailRule>,
}

/// What happens.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub added: Vec<Record>,
    pub changed: Vec<(RecordId, Record)>,
    pub removed: Vec<RecordId>,
    pub web_added: Vec<WebForward>,
    pub web_changed: Vec<(RecordId, WebForward)>,
    pub web_removed: Vec<RecordId>,
    /// The mail rules, where they are others than before.
    pub mail: Option<Vec<MailRule>>,
    mail_added: usize,
    mail_removed: usize,
    kept: usize,
}

impl Wanted {
    /// Judges each record by itself.
    pub fn of(upload: Upload, apex: &str, wish: Wish) -> Result<Self, Refusal> {
        let is_whole = upload.is_whole;
        let mut wanted = Self {
            records: Vec::with_capacity(upload.records.len()),
            web: upload.web,
            mail: upload.mail,
            mode: wish.mode,
            is_whole,
            takes_servers: wish.name_servers || is_whole,
            skipped: Skipped {
                authority: upload.starts,
                signatures: upload.signatures,
                without_saying: upload.unsaid,
                ..Skipped::default()
            },
        };
        let mut seen = HashSet::with_capacity(upload.records.len());
        for foreign in upload.records {
            let record = record(&foreign, apex)?;
            let at_apex = record.name == apex;
            if foreign.rtype == SERVER && at_apex && !wanted.takes_servers {
                wanted.skipped.name_servers += 1;
            } else if foreign.rtype == START && wish.mode == Mode::Merge {
                wanted.skipped.authority += 1;
            } else if !seen.insert(key(&record)) {
                wanted.skipped.repeated += 1;
            } else {
                wanted.records.push((foreign.line, record));
            }
        }
        for (line, draft) in upload.kept_only {
            let refused = |error| Refusal::at(line, Fault::Record(error));
            wanted.records.push((line, draft.record(apex).map_err(refused)?));
        }
        Ok(wanted)
    }

    /// Whether a record that is there and was not asked for stays.
    fn leaves(&self, record: &Record, key: &Key, apex: &str) -> bool {
        let (_, rtype, _) = key;
        self.mode == Mode::Merge
            || !self.is_whole && matches!(*rtype, 0 | START)
            || !self.takes_servers && *rtype == SERVER && record.name == apex
    }
}

/// A record as it is stored, which says what it said where it came from.
fn record(foreign: &Foreign, apex: &str) -> Result<Record, Refusal> {
    let refused = |fault| Refusal::at(foreign.line, fault);
    let of_type = || Fault::Type(rtype_word(foreign.rtype));
    let said = record_of(foreign.rtype, &foreign.data).ok_or_else(|| refused(of_type()))?;
    let owner = format!("{}.", foreign.owner.trim_end_matches('.'));
    let draft = Draft {
        name: &owner,
        kind: said.kind,
        ttl: Some(foreign.ttl),
        priority: Some(said.priority),
        content: &said.content,
    };
    let record = Record::parse(&draft, apex, 0).map_err(|why| refused(Fault::Record(why)))?;
    let wire = rdata(&record).and_then(|wire| record_of(wire.rtype, &wire.data));
    let same = wire.is_some_and(|again| {
        (again.priority, again.content) == (said.priority, said.content.clone())
    });
    if same { Ok(record) } else { Err(refused(of_type())) }
}

/// Whether two starts of authority differ in nothing but the serial, which is the zone's own anyway.
fn says_the_same(one: &Record, other: &Record) -> bool {
    let words = |record: &Record| -> Vec<String> {
        let words = record.content.split_whitespace().enumerate();
        words.filter(|(place, _)| *place != 2).map(|(_, word)| word.to_lowercase()).collect()
    };
    words(one) == words(other)
}

fn rtype_word(rtype: u16) -> String {
    domain::base::iana::Rtype::from_int(rtype).to_string()
}

fn key(record: &Record) -> Key {
    let name = record.name.clone();
    match rdata(record) {
        // A zone has one start of authority, whatever it says.
        Some(Rdata { rtype: START, .. }) => (name, START, Vec::new()),
        Some(Rdata { rtype, data }) => (name, rtype, data),
        None => {
            let Record { kind, priority, content, .. } = record;
            (name, 0, format!("{kind} {priority} {content}").into_bytes())
        }
    }
}

impl Before {
    pub fn read(tx: &mut Tx<'_>, zone: ZoneId) -> Result<Self> {
        Ok(Self {
            records: tx.records(zone)?,
            web: tx.web_forwards(zone)?,
            mail: tx.mail_rules(zone)?,
        })
    }
}

impl Plan {
    /// What has to happen, and nothing where the zone cannot be like that.
    pub fn of(before: &Before, wanted: &Wanted, apex: &str) -> Result<Self, Refusal> {
        let mut plan = Self::default();
        let mut after = plan.records(before, wanted, apex);
        plan.web(before, wanted)?;
        plan.mail(before, wanted)?;
        let lines: Vec<u32> = after.iter().map(|(line, _)| *line).collect();
        plan.forwards_fit(before, wanted, &after, apex)?;
        let known: Vec<Record> = before.records.iter().map(|(_, record)| record.clone()).collect();
        let after: Vec<Record> = after.drain(..).map(|(_, record)| record).collect();
        check_change(&known, &after, apex).map_err(|error| of_line(error, &lines))?;
        Ok(plan)
    }

    /// The records as they will stand: those that were asked for with their lines, then the others.
    fn records(&mut self, before: &Before, wanted: &Wanted, apex: &str) -> Vec<(u32, Record)> {
        let keys: Vec<Key> = before.records.iter().map(|(_, record)| key(record)).collect();
        let mut there: HashMap<&Key, VecDeque<usize>> = HashMap::with_capacity(keys.len());
        for (place, key) in keys.iter().enumerate() {
            there.entry(key).or_default().push_back(place);
        }
        let mut after = Vec::with_capacity(wanted.records.len());
        for (line, asked) in &wanted.records {
            let place = there.get_mut(&key(asked)).and_then(VecDeque::pop_front);
            let known = place.and_then(|place| before.records.get(place));
            let record = match known {
                // What is stored in other words stays as it is, but for how long it lives.
                Some((_, known)) if known.kind != "SOA" || says_the_same(known, asked) => {
                    Record { ttl: asked.ttl, ..known.clone() }
                }
                _ => asked.clone(),
            };
            match known {
                None => self.added.push(record.clone()),
                Some((_, known)) if *known == record => self.kept += 1,
                Some((id, _)) => self.changed.push((*id, record.clone())),
            }
            after.push((*line, record));
        }
        for (place, (key, (id, record))) in keys.iter().zip(&before.records).enumerate() {
            let is_left = there.get(key).is_some_and(|places| places.contains(&place));
            if is_left && wanted.leaves(record, key, apex) {
                self.kept += 1;
                after.push((0, record.clone()));
            } else if is_left {
                self.removed.push(*id);
            }
        }
        after
    }

    fn web(&mut self, before: &Before, wanted: &Wanted) -> Result<(), Refusal> {
        let mut seen = HashSet::new();
        for (line, forward) in &wanted.web {
            if !seen.insert(&forward.name) {
                return Err(repeated(*line));
            }
            match before.web.iter().find(|(_, known)| known.name == forward.name) {
                None => self.web_added.push(forward.clone()),
                Some((_, known)) if known == forward => self.kept += 1,
                Some((id, _)) => self.web_changed.push((*id, forward.clone())),
            }
        }
        let others = before.web.iter().filter(|(_, known)| !seen.contains(&known.name));
        let goes = wanted.is_whole && wanted.mode == Mode::Replace;
        for (id, _) in others {
            if goes { self.web_removed.push(*id) } else { self.kept += 1 }
        }
        if before.web.len() + self.web_added.len() - self.web_removed.len() > MOST_FORWARDS {
            return Err(too_many(ForwardingPart::To));
        }
        Ok(())
    }

    fn mail(&mut self, before: &Before, wanted: &Wanted) -> Result<(), Refusal> {
        let goes = wanted.is_whole && wanted.mode == Mode::Replace;
        let mut after = if goes { Vec::new() } else { before.mail.clone() };
        for (line, rule) in &wanted.mail {
            match after.contains(rule) {
                true if goes => return Err(repeated(*line)),
                true => {}
                false => after.push(rule.clone()),
            }
        }
        if after.len() > MOST_RULES {
            return Err(too_many(ForwardingPart::From));
        }
        self.mail_added = after.iter().filter(|rule| !before.mail.contains(rule)).count();
        self.mail_removed = before.mail.iter().filter(|rule| !after.contains(rule)).count();
        self.kept += after.len() - self.mail_added;
        self.mail = (after != before.mail).then_some(after);
        Ok(())
    }

    /// No web address that leads elsewhere has another name, unless it was so before.
    fn forwards_fit(
        &self,
        before: &Before,
        wanted: &Wanted,
        after: &[(u32, Record)],
        apex: &str,
    ) -> Result<(), Refusal> {
        let gone = |id: &RecordId| self.web_removed.contains(id);
        let old = before.web.iter().filter(|(id, _)| !gone(id)).map(|(_, old)| (0, old, false));
        let new = wanted.web.iter().map(|(line, new)| (*line, new, self.web_added.contains(new)));
        let owners: HashMap<String, (u32, bool)> = old
            .chain(new)
            .map(|(line, forward, is_new)| (whole(&forward.name, apex), (line, is_new)))
            .collect();
        let added: HashSet<&Record> = self.added.iter().collect();
        for (line, record) in after.iter().filter(|(_, record)| record.kind == "CNAME") {
            match owners.get(&record.name) {
                Some((of_forward, is_new)) if *is_new || added.contains(record) => {
                    let line = if *line > 0 { *line } else { *of_forward };
                    let field = Field::Record(0, RecordPart::Name);
                    let why = Error::invalid(field, Reason::CnameNotAlone);
                    return Err(Refusal::at(line, Fault::Record(why)));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What will have come of it.
    pub fn report(&self, wanted: &Wanted) -> Report {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Report {
            serial: 0,
            added: count(self.added.len() + self.web_added.len() + self.mail_added),
            changed: count(self.changed.len() + self.web_changed.len()),
            removed: count(self.removed.len() + self.web_removed.len() + self.mail_removed),
            kept: count(self.kept),
            skipped: wanted.skipped,
        }
    }
}

fn whole(label: &str, apex: &str) -> String {
    if label.is_empty() { apex.to_owned() } else { format!("{label}.{apex}") }
}

fn repeated(line: u32) -> Refusal {
    let field = Field::Forwarding(0, ForwardingPart::From);
    Refusal::at(line, Fault::Record(Error::invalid(field, Reason::Repeated)))
}

const fn too_many(part: ForwardingPart) -> Refusal {
    Refusal::Platform(Error::invalid(Field::Forwarding(0, part), Reason::MoreThan(100)))
}

/// A refusal that names a record by its place in the zone names its line, where it has one.
fn of_line(error: Error, lines: &[u32]) -> Refusal {
    let Error::Invalid { field: Field::Record(place, part), reason } = error else {
        return Refusal::Platform(error);
    };
    let line = usize::from(place).checked_sub(1).and_then(|place| lines.get(place));
    let error = Error::invalid(Field::Record(0, part), reason);
    match line {
        Some(line) if *line > 0 => Refusal::at(*line, Fault::Record(error)),
        _ => Refusal::Platform(error),
    }
}
