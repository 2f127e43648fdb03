//! Answers side by side.

use std::collections::BTreeMap;
use std::fmt;

use peers::questions::Question;
use peers::reply::Reply;

use crate::rules::RULES;

/// How many differences of a kind are shown.
const SHOWN: usize = 3;

/// What was counted.
#[derive(Default)]
pub struct Comparison {
    same: usize,
    as_nsd: BTreeMap<String, usize>,
    by_rule: BTreeMap<&'static str, usize>,
    unexplained: BTreeMap<String, Vec<String>>,
}

impl Comparison {
    /// Takes one question and its three answers.
    pub fn add(
        &mut self,
        question: &Question,
        ours: Option<&Reply>,
        knot: Option<&Reply>,
        nsd: Option<&Reply>,
    ) {
        let differences = differences(ours, knot);
        let kind = if question.whole { "whole" } else { "broken" };
        let kind = format!("{kind} question, {}", differences.join(", "));
        let by_rule = |theirs| {
            RULES.iter().find(|rule| ours.is_some_and(|ours| (rule.covers)(question, ours, theirs)))
        };
        if differences.is_empty() {
            self.same += 1;
        } else if let Some(rule) = by_rule(knot) {
            *self.by_rule.entry(rule.name).or_default() += 1;
        } else if self::differences(ours, nsd).is_empty() {
            *self.as_nsd.entry(kind).or_default() += 1;
        } else if let Some(rule) = by_rule(nsd) {
            *self.by_rule.entry(rule.name).or_default() += 1;
        } else {
            self.unexplained.entry(kind).or_default().push(shown(question, ours, knot, nsd));
        }
    }

    /// How many differences nobody explained.
    pub fn unexplained(&self) -> usize {
        self.unexplained.values().map(Vec::len).sum()
    }
}

/// In what two answers differ; nothing where they say the same.
fn differences(ours: Option<&Reply>, theirs: Option<&Reply>) -> Vec<&'static str> {
    let (ours, theirs) = match (ours, theirs) {
        (Some(ours), Some(theirs)) => (ours, theirs),
        (None, None) => return vec![],
        (Some(_), None) => return vec!["only ours answers"],
        (None, Some(_)) => return vec!["only ours is silent"],
    };
    let parts = [
        ("code", ours.rcode == theirs.rcode),
        ("opcode", ours.opcode == theirs.opcode),
        ("flags", ours.flags == theirs.flags),
        ("question", ours.question == theirs.question),
        ("answer", ours.answers() == theirs.answers()),
        ("order of aliases", ours.chain() == theirs.chain()),
        ("authority", ours.authority == theirs.authority),
        ("additional", ours.additional == theirs.additional),
        ("EDNS", ours.edns == theirs.edns),
        ("options", ours.options == theirs.options),
    ];
    parts.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
}

fn shown(
    question: &Question,
    ours: Option<&Reply>,
    knot: Option<&Reply>,
    nsd: Option<&Reply>,
) -> String {
    let name = question.name.as_ref().map(ToString::to_string).unwrap_or_default();
    let (way, rtype, message) = (question.way, question.rtype, &question.message);
    let says = |reply: Option<&Reply>| {
        reply.map_or_else(|| "silence".to_owned(), |reply| format!("{reply:?}"))
    };
    format!(
        "{name} {rtype} {way:?} {message:02x?}\n    ours: {}\n    Knot: {}\n    NSD: {}",
        says(ours),
        says(knot),
        says(nsd)
    )
}

impl fmt::Display for Comparison {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:>6}  the same as Knot", self.same)?;
        for (rule, count) in &self.by_rule {
            writeln!(out, "{count:>6}  {rule}")?;
        }
        for (kind, count) in &self.as_nsd {
            writeln!(out, "{count:>6}  the same as NSD, other than Knot: {kind}")?;
        }
        for (kind, cases) in &self.unexplained {
            writeln!(out, "{:>6}  UNEXPLAINED: {kind}", cases.len())?;
            for case in cases.iter().take(SHOWN) {
                writeln!(out, "  {case}")?;
            }
        }
        Ok(())
    }
}
