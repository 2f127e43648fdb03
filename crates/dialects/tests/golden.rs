//! What really travels, per call: everything recorded is read and written back to the same bytes.
//!
//! A file is one JSON object whose members are whole messages, compact, as on the wire: `success`,
//! `refusal`, other answers where a call has some, and in some dialects the `request`.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::marker::PhantomData;
use std::path::PathBuf;

use dialects::domains_co_za::envelope::{Envelope, Refusal};
use dialects::facts::{CallVisitor, RowVisitor};
use dialects::{devo, dns_services, domaincontext, domains_co_za, dreamscape};
use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use wire::{Endpoint, Tabled};

type Messages = BTreeMap<String, Box<RawValue>>;

/// A dialect with its golden files.
trait Recorded {
    /// The folder of its files.
    const FOLDER: &'static str;

    /// Reads an answer of `E` and writes it again.
    fn success<E: Endpoint>(name: &str, text: &RawValue) -> String;
    /// Reads a refusal and writes it again.
    fn refusal(name: &str, text: &RawValue) -> String;
}

struct DomainsCoZa;

impl Recorded for DomainsCoZa {
    const FOLDER: &'static str = "domains-co-za";

    fn success<E: Endpoint>(name: &str, text: &RawValue) -> String {
        echo::<Envelope<E::Response>>(name, text)
    }

    fn refusal(name: &str, text: &RawValue) -> String {
        echo::<Refusal>(name, text)
    }
}

struct DnsServices;

impl Recorded for DnsServices {
    const FOLDER: &'static str = "dns-services";

    fn success<E: Endpoint>(name: &str, text: &RawValue) -> String {
        echo::<E::Response>(name, text)
    }

    fn refusal(name: &str, text: &RawValue) -> String {
        echo::<dns_services::refusal::Refusal>(name, text)
    }
}

struct DomainContext;

impl Recorded for DomainContext {
    const FOLDER: &'static str = "domaincontext";

    fn success<E: Endpoint>(name: &str, text: &RawValue) -> String {
        echo::<E::Response>(name, text)
    }

    fn refusal(name: &str, text: &RawValue) -> String {
        echo::<domaincontext::refusal::Refusal>(name, text)
    }
}

struct Devo;

impl Recorded for Devo {
    const FOLDER: &'static str = "devo";

    fn success<E: Endpoint>(name: &str, text: &RawValue) -> String {
        echo::<E::Response>(name, text)
    }

    fn refusal(name: &str, text: &RawValue) -> String {
        echo::<devo::refusal::Refusal>(name, text)
    }
}

struct Dreamscape;

impl Recorded for Dreamscape {
    const FOLDER: &'static str = "dreamscape";

    /// What answers without a body was recorded as null.
    fn success<E: Endpoint>(name: &str, text: &RawValue) -> String {
        if E::SUCCESS == StatusCode::NO_CONTENT {
            return echo::<E::Response>(name, text);
        }
        echo::<dreamscape::envelope::Envelope<E::Response>>(name, text)
    }

    fn refusal(name: &str, text: &RawValue) -> String {
        echo::<dreamscape::refusal::Refusal>(name, text)
    }
}

fn folder<D: Recorded>() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(D::FOLDER)
}

fn messages<D: Recorded>(name: &str) -> Messages {
    let path = folder::<D>().join(format!("{name}.json"));
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

/// Reads a message as `T` and writes it again.
fn echo<T: Serialize + DeserializeOwned>(name: &str, text: &RawValue) -> String {
    let message: T =
        serde_json::from_str(text.get()).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::to_string(&message).unwrap()
}

struct RoundTrip<D>(PhantomData<D>);

impl<D: Recorded> RoundTrip<D> {
    /// Reads and writes what was recorded of a call.
    fn hold<E: Endpoint>(name: &str) {
        let messages = messages::<D>(name);
        for member in ["success", "refusal"] {
            assert!(messages.contains_key(member), "{name} has no {member}");
        }
        for (shape, text) in &messages {
            let written = match shape.as_str() {
                "request" => echo::<E>(name, text),
                "refusal" => D::refusal(name, text),
                _ => D::success::<E>(name, text),
            };
            assert_eq!(written, text.get(), "{name}, {shape}");
        }
    }
}

impl<D: Recorded> CallVisitor for RoundTrip<D> {
    type Output = Vec<String>;

    fn visit<E: Endpoint>(&self) -> Vec<String> {
        names::<E>().iter().for_each(|name| Self::hold::<E>(name));
        names::<E>()
    }
}

impl<D: Recorded> RowVisitor for RoundTrip<D> {
    type Output = Vec<String>;

    fn visit<E: Tabled>(&self, row: &'static E::Row) -> Vec<String> {
        E::ids(row).iter().for_each(|name| Self::hold::<E>(name));
        E::ids(row).iter().map(|&id| id.to_owned()).collect()
    }
}

/// The names of all golden files.
fn recorded<D: Recorded>() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder::<D>())
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// Holds what was written back against the files that there are.
fn is_every_file<D: Recorded>(tested: Vec<Vec<String>>) {
    let mut tested: Vec<String> = tested.concat();
    tested.sort();
    assert_eq!(recorded::<D>(), tested, "golden files and calls");
}

#[test]
fn messages_are_written_back_as_they_were_read() {
    is_every_file::<DomainsCoZa>(domains_co_za::each_call(&RoundTrip(PhantomData::<DomainsCoZa>)));
    is_every_file::<DnsServices>(dns_services::each_call(&RoundTrip(PhantomData::<DnsServices>)));
    is_every_file::<DomainContext>(domaincontext::each_call(&RoundTrip(
        PhantomData::<DomainContext>,
    )));
    is_every_file::<Devo>(devo::each_call(&RoundTrip(PhantomData::<Devo>)));
    let dreamscape = RoundTrip(PhantomData::<Dreamscape>);
    let calls = [dreamscape::each_call(&dreamscape), dreamscape::each_row(&dreamscape)];
    is_every_file::<Dreamscape>(calls.concat());
}

#[test]
fn a_refusal_is_a_refusal() {
    for name in recorded::<DomainsCoZa>() {
        let messages = messages::<DomainsCoZa>(&name);
        let refusal: Refusal = serde_json::from_str(messages["refusal"].get()).unwrap();
        let outcome = refusal.outcome().unwrap_or_else(|| panic!("{name}"));
        assert!(!outcome.is_success(), "{name}");
    }
}
