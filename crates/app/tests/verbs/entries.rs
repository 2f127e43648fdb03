//! What stands in zones, entry by entry, and what others see of it.

use app::Context;
use app::domains::forwarding::{self, MailWish};
use app::zones::entries::{self, Shown, Whose};
use app::zones::registrar;
use model::error::{Field, ForwardingPart, Noun, Reason, RecordPart};
use model::event::EventKind;
use model::forwarding::{MailRule, WebKind, WebRule};
use model::zone::{EntryKind, EntryParts, RecordId};
use model::{Error, Result};

use crate::world::{World, name};

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn content(subdomain: &str, content: &str) -> EntryParts {
    EntryParts { subdomain: text(subdomain), content: text(content), ..EntryParts::default() }
}

fn leads(subdomain: &str, to: &str, cloak: bool) -> EntryParts {
    EntryParts {
        subdomain: text(subdomain),
        forward_to: text(to),
        cloak: Some(cloak),
        ..EntryParts::default()
    }
}

fn mailed(email: &str, to: &str) -> EntryParts {
    EntryParts { email: text(email), forward_to: text(to), ..EntryParts::default() }
}

fn service() -> EntryParts {
    EntryParts {
        subdomain: text("_sip._tcp"),
        priority: Some(5),
        weight: Some(10),
        port: Some(5060),
        target: text("sip.shoes.co.za"),
        ..EntryParts::default()
    }
}

fn issuer() -> EntryParts {
    EntryParts {
        flag: Some(0),
        tag: text("issue"),
        value: text("ca.example"),
        ..EntryParts::default()
    }
}

/// A world in which `shop` holds a name whose DNS is run here.
async fn with_shoes() -> (World, Whose) {
    let world = World::new().await;
    world.gives(&world.shop, &name("shoes.co.za"), true).await;
    (world, Whose::Name(name("shoes.co.za")))
}

async fn listed(cx: &Context, whose: &Whose) -> Vec<Shown> {
    entries::list(cx, whose, None).await.unwrap()
}

fn refused<T>(result: Result<T>) -> Error {
    result.err().unwrap()
}

#[tokio::test]
async fn every_kind_is_added_listed_changed_and_removed() {
    let (world, whose) = with_shoes().await;
    let (shop, mut added) = (&world.shop, Vec::new());
    for (kind, parts) in [
        (EntryKind::Address, content("www", "192.0.2.1")),
        (EntryKind::Address6, content("www", "2001:db8::1")),
        (EntryKind::Text, content("", "v=spf1 -all")),
        (EntryKind::Alias, content("ftp", "www.shoes.co.za")),
        (EntryKind::MailServer, EntryParts { priority: Some(10), ..content("", "mx.example.com") }),
        (EntryKind::Issuer, issuer()),
        (EntryKind::Service, service()),
        (EntryKind::WebForward, leads("shop", "https://boots.co.za", true)),
        (EntryKind::MailForward, mailed("info@shoes.co.za", "jane@example.com")),
    ] {
        let shown = entries::add(shop, &whose, kind, parts.clone()).await.unwrap();
        assert_eq!(shown.kind, kind);
        // What was not said is shown as it was understood, and nothing else.
        assert_eq!(parts.clone().or(shown.parts.clone()), shown.parts);
        assert_eq!(entries::read(shop, &whose, shown.id).await.unwrap(), shown);
        added.push(shown);
    }
    assert_eq!(listed(shop, &whose).await, added);
    let mut numbers: Vec<RecordId> = added.iter().map(|entry| entry.id).collect();
    numbers.dedup();
    assert_eq!(numbers.len(), 9, "no two have a number");
    let services = entries::list(shop, &whose, Some(EntryKind::Service)).await.unwrap();
    assert_eq!(services, [added[6].clone()]);

    let port = EntryParts { port: Some(5061), ..EntryParts::default() };
    let kind = Some(EntryKind::Service);
    let moved = entries::change(shop, &whose, added[6].id, kind, port.clone()).await.unwrap();
    assert_eq!(moved.parts, port.or(service()));
    for entry in &added {
        entries::delete(shop, &whose, entry.id).await.unwrap();
        let gone = Error::NotFound(Noun::Record);
        assert_eq!(refused(entries::read(shop, &whose, entry.id).await), gone);
        assert_eq!(refused(entries::delete(shop, &whose, entry.id).await), gone);
    }
    assert!(listed(shop, &whose).await.is_empty());
    assert_eq!(world.log(shop, 1).await, [EventKind::ForwardingSet]);
}

