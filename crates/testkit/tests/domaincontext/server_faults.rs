//! A host that refuses, cannot be reached, loses its answers or takes its time: what is paid is had once
//! or is credit again, what is begun is done once or not at all, and callers are told which.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, Reply};
use tokio::task::JoinSet;

use crate::listener::Listener;
use crate::servers::{CENTS, bought, order, order_with_callback, server};

/// How long a slow host takes: longer than a caller waits.
const SLOW_SECONDS: u64 = 3;

/// What a caller does that reaches the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Buy,
    Reboot,
    Reset,
    Shutdown,
    PowerOn,
    PowerOff,
    SetUpAgain,
    BootLive,
    Refuse,
}

const ALL: [Verb; 9] = [
    Verb::Buy,
    Verb::Reboot,
    Verb::Reset,
    Verb::Shutdown,
    Verb::PowerOn,
    Verb::PowerOff,
    Verb::SetUpAgain,
    Verb::BootLive,
    Verb::Refuse,
];

/// A caller, somebody who is called, and the server that is there.
struct Scene {
    world: World,
    main: Account,
    listener: Listener,
    id: i64,
}

impl Verb {
    /// What the host is asked for.
    const fn asks(self) -> &'static str {
        match self {
            Self::Buy => "create",
            Self::Reboot => "reboot",
            Self::Reset => "reset",
            Self::Shutdown => "shutdown",
            Self::PowerOn => "power-on",
            Self::PowerOff => "power-off",
            Self::SetUpAgain => "reinstall",
            Self::BootLive => "boot-live",
            Self::Refuse => "delete",
        }
    }

    const fn command(self) -> &'static str {
        match self {
            Self::Buy => "serverBuy",
            Self::Reboot => "serverReboot",
            Self::Reset => "serverReset",
            Self::Shutdown => "serverShutdown",
            Self::PowerOn => "serverPowerOn",
            Self::PowerOff => "serverPowerOff",
            Self::SetUpAgain => "serverResetup",
            Self::BootLive => "serverBootLive",
            Self::Refuse => "serverRefuse",
        }
    }

    /// Whether it happens in the end although the host did this: an end is asked for until it is there.
    fn happens(self, kind: &str) -> bool {
        self == Self::Refuse || !matches!(kind, "refused" | "unavailable")
    }

    /// Brings a caller to where the verb begins.
    async fn prepare(self) -> Scene {
        let world = World::on("2026-01-01").await;
        let (main, listener) = (world.account("main"), Listener::opens().await);
        let id = match self {
            Self::Buy => 0,
            _ => bought(&world, &main, order_with_callback(&listener.url)).await,
        };
        if self == Self::PowerOn {
            let _ = main.asks("serverPowerOff", json!({ "id": id })).await.done();
            world.sleeps("PT2H").await;
        }
        Scene { world, main, listener, id }
    }

    /// The call that reaches the host.
    async fn act(self, scene: &Scene) -> Reply {
        let arguments = match self {
            Self::Buy => order_with_callback(&scene.listener.url),
            Self::SetUpAgain => json!({ "id": scene.id, "osimage": "debian12x64" }),
            _ => json!({ "id": scene.id }),
        };
        scene.main.asks(self.command(), arguments).await
    }

    /// How often it happened.
    async fn happened(self, scene: &Scene) -> usize {
        match self {
            Self::Buy => scene.listener.heard_of("state=ok&task=set-up&result=ok"),
            Self::Refuse => 1 - scene.at_the_host().await,
            _ => scene.listener.heard_of(&format!("task={}&result=ok", self.asks())),
        }
    }
}

impl Scene {
    async fn at_the_host(&self) -> usize {
        let host = self.world.running().world().host.clone();
        host.servers().await.expect("the host's books").len()
    }

    async fn found(&self) -> usize {
        let found = self.main.asks("serversSearch", json!({})).await.done();
        found.as_array().expect("rows").len()
    }

    /// Everything comes to rest, and the books are as the server that is there.
    async fn rests(&self) {
        self.world.sleeps("PT2H").await;
        assert_eq!(self.found().await, self.at_the_host().await);
        self.world.is_consistent().await;
    }
}

