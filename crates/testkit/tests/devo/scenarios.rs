//! Tenants from their first day to their last.

use serde_json::{Value, json};
use testkit::World;
use testkit::devo::KeyHolder;
use testkit::http::{Answer, Caller, Sent, encoded};
use testkit::world::on_each_engine;

const BASIC: &str = "my-basic-plan";

/// Asserts that a call was done, and gives what it answers.
#[track_caller]
fn done((status, answer): (u16, Value)) -> Value {
    assert_eq!(status, 200, "{answer}");
    answer
}

/// Asserts that a call was refused for a reason of the call's, and gives the reason's number.
#[track_caller]
fn refused((status, answer): (u16, Value)) -> i64 {
    assert_eq!(status, 400, "{answer}");
    assert!(!answer["error"]["message"].as_str().unwrap().is_empty());
    answer["error"]["code"].as_i64().unwrap()
}

/// A new domain on the basic plan.
async fn creates(reseller: &KeyHolder, name: &str) -> Value {
    done(reseller.post("/domain", json!({ "name": name, "plan": BASIC })).await)
}

/// Somebody comes into a domain, by a link in a mail.
async fn invites(reseller: &KeyHolder, domain: &str, email: &str, role: &str) -> (u16, Value) {
    let user = json!({ "email": email, "role": role, "domain": domain, "userName": email });
    reseller.post("/user/internal", user).await
}

/// Somebody comes into a domain at once.
async fn joins(reseller: &KeyHolder, domain: &str, email: &str, role: &str) -> (u16, Value) {
    let user = json!({ "email": email, "role": role, "domain": domain, "userName": email });
    reseller.post("/user/internal?skipMailValidation=true", user).await
}

/// Where a member of a domain is found.
fn member(domain: &str, email: &str) -> String {
    format!("/user/email/{email}/domain/{domain}")
}

/// The domains of a reseller.
async fn listed(reseller: &KeyHolder) -> Vec<Value> {
    done(reseller.get("/domain").await).as_array().unwrap().clone()
}

