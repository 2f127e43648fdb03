//! Suppliers that refuse, cannot be reached, lose their answers or take their time: what is paid is had
//! once or is credit again, what is changed is changed once or not at all, and callers are told which.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::{Client, Ordered, Reply, cents};
use tokio::task::JoinSet;

use crate::estate::{BIGGER, DISK, SERVERS, STARTER, key, text};

/// What a supplier does instead of answering at once.
const KINDS: [&str; 3] = ["refused", "unavailable", "reply_lost"];
/// How long a slow supplier takes: longer than a caller waits.
const SLOW_SECONDS: u64 = 3;

/// What a client does that reaches a supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Register,
    Transfer,
    Renew,
    Nameservers,
    Contact,
    Lock,
    Privacy,
    Glue,
    Dnssec,
    DnssecOff,
    Subscribe,
    Upgrade,
    Cancel,
}

const ALL: [Verb; 13] = [
    Verb::Register,
    Verb::Transfer,
    Verb::Renew,
    Verb::Nameservers,
    Verb::Contact,
    Verb::Lock,
    Verb::Privacy,
    Verb::Glue,
    Verb::Dnssec,
    Verb::DnssecOff,
    Verb::Subscribe,
    Verb::Upgrade,
    Verb::Cancel,
];

/// A client, what it acts on, and what it ordered and has not paid.
struct Scene {
    world: World,
    main: Client,
    name: String,
    id: String,
    ordered: Option<Ordered>,
}

impl Verb {
    /// The supplier that is asked, and what for.
    const fn asks(self) -> (&'static str, &'static str) {
        match self {
            Self::Register => ("registry", "register"),
            Self::Transfer => ("registry", "transfer"),
            Self::Renew => ("registry", "renew"),
            Self::Nameservers | Self::Contact | Self::Lock | Self::Privacy => {
                ("registry", "update")
            }
            Self::Dnssec | Self::DnssecOff => ("registry", "update"),
            Self::Glue => ("registry", "host"),
            Self::Subscribe => ("hosting", "create"),
            Self::Upgrade => ("hosting", "change"),
            Self::Cancel => ("hosting", "delete"),
        }
    }

    /// Whether an invoice pays for it.
    const fn is_paid(self) -> bool {
        matches!(
            self,
            Self::Register | Self::Transfer | Self::Renew | Self::Subscribe | Self::Upgrade
        )
    }

    /// Whether it happens in the end although the supplier did this. What is paid is tried again
    /// where nobody was reached; what ends a service is tried until it is done.
    fn happens(self, kind: &str) -> bool {
        match kind {
            "refused" => self == Self::Cancel,
            "unavailable" => self.is_paid() || self == Self::Cancel,
            _ => true,
        }
    }

    /// Brings a client to where the verb begins.
    async fn prepare(self) -> Scene {
        let world = World::on("2026-01-01").await;
        let main = world.client("main").await;
        let name = "shoes.com".to_owned();
        let mut scene = Scene { world, main, name, id: String::new(), ordered: None };
        let Scene { world, main, name, .. } = &scene;
        let product = matches!(self, Self::Subscribe | Self::Upgrade | Self::Cancel);
        let (id, ordered): (String, Option<Ordered>) = match self {
            Self::Register => {
                let ordered: Ordered = main.asks_to_register(name, 1).await.into();
                (ordered.item.clone(), Some(ordered))
            }
            Self::Transfer => {
                world.holds_elsewhere(name, "code").await;
                let order = json!({ "name": name, "action": "transfer", "epp": "code" });
                let ordered: Ordered = main.post("/domain/order", order).await.into();
                (ordered.item.clone(), Some(ordered))
            }
            Self::Subscribe => {
                let ordered = main.orders(STARTER, "m", name).await;
                (ordered.item.clone(), Some(ordered))
            }
            _ if product => (main.subscribes(STARTER, "m", name).await, None),
            _ => (main.buys(name, 1).await, None),
        };
        let ordered = match self {
            Self::Renew => Some(main.orders_renewal(&id, 1).await),
            Self::Upgrade => {
                let wish = json!({ "resources": { DISK: BIGGER }, "send": true });
                let upgrade = main.post(&format!("/service/{id}/upgrade"), wish).await.done();
                let (invoice, total) = (upgrade.text_at("invoice_id"), upgrade.text_at("total"));
                Some(Ordered { invoice, total, item: id.clone() })
            }
            _ => ordered,
        };
        if matches!(self, Self::Dnssec | Self::DnssecOff | Self::Glue) {
            let servers = json!({ "nameservers": SERVERS });
            let _ = main.put(&format!("/domain/{id}/ns"), servers).await.done();
        }
        if self == Self::DnssecOff {
            let _ = main.put(&format!("/domain/{id}/dnssec"), key()).await.done();
        }
        // Past the days in which a registry takes names back.
        world.sleeps("P6D").await;
        (scene.id, scene.ordered) = (id, ordered);
        scene
    }

