//! An authority with zones and mail around it, and OpenSSL beside it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::clock::Clock;
use app::ports::authority::{Issued, NewOrder, OrderReport, OrderState};
use app::ports::{Authority, Mail, Mailer};
use async_trait::async_trait;
use model::certificate::Validation;
use model::error::Supplier;
use model::secret::Secret;
use model::time::{Seconds, Timestamp};
use model::zone::Record;
use model::{Error, Result};
use outbound::embedded_authority::{AuthoritySettings, WebSettings, ZoneReader};
use outbound::{AddressPolicy, AuthorityOffice, EmbeddedAuthority};
use tempfile::TempDir;

pub const NOW: Timestamp = Timestamp::from_unix(1_767_225_600);
pub const ENDS: Timestamp = Timestamp::from_unix(1_767_225_600 + 90 * 86_400);
pub const URL: &str = "http://127.0.0.1:8080";

/// Zones and mail that a test holds in its hands.
#[derive(Clone, Default)]
pub struct Around {
    zones: Arc<Mutex<BTreeMap<String, Vec<Record>>>>,
    mails: Arc<Mutex<Vec<Mail>>>,
    away: Arc<Mutex<bool>>,
}

#[async_trait]
impl ZoneReader for Around {
    async fn zone(&self, apex: &str) -> Result<Option<Vec<Record>>> {
        Ok(self.zones.lock().unwrap().get(apex).cloned())
    }
}

#[async_trait]
impl Mailer for Around {
    async fn send(&self, mail: &Mail) -> Result<()> {
        if *self.away.lock().unwrap() {
            return Err(Error::Unavailable(Supplier::Mail));
        }
        let mut mails = self.mails.lock().unwrap();
        if mails.iter().all(|sent| sent.id != mail.id) {
            mails.push(mail.clone());
        }
        Ok(())
    }
}

pub struct World {
    pub office: AuthorityOffice,
    pub authority: EmbeddedAuthority,
    pub clock: Clock,
    around: Around,
    settings: AuthoritySettings,
    folder: TempDir,
}

pub fn world() -> World {
    world_with_ports(80, 443)
}

/// A world whose web servers listen somewhere else.
pub fn world_with_ports(http_port: u16, https_port: u16) -> World {
    let policy = AddressPolicy::loopback();
    let web = WebSettings { policy, http_port, https_port, within: Duration::from_secs(5) };
    let settings = AuthoritySettings {
        name: "Nameyard Sandbox".to_owned(),
        secret: Secret::new([7; 32]),
        public_url: URL.to_owned(),
        sender: "noreply@nameyard.example".to_owned(),
        web,
    };
    let folder = tempfile::tempdir().unwrap();
    World::open(settings, Clock::frozen(NOW), Around::default(), folder)
}

impl World {
    fn open(settings: AuthoritySettings, clock: Clock, around: Around, folder: TempDir) -> Self {
        let path = folder.path().join("certificates.sqlite");
        let office = AuthorityOffice::open(&path, settings.clone(), clock.clone()).unwrap();
        let authority = office.within(Arc::new(around.clone()), Arc::new(around.clone()));
        Self { office, authority, clock, around, settings, folder }
    }

    /// The authority's process is killed, and started again.
    pub fn restarts(self) -> Self {
        let Self { office, authority, clock, around, settings, folder } = self;
        std::mem::forget((office, authority));
        Self::open(settings, clock, around, folder)
    }

    pub fn passes(&self, seconds: i64) {
        self.clock.set(self.clock.now() + Seconds(seconds), true);
    }

    /// A zone says one thing more.
    pub fn says(&self, apex: &str, name: &str, kind: &str, content: &str) {
        let record = Record {
            name: name.to_owned(),
            kind: kind.to_owned(),
            ttl: 60,
            priority: 0,
            content: content.to_owned(),
        };
        self.around.zones.lock().unwrap().entry(apex.to_owned()).or_default().push(record);
    }

    /// The zones say what the authority wants to see, without the dot at the end.
    pub fn obeys(&self, apex: &str, report: &OrderReport) {
        for challenge in &report.challenges {
            let content = challenge.content.trim_end_matches('.');
            self.says(apex, &challenge.place, challenge.record.unwrap(), content);
        }
    }

    pub fn mails(&self) -> Vec<Mail> {
        self.around.mails.lock().unwrap().clone()
    }

    /// The mailer is there, or it is not.
    pub fn mailer_is_away(&self, away: bool) {
        *self.around.away.lock().unwrap() = away;
    }

    /// Orders, has the zone say what is wanted, and has it looked at.
    pub async fn obtains(&self, order: &NewOrder, apex: &str) -> Issued {
        let report = self.authority.order(order).await.unwrap();
        self.obeys(apex, &report);
        issued(self.authority.validate(&order.reference).await.unwrap())
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What OpenSSL thinks of a certificate, at the time of the clock; its words when it does not
    /// believe it.
    pub async fn verify(&self, issued: &Issued, more: &[&str]) -> Result<(), String> {
        let root = self.file("root.pem", self.office.root());
        let chain = self.file("chain.pem", &issued.chain);
        let leaf = self.file("leaf.pem", &issued.certificate);
        let list = self.file("list.der", self.office.revoked().await.unwrap());
        let list_pem = self.path("list.pem").to_str().unwrap().to_owned();
        let made = openssl(&["crl", "-inform", "DER", "-in", &list, "-out", &list_pem]);
        assert!(made.0, "{}", made.1);
        let at = self.clock.now().unix().to_string();
        let mut arguments = vec!["verify", "-x509_strict", "-attime", &at, "-CAfile", &root];
        arguments.extend(["-untrusted", &chain, "-CRLfile", &list_pem]);
        arguments.extend(more);
        arguments.push(&leaf);
        let (believed, words) = openssl(&arguments);
        if believed { Ok(()) } else { Err(words) }
    }
}

pub fn issued(report: OrderReport) -> Issued {
    match report.state {
        OrderState::Issued(issued) => issued,
        other => panic!("{other:?}"),
    }
}

/// Whether OpenSSL was content, and what it said.
pub fn openssl(arguments: &[&str]) -> (bool, String) {
    let output = Command::new("openssl").args(arguments).output();
    let output = output.expect("these tests need the program openssl");
    let words = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&words).into_owned())
}

/// A signing request for a key of the kind that `key` says in OpenSSL's words.
pub fn signing_request(key: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("request.pem");
    let key_path = folder.path().join("key.pem");
    let (path, key_path) = (path.to_str().unwrap(), key_path.to_str().unwrap());
    let mut arguments = vec!["req", "-new", "-nodes", "-subj", "/CN=example.com"];
    arguments.extend(["-keyout", key_path, "-out", path, "-newkey"]);
    arguments.extend(key);
    let (made, words) = openssl(&arguments);
    assert!(made, "{words}");
    std::fs::read_to_string(path).unwrap()
}

pub const P256: [&str; 3] = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"];

pub fn order(reference: &str) -> NewOrder {
    NewOrder {
        reference: reference.to_owned(),
        product: "single".to_owned(),
        signing_request: signing_request(&P256),
        names: vec!["example.com".to_owned()],
        organization: None,
        ends: ENDS,
        validation: Validation::Dns,
        approvers: Vec::new(),
    }
}

pub fn is_refused<T: std::fmt::Debug>(outcome: Result<T>) -> bool {
    matches!(outcome, Err(Error::Refused { supplier: Supplier::Certificates, .. }))
}