/// The page behind the link in the last mail to somebody, opened or answered.
async fn page(world: &World, email: &str, method: &str) -> Answer {
    let letters = world.mail(email).await;
    let text = letters.last().unwrap()["text"].as_str().unwrap();
    let link = text.split_whitespace().find(|word| word.contains("/confirm/user?")).unwrap();
    assert!(link.starts_with(&world.running().url()), "{link}");
    let (page, query) = link.split_once('?').unwrap();
    if method == "GET" {
        return Caller::default().send("GET", link, Sent::default()).await;
    }
    let pairs: Vec<_> = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let form = ("application/x-www-form-urlencoded".to_owned(), encoded(&pairs).into_bytes());
    Caller::default().send("POST", page, Sent { body: Some(form), ..Sent::default() }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_is_of_use_from_its_owner_on() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.devo("main");
        let acme = &format!("acme@{}", main.name);
        let plans = done(main.get("/plan").await);
        assert!(plans.as_array().unwrap().iter().any(|plan| plan["name"] == BASIC), "{plans}");
        let made = creates(&main, "acme").await;
        assert_eq!((&made["name"], &made["status"]), (&json!(acme), &json!("Active")));
        assert_eq!(done(main.get(&format!("/domain/{acme}")).await), made);
        assert_eq!(done(main.get(&format!("/domain/{}", acme.replace('@', "%40"))).await), made);

        // Nobody looks at its users or adds others before the owner came.
        let users = format!("/user/domain/{acme}");
        assert_eq!(refused(main.get(&users).await), 110);
        assert_eq!(refused(invites(&main, acme, "ann@example.com", "ADMIN").await), 110);
        assert_eq!(refused(main.get("/user/email/ann@example.com").await), 105);
        let external = json!({
            "email": "ann@example.com", "externalId": "1", "role": "OWNER", "domain": acme,
        });
        assert_eq!(refused(main.post("/user/external", external).await), 102);

        let owner = done(invites(&main, acme, "ann@example.com", "OWNER").await);
        assert_eq!((&owner["role"], &owner["roleList"]), (&json!("ADMIN"), &json!(["ADMIN"])));
        assert_eq!((&owner["owner"], &owner["status"]), (&json!(true), &json!("pending")));
        assert_eq!(done(main.get(&users).await), json!([owner]));
        assert_eq!(refused(invites(&main, acme, "bob@example.com", "OWNER").await), 111);
        let again = invites(&main, acme, "Ann@Example.com", "ADMIN").await;
        assert!(again.1["error"]["message"].as_str().unwrap().contains("already exists"));
        assert_eq!(refused(again), 100);
        assert_eq!(done(main.get(&users).await), json!([owner]));
        assert!(listed(&main).await.contains(&made));
        world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_is_active_from_the_link_in_the_mail_on() {
    let world = World::on("2026-01-01").await;
    let main = world.devo("main");
    let acme = &creates(&main, "acme").await["name"].as_str().unwrap().to_owned();
    done(joins(&main, acme, "ann@example.com", "OWNER").await);
    assert!(world.mail("ann@example.com").await.is_empty());
    done(invites(&main, acme, "bob@example.com", "NO_PRIVILEGES").await);
    world.sleeps("PT1S").await;
    assert_eq!(world.mail("bob@example.com").await.len(), 1);

    let bob = &member(acme, "bob@example.com");
    let state = async || done(main.get(bob).await)["status"].clone();
    let shown = page(&world, "bob@example.com", "GET").await;
    assert_eq!(shown.status, 200);
    assert!(shown.text.contains("bob@example.com") && shown.text.contains("acme"));
    assert_eq!(state().await, "pending");
    // What the mail is there for, nobody does in another way.
    assert_eq!(refused(main.post(&format!("{bob}/enable"), json!({})).await), 116);

    // A mail address that changed needs a link of its own, and the one before is of no use.
    let before = world.mail("bob@example.com").await[0]["text"].as_str().unwrap().to_owned();
    let moved = json!({ "email": "bobby@example.com" });
    done(main.put("/user/email/bob@example.com", moved).await);
    world.sleeps("PT1S").await;
    let after = world.mail("bobby@example.com").await[0]["text"].as_str().unwrap().to_owned();
    assert_ne!(before, after);
    assert_eq!(page(&world, "bob@example.com", "POST").await.status, 404);
    assert_eq!(page(&world, "bobby@example.com", "POST").await.status, 200);
    let bobby = done(main.get(&member(acme, "bobby@example.com")).await);
    assert_eq!(bobby["status"], "active");
    for method in ["GET", "POST"] {
        assert_eq!(page(&world, "bobby@example.com", method).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_is_switched_off_and_on() {
    let world = World::on("2026-01-01").await;
    let (main, domain) = (world.devo("main"), world.devo("domain"));
    let path = format!("/domain/{}", domain.name);
    let switch = async |to: &str| main.post(&format!("{path}/{to}"), json!({})).await;
    let users = format!("/user/domain/{}", domain.name);
    done(domain.get(&users).await);
    assert_eq!(refused(switch("enable").await), 108);
    let off = done(switch("disable").await);
    assert_ne!(off["status"], "Active");
    assert_eq!(done(main.get(&path).await), off);
    assert_eq!(refused(switch("disable").await), 107);
    // Its own key opens nothing meanwhile; its reseller sees to it as before.
    let (status, answer) = domain.get(&users).await;
    assert_eq!(status, 403, "{answer}");
    done(main.get(&users).await);
    let on = done(switch("enable").await);
    assert_eq!(on["status"], "Active");
    assert_eq!(refused(switch("enable").await), 108);
    done(domain.get(&users).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn members_come_and_go_and_the_owner_stays() {
    let world = World::on("2026-01-01").await;
    let main = world.devo("main");
    let acme = &creates(&main, "acme").await["name"].as_str().unwrap().to_owned();
    let (ann, bob) = (&member(acme, "ann@example.com"), &member(acme, "bob@example.com"));
    done(joins(&main, acme, "ann@example.com", "OWNER").await);
    let joined = done(joins(&main, acme, "bob@example.com", "no_privileges").await);
    assert_eq!((&joined["role"], &joined["owner"]), (&json!("NO_PRIVILEGES"), &json!(false)));
    let set = done(main.put(&format!("{bob}/role/admin"), json!({})).await);
    assert_eq!(set["roleList"], json!(["ADMIN"]));
    let both = done(main.put(&format!("{bob}/role"), json!(["ADMIN", "analyst"])).await);
    assert_eq!(both["role"], "ADMIN,ANALYST");
    let body = Some(json!({ "roles": "ADMIN" }));
    let fewer = done(main.call("DELETE", &format!("{bob}/role"), body.clone()).await);
    assert_eq!(fewer["role"], "ANALYST");
    let last = Some(json!(["ANALYST"]));
    assert_eq!(refused(main.call("DELETE", &format!("{bob}/role"), last).await), 115);
    assert_eq!(refused(main.put(&format!("{bob}/role/boss"), json!({})).await), 113);

    let disable = async || main.post(&format!("{bob}/disable"), json!({})).await;
    assert_eq!(done(disable().await)["status"], "inactive");
    let again = disable().await;
    let text =
        format!("Error disabling a non inactive user. User bob@example.com at domain {acme}");
    assert_eq!(again.1["error"]["message"], text);
    assert_eq!(refused(again), 116);
    let enable = async || main.post(&format!("{bob}/enable"), json!({})).await;
    assert_eq!(done(enable().await)["status"], "active");
    assert_eq!(refused(enable().await), 116);

    let stays = main.delete(ann).await;
    assert_eq!(stays.1["error"]["message"], "Domain owner can not be deleted");
    assert_eq!(refused(stays), 112);
    assert_eq!(refused(main.call("DELETE", &format!("{ann}/role"), body).await), 115);
    assert_eq!(refused(main.put(&format!("{ann}/role/NO_PRIVILEGES"), json!({})).await), 112);
    done(main.delete(bob).await);
    assert_eq!(refused(main.delete(bob).await), 105);
    assert_eq!(refused(main.get("/user/email/bob@example.com").await), 105);
    let users = done(main.get(&format!("/user/domain/{acme}")).await);
    assert_eq!(users.as_array().unwrap().len(), 1);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_is_removed_and_with_it_whoever_has_no_other() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.devo("main");
        for name in ["acme", "birch"] {
            let domain = format!("{name}@{}", main.name);
            creates(&main, name).await;
            done(joins(&main, &domain, &format!("{name}@example.com"), "OWNER").await);
            done(joins(&main, &domain, "both@example.com", "NO_PRIVILEGES").await);
        }
        let path = |name: &str| format!("/domain/{name}@{}", main.name);
        let user = async |email: &str| main.get(&format!("/user/email/{email}")).await;
        let key = done(main.post(&format!("{}/keys", path("acme")), json!({})).await);
        let part = |name: &str| key[name].as_str().unwrap();
        let holder = main.with_key(part("key"), part("secret"));
        let users = format!("/user/domain/acme@{}", main.name);
        done(holder.get(&users).await);

        assert_eq!(done(main.delete(&path("acme")).await), json!({}));
        for call in [main.get(&path("acme")).await, main.delete(&path("acme")).await] {
            assert_eq!(call.1["error"], json!({ "code": 106, "message": "Invalid domain" }));
            assert_eq!(refused(call), 106);
        }
        assert_eq!(holder.get(&users).await.0, 401);
        let names: Vec<_> = listed(&main)
            .await
            .iter()
            .map(|row| row["name"].as_str().unwrap().to_owned())
            .collect();
        assert!(names.iter().any(|name| name.starts_with("birch@")));
        assert!(!names.iter().any(|name| name.starts_with("acme@")), "{names:?}");
        assert_eq!(refused(user("acme@example.com").await), 105);
        done(user("both@example.com").await);
        // A name is never given out again, however it is written.
        for name in ["acme", "ACME"] {
            let again = json!({ "name": name, "plan": BASIC });
            assert_eq!(refused(main.post("/domain", again).await), 100);
        }
        // A mail address is: whoever has gone may come anew.
        let birch = format!("birch@{}", main.name);
        done(joins(&main, &birch, "acme@example.com", "NO_PRIVILEGES").await);
        done(main.delete(&path("birch")).await);
        for email in ["both@example.com", "birch@example.com", "acme@example.com"] {
            assert_eq!(refused(user(email).await), 105);
        }
        world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_are_written_and_those_that_everybody_has_stay() {
    let world = World::on("2026-01-01").await;
    let (main, domain) = (world.devo("main"), world.devo("domain"));
    let roles = &format!("/domain/{}/roles", domain.name);
    let before = done(main.get(roles).await);
    let new = json!({ "name": "ops", "description": "Runs it", "policies": "*" });
    // Some clients post to the list with a slash behind it.
    let made = done(main.post(&format!("{roles}/"), new.clone()).await);
    assert_eq!((&made["policies"], &made["applications"]), (&json!(["*"]), &json!([])));
    assert_eq!(refused(main.post(roles, new).await), 100);
    assert_eq!(done(main.get(&format!("{roles}/Ops")).await), made);
    let full = done(main.get(&format!("{roles}/ops?full=true")).await);
    assert!(!full["resources"].as_array().unwrap().is_empty(), "{full}");
    let unknown = main.get(&format!("{roles}/watch")).await;
    assert_eq!(unknown.1["error"]["message"], "Role 'watch' not found");
    assert_eq!(refused(unknown), 113);

    let keeper = "keeper@beacon.example.com";
    let path = member(&domain.name, keeper);
    done(main.put(&format!("{path}/role"), json!(["ADMIN", "ops"])).await);
    let renamed = json!({ "name": "operations", "policies": ["Alerts"] });
    let renamed = done(main.put(&format!("{roles}/ops"), renamed).await);
    assert_eq!((&renamed["id"], &renamed["policies"]), (&made["id"], &json!(["Alerts"])));
    assert_eq!(done(main.get(&path).await)["role"], "ADMIN,operations");
    assert_eq!(done(main.delete(&format!("{roles}/operations")).await), json!({}));
    assert_eq!(refused(main.delete(&format!("{roles}/operations")).await), 113);
    assert_eq!(done(main.get(&path).await)["role"], "ADMIN");

    for name in ["ADMIN", "no_privileges", "ANALYST"] {
        let path = format!("{roles}/{name}");
        assert_eq!(refused(main.delete(&path).await), 114);
        assert_eq!(refused(main.put(&path, json!({ "description": "x" })).await), 114);
        let named = json!({ "name": name, "description": "x" });
        assert_eq!(refused(main.put(roles, named).await), 114);
    }
    assert_eq!(done(main.get(roles).await), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_plan_gives_reaches_its_domains_and_no_other_resellers() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.devo("main"), world.devo("other"));
    let path = |rest: &str| format!("/plan/{BASIC}{rest}");
    let bare = done(main.put(&path("/applications"), json!(["Search"])).await);
    assert_eq!(bare[0]["name"], "Search");
    assert_eq!(bare.as_array().unwrap().len(), 1);
    done(main.post(&path("/roles"), json!({ "name": "auditor", "policies": ["Queries"] })).await);
    done(main.put(&path("/configuration"), json!({ "maxTime": 6, "time": 3 })).await);
    let made = creates(&main, "acme").await;
    assert_eq!(made["time"], json!(3.0));
    let acme = made["name"].as_str().unwrap();
    let applications = done(main.get(&format!("/domain/{acme}/applications")).await);
    assert_eq!(applications, bare);
    done(main.get(&format!("/domain/{acme}/roles/auditor")).await);
    let more = json!({ "time": 7 });
    assert_eq!(refused(main.put(&format!("/domain/{acme}/retention"), more.clone()).await), 102);

    let made = creates(&other, "acme").await;
    assert_eq!(made["time"], json!(2.0));
    let theirs = made["name"].as_str().unwrap();
    done(other.put(&format!("/domain/{theirs}/retention"), more).await);
    assert_eq!(refused(other.get(&format!("/domain/{theirs}/roles/auditor")).await), 113);
    assert_eq!(refused(other.get(&path("/roles/auditor")).await), 113);

    // A larger plan takes the domain as it is; back on the smaller one it is cut to what fits.
    let plan = format!("/domain/{theirs}/plan");
    let moved = done(other.put(&plan, json!({ "plan": "my-business-plan" })).await);
    assert_eq!((&moved["plan"], &moved["time"]), (&json!("my-business-plan"), &json!(7.0)));
    let retention = format!("/domain/{theirs}/retention");
    done(other.put(&retention, json!({ "time": 60 })).await);
    let moved = done(other.put(&plan, json!({ "plan": BASIC })).await);
    assert_eq!(moved["time"], json!(12.0));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_at_once_one_wins() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.devo("main");
        for round in 0..5 {
            let name = format!("rush{round}");
            let new = || json!({ "name": name, "plan": BASIC });
            let (one, two) = tokio::join!(main.post("/domain", new()), main.post("/domain", new()));
            one_wins(one, two, 100);
            let full = format!("{name}@{}", main.name);
            let rows = listed(&main).await;
            assert_eq!(rows.iter().filter(|row| row["name"] == full).count(), 1);

            let (ann, bob) = (format!("ann{round}@example.com"), format!("bob{round}@example.com"));
            let (one, two) = tokio::join!(
                invites(&main, &full, &ann, "OWNER"),
                invites(&main, &full, &bob, "OWNER")
            );
            one_wins(one, two, 111);
            let users = done(main.get(&format!("/user/domain/{full}")).await);
            assert_eq!((users.as_array().unwrap().len(), &users[0]["owner"]), (1, &json!(true)));
        }
        world.sleeps("PT1S").await;
        world.is_consistent().await;
    })
    .await;
}

/// One of two calls was done, and the other refused with this number.
fn one_wins(one: (u16, Value), two: (u16, Value), code: i64) {
    let (winner, loser) = if one.0 == 200 { (one, two) } else { (two, one) };
    done(winner);
    assert_eq!(refused(loser), code);
}
