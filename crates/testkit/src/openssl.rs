//! The openssl of this machine, which makes requests and judges certificates like everybody else's.

use std::path::PathBuf;
use std::process::Command;

use crate::World;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tempfile::TempDir;

/// Whether there is one here; says so when there is not.
pub fn is_there() -> bool {
    let is_there = Command::new("openssl").arg("version").output().is_ok();
    if !is_there {
        eprintln!("skipped: there is no openssl here");
    }
    is_there
}

/// Runs it; what it says when it is content, else what it complains of.
pub fn openssl(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("openssl").args(arguments).output().expect("openssl");
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    match output.status.success() {
        true => Ok(said(&output.stdout)),
        false => Err(format!("{} {}", said(&output.stdout), said(&output.stderr))),
    }
}

/// A kind of key that people make.
#[derive(Debug, Clone, Copy)]
pub enum Key {
    /// 2048 bits.
    Rsa,
    /// On P-256.
    Ecdsa,
}

/// A signing request for names, the common name first.
pub fn request(key: Key, names: &[&str]) -> String {
    let kind: &[&str] = match key {
        Key::Rsa => &["-newkey", "rsa:2048"],
        Key::Ecdsa => &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
    };
    let folder = Desk::new();
    let kept = folder.path("key.pem");
    let subject = format!("/C=ZA/O=Karoo Shop/CN={}", names[0]);
    let others: Vec<String> = names.iter().map(|name| format!("DNS:{name}")).collect();
    let others = format!("subjectAltName={}", others.join(","));
    let mut arguments = vec!["req", "-new", "-nodes", "-keyout", &kept];
    arguments.extend(kind);
    arguments.extend(["-subj", &subject, "-addext", &others]);
    openssl(&arguments).expect("a request")
}

/// Files that openssl reads.
pub struct Desk(TempDir);

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// A desk with nothing on it.
    ///
    /// # Panics
    /// When this machine makes no folders.
    #[must_use]
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A place for a file.
    pub fn path(&self, name: &str) -> String {
        let path: PathBuf = self.0.path().join(name);
        path.to_str().expect("a path").to_owned()
    }

    /// A file with this in it.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("a file");
        path
    }
}

/// A certificate as it was answered, with everything that it is judged by.
pub struct Certificate {
    desk: Desk,
    leaf: String,
    between: String,
    root: String,
    request: String,
}

impl Certificate {
    /// A certificate, what stands between it and the root that the sandbox shows, and what it was asked
    /// for with. What stands between may begin with the certificate itself.
    ///
    /// # Panics
    /// When the sandbox shows no root.
    pub async fn of(world: &World, [leaf, between, request]: [&str; 3]) -> Self {
        let root = world.control("GET", "/ca.pem", None).await;
        assert_eq!(root.status, 200, "{}", root.text);
        let desk = Desk::new();
        Self {
            leaf: desk.file("leaf.pem", leaf),
            between: desk.file("between.pem", between),
            root: desk.file("root.pem", &root.text),
            request: desk.file("request.pem", request),
            desk,
        }
    }

    /// Whether a browser at a moment would believe it.
    pub async fn verifies(&self, world: &World, more: &[&str]) -> Result<(), String> {
        let now = world.control("GET", "/clock", None).await.json();
        let now = now["now"].as_str().and_then(model::time::Timestamp::parse);
        let now = now.expect("an instant").unix().to_string();
        let mut arguments = vec!["verify", "-attime", &now, "-CAfile", &self.root];
        arguments.extend(["-untrusted", &self.between]);
        arguments.extend(more);
        arguments.push(&self.leaf);
        openssl(&arguments).map(drop)
    }

    /// The same, once the list was looked at that it names itself.
    pub async fn verifies_unrevoked(&self, world: &World) -> Result<(), String> {
        let named = self.says(&["-ext", "crlDistributionPoints"]);
        let url = named.lines().find_map(|line| line.trim().strip_prefix("URI:")).expect("a list");
        let list = self.desk.file("list.der", fetch(url).await);
        let readable = self.desk.path("list.pem");
        openssl(&["crl", "-inform", "DER", "-in", &list, "-out", &readable]).expect("a list");
        self.verifies(world, &["-crl_check", "-CRLfile", &readable]).await
    }

    /// What stands in it.
    pub fn says(&self, what: &[&str]) -> String {
        let mut arguments = vec!["x509", "-noout", "-in", &self.leaf];
        arguments.extend(what);
        openssl(&arguments).expect("a certificate")
    }

    /// Its serial number.
    pub fn serial(&self) -> String {
        self.says(&["-serial"])
    }

    /// Its names, without their order.
    pub fn names(&self) -> Vec<String> {
        let said = self.says(&["-ext", "subjectAltName"]);
        let names = said.lines().last().unwrap_or_default().split(", ");
        let mut names: Vec<String> =
            names.map(|name| name.trim().trim_start_matches("DNS:").to_owned()).collect();
        names.sort();
        names
    }

    /// Asserts that it certifies the key and the name of its request.
    #[track_caller]
    pub fn is_what_was_asked_for(&self) {
        let asked = |what: &str| openssl(&["req", "-noout", "-in", &self.request, what]);
        assert_eq!(self.says(&["-pubkey"]), asked("-pubkey").expect("a key"));
        let common = |text: &str| {
            let name = text.split(',').find_map(|part| part.split_once("CN = "));
            name.map(|(_, name)| name.trim().to_owned()).expect("a common name")
        };
        let subject = asked("-subject").expect("a subject");
        assert_eq!(common(&self.says(&["-subject"])), common(&subject));
    }

    /// Asserts that a private key is its own.
    #[track_caller]
    pub fn belongs_to(&self, key: &str) {
        let key = self.desk.file("key.pem", key);
        let public = openssl(&["pkey", "-in", &key, "-pubout"]).expect("a key");
        assert_eq!(self.says(&["-pubkey"]), public);
    }
}

/// The bytes behind an address.
async fn fetch(url: &str) -> Bytes {
    let client: Client<_, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
    let answer = client.get(url.parse().expect("an address")).await.expect("an answer");
    assert_eq!(answer.status(), 200, "{url}");
    answer.into_body().collect().await.expect("a body").to_bytes()
}

/// The bytes in a text between two lines of dashes.
pub fn der(pem: &str) -> Vec<u8> {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    STANDARD.decode(body).expect("base64")
}
