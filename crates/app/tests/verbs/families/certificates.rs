//! Certificates, by saying no more than has to be said.

use app::certificates::{self, Ask};
use app::subscriptions::families::{Wanted, WantedCertificate};
use model::Error;
use model::certificate::{CertificateState, Validation};
use model::error::{Field, Prohibition, Reason};
use model::signing_request::{KeyKind, Subject};
use model::subscription::Standing;

use super::{Street, day, refusal, wanted};
use crate::certificates::authority::Fault;

const FAMILY: &str = "ssl-certificates";

async fn request(street: &Street, name: &str) -> String {
    let subject = Subject { common_name: name.to_owned(), ..Subject::default() };
    let made = certificates::generate_request(&street.customer, subject, KeyKind::Ecdsa, false);
    made.await.unwrap().signing_request
}

fn wish(certificate: WantedCertificate) -> Wanted {
    Wanted { certificate: Some(certificate), ..wanted(FAMILY, 65, 12, Some("shoes.com")) }
}

#[tokio::test]
async fn it_is_bought_asked_for_and_issued() {
    let street = Street::new().await;
    let signing_request = Some(request(&street, "shoes.com").await);
    let web_server = Some(2);
    let wanted = WantedCertificate { signing_request, web_server, ..Default::default() };
    let bought = street.buys(wish(wanted)).await.unwrap();
    assert_eq!((bought.standing, day(bought.ends())), (Standing::Running, "2027-11-21".into()));
    assert_eq!(street.money().await, ("451.00".to_owned(), 0));
    let (cx, id) = (&street.customer, bought.subscription.id);
    let data = certificates::data(cx, id).await.unwrap();
    assert_eq!((data.state, data.validation), (CertificateState::Pending, Some(Validation::Email)));
    assert_eq!((data.names, data.web_server.as_str()), (vec!["shoes.com".into()], "nginx"));
    assert_eq!(data.approvers.len(), 1);
    let early = certificates::file(cx, id).await;
    assert_eq!(refusal(early), Error::Prohibited(Prohibition::NotIssued));
    certificates::change_validation(cx, id, Validation::Dns, &[]).await.unwrap();
    street.authority.show();
    certificates::revalidate(cx, id).await.unwrap();
    assert_eq!(certificates::file(cx, id).await.unwrap().name, "shoes.com.pem");
    // Anew, control is shown as before.
    let ask = Ask { signing_request: request(&street, "shoes.com").await, ..Ask::default() };
    certificates::ask(cx, id, ask).await.unwrap();
    let again = certificates::data(cx, id).await.unwrap();
    assert_eq!((again.validation, again.web_server.as_str()), (Some(Validation::Dns), "nginx"));
    let subject = Subject { common_name: "shoes.com".into(), ..Subject::default() };
    certificates::ask_with_made_key(cx, id, subject, Ask::default()).await.unwrap();
    assert_eq!(street.money().await, ("451.00".to_owned(), 0));
    street.ends(FAMILY, &bought).await.unwrap();
    assert!(street.authority.revoked() > 0);
}

#[tokio::test]
async fn a_request_that_cannot_be_meant_is_refused_before_anything_is_paid() {
    let street = Street::new().await;
    let other = Some(request(&street, "hats.com").await);
    let garbage = Some("garbage".to_owned());
    for (certificate, error) in [
        (
            WantedCertificate { signing_request: other, ..Default::default() },
            Error::invalid(Field::Domain, Reason::NotInRequest),
        ),
        (
            WantedCertificate { signing_request: garbage, ..Default::default() },
            Error::invalid(Field::SigningRequest, Reason::NotASigningRequest),
        ),
        (
            WantedCertificate { web_server: Some(99), ..Default::default() },
            Error::invalid(Field::WebServer, Reason::UnknownWord),
        ),
    ] {
        assert_eq!(refusal(street.buys(wish(certificate)).await), error);
    }
    assert!(street.lists(FAMILY).await.is_empty());
    assert_eq!(street.money().await, ("500.00".to_owned(), 0));
}

#[tokio::test]
async fn what_the_authority_does_not_hear_can_be_asked_for_later() {
    let street = Street::new().await;
    street.authority.next(Fault::Away);
    let made = WantedCertificate { makes_key: true, ..Default::default() };
    let bought = street.buys(wish(made)).await.unwrap();
    let (cx, id) = (&street.customer, bought.subscription.id);
    let data = certificates::data(cx, id).await.unwrap();
    assert_eq!(data.state, CertificateState::Incomplete);
    let subject = Subject { common_name: "shoes.com".into(), ..Subject::default() };
    let state = certificates::ask_with_made_key(cx, id, subject, Ask::default()).await.unwrap();
    assert_eq!(state, CertificateState::Pending);
    assert_eq!(street.money().await, ("451.00".to_owned(), 0));
}
