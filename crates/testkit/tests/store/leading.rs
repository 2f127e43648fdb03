//! Where names lead, and certificates of hosts that lead elsewhere.

use model::forwarding::{MailRule, WebForward, WebKind, WebRule};
use model::subscription::SubscriptionId;
use model::time::Seconds;
use model::zone::{Record, ZoneId};
use store::forward_certificates::{DueForwardCertificate, StoredForwardCertificate};
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, open};

#[tokio::test(flavor = "multi_thread")]
async fn single_names_are_found_and_zones_with_mail_in_pages() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        store
            .write(move |tx| {
                let zone = tx.add_zone(shop, "shoes.co.za", 1, NEW_YEAR)?.id;
                let rule = WebRule { to: "https://boots.co.za".into(), kind: WebKind::Frame };
                let forward = WebForward { name: "go".into(), rule: rule.clone() };
                tx.add_web_forward(zone, &forward)?;
                for (name, kind) in [("a_b.shoes.co.za", "TXT"), ("old.shoes.co.za", "URL")] {
                    let (name, kind) = (name.to_owned(), kind.to_owned());
                    let content = "https://x.example".to_owned();
                    let record = Record { name, kind, ttl: 60, priority: 0, content };
                    tx.add_record(zone, &record)?;
                }
                assert_eq!(tx.web_forward_at(zone, "go")?, Some(rule));
                assert_eq!(tx.web_forward_at(zone, "")?, None);
                let old = tx.web_record_at(zone, "old.shoes.co.za")?;
                assert_eq!(old, Some(("URL".into(), "https://x.example".into())));
                assert_eq!(tx.web_record_at(zone, "a_b.shoes.co.za")?, None);
                assert!(tx.has_records(zone, "a_b.shoes.co.za", false)?);
                assert!(!tx.has_records(zone, "a.b.shoes.co.za", false)?);
                assert!(tx.has_records(zone, "shoes.co.za", true)?);
                assert!(!tx.has_records(zone, "b.shoes.co.za", true)?);

                let hosted =
                    tx.add_hosted_zone(shop, SubscriptionId(1), "shoes.co.za", 1, NEW_YEAR)?;
                let last = tx.add_zone(shop, "hats.co.za", 1, NEW_YEAR)?.id;
                let rule = MailRule { from: "a".into(), to: "b@example.com".into() };
                for zone in [zone, hosted.id, last] {
                    tx.add_mail_forward(zone, &rule)?;
                }
                let page = |tx: &mut store::Tx<'_>, after, limit| {
                    let zones = tx.zones_with_mail_rules(after, limit).unwrap();
                    zones.iter().map(|zone| (zone.id, zone.served)).collect::<Vec<_>>()
                };
                assert_eq!(page(tx, ZoneId(0), 2), [(zone, false), (hosted.id, true)]);
                assert_eq!(page(tx, hosted.id, 2), [(last, true)]);
                Ok(())
            })
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_is_claimed_by_one_and_tried_again() {
    each_engine(async |store| {
        let (now, claim) = (NEW_YEAR, Seconds(60));
        let later = now + Seconds(100);
        store
            .write(move |tx| {
                let host = "shoes.co.za";
                assert_eq!(tx.forward_certificate(host)?, None);
                tx.want_forward_certificate(host, now)?;
                tx.want_forward_certificate(host, later)?;
                assert_eq!(tx.forward_certificate(host)?, Some((now, None)));
                assert_eq!(tx.count_due_forward_certificates(now, 10)?, 1);
                let due = DueForwardCertificate { host: host.into(), attempt: 0 };
                assert_eq!(tx.claim_forward_certificate((now, now), claim)?, Some(due.clone()));
                assert_eq!(tx.claim_forward_certificate((now, now), claim)?, None);
                assert_eq!(tx.claim_forward_certificate((now, now + claim), claim)?, Some(due));
                tx.retry_forward_certificate(host, later)?;
                assert_eq!(tx.next_forward_certificate()?, Some(later));
                let again = tx.claim_forward_certificate((later, now), claim)?;
                assert_eq!(again.map(|due| due.attempt), Some(1));
                let certificate = StoredForwardCertificate {
                    chain: "chain".into(),
                    private_key: vec![1, 2, 3],
                    ends: later,
                };
                tx.save_forward_certificate(host, &certificate, later)?;
                assert_eq!(tx.forward_certificate(host)?, Some((later, Some(certificate))));
                tx.delete_forward_certificate(host)?;
                assert_eq!(tx.forward_certificate(host)?, None);

                tx.add_forward_challenge("token", "answer", (now, now))?;
                assert_eq!(tx.forward_challenge("token")?.as_deref(), Some("answer"));
                tx.add_forward_challenge("other", "answer", (later, later))?;
                assert_eq!(tx.forward_challenge("token")?, None);

                tx.add_forward_account("ca", b"first")?;
                tx.add_forward_account("ca", b"second")?;
                assert_eq!(tx.forward_account("ca")?.as_deref(), Some(&b"first"[..]));
                Ok(())
            })
            .await
            .unwrap();
    })
    .await;
}
