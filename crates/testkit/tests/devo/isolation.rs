//! Resellers know nothing of each other, nor domains of other domains.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use testkit::World;
use testkit::devo::KeyHolder;

use crate::catalogue::{self, Operation};

const BASIC: &str = "my-basic-plan";
/// Calls of the reseller alone, besides those of its plans.
const RESELLERS: [&str; 8] = [
    "listDomains",
    "getDomain",
    "createDomain",
    "disableDomain",
    "enableDomain",
    "deleteDomain",
    "changeDomainPlan",
    "createDomainVisibility",
];

/// Things of one reseller, or of nobody.
#[derive(Clone)]
struct Things {
    domain: String,
    target: String,
    email: String,
    id: String,
    external: String,
    role: String,
    plan_role: String,
    key: String,
}

impl Things {
    /// Those that nobody has, below a reseller's name.
    fn nobodys(reseller: &str) -> Self {
        let text = str::to_owned;
        Self {
            domain: format!("nothing@{reseller}"),
            target: format!("nowhere@{reseller}"),
            email: text("nobody@example.com"),
            id: text("00000000000000000000000000000000"),
            external: text("ext-none"),
            role: text("norole"),
            plan_role: text("noplanrole"),
            key: text("11111111111111111111111111111111"),
        }
    }

    fn all(&self) -> [&str; 8] {
        [
            &self.domain,
            &self.target,
            &self.email,
            &self.id,
            &self.external,
            &self.role,
            &self.plan_role,
            &self.key,
        ]
    }

    /// These, with one of them of others.
    fn with(&self, name: &str, others: &Self) -> Self {
        let (mut mixed, others) = (self.clone(), others.clone());
        match name {
            "domain" => mixed.domain = others.domain,
            "target" => mixed.target = others.target,
            "userEmail" => mixed.email = others.email,
            "id" => (mixed.id, mixed.external) = (others.id, others.external),
            "roleName" => (mixed.role, mixed.plan_role) = (others.role, others.plan_role),
            "key" => mixed.key = others.key,
            unknown => panic!("nobody has a {unknown}"),
        }
        mixed
    }

    /// A text without the names of these things.
    fn taken_out_of(&self, text: &str) -> String {
        self.all().into_iter().fold(text.to_owned(), |text, name| text.replace(name, "?"))
    }

    /// A good call of a row about these things.
    fn call(&self, row: &Operation) -> Value {
        let (id, mut params) = (row.id.as_str(), json!({}));
        for name in row.params.iter().map(|param| param.name.as_str()) {
            params[name] = match name {
                "domain" => json!(self.domain),
                "target" => json!(self.target),
                "userEmail" => json!(self.email),
                "id" if id.contains("External") => json!(self.external),
                "id" => json!(self.id),
                "roleName" if id.contains("Plan") => json!(self.plan_role),
                "roleName" => json!(self.role),
                "key" => json!(self.key),
                "planName" | "plan" => json!(BASIC),
                "name" if id == "createDomain" => json!(self.domain),
                "name" if id == "updateDomainRoles" => json!(self.role),
                "name" if id == "updatePlanRoles" => json!(self.plan_role),
                "name" => json!("spare"),
                "email" if id.starts_with("add") => json!("mallory@example.com"),
                "externalId" => json!("ext-mallory"),
                "userName" => json!("Mallory"),
                "role" => json!("NO_PRIVILEGES"),
                "roles" => json!(["NO_PRIVILEGES"]),
                "description" => json!("Mallory was here"),
                "policies" => json!(["Alerts"]),
                "applications" => json!(["Search"]),
                "time" => json!(3),
                _ => continue,
            };
        }
        params
    }
}

/// What a call names that belongs to somebody; its domain first.
fn owned(row: &Operation) -> Vec<&'static str> {
    const OWNED: [&str; 6] = ["domain", "target", "userEmail", "id", "roleName", "key"];
    let has = |name: &&str| row.params.iter().any(|param| param.name == *name);
    let mut names: Vec<_> = OWNED.into_iter().filter(has).collect();
    match row.id.as_str() {
        "createDomain" => names.push("domain"),
        "updateDomainRoles" | "updatePlanRoles" => names.push("roleName"),
        _ => {}
    }
    names
}

