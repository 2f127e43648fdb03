//! An authority that refuses, cannot be reached, loses its answers or takes its time: what is asked for
//! is asked for once or not at all, nothing is issued or paid twice, and callers are told which.

use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use serde_json::json;
use testkit::World;
use testkit::domaincontext::Reply;
use testkit::openssl::{self, Key, request};
use tokio::task::JoinSet;

use crate::certificate_holder::{APPROVER, Holder, NAME, SINGLE};

/// What an authority does instead of answering at once.
const KINDS: [&str; 4] = ["refused", "unavailable", "reply_lost", "slow"];
/// How long a slow one takes: longer than a caller waits.
const SLOW_SECONDS: u64 = 3;

/// What a client does that reaches the authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Issue,
    Reissue,
    Change,
    Revalidate,
    Remind,
    Cancel,
}

const ALL: [Verb; 6] =
    [Verb::Issue, Verb::Reissue, Verb::Change, Verb::Revalidate, Verb::Remind, Verb::Cancel];

struct Scene {
    world: World,
    holder: Holder,
    csr: String,
}

impl Scene {
    /// Orders that the authority has, and certificates that it issued.
    fn books(&self) -> (i64, i64) {
        let path = self.world.folder().join("certificates.sqlite");
        let books = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
        let counts = books.expect("its books").query_row(
            "SELECT COUNT(*), COUNT(certificate) FROM orders",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        );
        counts.expect("two counts")
    }
}

impl Verb {
    /// What the authority is asked.
    const fn asks(self) -> &'static str {
        match self {
            Self::Issue | Self::Reissue => "order",
            Self::Change => "change",
            Self::Revalidate => "validate",
            Self::Remind => "remind",
            Self::Cancel => "revoke",
        }
    }

    /// Whether it happens in the end although the authority did this. Time looks at what waits, and
    /// what is given up is told until it was heard.
    fn happens(self, kind: &str) -> bool {
        match kind {
            "refused" | "unavailable" => matches!(self, Self::Revalidate | Self::Cancel),
            _ => true,
        }
    }

    /// Brings a client to where the verb begins.
    async fn prepare(self) -> Scene {
        let world = World::on("2026-01-01").await;
        let holder = Holder::of(&world, SINGLE).await;
        let csr = request(Key::Ecdsa, &[NAME]);
        match self {
            Self::Issue => {}
            Self::Reissue | Self::Cancel => holder.obtains(&request(Key::Ecdsa, &[NAME])).await,
            Self::Change | Self::Remind => {
                let order = holder.order_by_mail(&csr);
                assert_eq!(holder.does("certificateIssue", order).await, "pending");
            }
            Self::Revalidate => {
                assert_eq!(holder.does("certificateIssue", holder.order(&csr)).await, "pending");
                holder.shows_control().await;
            }
        }
        Scene { world, holder, csr }
    }

    async fn act(self, scene: &Scene) -> Reply {
        let Scene { holder, csr, .. } = scene;
        let id = holder.id;
        let (command, arguments) = match self {
            Self::Issue => ("certificateIssue", holder.order(csr)),
            Self::Reissue => ("certificateReissue", holder.order(csr)),
            Self::Change => {
                ("certificateChangeValidation", json!({ "id": id, "dcv_method": "dns" }))
            }
            Self::Revalidate => ("certificateRevalidate", json!({ "id": id })),
            Self::Remind => ("certificateSendNotifications", json!({ "id": id })),
            Self::Cancel => ("certificateCancel", json!({ "id": id, "reason": "no" })),
        };
        holder.account.posts(command, arguments).await
    }

    async fn happened(self, scene: &Scene) -> bool {
        let Scene { world, holder, csr } = scene;
        let (state, data) = (holder.info().await["state"].clone(), holder.data().await);
        match self {
            Self::Issue => state == "pending" && data["dcv_data"]["dns"]["record"].is_string(),
            Self::Reissue => {
                let asked = data["csr_code"].as_str().unwrap_or_default();
                asked.trim() == csr && scene.books().0 >= 2
            }
            Self::Change => data["dcv_method"] == "dns",
            Self::Revalidate => state == "ok",
            Self::Remind => world.mail(APPROVER).await.len() == 2,
            Self::Cancel => state == "cancelled",
        }
    }
}

