//! Asking, showing control, and what stands in the way.

use app::certificates::{self, About, Request};
use model::certificate::{CertificateState, Validation};
use model::contact::{Contact, ContactId};
use model::error::{Error, Field, Noun, Prohibition, Reason, Supplier};
use model::event::EventKind;
use model::subscription::SubscriptionId;

use super::authority::Fault;
use super::{Office, contact};
use crate::world::jane;

use CertificateState::{Failed, Incomplete, Issued, Pending};

const SILENCE: Error = Error::OutcomeUnknown(Supplier::Certificates);

#[tokio::test]
async fn a_certificate_is_issued_once_control_is_shown() {
    let office = Office::new().await;
    let id = office.buys("dv_multi", 1).await;
    assert_eq!(office.asks(id, &["shoes.com", "www.shoes.com"]).await, Pending);
    let (seen, data) = (office.sees(id).await, office.data(id).await);
    assert_eq!((seen.name.as_str(), seen.number.as_deref()), ("shoes.com", Some("A1")));
    assert_eq!(data.validation, Some(Validation::Dns));
    assert_eq!(data.names, ["shoes.com", "www.shoes.com"]);
    let challenge = &data.challenges[1];
    assert_eq!(
        (challenge.place.as_str(), challenge.record),
        ("_show.www.shoes.com", Some("CNAME"))
    );
    assert!(!challenge.shown && data.issued.is_none());
    let asked = office.authority.last();
    assert_eq!((asked.product.as_str(), asked.ends), ("dv_multi", seen.paid_until));
    assert_eq!(asked.organization, None);

    assert_eq!(certificates::revalidate(&office.shop, id).await.unwrap(), Pending);
    office.authority.show();
    assert_eq!(certificates::revalidate(&office.shop, id).await.unwrap(), Issued);
    let (seen, issued) = (office.sees(id).await, office.data(id).await.issued.unwrap());
    assert_eq!(issued.certificate, "certificate of shoes.com www.shoes.com");
    assert_eq!((seen.begins, seen.expires), (Some(issued.begins), Some(issued.ends)));
    assert_eq!(office.world.log(&office.shop, 1).await, [EventKind::CertificateIssued]);
    let waits_no_more = Err(Error::Prohibited(Prohibition::NotPending));
    assert_eq!(certificates::revalidate(&office.shop, id).await, waits_no_more);
    assert_eq!(certificates::send_notifications(&office.shop, id).await, waits_no_more);
    let again = certificates::issue(&office.shop, id, office.request(&["shoes.com"]).await).await;
    assert_eq!(again, Err(Error::Exists(Noun::Certificate)));
    assert_eq!(office.authority.orders(), 1);
}

#[tokio::test]
async fn what_was_shown_in_the_meantime_is_noticed_without_a_call() {
    let office = Office::new().await;
    let id = office.buys("dv_single", 1).await;
    office.asks(id, &["shoes.com"]).await;
    office.until("2026-11-21T10:59:59Z").await;
    assert_eq!(office.sees(id).await.state, Pending);
    office.authority.show();
    // Nobody is there at the first look, and no answer comes at the second.
    office.authority.next(Fault::Away);
    office.authority.next(Fault::AskedInVain);
    office.until("2026-11-21T12:59:59Z").await;
    assert_eq!(office.sees(id).await.state, Pending);
    office.until("2026-11-21T13:00:00Z").await;
    assert_eq!(office.sees(id).await.state, Issued);
}

#[tokio::test]
async fn an_order_that_nobody_shows_control_for_is_given_up() {
    let office = Office::new().await;
    let id = office.buys("dv_single", 1).await;
    office.asks(id, &["shoes.com"]).await;
    office.world.moves_to("2026-12-21T09:00:00Z");
    office.until("2026-12-21T09:30:00Z").await;
    assert_eq!(office.sees(id).await.state, Pending);
    office.until("2026-12-21T11:00:00Z").await;
    assert_eq!((office.sees(id).await.state, office.authority.revoked()), (Failed, 1));
    assert!(!office.data(id).await.why.is_empty());
    // It is paid all the same, and can be asked for once more.
    assert_eq!(office.asks(id, &["shoes.com"]).await, Pending);
    assert_eq!(office.balance().await, "491.00");
}

