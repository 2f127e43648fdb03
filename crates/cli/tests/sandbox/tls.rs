//! `--tls-cert` and `--tls-key` make HTTP speak TLS.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nameyard::http::TlsFiles;
use nameyard::sandbox::{self, Options};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::visitor::frozen;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sandbox/tls").join(name)
}

fn options(folder: &Path, key: PathBuf) -> Options {
    let tls = Some(TlsFiles { certificate: file("certificate.pem"), key });
    Options { tls, ..frozen(folder) }
}

/// One call over TLS, by somebody who trusts the test's certificate alone.
fn get(address: SocketAddr, path: &str) -> String {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(file("certificate.pem")).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address).unwrap());
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut text = String::new();
    // The server may close without saying goodbye.
    let _ = stream.read_to_string(&mut text);
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn http_speaks_tls_when_it_has_a_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox::start(options(folder.path(), file("key.pem"))).await.unwrap();
    assert!(sandbox.json()["http"].as_str().unwrap().starts_with("https://127.0.0.1:"));
    let address = sandbox.http();
    let answer = tokio::task::spawn_blocking(move || get(address, "/healthz")).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_key_that_does_not_fit_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for key in [file("certificate.pem"), folder.path().join("nowhere.pem")] {
        let refusal = sandbox::start(options(folder.path(), key.clone())).await.err().unwrap();
        assert!(refusal.to_string().contains(key.to_str().unwrap()), "{refusal}");
    }
}
