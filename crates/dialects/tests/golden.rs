//! What really travels, per call: every recorded answer is read and written back to the same bytes.
//!
//! A file is one JSON object whose members are whole answers, compact, as on the wire: `success`,
//! `refusal`, and other shapes where a call has some.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use dialects::domains_co_za::each_call;
use dialects::domains_co_za::envelope::{Envelope, Refusal};
use dialects::facts::CallVisitor;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use wire::Endpoint;

type Answers = BTreeMap<String, Box<RawValue>>;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/domains-co-za")
}

fn answers(name: &str) -> Answers {
    let path = folder().join(format!("{name}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{name} has no golden file"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The golden files of a call: its catalogue ids, or the last word of the path older clients use.
fn names<E: Endpoint>() -> Vec<String> {
    match E::IDS {
        [] => vec![format!("older_{}", E::PATH.rsplit('/').next().unwrap_or_default())],
        ids => ids.iter().map(|&id| id.to_owned()).collect(),
    }
}

/// Reads an answer as `T` and writes it again.
fn echo<T: Serialize + DeserializeOwned>(name: &str, text: &RawValue) -> String {
    let answer: T =
        serde_json::from_str(text.get()).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::to_string(&answer).unwrap()
}

struct RoundTrip;

impl CallVisitor for RoundTrip {
    type Output = Vec<String>;

    fn visit<E: Endpoint>(&self) -> Vec<String> {
        for name in names::<E>() {
            let answers = answers(&name);
            assert!(answers.contains_key("success"), "{name} has no success");
            assert!(answers.contains_key("refusal"), "{name} has no refusal");
            for (shape, text) in &answers {
                let written = match shape.as_str() {
                    "refusal" => echo::<Refusal>(&name, text),
                    _ => echo::<Envelope<E::Response>>(&name, text),
                };
                assert_eq!(written, text.get(), "{name}, {shape}");
            }
        }
        names::<E>()
    }
}

/// The names of all golden files.
fn recorded() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn answers_are_written_back_as_they_were_read() {
    let mut tested: Vec<String> = each_call(&RoundTrip).concat();
    tested.sort();
    assert_eq!(recorded(), tested, "golden files and calls");
}

#[test]
fn a_refusal_is_a_refusal() {
    for name in recorded() {
        let refusal: Refusal = serde_json::from_str(answers(&name)["refusal"].get()).unwrap();
        let outcome = refusal.outcome().unwrap_or_else(|| panic!("{name}"));
        assert!(!outcome.is_success(), "{name}");
    }
}