#[tokio::test]
async fn a_link_that_was_opened_is_heard_of() {
    let office = Office::new().await;
    let id = office.buys("dv_single", 1).await;
    let request = Request {
        validation: Validation::Email,
        approvers: vec!["Admin@shoes.com".into()],
        ..office.request(&["shoes.com"]).await
    };
    assert_eq!(certificates::issue(&office.shop, id, request).await.unwrap(), Pending);
    assert_eq!(office.data(id).await.approvers, ["admin@shoes.com"]);
    assert_eq!(certificates::send_notifications(&office.shop, id).await.unwrap(), Pending);
    assert_eq!(office.authority.said(), ["reminded"]);
    office.authority.show();
    certificates::heard(&office.world.realm, "A1").await.unwrap();
    certificates::heard(&office.world.realm, "A1").await.unwrap();
    assert_eq!(office.sees(id).await.state, Issued);
    let stranger = certificates::heard(&office.world.realm, "A7").await;
    assert_eq!(stranger, Err(Error::NotFound(Noun::Certificate)));
}

#[tokio::test]
async fn control_may_be_shown_in_another_way() {
    let office = Office::new().await;
    let id = office.buys("dv_multi", 1).await;
    office.asks(id, &["shoes.com", "hats.com"]).await;
    let change = async |validation, approvers: &[&str]| {
        let approvers: Vec<String> = approvers.iter().map(|one| (*one).to_owned()).collect();
        certificates::change_validation(&office.shop, id, validation, &approvers).await
    };
    let approver = |reason| Err(Error::invalid(Field::Approver, reason));
    assert_eq!(change(Validation::Email, &[]).await, Err(Error::Missing(Field::Approver)));
    // Whoever approves one name need not be allowed to approve the other.
    let one = change(Validation::Email, &["admin@shoes.com"]).await;
    assert_eq!(one, approver(Reason::NotOffered));
    let three = ["admin@shoes.com", "admin@hats.com", "admin@hats.com"];
    assert_eq!(change(Validation::Email, &three).await, approver(Reason::MoreThan(2)));
    assert_eq!(office.data(id).await.validation, Some(Validation::Dns));
    assert_eq!(change(Validation::Email, &three[..2]).await.unwrap(), Pending);
    let data = office.data(id).await;
    assert_eq!((data.validation, data.approvers.len()), (Some(Validation::Email), 2));
    // Silence leaves it as it is until the authority has told.
    office.authority.next(Fault::ReplyLost);
    assert_eq!(change(Validation::Http, &[]).await, Err(SILENCE));
    let busy = Err(Error::Prohibited(Prohibition::PendingOperation));
    assert_eq!(change(Validation::Https, &[]).await, busy);
    office.until("2026-11-21T10:00:30Z").await;
    assert_eq!(office.data(id).await.validation, Some(Validation::Http));
    assert_eq!(change(Validation::Https, &[]).await.unwrap(), Pending);
    let no_mail = certificates::send_notifications(&office.shop, id).await;
    assert_eq!(no_mail, Err(Error::invalid(Field::ValidationMethod, Reason::NotApplicable)));
}

#[tokio::test]
async fn what_cannot_be_asked_for_changes_nothing() {
    let office = Office::new().await;
    let (id, wildcard) = (office.buys("dv_single", 1).await, office.buys("dv_wildcard", 1).await);
    let theirs = contact(&office.world, &office.world.other, jane()).await;
    let good = office.request(&["shoes.com"]).await;
    let star = office.request(&["*.shoes.com"]).await;
    let short = include_str!("short_key.pem").to_owned();
    let invalid = Error::invalid;
    let email = Request { validation: Validation::Email, ..good.clone() };
    let cases: Vec<(SubscriptionId, Request, Error)> = vec![
        (SubscriptionId(99), good.clone(), Error::NotFound(Noun::Certificate)),
        (id, Request { admin: theirs, ..good.clone() }, Error::NotFound(Noun::Contact)),
        (id, Request { tech: ContactId(99), ..good.clone() }, Error::NotFound(Noun::Contact)),
        (
            id,
            Request { organization: Some(theirs), ..good.clone() },
            Error::NotFound(Noun::Contact),
        ),
        (
            id,
            Request { signing_request: "no".into(), ..good.clone() },
            invalid(Field::SigningRequest, Reason::NotASigningRequest),
        ),
        (
            id,
            Request { signing_request: short, ..good.clone() },
            invalid(Field::SigningRequest, Reason::WeakKey),
        ),
        (
            id,
            Request { names: vec!["hats.com".into()], ..good.clone() },
            invalid(Field::CertificateName(3), Reason::MoreThan(1)),
        ),
        (id, star.clone(), invalid(Field::CertificateName(1), Reason::NotOffered)),
        (wildcard, good.clone(), invalid(Field::CertificateName(1), Reason::NotOffered)),
        (
            wildcard,
            Request { validation: Validation::Http, ..star.clone() },
            invalid(Field::ValidationMethod, Reason::NotOffered),
        ),
        (id, email.clone(), Error::Missing(Field::Approver)),
        (
            id,
            Request { approvers: vec!["me@shoes.com".into()], ..email },
            invalid(Field::Approver, Reason::NotOffered),
        ),
        (
            id,
            Request { web_server: Some("oven".into()), ..good.clone() },
            invalid(Field::WebServer, Reason::UnknownWord),
        ),
    ];
    for (id, request, error) in cases {
        assert_eq!(certificates::issue(&office.shop, id, request).await, Err(error));
    }
    let anew = certificates::reissue(&office.shop, id, good.clone()).await;
    assert_eq!(anew, Err(Error::Prohibited(Prohibition::NotIssued)));
    let stranger = certificates::issue(&office.world.other, id, good).await;
    assert_eq!(stranger, Err(Error::NotFound(Noun::Certificate)));
    for id in [id, wildcard] {
        assert_eq!(office.sees(id).await.state, Incomplete);
    }
    assert_eq!((office.authority.orders(), office.balance().await.as_str()), (0, "412.00"));
}

