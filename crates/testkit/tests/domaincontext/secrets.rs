//! The log of calls, which people of the platform read, shows nobody's secrets, however they travel.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, Reply, person};
use testkit::http::Sent;

use crate::catalogue::Way;
use crate::estate::{confirmation, id, server, subject, text, with};

/// A body of parts, as browsers send it.
fn parts(pairs: &[(String, String)], before: &str) -> (String, Vec<u8>) {
    let part = |(name, value): &(String, String)| {
        format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let parts: String = pairs.iter().map(part).collect();
    let body = format!("{before}{parts}--edge--\r\n");
    ("multipart/form-data; boundary=edge".to_owned(), body.into_bytes())
}

/// A call in each of the ways in which arguments travel.
async fn in_every_way(account: &Account, command: &str, arguments: &Value) -> Vec<Reply> {
    let mut replies = Vec::new();
    for way in [Way::Query, Way::Form, Way::Json] {
        replies.push(way.calls(account, command, arguments).await);
    }
    for before in ["", "\r\n", "Before the parts\r\n", "{\r\n"] {
        let body = Some(parts(&account.pairs(arguments), before));
        let sent = Sent { body, ..Sent::default() };
        replies.push(account.sends("POST", command, sent).await.into());
    }
    replies
}

/// Calls that carry secrets, and the secrets: those that were sent and those that were answered.
async fn tells_secrets(world: &World) -> Vec<(String, String)> {
    let (main, seller) = (world.account("main"), world.account("seller"));
    let mut secrets = vec![
        ("a password".to_owned(), main.password().to_owned()),
        ("a seller's password".to_owned(), seller.password().to_owned()),
    ];
    let mut keep = |what: &str, secret: &str| secrets.push((what.to_owned(), secret.to_owned()));
    let answered = |replies: &[Reply], key: &str| -> Vec<String> {
        let shown = |reply: &Reply| {
            let bulk = reply.json["0"][key].as_str();
            reply.json[key].as_str().or(bulk).map(str::to_owned)
        };
        replies.iter().filter_map(shown).collect()
    };
    // What is answered.
    let made = main.posts("domainRegister", json!({ "domain": "shoes.com" })).await.done();
    keep("an auth code", &text(&made, "password"));
    for command in ["domainGetPassword", "domainRegenPassword"] {
        let replies = in_every_way(&main, command, &json!({ "domain": "shoes.com" })).await;
        answered(&replies, "password").iter().for_each(|code| keep(command, code));
        let bulk = command.replacen("domain", "domains", 1);
        let sent = json!({ "0": { "domain": "shoes.com" } });
        let replies = in_every_way(&main, &bulk, &sent).await;
        answered(&replies, "password").iter().for_each(|code| keep(&bulk, code));
    }
    let bought = id(&main.posts("serverBuy", server()).await.done());
    for (command, key) in
        [("serverEnableVNC", "vnc_password"), ("serverRegenRootPassword", "password")]
    {
        world.sleeps("PT9H").await;
        let reply = main.asks(command, json!({ "id": bought })).await;
        keep(command, &text(&reply.done(), key));
        world.sleeps("PT9H").await;
        let bulk = command.replacen("server", "servers", 1);
        let reply = main.posts(&bulk, json!({ "0": { "id": bought } })).await.done();
        keep(&bulk, &text(&reply["0"], key));
    }
    for command in ["certificateGenerateCSR", "certificateGenerateCsr"] {
        let made = main.asks(command, subject("shoes.com")).await.done();
        let key = text(&made, "csr_key");
        // The beginning of a key says what it is, and its middle is what counts.
        keep(command, key.lines().nth(3).expect("lines of a key"));
    }
    // What is sent.
    let transfer = json!({ "domain": "coming.com", "password": "their-code" });
    world.holds_elsewhere("coming.com", "their-code").await;
    keep("a code that is sent", "their-code");
    for command in ["domainCheckTransfer", "domainTransfer"] {
        let _ = in_every_way(&main, command, &transfer).await;
        let bulk = command.replacen("domain", "domains", 1);
        let _ = in_every_way(&main, &bulk, &json!({ "0": transfer, "1": { "x": transfer } })).await;
    }
    let data = confirmation(world, "coming.com").await;
    keep("a confirmation", data["token"].as_str().expect("a token"));
    for data in [data.clone(), json!(data.to_string())] {
        let sent = json!({ "domains": "coming.com", "confirm_data": data });
        let _ = in_every_way(&world.account("other"), "domainApprovePreincoming", &sent).await;
        let _ = in_every_way(&main, "domainsRejectPreincoming", &sent).await;
    }
    // Other commands of this kind there are not, and secrets in their arguments stay secrets.
    let _ = in_every_way(&main, "nothing", &with(transfer, json!({ "pincode": "9374" }))).await;
    keep("a pincode", "9374");
    let pinned = json!({ "domain": "shoes.com", "pincode": "9374" });
    for command in ["domainGetPassword", "domainRegenPassword", "domainPush"] {
        let sent = with(pinned.clone(), json!({ "sender": "main", "receiver": "main" }));
        let _ = in_every_way(&world.account("guarded"), command, &sent).await;
        let bulk = command.replacen("domain", "domains", 1);
        let _ = in_every_way(&world.account("guarded"), &bulk, &json!({ "0": sent })).await;
    }
    let opened = json!({ "login": "below", "password": "below-secret", "seller": "seller" });
    let _ =
        in_every_way(&seller, "clientCreate", &with(person("a@example.com"), opened.clone())).await;
    let _ = in_every_way(&seller, "clientCheck", &opened).await;
    keep("a client's password", "below-secret");
    secrets
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_calls_keeps_no_secret() {
    let world = World::on("2026-01-01").await;
    let secrets = tells_secrets(&world).await;
    let log = world.control("GET", "/requests?limit=1000", None).await;
    assert_eq!(log.status, 200);
    let calls = log.json().as_array().expect("calls").clone();
    let shown = |secret: &str| {
        let escaped = testkit::http::encoded(&[(String::new(), secret.to_owned())]);
        let escaped = escaped.trim_start_matches('=').to_owned();
        calls.iter().find(|call| {
            let call = call.to_string();
            call.contains(secret) || call.contains(&escaped)
        })
    };
    for (what, secret) in &secrets {
        assert!(secret.len() > 3, "{what} is {secret}");
        assert!(shown(secret).is_none(), "the log shows {what}, {secret}: {:?}", shown(secret));
    }
    assert!(secrets.len() > 20, "{}", secrets.len());
    for rest in ["shoes.com", "coming.com", "csr_commonname", "below", "nothing", "auth_login"] {
        assert!(shown(rest).is_some(), "{rest} is there");
    }
    for row in ["domainGetPassword", "domainsGetPassword", "serverEnableVNC", "clientCreate"] {
        let is_row = |call: &&Value| call["catalogue_id"] == row;
        assert!(calls.iter().find(is_row).is_some(), "{row} is there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_repeats_what_was_sent_in_secret() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let wrong = main.signed_in_as("main", "a-wrong-secret");
    for command in ["domainsSearch", "domainsGetInfo", "nothing", "clientCheck"] {
        for reply in in_every_way(&wrong, command, &json!({ "0": { "pincode": "9374" } })).await {
            assert!(!reply.text.contains("a-wrong-secret"), "{}", reply.text);
            assert!(!reply.text.contains("9374"), "{}", reply.text);
        }
        world.sleeps("PT10M").await;
    }
    for sent in [
        json!({ "domain": "shoes.com", "password": { "a": "a-secret" } }),
        json!({ "domain": "shoes.com", "password": "a-secret\nof two lines" }),
        json!({ "domain": { "a": "shoes.com" }, "password": "a-secret" }),
    ] {
        for reply in in_every_way(&main, "domainTransfer", &sent).await {
            assert!(!reply.refused().contains("a-secret"), "{}", reply.text);
        }
    }
}
