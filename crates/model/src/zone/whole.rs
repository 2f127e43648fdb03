//! A zone as a whole: what its records must agree upon, so that it can be served and every validator
//! takes it.
//!
//! - Names lie in the zone, and values are of their types.
//! - A CNAME stands alone at its name and never at the apex (RFC 1034 §3.6.2, RFC 2181 §10.1).
//! - One start of authority, at the apex.
//! - Name servers inside the zone have an address in it (RFC 1034 §4.2.1), and are no CNAME (RFC 2181
//!   §10.3). Nobody delegates a wildcard (RFC 4592 §4.2).
//! - DS stands at delegations only (RFC 4035 §2.4). Beside that, only addresses stand at and below them:
//!   anything else would never be answered.
//! - All records of one type at one name fit into one message.
//!
//! Records of one type at one name may say different times to live; the shortest is served (RFC 2181
//! §5.2). Mail servers and services may be a CNAME, which validators warn of.

use std::collections::{HashMap, HashSet};

use super::rdata::is_served;
use super::rows::above_and_itself;
use super::{MOST_RECORDS, Record, rdata};
use crate::error::{Error, Field, Reason, RecordPart, Result};

/// Bytes that the records of one type at one name take at most. Beside them, a message of 65,535 bytes
/// holds question, signature and proof.
pub const MOST_SET_BYTES: u16 = 60_000;
/// Bytes of a record beside its data: owner as a pointer, type, class, time to live and length.
const HEAD_BYTES: usize = 12;

/// What is wrong with a record in its zone.
type Fault = (RecordPart, Reason);

/// Checks the zone that `records` would make together.
///
/// # Errors
/// Names the first record that does not fit, by its place in the list counted from 1.
pub fn check(records: &[Record], apex: &str) -> Result<()> {
    check_change(&[], records, apex)
}

/// Checks the zone that a change makes of another one. What was wrong already with a record that stays
/// as it is does not stand in the way: zones that are older than a rule can be changed, and mended, and
/// nothing becomes worse.
///
/// # Errors
/// Names the first record that does not fit, by its place in the list `after` counted from 1.
pub fn check_change(before: &[Record], after: &[Record], apex: &str) -> Result<()> {
    if after.len() > MOST_RECORDS && after.len() > before.len() {
        return Err(Error::invalid(Field::Record(0, RecordPart::Content), Reason::MoreThan(5_000)));
    }
    let faults = Zone::of(after, apex).faults();
    if faults.iter().all(Option::is_none) {
        return Ok(());
    }
    let known: HashSet<(&Record, Fault)> = before
        .iter()
        .zip(Zone::of(before, apex).faults())
        .filter_map(|(record, fault)| Some((record, fault?)))
        .collect();
    for ((line, record), fault) in (1u16..).zip(after).zip(faults) {
        match fault {
            Some((part, reason)) if !known.contains(&(record, (part, reason))) => {
                return Err(Error::invalid(Field::Record(line, part), reason));
            }
            _ => {}
        }
    }
    Ok(())
}

/// What can be served of a zone, whatever is in it: without records that [`check`] refuses, and of two
/// that exclude each other without the one that matters less. How many they are is not looked at.
#[must_use]
pub fn servable(mut records: Vec<Record>, apex: &str) -> Vec<Record> {
    if Zone::of(&records, apex).faults().iter().all(Option::is_none) {
        return records;
    }
    keep(&mut records, apex, |_, (_, reason)| {
        !matches!(reason, Reason::UnfitContent | Reason::OutsideZone | Reason::Repeated)
    });
    one_alias_or_none(&mut records, apex);
    // A delegation that nobody can follow hides nothing below it.
    loop {
        let stays = |record: &Record, _: Fault| record.kind != "NS";
        if !keep(&mut records, apex, stays) {
            break;
        }
    }
    while keep(&mut records, apex, |_, _| false) {}
    records
}

/// Keeps records that fit, and those that `stays` says; whether any went.
fn keep(records: &mut Vec<Record>, apex: &str, stays: impl Fn(&Record, Fault) -> bool) -> bool {
    let before = records.len();
    let mut faults = Zone::of(records, apex).faults().into_iter();
    records.retain(|record| faults.next().flatten().is_none_or(|fault| stays(record, fault)));
    records.len() < before
}

