//! Lists of servers, many at once, and who sees and does what with whose.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, Reply};

use crate::servers::{CENTS, bought, order, server};

/// Commands that one server is named to, and those with something to say besides.
const ABOUT_ONE: [&str; 12] = [
    "serverGetInfo",
    "serverRenew",
    "serverRefuse",
    "serverReboot",
    "serverReset",
    "serverShutdown",
    "serverPowerOn",
    "serverPowerOff",
    "serverResetup",
    "serverEnableVNC",
    "serverRegenRootPassword",
    "serverBootLive",
];

/// The numbers of what was found.
fn ids(reply: Reply) -> Vec<i64> {
    numbers(&reply.done())
}

fn numbers(rows: &Value) -> Vec<i64> {
    let rows = rows.as_array().expect("rows").iter();
    rows.map(|row| row["id"].as_i64().expect("a number")).collect()
}

/// Three servers of an account, oldest first; the last of them was given up.
async fn three(world: &World, account: &Account) -> [i64; 3] {
    let mut all = [0; 3];
    for id in &mut all {
        *id = bought(world, account, order()).await;
    }
    let _ = account.asks("serverRenew", json!({ "id": all[0] })).await.done();
    let _ = account.asks("serverRefuse", json!({ "id": all[2] })).await.done();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_filtered_sorted_and_paged() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let [one, two, gone] = three(&world, &main).await;
    let name = |id: i64| format!("svds{id}");
    let find = async |filter: Value| ids(main.asks("serversSearch", filter).await);
    assert_eq!(find(json!({})).await, [one, two]);
    assert_eq!(find(json!({ "orderby": "id_desc" })).await, [two, one]);
    assert_eq!(find(json!({ "orderby": "expires_asc" })).await, [two, one]);
    assert_eq!(find(json!({ "orderby": "expires_desc" })).await, [one, two]);
    for order in ["name", "server_asc", "state"] {
        assert_eq!(find(json!({ "orderby": order })).await, [one, two], "{order}");
    }
    assert_eq!(find(json!({ "limit": 1, "page": 2 })).await, [two]);
    assert_eq!(find(json!({ "limit": 1, "page": 3 })).await, [0; 0]);
    assert_eq!(find(json!({ "limit": "ALL" })).await, [one, two]);
    assert_eq!(find(json!({ "ids": [two, gone] })).await, [two]);
    assert_eq!(find(json!({ "ids": format!("{one}, {two}") })).await, [one, two]);
    let names = format!("{},{}", name(two), name(999));
    assert_eq!(find(json!({ "servers": names })).await, [two]);
    assert_eq!(find(json!({ "states": "deleted" })).await, [gone]);
    assert_eq!(find(json!({ "states": ["ok", "deleted"], "limit": 2 })).await, [one, two]);
    assert_eq!(find(json!({ "states": "new,blocked,disabled" })).await, [0; 0]);
    assert_eq!(find(json!({ "note": "none" })).await, [0; 0]);
    let count = json!({ "states": "ok,deleted", "count": 1 });
    assert_eq!(main.asks("serversSearch", count).await.done(), json!(3));
    let few = json!({ "select": ["id", "state"], "ids": one });
    let row = json!([{ "id": one, "state": "ok" }]);
    assert_eq!(main.asks("serversSearch", few).await.done(), row);

    let list = async |filter: Value| ids(main.asks("serversGetList", filter).await);
    assert_eq!(list(json!({})).await, [one, two]);
    assert_eq!(list(json!({ "ids": [two], "server": name(one) })).await, [0; 0]);
    assert_eq!(list(json!({ "server": name(one), "client": "main" })).await, [one]);
    // The singular is the bulk form.
    let lists = json!({ "a": { "ids": one }, "b": { "server": name(two) }, "c": { "ids": 999 } });
    let lists = main.asks("serverGetList", lists).await.done();
    assert_eq!(["a", "b", "c"].map(|key| numbers(&lists[key])), [vec![one], vec![two], vec![]]);
    let row = &lists["a"][0];
    assert_eq!((&row["type"], &row["client"]), (&json!("svds"), &json!("main")));
    assert_eq!((&row["expires"], &row["name"]), (&json!("2026-03-01"), &json!(name(one))));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_each_is_done_or_refused_by_itself() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let before = main.balance_cents().await;
    let mut wrong = order();
    wrong["tariff"] = json!("nothing");
    let orders = json!({ "0": order(), "later": order(), "bad": wrong });
    let made = main.asks("serversBuy", orders).await;
    assert!(made.refused().contains("bad") && made.refused_at("bad").starts_with("tariff"));
    let id = |key: &str| made.json[key]["id"].as_i64().expect("a number");
    let (first, later) = (id("0"), id("later"));
    assert_eq!(made.json["later"]["state"], "new");
    assert_eq!(main.balance_cents().await, before - 2 * CENTS);
    world.sleeps("PT2H").await;
    let info = json!({ "x": { "id": first }, "y": { "server": format!("svds{later}") } });
    let info = main.posts("serversGetInfo", info).await.done();
    assert_eq!((&info["x"]["id"], &info["y"]["id"]), (&json!(first), &json!(later)));
    for (command, power) in [
        ("serversReboot", "on"),
        ("serversReset", "on"),
        ("serversShutdown", "off"),
        ("serversPowerOn", "on"),
        ("serversBootLive", "on"),
        ("serversPowerOff", "off"),
        ("serversResetup", "on"),
    ] {
        let about = |id: i64| {
            json!({ "id": id, "osimage": (command == "serversResetup")
            .then_some("debian12x64") })
        };
        let both = json!({ "a": about(first), "b": about(later), "c": about(999) });
        let reply = main.asks(command, both).await;
        assert!(reply.refused().contains("1 of 3 failed: c"), "{command}: {}", reply.text);
        assert_eq!(reply.refused_at("c"), "server not found", "{command}");
        assert_eq!(reply.json["a"], json!({ "id": first }), "{command}");
        // The same server is done one thing to at a time.
        let again = json!({ "again": about(first) });
        assert_eq!(main.asks(command, again).await.refused_at("again"), "vds_has_tasks");
        world.sleeps("PT2H").await;
        for id in [first, later] {
            assert_eq!(server(&main, id).await["power"], power, "{command}");
        }
    }
    let both = json!({ "a": { "id": first }, "b": { "id": later } });
    let screens = main.asks("serversEnableVNC", both.clone()).await.done();
    let passwords = main.asks("serversRegenRootPassword", both.clone()).await.done();
    for key in ["a", "b"] {
        assert!(screens[key]["vnc_password"].is_string(), "{screens}");
        assert!(passwords[key]["password"].is_string(), "{passwords}");
    }
    let renewed = main.asks("serversRenew", both).await.done();
    assert_eq!(renewed["b"], json!({ "id": later, "expires": "2026-03-01" }));
    assert_eq!(main.balance_cents().await, before - 4 * CENTS);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_named_by_its_number_its_name_or_both() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let one = bought(&world, &main, order()).await;
    let two = bought(&world, &main, order()).await;
    let both = json!({ "id": one, "server": format!("svds{one}") });
    assert_eq!(main.asks("serverGetInfo", both).await.done()["id"], one);
    let reboot = json!({ "server": format!("svds{two}") });
    assert_eq!(main.asks("serverReboot", reboot).await.done(), json!({ "id": two }));
    world.sleeps("PT2H").await;
    for command in ABOUT_ONE {
        let image = "debian12x64";
        let mismatch = json!({ "id": one, "server": format!("svds{two}"), "osimage": image });
        let refused = main.asks(command, mismatch).await.refused();
        let unusual = matches!(command, "serverBootLive");
        assert!(refused.starts_with("server") || unusual, "{command}: {refused}");
        let neither = main.asks(command, json!({ "osimage": image })).await.refused();
        assert_eq!(neither, "server or id is missing", "{command}");
    }
    for id in [one, two] {
        assert_eq!(server(&main, id).await["running_task"], Value::Null);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_server_is_as_unknown_as_none() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    let id = bought(&world, &main, order()).await;
    let name = format!("svds{id}");
    let before = (main.balance_cents().await, other.balance_cents().await);
    for command in ABOUT_ONE {
        for mut which in [
            json!({ "id": id }),
            json!({ "server": name }),
            json!({ "id": id, "server": name }),
            json!({ "id": id, "server": "svds999" }),
            json!({ "id": 999 }),
            json!({ "server": "svds999" }),
        ] {
            which["osimage"] = json!("debian12x64");
            let reply = other.asks(command, which.clone()).await;
            assert_eq!(reply.refused(), "server not found", "{command} {which}");
            assert_eq!(reply.json["_error_ops"]["reason"], "not_found", "{command} {which}");
        }
    }
    for filter in [json!({}), json!({ "ids": id }), json!({ "client": "main" })] {
        for command in ["serversSearch", "serversGetList"] {
            assert_eq!(other.asks(command, filter.clone()).await.done(), json!([]), "{command}");
        }
    }
    assert_eq!((main.balance_cents().await, other.balance_cents().await), before);
    assert_eq!(server(&main, id).await["running_task"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seller_acts_for_its_clients() {
    let world = World::on("2026-01-01").await;
    let (seller, main, other) =
        (world.account("seller"), world.account("main"), world.account("other"));
    let mains = bought(&world, &main, order()).await;
    let others = bought(&world, &other, order()).await;
    let own = bought(&world, &seller, order()).await;
    let find = async |filter: Value| ids(seller.asks("serversSearch", filter).await);
    assert_eq!(find(json!({})).await, [mains, others, own]);
    assert_eq!(find(json!({ "client": "Main" })).await, [mains]);
    assert_eq!(find(json!({ "seller": "seller" })).await, [mains, others]);
    assert_eq!(find(json!({ "client": "nobody" })).await, [0; 0]);
    let row = seller.asks("serverGetInfo", json!({ "id": mains })).await.done();
    assert_eq!((&row["client"], &row["seller"]), (&json!("main"), &json!("seller")));
    assert_eq!(row, server(&main, mains).await);

    let before = (main.balance_cents().await, seller.balance_cents().await);
    let renewed = seller.asks("serverRenew", json!({ "id": mains })).await.done();
    assert_eq!(renewed["expires"], "2026-03-01");
    let earned = seller.balance_cents().await - before.1;
    assert!((0..=CENTS).contains(&earned), "{earned}");
    assert_eq!(main.balance_cents().await, before.0 - CENTS);
    let _ = seller.asks("serverReboot", json!({ "server": format!("svds{mains}") })).await.done();
    assert_eq!(server(&main, mains).await["running_task"], "reboot");
    world.sleeps("PT2H").await;
    let _ = seller.asks("serverEnableVNC", json!({ "id": mains })).await.done();
    let _ = seller.asks("serverRefuse", json!({ "id": mains })).await.done();
    assert_eq!(server(&main, mains).await["state"], "deleted");
    assert_eq!(find(json!({})).await, [others, own]);
    let up = main.asks("serverGetInfo", json!({ "id": own })).await.refused();
    assert_eq!(up, "server not found");
    world.is_consistent().await;
}
