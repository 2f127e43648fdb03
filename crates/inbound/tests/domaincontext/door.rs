//! Who enters, and how answers and refusals look: shown on a command that only the tests have.

use dialects::domaincontext::DomainContext;
use http::Method;
use inbound::domaincontext::errors::Refused;
use inbound::domaincontext::{Caller, DomainContextDoor};
use model::error::{ContactPart, Error, Field, Noun, Reason, Role, Supplier};
use model::money::{Currency, Money};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wire::{Api, Bulked, Endpoint, Loose};

use crate::world::{ATTEMPTS, BODY, FORM, PASSWORD, World};

/// Answers as it is told to.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct Echo {
    id: Loose<u32>,
    how: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct Echoed {
    id: u32,
    login: String,
    key: Option<String>,
}

impl Endpoint for Echo {
    type Dialect = DomainContext;
    type Response = Echoed;
    const IDS: &'static [&'static str] = &["echo"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/echo";
}

impl Bulked for Echo {
    const BULK_IDS: &'static [&'static str] = &["echoes"];
    const BULK_PATH: &'static str = "/echoes";
}

async fn echo(caller: Caller, call: Echo) -> Result<Echoed, Refused> {
    let cx = caller.cx()?;
    match call.how.as_deref() {
        None => Ok(Echoed {
            id: call.id.0,
            login: cx.session.login.clone(),
            key: cx.client_key.clone(),
        }),
        Some("poor") => {
            Err(Error::InsufficientFunds { short_by: Money::new(1, Currency::USD) }.into())
        }
        Some("ru") => {
            let part = Field::Contact(Role::Admin, ContactPart::Name);
            Err(Refused::from(Error::invalid(part, Reason::NeededByRegistry)).below("ru"))
        }
        Some("down") => Err(Error::Unavailable(Supplier::Registry).into()),
        Some("broken") => unreachable!("it was told to"),
        Some(_) => Err(Error::NotYours(Noun::Domain).into()),
    }
}

fn echoes(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on::<Echo, _>(echo).on_bulk::<Echo, _>(echo)
}

#[tokio::test]
async fn credentials_are_arguments_like_all_others() {
    let world = World::with(echoes).await;
    let main = &world.main;
    let expected = json!({ "id": 7, "login": "main", "key": null });
    let asked = main.asks("echo", "id=7").await;
    assert_eq!(asked.headers["cache-control"], "no-store");
    assert_eq!(asked.done(), expected);
    assert_eq!(main.posts("echo", "id=7").await.done(), expected);
    let body = json!({ "auth_login": "main", "auth_password": PASSWORD, "id": 7 }).to_string();
    let json = Some(("application/json", body));
    assert_eq!(main.call(Method::POST, "echo", None, json).await.done(), expected);
    let split = main
        .call(
            Method::POST,
            "echo",
            Some("auth_login=main"),
            Some((FORM, "auth_password=correct+%26+horse&id=7".to_owned())),
        )
        .await;
    assert_eq!(split.done(), expected);
}

#[tokio::test]
async fn strangers_do_not_enter() {
    let world = World::with(echoes).await;
    let needed = "auth_login and auth_password are needed";
    for query in
        ["id=7", "auth_login=main&id=7", "auth_password=x", "auth_login[]=main&auth_password=x"]
    {
        let refused = world.main.call(Method::GET, "echo", Some(query), None).await.refused(needed);
        assert_eq!(
            refused["_error_ops"],
            json!({ "field": "auth_login", "reason": "unauthenticated" })
        );
    }
    let wrong = "auth_login or auth_password is incorrect";
    for (login, password) in [("main", "wrong horse"), ("nobody", PASSWORD)] {
        world.somebody(login, password).asks("echo", "").await.refused(wrong);
        // Nothing of a bulk command is done either.
        let bulk = world.somebody(login, password).posts("echoes", "0[id]=1").await.refused(wrong);
        assert_eq!(bulk.get("0"), None);
    }
    for _ in 2..ATTEMPTS {
        world.somebody("main", "wrong horse").asks("echo", "id=7").await;
    }
    let late = world.somebody("main", "wrong horse").asks("echo", "id=7").await;
    late.refused("Too many attempts, try again in 60 seconds");
    world.main.asks("echo", "id=7").await.done();
}

