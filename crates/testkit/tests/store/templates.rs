//! Contact, nameserver and DNS templates.

use model::account::AccountId;
use model::error::Role;
use model::zone::Record;
use store::Store;
use store::templates::{ContactTemplate, NameserverTemplate, TemplateFilter, TemplateOrder};
use testkit::database::each_engine;

use crate::fixtures::{EVERYTHING, backwards, contact, hosts, line, open, page};

/// What a row of a table changes in a filter that lets everything through.
type Narrow = fn(&mut TemplateFilter);

fn contact_template(code: &str, title: &str, role: Role, person: &str) -> ContactTemplate {
    ContactTemplate {
        id: 0,
        code: code.to_owned(),
        title: title.to_owned(),
        role,
        standard: false,
        contact: contact(person),
    }
}

fn nameserver_template(code: &str, title: &str) -> NameserverTemplate {
    NameserverTemplate {
        id: 0,
        code: code.to_owned(),
        title: title.to_owned(),
        standard: false,
        nameservers: hosts(&["b.example.net", "a.example.net"]),
    }
}

async fn add(store: &Store, account: AccountId, template: ContactTemplate) -> model::Result<i64> {
    store.write(move |tx| tx.add_contact_template(account, &template)).await
}

async fn add_servers(
    store: &Store,
    account: AccountId,
    template: NameserverTemplate,
) -> model::Result<i64> {
    store.write(move |tx| tx.add_nameserver_template(account, &template)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_title_is_unique_in_its_role_whatever_its_case() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        add(&store, shop, contact_template("C1", "École", Role::Admin, "Jane")).await.unwrap();
        assert!(
            add(&store, shop, contact_template("C2", "éCOLE", Role::Admin, "Jane")).await.is_err()
        );
        add(&store, shop, contact_template("C3", "École", Role::Tech, "Jane")).await.unwrap();
        add(&store, other, contact_template("C4", "École", Role::Admin, "Jane")).await.unwrap();
        add_servers(&store, shop, nameserver_template("N1", "Ours")).await.unwrap();
        assert!(add_servers(&store, shop, nameserver_template("N2", "OURS")).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_chosen_by_code_before_title_else_the_standard_one() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        add(&store, shop, contact_template("C1", "c2", Role::Admin, "First")).await.unwrap();
        add(&store, shop, contact_template("c2", "Second", Role::Admin, "Second")).await.unwrap();
        let mut standard = contact_template("C3", "Third", Role::Admin, "Third");
        standard.standard = true;
        add(&store, shop, standard).await.unwrap();
        let chosen = async |role, reference: Option<&'static str>| {
            let found = store.read(move |tx| tx.contact_template(shop, role, reference)).await;
            found.unwrap().map(|template| template.contact.name)
        };
        for (reference, expected) in [
            (Some("C1"), Some("First")),
            (Some("c2"), Some("Second")),
            (Some("C2"), Some("First")),
            (Some("SECOND"), Some("Second")),
            (Some("none"), None),
            (None, Some("Third")),
        ] {
            assert_eq!(chosen(Role::Admin, reference).await.as_deref(), expected, "{reference:?}");
        }
        assert_eq!(chosen(Role::Tech, None).await, None);

        add_servers(&store, shop, nameserver_template("N1", "Ours")).await.unwrap();
        let servers = async |reference: Option<&'static str>| {
            store.read(move |tx| tx.nameserver_template(shop, reference)).await.unwrap()
        };
        assert_eq!(servers(Some("ours")).await.unwrap().code, "N1");
        assert!(servers(None).await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contact_templates_are_filtered_sorted_and_paged() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        for (account, code, title, role, person, standard) in [
            (shop, "C1", "Zulu", Role::Admin, "carl", false),
            (shop, "C2", "alpha_1", Role::Tech, "Bob", true),
            (shop, "C3", "Alpha-2", Role::Admin, "anna", true),
            (other, "C9", "Strange", Role::Admin, "Zoë", true),
        ] {
            let mut template = contact_template(code, title, role, person);
            template.standard = standard;
            add(&store, account, template).await.unwrap();
        }
        let listed = async |narrow: Narrow, order, window| {
            let mut filter = TemplateFilter::default();
            narrow(&mut filter);
            let page = store
                .read(move |tx| tx.contact_templates(shop, &filter, order, window))
                .await
                .unwrap();
            line(&page, |row| row.code.as_str())
        };
        for (order, window, expected) in [
            (TemplateOrder::Made, EVERYTHING, "C1 C2 C3, 3 of 3"),
            (TemplateOrder::Title, EVERYTHING, "C3 C2 C1, 3 of 3"),
            (TemplateOrder::Role, EVERYTHING, "C1 C3 C2, 3 of 3"),
            (TemplateOrder::ContactName, EVERYTHING, "C3 C2 C1, 3 of 3"),
            (TemplateOrder::Email, EVERYTHING, "C1 C2 C3, 3 of 3"),
            (TemplateOrder::Standard, EVERYTHING, "C1 C2 C3, 3 of 3"),
            (TemplateOrder::Title, backwards(page(1, 1)), "C2, 3 of 3"),
        ] {
            assert_eq!(listed(|_| {}, order, window).await, expected, "{order:?}");
        }
        let filtered: [(Narrow, &str); 7] = [
            (|filter| filter.role = Some(Role::Admin), "C1 C3, 2 of 3"),
            (|filter| filter.code = Some("C2".into()), "C2, 1 of 3"),
            (|filter| filter.title = Some("ZULU".into()), "C1, 1 of 3"),
            (|filter| filter.standard = true, "C2 C3, 2 of 3"),
            (|filter| filter.search = Some("ALPHA".into()), "C2 C3, 2 of 3"),
            (|filter| filter.search = Some("a_".into()), "C2, 1 of 3"),
            (|filter| filter.search = Some("none".into()), ", 0 of 3"),
        ];
        for (filter, expected) in filtered {
            assert_eq!(listed(filter, TemplateOrder::Made, EVERYTHING).await, expected);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_template_keeps_its_code_when_it_is_saved() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let first = contact_template("C1", "One", Role::Admin, "Jane");
        let id = add(&store, shop, first.clone()).await.unwrap();
        let saved = ContactTemplate {
            id,
            standard: true,
            ..contact_template("C7", "Two", Role::Tech, "Zoë")
        };
        store.write(move |tx| tx.save_contact_template(&saved)).await.unwrap();
        let read = async || {
            let all = TemplateFilter::default();
            let page = store
                .read(move |tx| tx.contact_templates(shop, &all, TemplateOrder::Made, EVERYTHING))
                .await
                .unwrap();
            page.rows
        };
        let row = read().await.remove(0);
        assert_eq!((row.code.as_str(), row.title.as_str(), row.role), ("C1", "Two", Role::Tech));
        assert_eq!((row.contact, row.standard), (contact("Zoë"), true));
        store.write(move |tx| tx.clear_standard_contact(shop, Role::Admin)).await.unwrap();
        assert!(read().await[0].standard);
        store.write(move |tx| tx.clear_standard_contact(shop, Role::Tech)).await.unwrap();
        assert!(!read().await[0].standard);
        store.write(move |tx| tx.delete_contact_template(id)).await.unwrap();
        assert!(read().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nameserver_templates_keep_their_order_of_servers() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let id = add_servers(&store, shop, nameserver_template("N1", "beta")).await.unwrap();
        add_servers(&store, shop, nameserver_template("N2", "Alpha")).await.unwrap();
        let listed = async |order, window| {
            let all = TemplateFilter::default();
            store.read(move |tx| tx.nameserver_templates(shop, &all, order, window)).await.unwrap()
        };
        let titles = |rows: &[NameserverTemplate]| {
            rows.iter().map(|row| row.title.clone()).collect::<Vec<_>>().join(" ")
        };
        let rows = listed(TemplateOrder::Made, EVERYTHING).await.rows;
        assert_eq!(titles(&rows), "beta Alpha");
        assert_eq!(rows[0].nameservers, hosts(&["b.example.net", "a.example.net"]));
        assert_eq!(titles(&listed(TemplateOrder::Title, EVERYTHING).await.rows), "Alpha beta");
        let last = listed(TemplateOrder::Title, backwards(page(0, 1))).await;
        assert_eq!((titles(&last.rows), last.matching, last.total), ("beta".to_owned(), 2, 2));
        let saved = NameserverTemplate {
            id,
            standard: true,
            nameservers: hosts(&["c.example.net"]),
            ..nameserver_template("N1", "beta")
        };
        store.write(move |tx| tx.save_nameserver_template(&saved)).await.unwrap();
        let rows = listed(TemplateOrder::Standard, EVERYTHING).await.rows;
        assert_eq!(
            (titles(&rows), rows[1].nameservers.clone()),
            ("Alpha beta".to_owned(), hosts(&["c.example.net"]))
        );
        store
            .write(move |tx| {
                tx.clear_standard_nameservers(shop)?;
                tx.delete_nameserver_template(id)
            })
            .await
            .unwrap();
        assert_eq!(titles(&listed(TemplateOrder::Made, EVERYTHING).await.rows), "Alpha");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dns_template_is_found_by_its_title_and_keeps_its_records_in_order() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let record = |name: &str, content: &str| Record {
            name: name.into(),
            kind: "A".into(),
            ttl: 300,
            priority: 0,
            content: content.into(),
        };
        let (web, mail) = store
            .write(move |tx| {
                Ok((
                    tx.add_dns_template(shop, "Web", false)?,
                    tx.add_dns_template(shop, "mail", true)?,
                ))
            })
            .await
            .unwrap();
        assert!(store.write(move |tx| tx.add_dns_template(shop, "WEB", false)).await.is_err());
        for records in [
            vec![record("www", "192.0.2.2"), record("{domain}", "192.0.2.1")],
            vec![record("*", "192.0.2.3")],
        ] {
            let set = records.clone();
            store.write(move |tx| tx.set_dns_template_records(web, &set)).await.unwrap();
            assert_eq!(store.read(move |tx| tx.dns_template_records(web)).await, Ok(records));
        }
        store
            .write(move |tx| {
                tx.clear_standard_dns(shop)?;
                tx.set_dns_template_standard(web, true)
            })
            .await
            .unwrap();
        let found = store.read(move |tx| tx.dns_template(shop, "wEB")).await.unwrap().unwrap();
        assert_eq!((found.id, found.title.as_str(), found.standard), (web, "Web", true));
        let listed = store.read(move |tx| tx.dns_templates(shop, 9)).await.unwrap();
        let listed: Vec<_> = listed.iter().map(|row| (row.id, row.standard)).collect();
        assert_eq!(listed, [(mail, false), (web, true)]);
        store.write(move |tx| tx.delete_dns_template(web)).await.unwrap();
        assert!(store.read(move |tx| tx.dns_template(shop, "web")).await.unwrap().is_none());
        assert_eq!(store.read(move |tx| tx.dns_template_records(web)).await, Ok(vec![]));
    })
    .await;
}
