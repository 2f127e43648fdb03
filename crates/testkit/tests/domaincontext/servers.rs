//! Servers: from the tariffs to the end, and who may do what with whose.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, Reply};

use crate::listener::{Listener, attempts};

/// What the worked example of the documentation sends.
const EXAMPLE: &str = "tariff=XENSSD%20VDS%204%20100+&os=centos&panel=isp&cluster_id=1&social=test\
    &purpose=test&callback_url=http:\\/\\/my.domain.com\\/page\\/for\\/callback";
/// A tariff, and what a month of it costs.
pub const TARIFF: &str = "XENSSD VDS 4 100+";
pub const CENTS: i64 = 1_900;
/// Commands that need nothing but a server, except those that end it.
const COMMANDS: [&str; 10] = [
    "serverGetInfo",
    "serverReboot",
    "serverReset",
    "serverShutdown",
    "serverPowerOn",
    "serverPowerOff",
    "serverBootLive",
    "serverEnableVNC",
    "serverRegenRootPassword",
    "serverRenew",
];

/// An order of a server.
pub fn order() -> Value {
    json!({ "tariff": TARIFF, "osimage": "centos9x64", "cluster_id": 1 })
}

/// An order whose buyer is called.
pub fn order_with_callback(url: &str) -> Value {
    json!({ "tariff": TARIFF, "osimage": "centos9x64", "cluster_id": 1, "callback_url": url })
}

/// Orders a server, waits until it is set up, and gives its number.
pub async fn bought(world: &World, account: &Account, order: Value) -> i64 {
    let made = account.asks("serverBuy", order).await.done();
    world.sleeps("PT2H").await;
    made["id"].as_i64().expect("a number")
}

/// A server as it stands.
pub async fn server(account: &Account, id: i64) -> Value {
    account.asks("serverGetInfo", json!({ "id": id })).await.done()
}

/// State and power.
async fn stands(account: &Account, id: i64) -> (String, String) {
    let server = server(account, id).await;
    let text = |name: &str| server[name].as_str().unwrap_or_default().to_owned();
    (text("state"), text("power"))
}

fn pair(state: &str, power: &str) -> (String, String) {
    (state.to_owned(), power.to_owned())
}

