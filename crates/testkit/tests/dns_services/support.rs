//! A question to the support: asked, discussed, closed and opened again; and the file that came with
//! the one that is there from the beginning.

use serde_json::json;
use testkit::World;
use testkit::dns_services::Client;

use crate::estate::attachment;

async fn status(client: &Client, number: &str) -> String {
    let tickets = client.get("/tickets").await.done().list_at("tickets");
    let row = tickets.iter().find(|row| row["ticket_number"] == number).expect("the ticket");
    let ticket = client.get(&format!("/tickets/{number}")).await.done().json["ticket"].clone();
    assert_eq!(ticket["status"], row["status"]);
    row["status"].as_str().expect("a status").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_asked_discussed_and_closed() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let departments = main.get("/ticket/departments").await.done().list_at("departments");
    let department = &departments[0];
    let question = json!({
        "dept_id": department["id"], "subject": "Where is my name?", "body": "It was here.",
    });
    let number = main.post("/tickets", question).await.done().json["ticket"].to_string();
    assert_eq!(status(&main, &number).await, "Open");
    let path = format!("/tickets/{number}");
    let details = main.get(&path).await.done().json;
    assert_eq!(details["ticket"]["deptname"], department["name"]);
    assert_eq!(details["replies"], json!([]));

    let reply = main.post(&path, json!({ "body": "It is still gone." })).await.done();
    assert_eq!(reply.json, json!({ "info": ["reply_added"] }));
    assert_eq!(status(&main, &number).await, "Client-Reply");
    let replies = main.get(&path).await.done().list_at("replies");
    assert_eq!(
        (&replies[0]["body"], &replies[0]["type"]),
        (&json!("It is still gone."), &json!("Client"))
    );
    let done = json!({ "status": true });
    assert_eq!(main.put(&format!("{path}/close"), json!({})).await.done().json, done);
    assert_eq!(status(&main, &number).await, "Closed");
    main.put(&format!("{path}/close"), json!({})).await.refused(400);
    assert_eq!(main.put(&format!("{path}/open"), json!({})).await.done().json, done);
    assert_eq!(status(&main, &number).await, "Open");
    main.put(&format!("{path}/open"), json!({})).await.refused(400);
    // Whoever says more about what is closed opens it again.
    let _ = main.put(&format!("{path}/close"), json!({})).await.done();
    let _ = main.post(&path, json!({ "body": "One more thing." })).await.done();
    assert_eq!(status(&main, &number).await, "Client-Reply");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_served_byte_for_byte_to_whom_it_belongs() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.client("main").await, world.client("other").await);
    let (number, file) = attachment(&main).await;
    let path = format!("/ticket/attachment/{file}");
    for path in [path.clone(), format!("{path}?number={number}")] {
        let reply = main.get(&path).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        assert_eq!(
            reply.text,
            "@    MX  10 mail.harborline.example.com.\nmail A      192.0.2.25\n"
        );
        assert_eq!(reply.header("content-type"), "text/plain");
        assert!(reply.header("content-disposition").starts_with("attachment; filename"));
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
    }
    let unknown = main.get("/ticket/attachment/999999").await;
    for (client, path) in [
        (&main, format!("{path}?number=1")),
        (&main, "/ticket/attachment/..%2f..%2fsecrets".to_owned()),
        (&other, path.clone()),
        (&other, format!("{path}?number={number}")),
    ] {
        let refused = client.get(&path).await;
        assert_eq!((refused.status, &refused.text), (404, &unknown.text), "{path}");
    }
    world.nobody().get(&path).await.refused(401);
}
