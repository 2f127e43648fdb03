//! Zones as files: out, in again, and from other providers.

use std::process::Command;

use app::Context;
use app::zones::entries::{self, Whose};
use app::zones::files::{self, Fault, Mode, Refusal, Report, Skipped, Wish};
use app::zones::hosted::{self, Beginning};
use app::zones::{self, OwnedDraft, registrar};
use model::error::{Error, Field, Noun, Reason, RecordPart};
use model::name::{DomainName, HostName};
use model::zone::{EntryKind, EntryParts, Record};
use proptest::prelude::*;

use crate::hosted_zones::dns;
use crate::world::{World, name, property};

const REPLACE: Wish = Wish { mode: Mode::Replace, name_servers: false };
const MERGE: Wish = Wish { mode: Mode::Merge, name_servers: false };
const APEX: &str = "shoes.co.za";

/// Every type that a zone holds.
const EVERYTHING: &str = "
    @ A 192.0.2.1
    @ AAAA 2001:db8::1
    @ MX mail.shoes.co.za
    @ TXT v=spf1 include:\"quoted\" \\ -all
    @ TXT \"two\" \"texts \\\"so\\\"\"
    @ CAA 0 issue \"ca.example; a=b\"
    mail A 192.0.2.25
    www CNAME shoes.co.za
    * CNAME www.boots.example
    _sip._tcp SRV 10 5060 sip.boots.example
    _443._tcp TLSA 3 1 1 D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB106618E971
    ssh SSHFP 4 2 D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB106618E971
    spf SPF v=spf1 -all
    svc HTTPS 1 . alpn=h2,h3 port=8443
    svc SVCB 2 pool.shoes.co.za. alpn=h2
    tel NAPTR 100 10 \"U\" \"E2U+sip\" \"!^.*$!sip:info@shoes.co.za!\" .
    ptr PTR boots.example
    sub NS ns1.boots.example
    sub DS 60485 13 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A
    go URL https://boots.example/sale?a=b
    in FRAME http://boots.example
    apexes ALIAS web.boots.example
    mx MXE 192.0.2.26
    slip AAA anything at all
";

fn drafts(lines: &str) -> Vec<OwnedDraft> {
    let draft = |text: &str| {
        let mut words = text.trim().splitn(3, ' ').map(str::to_owned);
        let mut word = || words.next().unwrap_or_default();
        let (name, kind, content) = (word(), word(), word());
        OwnedDraft {
            name,
            kind,
            content,
            priority: Some(10),
            ttl: Some(600),
            ..OwnedDraft::default()
        }
    };
    lines.lines().filter(|line| !line.trim().is_empty()).map(draft).collect()
}

async fn records(cx: &Context, name: &DomainName) -> Vec<Record> {
    registrar::list(cx, name).await.unwrap().into_iter().map(|(_, record)| record).collect()
}

async fn shown(cx: &Context, name: &DomainName) -> Vec<String> {
    let line = |record: Record| {
        let Record { name, kind, ttl, priority, content } = record;
        format!("{name} {ttl} {kind} {priority} {content}")
    };
    records(cx, name).await.into_iter().map(line).collect()
}

async fn import(cx: &Context, file: &str, wish: Wish) -> Result<Report, Refusal> {
    files::import(cx, APEX, files::read(file.as_bytes(), APEX)?, wish).await
}

async fn serial(world: &World) -> u32 {
    world.within(|tx| tx.zone(APEX)).await.unwrap().unwrap().serial
}

async fn with_shoes() -> (World, DomainName) {
    let two = ["ns1.nameyard.example", "ns2.nameyard.example"].map(HostName::from_stored);
    let world = World::with(|settings| settings.nameservers = two.to_vec()).await;
    let shoes = name(APEX);
    world.gives(&world.shop, &shoes, true).await;
    (world, shoes)
}

async fn forwards(world: &World, kind: EntryKind, at: &str, to: &str) {
    let parts = EntryParts {
        subdomain: Some(at.to_owned()),
        email: Some(format!("{at}@{APEX}")),
        forward_to: Some(to.to_owned()),
        cloak: Some(true),
        ..EntryParts::default()
    };
    entries::add(&world.shop, &Whose::Name(name(APEX)), kind, parts).await.unwrap();
}

/// A zone with everything that can be in one.
async fn full() -> (World, DomainName) {
    let (world, shoes) = with_shoes().await;
    zones::set(&world.shop, &shoes, drafts(EVERYTHING)).await.unwrap();
    forwards(&world, EntryKind::WebForward, "shop", "https://boots.example/shop").await;
    forwards(&world, EntryKind::MailForward, "info", "jane@example.com").await;
    forwards(&world, EntryKind::MailForward, "sales", "joe@example.com").await;
    (world, shoes)
}

