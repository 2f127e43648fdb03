//! Control that is shown by mail.

use app::ports::Authority;
use app::ports::authority::{NewOrder, OrderState};
use model::Error;
use model::certificate::Validation;
use model::error::{Field, Reason};

use super::world::{URL, World, is_refused, issued, order, world};

fn mailed(reference: &str, names: &[&str], approvers: &[&str]) -> NewOrder {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    NewOrder {
        names: owned(names),
        approvers: owned(approvers),
        validation: Validation::Email,
        ..order(reference)
    }
}

/// What opens the page, out of the last mail to somebody.
fn token(world: &World, to: &str) -> String {
    let mails = world.mails();
    let mail = mails.iter().rev().find(|mail| mail.to == to).unwrap();
    let (_, rest) = mail.text.split_once(&format!("{URL}/certificates/approve/")).unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn whoever_reads_the_mail_of_a_name_approves_it() {
    let world = world();
    let approvers = world.authority.approvers("*.shop.example.co.uk").await.unwrap();
    let at = |name: &str| {
        ["admin", "administrator", "hostmaster", "postmaster", "webmaster"]
            .map(|mailbox| format!("{mailbox}@{name}"))
    };
    assert_eq!(approvers, [at("shop.example.co.uk"), at("example.co.uk")].concat());
    let names = ["example.com", "*.example.net"];
    let order = mailed("1", &names, &["Admin@example.com", "webmaster@example.net"]);
    let report = world.authority.order(&order).await.unwrap();
    assert_eq!(report.challenges[1].place, "webmaster@example.net");
    assert_eq!(world.mails().len(), 2);
    assert!(world.mails()[1].text.contains("*.example.net"));
    let first = token(&world, "admin@example.com");
    let second = token(&world, "webmaster@example.net");
    assert!(first.len() == 40 && first != second);
    let looked = world.office.asked_of_approver(&first).await.unwrap().unwrap();
    assert_eq!((looked.name.as_str(), looked.shown), ("example.com", false));
    for _ in 0..2 {
        let half = world.office.approve(&first).await.unwrap().unwrap();
        assert_eq!((half.reference.as_str(), half.shown, half.issued), ("1", true, false));
    }
    assert_eq!(world.authority.validate("1").await.unwrap().state, OrderState::Pending);
    let whole = world.office.approve(&second).await.unwrap().unwrap();
    assert_eq!(
        (whole.number, whole.name.as_str(), whole.issued),
        ("00000001".to_owned(), "*.example.net", true)
    );
    let issued = issued(world.authority.info("1").await.unwrap());
    world.verify(&issued, &["-crl_check"]).await.unwrap();
    assert_eq!(world.office.approve("unknown").await.unwrap(), None);
}

#[tokio::test]
async fn nobody_else_approves() {
    let world = world();
    let missing = world.authority.order(&mailed("1", &["example.com"], &[])).await.unwrap_err();
    assert_eq!(missing, Error::Missing(Field::Approver));
    let strangers = ["jane@example.com", "admin@example.net", "admin@com", "admin@www.example.com"];
    for stranger in strangers {
        let order = mailed("1", &["example.com"], &[stranger]);
        let refusal = Error::invalid(Field::Approver, Reason::NotOffered);
        assert_eq!(world.authority.order(&order).await.unwrap_err(), refusal, "{stranger}");
    }
    assert!(world.mails().is_empty());
}

#[tokio::test]
async fn one_approver_may_approve_everything_below_the_name() {
    let world = world();
    let order = mailed("1", &["example.com", "www.example.com"], &["admin@example.com"]);
    world.authority.order(&order).await.unwrap();
    assert_eq!(world.mails().len(), 2);
}

#[tokio::test]
async fn a_reminder_is_a_mail_more_with_the_same_link() {
    let world = world();
    world.authority.order(&mailed("1", &["example.com"], &["admin@example.com"])).await.unwrap();
    world.authority.info("1").await.unwrap();
    let before = token(&world, "admin@example.com");
    world.authority.remind("1").await.unwrap();
    assert_eq!((world.mails().len(), token(&world, "admin@example.com")), (2, before.clone()));
    world.office.approve(&before).await.unwrap().unwrap();
    assert!(is_refused(world.authority.remind("1").await));
    world.authority.order(&order("2")).await.unwrap();
    let refusal = Error::invalid(Field::ValidationMethod, Reason::NotApplicable);
    assert_eq!(world.authority.remind("2").await.unwrap_err(), refusal);
}

#[tokio::test]
async fn another_way_takes_the_place_of_the_old_one() {
    let world = world();
    let approvers = |who: &str| vec![who.to_owned()];
    world.authority.order(&mailed("1", &["example.com"], &["admin@example.com"])).await.unwrap();
    let before = token(&world, "admin@example.com");
    for _ in 0..2 {
        let other = approvers("webmaster@example.com");
        world.authority.change_validation("1", Validation::Email, &other).await.unwrap();
    }
    assert_eq!(world.mails().len(), 2);
    assert_eq!(world.office.approve(&before).await.unwrap(), None);
    let report = world.authority.change_validation("1", Validation::Dns, &[]).await.unwrap();
    assert_eq!(world.office.approve(&token(&world, "webmaster@example.com")).await.unwrap(), None);
    world.obeys("example.com", &report);
    issued(world.authority.validate("1").await.unwrap());
}

#[tokio::test]
async fn mail_that_could_not_be_sent_goes_out_later() {
    let world = world();
    world.mailer_is_away(true);
    world.authority.order(&mailed("1", &["example.com"], &["admin@example.com"])).await.unwrap();
    assert!(world.mails().is_empty());
    let world = world.restarts();
    world.mailer_is_away(false);
    world.authority.info("1").await.unwrap();
    assert_eq!(world.mails().len(), 1);
}

#[tokio::test]
async fn what_was_called_off_cannot_be_approved() {
    let world = world();
    world.authority.order(&mailed("1", &["example.com"], &["admin@example.com"])).await.unwrap();
    world.authority.revoke("1", "").await.unwrap();
    assert_eq!(world.office.approve(&token(&world, "admin@example.com")).await.unwrap(), None);
}
