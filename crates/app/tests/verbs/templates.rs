//! Templates: unique titles, one standard each, selected by code or title, seen by nobody else.

use app::Context;
use app::news::Act;
use app::templates::contact::{self, NewContactTemplate, Selection};
use app::templates::{TemplateFilter, TemplateOrder, dns, nameserver};
use app::zones::{self, OwnedDraft};
use model::contact::Contact;
use model::error::{ContactPart, Field, Noun, Reason, RecordPart, Role};
use model::{Error, Result};

use crate::world::{PAGE, World, jane, name};

async fn keeps(cx: &Context, title: &str, roles: &[Role], standard: bool) -> Result<()> {
    let roles = roles.to_vec();
    let new = NewContactTemplate { title: title.to_owned(), roles, standard, contact: jane() };
    contact::create(cx, new).await
}

/// `role title code`, with a star behind the standard ones; the codes for those who need them.
async fn contacts(cx: &Context) -> (Vec<String>, Vec<String>) {
    let filter = TemplateFilter::default();
    let page = contact::list(cx, filter, TemplateOrder::Made, PAGE).await.unwrap();
    let show = |row: &contact::ContactTemplate| {
        format!("{} {}{}", row.role.word(), row.title, if row.standard { "*" } else { "" })
    };
    let codes = page.rows.iter().map(|row| row.code.clone()).collect();
    (page.rows.iter().map(show).collect(), codes)
}

fn by_code(code: &str, title: Option<&str>, roles: &[Role]) -> Selection {
    Selection {
        code: Some(code.to_owned()),
        title: title.map(str::to_owned),
        roles: roles.to_vec(),
    }
}

fn by_title(title: &str, roles: &[Role]) -> Selection {
    Selection { code: None, title: Some(title.to_owned()), roles: roles.to_vec() }
}

async fn resolved(
    world: &World,
    of: &Context,
    role: Role,
    reference: Option<&str>,
) -> Result<Option<Contact>> {
    let (account, reference) = (of.account(), reference.map(str::to_owned));
    world.within(move |tx| contact::resolve(tx, account, role, reference.as_deref())).await
}

const EXISTS: Error = Error::Exists(Noun::Template);
const MISSING: Error = Error::NotFound(Noun::Template);

#[tokio::test]
async fn one_contact_is_kept_for_all_roles_at_once_or_for_none() {
    let world = World::new().await;
    keeps(&world.shop, "Shop", &[Role::Tech], false).await.unwrap();
    assert_eq!(keeps(&world.shop, "SHOP", &Role::ALL, true).await, Err(EXISTS));
    assert_eq!(contacts(&world.shop).await.0, ["tech Shop"]);
    keeps(&world.shop, "Home", &Role::ALL, true).await.unwrap();
    let (shown, codes) = contacts(&world.shop).await;
    assert_eq!(
        shown,
        ["tech Shop", "registrant Home*", "admin Home*", "tech Home*", "billing Home*"]
    );
    assert!(
        codes
            .iter()
            .all(|code| code.len() == 16 && code.bytes().all(|sign| sign.is_ascii_alphanumeric()))
    );
    let mut distinct = codes.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), codes.len());
    // Nobody else is in the way, and no role means every role.
    keeps(&world.other, "Shop", &[], true).await.unwrap();
    assert_eq!(contacts(&world.other).await.0.len(), 4);
}

#[tokio::test]
async fn one_of_a_role_is_the_standard() {
    let world = World::new().await;
    keeps(&world.shop, "One", &Role::ALL, true).await.unwrap();
    keeps(&world.shop, "Two", &[Role::Admin], true).await.unwrap();
    assert_eq!(
        contacts(&world.shop).await.0,
        ["registrant One*", "admin One", "tech One*", "billing One*", "admin Two*"]
    );
    contact::update(&world.shop, by_title("One", &[Role::Admin]), Some(true), jane())
        .await
        .unwrap();
    assert_eq!(contacts(&world.shop).await.0[1], "admin One*");
    assert_eq!(contacts(&world.shop).await.0[4], "admin Two");
    // What is not said stays.
    contact::update(&world.shop, by_title("One", &[Role::Admin]), None, jane()).await.unwrap();
    assert_eq!(contacts(&world.shop).await.0[1], "admin One*");
    contact::update(&world.shop, by_title("One", &[]), Some(false), jane()).await.unwrap();
    assert!(contacts(&world.shop).await.0.iter().all(|row| !row.ends_with('*')));
}

