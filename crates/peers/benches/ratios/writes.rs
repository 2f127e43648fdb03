//! From a change to its answer: an HTTP call of a dialect on the whole program until the name server
//! answers with what was written, against the same through the HTTP API of PowerDNS with SQLite.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use dns::names::{Name, Rtype};
use peers::client::{ask, query};
use peers::powerdns::{self, API_KEY};
use peers::zones::named;
use peers::{Peer, Place};
use serde_json::{Value, json};

use crate::http::{Client, form};
use crate::report;

/// How many changes are made on each side, in turn.
const CHANGES: usize = 500;
const ZONE: &str = "measured.co.za";

/// Measures the program, where it was built.
pub fn measure(program: &Path) {
    if !program.exists() || !powerdns::is_there() {
        println!("write to answer: skipped, there is no {}", program.display());
        return;
    }
    let (mut ours, mut theirs) = (Ours::start(program), Theirs::start());
    let (mut here, mut against) = (Vec::new(), Vec::new());
    for number in 0..CHANGES {
        let label = format!("change-{number}");
        here.push(timed(ours.server, &label, || ours.add(&label)));
        against.push(timed(theirs.server, &label, || theirs.add(&label)));
    }
    here.sort_unstable();
    against.sort_unstable();
    for (figure, place) in
        [("write to answer, median", 50), ("write to answer, 99th percentile", 99)]
    {
        let at = |times: &[u64]| times[times.len() * place / 100];
        report(figure, " us", at(&here), at(&against), "<= 1.00");
    }
}

/// Microseconds from a change until it is answered.
fn timed(server: SocketAddr, label: &str, change: impl FnOnce()) -> u64 {
    let question = query(&name_of(label), Rtype::TXT);
    let begun = Instant::now();
    change();
    while ask(server, &question).is_none_or(|answer| answer[7] != 1) {
        assert!(begun.elapsed() < Duration::from_secs(5), "{label} is not answered");
    }
    u64::try_from(begun.elapsed().as_micros()).unwrap()
}

fn name_of(label: &str) -> Name {
    named(&format!("{label}.{ZONE}"))
}

/// The program, with a zone of a name that was registered in it.
struct Ours {
    client: Client,
    base: String,
    token: String,
    server: SocketAddr,
    _program: Peer,
}

impl Ours {
    fn start(program: &Path) -> Self {
        let place = Place::new();
        let (data, dns) = (place.folder().join("data"), place.address.to_string());
        let mut command = Command::new(program);
        let folder = data.display().to_string();
        command.args(["sandbox", "--http", "127.0.0.1:0", "--dns", &dns, "--data", &folder]);
        let mut program = Peer::start(&mut command, place);
        let announcement = data.join("sandbox.json");
        assert!(program.waits(|_| announcement.exists()), "{}", program.complaints());
        let written = std::fs::read_to_string(announcement).unwrap();
        let sandbox: Value = serde_json::from_str(&written).unwrap();
        let account = &sandbox["dialects"]["domains-co-za"];
        let url = account["base_url"].as_str().unwrap().strip_prefix("http://").unwrap();
        let (host, path) = url.split_once('/').unwrap();
        let main = &account["accounts"]["main"];
        let sign_in = ["username", "password"].map(|key| (key, main[key].as_str().unwrap()));
        let mut client = Client::connect(host.parse().unwrap());
        let base = format!("/{path}");
        let reply = client.send("POST", &format!("{base}/login"), &[], &form(&sign_in));
        let token = format!("Bearer {}", reply["token"].as_str().unwrap());
        let server = program.address();
        let mut ours = Self { client, base, token, server, _program: program };
        ours.register();
        ours
    }

    fn register(&mut self) {
        self.call(
            "/domain",
            &[
                ("period", "1"),
                ("dns", "managed"),
                ("registrantName", "Thandi Nkosi"),
                ("registrantEmail", "thandi@example.co.za"),
                ("registrantCountry", "ZA"),
                ("registrantProvince", "Gauteng"),
                ("registrantContactNumber", "+27.115550100"),
                ("registrantPostalCode", "2196"),
                ("registrantAddress1", "12 Jan Smuts Avenue"),
                ("registrantCity", "Johannesburg"),
            ],
        );
    }

    fn add(&mut self, label: &str) {
        self.call("/domain/dns/entry", &[("type", "TXT"), ("name", label), ("content", "written")]);
    }

    fn call(&mut self, path: &str, pairs: &[(&str, &str)]) {
        let (sld, tld) = ZONE.split_once('.').unwrap();
        let pairs = [&[("sld", sld), ("tld", tld)], pairs].concat();
        let headers = [("authorization", self.token.as_str())];
        let reply =
            self.client.send("POST", &format!("{}{path}", self.base), &headers, &form(&pairs));
        assert_eq!(reply["intReturnCode"], 1, "{reply}");
    }
}

/// PowerDNS with the same zone.
struct Theirs {
    client: Client,
    server: SocketAddr,
    _program: Peer,
}

impl Theirs {
    fn start() -> Self {
        let powerdns::PowerDns { peer, api } = powerdns::start();
        let mut theirs =
            Self { client: Client::connect(api), server: peer.address(), _program: peer };
        let zone = json!({
            "name": format!("{ZONE}."),
            "kind": "Native",
            "nameservers": ["ns1.nameyard.example.", "ns2.nameyard.example."],
        });
        theirs.call("POST", "", &zone);
        theirs
    }

    fn add(&mut self, label: &str) {
        let change = json!({ "rrsets": [{
            "name": format!("{label}.{ZONE}."), "type": "TXT", "ttl": 3600, "changetype": "REPLACE",
            "records": [{ "content": "\"written\"", "disabled": false }],
        }] });
        self.call("PATCH", &format!("/{ZONE}."), &change);
    }

    fn call(&mut self, method: &str, path: &str, body: &Value) {
        let path = format!("/api/v1/servers/localhost/zones{path}");
        let headers = [("x-api-key", API_KEY), ("content-type", "application/json")];
        let reply = self.client.send(method, &path, &headers, &body.to_string());
        assert!(reply.get("error").is_none(), "{reply}");
    }
}