#[tokio::test]
async fn failures_have_the_status_of_successes() {
    let world = World::with(echoes).await;
    let main = &world.main;
    main.asks("gossip", "").await.refused("There is no command gossip");
    let wrong = main.call(Method::PUT, "echo", None, None).await;
    assert_eq!(wrong.headers["allow"], "GET, POST");
    wrong.refused("echo is called with GET or POST");
    let broken = Some(("application/json", "{\"id\":".to_owned()));
    let broken = main.call(Method::POST, "echo", None, broken).await;
    broken.refused("the body is not valid JSON");
    let missing = main.asks("echo", "").await.refused("id is missing");
    assert_eq!(missing["_error_ops"], json!({ "field": "id", "reason": "missing" }));
    let unreadable = main.asks("echo", "id=x").await;
    let unreadable = unreadable.refused("id should be a whole number from 0 to 4294967295");
    assert_eq!(unreadable["_error_ops"]["reason"], "unreadable");
    main.asks("echo", "id=1&how=broken").await.refused("The server made a mistake");
    let empty = main.asks("echoes", "id=1").await;
    empty.refused("the request has no elements, such as 0[name]=value");
    let long = main.posts("echo", &"x".repeat(BODY)).await;
    let said: Value = serde_json::from_str(&long.text).unwrap();
    assert_eq!((long.status, &said["_error"]), (413, &json!("A body may have 4096 bytes")));
}

#[tokio::test]
async fn a_bulk_answer_tells_of_each_element_and_of_the_whole() {
    let world = World::with(echoes).await;
    let query = "9[id]=1&b[id]=2&b[how]=poor&c[id]=x&d[id]=3&d[how]=theirs&e[id]=4&e[how]=down\
                 &f[id]=5&f[how]=ru&1[id]=6";
    let answer = world.main.asks("echoes", query).await;
    let expected = concat!(
        r#"{"9":{"id":1,"login":"main","key":null},"#,
        r#""b":{"_error":"not enough money"},"#,
        r#""c":{"_error":"id should be a whole number from 0 to 4294967295","#,
        r#""_error_ops":{"field":"id","reason":"unreadable"}},"#,
        r#""d":{"_error":"domain not found","_error_ops":{"field":"domain","reason":"not_found"}},"#,
        r#""e":{"_error":"The registry cannot be reached, wait and try again","#,
        r#""_error_ops":{"reason":"unavailable"},"wait":1},"#,
        r#""f":{"_error":"contact not filled properly","#,
        r#""_error_ops":{"field":"admin","reason":"needed_by_registry","for":"RU"}},"#,
        r#""1":{"id":6,"login":"main","key":null},"#,
        r#""_error":"5 of 7 failed: b, c, d, e, f"}"#,
    );
    assert_eq!((answer.status, answer.text.as_str()), (200, expected));
    let good = world.main.posts("echoes", "9[id]=1&1[id]=6").await.done();
    assert_eq!(good.as_object().map(serde_json::Map::len), Some(2));
}

#[tokio::test]
async fn each_element_of_a_named_attempt_is_an_attempt_of_its_own() {
    let world = World::with(echoes).await;
    let named = world.main.with("idempotency-key", "order-7");
    assert_eq!(named.asks("echo", "id=1").await.done()["key"], "order-7");
    let first = named.asks("echoes", "0[id]=1&1[id]=1").await.done();
    assert_ne!(first["0"]["key"], first["1"]["key"]);
    assert_eq!(named.asks("echoes", "1[id]=1&0[id]=1").await.done(), first);
    let other = world.main.with("idempotency-key", "order-8");
    assert_ne!(other.asks("echoes", "0[id]=1").await.done()["0"]["key"], first["0"]["key"]);
}

#[tokio::test]
async fn the_log_shows_who_called_and_no_password() {
    let world = World::with(echoes).await;
    world.main.asks("echoes", "0[id]=1&0[auth_password]=correct").await;
    world.main.posts("ecoh", "id=1").await;
    let shown = world.log.latest(9);
    assert_eq!(shown[0].request, "auth_login=main&auth_password=***&id=1");
    assert_eq!(shown[1].query, "auth_login=main&auth_password=***&0[id]=1&0[auth_password]=***");
    assert_eq!(
        (shown[1].catalogue_id, shown[1].account.as_deref()),
        (Some("echoes"), Some("main"))
    );
}

#[tokio::test]
async fn the_document_tells_both_outcomes_of_an_element() {
    let world = World::with(echoes).await;
    let api = echoes(inbound::domaincontext::api(
        std::sync::Arc::clone(&world.realm),
        wire::ApiSettings::default(),
    ));
    let document = api.openapi();
    let answer = &document["paths"]["/echoes"]["post"]["responses"]["200"]["content"];
    let schema = &answer["application/json"]["schema"];
    assert_eq!(schema["properties"]["_error"]["type"], "string");
    let either = &schema["additionalProperties"]["anyOf"];
    assert_eq!(either[0]["$ref"], "#/components/schemas/Echoed");
    assert_eq!(either[1]["$ref"], "#/components/schemas/Refusal");
}
