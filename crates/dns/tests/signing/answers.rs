//! What validators of others think of answers from signed zones.

use crate::chain::{TOP, anchor};
use crate::programs::{is_installed, run, write};
use crate::server;

const VALIDATED: &str = "fully validated";
const NOTHING: &str = "ncache nxdomain, negative response, fully validated";
const NO_SUCH_TYPE: &str = "ncache nxrrset, negative response, fully validated";

/// Questions to the tree, and what delv says of the answer.
const QUESTIONS: &[(&str, &str)] = &[
    ("www.example.test A", VALIDATED),
    ("www.example.test TXT", NO_SUCH_TYPE),
    ("nothing.example.test A", NOTHING),
    ("b.c.example.test A", NO_SUCH_TYPE),
    ("_tcp.example.test SRV", NO_SUCH_TYPE),
    ("_sip._tcp.example.test SRV", VALIDATED),
    ("example.test SOA", VALIDATED),
    ("example.test DNSKEY", VALIDATED),
    ("example.test CDS", VALIDATED),
    ("example.test NSEC3PARAM", VALIDATED),
    ("long.example.test TXT", VALIDATED),
    // Other names for a name.
    ("alias.example.test A", VALIDATED),
    ("alias.example.test TXT", "ncache nxrrset, fully validated"),
    ("far.example.test A", VALIDATED),
    ("astray.example.test A", "ncache nxdomain, fully validated"),
    ("outside.example.test A", "fully validated, unsigned answer"),
    ("www.tree.example.test A", VALIDATED),
    ("none.tree.example.test A", "ncache nxrrset, fully validated"),
    // Wildcards.
    ("x.wild.example.test A", VALIDATED),
    ("x.y.wild.example.test MX", VALIDATED),
    ("x.wild.example.test TXT", NO_SUCH_TYPE),
    ("wild.example.test A", NO_SUCH_TYPE),
    ("real.wild.example.test A", NO_SUCH_TYPE),
    ("nothing.real.wild.example.test A", NOTHING),
    ("x.calls.example.test A", VALIDATED),
    ("x.calls.example.test DS", "ncache nxrrset, fully validated"),
    // Delegations.
    ("child.example.test DS", VALIDATED),
    ("www.child.example.test A", VALIDATED),
    ("any.child.example.test TXT", VALIDATED),
    ("any.child.example.test A", NO_SUCH_TYPE),
    ("under.child.example.test A", NO_SUCH_TYPE),
    ("www.rolled.example.test A", VALIDATED),
    ("nothing.rolled.example.test A", NOTHING),
    ("plain.example.test DS", NO_SUCH_TYPE),
    ("www.plain.example.test A", "unsigned answer"),
    ("nothing.plain.example.test A", "ncache nxdomain, negative response, unsigned answer"),
    ("x.child.over.example.test DS", NO_SUCH_TYPE),
];

/// What delv says of an answer: why there is none, and how far it trusts it.
fn verdict(port: u16, anchors: &str, question: &str, more: &str) -> String {
    let port = port.to_string();
    let start = ["@127.0.0.1", "-p", &port, "-a", anchors, "+root=example.test"];
    let words = start.into_iter().chain(question.split(' ')).chain(more.split_terminator(' '));
    let (_, said) = run("delv", words);
    let verdict = |line: &str| {
        let line = line.strip_prefix(';')?;
        let line = line.strip_prefix("; resolution failed:").or_else(|| line.strip_prefix(' '))?;
        let line = line.trim();
        let is_verdict = ["ncache", "fully", "negative", "unsigned", "insecurity", "broken"]
            .iter()
            .any(|word| line.starts_with(word));
        is_verdict.then(|| line.to_owned())
    };
    said.lines().filter_map(verdict).collect::<Vec<_>>().join(", ")
}

fn anchors(key: &str) -> String {
    let text = format!("trust-anchors {{ \"{TOP}.\" static-key 257 3 13 \"{key}\"; }};\n");
    write(&format!("anchors {}", &key[..1]), &text)
}

#[test]
fn delv_validates_whatever_is_answered_or_denied() {
    if !is_installed("delv") {
        return;
    }
    let served = server::start();
    let anchors = anchors(&anchor());
    let ask_all = |more: &str| {
        let each = QUESTIONS.iter().map(|(question, expected)| {
            let verdict = verdict(served.port, &anchors, question, more);
            (verdict != *expected).then(|| format!("{question} {more}: {verdict}"))
        });
        each.flatten().collect::<Vec<_>>()
    };
    let wrong = std::thread::scope(|scope| {
        let tcp = scope.spawn(|| ask_all("+tcp"));
        [ask_all(""), tcp.join().unwrap()].concat()
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
    std::fs::remove_file(anchors).unwrap();
}

#[test]
fn delv_trusts_no_other_key() {
    if !is_installed("delv") {
        return;
    }
    let served = server::start();
    let anchors = anchors(&anchor().chars().rev().collect::<String>().replace('=', "A"));
    assert!(!verdict(served.port, &anchors, "www.example.test A", "").contains("validated"));
    std::fs::remove_file(anchors).unwrap();
}

#[test]
fn dnsviz_finds_nothing_to_complain_of() {
    if !is_installed("dnsviz") {
        return;
    }
    let served = server::start();
    let at = |zone: &str| format!("{zone}:ns.example.test=127.0.0.1:{}", served.port);
    let probe = write("probe.json", "");
    let trusted = write("trusted", &format!("{TOP}. 3600 IN DNSKEY 257 3 13 {}\n", anchor()));
    let servers = [
        at("example.test+"),
        at("child.example.test"),
        at("rolled.example.test"),
        at("plain.example.test"),
    ];
    let start = ["probe", "-d", "2", "-A", "-4", "-a", TOP, "-o", &probe];
    let servers = servers.iter().flat_map(|server| ["-x", server.as_str()]);
    let names = [
        "www.example.test",
        "x.wild.example.test",
        "b.c.example.test",
        "nothing.example.test",
        "www.child.example.test",
        "www.rolled.example.test",
        "www.plain.example.test",
    ];
    let (done, said) = run("dnsviz", start.into_iter().chain(servers).chain(names));
    assert!(done, "{said}");
    let (done, said) = run("dnsviz", ["print", "-P", "-r", &probe, "-t", &trusted]);
    assert!(done, "{said}");
    for secure in ["example.test [.]", "child.example.test [.] [.]", "rolled.example.test [.] [.]"]
    {
        assert!(said.lines().any(|line| line == secure), "{secure}: {said}");
    }
    assert!(said.contains("\nplain.example.test [-] [-]\n"), "{said}");
    // Each line begins with what it thinks; errors and warnings stand on lines of their own.
    for bad in ["E:", "W:", "[!]", "[?]"] {
        assert!(!said.contains(bad), "{bad} {said}");
    }
    std::fs::remove_file(probe).unwrap();
    std::fs::remove_file(trusted).unwrap();
}
