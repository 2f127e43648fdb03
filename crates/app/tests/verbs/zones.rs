//! Zones: validated whole, changed by their holder, with a serial that rises once per change.

use std::sync::atomic::{AtomicU32, Ordering};

use app::Context;
use app::news::Act;
use app::zones::{self, OwnedDraft};
use model::error::{Field, Noun, Prohibition, Reason, RecordPart};
use model::event::EventKind;
use model::name::DomainName;
use model::zone::RecordId;
use model::{Error, Result};
use proptest::prelude::*;

use crate::world::{World, name, property};

/// `owner TYPE value`, one per line, numbered as a caller would.
fn drafts(lines: &str) -> Vec<OwnedDraft> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    (1u16..).zip(lines).map(|(line, text)| OwnedDraft { line, ..draft(text) }).collect()
}

fn draft(text: &str) -> OwnedDraft {
    let mut words = text.splitn(3, ' ').map(str::to_owned);
    let mut word = || words.next().unwrap_or_default();
    OwnedDraft { name: word(), kind: word(), content: word(), ..OwnedDraft::default() }
}

async fn shown(cx: &Context, name: &DomainName) -> Vec<String> {
    let records = zones::records(cx, name).await.unwrap();
    records
        .iter()
        .map(|(_, record)| format!("{} {} {}", record.name, record.kind, record.content))
        .collect()
}

async fn first_id(cx: &Context, name: &DomainName) -> RecordId {
    zones::records(cx, name).await.unwrap()[0].0
}

async fn serial(world: &World, name: &DomainName) -> u32 {
    let name = name.clone();
    world.within(move |tx| tx.zone(name.as_str())).await.unwrap().unwrap().serial
}

fn refused(line: u16, part: RecordPart, reason: Reason) -> Result<()> {
    Err(Error::invalid(Field::Record(line, part), reason))
}

async fn with_shoes() -> (World, DomainName) {
    let (world, shoes) = (World::new().await, name("shoes.co.za"));
    world.gives(&world.shop, &shoes, true).await;
    (world, shoes)
}

#[tokio::test]
async fn a_zone_is_rewritten_added_to_and_emptied() {
    let (world, shoes) = with_shoes().await;
    assert!(shown(&world.shop, &shoes).await.is_empty());
    zones::set(&world.shop, &shoes, drafts("@ A 192.0.2.1\n www CNAME shoes.co.za")).await.unwrap();
    let two = ["shoes.co.za A 192.0.2.1", "www.shoes.co.za CNAME shoes.co.za"];
    assert_eq!(shown(&world.shop, &shoes).await, two);
    zones::append(&world.shop, &shoes, drafts("mail A 192.0.2.2")).await.unwrap();
    assert_eq!(shown(&world.shop, &shoes).await.len(), 3);
    zones::set(&world.shop, &shoes, drafts("@ TXT only")).await.unwrap();
    assert_eq!(shown(&world.shop, &shoes).await, ["shoes.co.za TXT only"]);
    zones::clear(&world.shop, &shoes).await.unwrap();
    assert!(shown(&world.shop, &shoes).await.is_empty());
    assert_eq!(world.log(&world.shop, 4).await, [EventKind::ZoneChanged; 4]);
}

#[tokio::test]
async fn records_are_added_changed_and_deleted_one_by_one() {
    let (world, shoes) = with_shoes().await;
    let www = zones::add(&world.shop, &shoes, draft("www A 192.0.2.1")).await.unwrap();
    zones::change(&world.shop, &shoes, www, draft("www CNAME boots.co.za")).await.unwrap();
    assert_eq!(shown(&world.shop, &shoes).await, ["www.shoes.co.za CNAME boots.co.za"]);
    zones::delete(&world.shop, &shoes, www).await.unwrap();
    let missing = Err(Error::NotFound(Noun::Record));
    assert_eq!(zones::delete(&world.shop, &shoes, www).await, missing);
    assert_eq!(zones::change(&world.shop, &shoes, www, draft("www A 192.0.2.1")).await, missing);
}

#[tokio::test]
async fn a_record_of_another_zone_is_not_found() {
    let (world, shoes) = with_shoes().await;
    let (boots, foreign) = (name("boots.co.za"), name("foreign.co.za"));
    world.gives(&world.shop, &boots, true).await;
    world.gives(&world.other, &foreign, true).await;
    zones::add(&world.shop, &boots, draft("www A 192.0.2.1")).await.unwrap();
    zones::add(&world.other, &foreign, draft("www A 192.0.2.1")).await.unwrap();
    for id in [first_id(&world.shop, &boots).await, first_id(&world.other, &foreign).await] {
        let missing = Err(Error::NotFound(Noun::Record));
        assert_eq!(zones::delete(&world.shop, &shoes, id).await, missing);
        assert_eq!(zones::change(&world.shop, &shoes, id, draft("www A 192.0.2.9")).await, missing);
    }
    assert_eq!(shown(&world.other, &foreign).await, ["www.foreign.co.za A 192.0.2.1"]);
}