/// The numbers of what was found.
fn ids(reply: Reply) -> Vec<i64> {
    let rows = reply.done();
    let rows = rows.as_array().expect("rows").iter();
    rows.map(|row| row["id"].as_i64().expect("a number")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_tariffs_to_the_end() {
    let world = World::on("2026-01-01").await;
    let (main, listener) = (world.account("main"), Listener::opens().await);
    let host = world.running().world().host.clone();
    let tariffs = main.asks("tariffsGetAvailable", json!({ "type": "svds" })).await.done();
    assert!(tariffs.as_array().expect("tariffs").iter().any(|row| row["name"] == TARIFF));
    let images = main.asks("osimagesSearch", json!({ "type": "svds" })).await.done();
    let with_panel = |row: &&Value| row["osimage"] == "centos9x64" && row["panel"] == "isp";
    let image = images.as_array().expect("images").iter().find(with_panel).expect("an image");
    assert_eq!((&image["softpack"]["panel"], &image["bitwise"]), (&json!("isp"), &json!("64")));
    let before = main.balance_cents().await;

    let mut wish = order_with_callback(&listener.url);
    wish["panel"] = json!("isp");
    let made = main.asks("serverBuy", wish).await.done();
    let id = made["id"].as_i64().expect("a number");
    let name = made["name"].as_str().expect("a name").to_owned();
    assert_eq!((made["state"].as_str(), name), (Some("new"), format!("svds{id}")));
    assert_eq!(main.balance_cents().await, before - CENTS);
    let new = server(&main, id).await;
    assert_eq!((&new["running_task"], &new["power"]), (&json!("set-up"), &json!("off")));
    assert_eq!((&new["expires"], &new["ip"]), (&json!("2026-02-01"), &json!("")));
    let early = main.asks("serverEnableVNC", json!({ "id": id })).await;
    assert_eq!(early.refused(), "vds_has_tasks");
    assert_eq!(listener.heard(), [""; 0]);

    world.sleeps("PT2H").await;
    let ready = server(&main, id).await;
    assert_eq!((&ready["state"], &ready["power"]), (&json!("ok"), &json!("on")));
    assert_eq!((&ready["running_task"], &ready["panel"]), (&Value::Null, &json!("isp")));
    assert_eq!((&ready["os"], &ready["type"]), (&json!("CentOS"), &json!("svds")));
    assert_ne!(ready["ip"], "");
    let said = format!("id={id}&server=svds{id}&state=ok&task=set-up&result=ok");
    assert_eq!(listener.heard(), [said]);
    assert_eq!(attempts(&world).await, [(listener.url.clone(), Some(200))]);

    let screen = main.asks("serverEnableVNC", json!({ "id": id })).await.done();
    let password = screen["vnc_password"].as_str().expect("a password").to_owned();
    assert!(screen["vnc_port"].is_u64() && !screen["vnc_ip"].as_str().unwrap_or("").is_empty());
    let reference = format!("subscription-{id}");
    let opens = async || host.console_opens(&reference, &password).await.expect("the host's books");
    world.sleeps("PT7H59M").await;
    assert!(opens().await && server(&main, id).await["statuses"]["vnc"].is_string());
    world.sleeps("PT2M").await;
    assert!(!opens().await && server(&main, id).await["statuses"].get("vnc").is_none());

    let image = json!({ "id": id, "osimage": "debian12x64" });
    assert_eq!(main.asks("serverResetup", image.clone()).await.done(), json!({ "id": id }));
    assert_eq!(server(&main, id).await["running_task"], "reinstall");
    assert_eq!(main.asks("serverResetup", image).await.refused(), "vds_has_tasks");
    world.sleeps("PT2H").await;
    let again = server(&main, id).await;
    assert_eq!((&again["os"], &again["osimage"]), (&json!("Debian"), &json!("debian12x64")));
    assert_eq!((&again["state"], &again["panel"]), (&json!("ok"), &json!("")));

    let renewed = main.asks("serverRenew", json!({ "id": id, "amount": 2 })).await.done();
    assert_eq!(renewed, json!({ "id": id, "expires": "2026-04-01" }));
    assert_eq!(main.balance_cents().await, before - 3 * CENTS);
    assert_eq!(main.asks("serverRefuse", json!({ "id": id })).await.done(), json!({ "id": id }));
    assert_eq!(stands(&main, id).await, pair("deleted", "off"));
    let over = main.asks("serverRefuse", json!({ "id": id })).await.refused();
    assert!(!over.contains("wait"), "{over}");
    assert_eq!(main.asks("serversSearch", json!({ "count": 1 })).await.done(), json!(0));
    assert_eq!(main.balance_cents().await, before - 3 * CENTS);
    assert_eq!(host.servers().await.expect("the host's books").len(), 0);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worked_example_is_understood_as_it_is_written() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let made = main.asks_literally("serverBuy", EXAMPLE).await.done();
    let id = made["id"].as_i64().expect("a number");
    world.sleeps("P2D").await;
    let server = server(&main, id).await;
    assert_eq!((&server["tariff"], &server["state"]), (&json!(TARIFF), &json!("ok")));
    assert_eq!((&server["osimage"], &server["panel"]), (&json!("centos9x64"), &json!("isp")));
    assert_eq!((&server["purpose"], &server["social"]), (&json!("test"), &json!("test")));
    assert_eq!(server["cluster"], "Netherlands, Amsterdam");
    // Nobody beyond this machine is called, and it is not tried again either.
    let meant = "http://my.domain.com/page/for/callback".to_owned();
    assert_eq!(attempts(&world).await, [(meant, None)]);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_task_takes_its_time_and_leaves_what_it_says() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = bought(&world, &main, order()).await;
    for (command, state) in [
        ("serverReboot", "on"),
        ("serverReset", "on"),
        ("serverShutdown", "off"),
        ("serverPowerOn", "on"),
        ("serverBootLive", "on"),
        ("serverPowerOff", "off"),
    ] {
        assert_eq!(main.asks(command, json!({ "id": id })).await.done(), json!({ "id": id }));
        assert!(server(&main, id).await["running_task"].is_string(), "{command}");
        for other in &COMMANDS[1..9] {
            let refused = main.asks(other, json!({ "id": id })).await.refused();
            assert_eq!(refused, "vds_has_tasks", "{other} during {command}");
        }
        world.sleeps("PT2H").await;
        assert_eq!(stands(&main, id).await, pair("ok", state), "{command}");
        let live = server(&main, id).await["statuses"]["live"].clone();
        assert_eq!(live.is_string(), command == "serverBootLive", "{live}");
    }
    // What is switched off is not shut down, and shows no screen.
    for command in ["serverShutdown", "serverReboot", "serverReset", "serverEnableVNC"] {
        let refused = main.asks(command, json!({ "id": id })).await.refused();
        assert!(refused.contains("switched off"), "{command}: {refused}");
    }
    let unknown = json!({ "id": id, "osimage": "gentoox64.live" });
    assert!(main.asks("serverResetup", unknown).await.refused().starts_with("osimage"));
    let live = json!({ "id": id, "osimage": "gentoox64.live" });
    let _ = main.asks("serverBootLive", live).await.done();
    world.sleeps("PT2H").await;
    assert_eq!(server(&main, id).await["statuses"]["live"], "runs gentoox64.live");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_root_password_is_shown_this_once() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = bought(&world, &main, order()).await;
    let (host, reference) = (world.running().world().host.clone(), format!("subscription-{id}"));
    let set = main.asks("serverRegenRootPassword", json!({ "id": id })).await.done();
    let password = set["password"].as_str().expect("a password").to_owned();
    assert!(host.login(&reference, &password).await.expect("the host's books"));
    let next = main.asks("serverRegenRootPassword", json!({ "id": id })).await.done();
    assert_ne!(next["password"], password);
    assert!(!host.login(&reference, &password).await.expect("the host's books"));
    let next = next["password"].as_str().expect("a password");
    for command in ["serverGetInfo", "serversSearch", "serversGetList"] {
        let shown = main.asks(command, json!({ "id": id })).await.text;
        assert!(!shown.contains(&password) && !shown.contains(next), "{shown}");
    }
    let log = world.control("GET", "/requests", None).await.text;
    assert!(log.contains("serverRegenRootPassword") && !log.contains(next), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn callbacks_are_made_again_and_only_to_this_machine() {
    let world = World::on("2026-01-01").await;
    let (main, listener) = (world.account("main"), Listener::answering([500, 302]).await);
    let id = bought(&world, &main, order_with_callback(&listener.by_name())).await;
    let heard = listener.heard();
    assert_eq!(heard.len(), 3);
    assert!(heard.iter().all(|said| *said == heard[0]), "{heard:?}");
    let statuses: Vec<_> = attempts(&world).await.into_iter().map(|(_, status)| status).collect();
    assert_eq!(statuses, [Some(500), Some(302), Some(200)]);
    let _ = main.asks("serverReboot", json!({ "id": id })).await.done();
    world.sleeps("PT2H").await;
    assert_eq!(listener.heard_of("task=reboot&result=ok"), 1);
    let elsewhere = ["http://192.0.2.1/", "http://169.254.169.254/latest", "http://[2001:db8::1]/"];
    for url in elsewhere {
        let _ = bought(&world, &main, order_with_callback(url)).await;
    }
    world.sleeps("P3D").await;
    let told: Vec<_> = attempts(&world).await.split_off(4);
    assert_eq!(told, elsewhere.map(|url| (url.to_owned(), None)));
    for url in ["ftp://127.0.0.1/", "127.0.0.1", "http://jane:secret@127.0.0.1/"] {
        let refused = main.asks("serverBuy", order_with_callback(url)).await.refused();
        assert!(refused.starts_with("callback_url"), "{url}: {refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_money_nothing_changes() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = bought(&world, &main, order()).await;
    let short = main.balance_cents().await - CENTS + 1;
    let short = format!("-{}.{:02}", short / 100, short % 100);
    world.credits_in("domaincontext", main.login(), &short).await;
    assert_eq!(main.balance_cents().await, CENTS - 1);
    let whole = |reply: Reply| (reply.refused(), reply.json);
    let money = ("not enough money".to_owned(), json!({ "_error": "not enough money" }));
    assert_eq!(whole(main.asks("serverBuy", order()).await), money);
    assert_eq!(whole(main.asks("serverRenew", json!({ "id": id })).await), money);
    let both = main.asks("serversBuy", json!({ "a": order() })).await;
    assert_eq!(both.refused_at("a"), money.0);
    assert_eq!(server(&main, id).await["expires"], "2026-02-01");
    assert_eq!(ids(main.asks("serversSearch", json!({})).await), [id]);
    assert_eq!(main.balance_cents().await, CENTS - 1);
    world.credits_in("domaincontext", main.login(), "0.01").await;
    let _ = main.asks("serverRenew", json!({ "id": id })).await.done();
    assert_eq!(main.balance_cents().await, 0);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_meant_is_named_and_costs_nothing() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let before = main.balance_cents().await;
    for (argument, value) in [
        ("tariff", json!("XENSSD VDS 4 100000")),
        ("tariff", json!("xenssd vds 4 100")),
        ("tariff", json!("  ")),
        ("cluster_id", json!(3)),
        ("cluster_id", json!("9223372036854775807")),
        ("cluster_id", json!("")),
        ("osimage", json!("plan9")),
        ("osimage", json!("")),
        ("panel", json!("cpanel")),
        ("amount", json!(121)),
        ("amount", json!("1000000")),
        ("amount", json!(-1)),
        ("purpose", json!("x".repeat(256))),
        ("social", json!("x".repeat(256))),
    ] {
        let mut wish = order();
        wish[argument] = value.clone();
        let reply = main.asks("serverBuy", wish).await;
        assert!(reply.refused().starts_with(argument), "{argument} {value}: {}", reply.text);
        assert_eq!(reply.json["_error_ops"]["field"], argument, "{}", reply.text);
    }
    for (command, argument, value) in [
        ("osimagesSearch", "type", "vds"),
        ("serversSearch", "states", "ok,ready"),
        ("serversSearch", "orderby", "ip_asc"),
        ("serversSearch", "ids", "1,x"),
        ("serversGetList", "ids", "0"),
    ] {
        let refused = main.asks(command, json!({ argument: value })).await.refused();
        assert!(refused.starts_with(argument), "{command}: {refused}");
    }
    assert_eq!(main.balance_cents().await, before);
    assert_eq!(main.asks("serversSearch", json!({})).await.done(), json!([]));
}
