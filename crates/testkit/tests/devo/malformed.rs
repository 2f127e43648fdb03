//! What cannot be meant is refused, and leaves no trace.

use serde_json::{Value, json};
use testkit::World;
use testkit::devo::KeyHolder;
use testkit::http::{Answer, Sent};

const BASIC: &str = "my-basic-plan";
const KEEPER: &str = "keeper@beacon.example.com";

/// Everything that a call could have changed.
async fn seen(world: &World) -> Vec<String> {
    world.sleeps("PT1S").await;
    let (main, domain) = (world.devo("main"), world.devo("domain").name);
    let mut seen = Vec::new();
    for path in [
        "/domain".to_owned(),
        "/plan".to_owned(),
        format!("/plan/{BASIC}/configuration"),
        format!("/plan/{BASIC}/applications"),
        format!("/plan/{BASIC}/roles"),
        format!("/domain/{domain}/roles"),
        format!("/domain/{domain}/keys"),
        format!("/domain/{domain}/visibility"),
        format!("/user/domain/{domain}"),
        format!("/user/email/{KEEPER}"),
    ] {
        let answer = main.send("GET", &path, &None).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        seen.push(answer.text);
    }
    for control in ["/callbacks", "/mail"] {
        seen.push(world.control("GET", control, None).await.text);
    }
    seen
}

/// What is wrong with a refusal, if anything is: each has one form.
fn complaint(call: &str, answer: &Answer, (status, code): (u16, i64)) -> Option<String> {
    let json = answer.json();
    let is_formed = json.as_object().is_some_and(|whole| whole.len() == 1)
        && json["error"].as_object().is_some_and(|error| error.len() == 2)
        && json["error"]["message"].as_str().is_some_and(|words| !words.is_empty());
    let is_right = answer.status == status && json["error"]["code"] == code;
    let call: String = call.chars().take(160).collect();
    let said: String = answer.text.chars().take(300).collect();
    let wrong = !is_formed || !is_right;
    wrong.then(|| format!("{call}: HTTP {} {said}, not {status} {code}", answer.status))
}