/// Lets one verb run into one fault, and everything come to rest.
async fn runs_into(verb: Verb, kind: &str) {
    let scene = verb.prepare().await;
    let before = scene.main.balance_cents().await;
    match kind {
        "slow" => scene.world.orders_slow_at("servers", verb.asks(), SLOW_SECONDS).await,
        kind => scene.world.orders_fault_at("servers", verb.asks(), kind, 1).await,
    }
    let reply = verb.act(&scene).await;
    match kind {
        // What is given up goes, whatever the host says today.
        _ if verb == Verb::Refuse => assert_eq!(reply.done(), json!({ "id": scene.id })),
        "refused" => assert!(!reply.refused().contains("wait"), "{verb:?}: {}", reply.text),
        _ => assert!(reply.waits(), "{verb:?} {kind}: {}", reply.text),
    }
    if kind == "slow" {
        tokio::time::sleep(Duration::from_secs(SLOW_SECONDS + 1)).await;
    }
    scene.rests().await;
    assert_eq!(verb.happened(&scene).await, usize::from(verb.happens(kind)), "{verb:?} {kind}");
    let price = if verb == Verb::Buy { CENTS } else { 0 };
    let paid = if verb.happens(kind) { price } else { 0 };
    assert_eq!(scene.main.balance_cents().await, before - paid, "{verb:?} {kind}");
    // Once more: what was not had can be had now.
    let again = verb.act(&scene).await;
    assert!(!again.text.contains("wait"), "{verb:?} {kind}: {}", again.text);
    scene.rests().await;
    assert!(verb.happened(&scene).await > 0, "{verb:?} {kind}, again");
    let paid = if again.json.get("_error").is_none() { paid + price } else { paid };
    assert_eq!(scene.main.balance_cents().await, before - paid, "{verb:?} {kind}, again");
}

/// All of these at the same time, each in a world of its own.
async fn each(kind: &'static str) {
    let mut running = JoinSet::new();
    for verb in ALL {
        running.spawn(runs_into(verb, kind));
    }
    let mut failures = BTreeSet::new();
    while let Some(ended) = running.join_next().await {
        failures.extend(ended.err().map(|error| error.to_string()));
    }
    assert!(failures.is_empty(), "{failures:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_refuses_takes_no_money() {
    each("refused").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_is_away_does_nothing() {
    each("unavailable").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_asked_about_and_nothing_is_done_twice() {
    each("reply_lost").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_host_keeps_nobody_waiting() {
    each("slow").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_told_to_wait_and_asks_again_has_one_server() {
    for pause in ["PT0S", "PT10M"] {
        let world = World::on("2026-01-01").await;
        let (main, listener) = (world.account("main"), Listener::opens().await);
        let before = main.balance_cents().await;
        world.orders_fault_at("servers", "create", "reply_lost", 1).await;
        world.orders_fault_at("servers", "info", "unavailable", 1).await;
        let wish = order_with_callback(&listener.url);
        let mut asked = 1;
        while main.asks("serverBuy", wish.clone()).await.json.get("wait").is_some() {
            world.sleeps(pause).await;
            asked += 1;
        }
        assert!(asked > 1);
        world.sleeps("PT2H").await;
        let found = main.asks("serversSearch", json!({})).await.done();
        assert_eq!((found.as_array().expect("rows").len(), &found[0]["state"]), (1, &json!("ok")));
        assert_eq!(main.balance_cents().await, before - CENTS, "{pause}");
        assert_eq!(listener.heard_of("task=set-up"), 1);
        world.is_consistent().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_in_a_bulk_call_is_said_of_its_element() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let before = main.balance_cents().await;
    world.orders_fault_at("servers", "create", "reply_lost", 2).await;
    let orders = json!({ "a": order(), "b": order() });
    let first = main.asks("serversBuy", orders.clone()).await;
    assert!(first.refused().contains("wait"), "{}", first.text);
    assert!(first.refused_at("a").contains("wait") && first.json["b"]["wait"].is_u64());
    world.sleeps("PT10M").await;
    let second = main.asks("serversBuy", orders).await.done();
    assert_ne!(second["a"]["id"], second["b"]["id"]);
    world.sleeps("PT2H").await;
    assert_eq!(main.asks("serversSearch", json!({ "count": 1 })).await.done(), json!(2));
    assert_eq!(main.balance_cents().await, before - 2 * CENTS);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ways_in_are_asked_for_once_more() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = bought(&world, &main, order()).await;
    let (host, reference) = (world.running().world().host.clone(), format!("subscription-{id}"));
    let ask = async |command: &str| main.asks(command, json!({ "id": id })).await;
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    for kind in ["refused", "unavailable", "reply_lost"] {
        for (command, operation) in
            [("serverEnableVNC", "console"), ("serverRegenRootPassword", "password")]
        {
            world.orders_fault_at("servers", operation, kind, 1).await;
            let first = ask(command).await;
            let waits = first.json.get("wait").is_some();
            assert_eq!(waits, kind != "refused", "{command} {kind}: {}", first.text);
        }
        let screen = ask("serverEnableVNC").await.done();
        let opens = host.console_opens(&reference, &text(&screen["vnc_password"])).await;
        let set = ask("serverRegenRootPassword").await.done();
        let lets_in = host.login(&reference, &text(&set["password"])).await;
        assert_eq!((opens, lets_in), (Ok(true), Ok(true)), "{kind}");
        assert_eq!(server(&main, id).await["state"], "ok");
    }
    world.is_consistent().await;
}