    /// The call that reaches the supplier.
    async fn act(self, scene: &Scene) -> Reply {
        let Scene { main, id, ordered, name, .. } = scene;
        let put =
            async |part: &str, body: Value| main.put(&format!("/domain/{id}/{part}"), body).await;
        if let Some(ordered) = ordered {
            return main.pays(&ordered.invoice).await;
        }
        match self {
            Self::Nameservers => put("ns", json!({ "nameservers": SERVERS })).await,
            Self::Contact => {
                put("contact", json!({ "contact_info": { "tech": { "city": "Paarl" } } })).await
            }
            Self::Lock => put("reglock", json!({ "reglock": "0" })).await,
            Self::Privacy => put("idprotection", json!({ "idprotection": "1" })).await,
            Self::Glue => {
                let host = json!({ "host": format!("ns1.{name}"), "ip": "192.0.2.1" });
                main.post(&format!("/domain/{id}/reg"), host).await
            }
            Self::Dnssec => put("dnssec", key()).await,
            Self::DnssecOff => {
                let keys = main.get(&format!("/domain/{id}/dnssec")).await.done().list_at("keys");
                let key = keys.first().map_or_else(|| "1".to_owned(), |row| text(row, "key"));
                main.delete(&format!("/domain/{id}/dnssec/{key}")).await
            }
            Self::Cancel => {
                let now = json!({ "immediate": "true" });
                main.post(&format!("/service/{id}/cancel"), now).await
            }
            paid => panic!("{paid:?} is paid"),
        }
    }

    /// Whether it happened.
    async fn happened(self, scene: &Scene) -> bool {
        let Scene { world, main, id, name, .. } = scene;
        let get = async |part: &str| main.get(&format!("/domain/{id}/{part}")).await.done().json;
        match self {
            Self::Register | Self::Transfer => main.domain(id).await["status"] == "Active",
            Self::Renew => main.domain(id).await["expires"] == "2028-01-01",
            Self::Nameservers => get("ns").await["nameservers"] == json!(SERVERS),
            Self::Contact => get("contact").await["contact_info"]["tech"]["city"] == "Paarl",
            Self::Lock => get("reglock").await["reglock"] == "0",
            Self::Privacy => main.domain(id).await["idprotection"] == "1",
            Self::Glue => {
                let realm = &world.running().world().realm;
                let held = world.held_names().await;
                let held = held.iter().find(|one| one.name.as_str() == name).expect("a name").id;
                let hosts = realm.store.read(move |tx| tx.hosts(held)).await;
                !hosts.expect("the database answers").is_empty()
            }
            Self::Dnssec => get("dnssec").await["keys"] != json!([]),
            Self::DnssecOff => get("dnssec").await["keys"] == json!([]),
            Self::Subscribe => main.service(id).await["status"] == "Active",
            Self::Upgrade => main.service(id).await["total"] == "11.99",
            Self::Cancel => main.service(id).await["status"] == "Cancelled",
        }
    }

    /// What the caller is told at once.
    fn is_told(self, kind: &str, reply: &Reply) -> bool {
        match kind {
            // Whatever comes of it, the money is on the invoice; an end that was asked for will come.
            _ if self.is_paid() => reply.status == 200 && reply.json["invoice_status"] == "Paid",
            _ if self == Self::Cancel => reply.status == 200,
            "refused" => reply.status == 400,
            _ => reply.status == 503,
        }
    }
}