/// Leaves out CNAMEs where anything else stands, and all but the first at a name.
fn one_alias_or_none(records: &mut Vec<Record>, apex: &str) {
    let others: HashSet<String> = records
        .iter()
        .filter(|record| record.kind != "CNAME")
        .map(|record| record.name.clone())
        .chain([apex.to_owned()])
        .collect();
    let mut seen = HashSet::new();
    records.retain(|record| {
        record.kind != "CNAME" || !others.contains(&record.name) && seen.insert(record.name.clone())
    });
}

/// What has to be known of a zone to judge each of its records.
struct Zone<'a> {
    apex: &'a str,
    records: &'a [Record],
    /// Records at each name, and how many of them are CNAMEs.
    at_name: HashMap<&'a str, (usize, usize)>,
    /// Names below the apex that are delegated.
    delegated: HashSet<&'a str>,
    /// Names with an address.
    addressed: HashSet<&'a str>,
}

impl<'a> Zone<'a> {
    fn of(records: &'a [Record], apex: &'a str) -> Self {
        let mut at_name: HashMap<&str, (usize, usize)> = HashMap::with_capacity(records.len());
        for record in records {
            let (all, aliases) = at_name.entry(record.name.as_str()).or_default();
            *all += 1;
            *aliases += usize::from(record.kind == "CNAME");
        }
        let names = |of: fn(&str) -> bool| {
            let found = records.iter().filter(move |record| of(&record.kind));
            found.map(|record| record.name.as_str())
        };
        let servers = names(|kind| kind == "NS");
        let delegated = servers.filter(|name| *name != apex && !is_wildcard(name)).collect();
        let addressed = names(|kind| matches!(kind, "A" | "AAAA")).collect();
        Self { apex, records, at_name, delegated, addressed }
    }

    /// What is wrong with each record.
    fn faults(&self) -> Vec<Option<Fault>> {
        let mut bytes: HashMap<(&str, u16), usize> = HashMap::new();
        let mut starts = 0_usize;
        let mut faults = Vec::with_capacity(self.records.len());
        for record in self.records {
            let value = rdata(record);
            let set = value.as_ref().map_or(0, |value| {
                let set = bytes.entry((record.name.as_str(), value.rtype)).or_default();
                *set += value.data.len() + HEAD_BYTES;
                *set
            });
            starts += usize::from(record.kind == "SOA");
            let fault = if is_served(&record.kind) && value.is_none() {
                Some((RecordPart::Content, Reason::UnfitContent))
            } else if set > usize::from(MOST_SET_BYTES) {
                Some((RecordPart::Content, Reason::LongerThan(MOST_SET_BYTES)))
            } else if record.kind == "SOA" && starts > 1 {
                Some((RecordPart::Type, Reason::Repeated))
            } else {
                self.misplaced(record)
            };
            faults.push(fault);
        }
        faults
    }

    /// What is wrong with where a record stands.
    fn misplaced(&self, record: &Record) -> Option<Fault> {
        let (name, kind) = (record.name.as_str(), record.kind.as_str());
        let (all, aliases) = self.at_name.get(name).copied().unwrap_or_default();
        let alone = all == 1 && name != self.apex;
        let reason = if !is_within(name, self.apex) || kind == "SOA" && name != self.apex {
            Reason::OutsideZone
        } else if kind == "CNAME" && !alone || aliases > 0 && all > aliases {
            Reason::CnameNotAlone
        } else if matches!(kind, "NS" | "DS") && is_wildcard(name)
            || kind == "DS" && !self.delegated.contains(name)
        {
            Reason::NotDelegated
        } else if self.is_hidden(name, kind) {
            Reason::Delegated
        } else if kind == "NS" && self.has_no_address(&record.content) {
            return Some((RecordPart::Content, Reason::NeedsGlue));
        } else {
            return None;
        };
        Some((RecordPart::Name, reason))
    }

    /// Whether a record would never be answered, because its name is somebody else's.
    fn is_hidden(&self, name: &str, kind: &str) -> bool {
        if matches!(kind, "A" | "AAAA" | "AAA") || name == self.apex {
            return false;
        }
        let mut below = above_and_itself(name).take_while(|above| above.len() > self.apex.len());
        let at_delegation = matches!(kind, "NS" | "DS");
        below.any(|above| self.delegated.contains(above) && !(at_delegation && above == name))
    }

    fn has_no_address(&self, host: &str) -> bool {
        is_within(host, self.apex) && !self.addressed.contains(host)
    }
}

fn is_wildcard(name: &str) -> bool {
    name.starts_with("*.")
}

