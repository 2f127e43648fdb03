//! Zones as files, by the controls.

use http::Method;
use peers::knot;
use peers::process::Place;
use serde_json::json;

use crate::visitor::Visitor;

/// A sandbox in which a name was registered, and the name.
async fn with_zone() -> (Visitor, &'static str) {
    let visitor = Visitor::new().await;
    let contact = "registrantName=Jane&registrantEmail=jane%40example.co.za\
        &registrantContactNumber=%2B27.215550199&registrantAddress1=1+Long+Street\
        &registrantCity=Cape+Town&registrantProvince=Western+Cape&registrantPostalCode=8001\
        &registrantCountry=ZA";
    let key = visitor.account("main", "key");
    let form = format!("sld=shoes&tld=co.za&period=1&key={key}&dns=managed&{contact}");
    let registered = visitor.call("/domains-co-za/api/domain", &form).await;
    assert_eq!(visitor.ask("/zones").await, json!(["shoes.co.za"]), "{}", registered.text);
    (visitor, "shoes.co.za")
}

#[tokio::test]
async fn a_zone_is_read_replaced_and_added_to() {
    let (visitor, name) = with_zone().await;
    let path = format!("/zones/{name}");
    let get = async || visitor.control(Method::GET, &path, "").await;
    let first = get().await;
    assert_eq!(
        (first.status.as_u16(), &first.headers["content-type"]),
        (200, &"text/dns".parse().unwrap())
    );
    let again = visitor.control(Method::PUT, &path, first.text.clone()).await.json();
    assert_eq!(
        (&again["added"], &again["changed"], &again["removed"]),
        (&json!(0), &json!(0), &json!(0))
    );
    let file = "@ 3600 IN A 192.0.2.1\nwww 1h CNAME @\n@ SOA a b 1 2 3 4 5\n";
    let replaced = visitor.control(Method::PUT, &path, file).await.json();
    assert_eq!((&replaced["added"], &replaced["skipped"]["authority"]), (&json!(2), &json!(1)));
    let added = visitor.control(Method::POST, &path, "mail 300 A 192.0.2.2\n").await.json();
    assert_eq!((&added["added"], &added["removed"]), (&json!(1), &json!(0)));
    let text = get().await.text;
    for line in ["@ 3600 IN A 192.0.2.1", "mail 300 IN A 192.0.2.2"] {
        assert!(text.contains(line), "{text}");
    }
    let refused = visitor.control(Method::PUT, &path, "@ A 192.0.2.9\n\nwww A here\n").await;
    let error = &refused.json()["error"];
    assert_eq!((refused.status.as_u16(), &error["field"]), (400, &json!("file")));
    assert!(error["message"].as_str().unwrap().starts_with("Line 3: "), "{error}");
    assert_eq!(get().await.text, text);
    let back = visitor.control(Method::PUT, &path, first.text.clone()).await;
    assert_eq!(back.status, 200, "{}", back.text);
    let without_serial = |text: &str| -> Vec<String> {
        let mut lines: Vec<String> =
            text.lines().filter(|line| !line.contains("SOA")).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(without_serial(&get().await.text), without_serial(&first.text));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_moves_in_from_knot_with_a_key() {
    if !knot::is_there() {
        println!("SKIPPED: Knot is not installed; no zone was fetched from it");
        return;
    }
    let (visitor, name) = with_zone().await;
    let place = Place::new();
    let from = place.address.to_string();
    let file = "@ 3600 SOA ns1.other.example. host.other.example. 7 7200 600 86400 300
        @ 3600 NS ns1.other.example.
        www 300 A 192.0.2.1
        www 300 A 192.0.2.2
        mail 300 MX 10 mail.other.example.
        text 300 TXT \"one\" \"two\"\n";
    let file = place.write("zone", &file.replace("        ", ""));
    let secret = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0";
    let configuration = format!(
        "key:\n  - id: moves.\n    algorithm: hmac-sha256\n    secret: {secret}\n\
         acl:\n  - id: moves\n    key: moves.\n    action: transfer\n\
         zone:\n  - domain: {name}.\n    file: {}\n    acl: moves\n",
        file.display()
    );
    let mut server = knot::start_with(place, 1, &configuration);
    server.serves([&dns::names::name(name).unwrap()]);
    let path = format!("/zones/{name}/fetch");
    let without = visitor.refused(&path, json!({ "from": from }).to_string()).await;
    assert_eq!(without, (400, "from".to_owned()));
    let key = json!({"name": "moves", "algorithm": "hmac-sha256", "secret": secret});
    let report = visitor.tell(&path, json!({"from": from, "key": key})).await;
    assert_eq!((&report["added"], &report["skipped"]["name_servers"]), (&json!(4), &json!(1)));
    let text = visitor.control(Method::GET, &format!("/zones/{name}"), "").await.text;
    for line in ["www 300 IN A 192.0.2.2", "text 300 IN TXT \"one\" \"two\""] {
        assert!(text.contains(line), "{text}");
    }
}

#[tokio::test]
async fn what_is_asked_of_zones_wrongly_is_refused_by_its_field() {
    let (visitor, name) = with_zone().await;
    for (method, path, body, status, field) in [
        (Method::GET, "/zones?limit=0".to_owned(), String::new(), 400, "limit"),
        (Method::GET, "/zones/nowhere.example".to_owned(), String::new(), 404, "name"),
        (Method::PUT, "/zones/a_b".to_owned(), "@ A 192.0.2.1".to_owned(), 404, "name"),
        (Method::PUT, format!("/zones/{name}?name_servers=2"), String::new(), 400, "name_servers"),
        (Method::POST, format!("/zones/{name}/fetch"), json!({}).to_string(), 400, "from"),
        (
            Method::POST,
            format!("/zones/{name}/fetch"),
            json!({"from": "192.0.2.1:53"}).to_string(),
            400,
            "from",
        ),
        (
            Method::POST,
            format!("/zones/{name}/fetch"),
            json!({"from": "127.0.0.1:1"}).to_string(),
            400,
            "from",
        ),
        (
            Method::POST,
            format!("/zones/{name}/fetch"),
            json!({"from": "127.0.0.1:1", "key": {"name": "a", "algorithm": "md5", "secret": "AA=="}})
                .to_string(),
            400,
            "algorithm",
        ),
    ] {
        let answer = visitor.control(method, &path, body).await;
        let error = &answer.json()["error"];
        assert_eq!((answer.status.as_u16(), &error["field"]), (status, &json!(field)), "{error}");
    }
    let names = visitor.ask("/zones?limit=1").await;
    let after = format!("/zones?after={}", names[0].as_str().unwrap());
    assert!(!visitor.ask(&after).await.as_array().unwrap().contains(&names[0]));
}