/// A domain of a reseller with an owner, a second user, a role, a key and whatever else there may be.
async fn founded(reseller: &KeyHolder, name: &str) -> Things {
    let done = async |method: &str, path: &str, body: Value| {
        let (status, answer) = reseller.call(method, path, Some(body)).await;
        assert_eq!(status, 200, "{method} {path}: {answer}");
        answer
    };
    let full = |name: &str| format!("{name}@{}", reseller.name);
    let (domain, target) = (full(name), full(&format!("{name}-target")));
    for domain in [&domain, &target] {
        done("POST", "/domain", json!({ "name": domain, "plan": BASIC })).await;
        let email = format!("owner@{name}.example.com");
        let owner = json!({ "email": email, "role": "OWNER", "domain": domain });
        done("POST", "/user/internal?skipMailValidation=true", owner).await;
    }
    let (email, external) = (format!("ed@{name}.example.com"), format!("ext-{name}"));
    let user = json!({
        "email": email, "externalId": external, "role": "NO_PRIVILEGES", "domain": domain,
    });
    done("POST", "/user/external", user).await;
    let id = done("GET", &format!("/user/email/{email}"), json!({})).await;
    let (role, plan_role) = (format!("{name}-role"), format!("{name}-plan-role"));
    let path = format!("/domain/{domain}");
    done("POST", &format!("{path}/roles"), json!({ "name": role })).await;
    done("POST", &format!("/plan/{BASIC}/roles"), json!({ "name": plan_role })).await;
    done("POST", &format!("{path}/visibility"), json!({ "target": target })).await;
    let key = done("POST", &format!("{path}/keys"), json!({ "name": "agent" })).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let (id, key) = (text(&id["id"]), text(&key["key"]));
    Things { domain, target, email, id, external, role, plan_role, key }
}

/// Everything a reseller can read, and what the operator was told.
async fn seen(world: &World, reseller: &KeyHolder, things: &Things) -> BTreeMap<String, String> {
    world.sleeps("PT1S").await;
    let mut seen = BTreeMap::new();
    for row in catalogue::read().operations.iter().filter(|row| row.method == "GET") {
        let reader = reseller.with_token(&things.key);
        let (status, text) = row.call(&reader, &things.call(row)).await;
        assert_eq!(status, 200, "{}: {text}", row.id);
        seen.insert(row.id.clone(), text);
    }
    assert_eq!(seen.len(), 33);
    for control in ["/callbacks", "/mail"] {
        seen.insert(control.to_owned(), world.control("GET", control, None).await.text);
    }
    seen
}