#[tokio::test]
async fn an_organisation_comes_from_its_contact() {
    let office = Office::new().await;
    let id = office.buys("ov_single", 1).await;
    let request = office.request(&["shoes.com"]).await;
    let nobody = certificates::issue(&office.shop, id, request.clone()).await;
    assert_eq!(nobody, Err(Error::Missing(Field::ContactId)));
    let company = Contact { company: "Shoes Ltd".into(), ..jane() };
    let company = contact(&office.world, &office.shop, company).await;
    let request = Request { organization: Some(company), ..request };
    assert_eq!(certificates::issue(&office.shop, id, request).await.unwrap(), Pending);
    assert_eq!(office.authority.last().organization.as_deref(), Some("Shoes Ltd"));
    let used = office.world.within(move |tx| tx.answers_for_certificate(company)).await.unwrap();
    assert!(used);
}

#[tokio::test]
async fn a_refusal_leaves_it_as_it_was_and_silence_leaves_it_waiting() {
    let office = Office::new().await;
    let id = office.buys("dv_single", 1).await;
    let request = office.request(&["shoes.com"]).await;
    let issue = async || certificates::issue(&office.shop, id, request.clone()).await;
    office.authority.next(Fault::Away);
    assert_eq!(issue().await, Err(Error::Unavailable(Supplier::Certificates)));
    office.authority.next(Fault::Refuses);
    assert!(matches!(issue().await, Err(Error::Refused { .. })));
    let seen = office.sees(id).await;
    assert_eq!((seen.state, seen.name.as_str()), (Incomplete, ""));
    assert!(office.data(id).await.signing_request.is_none());

    office.authority.next(Fault::ReplyLost);
    assert_eq!(issue().await, Err(SILENCE));
    assert_eq!(office.sees(id).await.state, Pending);
    assert!(office.data(id).await.challenges.is_empty());
    let busy = Err(Error::Prohibited(Prohibition::PendingOperation));
    assert_eq!(certificates::revalidate(&office.shop, id).await, busy);
    // Nobody answers for a while, and whether it was asked for is not known any better.
    office.authority.next(Fault::Away);
    office.authority.next(Fault::AskedInVain);
    office.until("2026-11-21T10:01:00Z").await;
    assert_eq!(office.data(id).await.challenges.len(), 1);
    assert_eq!((office.authority.orders(), office.balance().await.as_str()), (1, "491.00"));
}

#[tokio::test]
async fn a_stop_between_asking_and_writing_down_issues_nothing_twice() {
    let office = Office::new().await;
    let id = office.buys("dv_single", 1).await;
    let request = office.request(&["shoes.com"]).await;
    office.authority.next(Fault::Dies);
    let stopped = certificates::issue(&office.shop, id, request.clone()).await;
    assert!(matches!(stopped, Err(Error::Internal(_))));
    assert_eq!((office.sees(id).await.state, office.authority.orders()), (Pending, 0));
    office.starts_again().await;
    assert_eq!((office.sees(id).await.state, office.authority.orders()), (Pending, 1));
    office.starts_again().await;
    assert_eq!(office.authority.orders(), 1);
    office.authority.next(Fault::ReplyLost);
    office.authority.show();
    assert_eq!(certificates::revalidate(&office.shop, id).await, Err(SILENCE));
    assert_eq!(certificates::revalidate(&office.shop, id).await.unwrap(), Issued);

    // Silence, then a no: it was never asked for after all.
    let other = office.buys("dv_single", 1).await;
    office.authority.next(Fault::AskedInVain);
    assert_eq!(certificates::issue(&office.shop, other, request).await, Err(SILENCE));
    office.authority.next(Fault::Refuses);
    office.starts_again().await;
    assert_eq!(office.sees(other).await.state, Incomplete);
    assert_eq!(office.world.log(&office.shop, 1).await, [EventKind::CertificateFailed]);
}