/// What `named-checkzone` says of a file; nothing where it is not installed.
fn checked(file: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zone");
    std::fs::write(&path, file).unwrap();
    let run = Command::new("named-checkzone").args(["-i", "none", APEX]).arg(&path).output();
    let Ok(output) = run else {
        println!("SKIPPED: named-checkzone is not installed; no exported file was checked");
        return;
    };
    let words = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{words}\n{file}");
}

#[tokio::test]
async fn an_exported_zone_makes_the_same_zone_again() {
    let (world, shoes) = full().await;
    let shop = &world.shop;
    let (before, file) = (records(shop, &shoes).await, files::export(shop, APEX).await.unwrap());
    checked(&file);
    assert!(file.contains(&format!(" {} 10800", serial(&world).await)), "{file}");
    let same = import(shop, &file, REPLACE).await.unwrap();
    assert_eq!((same.has_changed(), same.kept, same.serial), (false, 27, serial(&world).await));
    zones::set(shop, &shoes, drafts("@ TXT only")).await.unwrap();
    let forwarding = world.forwarding(APEX).await;
    let report = import(shop, &file, REPLACE).await.unwrap();
    assert_eq!((report.added, report.removed, report.kept), (24, 1, 3));
    let spf_is_text = |mut record: Record| {
        record.kind = record.kind.replace("SPF", "TXT");
        // Preferences of types that have none are not told.
        record.priority = if record.kind == "TXT" { 0 } else { record.priority };
        (record.name, record.kind, record.ttl, record.content.to_lowercase())
    };
    let sorted = |records: Vec<Record>| {
        let mut all: Vec<_> = records.into_iter().map(spf_is_text).collect();
        all.sort();
        all
    };
    assert_eq!(sorted(records(shop, &shoes).await), sorted(before));
    assert_eq!(world.forwarding(APEX).await, forwarding);
    let boots = name("boots.co.za");
    world.gives(shop, &boots, true).await;
    let elsewhere = file.replace(APEX, "boots.co.za");
    let upload = files::read(elsewhere.as_bytes(), "boots.co.za").unwrap();
    files::import(shop, "boots.co.za", upload, REPLACE).await.unwrap();
    let text = |file: &str| file.replace("boots.co.za", APEX);
    let lines = |file: String| file.lines().filter(|line| !line.contains("SOA")).count();
    let moved = files::export(shop, "boots.co.za").await.unwrap();
    assert_eq!(lines(text(&moved)), lines(file));
}

#[tokio::test]
async fn a_start_of_authority_and_servers_of_its_own_come_back_too() {
    let (world, shoes) = with_shoes().await;
    let own = "@ SOA ns1.boots.example jane.boots.example 7 7200 600 604800 60
        @ NS ns1.boots.example
        @ NS ns2.boots.example
        www A 192.0.2.1";
    zones::set(&world.shop, &shoes, drafts(own)).await.unwrap();
    let (before, file) =
        (shown(&world.shop, &shoes).await, files::export(&world.shop, APEX).await.unwrap());
    checked(&file);
    assert!(!import(&world.shop, &file, REPLACE).await.unwrap().has_changed());
    zones::set(&world.shop, &shoes, drafts("www A 192.0.2.9")).await.unwrap();
    import(&world.shop, &file, REPLACE).await.unwrap();
    let after = shown(&world.shop, &shoes).await;
    assert_eq!(after[1..].len(), before[1..].len());
    assert!(after[0].contains("ns1.boots.example jane.boots.example"), "{after:?}");
}

/// As another provider writes it.
const FOREIGN: &str = "; shoes
$TTL 1h
@ 86400 IN SOA ns1.other.example. host.other.example. ( 2026010101 ; serial
        1d 2h 4w 300 )
     IN NS ns1.other.example.
        NS ns2.other.example.
  300 IN MX 10 mail
     IN 1h30m MX 20 mail2.other.example.
$ORIGIN www.shoes.co.za.
@ A 192.0.2.1
  AAAA 2001:DB8::1