/// Lets one verb run into one fault, and everything come to rest.
async fn runs_into(verb: Verb, kind: &str) {
    let scene = verb.prepare().await;
    let (supplier, operation) = verb.asks();
    let before = scene.main.owes_and_has().await;
    assert!(!verb.happened(&scene).await, "{verb:?}");
    match kind {
        "slow" => scene.world.orders_slow_at(supplier, operation, SLOW_SECONDS).await,
        kind => scene.world.orders_fault_at(supplier, operation, kind, 1).await,
    }
    let reply = verb.act(&scene).await;
    assert!(verb.is_told(kind, &reply), "{verb:?} {kind}: {} {}", reply.status, reply.text);
    if reply.status >= 400 {
        assert!(!reply.errors().is_empty(), "{verb:?} {kind}: {}", reply.text);
    }
    match kind {
        "slow" => tokio::time::sleep(Duration::from_secs(SLOW_SECONDS + 1)).await,
        _ => assert!(!verb.happened(&scene).await, "{verb:?} {kind} met no fault"),
    }
    scene.world.sleeps("PT2H").await;
    if verb == Verb::Transfer {
        // Nobody answers for the other registrar, which is a yes.
        scene.world.sleeps("P6D").await;
    }
    assert_eq!(verb.happened(&scene).await, verb.happens(kind), "{verb:?} {kind}");
    let price = scene.ordered.as_ref().map_or(0, |one| cents(&json!(one.total)));
    let paid = if verb.happens(kind) { price } else { 0 };
    assert_eq!(scene.main.owes_and_has().await, (0, before.1 - paid), "{verb:?} {kind}");
    scene.world.is_consistent().await;
    // Once more: nothing is had or paid twice, and what was not had can be had now.
    if !verb.is_paid() {
        let again = verb.act(&scene).await;
        assert!(again.status < 500, "{verb:?} {kind}: {}", again.text);
        scene.world.sleeps("PT2H").await;
        assert!(verb.happened(&scene).await || verb == Verb::Lock, "{verb:?} {kind}, again");
    } else {
        let again = verb.act(&scene).await;
        assert_eq!(again.status, 400, "{verb:?} {kind}: {}", again.text);
    }
    assert_eq!(scene.main.owes_and_has().await, (0, before.1 - paid), "{verb:?} {kind}, again");
    scene.world.is_consistent().await;
}

/// All of these at the same time, each in a world of its own.
async fn each(faults: impl IntoIterator<Item = (Verb, &'static str)>) {
    let mut running = JoinSet::new();
    for (verb, kind) in faults {
        running.spawn(runs_into(verb, kind));
    }
    let mut failures = BTreeSet::new();
    while let Some(ended) = running.join_next().await {
        failures.extend(ended.err().map(|error| error.to_string()));
    }
    assert!(failures.is_empty(), "{failures:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_that_refuses_takes_no_money() {
    each(ALL.map(|verb| (verb, KINDS[0]))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_that_is_away_is_asked_again_for_what_is_paid() {
    each(ALL.map(|verb| (verb, KINDS[1]))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_asked_about_and_nothing_is_done_twice() {
    each(ALL.map(|verb| (verb, KINDS[2]))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_supplier_keeps_nobody_waiting() {
    each(ALL.map(|verb| (verb, "slow"))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_ordered_while_the_registry_does_not_tell() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let before = main.owes_and_has().await;
    let name = json!({ "type": "domain", "action": "register", "name": "shoes.com" });
    let cart = json!({ "items": [name] });
    let order = json!({ "action": "register", "name": "shoes.com" });
    let asked = json!({ "name": "shoes.com" });
    for kind in KINDS {
        let status = if kind == "refused" { 400 } else { 503 };
        for (path, body) in [
            ("/domain/lookup", &asked),
            ("/domain/order", &order),
            ("/order", &cart),
            ("/quote", &cart),
        ] {
            world.orders_fault("check", kind, 1).await;
            let reply = main.post(path, body.clone()).await;
            assert_eq!(reply.status, status, "{path} {kind}: {}", reply.text);
            assert!(!reply.errors().is_empty(), "{path} {kind}: {}", reply.text);
        }
    }
    assert_eq!(main.owes_and_has().await, before);
    assert_eq!(main.get("/invoice").await.done().list_at("invoices"), [json!(null); 0]);
    main.buys("shoes.com", 1).await;
    world.is_consistent().await;
}
