//! A stock ACME client gets a certificate for a name registered here: its DNS hook is a few lines of
//! shell around one call of a dialect, and the authority asks the sandbox's own name server.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use testkit::World;
use testkit::openssl::openssl;
use testkit::pebble::{Pebble, free_port, is_installed};

/// What the client runs: with `present` or `cleanup`, the name of the record, and its value.
const HOOK: &str = r#"#!/bin/sh
set -e
case "$1" in present) status=new ;; cleanup) status=deleted ;; *) exit 2 ;; esac
answer=$(curl -sS "$DOMAINCONTEXT/domainSetDNS" \
    --data-urlencode "auth_login=$LOGIN" --data-urlencode "auth_password=$PASSWORD" \
    --data-urlencode "domain=$DOMAIN" --data-urlencode '1[name]=_acme-challenge' \
    --data-urlencode '1[type]=txt' --data-urlencode "1[value]=$3" \
    --data-urlencode '1[ttl]=60' --data-urlencode "1[status]=$status")
case "$answer" in *_error*) echo "$answer" >&2; exit 1 ;; esac
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_stock_client_gets_a_certificate_by_a_dns_hook() {
    if !["pebble", "lego", "curl", "openssl"].into_iter().all(is_installed) {
        return;
    }
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    main.registers("karoo.com").await;
    let pebble = Pebble::start(world.running().dns(), free_port());
    let folder = tempfile::tempdir().unwrap();
    let hook = folder.path().join("hook.sh");
    std::fs::write(&hook, HOOK).unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    let json = world.running().json()["dialects"]["domaincontext"].clone();
    let account = &json["accounts"]["main"];
    let said = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let mut lego = Command::new("lego");
    lego.args(["--server", &pebble.directory(), "--accept-tos", "--email", "jane@karoo.com"])
        .args(["--dns", "exec", "--dns.disable-cp"])
        .args(["--dns.resolvers", &world.running().dns().to_string()])
        .args(["--path", &folder.path().to_string_lossy()])
        .args(["--domains", "karoo.com", "--domains", "*.karoo.com", "run"])
        .env("LEGO_CA_CERTIFICATES", pebble.root())
        .env("EXEC_PATH", &hook)
        .env("EXEC_POLLING_INTERVAL", "1")
        .env("EXEC_SEQUENCE_INTERVAL", "1")
        .env("DOMAINCONTEXT", said(&json["base_url"]))
        .env("LOGIN", said(&account["auth_login"]))
        .env("PASSWORD", said(&account["auth_password"]))
        .env("DOMAIN", "karoo.com");
    let output = tokio::task::spawn_blocking(move || lego.output().unwrap()).await.unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words}");
    let certificate = folder.path().join("certificates/karoo.com.crt");
    let names = names_of(&certificate);
    assert!(names.contains("DNS:karoo.com") && names.contains("DNS:*.karoo.com"), "{names}");
    let left = main.asks("domainGetDNS", serde_json::json!({ "domain": "karoo.com" })).await.done();
    assert!(!left.to_string().contains("_acme-challenge"), "{left}");
}

/// The names that a certificate is for.
fn names_of(certificate: &Path) -> String {
    let file = certificate.to_string_lossy();
    openssl(&["x509", "-in", &file, "-noout", "-ext", "subjectAltName"]).unwrap()
}
