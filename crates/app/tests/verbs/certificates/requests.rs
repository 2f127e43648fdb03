//! Keys and signing requests, as other programs read them.

use std::process::Command;

use app::certificates::{self, GeneratedRequest};
use app::jobs;
use model::Error;
use model::error::{Field, Reason, SubjectPart};
use model::signing_request::{KeyKind, RequestKey, Subject};

use super::Office;

/// Written by another program, with a key of 1024 bits.
const SHORT_KEY: &str = include_str!("short_key.pem");

/// Written by another program, with a kind of key that nobody certifies.
const STRANGE_KEY: &str = "-----BEGIN CERTIFICATE REQUEST-----
MIGTMEcCAQAwFDESMBAGA1UEAwwJc2hvZXMuY29tMCowBQYDK2VwAyEAhWY0YnnB
gIsc7TDOtU0ZA32vpU7300aRFxq7QtPZxoagADAFBgMrZXADQQBsTG0QfoGN+W03
SrEXu6B7iSJVsYULAbFVnsKibtd81ir7edr5/9Xe1SaLUygflvvmoNufXIX7Ccue
lOu1He0K
-----END CERTIFICATE REQUEST-----";

/// Written by another program, on P-384, with further names and an address among them.
const ON_P384: &str = "-----BEGIN CERTIFICATE REQUEST-----
MIIByDCCAU4CAQAwgZIxCzAJBgNVBAYTAlpBMRUwEwYDVQQIDAxXZXN0ZXJuIENh
cGUxEjAQBgNVBAcMCUNhcGUgVG93bjEXMBUGA1UECgwOU2hvZXMgJiBTw7ZobmUx
DDAKBgNVBAsMA1dlYjESMBAGA1UEAwwJc2hvZXMuY29tMR0wGwYJKoZIhvcNAQkB
Fg5qYW5lQHNob2VzLmNvbTB2MBAGByqGSM49AgEGBSuBBAAiA2IABOdJOVV5+Ord
v8KLXWWEqZ033D8hxTyKAf67FAqGQVA9kD78FI3eGNg4+3qSHcsSAfUN40zwymw7
zyG+dxmfgYAle9rf1DONEIcXYw+tI3QbubUwmn/lntQpUAvN5kYboqA8MDoGCSqG
SIb3DQEJDjEtMCswKQYDVR0RBCIwIIIJc2hvZXMuY29tgg13d3cuc2hvZXMuY29t
hwTAAAIBMAoGCCqGSM49BAMCA2gAMGUCMFcIqiJwdd48usDJpysZJ2p86MMRgMpc
mwUTJRIWToxX82YoMzJxOO/tnwzU1hQ1SgIxAKfcE8/VXbq+nhga5aoMgn73Lgtf
C6k5NP8BdRvtTuc5bZW/g0Lgj+ZODJmp8dir2A==
-----END CERTIFICATE REQUEST-----";

fn subject() -> Subject {
    Subject {
        common_name: "shoes.com".into(),
        organization: "Shoes & Söhne".into(),
        unit: "Web".into(),
        locality: "Cape Town".into(),
        province: "Western Cape".into(),
        country: "ZA".into(),
        email: "jane@shoes.com".into(),
    }
}

async fn generates(office: &Office, kind: KeyKind) -> GeneratedRequest {
    certificates::generate_request(&office.shop, subject(), kind, false).await.unwrap()
}

#[tokio::test]
async fn what_is_generated_is_read_back() {
    let office = Office::new().await;
    for (kind, key) in
        [(KeyKind::Rsa, RequestKey::Rsa(2_048)), (KeyKind::Ecdsa, RequestKey::Ecdsa(256))]
    {
        let (one, other) = (generates(&office, kind).await, generates(&office, kind).await);
        assert_ne!(one.key.reveal(), other.key.reveal());
        let read = certificates::decode_request(&one.signing_request).unwrap();
        assert_eq!((read.subject, read.key), (subject(), key));
        assert_eq!((read.names, read.pem), (vec!["shoes.com".to_owned()], one.signing_request));
    }
}

/// What another program says; nothing where it is not installed.
fn openssl(arguments: &[&str]) -> Option<String> {
    let ran = Command::new("openssl").args(arguments).output().ok()?;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Some(text(ran.stdout) + &text(ran.stderr))
}

