//! The differences that are meant; `docs/decisions/0020-answers-that-differ.md` lists them for people.

use std::collections::BTreeSet;

use dns::names::{Name, Rtype};
use peers::questions::{Question, Way};
use peers::reply::Reply;

/// One of them.
pub struct Rule {
    /// What it is called.
    pub name: &'static str,
    /// Whether it explains why we answer a question otherwise than Knot.
    pub covers: fn(&Question, &Reply, Option<&Reply>) -> bool,
}

/// FORMERR (RFC 1035 §4.1.1).
const MALFORMED: u16 = 1;
/// NOTIMP.
const NOT_IMPLEMENTED: u16 = 4;
/// Extended errors (RFC 8914).
const EXTENDED_ERROR: u16 = 15;
/// How many aliases Knot follows.
const ALIASES: usize = 5;
/// What an address with its signature takes at most here.
const ONE_ADDRESS: usize = 200;

/// What could be saved by sharing more of the names in an answer, at most.
const SHARED: usize = 64;

/// All of them.
pub const RULES: &[Rule] = &[
    Rule { name: "malformed messages: FORMERR, where Knot is silent", covers: malformed },
    Rule { name: "other operations: NOTIMP without the question", covers: other_operation },
    Rule { name: "truncated answers: empty, where Knot sends what fits", covers: truncated },
    Rule { name: "truncated answers: a little longer than Knot's, which just fit", covers: longer },
    Rule { name: "optional addresses: others are left out for want of room", covers: no_room },
    Rule { name: "aliases: followed further than Knot's five", covers: aliases },
    Rule { name: "HTTPS and SVCB: addresses of targets, nothing else of them", covers: targets },
    Rule { name: "ANY: one RRset, but another one", covers: any },
    Rule { name: "names that only NSEC3 has: not there", covers: only_nsec3 },
    Rule { name: "refusals: without an extended error", covers: extended_error },
];

fn malformed(question: &Question, ours: &Reply, theirs: Option<&Reply>) -> bool {
    !question.whole && ours.rcode == MALFORMED && theirs.is_none_or(|it| it.rcode == MALFORMED)
}

fn other_operation(_: &Question, ours: &Reply, _: Option<&Reply>) -> bool {
    ours.opcode != 0 && ours.rcode == NOT_IMPLEMENTED && ours.question.is_empty()
}

fn truncated(_: &Question, ours: &Reply, theirs: Option<&Reply>) -> bool {
    let empty = ours.answer.is_empty() && ours.authority.is_empty() && ours.additional.is_empty();
    theirs.is_some_and(|theirs| {
        ours.has("TC") && empty && theirs.has("TC") && ours.flags == theirs.flags
    })
}

/// Names within records share the apex and nothing else of each other.
fn longer(question: &Question, ours: &Reply, theirs: Option<&Reply>) -> bool {
    theirs.is_some_and(|theirs| {
        let empty = ours.answer.is_empty() && ours.authority.is_empty();
        ours.has("TC") && empty && theirs.length + SHARED > question.room()
    })
}

fn no_room(question: &Question, ours: &Reply, theirs: Option<&Reply>) -> bool {
    theirs.is_some_and(|theirs| {
        let rest =
            |reply: &Reply| Reply { additional: BTreeSet::new(), length: 0, ..reply.clone() };
        question.way == Way::Udp
            && rest(ours) == rest(theirs)
            && ours.length.max(theirs.length) + ONE_ADDRESS > question.room()
    })
}

fn aliases(_: &Question, ours: &Reply, theirs: Option<&Reply>) -> bool {
    theirs.is_some_and(|theirs| {
        let (here, there) = (ours.chain(), theirs.chain());
        there.len() == ALIASES && (here.starts_with(&there) || ours.has("TC"))
    })
}

fn targets(question: &Question, ours: &Reply, theirs: Option<&Reply>) -> bool {
    theirs.is_some_and(|theirs| {
        let rest =
            |reply: &Reply| Reply { additional: BTreeSet::new(), length: 0, ..reply.clone() };
        matches!(question.rtype, Rtype::HTTPS | Rtype::SVCB)
            && rest(ours) == rest(theirs)
            && ours.additional.is_subset(&theirs.additional)
    })
}

fn any(question: &Question, ours: &Reply, theirs: Option<&Reply>) -> bool {
    theirs.is_some_and(|theirs| {
        question.rtype == Rtype::ANY && ours.rcode == theirs.rcode && ours.flags == theirs.flags
    })
}

/// RFC 5155 §7.2.8: the hashed owners are no names of the zone.
fn only_nsec3(question: &Question, ours: &Reply, theirs: Option<&Reply>) -> bool {
    let hashed = |name: &Name| name.iter().any(|label| label.len() == 32);
    let denied = ours.answer.is_empty() && theirs.is_some_and(|theirs| theirs.answer.is_empty());
    denied && question.name.as_ref().is_some_and(hashed)
}

fn extended_error(_: &Question, ours: &Reply, theirs: Option<&Reply>) -> bool {
    theirs.is_some_and(|theirs| {
        let options = theirs.options.iter().copied().filter(|option| *option != EXTENDED_ERROR);
        let theirs = Reply { options: options.collect(), length: ours.length, ..theirs.clone() };
        *ours == theirs
    })
}
