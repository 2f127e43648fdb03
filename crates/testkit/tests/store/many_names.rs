//! What belongs to many names, read in one look.

use model::domain::DomainId;
use model::domain::transfer::{Transfer, TransferId, TransferState};
use model::forwarding::{MailRule, WebForward, WebKind, WebRule};
use model::host::Host;
use model::name::HostName;
use model::zone::Record;
use store::transfers::StoredTransfer;
use testkit::database::each_engine;

use crate::fixtures::{name, open, register, second};

fn record(name: &str, content: &str) -> Record {
    let (name, kind, content) = (name.to_owned(), "A".to_owned(), content.to_owned());
    Record { name, kind, ttl: 3600, priority: 0, content }
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_records_and_forwarding_of_many_names_are_read_at_once() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let ids = register(&store, shop, ["boots", "hats", "shoes"].map(name).to_vec()).await;
        let host = |label: &str| Host {
            name: HostName::from_stored(&format!("ns1.{label}.co.za")),
            addresses: vec!["192.0.2.1".parse().unwrap()],
        };
        let (boots, shoes) = (host("boots"), host("shoes"));
        let rule = MailRule { from: "info".to_owned(), to: "jane@example.com".to_owned() };
        let web = WebRule { to: "https://example.com/".to_owned(), kind: WebKind::Temporary };
        let known = ids.clone();
        let (kept, led) = (rule.clone(), web.clone());
        let zones = store.write(move |tx| {
            tx.set_host(known[2], &shoes)?;
            tx.set_host(known[0], &boots)?;
            let mut zones = Vec::new();
            for label in ["boots.co.za", "shoes.co.za"] {
                let zone = tx.add_zone(shop, label, 1, second(1))?.id;
                tx.add_record(zone, &record(label, "192.0.2.1"))?;
                tx.add_record(zone, &record(label, "192.0.2.2"))?;
                zones.push(zone);
            }
            tx.set_mail_rules(zones[0], std::slice::from_ref(&kept))?;
            tx.set_web_rule(zones[1], Some(&led))?;
            Ok(zones)
        });
        let zones = zones.await.unwrap();
        let (asked, of) = (ids.clone(), zones.clone());
        let read = store.read(move |tx| {
            let none = (tx.hosts_below(&[])?.len(), tx.records_in(&[], 9)?.len());
            let rest = (tx.mail_rules_in(&of)?, tx.web_forwards_in(&of)?);
            Ok((tx.hosts_below(&asked)?, tx.records_in(&of, 3)?, rest, none))
        });
        let (hosts, records, (mail, led), none) = read.await.unwrap();
        assert_eq!(none, (0, 0));
        assert_eq!(hosts, [(ids[0], host("boots")), (ids[2], host("shoes"))]);
        let shown: Vec<_> =
            records.iter().map(|(zone, _, one)| (*zone, one.content.as_str())).collect();
        let (first, second) = (zones[0], zones[1]);
        assert_eq!(
            shown,
            [(first, "192.0.2.1"), (first, "192.0.2.2"), (second, "192.0.2.1")],
            "as many as were asked for"
        );
        let itself = WebForward { name: String::new(), rule: web };
        assert_eq!((mail, led), (vec![(first, rule)], vec![(second, itself)]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promised_number_leads_to_the_transfer_while_it_is_open() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let added = store.write(move |tx| {
            let number = tx.reserve_domain()?;
            let stored = StoredTransfer {
                transfer: Transfer {
                    id: TransferId(0),
                    name: name("shoes"),
                    gaining: Some(shop),
                    losing: None,
                    requested: second(1),
                    deadline: second(2),
                    state: TransferState::Unconfirmed,
                },
                key_sealed: Vec::new(),
                operation: None,
                reference: None,
                number: Some(number),
            };
            Ok((number, tx.add_transfer(&stored, b"key")?))
        });
        let (number, id) = added.await.unwrap();
        let found = store.read(move |tx| tx.transfer_promised(number)).await.unwrap();
        assert_eq!(found.unwrap().transfer.id, id);
        let other = DomainId(number.0 + 1);
        assert!(store.read(move |tx| tx.transfer_promised(other)).await.unwrap().is_none());
        store
            .write(move |tx| tx.set_transfer(id, TransferState::Rejected, second(3)))
            .await
            .unwrap();
        assert!(store.read(move |tx| tx.transfer_promised(number)).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_remembers_that_it_had_a_price_of_its_own() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let ids = register(&store, shop, ["boots", "shoes"].map(name).to_vec()).await;
        let shoes = ids[1];
        store.write(move |tx| tx.set_premium(shoes)).await.unwrap();
        for (label, premium) in [("boots", false), ("shoes", true)] {
            let stored = store.read(move |tx| tx.held_domain(&name(label))).await.unwrap();
            assert_eq!(stored.premium, premium, "{label}");
        }
        // The registrations of a name are told from those that ended.
        let ended = store.write(move |tx| {
            let stored = tx.held_domain(&name("shoes"))?;
            tx.end_domain(&stored.domain, second(9))?;
            tx.domains_named(shop, &name("shoes"))
        });
        let ended = ended.await.unwrap();
        assert_eq!(ended.iter().map(|(_, ended)| *ended).collect::<Vec<_>>(), [Some(second(9))]);
    })
    .await;
}