#[tokio::test]
async fn asking_anew_keeps_what_is_issued_until_the_new_one_is_there() {
    let office = Office::new().await;
    let id = office.buys("dv_multi", 1).await;
    office.asks(id, &["shoes.com"]).await;
    office.authority.show();
    certificates::revalidate(&office.shop, id).await.unwrap();
    let reissue = async |names: &[&str]| {
        certificates::reissue(&office.shop, id, office.request(names).await).await
    };
    let first = office.data(id).await.issued.unwrap();
    office.authority.next(Fault::Refuses);
    assert!(reissue(&["hats.com"]).await.is_err());
    assert_eq!(office.sees(id).await.state, Issued);
    assert_eq!(reissue(&["hats.com"]).await.unwrap(), Pending);
    assert_eq!(office.sees(id).await.name, "hats.com");
    assert_eq!(office.data(id).await.issued, Some(first.clone()));
    // What waits is replaced by what is asked for after it.
    assert_eq!(reissue(&["caps.com", "hats.com"]).await.unwrap(), Pending);
    assert_eq!((office.authority.orders(), office.authority.revoked()), (3, 1));
    // The authority will not have it; what was issued first is still good.
    office.authority.fail("not those");
    certificates::revalidate(&office.shop, id).await.unwrap();
    let seen = office.sees(id).await;
    assert_eq!((seen.state, seen.name.as_str()), (Issued, "shoes.com"));
    assert_eq!(office.data(id).await.issued, Some(first.clone()));
    assert_eq!(reissue(&["hats.com"]).await.unwrap(), Pending);
    office.authority.show();
    assert_eq!(certificates::revalidate(&office.shop, id).await.unwrap(), Issued);
    let second = office.data(id).await.issued.unwrap();
    assert_ne!(second.serial, first.serial);
    assert_eq!(office.sees(id).await.name, "hats.com");
    // Both end together when it is called off.
    certificates::cancel(&office.shop, id, "over").await.unwrap();
    assert_eq!(office.authority.said().iter().filter(|said| *said == "over").count(), 2);
    assert_eq!(office.balance().await, "461.00");
}

#[tokio::test]
async fn a_repeated_call_asks_once() {
    let office = Office::new().await;
    let id = office.buys("dv_single", 1).await;
    let request = office.request(&["shoes.com"]).await;
    let keyed = app::Context { client_key: Some("one".into()), ..office.shop.clone() };
    for _ in 0..2 {
        let asked = certificates::issue(&keyed, id, request.clone()).await;
        assert_eq!(asked.unwrap(), Pending);
    }
    let other = office.request(&["hats.com"]).await;
    assert_eq!(certificates::issue(&keyed, id, other).await, Err(Error::KeyReused));
    assert_eq!(office.authority.orders(), 1);
}

#[tokio::test]
async fn whoever_may_approve_a_name_is_asked_of_the_authority() {
    let office = Office::new().await;
    let id = office.buys("dv_wildcard", 1).await;
    let asked = async |about| certificates::approvers(&office.shop, about).await;
    let none = asked(About::Certificate(id)).await;
    assert_eq!(none, Err(Error::Prohibited(Prohibition::NotPending)));
    office.asks(id, &["*.shoes.com"]).await;
    let shoes = ["admin@shoes.com", "hostmaster@shoes.com"];
    assert_eq!(asked(About::Certificate(id)).await.unwrap(), shoes);
    assert_eq!(asked(About::Name("Shoes.com".into())).await.unwrap(), shoes);
    let request = office.request(&["shoes.com"]).await.signing_request;
    assert_eq!(asked(About::SigningRequest(request)).await.unwrap(), shoes);
    let odd = asked(About::Name("shoes".into())).await;
    assert_eq!(odd, Err(Error::invalid(Field::Domain, Reason::NotAHostName)));
    office.authority.next(Fault::AskedInVain);
    let away = asked(About::Name("shoes.com".into())).await;
    assert_eq!(away, Err(Error::Unavailable(Supplier::Certificates)));
}