/// Calls with bodies, and the number that each is refused with.
async fn are_refused(world: &World, calls: &[(&str, String, Value, i64)]) {
    let (main, before) = (world.devo("main"), seen(world).await);
    let mut complaints = Vec::new();
    for (method, path, body, code) in calls {
        let answer = main.send(method, path, &Some(body.to_string())).await;
        let call = format!("{method} {path} {body}");
        complaints.extend(complaint(&call, &answer, (400, *code)));
    }
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
    assert_eq!(seen(world).await, before);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn domains_are_not_made_of_nonsense() {
    let world = World::on("2026-01-01").await;
    let new = |more: Value| {
        let mut body = json!({ "name": "acme", "plan": BASIC });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        ("POST", "/domain".to_owned(), body)
    };
    let mut calls: Vec<_> = [
        (json!({ "name": null }), 101),
        (json!({ "name": " " }), 101),
        (json!({ "name": "@lighthouse" }), 101),
        (json!({ "name": { "a": "b" } }), 102),
        (json!({ "name": ["acme", "birch"] }), 102),
        (json!({ "name": "a".repeat(65) }), 102),
        (json!({ "name": "a".repeat(54) }), 102),
        (json!({ "name": "acme@watchtower" }), 102),
        (json!({ "name": "acme@" }), 102),
        (json!({ "name": "acme@lighthouse@lighthouse" }), 102),
        (json!({ "name": "ac me" }), 102),
        (json!({ "name": "-acme" }), 102),
        (json!({ "name": "acmé" }), 102),
        (json!({ "name": "acme/disable" }), 102),
        (json!({ "name": "beacon" }), 100),
        (json!({ "name": "BEACON@Lighthouse" }), 100),
        (json!({ "plan": null }), 101),
        (json!({ "plan": "" }), 101),
        (json!({ "plan": "gold" }), 117),
        (json!({ "plan": 1 }), 117),
        (json!({ "plan": [BASIC, BASIC] }), 102),
        (json!({ "time": "soon" }), 102),
        (json!({ "time": -1 }), 102),
        (json!({ "time": 0 }), 102),
        (json!({ "time": 0.00001 }), 102),
        (json!({ "time": 12.0001 }), 102),
        (json!({ "time": 1e300 }), 102),
        (json!({ "time": true }), 102),
        (json!({ "time": [1] }), 102),
        (json!({ "time": "1,5" }), 102),
        (json!({ "volume": 0.09 }), 102),
        (json!({ "volume": 11 }), 102),
        (json!({ "volume": u64::MAX }), 102),
        (json!({ "volume": { "a": 1 } }), 102),
        (json!({ "volume": "NaN" }), 102),
    ]
    .into_iter()
    .map(|(more, code)| {
        let (method, path, body) = new(more);
        (method, path, body, code)
    })
    .collect();
    let domain = world.devo("domain").name;
    let to = |path: &str| format!("/domain/{domain}{path}");
    calls.extend([
        ("POST", "/domain".to_owned(), json!({}), 101),
        ("POST", "/domain".to_owned(), json!([]), 101),
        ("POST", "/domain".to_owned(), json!(null), 101),
        ("POST", "/domain".to_owned(), json!("acme"), 103),
        ("POST", "/domain".to_owned(), json!(7), 103),
        ("PUT", to("/retention"), json!({}), 101),
        ("PUT", to("/retention"), json!({ "time": null }), 102),
        ("PUT", to("/retention"), json!({ "time": -3 }), 102),
        ("PUT", to("/retention"), json!({ "time": 13 }), 102),
        ("PUT", to("/plan"), json!({}), 101),
        ("PUT", to("/plan"), json!({ "plan": "gold" }), 117),
        ("POST", to("/visibility"), json!({}), 101),
        ("POST", to("/visibility"), json!({ "target": domain }), 102),
        ("POST", to("/visibility"), json!({ "target": "nothing@lighthouse" }), 106),
        ("POST", to("/visibility"), json!({ "target": "a", "tables": true }), 102),
        ("POST", to("/keys"), json!({ "name": "k".repeat(129) }), 102),
        ("POST", to("/keys"), json!({ "name": "a\nb" }), 102),
    ]);
    are_refused(&world, &calls).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn users_and_their_roles_are_not_made_of_nonsense() {
    let world = World::on("2026-01-01").await;
    let domain = world.devo("domain").name;
    let new = |more: Value| {
        let mut body =
            json!({ "email": "ed@example.com", "role": "NO_PRIVILEGES", "domain": domain });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let mut calls: Vec<_> = [
        (json!({ "email": null }), 101),
        (json!({ "email": "nobody" }), 102),
        (json!({ "email": format!("{}@example.com", "a".repeat(250)) }), 102),
        (json!({ "email": KEEPER }), 100),
        (json!({ "role": null }), 101),
        (json!({ "role": " , " }), 101),
        (json!({ "role": "boss" }), 113),
        (json!({ "role": "OWNER" }), 111),
        (json!({ "role": { "a": "b" } }), 102),
        (json!({ "owner": "perhaps" }), 102),
        (json!({ "owner": true }), 111),
        (json!({ "domain": null }), 101),
        (json!({ "domain": "nothing" }), 106),
        (json!({ "userName": "u".repeat(129) }), 102),
        (json!({ "userName": "a\u{7}b" }), 102),
        (json!({ "externalId": "e".repeat(256) }), 102),
    ]
    .into_iter()
    .map(|(more, code)| ("POST", "/user/internal".to_owned(), new(more), code))
    .collect();
    let (external, keeper) = ("/user/external".to_owned(), format!("/user/email/{KEEPER}"));
    let member = format!("{keeper}/domain/{domain}");
    let roles = format!("{member}/role");
    let perhaps = "/user/internal?skipMailValidation=perhaps".to_owned();
    calls.extend([
        ("POST", perhaps, new(json!({})), 102),
        ("POST", external.clone(), new(json!({})), 101),
        ("POST", external.clone(), new(json!({ "externalId": "" })), 101),
        ("POST", external, new(json!({ "externalId": "1", "role": "OWNER" })), 102),
        ("PUT", keeper.clone(), json!({ "email": "" }), 101),
        ("PUT", keeper.clone(), json!({ "email": "x" }), 102),
        ("PUT", keeper.clone(), json!({ "userName": "" }), 101),
        ("PUT", keeper.clone(), json!({ "phone": "1".repeat(256) }), 102),
        ("PUT", keeper, json!({ "phone": { "a": 1 } }), 102),
        ("PUT", "/user/internal/7".to_owned(), json!({ "phone": "1" }), 105),
        ("PUT", roles.clone(), json!({}), 115),
        ("PUT", roles.clone(), json!(["boss"]), 113),
        ("PUT", roles.clone(), json!([7]), 102),
        ("PUT", roles.clone(), json!({ "roles": true }), 102),
        ("PUT", roles.clone(), json!({ "roles": { "a": "ADMIN" } }), 102),
        ("PUT", roles.clone(), json!(["NO_PRIVILEGES"]), 112),
        ("DELETE", roles.clone(), json!({}), 101),
        ("DELETE", roles, json!(["boss"]), 113),
        ("DELETE", member, json!({}), 112),
    ]);
    are_refused(&world, &calls).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_and_plans_are_not_made_of_nonsense() {
    let world = World::on("2026-01-01").await;
    let mut calls = Vec::new();
    for roles in
        [format!("/domain/{}/roles", world.devo("domain").name), format!("/plan/{BASIC}/roles")]
    {
        for (body, code) in [
            (json!({}), 101),
            (json!({ "name": "" }), 101),
            (json!({ "name": "r".repeat(129) }), 102),
            (json!({ "name": "a\tb" }), 102),
            (json!({ "name": "admin" }), 100),
            (json!({ "name": "Analyst" }), 100),
            (json!({ "name": "ops", "description": "d".repeat(256) }), 102),
            (json!({ "name": "ops", "policies": true }), 102),
            (json!({ "name": "ops", "policies": 5 }), 102),
            (json!({ "name": "ops", "policies": { "a": "b" } }), 102),
            (json!({ "name": "ops", "policies": [["Alerts"], ["Users"]] }), 102),
            (json!({ "name": "ops", "policies": ["p".repeat(129)] }), 102),
            (json!({ "name": "ops", "policies": vec!["p"; 501] }), 102),
            (json!({ "name": "ops", "applications": [null, 1] }), 102),
        ] {
            calls.push(("POST", roles.clone(), body, code));
        }
        calls.push(("PUT", roles.clone(), json!({ "name": "nothing" }), 113));
        calls.push(("PUT", roles.clone(), json!({ "description": "nothing" }), 101));
        calls.push(("PUT", format!("{roles}/ADMIN"), json!({ "name": "x" }), 114));
        calls.push(("DELETE", format!("{roles}/ANALYST"), json!({}), 114));
        calls.push(("DELETE", format!("{roles}/nothing"), json!({}), 113));
    }
    let plan = |path: &str| format!("/plan/{BASIC}{path}");
    calls.extend([
        ("PUT", plan("/configuration"), json!({ "minTime": 5, "maxTime": 1 }), 102),
        ("PUT", plan("/configuration"), json!({ "maxVolume": 99 }), 102),
        ("PUT", plan("/configuration"), json!({ "time": 13 }), 102),
        ("PUT", plan("/configuration"), json!({ "volume": -1 }), 102),
        ("PUT", plan("/retention"), json!({ "maxTime": 1000 }), 102),
        ("PUT", plan("/retention"), json!({ "minTime": "x" }), 102),
        ("PUT", plan("/applications"), json!({}), 101),
        ("PUT", plan("/applications"), json!(["Nothing"]), 102),
        ("PUT", plan("/applications"), json!([7]), 102),
        ("PUT", plan("/applications"), json!({ "applications": "Nothing" }), 102),
        ("PUT", "/plan/gold/retention".to_owned(), json!({ "time": 1 }), 117),
        ("DELETE", "/plan/gold/roles/x".to_owned(), json!({}), 117),
    ]);
    are_refused(&world, &calls).await;
}

/// A body of any bytes, under the name of a type. What cannot be read is refused before anybody looks at
/// who signed it.
async fn sends(
    main: &KeyHolder,
    (method, path): (&str, &str),
    kind: &str,
    body: Vec<u8>,
) -> Answer {
    let headers = main.headers(&String::from_utf8_lossy(&body), main.moment());
    let sent = Sent { headers, body: Some((kind.to_owned(), body)), ..Sent::default() };
    main.send_unsigned(method, path, sent).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_told_in_the_same_form() {
    let world = World::on("2026-01-01").await;
    let (main, before) = (world.devo("main"), seen(&world).await);
    let domain = &world.devo("domain").name;
    let mut complaints = Vec::new();
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let many: String = (0..50_000).map(|number| format!("&a{number}=1")).collect();
    let (json, form) = ("application/json", "application/x-www-form-urlencoded");
    let new = ("POST", "/domain");
    for (call, kind, body, refusal) in [
        (new, json, b"{\"name\":".to_vec(), (400, 103)),
        (new, json, b"{'name':'acme'}".to_vec(), (400, 103)),
        (new, json, b"name=acme".to_vec(), (400, 103)),
        (new, json, b"{\"name\":\"acme\"}{}".to_vec(), (400, 103)),
        (new, json, b"{\"name\":\"\xff\xfe\",\"plan\":\"x\"}".to_vec(), (400, 103)),
        (new, json, b"\xff\xfe".to_vec(), (400, 103)),
        (new, json, b"{\"name\":\"a\\u0000b\",\"plan\":\"x\"}".to_vec(), (400, 103)),
        (new, json, deep.into_bytes(), (400, 103)),
        (new, form, many.into_bytes(), (400, 103)),
        (new, form, b"name=%ff&plan=x".to_vec(), (400, 103)),
        (new, json, Vec::new(), (400, 101)),
        (new, json, b"  ".to_vec(), (400, 101)),
        (new, json, vec![b' '; 2 << 20], (413, 303)),
        (("POST", "/domain/%FF/disable"), json, Vec::new(), (400, 103)),
        (("POST", "/domain/a%00b/disable"), json, Vec::new(), (400, 103)),
        (("POST", "/domain/%20/disable"), json, Vec::new(), (400, 106)),
        (("POST", "/domain?name=%FF"), json, b"{}".to_vec(), (400, 103)),
        (("PATCH", "/domain"), json, b"{}".to_vec(), (405, 301)),
        (("DELETE", "/domain"), json, Vec::new(), (405, 301)),
        (("PUT", "/domain"), json, b"{}".to_vec(), (405, 301)),
        (("POST", "/plan"), json, b"{}".to_vec(), (405, 301)),
        (("GET", "/user/internal"), json, Vec::new(), (405, 301)),
        (("POST", "/access"), json, b"{}".to_vec(), (405, 301)),
        (("GET", "/"), json, Vec::new(), (404, 300)),
        (("GET", "/domain/a/b/c/d"), json, Vec::new(), (404, 300)),
        (("POST", "/user"), json, b"{\"".to_vec(), (404, 300)),
        (("GET", "/plan/a/nothing"), json, Vec::new(), (404, 300)),
    ] {
        let shown: String = String::from_utf8_lossy(&body).chars().take(40).collect();
        let answer = sends(&main, call, kind, body).await;
        complaints.extend(complaint(&format!("{call:?} {shown}"), &answer, refusal));
    }
    let path = format!("/domain/{domain}");
    for (name, value, refusal) in [
        ("accept", "text/html".to_owned(), (406, 302)),
        ("idempotency-key", "k".repeat(256), (400, 103)),
    ] {
        let mut headers = main.headers("", main.moment());
        headers.push((name.to_owned(), value));
        let sent = Sent { headers, ..Sent::default() };
        let answer = main.send_unsigned("DELETE", &path, sent).await;
        complaints.extend(complaint(name, &answer, refusal));
    }
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
    assert_eq!(seen(&world).await, before);
    world.is_consistent().await;
}
