//! Questions to the support, and their answers.

use app::support::{File, Message, answer, departments, open};
use model::ticket::TicketNumber;
use serde_json::{Value, json};

use crate::world::{World, email};

async fn asks(world: &World) -> (String, i64) {
    let seller = world.inside(world.seller).await;
    departments::add(&seller, "Billing", "", 1).await.unwrap();
    let departments = world.main.get("/ticket/departments").await.done();
    let department = &departments["departments"][0];
    assert_eq!(department["name"], "Billing");
    let question = json!({
        "dept_id": department["id"], "subject": "An invoice", "body": "Is it paid?\r\nThank you.",
    });
    let number = world.main.post("/tickets", question).await.done()["ticket"].as_i64().unwrap();
    (format!("/tickets/{number}"), number)
}

#[tokio::test]
async fn a_ticket_follows_what_is_said() {
    let world = World::new().await;
    let (path, number) = asks(&world).await;
    let main = &world.main;
    let status = async || main.get(&path).await.done()["ticket"]["status"].take();
    assert_eq!(status().await, "Open");
    let seller = world.inside(world.seller).await;
    answer::answer(&seller, TicketNumber(number), "Support", Message::plain("It is paid."))
        .await
        .unwrap();
    let row = main.get("/tickets").await.done()["tickets"][0].take();
    assert_eq!(
        row,
        json!({
            "client_read": "0", "ticket_number": number.to_string(), "date": "2026-11-21 10:00:00",
            "deptname": "Billing", "subject": "An invoice", "status": "Answered",
        })
    );
    let thanks = main.post(&path, json!({ "body": "Thank you." })).await;
    assert_eq!(thanks.done(), json!({ "info": ["reply_added"] }));

    let mut details = main.get(&path).await.done();
    let replies = details["replies"].as_array_mut().unwrap();
    replies.iter_mut().for_each(|reply| drop(reply["id"].take()));
    let said = |name: &str, body: &str, kind: &str| {
        json!({
            "id": null, "name": name, "date": "2026-11-21 10:00:00",
            "body": body, "status": "Sent", "type": kind,
        })
    };
    let both = [
        said("Support", "It is paid.", "Admin"),
        said("Pieter van der Merwe", "Thank you.", "Client"),
    ];
    assert_eq!(details["replies"], Value::from(both.to_vec()));
    let ticket = &details["ticket"];
    assert_eq!(ticket["email"], email("main"));
    assert_eq!(ticket["body"], "Is it paid?\r\nThank you.");
    assert_eq!((&ticket["status"], &ticket["client_read"]), (&json!("Client-Reply"), &json!("1")));

    let done = json!({ "status": true });
    let (close, reopen) = (format!("{path}/close"), format!("{path}/open"));
    main.put(&reopen).await.refused(400, "Ticket is open already.");
    assert_eq!(main.put(&close).await.done(), done);
    assert_eq!(status().await, "Closed");
    main.put(&close).await.refused(400, "Ticket is closed already.");
    assert_eq!(main.put(&reopen).await.done(), done);
    assert_eq!(status().await, "Open");
}

#[tokio::test]
async fn a_ticket_is_its_accounts_own() {
    let world = World::new().await;
    let (path, _) = asks(&world).await;
    let other = &world.other;
    assert_eq!(other.get("/tickets").await.done(), json!({ "tickets": [] }));
    other.get(&path).await.refused(404, "Ticket not found");
    other.post(&path, json!({ "body": "Hello" })).await.refused(404, "Ticket not found");
    other.put(&format!("{path}/close")).await.refused(404, "Ticket not found");
    other.get("/tickets/many").await.refused(400, "number should be a whole number");
    let question = |department: i64, body: &str| json!({ "dept_id": department, "subject": "Hello", "body": body });
    other
        .post("/tickets", question(999, "Hello"))
        .await
        .refused(400, "dept_id is not offered for this");
    other.post("/tickets", question(1, " ")).await.refused(400, "body is missing");
}

#[tokio::test]
async fn a_file_travels_as_it_is() {
    let world = World::new().await;
    asks(&world).await;
    let cx = world.inside(world.main.account).await;
    let department = departments::list(&cx).await.unwrap()[0].id;
    let file = File {
        name: "invoice.txt".into(),
        content_type: "text/plain".into(),
        bytes: b"Invoice 41\r\n".to_vec(),
    };
    let message = Message { text: "Please look.".into(), files: vec![file] };
    let number = open::open(&cx, department, "A file", message).await.unwrap();

    let ticket = world.main.get(&format!("/tickets/{number}")).await.done();
    let attachment = &ticket["ticket"]["attachments"][0];
    assert_eq!(attachment["name"], "invoice.txt");
    let path = format!("/ticket/attachment/{}", attachment["id"].as_str().unwrap());
    let found = world.main.get(&format!("{path}?number={number}")).await;
    assert_eq!((found.status, found.text.as_str()), (200, "Invoice 41\r\n"));
    assert_eq!(found.header("content-type"), "text/plain");
    assert!(found.header("content-disposition").starts_with("attachment;"));

    let unknown = "Attachment not found";
    world.main.get(&format!("{path}?number=100001")).await.refused(404, unknown);
    world.main.get("/ticket/attachment/invoice.txt").await.refused(404, unknown);
    world.other.get(&path).await.refused(404, unknown);
}
