//! Mail and web addresses of zones that lead elsewhere.

use model::forwarding::{MailRule, WebForward, WebKind, WebRule};
use model::zone::Record;
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, open};

fn rule(from: &str, to: &str) -> MailRule {
    MailRule { from: from.into(), to: to.into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_replaced_as_a_whole_and_keep_their_order() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let zone = store
            .write(move |tx| Ok(tx.add_zone(shop, "shoes.co.za", 1, NEW_YEAR)?.id))
            .await
            .unwrap();
        let rules = async || store.read(move |tx| tx.mail_rules(zone)).await.unwrap();
        assert!(rules().await.is_empty());
        for wanted in [
            vec![rule("info", "jane@example.com"), rule("*", "joe@example.com")],
            vec![rule("a", "b@example.com"), rule("a", "a@example.com")],
            vec![],
        ] {
            let given = wanted.clone();
            store.write(move |tx| tx.set_mail_rules(zone, &given)).await.unwrap();
            assert_eq!(rules().await, wanted);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_web_address_leads_to_one_place_and_goes_with_the_zone() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let zone =
            store.write(move |tx| tx.add_zone(shop, "shoes.co.za", 1, NEW_YEAR)).await.unwrap();
        let (whole, zone) = (zone.clone(), zone.id);
        let web = async || store.read(move |tx| tx.web_rule(zone)).await.unwrap();
        assert_eq!(web().await, None);
        for kind in [WebKind::Permanent, WebKind::Temporary, WebKind::Frame] {
            let wanted = WebRule { to: "https://boots.co.za/?a=1".into(), kind };
            let given = wanted.clone();
            store.write(move |tx| tx.set_web_rule(zone, Some(&given))).await.unwrap();
            assert_eq!(web().await, Some(wanted));
        }
        store
            .write(move |tx| {
                tx.set_mail_rules(zone, &[rule("info", "jane@example.com")])?;
                tx.clear_zone(zone)
            })
            .await
            .unwrap();
        assert!(web().await.is_some());
        store.write(move |tx| tx.delete_zone(&whole, NEW_YEAR)).await.unwrap();
        assert_eq!(web().await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forwards_keep_their_numbers_and_never_have_that_of_a_record() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        let text = Record {
            name: "shoes.co.za".into(),
            kind: "TXT".into(),
            ttl: 60,
            priority: 0,
            content: "hello".into(),
        };
        let web = |name: &str, to: &str| WebForward {
            name: name.into(),
            rule: WebRule { to: to.into(), kind: WebKind::Permanent },
        };
        let (below, moved) = (web("shop", "https://a.com"), web("sale", "https://b.com"));
        store
            .write(move |tx| {
                let whole = tx.add_zone(shop, "shoes.co.za", 1, NEW_YEAR)?;
                let zone = whole.id;
                let (jane, joe) = (rule("info", "jane@example.com"), rule("*", "joe@example.com"));
                let first = tx.add_record(zone, &text)?;
                let mail = tx.add_mail_forward(zone, &jane)?;
                let site = tx.add_web_forward(zone, &below)?;
                let last = tx.add_record(zone, &text)?;
                assert!(first < mail && mail < site && site < last);
                assert_eq!(tx.records(zone)?.len(), 2);
                tx.set_mail_rules(zone, &[joe.clone(), jane.clone()])?;
                let rules = tx.mail_forwards(zone)?;
                assert_eq!(rules[1], (mail, jane.clone()));
                assert!(rules[0].0 > last);
                tx.save_mail_forward(mail, &rule("hi", "jane@example.com"))?;
                tx.delete_mail_forward(rules[0].0)?;
                assert_eq!(tx.mail_rules(zone)?, [rule("hi", "jane@example.com")]);
                tx.set_web_rule(zone, Some(&moved.rule))?;
                tx.save_web_forward(site, &moved)?;
                let forwards = tx.web_forwards(zone)?;
                assert_eq!(forwards[0], (site, moved.clone()));
                assert_eq!((forwards.len(), tx.web_rule(zone)?), (2, Some(moved.rule.clone())));
                tx.delete_web_forward(site)?;
                assert_eq!(tx.web_forwards(zone)?.len(), 1);
                tx.delete_zone(&whole, NEW_YEAR)
            })
            .await
            .unwrap();
    })
    .await;
}