deep\tA\t192.0.2.2
$ORIGIN shoes.co.za.
Mail 2d A 192.0.2.3
txt TXT ( \"one; \"
    two \"th\\\"r\\101e\" ) ; there
alias.shoes.co.za. CNAME @
typed TYPE1 \\# 4 C0000204
txt TXT \"one; \" two \"th\\\"ree\"
@ RRSIG A 13 2 3600 20300101000000 20200101000000 1 shoes.co.za. AAAA
@ DNSKEY nonsense that is never read
x NSEC @ A
";

#[tokio::test]
async fn a_file_of_another_provider_moves_in() {
    let (world, shoes) = full().await;
    let shop = &world.shop;
    let before = serial(&world).await;
    let report = import(shop, FOREIGN, REPLACE).await.unwrap();
    let skipped =
        Skipped { authority: 1, signatures: 3, name_servers: 2, repeated: 1, ..Skipped::default() };
    assert_eq!(report.skipped, skipped);
    assert_eq!((report.added, report.removed, report.serial), (8, 18, before + 1));
    assert_eq!(
        shown(shop, &shoes).await,
        [
            "shoes.co.za 300 MX 10 mail.shoes.co.za",
            // What the file cannot know of stays.
            "go.shoes.co.za 600 URL 10 https://boots.example/sale?a=b",
            "in.shoes.co.za 600 FRAME 10 http://boots.example",
            "apexes.shoes.co.za 600 ALIAS 10 web.boots.example",
            "mx.shoes.co.za 600 MXE 10 192.0.2.26",
            "slip.shoes.co.za 600 AAA 10 anything at all",
            "shoes.co.za 5400 MX 20 mail2.other.example",
            "www.shoes.co.za 3600 A 0 192.0.2.1",
            "www.shoes.co.za 3600 AAAA 0 2001:db8::1",
            "deep.www.shoes.co.za 3600 A 0 192.0.2.2",
            "mail.shoes.co.za 172800 A 0 192.0.2.3",
            "txt.shoes.co.za 3600 TXT 0 \"one; \" \"two\" \"th\\\"ree\"",
            "alias.shoes.co.za 3600 CNAME 0 shoes.co.za",
            "typed.shoes.co.za 3600 A 0 192.0.2.4",
        ]
    );
    let servers = Wish { name_servers: true, ..MERGE };
    let with_servers = import(shop, FOREIGN, servers).await.unwrap();
    assert_eq!((with_servers.added, with_servers.removed, with_servers.kept), (2, 0, 17));
    checked(&files::export(shop, APEX).await.unwrap());
}

#[tokio::test]
async fn a_file_is_added_to_what_is_there() {
    let (world, shoes) = with_shoes().await;
    zones::set(&world.shop, &shoes, drafts("@ A 192.0.2.1\n www A 192.0.2.2")).await.unwrap();
    let file = "@ 60 A 192.0.2.1\n@ 60 A 192.0.2.9\n@ 60 A 192.0.2.9\n";
    let report = import(&world.shop, file, MERGE).await.unwrap();
    assert_eq!((report.added, report.changed, report.kept, report.skipped.repeated), (1, 1, 1, 1));
    let before = serial(&world).await;
    assert!(!import(&world.shop, file, MERGE).await.unwrap().has_changed());
    assert_eq!(serial(&world).await, before);
    let all = [
        "shoes.co.za 60 A 0 192.0.2.1",
        "www.shoes.co.za 600 A 10 192.0.2.2",
        "shoes.co.za 60 A 0 192.0.2.9",
    ];
    let shown = shown(&world.shop, &shoes).await;
    assert_eq!(shown[1..], all[1..]);
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_by_its_line_and_changes_nothing() {
    let (world, shoes) = full().await;
    let (before, number) = (shown(&world.shop, &shoes).await, serial(&world).await);
    let record = |reason| Fault::Record(Error::invalid(Field::Record(0, RecordPart::Name), reason));
    let value = |fault: &Fault| matches!(fault, Fault::Value(_));
    for (file, line, fault) in [
        ("@ A 192.0.2.1\n$INCLUDE /etc/passwd", 2, Some(Fault::Include)),
        ("$GENERATE 1-9 a$ A 192.0.2.$", 1, Some(Fault::Generate)),
        ("$ORIGIN", 1, Some(Fault::Directive)),
        ("$TTL soon", 1, Some(Fault::Ttl)),
        ("a 1x A 192.0.2.1", 1, Some(Fault::Ttl)),
        ("\n  A 192.0.2.1", 2, Some(Fault::NoOwner)),
        ("@ CH TXT x", 1, Some(Fault::Class)),
        ("@ IN BOGUS x", 1, Some(Fault::NoType("BOGUS".to_owned()))),
        ("@ IN", 1, Some(Fault::NoType(String::new()))),
        ("a LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m", 1, None),
        ("a DNAME boots.example.", 1, Some(Fault::Type("DNAME".to_owned()))),
        ("a TYPE65280 \\# 1 00", 1, Some(Fault::Type("TYPE65280".to_owned()))),
        ("a A ( 192.0.2.1\n", 1, Some(Fault::Unbalanced)),
        ("a TXT \"x\n", 1, Some(Fault::Unbalanced)),
        ("a A 192.0.2.256", 1, None),
        ("a A 192.0.2.1 more", 1, None),
        ("a MX mail", 1, None),
        ("a..b A 192.0.2.1", 1, None),
        ("a CNAME b\na A 192.0.2.1", 1, Some(record(Reason::CnameNotAlone))),
        ("@ A 192.0.2.1\n\nshop CNAME @", 3, Some(record(Reason::CnameNotAlone))),
        ("boots.example. A 192.0.2.1", 1, Some(record(Reason::OutsideZone))),
    ] {
        match import(&world.shop, file, REPLACE).await {
            Err(Refusal::File { line: at, fault: found }) => {
                assert_eq!(at, line, "{file}");
                assert!(
                    fault.map_or_else(|| value(&found), |fault| fault == found),
                    "{file}: {found:?}"
                );
            }
            other => panic!("{file}: {other:?}"),
        }
    }
    let strange = files::read(b"\xff\n", APEX).unwrap_err();
    assert_eq!(strange, Refusal::File { line: 1, fault: Fault::NotText });
    assert_eq!((shown(&world.shop, &shoes).await, serial(&world).await), (before, number));
}

#[test]
fn hostile_files_end_soon() {
    let read = |file: &str| files::read(file.as_bytes(), APEX);
    let long = Refusal::File { line: 0, fault: Fault::TooLong(files::LONGEST_FILE) };
    assert_eq!(files::read(&vec![b'\n'; 100_000_000], APEX).unwrap_err(), long);
    let most = files::LONGEST_FILE / 8;
    for filler in
        ["\n", " ", ";", "(", "a", "\"", "\\", "\"\" ", "a ", "( ) ", "@ A 192.0.2.1\n", ";!\n"]
    {
        // Whatever comes of it, it comes soon, and nothing breaks.
        let _ = read(&filler.repeat(most / filler.len()));
    }
    let deep = format!("a TXT {} x {}\n", "(".repeat(50_000), ")".repeat(50_000));
    assert!(read(&deep).is_ok());
    let many = (0..6_000).map(|number| format!("a{number} A 192.0.2.1\n")).collect::<String>();
    let refused = read(&many).unwrap_err();
    assert_eq!(refused, Refusal::File { line: 5_001, fault: Fault::TooManyRecords(5_000) });
}

#[tokio::test]
async fn a_zone_is_its_holders_and_the_hosted_one_stands_in_front() {
    let (world, shoes) = with_shoes().await;
    let file = "@ A 192.0.2.7\n";
    for stranger in [&world.other, &world.registrar] {
        let refused = Refusal::Platform(Error::NotYours(Noun::Domain));
        assert_eq!(import(stranger, file, REPLACE).await.unwrap_err(), refused);
        let refused = files::export(stranger, APEX).await.unwrap_err();
        assert_eq!(refused, Error::NotYours(Noun::Domain));
    }
    assert_eq!(files::holder(&world.realm, APEX).await, Ok(world.shop.account()));
    let nowhere = files::holder(&world.realm, "nowhere.example").await;
    assert_eq!(nowhere, Err(Error::NotFound(Noun::Zone)));
    let under = dns(&world, &world.shop).await;
    let zone = hosted::create(&world.shop, under, APEX, Beginning::Empty).await.unwrap();
    import(&world.shop, file, REPLACE).await.unwrap();
    assert!(records(&world.shop, &shoes).await.is_empty());
    let details = hosted::details(&world.shop, under, zone).await.unwrap();
    assert_eq!(details.records[0].1.content, "192.0.2.7");
    assert_eq!(files::names(&world.realm, "", 10).await.unwrap(), [APEX]);
    assert!(files::names(&world.realm, APEX, 10).await.unwrap().is_empty());
}

#[test]
fn whatever_a_file_says_it_is_read_or_refused() {
    let line = prop_oneof![
        "[ -~\\t\"();\\\\@$.]{0,60}",
        "(@|a|\\*|a\\\\.b|é) (1h |IN |300 )?(A|TXT|MX|SRV|HTTPS|CAA|TYPE1|NAPTR|SVCB|DS) [ -~]{0,40}",
        "[^\\n]{0,20}",
    ];
    let text = prop::collection::vec(line, 0..8).prop_map(|lines| lines.join("\n"));
    property(file!(), &text, async |_, text| {
        let _ = files::read(text.as_bytes(), APEX);
    });
}