#[tokio::test]
async fn a_code_selects_and_the_rest_is_new() {
    let world = World::new().await;
    keeps(&world.shop, "One", &[Role::Admin, Role::Tech], false).await.unwrap();
    let codes = contacts(&world.shop).await.1;
    let john = || Contact { name: "John".into(), ..jane() };
    let renamed = by_code(&codes[0], Some("New"), &[Role::Billing]);
    contact::update(&world.shop, renamed, None, john()).await.unwrap();
    assert_eq!(
        contacts(&world.shop).await,
        (vec!["billing New".into(), "tech One".into()], codes.clone())
    );

    let clash = by_code(&codes[0], Some("one"), &[Role::Tech]);
    assert_eq!(contact::update(&world.shop, clash, None, john()).await, Err(EXISTS));
    // All four roles are no new role.
    let all = by_code(&codes[0], None, &Role::ALL);
    contact::update(&world.shop, all, None, john()).await.unwrap();
    assert_eq!(contacts(&world.shop).await.0[0], "billing New");
    // The freed title makes a new code.
    keeps(&world.shop, "One", &[Role::Admin], false).await.unwrap();
    let after = contacts(&world.shop).await.1;
    assert!(!codes.contains(&after[2]));
}

#[tokio::test]
async fn a_standard_that_changes_its_role_takes_the_place_of_the_one_there() {
    let world = World::new().await;
    keeps(&world.shop, "One", &[Role::Admin], true).await.unwrap();
    keeps(&world.shop, "Two", &[Role::Tech], true).await.unwrap();
    let code = contacts(&world.shop).await.1[0].clone();
    contact::update(&world.shop, by_code(&code, None, &[Role::Tech]), None, jane()).await.unwrap();
    assert_eq!(contacts(&world.shop).await.0, ["tech One*", "tech Two"]);
}

#[tokio::test]
async fn a_title_without_roles_removes_all_of_it() {
    let world = World::new().await;
    keeps(&world.shop, "One", &Role::ALL, false).await.unwrap();
    keeps(&world.shop, "Two", &[Role::Admin], false).await.unwrap();
    contact::delete(&world.shop, by_title("one", &[Role::Tech])).await.unwrap();
    assert_eq!(contacts(&world.shop).await.0.len(), 4);
    contact::delete(&world.shop, by_title("one", &[])).await.unwrap();
    assert_eq!(contacts(&world.shop).await.0, ["admin Two"]);
    let code = contacts(&world.shop).await.1[0].clone();
    contact::delete(&world.shop, by_code(&code, Some("whatever"), &[Role::Tech])).await.unwrap();
    assert!(contacts(&world.shop).await.0.is_empty());
    assert_eq!(contact::delete(&world.shop, by_title("one", &[])).await, Err(MISSING));
    assert_eq!(
        contact::delete(&world.shop, Selection::default()).await,
        Err(Error::Missing(Field::TemplateId))
    );
}

#[tokio::test]
async fn templates_of_strangers_are_neither_seen_nor_touched() {
    let world = World::new().await;
    keeps(&world.shop, "One", &Role::ALL, true).await.unwrap();
    nameserver::create(&world.shop, "Ours", true, &["ns1.example.net", "ns2.example.net"])
        .await
        .unwrap();
    dns::create(&world.shop, "Parked", true).await.unwrap();
    let code = contacts(&world.shop).await.1[0].clone();
    for stranger in [&world.other, &world.registrar] {
        assert!(contacts(stranger).await.0.is_empty());
        for selection in [by_code(&code, None, &[]), by_title("One", &[])] {
            let update = contact::update(stranger, selection.clone(), None, jane()).await;
            assert_eq!(update, Err(MISSING));
            assert_eq!(contact::delete(stranger, selection).await, Err(MISSING));
        }
        assert_eq!(nameserver::delete(stranger, None, Some("Ours")).await, Err(MISSING));
        assert_eq!(dns::delete(stranger, "Parked").await, Err(MISSING));
        assert!(dns::list(stranger).await.unwrap().is_empty());
        assert_eq!(resolved(&world, stranger, Role::Admin, None).await, Ok(None));
        assert_eq!(
            resolved(&world, stranger, Role::Admin, Some(&code)).await,
            Err(Error::invalid(Field::ContactTemplate(Role::Admin), Reason::UnknownWord))
        );
    }
    assert_eq!(contacts(&world.shop).await.0.len(), 4);
}