#[tokio::test]
async fn only_the_holder_of_a_managed_name_may() {
    let (world, shoes) = with_shoes().await;
    let boots = name("boots.co.za");
    world.gives(&world.shop, &boots, false).await;
    for (cx, name, error) in [
        (&world.other, &shoes, Error::NotYours(Noun::Domain)),
        (&world.registrar, &shoes, Error::NotYours(Noun::Domain)),
        (&world.shop, &name("nobodys.co.za"), Error::NotFound(Noun::Domain)),
        (&world.shop, &boots, Error::Prohibited(Prohibition::NotManagedDns)),
    ] {
        let record = || draft("www A 192.0.2.1");
        assert_eq!(zones::records(cx, name).await.err(), Some(error.clone()));
        assert_eq!(zones::set(cx, name, vec![record()]).await.err(), Some(error.clone()));
        assert_eq!(zones::append(cx, name, vec![record()]).await.err(), Some(error.clone()));
        assert_eq!(zones::add(cx, name, record()).await.err(), Some(error.clone()));
        assert_eq!(zones::clear(cx, name).await.err(), Some(error.clone()));
        assert_eq!(zones::delete(cx, name, RecordId(1)).await.err(), Some(error));
    }
}

#[tokio::test]
async fn a_refusal_names_the_callers_line_and_changes_nothing() {
    let (world, shoes) = with_shoes().await;
    zones::set(&world.shop, &shoes, drafts("www A 192.0.2.1\n ftp CNAME www.shoes.co.za"))
        .await
        .unwrap();
    let before = (shown(&world.shop, &shoes).await, serial(&world, &shoes).await);

    let set = |lines: &'static str| zones::set(&world.shop, &shoes, drafts(lines));
    let unfit = "@ A 192.0.2.1\n @ MX mail.shoes.co.za\n @ A nonsense";
    assert_eq!(set(unfit).await, refused(3, RecordPart::Content, Reason::UnfitContent));
    let alias = "a A 192.0.2.1\n b A 192.0.2.1\n b CNAME c.co.za";
    assert_eq!(set(alias).await, refused(2, RecordPart::Name, Reason::CnameNotAlone));
    assert_eq!(set("@ BOGUS x").await, refused(1, RecordPart::Type, Reason::UnknownRecordType));
    assert_eq!(set("").await, Err(Error::Missing(Field::Record(1, RecordPart::Type))));
    assert_eq!(set("@ A").await, Err(Error::Missing(Field::Record(1, RecordPart::Content))));

    // Numbers may have gaps; what stands in the zone already has none.
    let numbered = |line, text| vec![OwnedDraft { line, ..draft(text) }];
    let append = |drafts| zones::append(&world.shop, &shoes, drafts);
    for text in ["www CNAME boots.co.za", "ftp A 192.0.2.1", "ftp CNAME boots.co.za"] {
        let refusal = refused(17, RecordPart::Name, Reason::CnameNotAlone);
        assert_eq!(append(numbered(17, text)).await, refusal);
    }
    let refusal = refused(0, RecordPart::Name, Reason::CnameNotAlone);
    let added = zones::add(&world.shop, &shoes, draft("ftp A 192.0.2.1")).await;
    assert_eq!(added.map(drop), refusal);
    let id = first_id(&world.shop, &shoes).await;
    assert_eq!(zones::change(&world.shop, &shoes, id, draft("ftp A 192.0.2.1")).await, refusal);

    assert_eq!((shown(&world.shop, &shoes).await, serial(&world, &shoes).await), before);
}

#[tokio::test]
async fn a_record_may_replace_the_one_it_would_clash_with() {
    let (world, shoes) = with_shoes().await;
    let www = zones::add(&world.shop, &shoes, draft("www A 192.0.2.1")).await.unwrap();
    zones::change(&world.shop, &shoes, www, draft("www CNAME boots.co.za")).await.unwrap();
    zones::set(&world.shop, &shoes, drafts("www A 192.0.2.1")).await.unwrap();
}

#[tokio::test]
async fn a_zone_has_an_end() {
    let (world, shoes) = with_shoes().await;
    let many = |count: u16, from: u16| {
        (1..=count)
            .map(|line| OwnedDraft { line, ..draft(&format!("h{} A 192.0.2.1", from + line)) })
            .collect::<Vec<_>>()
    };
    zones::set(&world.shop, &shoes, many(4_999, 0)).await.unwrap();
    let full = refused(0, RecordPart::Content, Reason::MoreThan(5_000));
    assert_eq!(zones::append(&world.shop, &shoes, many(2, 5_000)).await, full);
    zones::append(&world.shop, &shoes, many(1, 5_000)).await.unwrap();
    assert_eq!(zones::add(&world.shop, &shoes, draft("x A 192.0.2.1")).await.map(drop), full);
}

