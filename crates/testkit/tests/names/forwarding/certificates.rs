//! A visitor asks a name that leads elsewhere over HTTPS: the name gets a certificate by ACME while the
//! visitor waits. The authority is Pebble from the machine's packages; it finds the host by asking the
//! sandbox's own name server, and looks at it over HTTP (RFC 8555 §8.3).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nameyard::forwarding::{ForwardingOptions, Https};
use nameyard::sandbox::Options;
use serde_json::json;
use testkit::World;
use testkit::openssl::openssl;

use super::{NAME, free_port, has, leads_to};

/// How long everything may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A certificate authority for tests, until it is dropped.
struct Pebble {
    child: Child,
    management: u16,
    certificate: PathBuf,
}

impl Drop for Pebble {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What its own server is believed with.
fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let (certificate, key) = (folder.join("pebble.pem"), folder.join("pebble.key"));
    let paths = [&certificate, &key].map(|path| path.to_str().unwrap());
    let asked = format!(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
         -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE \
         -out {} -keyout {}",
        paths[0], paths[1]
    );
    openssl(&asked.split_whitespace().collect::<Vec<_>>()).unwrap();
    (certificate, key)
}

impl Pebble {
    /// Starts at `port`; it looks at hosts on port `http`, and finds them by asking `dns`.
    fn start(folder: &Path, port: u16, http: u16, dns: &str) -> Self {
        let (management, config) = (free_port(), folder.join("pebble.json"));
        let settings = json!({ "pebble": {
            "listenAddress": format!("127.0.0.1:{port}"),
            "managementListenAddress": format!("127.0.0.1:{management}"),
            "certificate": folder.join("pebble.pem"), "privateKey": folder.join("pebble.key"),
            "httpPort": http, "tlsPort": 1, "ocspResponderURL": "",
            "externalAccountBindingRequired": false,
        }});
        fs::write(&config, settings.to_string()).unwrap();
        let log = fs::File::create(folder.join("pebble.log")).unwrap();
        let child = Command::new("pebble")
            .args(["-strict", "-config", config.to_str().unwrap(), "-dnsserver", dns])
            .env("PEBBLE_VA_NOSLEEP", "1")
            .env("PEBBLE_WFE_NONCEREJECT", "0")
            .stdout(log.try_clone().unwrap())
            .stderr(Stdio::from(log))
            .spawn()
            .unwrap();
        let pebble = Self { child, management, certificate: folder.join("pebble.pem") };
        pebble.root();
        pebble
    }

    /// The root of what it issues; waits until it answers.
    fn root(&self) -> String {
        let (address, until) =
            (format!("https://localhost:{}/roots/0", self.management), Instant::now() + PATIENCE);
        loop {
            let trusted = self.certificate.to_str().unwrap();
            let output = curl(&["--cacert", trusted, &address]);
            if output.contains("BEGIN CERTIFICATE") {
                return output;
            }
            assert!(Instant::now() < until, "Pebble does not answer: {output}");
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

fn curl(arguments: &[&str]) -> String {
    let output = Command::new("curl").args(["-s", "-S", "-m", "30"]).args(arguments).output();
    let output = output.unwrap();
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_leads_elsewhere_gets_a_certificate_while_its_first_visitor_waits() {
    if !(has("pebble") && has("curl") && has("openssl")) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (authority, (trusted, _)) = (free_port(), certificate(folder.path()));
    let any = "127.0.0.1:0".parse().unwrap();
    let https = Https {
        address: any,
        directory: format!("https://localhost:{authority}/dir"),
        contact: Some("hostmaster@example.com".to_owned()),
        roots: Some(trusted),
    };
    let world = World::with("2026-01-01", 1, |options| Options {
        forwarding: ForwardingOptions { http: Some(any), https: Some(https), mail_tables: None },
        ..options
    })
    .await;
    leads_to(&world, "https://boots.co.za").await;
    let running = world.running();
    let (http, https) =
        (running.forwarding().http().unwrap(), running.forwarding().https().unwrap());
    let (path, dns) = (folder.path().to_owned(), running.dns().to_string());
    let seen = tokio::task::spawn_blocking(move || {
        let pebble = Pebble::start(&path, authority, http.port(), &dns);
        fs::write(path.join("root.pem"), pebble.root()).unwrap();
        let visits = |host: &str| {
            let port = https.port();
            curl(&[
                "--cacert",
                path.join("root.pem").to_str().unwrap(),
                "--resolve",
                &format!("{host}:{port}:127.0.0.1"),
                "-o",
                "/dev/null",
                "-w",
                "%{http_code} %{redirect_url}\n",
                &format!("https://{host}:{port}/a?b=c"),
            ])
        };
        let www = format!("www.{NAME}");
        let seen = [NAME, &www, "boots.co.za"].map(visits);
        (seen, fs::read_to_string(path.join("pebble.log")).unwrap())
    });
    let (seen, log) = seen.await.unwrap();
    for sent in &seen[..2] {
        assert_eq!(sent.trim(), "302 https://boots.co.za/a?b=c", "{log}");
    }
    // Whoever is not ours has no certificate, and none was asked for.
    assert!(seen[2].starts_with("000"), "{}", seen[2]);
    assert!(!log.contains("boots.co.za"), "{log}");
    let _ = world.stops().await;
}
