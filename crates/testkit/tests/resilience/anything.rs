//! Any sequence of what two shops, the other registrar and the clock can do leaves the books balanced,
//! one holder for each name, and the registry of the same opinion.

use proptest::prelude::*;
use serde_json::json;
use testkit::co_za::{NAMESERVERS, REGISTRANT, parts};

use crate::verbs::Stage;

/// Few names, so that everybody meets at them.
const NAMES: [&str; 4] = ["shoes.co.za", "boots.com", "hats.net", "socks.com.au"];
/// The auth code of names that another registrar holds.
const ELSEWHERE: &str = "code";
/// Sequences that are tried.
const CASES: u32 = 12;
/// Steps of a sequence at most.
const STEPS: usize = 40;

/// Something that happens.
#[derive(Debug, Clone)]
enum Step {
    /// A shop calls about a name: POST or DELETE, a path, and what it says besides.
    Call {
        shop: usize,
        name: usize,
        call: Call,
    },
    /// The other registrar asks for a name, or agrees to let one go.
    AskedAway {
        name: usize,
    },
    Agreed {
        name: usize,
    },
    /// The losing side of a move inside says yes or no.
    Answered {
        name: usize,
        yes: bool,
    },
    /// The registry misbehaves once.
    Fault {
        operation: &'static str,
        kind: &'static str,
    },
    Passes {
        duration: &'static str,
    },
    Restarts,
}

#[derive(Debug, Clone, Copy)]
enum Call {
    Register,
    Renew,
    Delete,
    CancelDelete,
    Contacts,
    Nameservers,
    Lock,
    Unlock,
    Suspend,
    Unsuspend,
    AutoRenew,
    Transfer,
    Withdraw,
}

const CALLS: [Call; 13] = [
    Call::Register,
    Call::Renew,
    Call::Delete,
    Call::CancelDelete,
    Call::Contacts,
    Call::Nameservers,
    Call::Lock,
    Call::Unlock,
    Call::Suspend,
    Call::Unsuspend,
    Call::AutoRenew,
    Call::Transfer,
    Call::Withdraw,
];

fn step() -> impl Strategy<Value = Step> {
    let name = 0..NAMES.len();
    let call = prop_oneof![3 => Just(Call::Register), 10 => prop::sample::select(&CALLS[..])];
    let operation =
        ["info", "register", "renew", "update", "transfer", "delete", "restore", "poll"];
    let kind = ["refused", "unavailable", "reply_lost"];
    let duration = ["PT1S", "PT2H", "P1D", "P6D", "P61D", "P300D"];
    prop_oneof![
        12 => (0..2usize, name.clone(), call)
            .prop_map(|(shop, name, call)| Step::Call { shop, name, call }),
        1 => name.clone().prop_map(|name| Step::AskedAway { name }),
        1 => name.clone().prop_map(|name| Step::Agreed { name }),
        2 => (name, any::<bool>()).prop_map(|(name, yes)| Step::Answered { name, yes }),
        2 => (prop::sample::select(operation.to_vec()), prop::sample::select(kind.to_vec()))
            .prop_map(|(operation, kind)| Step::Fault { operation, kind }),
        4 => prop::sample::select(duration.to_vec()).prop_map(|duration| Step::Passes { duration }),
        1 => Just(Step::Restarts),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: CASES,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_happens_books_and_registry_agree(steps in prop::collection::vec(step(), 1..STEPS)) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let mut stage = Stage::new().await;
            stage.world.holds_elsewhere(NAMES[2], ELSEWHERE).await;
            for step in &steps {
                happens(&mut stage, step).await;
            }
            let world = &stage.world;
            let _ = world.control("DELETE", "/faults", None).await;
            // Time for whatever was interrupted, and for every transfer that waits.
            world.sleeps("PT2H").await;
            world.agrees_with_registry().await;
            world.sleeps("P12D").await;
            world.is_consistent().await;
        });
    }
}

async fn happens(stage: &mut Stage, step: &Step) {
    let world = &stage.world;
    match *step {
        Step::Call { shop, name, call } => calls(stage, shop, NAMES[name], call).await,
        Step::AskedAway { name } => {
            let code = auth_code(stage, NAMES[name]).await;
            let asked = json!({ "name": NAMES[name], "auth_code": code });
            let _ = world.control("POST", "/registry/transfer-out", Some(asked)).await;
        }
        Step::Agreed { name } => {
            let agreed = json!({ "name": NAMES[name] });
            let _ = world.control("POST", "/registry/approve", Some(agreed)).await;
        }
        Step::Answered { name, yes } => answers(stage, NAMES[name], yes).await,
        Step::Fault { operation, kind } => world.orders_fault(operation, kind, 1).await,
        Step::Passes { duration } => world.sleeps(duration).await,
        Step::Restarts => stage.restarts().await,
    }
}

/// Whether it is allowed is for the platform to say; only a fault of the server is none of the answers.
async fn calls(stage: &Stage, shop: usize, name: &str, call: Call) {
    let (post, pairs, code) = ("POST", parts(name), auth_code(stage, name).await);
    let with = |more: &[(&'static str, &'static str)]| [&pairs[..], more].concat();
    let (method, path, pairs) = match call {
        Call::Register => {
            let details = [REGISTRANT, NAMESERVERS, &[("period", "1")]].concat();
            (post, "/domain", with(&details))
        }
        Call::Renew => (post, "/domain/renew", with(&[])),
        Call::Delete => ("DELETE", "/domain", with(&[])),
        Call::CancelDelete => (post, "/domain/domain/cancelDelete", with(&[])),
        Call::Contacts => ("PUT", "/domain", with(&[("registrantCity", "Paarl")])),
        Call::Nameservers => {
            (post, "/domain/ns", with(&[("ns1", "a.ns.example"), ("ns2", "b.ns.example")]))
        }
        Call::Lock => (post, "/domain/lock", with(&[("action", "lock")])),
        Call::Unlock => (post, "/domain/lock", with(&[("action", "unlock")])),
        Call::Suspend => (post, "/domain/suspend", with(&[])),
        Call::Unsuspend => (post, "/domain/unsuspend", with(&[])),
        Call::AutoRenew => (post, "/domain/autorenew", with(&[("autorenew", "true")])),
        Call::Transfer => (post, "/domain/transfer", [&pairs[..], &[("eppKey", &code)]].concat()),
        Call::Withdraw => ("DELETE", "/domain/transfer", with(&[])),
    };
    let reply = stage.shops()[shop].call(method, path, &pairs).await;
    assert!(reply.status < 500, "{call:?} {name}: {}", reply.text);
}

/// The auth code as whoever holds the name here sees it, or as it is elsewhere.
async fn auth_code(stage: &Stage, name: &str) -> String {
    for shop in stage.shops() {
        let reply = shop.get("/domain/eppKey", &parts(name)).await;
        if reply.code() == 1 {
            return reply.text_at("strEPPKey");
        }
    }
    ELSEWHERE.to_owned()
}

async fn answers(stage: &Stage, name: &str, yes: bool) {
    stage.world.sleeps("PT1S").await;
    let Some(key) = stage.mailed_key(name).await else { return };
    let response = if yes { "approve" } else { "reject" };
    let pairs = [&parts(name)[..], &[("response", response), ("key", &key)]].concat();
    for shop in stage.shops() {
        let reply = shop.post("/domain/transfer/response", &pairs).await;
        assert!(reply.status < 500, "{}", reply.text);
    }
}
