//! Orders that are taken or not, called off and repeated.

use std::sync::Arc;

use app::ports::Authority;
use app::ports::authority::{NewOrder, OrderState};
use model::Error;
use model::certificate::Validation;
use model::error::{Field, Noun, Reason, Supplier};
use outbound::{Faults, FaultyAuthority};

use super::world::{ENDS, NOW, is_refused, order, signing_request, world};

#[tokio::test]
async fn an_order_is_taken_once_for_each_reference() {
    let world = world();
    let taken = world.authority.order(&order("1")).await.unwrap();
    assert_eq!((taken.number.as_str(), &taken.state), ("00000001", &OrderState::Pending));
    let world = world.restarts();
    let other = NewOrder { names: vec!["example.net".to_owned()], ..order("1") };
    assert_eq!(world.authority.order(&other).await.unwrap(), taken);
    assert_eq!(world.authority.info("1").await.unwrap(), taken);
    let unknown = world.authority.info("2").await.unwrap_err();
    assert_eq!(unknown, Error::NotFound(Noun::Certificate));
}

#[tokio::test]
async fn a_signing_request_is_believed_when_its_own_strong_key_signed_it() {
    let world = world();
    let good = order("1").signing_request;
    let changed = {
        // One sign within the name: the signature does not fit any more.
        let at = good.find("ZXhhbXBsZS5jb2").or_else(|| good.find("leGFtcGxlLmNvb")).unwrap_or(70);
        let mut text = good.clone().into_bytes();
        text[at] = if text[at] == b'A' { b'B' } else { b'A' };
        String::from_utf8(text).unwrap()
    };
    let weak = Error::invalid(Field::SigningRequest, Reason::WeakKey);
    let unfit = Error::invalid(Field::SigningRequest, Reason::NotASigningRequest);
    let p521 = ["ec", "-pkeyopt", "ec_paramgen_curve:P-521"];
    let table = [
        (signing_request(&["rsa:1024"]), weak.clone()),
        (signing_request(&p521), weak.clone()),
        (signing_request(&["ed25519"]), weak),
        (String::new(), unfit.clone()),
        ("hello".to_owned(), unfit.clone()),
        (good.replace("CERTIFICATE REQUEST", "CERTIFICATE"), unfit.clone()),
        (good.replace("CERTIFICATE REQUEST", "PRIVATE KEY"), unfit.clone()),
        (changed, unfit.clone()),
        ("-".repeat(100_000), unfit),
    ];
    for (signing_request, refusal) in table {
        let order = NewOrder { signing_request: signing_request.clone(), ..order("2") };
        let outcome = world.authority.order(&order).await;
        assert_eq!(outcome.unwrap_err(), refusal, "{signing_request}");
    }
    assert!(world.authority.info("2").await.is_err());
}

#[tokio::test]
async fn what_cannot_be_meant_is_not_ordered() {
    let world = world();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let unfit = |number, reason| Error::invalid(Field::CertificateName(number), reason);
    for (given, refusal) in [
        (names(&[]), Error::Missing(Field::CertificateName(1))),
        (names(&["example.com", "co.uk"]), unfit(2, Reason::NotAName)),
        (names(&["192.0.2.1"]), unfit(1, Reason::NotAName)),
        (names(&["a.*.example.com"]), unfit(1, Reason::NotAName)),
        (names(&["*.*.example.com"]), unfit(1, Reason::NotAName)),
        (names(&["example.com", "EXAMPLE.com"]), unfit(2, Reason::Repeated)),
    ] {
        let order = NewOrder { names: given.clone(), ..order("1") };
        let outcome = world.authority.order(&order).await;
        assert_eq!(outcome.unwrap_err(), refusal, "{given:?}");
    }
    assert!(is_refused(world.authority.order(&NewOrder { ends: NOW, ..order("1") }).await));
    for validation in [Validation::Http, Validation::Https] {
        let names = names(&["*.example.com"]);
        let order = NewOrder { names, validation, ..order("1") };
        let refusal = Error::invalid(Field::ValidationMethod, Reason::NotOffered);
        assert_eq!(world.authority.order(&order).await.unwrap_err(), refusal);
    }
}

#[tokio::test]
async fn an_order_that_was_called_off_or_is_too_late_is_not_issued() {
    let world = world();
    let report = world.authority.order(&order("1")).await.unwrap();
    world.authority.order(&order("2")).await.unwrap();
    world.obeys("example.com", &report);
    world.authority.revoke("1", "").await.unwrap();
    assert_eq!(world.authority.validate("1").await.unwrap().state, OrderState::Revoked);
    assert!(is_refused(world.authority.change_validation("1", Validation::Http, &[]).await));
    world.clock.set(ENDS, true);
    let late = world.authority.validate("2").await.unwrap();
    assert!(matches!(late.state, OrderState::Failed(_)));
}

#[tokio::test]
async fn a_reset_forgets_every_order_and_keeps_the_root() {
    let world = world();
    let root = world.office.root().to_owned();
    world.authority.order(&order("1")).await.unwrap();
    world.office.reset().await.unwrap();
    assert!(world.authority.info("1").await.is_err());
    assert_eq!(world.authority.order(&order("2")).await.unwrap().number, "00000001");
    assert_eq!(world.office.root(), root);
}

#[tokio::test]
async fn faults_meet_what_was_named() {
    let world = world();
    let faults = Faults::default();
    let inner = Arc::new(world.office.within(
        Arc::new(super::world::Around::default()),
        Arc::new(super::world::Around::default()),
    ));
    let authority = FaultyAuthority::new(inner, faults.clone());
    faults.order("certificates", "issue", "reply_lost", 1, None).unwrap();
    faults.order("certificates", "validate", "unavailable", 1, None).unwrap();
    let lost = authority.order(&order("1")).await.unwrap_err();
    assert_eq!(lost, Error::OutcomeUnknown(Supplier::Certificates));
    let away = authority.validate("1").await.unwrap_err();
    assert_eq!(away, Error::Unavailable(Supplier::Certificates));
    assert_eq!(authority.info("1").await.unwrap().state, OrderState::Pending);
}