#[tokio::test]
async fn the_serial_rises_once_per_change_and_follows_the_date() {
    let (world, shoes) = with_shoes().await;
    zones::set(&world.shop, &shoes, drafts("@ A 192.0.2.1\n www A 192.0.2.1")).await.unwrap();
    assert_eq!(serial(&world, &shoes).await, 2_026_112_100);
    zones::append(&world.shop, &shoes, drafts("a A 192.0.2.1\n b A 192.0.2.1")).await.unwrap();
    assert_eq!(serial(&world, &shoes).await, 2_026_112_101);
    zones::clear(&world.shop, &shoes).await.unwrap();
    assert_eq!(serial(&world, &shoes).await, 2_026_112_102);
    world.moves_to("2026-11-22T00:00:00Z");
    zones::add(&world.shop, &shoes, draft("@ A 192.0.2.1")).await.unwrap();
    assert_eq!(serial(&world, &shoes).await, 2_026_112_200);
    // Past the year 4294 dates no longer fit.
    world.moves_to("8999-01-01T00:00:00Z");
    zones::clear(&world.shop, &shoes).await.unwrap();
    assert_eq!(serial(&world, &shoes).await, 2_026_112_201);
}

#[tokio::test]
async fn a_zone_goes_with_its_name_to_another_holder() {
    let (world, shoes) = with_shoes().await;
    zones::add(&world.shop, &shoes, draft("www A 192.0.2.1")).await.unwrap();
    let before = serial(&world, &shoes).await;
    let (to, now, moved) = (world.other.account(), world.realm.now(), shoes.clone());
    let account = move |world: &World, name: DomainName| {
        let realm = world.realm.clone();
        async move { realm.store.read(move |tx| tx.zone(name.as_str())).await.unwrap() }
    };
    world
        .within(move |tx| {
            let act = Act { account: to, member: None, now };
            zones::ensure(tx, act, to, &moved, None)
        })
        .await
        .unwrap();
    let zone = account(&world, shoes.clone()).await.unwrap();
    assert_eq!((zone.account, zone.serial), (to, before));
    let gone = shoes.clone();
    for _ in 0..2 {
        let (gone, now) = (gone.clone(), world.realm.now());
        world.within(move |tx| zones::drop_zone(tx, &gone, now)).await.unwrap();
    }
    assert_eq!(account(&world, shoes).await, None);
}

/// Whatever is asked, in any order: what a zone holds always passes its own check, a refused change
/// changes nothing, and an accepted one raises the serial by one.
#[test]
fn a_zone_is_sound_after_any_changes() {
    const NAMES: [&str; 4] = ["@", "www", "mail", "*"];
    const VALUES: [&str; 4] = ["A 192.0.2.1", "CNAME boots.co.za", "TXT text", "A nonsense"];
    let step = (0u8..5, 0usize..4, 0usize..4);
    let fresh = AtomicU32::new(0);
    property(file!(), &prop::collection::vec(step, 1..25), async |world, steps| {
        let shoes = name(&format!("shoes{}.co.za", fresh.fetch_add(1, Ordering::Relaxed)));
        world.gives(&world.shop, &shoes, true).await;
        zones::clear(&world.shop, &shoes).await.unwrap();
        for (verb, name, value) in steps {
            let before = (shown(&world.shop, &shoes).await, serial(world, &shoes).await);
            let asked = draft(&format!("{} {}", NAMES[name], VALUES[value]));
            let rows = zones::records(&world.shop, &shoes).await.unwrap();
            let id = rows.get(value).map_or(RecordId(0), |(id, _)| *id);
            let done = match verb {
                0 => zones::set(&world.shop, &shoes, vec![asked]).await,
                1 => zones::append(&world.shop, &shoes, vec![asked.clone(), asked]).await,
                2 => zones::add(&world.shop, &shoes, asked).await.map(drop),
                3 => zones::change(&world.shop, &shoes, id, asked).await,
                _ => zones::delete(&world.shop, &shoes, id).await,
            };
            let after = (shown(&world.shop, &shoes).await, serial(world, &shoes).await);
            match done {
                Ok(()) => assert_eq!(after.1, before.1 + 1),
                Err(_) => assert_eq!(after, before),
            }
            let rows = zones::records(&world.shop, &shoes).await.unwrap();
            let records: Vec<_> = rows.into_iter().map(|(_, record)| record).collect();
            assert_eq!(model::zone::check(&records, shoes.as_str()), Ok(()));
        }
    });
}