#[tokio::test]
async fn contacts_and_titles_that_cannot_be_meant_are_named() {
    let world = World::new().await;
    for (title, refusal) in [
        ("", Error::Missing(Field::TemplateName)),
        ("  ", Error::Missing(Field::TemplateName)),
        ("a\nb", Error::invalid(Field::TemplateName, Reason::NotText)),
        (&"x".repeat(101), Error::invalid(Field::TemplateName, Reason::LongerThan(100))),
    ] {
        assert_eq!(keeps(&world.shop, title, &[Role::Admin], false).await, Err(refusal.clone()));
        assert_eq!(
            nameserver::create(&world.shop, title, false, &["ns1.example.net"]).await,
            Err(refusal.clone())
        );
        assert_eq!(dns::create(&world.shop, title, false).await, Err(refusal));
    }
    let new = NewContactTemplate {
        title: "One".into(),
        roles: vec![Role::Tech],
        standard: false,
        contact: Contact { phone: "none".into(), ..jane() },
    };
    assert_eq!(
        contact::create(&world.shop, new).await,
        Err(Error::invalid(Field::Contact(Role::Tech, ContactPart::Phone), Reason::NotAPhone))
    );
}

#[tokio::test]
async fn a_contact_is_found_by_code_or_title_else_the_standard_one() {
    let world = World::new().await;
    keeps(&world.shop, "One", &[Role::Admin], false).await.unwrap();
    let code = contacts(&world.shop).await.1[0].clone();
    assert_eq!(resolved(&world, &world.shop, Role::Admin, None).await, Ok(None));
    for reference in [code.as_str(), "one", " ONE "] {
        let found = resolved(&world, &world.shop, Role::Admin, Some(reference)).await;
        assert_eq!(found, Ok(Some(jane())));
    }
    for (role, reference) in [(Role::Tech, "one"), (Role::Admin, "two"), (Role::Admin, "")] {
        assert_eq!(
            resolved(&world, &world.shop, role, Some(reference)).await,
            Err(Error::invalid(Field::ContactTemplate(role), Reason::UnknownWord))
        );
    }
    // A title that is another one's code gives way to the code.
    let john = Contact { name: "John".into(), ..jane() };
    let new = NewContactTemplate {
        title: code.clone(),
        roles: vec![Role::Admin],
        standard: true,
        contact: john.clone(),
    };
    contact::create(&world.shop, new).await.unwrap();
    assert_eq!(resolved(&world, &world.shop, Role::Admin, Some(&code)).await, Ok(Some(jane())));
    assert_eq!(resolved(&world, &world.shop, Role::Admin, None).await, Ok(Some(john)));
}

