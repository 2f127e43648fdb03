//! Working with a name: contacts, servers, DNSSEC, hosts, renewal.

use serde_json::json;
use testkit::World;
use testkit::co_za::{parts, with};

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_holder_and_servers_waits_visibly_and_then_happens() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.co.za", 1).await;
    let contacts = with("shoes.co.za", &[("registrantName", "Sipho Dube"), ("techCity", "Durban")]);
    let queued = shop.put("/domain", &contacts).await.with_code(2);
    assert_eq!(queued.text_at("strMessage"), "Successful Action Pending");
    let servers =
        with("shoes.co.za", &[("ns1", "ns3.hosting.example"), ("ns2", "ns4.hosting.example")]);
    let _ = shop.post("/domain/ns", &servers).await.with_code(2);
    let waiting = shop.info("shoes.co.za").await.done();
    assert_eq!(waiting.text_at("strStatus"), "pendingUpdate");
    assert_eq!(waiting.json["arrRegistrant"]["strContactName"], "Thandi Nkosi");

    world.sleeps("PT2S").await;
    let info = shop.info("shoes.co.za").await.done();
    assert_eq!(info.text_at("strStatus"), "ok");
    assert_eq!(info.json["arrRegistrant"]["strContactName"], "Sipho Dube");
    assert_eq!(
        info.json["arrRegistrant"]["strContactCity"], "Johannesburg",
        "what was not sent stays"
    );
    assert_eq!(info.json["arrTech"]["strContactCity"], "Durban");
    assert_eq!(info.json["arrNameservers"], json!(["ns3.hosting.example", "ns4.hosting.example"]));
    let mut news = shop.news_of("shoes.co.za").await;
    news.sort_unstable();
    assert_eq!(news, [3001, 4003, 4003, 4004, 4004, 4026, 4315]);

    let messages = shop.get("/domain/poll", &[]).await.done().list_at("arrMessages");
    let ids: Vec<String> =
        messages.iter().map(|message| message["pollId"].as_str().unwrap().to_owned()).collect();
    let acked = shop
        .post("/domain/poll", &[("pollId[0]", ids[0].as_str()), ("pollId[1]", ids[1].as_str())])
        .await;
    let _ = acked.done();
    let open = shop.get("/domain/poll", &[("acked", "false")]).await.done();
    assert_eq!(open.list_at("arrMessages").len(), ids.len() - 2);
    let closed = shop.get("/domain/poll", &[("acked", "true")]).await.done();
    assert_eq!(closed.list_at("arrMessages").len(), 2);
    assert!(closed.list_at("arrMessages")[0]["ackDate"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_partial_changes_that_wait_do_not_undo_each_other() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.co.za", 1).await;
    for change in [("registrantCity", "Paarl"), ("registrantEmail", "new@example.co.za")] {
        let _ = shop.put("/domain", &with("shoes.co.za", &[change])).await.with_code(2);
    }
    world.sleeps("PT2S").await;
    let registrant = shop.info("shoes.co.za").await.done().json["arrRegistrant"].clone();
    assert_eq!(registrant["strContactCity"], "Paarl");
    assert_eq!(registrant["strContactEmail"], "new@example.co.za");
}

#[tokio::test(flavor = "multi_thread")]
async fn ds_records_are_set_read_and_removed() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.com", 1).await;
    let serialized = concat!(
        r#"a:2:{i:0;a:4:{s:3:"tag";s:5:"48422";s:3:"alg";s:2:"13";s:11:"digestType1";s:1:"1";"#,
        r#"s:7:"digest1";s:40:"FAC29A470E836B45FA9A451865C1B0284AA6924D";}i:1;a:4:{s:3:"tag";"#,
        r#"s:5:"48422";s:3:"alg";s:2:"13";s:10:"digestType";s:1:"2";s:6:"digest";"#,
        r#"s:64:"68664E0D66F3F24135F48A88F958EC68B74C46CF52D36EF1EAA018B154B1006B";}}"#
    );
    let set = with("shoes.com", &[("dsRecords", serialized)]);
    let _ = shop.post("/domain/dsrecords", &set).await.done();
    let read = shop.get("/domain/dsrecords", &parts("shoes.com")).await.done();
    assert_eq!(read.json["bDNSSec"], json!(true));
    assert_eq!(read.list_at("arrDsRecords").len(), 2);
    assert_eq!(read.list_at("arrDsRecords")[0]["keyTag"], "48422");
    assert_eq!(shop.info("shoes.com").await.json["bDNSSec"], json!(true));

    let one = concat!(
        r#"a:1:{i:0;a:4:{s:3:"tag";s:5:"48422";s:3:"alg";s:2:"13";s:10:"digestType";s:1:"1";"#,
        r#"s:6:"digest";s:40:"FAC29A470E836B45FA9A451865C1B0284AA6924D";}}"#
    );
    let some = with("shoes.com", &[("all", "false"), ("dsRecords", one)]);
    let _ = shop.delete("/domain/dsrecords", &some).await.done();
    let left = shop.get("/domain/dsrecords", &parts("shoes.com")).await.done();
    assert_eq!(left.list_at("arrDsRecords").len(), 1);
    let _ = shop.delete("/domain/dsrecords", &parts("shoes.com")).await.done();
    let none = shop.get("/domain/dsrecords", &parts("shoes.com")).await.done();
    assert!(none.list_at("arrDsRecords").is_empty());
    assert_eq!(shop.info("shoes.com").await.json["bDNSSec"], json!(false));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_public_key_becomes_a_ds_record() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.com", 1).await;
    // [{"key":"mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==","alg":"13","protocol":"3"}]
    let keys = "W3sia2V5IjoibWRzc3dVeXIzRFBXMTMybU9pOFY5eEVTV0U4alRvMGR4Q2pqbm9wS2wrR3FKeHBWWGNrSEFlRitLa3hMYnhJTGZETFVUMHJBSzlpVXp5MUw1M2VLR1E9PSIsImFsZyI6IjEzIiwicHJvdG9jb2wiOiIzIn1d";
    let call = with("shoes.com", &[("dnsSec", "1"), ("dnsSecData", keys)]);
    let _ = shop.post("/domain/ns", &call).await.with_code(2);
    world.sleeps("PT2S").await;
    let read = shop.get("/domain/dsrecords", &parts("shoes.com")).await.done();
    // The key signing key of cloudflare.com as published in 2024 has this tag.
    assert_eq!(read.list_at("arrDsRecords")[0]["keyTag"], "2371");
    assert_eq!(read.list_at("arrDsRecords")[0]["digestType"], "2");
    let info = shop.info("shoes.com").await.done();
    assert_eq!(info.json["arrNameservers"], json!(["ns1.hosting.example", "ns2.hosting.example"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_and_glue_are_made_read_and_removed() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.com", 1).await;
    let host =
        [("host", "ns1.shoes.com"), ("host1-ip4", "192.0.2.1"), ("host1-ip6", "2001:db8::1")];
    let _ = shop.post("/domain/hostrecords", &with("shoes.com", &host)).await.done();
    let all = shop.get("/domain/hostrecords", &parts("shoes.com")).await.done();
    assert_eq!(all.json["arrHosts"], json!(["ns1.shoes.com"]));
    let one = with("shoes.com", &[("host", "ns1.shoes.com")]);
    let read = shop.get("/domain/hostrecords", &one).await.done();
    assert_eq!(read.json["arrIPs"][0], json!({ "type": "v4", "ip": "192.0.2.1" }));
    let _ = shop.delete("/domain/hostrecords", &one).await.done();
    let _ = shop.get("/domain/hostrecords", &one).await.with_code(11);

    shop.registers("shoes.org.za", 1).await;
    let glue =
        [("ns1", "ns1.shoes.org.za"), ("ns1-ip4", "192.0.2.1"), ("ns2", "ns2.hosting.example")];
    let _ = shop.post("/domain/gluerecords", &with("shoes.org.za", &glue)).await.with_code(2);
    world.sleeps("PT2S").await;
    let read = shop.get("/domain/gluerecords", &parts("shoes.org.za")).await.done();
    assert_eq!(read.json["strNs1"], "ns1.shoes.org.za");
    assert_eq!(read.json["strNs1_ipv4"], "192.0.2.1");
    assert_eq!(read.json["strNs1_ipv6"], "");
    assert_eq!(read.json["strNs2_ipv4"], "");
    assert_eq!(read.json["strNs3"], json!(null));
    let in_use = with("shoes.org.za", &[("host", "ns1.shoes.org.za")]);
    let _ = shop.delete("/domain/hostrecords", &in_use).await.with_code(12);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_moves_every_date_and_is_paid() {
    let world = World::on("2024-02-29").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.co.za", 1).await;
    let set = with("shoes.co.za", &[("autorenew", "true")]);
    let _ = shop.post("/domain/autorenew", &set).await.done();
    assert_eq!(shop.info("shoes.co.za").await.text_at("autorenew"), "true");
    let before = (shop.info("shoes.co.za").await, shop.balance_cents().await);
    let renewed = shop.post("/domain/renew", &with("shoes.co.za", &[("period", "3")])).await.done();
    // Born on a leap day; four years later there is one again.
    assert_eq!(renewed.number_at("intExDate"), 1_835_395_200, "2028-02-29");
    let after = shop.info("shoes.co.za").await;
    for key in ["intExDate", "intSuspendDate", "intRedemptionDate", "intDeleteDate"] {
        let moved = after.number_at(key) - before.0.number_at(key);
        assert_eq!(moved, 1_835_395_200 - before.0.number_at("intExDate"), "{key}");
    }
    assert!(shop.balance_cents().await < before.1);
    assert!(shop.news_of("shoes.co.za").await.contains(&4005));
    let _ =
        shop.post("/domain/renew", &with("shoes.co.za", &[("period", "7")])).await.with_code(14);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queued_change_that_the_registry_refuses_is_told_later() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.co.za", 1).await;
    let before = shop.info("shoes.co.za").await.done();
    let glue = [("ns1", "ns1.shoes.co.za"), ("ns2", "ns2.hosting.example")];
    for path in ["/domain/gluerecords", "/domain/ns"] {
        let _ = shop.post(path, &with("shoes.co.za", &glue)).await.with_code(2);
        world.sleeps("PT2S").await;
        let after = shop.info("shoes.co.za").await.done();
        for key in ["strStatus", "arrNameservers", "strDns"] {
            assert_eq!(after.json[key], before.json[key], "{key}");
        }
        assert_eq!(shop.news_of("shoes.co.za").await.last(), Some(&4017), "{path}");
    }
}