#[tokio::test]
async fn another_program_reads_what_is_generated() {
    let office = Office::new().await;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    for kind in [KeyKind::Rsa, KeyKind::Ecdsa] {
        let made = generates(&office, kind).await;
        let request = file("request.pem", &made.signing_request);
        let key = file("key.pem", made.key.reveal());
        let verified = openssl(&["req", "-in", &request, "-noout", "-verify", "-subject", "-utf8"]);
        let Some(verified) = verified else { return };
        assert!(verified.contains("verify OK"), "{verified}");
        for part in ["C = ZA", "CN = shoes.com", "OU = Web", "emailAddress = jane@shoes.com"] {
            assert!(verified.contains(part) || verified.contains(&part.replace(" = ", "=")));
        }
        assert!(openssl(&["pkey", "-in", &key, "-noout", "-check"]).unwrap().contains("valid"));
        let public = openssl(&["pkey", "-in", &key, "-pubout"]).unwrap();
        assert_eq!(openssl(&["req", "-in", &request, "-noout", "-pubkey"]).unwrap(), public);
    }
}

#[tokio::test]
async fn what_another_program_wrote_is_read() {
    let read = certificates::decode_request(ON_P384).unwrap();
    assert_eq!((read.subject, read.key), (subject(), RequestKey::Ecdsa(384)));
    assert_eq!(read.names, ["shoes.com", "www.shoes.com"]);
    let one_line = ON_P384.replace('\n', " ");
    assert_eq!(certificates::decode_request(&one_line).unwrap().pem.trim(), ON_P384);
    let old = ON_P384.replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");
    assert_eq!(certificates::decode_request(&old).unwrap().key, RequestKey::Ecdsa(384));
    assert_eq!(certificates::decode_request(SHORT_KEY).unwrap().key, RequestKey::Rsa(1_024));
}

#[tokio::test]
async fn what_is_no_signing_request_is_refused() {
    let refused = |reason| Err(Error::invalid(Field::SigningRequest, reason));
    assert_eq!(certificates::decode_request(" "), Err(Error::Missing(Field::SigningRequest)));
    assert_eq!(certificates::decode_request(STRANGE_KEY), refused(Reason::WeakKey));
    // Another name than the one that was signed.
    let forged = ON_P384.replace("MDAlzaG9lcy5jb20", "MDAlzaG9lcy5jb21");
    for text in [
        forged.as_str(),
        "shoes.com",
        "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----",
        &ON_P384.replace("MIIByDCC", "MIIBxDCC"),
        &"-----BEGIN CERTIFICATE REQUEST-----\n".repeat(2_000),
    ] {
        if text == ON_P384 {
            continue;
        }
        assert_eq!(
            certificates::decode_request(text),
            refused(Reason::NotASigningRequest),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_subject_that_cannot_be_meant_makes_no_key() {
    let office = Office::new().await;
    for (subject, copy, error) in [
        (Subject::default(), false, Error::Missing(Field::RequestSubject(SubjectPart::CommonName))),
        (
            Subject { email: String::new(), ..subject() },
            true,
            Error::Missing(Field::RequestSubject(SubjectPart::Email)),
        ),
        (
            Subject { country: "Zambia".into(), ..subject() },
            false,
            Error::invalid(Field::RequestSubject(SubjectPart::Country), Reason::UnknownCountry),
        ),
    ] {
        let made = certificates::generate_request(&office.shop, subject, KeyKind::Ecdsa, copy);
        assert_eq!(made.await.unwrap_err(), error);
    }
    assert!(office.letters.0.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_key_is_sealed_where_it_is_kept_and_mailed_only_when_that_was_asked_for() {
    let office = Office::new().await;
    let silent = generates(&office, KeyKind::Rsa).await;
    let copied = certificates::generate_request(&office.shop, subject(), KeyKind::Ecdsa, true)
        .await
        .unwrap();
    jobs::settle_due(&office.world.realm).await.unwrap();
    jobs::settle_due(&office.world.realm).await.unwrap();
    let letters = office.letters.0.lock().unwrap().clone();
    let to: Vec<_> = letters.iter().filter(|mail| mail.id.starts_with("certificate-key")).collect();
    assert_eq!(to.len(), 1);
    assert_eq!(to[0].to, "jane@shoes.com");
    assert!(to[0].text.contains(copied.key.reveal()));
    assert!(to[0].text.contains(&copied.signing_request));
    let written = office.world.written();
    let holds = |wanted: &str| written.windows(wanted.len()).any(|part| part == wanted.as_bytes());
    assert!(holds(silent.signing_request.lines().nth(3).unwrap()));
    assert!(!holds("PRIVATE KEY"));
    for key in [&silent.key, &copied.key] {
        for line in key.reveal().lines().skip(2).filter(|line| line.len() == 64) {
            assert!(!holds(line));
        }
    }
}
