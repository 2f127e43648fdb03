//! What the owner of a name says on the page behind the link, and a registry that fails then.

use serde_json::json;
use testkit::World;
use testkit::http::{Answer, Caller, Sent, encoded};

use crate::transfers::{HOLDER, answers, asks_for, confirmation, data, link};

/// The page behind the link, asked as a browser and as a mail program does.
async fn page(world: &World, method: &str, link: &str, answer: &str) -> Answer {
    let path = link.split_once("/confirm").expect("a page").1;
    let mut pairs: Vec<(String, String)> = data(link)
        .into_iter()
        .map(|(key, value)| (key, value.as_str().expect("a text").to_owned()))
        .collect();
    pairs.push(("answer".to_owned(), answer.to_owned()));
    let form = ("application/x-www-form-urlencoded".to_owned(), encoded(&pairs).into_bytes());
    let (url, sent) = match method {
        "POST" => (String::new(), Sent { body: Some(form), ..Sent::default() }),
        _ => (path.to_owned(), Sent::default()),
    };
    let url = format!("{}/confirm{url}", world.running().url());
    Caller::default().send(method, &url, sent).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_behind_the_link_asks_and_its_buttons_answer() {
    for (word, state) in [("agree", Some("incoming")), ("refuse", None)] {
        let world = World::on("2026-01-01").await;
        let main = world.account("main");
        let before = main.balance_cents().await;
        asks_for(&world, &main, "karoo.com").await;
        let link = link(&world, HOLDER, "karoo.com").await;
        assert!(link.starts_with(&world.running().url()), "{link}");
        for method in ["GET", "HEAD", "GET"] {
            let shown = page(&world, method, &link, "").await;
            assert_eq!(shown.status, 200, "{}", shown.text);
            assert!(method == "HEAD" || shown.text.contains("karoo.com"), "{}", shown.text);
        }
        let agreeing = page(&world, "GET", &format!("{link}&answer=agree"), "").await;
        assert_eq!(agreeing.status, 200);
        let forged = link.replace("token=", "token=x");
        assert_eq!(page(&world, "GET", &forged, "").await.status, 404);
        assert_eq!(page(&world, "POST", &forged, word).await.status, 404);
        assert_eq!(page(&world, "POST", &link, "perhaps").await.status, 400);
        assert_eq!(main.stands("karoo.com").await.1, "preincoming");
        let taken = page(&world, "POST", &link, word).await;
        assert_eq!(taken.status, 200, "{}", taken.text);
        match state {
            Some(state) => assert_eq!(main.stands("karoo.com").await.1, state),
            None => {
                assert_eq!(main.finds(json!({})).await, [] as [String; 0]);
                assert_eq!(main.balance_cents().await, before);
            }
        }
        // Again it says that nothing waits, and changes nothing.
        assert_eq!(page(&world, "POST", &link, "agree").await.status, 404);
        assert_eq!(page(&world, "POST", &link, "refuse").await.status, 404);
        assert_eq!(main.finds(json!({})).await.len(), usize::from(state.is_some()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_that_fails_at_the_approval_loses_neither_name_nor_money() {
    for kind in ["unavailable", "reply_lost", "refused"] {
        let mut world = World::on("2026-01-01").await;
        let main = world.account("main");
        let before = main.balance_cents().await;
        let id = asks_for(&world, &main, "karoo.com").await;
        let sent = confirmation(&world, "karoo.com").await;
        world.orders_fault("transfer", kind, 1).await;
        let reply = answers(&main, "domainApprovePreincoming", &sent).await;
        assert_eq!(reply.waits(), kind != "refused", "{kind}: {}", reply.text);
        let again = answers(&main, "domainApprovePreincoming", &sent).await;
        assert!(again.json == json!(true) || !again.refused().is_empty(), "{}", again.text);
        if kind == "reply_lost" {
            world.restarts().await;
        }
        let main = world.account("main");
        world.sleeps("PT1H").await;
        if kind == "refused" || main.finds(json!({})).await.is_empty() {
            assert_eq!(main.balance_cents().await, before, "{kind}");
            world.is_consistent().await;
            continue;
        }
        let (number, state) = main.stands("karoo.com").await;
        if state == "preincoming" {
            let _ = answers(&main, "domainApprovePreincoming", &sent).await.done();
        }
        assert_eq!(main.stands("karoo.com").await, (id, "incoming".to_owned()), "{kind} {number}");
        world.sleeps("P6D").await;
        assert_eq!(main.stands("karoo.com").await, (id, "ok".to_owned()), "{kind}");
        assert_eq!(before - main.balance_cents().await, main.price("com", "dtransfer").await);
        world.is_consistent().await;
    }
}