#[tokio::test]
async fn forwards_are_those_that_others_see() {
    let (world, whose) = with_shoes().await;
    let (shop, shoes) = (&world.shop, name("shoes.co.za"));
    let web = entries::add(shop, &whose, EntryKind::WebForward, leads("", "https://a.com", true));
    let web = web.await.unwrap();
    let framed = WebRule { to: "https://a.com".into(), kind: WebKind::Frame };
    assert_eq!(forwarding::url(shop, &shoes).await.unwrap(), Some(framed));
    let mail = entries::add(shop, &whose, EntryKind::MailForward, mailed("info", "j@example.com"));
    let mail = mail.await.unwrap();
    let rule = |from: &str, to: &str| MailRule { from: from.into(), to: to.into() };
    assert_eq!(forwarding::mail(shop, &shoes).await.unwrap(), [rule("info", "j@example.com")]);

    // Said anew elsewhere, they keep their numbers.
    forwarding::set_url(shop, &shoes, "https://b.com", WebKind::Temporary).await.unwrap();
    let wish = |from: &str, to: &str| MailWish { from: from.into(), to: to.into() };
    let wishes = vec![wish("*", "all@example.com"), wish("info", "j@example.com")];
    forwarding::set_mail(shop, &shoes, wishes).await.unwrap();
    let seen = listed(shop, &whose).await;
    let of = |id| seen.iter().find(|entry| entry.id == id).map(|entry| entry.parts.clone());
    assert_eq!(of(web.id), Some(leads("", "https://b.com", false)));
    assert_eq!(of(mail.id), Some(mailed("info@shoes.co.za", "j@example.com")));
    assert_eq!(seen.len(), 3);
    // A change here keeps the way that was chosen there.
    let target = EntryParts { forward_to: text("https://c.com"), ..EntryParts::default() };
    entries::change(shop, &whose, web.id, None, target).await.unwrap();
    let found = WebRule { to: "https://c.com".into(), kind: WebKind::Temporary };
    assert_eq!(forwarding::url(shop, &shoes).await.unwrap(), Some(found.clone()));

    // Forwards are no records, and the lists of records are what they were.
    entries::add(shop, &whose, EntryKind::Address, content("www", "192.0.2.1")).await.unwrap();
    let records = registrar::list(shop, &shoes).await.unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(listed(shop, &whose).await.last().map(|entry| entry.id), Some(records[0].0));
    let below = leads("shop", "https://d.com", false);
    entries::add(shop, &whose, EntryKind::WebForward, below).await.unwrap();
    let (web_kept, mail_kept) = world.forwarding("shoes.co.za").await.unwrap();
    assert!(web_kept.iter().any(|forward| forward.name.is_empty() && forward.rule == found));
    assert_eq!((web_kept.len(), mail_kept.len()), (2, 2));
    forwarding::clear_url(shop, &shoes).await.unwrap();
    assert!(entries::read(shop, &whose, web.id).await.is_err());
}

#[tokio::test]
async fn what_does_not_fit_is_refused_by_its_part() {
    let (world, whose) = with_shoes().await;
    let shop = &world.shop;
    let add = |kind, parts| entries::add(shop, &whose, kind, parts);
    let www = add(EntryKind::Alias, content("www", "a.com")).await.unwrap();
    add(EntryKind::WebForward, leads("", "https://a.com", false)).await.unwrap();
    add(EntryKind::MailForward, mailed("info", "j@example.com")).await.unwrap();
    let before = listed(shop, &whose).await;
    let record = |part| Field::Record(0, part);
    for (kind, parts, field, reason) in [
        (
            EntryKind::Address,
            content("", "192.0.2.256"),
            record(RecordPart::Content),
            Reason::UnfitContent,
        ),
        (
            EntryKind::Address,
            content("www", "192.0.2.1"),
            record(RecordPart::Name),
            Reason::CnameNotAlone,
        ),
        (
            EntryKind::WebForward,
            leads("www", "https://a.com", true),
            record(RecordPart::Name),
            Reason::CnameNotAlone,
        ),
        (
            EntryKind::WebForward,
            leads("@", "https://b.com", true),
            record(RecordPart::Name),
            Reason::Repeated,
        ),
        (
            EntryKind::WebForward,
            leads("x", "ftp://b.com", true),
            Field::Forwarding(0, ForwardingPart::To),
            Reason::NotAUrl,
        ),
        (
            EntryKind::MailForward,
            mailed("INFO@shoes.co.za", "j@example.com"),
            Field::Forwarding(0, ForwardingPart::From),
            Reason::Repeated,
        ),
    ] {
        assert_eq!(refused(add(kind, parts).await), Error::invalid(field, reason), "{kind:?}");
    }
    let kind = Some(EntryKind::Text);
    let other = entries::change(shop, &whose, www.id, kind, EntryParts::default()).await;
    let contradicts = Error::invalid(record(RecordPart::Type), Reason::Contradicts);
    assert_eq!(refused(other), contradicts);
    assert_eq!(listed(shop, &whose).await, before);
}

#[tokio::test]
async fn zones_of_strangers_are_left_alone() {
    let (world, whose) = with_shoes().await;
    let hers = entries::add(&world.shop, &whose, EntryKind::Text, content("", "hello"));
    let hers = hers.await.unwrap();
    let stranger = Error::NotYours(Noun::Domain);
    assert_eq!(refused(entries::read(&world.other, &whose, hers.id).await), stranger);
    assert_eq!(refused(entries::delete(&world.other, &whose, hers.id).await), stranger);
    // A zone may be filled before its name is delegated here.
    world.gives(&world.shop, &name("boots.co.za"), false).await;
    let boots = Whose::Name(name("boots.co.za"));
    assert!(listed(&world.shop, &boots).await.is_empty());
    entries::add(&world.shop, &boots, EntryKind::Text, content("", "hello")).await.unwrap();
    assert_eq!(listed(&world.shop, &boots).await.len(), 1);
    // A record of another zone is none of this one.
    world.gives(&world.shop, &name("hats.co.za"), true).await;
    let hats = Whose::Name(name("hats.co.za"));
    let missing = Error::NotFound(Noun::Record);
    assert_eq!(refused(entries::read(&world.shop, &hats, hers.id).await), missing);
}
