//! Where names are delegated to, and the records of their zones.

use serde_json::{Value, json};

use crate::domains::registers;
use crate::world::{Shop, World};

async fn sets(shop: &Shop, id: i64, nss: &str) -> Value {
    shop.posts("domainSetNSs", &format!("id={id}&nss={nss}")).await.done()
}

#[tokio::test]
async fn servers_are_replaced_with_glue_below_the_own_name() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    let nss = "ns1.karoo.com/192.0.2.1,ns1.karoo.com/2001:db8::1,ns2.example.net";
    let set = sets(&world.main, id, nss).await;
    let servers = "ns1.karoo.com,ns2.example.net";
    assert_eq!(set, json!({ "id": id, "domain": "karoo.com", "nss": servers }));
    let read = world.main.asks("domainGetNSs", "domain=karoo.com").await.done();
    assert_eq!((&read["nameservers"], &read["nsips"]), (&json!(servers), &json!(nss)));
    let shown = world.main.asks("domainsSearch", "select[]=nsips").await.done();
    assert_eq!(shown, json!([{ "nsips": nss }]));
    // Written as it was read, it stays as it is.
    sets(&world.main, id, nss).await;
    assert_eq!(world.main.asks("domainGetNSs", "domain=karoo.com").await.done(), read);
    for (nss, words) in [
        ("", "nss is missing"),
        ("ns1.example.net", "nss needs 2 entries"),
        ("ns1.example.net,ns1.example.net", "nss is there twice"),
        ("ns1.example.net/192.0.2.1,ns2.example.net", "nss must lie below the domain"),
        ("ns1.karoo.com/127.0.0.1,ns2.example.net", "nss is not an IP address of its family"),
        ("ns1,ns2", "nss should be the host name of a name server"),
    ] {
        let sent = format!("id={id}&nss={nss}");
        let refused = world.main.posts("domainSetNSs", &sent).await;
        if nss == "ns1,ns2" {
            assert!(refused.text.contains("should be the host name of a name server"));
            continue;
        }
        refused.refused(words);
    }
    let bulk = format!("{id}[domain]=karoo.com&{id}[nss]=ns1.example.net,ns2.example.net");
    let bulk = world.main.posts("domainsSetNSs", &bulk).await.done();
    assert_eq!(bulk[id.to_string()]["nss"], "ns1.example.net,ns2.example.net");
}

#[tokio::test]
async fn our_own_servers_mean_that_the_zone_is_run_here() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    let own = |count: &'static str| {
        let main = world.main.clone();
        async move { main.asks("domainsSearch", count).await.text }
    };
    assert_eq!(own("dns=own&count=1").await, "1");
    sets(&world.main, id, "ns1.example.net,ns2.example.net").await;
    assert_eq!(own("dns=own&count=1").await, "0");
    assert_eq!(own("dns=other&count=1").await, "1");
    sets(&world.main, id, "ns2.nameyard.example,ns1.nameyard.example").await;
    assert_eq!(own("dns=own&count=1").await, "1");
}

async fn own_records(shop: &Shop, id: i64) -> Vec<Value> {
    let shown = shop.asks("hdomainGetDNS", &format!("id={id}")).await.done();
    let rows = shown.as_array().unwrap().iter();
    rows.filter(|row| row["is_system"] == false).cloned().collect()
}