#[tokio::test]
async fn nameservers_are_kept_changed_and_found() {
    let world = World::new().await;
    let (shop, account) = (&world.shop, world.shop.account());
    nameserver::create(shop, "Ours", true, &["NS1.example.net.", "ns2.example.net"]).await.unwrap();
    assert_eq!(nameserver::create(shop, "ours", false, &["ns1.example.net"]).await, Err(EXISTS));
    nameserver::create(shop, "Theirs", true, &["ns1.example.org", "ns2.example.org"])
        .await
        .unwrap();
    let list = |filter| nameserver::list(shop, filter, TemplateOrder::Made, PAGE);
    let page = list(TemplateFilter::default()).await.unwrap();
    let standards: Vec<_> = page.rows.iter().map(|row| row.standard).collect();
    assert_eq!(standards, [false, true]);
    let code = page.rows[0].code.clone();
    assert!(code.len() == 10 && code.bytes().all(|sign| sign.is_ascii_hexdigit()));

    let find = |reference: Option<&str>| {
        let reference = reference.map(str::to_owned);
        world.within(move |tx| {
            let found = nameserver::resolve(tx, account, reference.as_deref())?;
            Ok(found
                .map(|hosts| hosts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")))
        })
    };
    let ours = Ok(Some("ns1.example.net ns2.example.net".to_owned()));
    assert_eq!(find(Some(&code)).await, ours);
    assert_eq!(find(Some("OURS")).await, ours);
    assert_eq!(find(None).await, Ok(Some("ns1.example.org ns2.example.org".to_owned())));
    assert_eq!(
        find(Some("x")).await,
        Err(Error::invalid(Field::NameserverTemplate, Reason::UnknownWord))
    );

    nameserver::update(shop, "ours", Some(true), &["ns9.example.net"]).await.unwrap();
    assert_eq!(find(None).await, Ok(Some("ns9.example.net".to_owned())));
    nameserver::update(shop, "ours", Some(false), &["ns8.example.net"]).await.unwrap();
    assert_eq!(find(None).await, Ok(None));
    assert_eq!(nameserver::update(shop, "none", None, &["ns1.example.net"]).await, Err(MISSING));

    nameserver::delete(shop, Some(&code), None).await.unwrap();
    assert_eq!(nameserver::delete(shop, Some(&code), Some("Theirs")).await, Err(MISSING));
    assert_eq!(nameserver::delete(shop, None, None).await, Err(Error::Missing(Field::TemplateId)));
    nameserver::delete(shop, Some(" "), Some("theirs")).await.unwrap();
    assert_eq!(list(TemplateFilter::default()).await.unwrap().total, 0);
}

#[tokio::test]
async fn nameservers_that_cannot_be_meant_are_counted_from_one() {
    let world = World::new().await;
    let shop = &world.shop;
    let creates = |hosts: Vec<&'static str>| async move {
        nameserver::create(shop, "Ours", false, &hosts).await.unwrap_err()
    };
    let refused = |number, reason| Error::invalid(Field::Nameserver(number), reason);
    assert_eq!(creates(vec![]).await, Error::Missing(Field::Nameserver(1)));
    assert_eq!(creates(vec!["ns1.example.net", "b@d"]).await, refused(2, Reason::NotAHostName));
    assert_eq!(
        creates(vec!["ns1.example.net", "NS1.example.net"]).await,
        refused(2, Reason::Repeated)
    );
    assert_eq!(creates(vec!["ns1.example.net"; 1_000]).await, refused(14, Reason::MoreThan(13)));
}

fn draft(line: u16, name: &str, kind: &str, content: &str) -> OwnedDraft {
    OwnedDraft {
        line,
        name: name.into(),
        kind: kind.into(),
        content: content.into(),
        ..OwnedDraft::default()
    }
}

#[tokio::test]
async fn records_keep_their_placeholders() {
    let world = World::new().await;
    dns::create(&world.shop, "Parked", false).await.unwrap();
    assert_eq!(dns::create(&world.shop, "PARKED", false).await, Err(EXISTS));
    let records = vec![
        draft(1, "<domain>", "a", "<ipaddress>"),
        draft(2, "www.<domain>", "CNAME", "<domain>"),
        draft(5, "", "MX", "mail.<domain>"),
    ];
    dns::update(&world.shop, "parked", Some(true), records).await.unwrap();
    let all = dns::list_filled(&world.shop).await.unwrap();
    let shown: Vec<_> = all[0]
        .records
        .iter()
        .map(|record| {
            (record.name.as_str(), record.kind.as_str(), record.ttl, record.content.as_str())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("<domain>", "A", 3600, "<ipaddress>"),
            ("www.<domain>", "CNAME", 3600, "<domain>"),
            ("", "MX", 3600, "mail.<domain>"),
        ]
    );
    assert!(all[0].template.standard);
}

#[tokio::test]
async fn a_template_that_makes_no_zone_is_refused() {
    let world = World::new().await;
    dns::create(&world.shop, "Parked", false).await.unwrap();
    dns::update(&world.shop, "Parked", None, vec![draft(1, "", "TXT", "stays")]).await.unwrap();
    let update = |drafts| dns::update(&world.shop, "Parked", None, drafts);
    let refused = |line, part, reason| Err(Error::invalid(Field::Record(line, part), reason));
    assert_eq!(
        update(vec![draft(3, "", "MX", "<ipaddress>")]).await,
        refused(3, RecordPart::Content, Reason::UnfitContent)
    );
    assert_eq!(
        update(vec![draft(1, "<host>", "A", "192.0.2.1")]).await,
        refused(1, RecordPart::Name, Reason::NotAName)
    );
    assert_eq!(
        update(vec![
            draft(4, "www", "A", "<ipaddress>"),
            draft(9, "www.<domain>", "CNAME", "<domain>")
        ])
        .await,
        refused(4, RecordPart::Name, Reason::CnameNotAlone)
    );
    assert_eq!(update(vec![]).await, Err(Error::Missing(Field::Record(1, RecordPart::Type))));
    assert_eq!(
        dns::update(&world.shop, "none", None, vec![draft(1, "", "TXT", "x")]).await,
        Err(MISSING)
    );
    assert_eq!(dns::list_filled(&world.shop).await.unwrap()[0].records.len(), 1);
}

#[tokio::test]
async fn the_standard_records_fill_a_zone_that_is_made() {
    let world = World::new().await;
    dns::create(&world.shop, "Parked", true).await.unwrap();
    let records = vec![
        draft(1, "<domain>", "A", "<ipaddress>"),
        draft(2, "www", "CNAME", "<domain>"),
        draft(3, "", "TXT", "v=<domain>"),
    ];
    dns::update(&world.shop, "Parked", None, records).await.unwrap();
    for (text, address, expected) in [
        ("a.co.za", None, vec!["www.a.co.za CNAME a.co.za", "a.co.za TXT v=a.co.za"]),
        (
            "b.co.za",
            Some("192.0.2.9"),
            vec!["b.co.za A 192.0.2.9", "www.b.co.za CNAME b.co.za", "b.co.za TXT v=b.co.za"],
        ),
    ] {
        let (account, now, apex) = (world.shop.account(), world.realm.now(), name(text));
        world.gives(&world.shop, &apex, true).await;
        let made = apex.clone();
        for _ in 0..2 {
            let made = made.clone();
            world
                .within(move |tx| {
                    let act = Act { account, member: None, now };
                    zones::ensure(tx, act, account, &made, address)
                })
                .await
                .unwrap();
        }
        let records = zones::records(&world.shop, &apex).await.unwrap();
        let shown: Vec<_> = records
            .iter()
            .map(|(_, record)| format!("{} {} {}", record.name, record.kind, record.content))
            .collect();
        assert_eq!(shown, expected);
    }
}

#[tokio::test]
async fn a_standard_template_that_does_not_fit_a_name_leaves_its_zone_empty() {
    let world = World::new().await;
    dns::create(&world.shop, "Odd", true).await.unwrap();
    let records = vec![draft(1, "shoes.co.za", "CNAME", "boots.co.za"), draft(2, "", "TXT", "x")];
    dns::update(&world.shop, "Odd", None, records).await.unwrap();
    let account = world.shop.account();
    let counts = |text: &str| {
        let apex = name(text);
        world.within(move |tx| Ok(dns::standard_records(tx, account, &apex, None)?.len()))
    };
    assert_eq!(counts("shoes.co.za").await, Ok(0));
    assert_eq!(counts("boots.co.za").await, Ok(2));
}

#[tokio::test]
async fn an_account_keeps_so_many_templates_and_no_more() {
    let world = World::new().await;
    for number in 0..100 {
        dns::create(&world.shop, &format!("t{number}"), false).await.unwrap();
    }
    assert_eq!(
        dns::create(&world.shop, "one more", false).await,
        Err(Error::invalid(Field::TemplateName, Reason::MoreThan(100)))
    );
    for number in 0..250 {
        keeps(&world.shop, &format!("t{number}"), &Role::ALL, false).await.unwrap();
    }
    assert_eq!(
        keeps(&world.shop, "one more", &[Role::Tech], false).await,
        Err(Error::invalid(Field::TemplateName, Reason::MoreThan(1_000)))
    );
}
