//! Zones answer on the network, as soon as they are changed and after a restart.

use std::time::{Duration, Instant};

use domain::base::iana::{Rcode, Rtype};
use serde_json::json;
use testkit::World;
use testkit::resolver::{ask, ask_over_tcp, comes_to};

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_any_dialect_is_answered_and_stays() {
    let mut world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let dns = world.running().dns();
    comes_to(dns, "karoo.com", Rtype::SOA, &[SOA]).await;
    let records = json!({
        "1": { "name": "www", "type": "a", "value": "203.0.113.7", "status": "new" },
        "2": { "name": "a.deep", "type": "txt", "value": "anything", "status": "new" },
        "3": { "name": "shop", "type": "cname", "value": "www.karoo.com", "status": "new" },
    });
    let set = main.asks("domainsSetDNS", json!({ id.to_string(): records })).await.done();
    assert_eq!(set[id.to_string()]["records"][2]["status"], "ok", "{set}");
    comes_to(dns, "WWW.karoo.com", Rtype::A, &["WWW.karoo.com A 203.0.113.7"]).await;
    let deep = ask_over_tcp(dns, "a.deep.karoo.com", Rtype::TXT).await;
    assert_eq!(deep.answers, ["a.deep.karoo.com TXT \"anything\""]);
    let chain = ["shop.karoo.com CNAME www.karoo.com.", "www.karoo.com A 203.0.113.7"];
    comes_to(dns, "shop.karoo.com", Rtype::A, &chain).await;
    let missing = ask(dns, "nothing.karoo.com", Rtype::A).await;
    assert_eq!((missing.rcode, missing.authoritative), (Rcode::NXDOMAIN, true));
    assert_eq!(missing.authority.len(), 1);
    let between = ask(dns, "deep.karoo.com", Rtype::A).await;
    assert_eq!((between.rcode, between.answers.len()), (Rcode::NOERROR, 0));
    assert_eq!(ask(dns, "karoo.net", Rtype::A).await.rcode, Rcode::REFUSED);

    is_published(&world, "karoo.com", 2_026_010_101).await;

    world.restarts().await;
    let answered = ask(world.running().dns(), "www.karoo.com", Rtype::A).await;
    assert_eq!(answered.answers, ["www.karoo.com A 203.0.113.7"]);
}

/// Waits until the newest change of a zone is said to be answered; a moment passes until that is written.
async fn is_published(world: &World, zone: &str, serial: u32) {
    let begun = Instant::now();
    loop {
        let path = format!("/zones/{zone}/publication");
        let shown = world.control("GET", &path, None).await.json();
        assert_eq!(shown["serial"], serial, "{shown}");
        if shown["published"] == true {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(5), "{shown}");
    }
}

const SOA: &str = "karoo.com SOA ns1.nameyard.example. hostmaster.karoo.com. \
                   2026010100 10800 3600 1209600 300";