#[tokio::test]
async fn records_are_added_kept_changed_and_deleted() {
    let world = World::new().await;
    let main = &world.main;
    let id = registers(main, "karoo.com").await;
    let example = format!(
        "{id}[1][type]=a&{id}[1][value]=123.123.123.123&{id}[1][no]=1&{id}[1][ttl]=7200\
         &{id}[1][status]=new"
    );
    let set = main.asks("domainsSetDNS", &example).await.done();
    let record = set[id.to_string()]["records"][0]["id"].as_i64().unwrap();
    assert_eq!(
        set,
        json!({ id.to_string(): { "id": id, "domain": "karoo.com", "records": [{ "id": record, "status": "ok" }] } })
    );
    let shown = json!({
        "id": record, "name": "", "fqdn": "karoo.com", "type": "a", "value": "123.123.123.123",
        "no": 1, "ttl": 7200, "status": "ok", "is_system": false
    });
    assert_eq!(own_records(main, id).await, [shown]);

    // By its number, by a key that is its number, and as the only one of its name and type.
    let by_number = format!("id={id}&x[id]={record}&x[value]=192.0.2.7&x[status]=ok");
    main.posts("domainSetDNS", &by_number).await.done();
    assert_eq!(own_records(main, id).await[0]["value"], "192.0.2.7");
    let by_key = format!("id={id}&{record}[ttl]=600&{record}[type]=a");
    main.posts("hdomainSetDNS", &by_key).await.done();
    assert_eq!(own_records(main, id).await[0]["ttl"], 600);
    let only = "domain=karoo.com&9[type]=A&9[name]=@&9[value]=192.0.2.8&9[status]=ok";
    main.posts("domainSetDNS", only).await.done();
    assert_eq!(own_records(main, id).await[0]["value"], "192.0.2.8");

    // A whole list is written back as it was read, with one record more and one less.
    let more = format!(
        "id={id}&0[id]={record}&0[type]=a&0[value]=192.0.2.8&0[status]=ok\
         &1[name]=www&1[type]=cname&1[value]=karoo.com&1[status]=new\
         &2[type]=a&2[value]=192.0.2.8&2[status]=deleted"
    );
    let set = main.posts("domainSetDNS", &more).await.done();
    let outcomes: Vec<&Value> =
        set["records"].as_array().unwrap().iter().map(|one| &one["status"]).collect();
    assert_eq!(outcomes, ["ok", "ok", "deleted"]);
    let left = own_records(main, id).await;
    assert_eq!(left.len(), 1);
    assert_eq!((&left[0]["name"], &left[0]["fqdn"]), (&json!("www"), &json!("www.karoo.com")));
    // What is not told what to do with is there afterwards, once.
    for _ in 0..2 {
        let mx = "domain=karoo.com&1[type]=mx&1[value]=mail.karoo.com&1[no]=10";
        main.posts("domainSetDNS", mx).await.done();
    }
    assert_eq!(own_records(main, id).await.len(), 2);
}

#[tokio::test]
async fn records_that_do_not_fit_are_named_by_their_keys() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    for (records, words) in [
        ("", "there are no records, such as 1[type]=a"),
        ("7[type]=a&7[value]=192.0.2.1&7[ttl]=59", "7[ttl] must be between 60 and 86400"),
        ("7[type]=a&7[value]=192.0.2.1&7[ttl]=86401", "7[ttl] must be between 60 and 86400"),
        ("7[type]=a&7[value]=nowhere&7[status]=new", "7[value] does not fit the record type"),
        ("7[value]=192.0.2.1&7[status]=new", "7[type] is missing"),
        ("7[type]=bogus&7[value]=x", "7[type] is not a record type that is served"),
        ("7[type]=a&7[value]=192.0.2.9&7[status]=deleted", "record not found"),
        ("7[id]=999&7[status]=deleted", "record not found"),
        (
            "7[type]=soa&7[value]=ns1.karoo.com hostmaster.karoo.com 1 2 3 4 5&7[status]=new",
            "the record belongs to the zone itself and cannot be changed",
        ),
        ("7[type]=ns&7[value]=ns1.nameyard.example&7[status]=deleted", "record not found"),
        (
            "a[name]=www&a[type]=cname&a[value]=karoo.com&b[name]=www&b[type]=a&b[value]=192.0.2.1",
            "a[name] collides: a CNAME stands alone and never at the apex",
        ),
    ] {
        let sent = format!("id={id}&{records}");
        world.main.posts("domainSetDNS", &sent).await.refused(words);
    }
    assert_eq!(own_records(&world.main, id).await.len(), 0);
}

#[tokio::test]
async fn a_key_that_is_the_number_of_another_record_harms_nobody() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    let two = "1[type]=a&1[value]=192.0.2.1&1[status]=new&2[type]=txt&2[value]=hello&2[status]=new";
    let set = world.main.posts("domainSetDNS", &format!("id={id}&{two}")).await.done();
    let (first, second) = (&set["records"][0]["id"], &set["records"][1]["id"]);
    let text = format!("id={id}&{first}[type]=txt&{first}[value]=hello&{first}[status]=deleted");
    let set = world.main.posts("domainSetDNS", &text).await.done();
    assert_eq!(set["records"], json!([{ "id": second, "status": "deleted" }]));
    let left = own_records(&world.main, id).await;
    assert_eq!((left.len(), &left[0]["type"]), (1, &json!("a")));
}
