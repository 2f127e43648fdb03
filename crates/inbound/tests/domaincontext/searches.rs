//! Lists of names.

use serde_json::{Value, json};

use crate::domains::registers;
use crate::world::{Shop, World};

async fn names(shop: &Shop, query: &str) -> Vec<String> {
    let found = shop.posts("domainsSearch", query).await.done();
    let rows = found.as_array().unwrap().iter();
    rows.map(|row| row["domain"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn filters_are_taken_together() {
    let world = World::new().await;
    let main = &world.main;
    let mut ids = Vec::new();
    for name in ["alpha.com", "beta.com", "betamax.net", "xn--e1afmkfd.com"] {
        ids.push(registers(main, name).await);
    }
    registers(&world.other, "gamma.com").await;
    main.posts("domainSetNote", "domain=beta.com&note=For the Shop, soon").await.done();
    let all = ["alpha.com", "beta.com", "betamax.net", "xn--e1afmkfd.com"];
    assert_eq!(names(main, "").await, all);
    for (query, found) in [
        ("domain=beta", vec!["beta.com", "betamax.net"]),
        ("domain=BETA&state=ok", vec!["beta.com", "betamax.net"]),
        ("domain=пример", vec!["xn--e1afmkfd.com"]),
        ("domains=ALPHA.com,пример.com,none.com,no name", vec!["alpha.com", "xn--e1afmkfd.com"]),
        ("note[]=for the shop", vec!["beta.com"]),
        ("state=expired", vec![]),
        ("client=main&domain=alpha", vec!["alpha.com"]),
        ("client=other", vec![]),
        ("seller=SELLER&domain=alpha", vec!["alpha.com"]),
        ("orderby=domain_desc&limit=2", vec!["xn--e1afmkfd.com", "betamax.net"]),
        ("orderby=id&limit=2&page=2", vec!["betamax.net", "xn--e1afmkfd.com"]),
        ("limit=ALL&page=1&orderby=expires_asc", all.to_vec()),
        ("page=2", vec![]),
    ] {
        assert_eq!(names(main, query).await, found, "{query}");
    }
    let of_two = format!("ids={},{}", ids[3], ids[0]);
    assert_eq!(names(main, &of_two).await, ["alpha.com", "xn--e1afmkfd.com"]);
    assert_eq!(main.asks("domainsSearch", "domain=beta&count=1").await.text, "2");
    assert_eq!(main.asks("domainsSearch", "domain=none&count=1").await.text, "0");
    for (query, words) in [
        ("orderby=colour_asc", "orderby is not one of the allowed values"),
        ("state=asleep", "state is not one of the allowed values"),
        ("dns=maybe", "dns is not one of the allowed values"),
        ("view=wide", "view is not one of the allowed values"),
        ("limit=1001", "limit must be between 1 and 1000"),
        ("page=0", "page should be a whole number above zero"),
    ] {
        main.asks("domainsSearch", query).await.refused(words);
    }
}

#[tokio::test]
async fn whoever_sells_sees_the_names_of_its_clients() {
    let world = World::new().await;
    registers(&world.main, "karoo.com").await;
    registers(&world.other, "namib.com").await;
    assert_eq!(names(&world.seller, "").await, ["karoo.com", "namib.com"]);
    assert_eq!(names(&world.seller, "client=other,main").await, ["karoo.com", "namib.com"]);
    assert_eq!(names(&world.main, "").await, ["karoo.com"]);
}

#[tokio::test]
async fn lists_show_what_is_asked_for() {
    let world = World::new().await;
    let main = &world.main;
    let id = registers(main, "karoo.com").await;
    registers(main, "namib.com").await;
    let record = "domain=karoo.com&1[type]=a&1[value]=192.0.2.1&1[status]=new";
    main.posts("domainSetDNS", record).await.done();
    let cx = world.acting_for("main").await;
    let name = model::name::DomainName::parse("karoo.com", |_| false).unwrap();
    let kind = model::forwarding::WebKind::Temporary;
    app::domains::forwarding::set_url(&cx, &name, "https://boots.com/", kind).await.unwrap();

    let shown = main.asks("domainsSearch", "show_dns=1&show_fw_park=1&domain=karoo").await.done();
    let row = &shown[0];
    let values: Vec<&Value> =
        row["dns"].as_array().unwrap().iter().map(|record| &record["value"]).collect();
    assert_eq!(values, ["192.0.2.1"]);
    assert_eq!(
        row["fw_park"],
        json!({ "web": { "type": "temporary", "to": "https://boots.com/" }, "mail": [] })
    );
    let plain = main.asks("domainsSearch", "domain=karoo").await.done();
    assert!(plain[0].get("dns").is_none() && plain[0].get("fw_park").is_none());
    let short = main.asks("domainsSearch", "view=short&domain=karoo").await.done();
    assert_eq!(
        short,
        json!([{ "id": id, "domain": "karoo.com", "client": "main", "seller": "seller",
                 "state": "ok", "expires": "2027-11-21" }])
    );
    let cut = main.asks("domainsSearch", "view=short&select[]=domain&domain=karoo").await.done();
    assert_eq!(cut, json!([{ "domain": "karoo.com" }]));
}

#[tokio::test]
async fn a_search_looks_for_so_many_words_and_no_more() {
    let world = World::new().await;
    let words = |count: usize| vec!["x"; count].join(",");
    for (sent, many) in [("note", 101), ("client", 1_001)] {
        let most = format!("{sent}={}", words(many - 1));
        assert_eq!(world.main.posts("domainsSearch", &most).await.text, "[]");
        let more = world.main.posts("domainsSearch", &format!("{sent}={}", words(many))).await;
        more.refused(&format!("{sent} may have {} entries", many - 1));
    }
}
