//! Suppliers misbehave exactly as ordered, and not once more.

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::clock::Clock;
use app::ports::registry::{ContactCard, Register, Renew};
use app::ports::{Mail, Mailer, Registry};
use model::Error;
use model::contact::Contact;
use model::domain::Lock;
use model::error::{Noun, Supplier};
use model::name::DomainName;
use model::secret::Secret;
use model::time::{Timestamp, Years};
use outbound::faults::Fault;
use outbound::{EmbeddedRegistry, Faults, FaultyMailer, FaultyRegistry, MailSink};
use tempfile::TempDir;

struct World {
    faults: Faults,
    registry: FaultyRegistry,
    folder: TempDir,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (rulebook, _) = app::rulebook::embedded().expect("the shipped rulebook loads");
    let clock = Clock::frozen(Timestamp::from_unix(1_767_225_600));
    let path = folder.path().join("registry.sqlite");
    let inner = EmbeddedRegistry::open(&path, Arc::new(rulebook), clock).expect("the books open");
    let faults = Faults::default();
    World { registry: FaultyRegistry::new(Arc::new(inner), faults.clone()), faults, folder }
}

fn shoes() -> DomainName {
    DomainName::from_parts("shoes", "com").expect("a name")
}

fn registration() -> Register {
    let contact = Contact::default();
    Register {
        name: shoes(),
        years: Years(1),
        contacts: std::array::from_fn(|_| ContactCard {
            handle: "jane".to_owned(),
            contact: contact.clone(),
        }),
        nameservers: Vec::new(),
        lock: Lock::Off,
        auth_code: Secret::new("abc-123".to_owned()),
        extras: Default::default(),
        privacy: false,
    }
}

fn letter() -> Mail {
    Mail {
        id: "a".to_owned(),
        at: Timestamp::from_unix(0),
        from: "a@example.com".to_owned(),
        to: "b@example.com".to_owned(),
        subject: "shoes.com".to_owned(),
        text: String::new(),
    }
}

#[tokio::test]
async fn without_orders_nothing_goes_wrong() {
    let world = world();
    world.registry.register(&registration()).await.unwrap();
    assert!(world.registry.info(&shoes(), None).await.unwrap().ours);
    assert_eq!(world.registry.poll().await, Ok(None));
}

#[tokio::test]
async fn an_unavailable_registry_does_nothing() {
    let world = world();
    world.faults.order("registry", "register", "unavailable", 2, None).unwrap();
    for _ in 0..2 {
        let refused = world.registry.register(&registration()).await;
        assert_eq!(refused, Err(Error::Unavailable(Supplier::Registry)));
    }
    assert!(world.registry.register(&registration()).await.is_ok());
}

#[tokio::test]
async fn a_lost_reply_is_to_something_that_happened() {
    let world = world();
    world.faults.order("registry", "register", "reply_lost", 1, None).unwrap();
    let silence = world.registry.register(&registration()).await;
    assert_eq!(silence, Err(Error::OutcomeUnknown(Supplier::Registry)));
    let again = world.registry.register(&registration()).await;
    assert_eq!(again, Err(Error::Taken(Noun::Domain)));
    assert!(world.registry.info(&shoes(), None).await.unwrap().ours);
}

#[tokio::test]
async fn a_refusal_concerns_only_what_was_ordered() {
    let world = world();
    let term = world.registry.register(&registration()).await.unwrap();
    world.faults.order("registry", "renew", "refused", 1, None).unwrap();
    assert!(world.registry.info(&shoes(), None).await.is_ok());
    let renew = Renew { name: shoes(), from: term.expires, years: Years(1) };
    let refused = world.registry.renew(&renew).await.unwrap_err();
    assert!(matches!(refused, Error::Refused { supplier: Supplier::Registry, .. }));
    assert!(world.registry.renew(&renew).await.is_ok());
}

#[tokio::test]
async fn a_slow_registry_answers_late() {
    let world = world();
    world.faults.order("registry", "*", "slow", 1, Some(1)).unwrap();
    let begun = Instant::now();
    assert_eq!(world.registry.check(&[shoes()]).await.unwrap().len(), 1);
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn nothing_reaches_a_supplier_that_was_cut_off() {
    let world = world();
    let slow = ("registry", "register", "slow");
    world.faults.order(slow.0, slow.1, slow.2, 1, Some(1)).unwrap();
    let begun = registration();
    let waiting = world.registry.register(&begun);
    let cut = async { world.faults.cut_off() };
    let (outcome, ()) = tokio::join!(waiting, cut);
    assert!(matches!(outcome, Err(Error::Unavailable(Supplier::Registry))));
    let check = world.registry.check(&[shoes()]).await;
    assert!(matches!(check, Err(Error::Unavailable(Supplier::Registry))));
}

#[tokio::test]
async fn mail_misbehaves_too() {
    let world = world();
    let sink = MailSink::open(&world.folder.path().join("mail.sqlite")).unwrap();
    let mailer = FaultyMailer::new(Arc::new(sink.clone()), world.faults.clone());
    world.faults.order("mail", "", "unavailable", 1, None).unwrap();
    world.faults.order("mail", "send", "reply_lost", 1, None).unwrap();
    assert_eq!(mailer.send(&letter()).await, Err(Error::Unavailable(Supplier::Mail)));
    assert!(sink.read(None, 1).await.unwrap().is_empty());
    assert_eq!(mailer.send(&letter()).await, Err(Error::OutcomeUnknown(Supplier::Mail)));
    assert_eq!(mailer.send(&letter()).await, Ok(()));
    assert_eq!(sink.read(None, 9).await.unwrap().len(), 1);
}

#[test]
fn an_unknown_name_is_answered_with_the_known_ones() {
    let faults = Faults::default();
    let unknown =
        |supplier, operation, kind| faults.order(supplier, operation, kind, 1, None).unwrap_err();
    let supplier = unknown("registrar", "check", "slow");
    assert_eq!(supplier.given, "registrar");
    let suppliers =
        ["registry", "certificates", "servers", "hosting", "payments", "mail", "callbacks"];
    assert_eq!(supplier.known, suppliers);
    let operation = unknown("registry", "send", "slow");
    assert_eq!(operation.known.len(), 12);
    assert_eq!(operation.known[..3], ["check", "info", "register"]);
    assert_eq!(unknown("mail", "check", "slow").known, ["send", "*"]);
    let kind = unknown("registry", "check", "sleepy");
    assert_eq!(
        kind.to_string(),
        "\"sleepy\" is unknown; known are refused, unavailable, reply_lost, slow"
    );
    assert_eq!(faults.take("registry", "check"), None);
}

#[test]
fn orders_are_met_in_order_counted_and_cleared() {
    let faults = Faults::default();
    let order = |operation, kind, times| {
        faults.order("registry", operation, kind, times, None).unwrap();
    };
    order("poll", "refused", 1);
    order("", "slow", 1);
    order("poll", "refused", 1);
    order("poll", "unavailable", 0);
    let taken: Vec<_> = (0..4).map(|_| faults.take("registry", "poll")).collect();
    let slow = Fault::Slow(Duration::from_secs(3));
    assert_eq!(taken, [Some(Fault::Refused), Some(Fault::Refused), Some(slow), None]);
    order("info", "unavailable", 5);
    assert_eq!(faults.take("registry", "check"), None);
    faults.clone().clear();
    assert_eq!(faults.take("registry", "info"), None);
}