fn is_within(name: &str, apex: &str) -> bool {
    let above = name.strip_suffix(apex);
    above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zone::Draft;

    const APEX: &str = "shoes.co.za";
    const DIGEST: &str = "1 13 2 e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d";

    fn zone(records: &[(&str, &str, &str)]) -> Vec<Record> {
        let read = |(name, kind, content): &(&str, &str, &str)| {
            Record::parse(&Draft { name, kind, content, ..Draft::default() }, APEX, 0).unwrap()
        };
        records.iter().map(read).collect()
    }

    fn reason(records: &[(&str, &str, &str)]) -> Option<(u16, Reason)> {
        match check(&zone(records), APEX) {
            Err(Error::Invalid { field: Field::Record(line, _), reason }) => Some((line, reason)),
            other => other.map(|()| None).unwrap(),
        }
    }

    #[test]
    fn delegations_are_followed_or_refused() {
        let away = ("sub", "NS", "ns.example.net");
        let inside = ("sub", "NS", "ns1.sub.shoes.co.za");
        let glue = ("ns1.sub", "A", "192.0.2.1");
        let start = "a.b. c.d. 1 2 3 4 5";
        for (records, refused) in [
            (&[away, ("sub", "DS", DIGEST), ("sub", "A", "192.0.2.1")][..], None),
            (&[inside, glue], None),
            (&[inside], Some((1, Reason::NeedsGlue))),
            (
                &[("@", "NS", "www.shoes.co.za"), ("www", "CNAME", "a.b")],
                Some((1, Reason::NeedsGlue)),
            ),
            (&[away, ("sub", "TXT", "x")], Some((2, Reason::Delegated))),
            (&[("x.sub", "MX", "a.b"), away], Some((1, Reason::Delegated))),
            (&[away, ("x.sub", "NS", "a.b")], Some((2, Reason::Delegated))),
            (&[("*", "NS", "a.b")], Some((1, Reason::NotDelegated))),
            (&[away, ("*.sub", "DS", DIGEST)], Some((2, Reason::NotDelegated))),
            (&[("sub", "DS", DIGEST)], Some((1, Reason::NotDelegated))),
            (&[("@", "NS", "a.b"), ("@", "DS", DIGEST)], Some((2, Reason::NotDelegated))),
            (&[("@", "SOA", start), ("@", "SOA", start)], Some((2, Reason::Repeated))),
            (&[("x", "SOA", start)], Some((1, Reason::OutsideZone))),
        ] {
            assert_eq!(reason(records), refused, "{records:?}");
        }
    }

    #[test]
    fn what_a_message_cannot_hold_is_refused() {
        let texts: Vec<String> = (10..26).map(|n| format!("{n}{}", "x".repeat(4_000))).collect();
        let records: Vec<_> = texts.iter().map(|text| ("@", "TXT", text.as_str())).collect();
        assert_eq!(reason(&records[..14]), None);
        assert_eq!(reason(&records), Some((15, Reason::LongerThan(MOST_SET_BYTES))));
    }

    #[test]
    fn a_change_answers_for_what_it_makes_wrong() {
        let before = zone(&[("sub", "NS", "ns1.shoes.co.za"), ("sub", "TXT", "x")]);
        let more = |added: &[(&str, &str, &str)]| [before.clone(), zone(added)].concat();
        let judged = |after: &[Record]| check_change(&before, after, APEX).is_ok();
        assert!(judged(&more(&[("www", "A", "192.0.2.1")])));
        assert!(judged(&before[..1]) && judged(&before[1..]));
        assert!(!judged(&more(&[("a.sub", "TXT", "y")])));
        assert!(!judged(&more(&[("other", "NS", "ns1.shoes.co.za")])));
        // The address of a name server goes last.
        let whole = zone(&[("@", "NS", "ns1.shoes.co.za"), ("ns1", "A", "192.0.2.1")]);
        assert!(check_change(&whole, &whole[..1], APEX).is_err());
    }

    #[test]
    fn what_matters_more_is_served() {
        let broken = zone(&[
            ("@", "CNAME", "a.b"),
            ("www", "CNAME", "a.b"),
            ("www", "A", "192.0.2.1"),
            ("sub", "NS", "ns1.sub.shoes.co.za"),
            ("a.sub", "TXT", "nobody can follow the delegation above"),
            ("x", "CNAME", "a.b"),
            ("x", "CNAME", "c.d"),
        ]);
        let served = servable(broken.clone(), APEX);
        assert_eq!(served, [2, 4, 5].map(|place| broken[place].clone()));
    }
}