/// The number of a refusal, which is one of a call's own.
fn code(status: u16, text: &str) -> i64 {
    let answer: Value = serde_json::from_str(text).unwrap();
    assert_eq!(status, 400, "{text}");
    answer["error"]["code"].as_i64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_another_resellers_is_as_unknown_as_what_is_not_there() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.devo("main"), world.devo("other"));
    let (mine, theirs) = (founded(&main, "acme").await, founded(&other, "depot").await);
    let before = seen(&world, &main, &mine).await;
    let nobodys = Things::nobodys(&main.name);
    let mut asked = 0;
    for row in catalogue::read().operations {
        let names = owned(&row);
        if names.is_empty() {
            continue;
        }
        // All of it is the stranger's, or one part alone.
        let one = |name: &&str| (theirs.with(name, &mine), theirs.with(name, &nobodys));
        let mut variants: Vec<_> = names.iter().map(one).collect();
        variants.push((mine.clone(), nobodys.clone()));
        for (strange, unknown) in variants {
            let params = strange.call(&row);
            let (status, text) = row.call(&other, &params).await;
            let (other_status, other_text) = row.call(&other, &unknown.call(&row)).await;
            assert_eq!(
                (status, strange.taken_out_of(&text)),
                (other_status, unknown.taken_out_of(&other_text)),
                "{} {params}",
                row.id
            );
            let code = code(status, &text);
            if names[0] == "domain" && strange.domain == mine.domain && row.id != "createDomain" {
                assert_eq!(code, 106, "{} {params}: {text}", row.id);
            }
            asked += 1;
        }
    }
    assert!(asked > 80, "{asked}");
    // Whose key signed somewhere else is nobody's token.
    let tokens = [&mine.key, &nobodys.key].map(|key| other.with_token(key));
    let (strange, unknown) = tokio::join!(
        tokens[0].get("/access?policyAccess=x"),
        tokens[1].get("/access?policyAccess=x")
    );
    assert_eq!((strange.0, &strange), (401, &unknown));
    assert_eq!(seen(&world, &main, &mine).await, before);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_resellers_call_alike_are_two_things() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.devo("main"), world.devo("other"));
    let mine = founded(&main, "acme").await;
    let before = seen(&world, &main, &mine).await;
    let theirs = founded(&other, "acme").await;
    assert_ne!((&theirs.domain, &theirs.id), (&mine.domain, &mine.id));
    assert_eq!((&theirs.email, &theirs.external), (&mine.email, &mine.external));
    let plan = format!("/plan/{BASIC}");
    let path = format!("/domain/{}", theirs.domain);
    for (method, path, body) in [
        ("PUT", format!("{plan}/configuration"), json!({ "maxTime": 5 })),
        ("PUT", format!("{plan}/applications"), json!(["Search"])),
        ("DELETE", format!("{plan}/roles/{}", theirs.plan_role), json!({})),
        ("PUT", format!("/user/email/{}", theirs.email), json!({ "userName": "Mallory" })),
        ("PUT", format!("/user/external/{}", theirs.external), json!({ "email": "m@example.com" })),
        ("POST", format!("{path}/disable"), json!({})),
        ("DELETE", path, json!({})),
    ] {
        let (status, answer) = other.call(method, &path, Some(body)).await;
        assert_eq!(status, 200, "{method} {path}: {answer}");
    }
    let mut after = seen(&world, &main, &mine).await;
    // The operator is told of both.
    after.insert("/callbacks".to_owned(), before["/callbacks"].clone());
    assert_eq!(after, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_a_domain_opens_that_domain_alone() {
    let world = World::on("2026-01-01").await;
    let (main, domain) = (world.devo("main"), world.devo("domain"));
    let mine = founded(&main, "acme").await;
    let before = seen(&world, &main, &mine).await;
    let own = Things {
        domain: domain.name.clone(),
        email: "keeper@beacon.example.com".to_owned(),
        key: domain.key().to_owned(),
        role: "ADMIN".to_owned(),
        ..Things::nobodys(&main.name)
    };
    let caller = domain.with_token(domain.key());
    let nobodys = Things::nobodys(&main.name);
    for row in catalogue::read().operations {
        if row.path.starts_with("/plan") || RESELLERS.contains(&row.id.as_str()) {
            for things in [&own, &mine, &nobodys] {
                let (status, text) = row.call(&caller, &things.call(&row)).await;
                let answer: Value = serde_json::from_str(&text).unwrap();
                assert_eq!((status, &answer["error"]["code"]), (401, &json!(204)), "{}", row.id);
            }
            continue;
        }
        let has = |name: &str| row.params.iter().any(|param| param.name == name);
        if has("domain") || has("userEmail") || has("id") {
            let answers = [
                row.call(&caller, &mine.call(&row)).await,
                row.call(&caller, &nobodys.call(&row)).await,
            ];
            let [(status, text), (_, unknown)] = answers;
            assert_eq!(mine.taken_out_of(&text), nobodys.taken_out_of(&unknown), "{}", row.id);
            let expected = if has("domain") { 106 } else { 105 };
            assert_eq!(code(status, &text), expected, "{}: {text}", row.id);
        }
        let nothing_of_the_kind =
            row.id.contains("ByInternalId") || row.id.contains("ByExternalId");
        if row.method == "GET" && !nothing_of_the_kind {
            let (status, text) = row.call(&caller, &own.call(&row)).await;
            assert_eq!(status, 200, "{}: {text}", row.id);
        }
    }
    assert_eq!(seen(&world, &main, &mine).await, before);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_a_domain_does_what_there_is_to_do_in_it() {
    let world = World::on("2026-01-01").await;
    let (main, domain) = (world.devo("main"), world.devo("domain"));
    let name = &domain.name;
    let member = format!("/user/email/ed@example.com/domain/{name}");
    // Who has one domain alone need not name it.
    let ed = json!({ "email": "ed@example.com", "role": "NO_PRIVILEGES" });
    for (method, path, body) in [
        ("POST", "/user/internal".to_owned(), ed),
        ("PUT", "/user/email/ed@example.com".to_owned(), json!({ "userName": "Ed" })),
        ("POST", format!("/domain/{name}/roles"), json!({ "name": "ops" })),
        ("PUT", format!("{member}/role"), json!(["ops"])),
        ("POST", format!("{member}/disable"), json!({})),
        ("POST", format!("{member}/enable"), json!({})),
        ("PUT", format!("/domain/{name}/retention"), json!({ "time": 3 })),
        ("POST", format!("/domain/{name}/keys"), json!({})),
        ("DELETE", format!("/domain/{name}/roles/ops"), json!({})),
    ] {
        let (status, answer) = domain.call(method, &path, Some(body)).await;
        assert_eq!(status, 200, "{method} {path}: {answer}");
    }
    // Whoever is elsewhere too is not one domain's to change.
    let mine = founded(&main, "acme").await;
    let both = json!({ "email": "ed@example.com", "role": "NO_PRIVILEGES", "domain": mine.domain });
    assert_eq!(main.post("/user/internal", both).await.0, 200);
    let (status, answer) =
        domain.put("/user/email/ed@example.com", json!({ "userName": "Edward" })).await;
    assert_eq!(status, 403, "{answer}");
    assert_eq!(domain.delete(&member).await.0, 200);
    // Out of the domain, the user is out of sight, and still where the domain is not.
    assert_eq!(domain.get("/user/email/ed@example.com").await.0, 400);
    let (status, user) = main.get("/user/email/ed@example.com").await;
    assert_eq!((status, &user["userName"]), (200, &json!("Ed")));
}
