//! Mail and web addresses of zones that lead elsewhere.

use model::forwarding::{MailRule, WebKind, WebRule};
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
        let zone = store
            .write(move |tx| Ok(tx.add_zone(shop, "shoes.co.za", 1, NEW_YEAR)?.id))
            .await
            .unwrap();
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
        store.write(move |tx| tx.delete_zone(zone)).await.unwrap();
        assert_eq!(web().await, None);
    })
    .await;
}
