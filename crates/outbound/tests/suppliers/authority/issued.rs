//! What is issued, in the eyes of OpenSSL.

use std::collections::HashSet;

use app::ports::Authority;
use app::ports::authority::{NewOrder, OrderState};
use model::time::Timestamp;

use super::world::{ENDS, NOW, P256, URL, openssl, order, signing_request, world};

#[tokio::test]
async fn certificates_of_every_accepted_key_verify() {
    let world = world();
    let p384 = ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"];
    for (reference, key) in [("1", &P256[..]), ("2", &p384[..]), ("3", &["rsa:2048"][..])] {
        let order = NewOrder { signing_request: signing_request(key), ..order(reference) };
        let issued = world.obtains(&order, "example.com").await;
        world.verify(&issued, &["-verify_hostname", "example.com"]).await.unwrap();
        world.verify(&issued, &["-purpose", "sslserver", "-crl_check"]).await.unwrap();
        assert!(world.verify(&issued, &["-verify_hostname", "example.net"]).await.is_err());
    }
}

#[tokio::test]
async fn a_certificate_says_what_was_ordered() {
    let world = world();
    let names = ["example.com", "*.example.com", "www.example.com"].map(str::to_owned);
    let order = NewOrder {
        names: names.to_vec(),
        organization: Some("Example & Søns".to_owned()),
        ..order("1")
    };
    let issued = world.obtains(&order, "example.com").await;
    assert_eq!((issued.begins, issued.ends), (NOW, ENDS));
    let leaf = world.file("leaf.pem", &issued.certificate);
    let (_, text) = openssl(&["x509", "-in", &leaf, "-noout", "-text", "-nameopt", "utf8"]);
    let serial = openssl(&["x509", "-in", &leaf, "-noout", "-serial"]).1;
    assert_eq!(serial.trim().to_lowercase(), format!("serial={}", issued.serial));
    for wanted in [
        "Version: 3",
        "Not Before: Jan  1 00:00:00 2026 GMT",
        "Not After : Apr  1 00:00:00 2026 GMT",
        "O=Example & Søns",
        "DNS:example.com, DNS:*.example.com, DNS:www.example.com",
        "X509v3 Authority Key Identifier",
        "X509v3 Subject Key Identifier",
        "X509v3 Basic Constraints: critical\n                CA:FALSE",
        "X509v3 Key Usage: critical\n                Digital Signature\n",
        "TLS Web Server Authentication",
        "Policy: 2.23.140.1.2.2",
        &format!("URI:{URL}/ca.crl"),
    ] {
        assert!(text.contains(wanted), "{wanted:?} is missing in\n{text}");
    }
    world.verify(&issued, &["-verify_hostname", "any.example.com"]).await.unwrap();
}

#[tokio::test]
async fn a_certificate_counts_until_it_ends_or_is_revoked() {
    let world = world();
    let issued = world.obtains(&order("1"), "example.com").await;
    let other = world.obtains(&order("2"), "example.com").await;
    for _ in 0..2 {
        world.authority.revoke("1", "key compromise").await.unwrap();
    }
    assert_eq!(world.authority.info("1").await.unwrap().state, OrderState::Revoked);
    world.verify(&issued, &[]).await.unwrap();
    let words = world.verify(&issued, &["-crl_check"]).await.unwrap_err();
    assert!(words.contains("certificate revoked"), "{words}");
    world.verify(&other, &["-crl_check"]).await.unwrap();
    world.file("list.der", world.office.revoked().await.unwrap());
    let list = world.path("list.der").to_str().unwrap().to_owned();
    let (_, text) = openssl(&["crl", "-inform", "DER", "-in", &list, "-noout", "-text"]);
    for wanted in [issued.serial.to_uppercase().as_str(), "Key Compromise", "CRL Number"] {
        assert!(text.contains(wanted), "{wanted:?} is missing in\n{text}");
    }
    world.clock.set(ENDS, true);
    world.passes(1);
    let words = world.verify(&other, &[]).await.unwrap_err();
    assert!(words.contains("certificate has expired"), "{words}");
}

#[tokio::test]
async fn certificates_of_the_next_century_verify_too() {
    let world = world();
    world.clock.set(Timestamp::from_unix(4_102_444_800), true);
    let order = NewOrder { ends: Timestamp::from_unix(4_133_980_800), ..order("1") };
    let issued = world.obtains(&order, "example.com").await;
    world.verify(&issued, &["-crl_check"]).await.unwrap();
}

#[tokio::test]
async fn everything_follows_from_the_secret_and_no_serial_number_comes_twice() {
    let (world, twin) = (world(), world());
    assert_eq!(world.office.root(), twin.office.root());
    let first = order("1");
    let issued = world.obtains(&first, "example.com").await;
    assert_eq!(twin.obtains(&first, "example.com").await, issued);
    let world = world.restarts();
    assert_eq!(world.office.root(), twin.office.root());
    world.verify(&issued, &["-crl_check"]).await.unwrap();
    let mut serials = HashSet::from([issued.serial]);
    for reference in ["2", "3", "4", "5"] {
        let again = NewOrder { reference: reference.to_owned(), ..first.clone() };
        let issued = world.obtains(&again, "example.com").await;
        assert_eq!(issued.serial.len(), 32);
        assert!(serials.insert(issued.serial));
    }
}
