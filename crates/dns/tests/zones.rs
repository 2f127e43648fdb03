//! Zones that pass the model's checks are taken by the validators of other name servers, where those are
//! installed.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test tells what is wrong by panicking")]

#[path = "../../model/tests/generated_zones/mod.rs"]
mod generated_zones;

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use bytes::Bytes;
use dns::contents::{Contents, Rr};
use dns::names::{Rtype, name};
use dns::zone_file::{read_zone, write_zone};
use generated_zones::{APEX, records};
use model::zone::{Draft, Record, check, rdata, servable};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

/// Zones that each validator is given.
const ZONES: usize = 300;

/// What a zone of a customer looks like when it is published: with authority and servers.
fn zone(mut records: Vec<Record>) -> Contents {
    let without_saying = [
        ("SOA", "ns.example.net. hostmaster.shoes.co.za. 1 10800 3600 1209600 300"),
        ("NS", "ns.example.net."),
    ];
    for (kind, content) in without_saying {
        if !records.iter().any(|record| record.kind == kind && record.name == APEX) {
            let draft = Draft { name: "@", kind, content, ..Draft::default() };
            records.push(Record::parse(&draft, APEX, 0).unwrap());
        }
    }
    assert_eq!(check(&records, APEX), Ok(()));
    let mut contents = Contents::new(name(APEX).unwrap(), 0);
    for record in &records {
        let Some(value) = rdata(record) else { continue };
        contents.insert(Rr {
            owner: name(&record.name).unwrap(),
            rtype: Rtype::from_int(value.rtype),
            ttl: record.ttl,
            rdata: Bytes::from(value.data),
        });
    }
    contents
}

/// Zone files of generated zones, the same ones each time.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut runner, strategy) = (TestRunner::deterministic(), records());
    let mut write = |place: usize| {
        let records = servable(strategy.new_tree(&mut runner).unwrap().current(), APEX);
        let contents = zone(records);
        let text = write_zone(&contents);
        let read = read_zone(&text, &contents.apex).unwrap();
        assert_eq!(read.names, contents.names, "{text}");
        let file = folder.join(format!("{place}.zone"));
        fs::write(&file, text).unwrap();
        file
    };
    (0..ZONES).map(&mut write).collect()
}

/// What a program says about a file that it refuses; none where the program is not installed.
fn refusals(files: &[PathBuf], command: impl Fn(&Path) -> Command) -> Option<String> {
    let mut said = String::new();
    for file in files {
        let output = match command(file).output() {
            Ok(output) => output,
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(error) => panic!("{error}"),
        };
        if !output.status.success() {
            let (out, err) = (output.stdout, output.stderr);
            let words = String::from_utf8_lossy(&[out, err].concat()).into_owned();
            writeln!(said, "{words}\n{}", fs::read_to_string(file).unwrap()).unwrap();
        }
    }
    Some(said)
}

#[test]
fn validators_take_every_zone_that_passes() {
    let folder = std::env::temp_dir().join(format!("nameyard-zones-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let files = files(&folder);
    let bind = |file: &Path| {
        let mut command = Command::new("named-checkzone");
        command.args(["-i", "full", "-k", "ignore", APEX]).arg(file);
        command
    };
    let knot = |file: &Path| {
        let mut command = Command::new("kzonecheck");
        command.args(["-o", APEX]).arg(file);
        command
    };
    // Side by side, because each is started for every zone.
    let both = std::thread::scope(|scope| {
        let knot = scope.spawn(|| refusals(&files, knot));
        [("named-checkzone", refusals(&files, bind)), ("kzonecheck", knot.join().unwrap())]
    });
    for (program, said) in both {
        match said {
            Some(said) => assert!(said.is_empty(), "{program} refuses zones:\n{said}"),
            None => eprintln!("skipped: {program} is not installed"),
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}