/// Lets one verb run into one fault, and everything come to rest.
async fn runs_into(verb: Verb, kind: &'static str) {
    let scene = verb.prepare().await;
    let (world, account) = (&scene.world, &scene.holder.account);
    let (before, issued) = (account.balance_cents().await, scene.books().1);
    assert!(!verb.happened(&scene).await, "{verb:?}");
    match kind {
        "slow" => world.orders_slow_at("certificates", verb.asks(), SLOW_SECONDS).await,
        kind => world.orders_fault_at("certificates", verb.asks(), kind, 1).await,
    }
    let reply = verb.act(&scene).await;
    match (verb, kind) {
        // What is given up is given up here, whoever has to hear of it yet.
        (Verb::Cancel, _) => drop(reply.done()),
        (_, "refused") => {
            let words = reply.refused();
            assert!(words.contains("refused") && !reply.waits(), "{verb:?}: {words}");
        }
        _ => assert!(reply.waits(), "{verb:?} {kind}: {}", reply.text),
    }
    if kind == "slow" {
        tokio::time::sleep(Duration::from_secs(SLOW_SECONDS + 1)).await;
    }
    world.sleeps("PT2H").await;
    assert_eq!(verb.happened(&scene).await, verb.happens(kind), "{verb:?} {kind}");
    assert_eq!(account.balance_cents().await, before, "{verb:?} {kind}");
    world.is_consistent().await;
    // Once more: nothing is had twice, and what was not had can be had now.
    let again = verb.act(&scene).await;
    assert_eq!(again.status, 200, "{verb:?} {kind}: {}", again.text);
    if !verb.happens(kind) {
        drop(again.done());
        assert!(verb.happened(&scene).await, "{verb:?} {kind}, again");
    }
    world.sleeps("PT2H").await;
    let issues = i64::from(verb == Verb::Revalidate);
    let orders = match verb {
        // Whoever asks anew asks for another one.
        Verb::Reissue if verb.happens(kind) => 3,
        Verb::Reissue => 2,
        _ => 1,
    };
    assert_eq!(scene.books(), (orders, issued + issues), "{verb:?} {kind}");
    assert_eq!(account.balance_cents().await, before, "{verb:?} {kind}, again");
    world.is_consistent().await;
}

/// All verbs at the same time, each in a world of its own.
async fn each(kind: &'static str) {
    if !openssl::is_there() {
        return;
    }
    let mut running = JoinSet::new();
    for verb in ALL {
        running.spawn(runs_into(verb, kind));
    }
    let mut failures = Vec::new();
    while let Some(ended) = running.join_next().await {
        failures.extend(ended.err().map(|error| error.to_string()));
    }
    assert!(failures.is_empty(), "{failures:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_that_refuses_has_done_nothing() {
    each(KINDS[0]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_that_is_away_can_be_asked_again() {
    each(KINDS[1]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_asked_about_and_nothing_is_issued_twice() {
    each(KINDS[2]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_authority_keeps_nobody_waiting() {
    each(KINDS[3]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_approve_is_told_later_or_not_at_all() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    for kind in KINDS {
        match kind {
            "slow" => continue,
            kind => world.orders_fault_at("certificates", "approvers", kind, 1).await,
        }
        let reply = main.asks("certificateGetDomainEmails", json!({ "domain": NAME })).await;
        assert_eq!(reply.waits(), kind != "refused", "{kind}: {}", reply.text);
        let _ = main.asks("certificateGetDomainEmails", json!({ "domain": NAME })).await.done();
    }
}
