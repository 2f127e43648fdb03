//! Records and forwarding of names that are delegated elsewhere, and finding names.

use app::Context;
use app::domains::autorenew;
use app::domains::forwarding::{self, MailWish};
use app::domains::{by_id, named};
use app::zones::{self, OwnedDraft, RecordPatch, registrar};
use model::domain::DomainId;
use model::error::{Field, ForwardingPart, Noun, Prohibition, Reason};
use model::event::EventKind;
use model::forwarding::{MailRule, WebForward, WebKind, WebRule};
use model::name::DomainName;
use model::zone::RecordId;
use model::{Error, Result};

use crate::world::{World, name};

fn draft(text: &str) -> OwnedDraft {
    let mut words = text.splitn(3, ' ').map(str::to_owned);
    let mut word = || words.next().unwrap_or_default();
    OwnedDraft { name: word(), kind: word(), content: word(), ..OwnedDraft::default() }
}

fn wishes(lines: &[(&str, &str)]) -> Vec<MailWish> {
    lines.iter().map(|(from, to)| MailWish { from: (*from).into(), to: (*to).into() }).collect()
}

async fn shown(cx: &Context, name: &DomainName) -> Vec<String> {
    let records = registrar::list(cx, name).await.unwrap();
    let line = |record: &model::zone::Record| {
        format!("{} {} {} {}", record.name, record.kind, record.priority, record.content)
    };
    records.iter().map(|(_, record)| line(record)).collect()
}

/// A name that is delegated to servers elsewhere.
async fn with_shoes() -> (World, DomainName) {
    let (world, shoes) = (World::new().await, name("shoes.co.za"));
    world.gives(&world.shop, &shoes, false).await;
    (world, shoes)
}

#[tokio::test]
async fn records_are_edited_before_a_name_is_switched_over() {
    let (world, shoes) = with_shoes().await;
    let shop = &world.shop;
    assert!(shown(shop, &shoes).await.is_empty());
    let not_here = Some(Error::Prohibited(Prohibition::NotManagedDns));
    assert_eq!(zones::records(shop, &shoes).await.err(), not_here);

    let mail = OwnedDraft { priority: Some(10), ..draft("@ MX mail.shoes.co.za") };
    let (mail, _) = registrar::add(shop, &shoes, mail).await.unwrap();
    for line in
        ["www URL https://boots.co.za/", "shop FRAME http://boots.co.za", "@ MXE 192.0.2.25"]
    {
        registrar::add(shop, &shoes, draft(line)).await.unwrap();
    }
    let patch = RecordPatch { priority: Some(20), ..RecordPatch::default() };
    registrar::change(shop, &shoes, mail, patch).await.unwrap();
    assert_eq!(
        shown(shop, &shoes).await,
        [
            "shoes.co.za MX 20 mail.shoes.co.za",
            "www.shoes.co.za URL 0 https://boots.co.za/",
            "shop.shoes.co.za FRAME 0 http://boots.co.za",
            "shoes.co.za MXE 0 192.0.2.25",
        ]
    );
    registrar::delete(shop, &shoes, mail).await.unwrap();
    // The number is not used again, so a second deletion hits nothing else.
    registrar::add(shop, &shoes, draft("@ TXT text")).await.unwrap();
    let missing = Error::NotFound(Noun::Record);
    assert_eq!(registrar::delete(shop, &shoes, mail).await.err(), Some(missing));
    assert_eq!(shown(shop, &shoes).await.len(), 4);
}

#[tokio::test]
async fn a_strangers_name_is_not_edited() {
    let (world, shoes) = with_shoes().await;
    let strange = Some(Error::NotYours(Noun::Domain));
    let (other, one) = (&world.other, RecordId(1));
    assert_eq!(registrar::list(other, &shoes).await.err(), strange);
    assert_eq!(registrar::add(other, &shoes, draft("@ TXT x")).await.err(), strange);
    let patch = RecordPatch::default();
    assert_eq!(registrar::change(other, &shoes, one, patch).await.err(), strange);
    assert_eq!(registrar::delete(other, &shoes, one).await.err(), strange);
    assert_eq!(forwarding::mail(other, &shoes).await.err(), strange);
    assert_eq!(forwarding::set_mail(other, &shoes, Vec::new()).await.err(), strange);
    assert_eq!(forwarding::clear_url(other, &shoes).await.err(), strange);
    let url = forwarding::set_url(other, &shoes, "http://boots.co.za", WebKind::Frame);
    assert_eq!(url.await.err(), strange);
    assert_eq!(autorenew::toggle(other, &shoes).await.err(), strange);
}

