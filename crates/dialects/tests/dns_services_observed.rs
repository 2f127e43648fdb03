//! Answers about zones that were seen besides the documented ones: read and written back to the same
//! bytes, and told apart.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use dialects::dns_services::each_call;
use dialects::dns_services::refusal::Refusal;
use dialects::dns_services::zone::create_record::RecordCreated;
use dialects::dns_services::zone::delete_record::RecordDeleted;
use dialects::dns_services::zone::details::ZoneDetails;
use dialects::dns_services::zone::update_record::RecordUpdated;
use dialects::facts::CallVisitor;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use wire::Endpoint;

type Messages = BTreeMap<String, Box<RawValue>>;

/// The calls that were seen to answer otherwise.
const CALLS: [&str; 4] = ["create_record", "delete_record", "update_record", "zone_details"];

fn messages(folder: &str, name: &str) -> Messages {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(folder);
    let text = fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn echo<T: Serialize + DeserializeOwned>(text: &str) -> String {
    serde_json::to_string(&read::<T>(text)).unwrap()
}

/// Whether a successful answer of the call is written in the documented way.
fn is_documented(name: &str, text: &str) -> bool {
    match name {
        "zone_details" => matches!(read(text), ZoneDetails::Documented(_)),
        "create_record" => matches!(read(text), RecordCreated::Documented(_)),
        "update_record" => matches!(read(text), RecordUpdated::Documented(_)),
        "delete_record" => matches!(read(text), RecordDeleted::Documented(_)),
        other => panic!("{other}"),
    }
}

/// Reads and writes the recorded messages of one call; how many there were.
struct Echo<'a>(&'a str, &'a Messages);

impl CallVisitor for Echo<'_> {
    type Output = usize;

    fn visit<E: Endpoint>(&self) -> usize {
        if !E::IDS.contains(&self.0) {
            return 0;
        }
        for (shape, text) in self.1 {
            let written = match shape.as_str() {
                "request" => echo::<E>(text.get()),
                "refusal" => echo::<Refusal>(text.get()),
                _ => echo::<E::Response>(text.get()),
            };
            assert_eq!(written, text.get(), "{}, {shape}", self.0);
        }
        self.1.len()
    }
}

#[test]
fn answers_that_were_seen_are_written_back_as_they_were_read() {
    for name in CALLS {
        let messages = messages("dns-services-observed", name);
        let tested: usize = each_call(&Echo(name, &messages)).iter().sum();
        assert_eq!(tested, messages.len(), "{name}");
    }
}

#[test]
fn answers_that_were_seen_are_told_from_documented_ones() {
    for (folder, documented) in [("dns-services", true), ("dns-services-observed", false)] {
        for name in CALLS {
            let mut answers = messages(folder, name);
            answers.retain(|shape, _| shape != "request" && shape != "refusal");
            for (shape, text) in answers {
                assert_eq!(is_documented(name, text.get()), documented, "{name}, {shape}");
            }
        }
    }
}
