//! Every call of the list, made with success by a reseller and its users.

use serde_json::{Value, json};
use testkit::World;

use crate::catalogue::Walk;

#[tokio::test(flavor = "multi_thread")]
async fn every_call_answers_in_its_form() {
    let world = World::on("2026-01-01").await;
    let main = world.devo("main");
    let mut walk = Walk::default();
    let full = |name: &str| format!("{name}@{}", main.name);

    let plans = walk.calls(&main, "listPlans", json!({})).await;
    let (basic, business) = (text(&plans[0]["name"]), text(&plans[1]["name"]));
    plan(&mut walk, &world, &basic).await;

    let new =
        json!({ "name": "acme", "plan": basic, "time": 1.5, "volume": 2, "status": "Active" });
    let acme = walk.calls(&main, "createDomain", new).await;
    assert_eq!(
        acme,
        json!({ "name": full("acme"), "plan": basic, "time": 1.5, "volume": 2.0, "status": "Active" })
    );
    let acme = full("acme");
    let owner = json!({
        "email": "owner@example.com", "role": "OWNER", "domain": acme, "userName": "Olive",
        "externalId": "ext-1", "owner": true, "skipMailValidation": "true",
    });
    walk.calls(&main, "addInternalUser", owner).await;
    let external = json!({
        "email": "ed@example.com", "externalId": "ext-2", "role": "NO_PRIVILEGES", "domain": acme,
        "userName": "Ed",
    });
    walk.calls(&main, "addExternalUser", external).await;
    users(&mut walk, &world, &acme).await;
    roles(&mut walk, &world, &acme).await;
    settings(&mut walk, &world, &acme, &business).await;

    for id in ["listDomains", "disableDomain", "enableDomain", "getDomain"] {
        let params = if id == "listDomains" { json!({}) } else { json!({ "domain": acme }) };
        walk.calls(&main, id, params).await;
    }
    walk.calls(&main, "deleteDomain", json!({ "domain": acme })).await;
    walk.is_complete();
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

async fn plan(walk: &mut Walk, world: &World, plan: &str) {
    let main = world.devo("main");
    let named = |more: Value| {
        let mut params = json!({ "planName": plan });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    for id in [
        "getPlan",
        "getPlanConfiguration",
        "listPlanRoles",
        "listPlanPolicies",
        "listPlanApplications",
        "listPlanVaults",
        "getPlanRetention",
    ] {
        walk.calls(&main, id, named(json!({}))).await;
    }
    let role = json!({
        "name": "auditor", "description": "Looks", "policies": ["Queries"],
        "applications": ["Search"],
    });
    let made = walk.calls(&main, "createPlanRole", named(role.clone())).await;
    assert_eq!((&made["name"], &made["policies"]), (&json!("auditor"), &json!(["Queries"])));
    let changed = json!({ "name": "auditor", "description": "Looks twice" });
    walk.calls(&main, "updatePlanRoles", named(changed)).await;
    let changed = json!({ "roleName": "auditor", "policies": "*" });
    let changed = walk.calls(&main, "updatePlanRole", named(changed)).await;
    assert_eq!(
        (&changed["description"], &changed["policies"]),
        (&json!("Looks twice"), &json!(["*"]))
    );
    let auditor = json!({ "roleName": "auditor" });
    assert_eq!(walk.calls(&main, "getPlanRole", named(auditor.clone())).await, changed);
    walk.calls(&main, "deletePlanRole", named(auditor)).await;
    let retention = json!({ "maxTime": 10 });
    let retention = walk.calls(&main, "updatePlanRetention", named(retention)).await;
    assert_eq!(retention["maxTime"], json!(10.0));
    let configuration = json!({ "maxVolume": 9.5 });
    let configuration = walk.calls(&main, "updatePlanConfiguration", named(configuration)).await;
    assert_eq!(
        (&configuration["maxTime"], &configuration["maxVolume"]),
        (&json!(10.0), &json!(9.5))
    );
    let applications = json!({ "applications": ["Search", "Dashboards"] });
    walk.calls(&main, "updatePlanApplications", named(applications)).await;
}

async fn users(walk: &mut Walk, world: &World, domain: &str) {
    let main = world.devo("main");
    let by_mail = json!({ "userEmail": "ed@example.com" });
    let ed = walk.calls(&main, "getUser", by_mail).await;
    let id = text(&ed["id"]);
    for (call, id) in [("getUserByInternalId", id.as_str()), ("getUserByExternalId", "ext-2")] {
        assert_eq!(walk.calls(&main, call, json!({ "id": id })).await, ed);
    }
    let phone = json!({ "id": id, "phone": "+1.5550100" });
    assert_eq!(walk.calls(&main, "updateUser", phone).await["phone"], "+1.5550100");
    let emptied = json!({ "userEmail": "ed@example.com", "phone": "" });
    assert_eq!(walk.calls(&main, "updateUserByEmail", emptied).await["phone"], Value::Null);
    let renamed = json!({ "id": "ext-2", "userName": "Edward" });
    assert_eq!(walk.calls(&main, "updateUserByExternalId", renamed).await["userName"], "Edward");

    let rows = walk.calls(&main, "listDomainUsers", json!({ "domain": domain })).await;
    assert_eq!(rows.as_array().unwrap().len(), 2);
    let member = json!({ "userEmail": "ed@example.com", "domain": domain });
    let found = walk.calls(&main, "getDomainUser", member.clone()).await;
    assert_eq!(found["status"], "active");
    for (call, id) in
        [("getDomainUserByInternalId", id.as_str()), ("getDomainUserByExternalId", "ext-2")]
    {
        let params = json!({ "id": id, "domain": domain });
        assert_eq!(walk.calls(&main, call, params).await, found);
    }
    let switched = walk.calls(&main, "disableDomainUser", member.clone()).await;
    assert_eq!(switched["status"], "inactive");
    let switched = walk.calls(&main, "enableDomainUser", member).await;
    assert_eq!(switched["status"], "active");
}

async fn roles(walk: &mut Walk, world: &World, domain: &str) {
    let main = world.devo("main");
    let of = |name: &str| json!({ "domain": domain, "roleName": name });
    walk.calls(&main, "listDomainRoles", json!({ "domain": domain })).await;
    let role = json!({
        "domain": domain, "name": "ops", "description": "Runs it", "policies": ["Alerts"],
        "applications": ["Alerts"],
    });
    walk.calls(&main, "createDomainRole", role).await;
    let role = json!({ "domain": domain, "name": "ops", "description": "Runs all of it" });
    walk.calls(&main, "updateDomainRoles", role).await;
    let role = json!({ "domain": domain, "roleName": "ops", "policies": ["Alerts", "Relays"] });
    let role = walk.calls(&main, "updateDomainRole", role).await;
    assert_eq!(walk.calls(&main, "getDomainRole", of("OPS")).await, role);

    let ed = json!({ "userEmail": "ed@example.com", "domain": domain });
    let with = |more: Value| {
        let mut params = ed.clone();
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    let set = walk.calls(&main, "setDomainUserRole", with(json!({ "roleName": "ops" }))).await;
    assert_eq!(set["roleList"], json!(["ops"]));
    let both = with(json!({ "roles": ["ops", "no_privileges"] }));
    let set = walk.calls(&main, "setDomainUserRoles", both).await;
    assert_eq!(set["roleList"].as_array().unwrap().len(), 2);
    let fewer = with(json!({ "roles": ["ops"] }));
    let set = walk.calls(&main, "removeDomainUserRoles", fewer).await;
    assert_eq!(set["roleList"], json!(["NO_PRIVILEGES"]));
    walk.calls(&main, "deleteDomainRole", of("ops")).await;
    walk.calls(&main, "deleteDomainUser", ed).await;
}

async fn settings(walk: &mut Walk, world: &World, domain: &str, business: &str) {
    let main = world.devo("main");
    let of = |more: Value| {
        let mut params = json!({ "domain": domain });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    let moved = walk.calls(&main, "changeDomainPlan", of(json!({ "plan": business }))).await;
    assert_eq!(moved["plan"], business);
    let kept = walk.calls(&main, "updateDomainRetention", of(json!({ "time": 3 }))).await;
    assert_eq!(kept["time"], json!(3.0));
    assert_eq!(walk.calls(&main, "getDomainRetention", of(json!({}))).await, kept);
    for id in [
        "listDomainPolicies",
        "listDomainApplications",
        "listDomainResources",
        "listDomainVaults",
        "getDomainPreferences",
        "getDomainLimits",
        "listChildDomains",
        "getDomainAuth",
    ] {
        walk.calls(&main, id, of(json!({}))).await;
    }
    let seen = world.devo("domain").name.clone();
    let shared = json!({ "target": seen, "tables": ["siem.logtrust"] });
    let shared = walk.calls(&main, "createDomainVisibility", of(shared)).await;
    let listed = walk.calls(&main, "listDomainVisibility", of(json!({}))).await;
    assert_eq!(listed, json!([shared]));
    let key = walk.calls(&main, "createDomainKey", of(json!({ "name": "agent" }))).await;
    let listed = walk.calls(&main, "listDomainKeys", of(json!({}))).await;
    assert_eq!(listed[0]["key"], key["key"]);
    walk.calls(&main, "getDomainKey", of(json!({ "key": key["key"] }))).await;
    // The new key opens its own domain.
    let (key, secret) = (text(&key["key"]), text(&key["secret"]));
    let holder = main.with_key(&key, &secret).with_token(&key);
    let asked = json!({ "policyAccess": "Queries,Nothing", "tableAccess": "siem.logtrust" });
    let access = walk.calls(&holder, "getTokenAccess", asked).await;
    assert_eq!(access["domain"], domain);
    let (status, users) = holder.get(&format!("/user/domain/{domain}")).await;
    assert_eq!((status, users.as_array().map(Vec::len)), (200, Some(1)), "{users}");
}