#[tokio::test]
async fn mail_rules_are_replaced_together_or_not_at_all() {
    let (world, shoes) = with_shoes().await;
    let shop = &world.shop;
    assert!(forwarding::mail(shop, &shoes).await.unwrap().is_empty());
    let two = [("Info@shoes.co.za", "jane@example.com"), ("*", "joe@example.com")];
    forwarding::set_mail(shop, &shoes, wishes(&two)).await.unwrap();
    let rule = |from: &str, to: &str| MailRule { from: from.into(), to: to.into() };
    let stored = [rule("info", "jane@example.com"), rule("*", "joe@example.com")];
    assert_eq!(forwarding::mail(shop, &shoes).await.unwrap(), stored);

    let refused = async |lines: &[(&str, &str)]| {
        forwarding::set_mail(shop, &shoes, wishes(lines)).await.unwrap_err()
    };
    let to = Field::Forwarding(2, ForwardingPart::To);
    assert_eq!(
        refused(&[("a", "a@example.com"), ("b", "nobody")]).await,
        Error::invalid(to, Reason::NotAnEmail)
    );
    let all = Field::Forwarding(0, ForwardingPart::From);
    assert_eq!(refused(&[("a", "b@c.com"); 101]).await, Error::invalid(all, Reason::MoreThan(100)));
    assert_eq!(forwarding::mail(shop, &shoes).await.unwrap(), stored);

    forwarding::set_mail(shop, &shoes, Vec::new()).await.unwrap();
    assert!(forwarding::mail(shop, &shoes).await.unwrap().is_empty());
    assert_eq!(world.log(shop, 2).await, [EventKind::ForwardingSet; 2]);
}

#[tokio::test]
async fn a_web_address_leads_elsewhere_until_the_zone_goes() {
    let (world, shoes) = with_shoes().await;
    let shop = &world.shop;
    assert_eq!(forwarding::url(shop, &shoes).await.unwrap(), None);
    let set = |to: &'static str| forwarding::set_url(shop, &shoes, to, WebKind::Permanent);
    let field = Field::Forwarding(0, ForwardingPart::To);
    assert_eq!(set("").await, Err(Error::Missing(field)));
    assert_eq!(set("javascript:alert(1)").await, Err(Error::invalid(field, Reason::NotAUrl)));
    set("HTTPS://boots.co.za/").await.unwrap();
    let rule = WebRule { to: "https://boots.co.za/".into(), kind: WebKind::Permanent };
    assert_eq!(forwarding::url(shop, &shoes).await.unwrap(), Some(rule.clone()));
    let kept = WebForward { name: String::new(), rule };
    assert_eq!(world.forwarding("shoes.co.za").await, Some((vec![kept], Vec::new())));
    forwarding::clear_url(shop, &shoes).await.unwrap();
    assert_eq!(forwarding::url(shop, &shoes).await.unwrap(), None);

    set("https://boots.co.za/").await.unwrap();
    let (dropped, now) = (shoes.clone(), world.realm.now());
    world.within(move |tx| zones::drop_zone(tx, &dropped, now)).await.unwrap();
    assert_eq!(forwarding::url(shop, &shoes).await.unwrap(), None);
    assert_eq!(world.forwarding("shoes.co.za").await, None);
}

#[tokio::test]
async fn a_name_is_found_by_its_number_and_by_what_it_was() {
    let (world, shoes) = with_shoes().await;
    let shop = &world.shop;
    let found = named(shop, &shoes).await.unwrap();
    let id = found[0].domain.id;
    assert_eq!((found.len(), found[0].ended), (1, None));
    assert_eq!(by_id(shop, id).await.unwrap().name, shoes);
    let missing: Result<()> = Err(Error::NotFound(Noun::Domain));
    assert_eq!(by_id(&world.other, id).await.map(drop), missing);
    assert_eq!(by_id(shop, DomainId(999)).await.map(drop), missing);
    assert!(named(&world.other, &shoes).await.unwrap().is_empty());

    let (held, now) = (found[0].domain.clone(), world.realm.now());
    world.within(move |tx| tx.end_domain(&held, now)).await.unwrap();
    world.gives(shop, &shoes, false).await;
    let found = named(shop, &shoes).await.unwrap();
    let ends: Vec<_> = found.iter().map(|one| one.ended).collect();
    assert_eq!((ends, found[1].domain.id), (vec![None, Some(now)], id));
    assert_eq!(by_id(shop, id).await.map(drop), missing);
}

#[tokio::test]
async fn two_switches_of_renewal_lead_back() {
    let (world, shoes) = with_shoes().await;
    let on = async || named(&world.shop, &shoes).await.unwrap()[0].domain.autorenew;
    let before = on().await;
    autorenew::toggle(&world.shop, &shoes).await.unwrap();
    assert_eq!(on().await, !before);
    autorenew::toggle(&world.shop, &shoes).await.unwrap();
    assert_eq!(on().await, before);
    assert_eq!(world.log(&world.shop, 2).await, [EventKind::AutorenewSet; 2]);
}
