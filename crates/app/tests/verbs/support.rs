//! Tickets: who sees them, who has the word, and what a repeated call does.

use app::Context;
use app::support::read::Details;
use app::support::{
    File, Message, answer::answer, attachment::attachment, close::close, departments, open, read,
    reopen::reopen, reply::reply,
};
use model::error::{Field, Noun, Prohibition, Reason, Restriction};
use model::event::EventKind;
use model::ticket::{AttachmentId, DepartmentId, Side, TicketNumber, TicketState};
use model::{Error, Result};

use crate::world::World;

async fn billing(world: &World) -> DepartmentId {
    departments::add(&world.registrar, "Billing", "Money", 1).await.unwrap()
}

fn says(text: &str) -> Message {
    Message::plain(text)
}

fn with_file(text: &str, name: &str) -> Message {
    let content_type = "text/plain".to_owned();
    let file = File { name: name.to_owned(), content_type, bytes: b"a file".to_vec() };
    Message { text: text.to_owned(), files: vec![file] }
}

async fn asks(cx: &Context, department: DepartmentId) -> Result<TicketNumber> {
    open::open(cx, department, "A bill", says("Why?")).await
}

async fn answers(world: &World, number: TicketNumber) -> Result<()> {
    answer(&world.registrar, number, "Sam", says("Because.")).await
}

/// State and whether it was read, as the list shows them.
async fn listed(cx: &Context, number: TicketNumber) -> (TicketState, bool) {
    let tickets = read::list(cx).await.unwrap();
    let ticket = tickets.iter().find(|ticket| ticket.number == number).unwrap();
    (ticket.state, ticket.client_read)
}

fn with_key(cx: &Context, key: &str) -> Context {
    Context { client_key: Some(key.to_owned()), ..cx.clone() }
}

#[tokio::test]
async fn a_ticket_goes_from_question_to_answer_and_back_until_it_is_closed() {
    let world = World::new().await;
    let department = billing(&world).await;
    let number = asks(&world.shop, department).await.unwrap();
    assert!((100_000..1_000_000).contains(&number.0));
    assert_eq!(listed(&world.shop, number).await, (TicketState::Open, true));

    world.moves_to("2026-11-22T10:00:00Z");
    answers(&world, number).await.unwrap();
    assert_eq!(listed(&world.shop, number).await, (TicketState::Answered, false));

    world.moves_to("2026-11-23T10:00:00Z");
    reply(&world.shop, number, says("I see.\r\nThanks.")).await.unwrap();
    assert_eq!(listed(&world.shop, number).await, (TicketState::ClientReply, false));

    close(&world.shop, number).await.unwrap();
    assert_eq!(listed(&world.shop, number).await.0, TicketState::Closed);
    reopen(&world.shop, number).await.unwrap();
    assert_eq!(listed(&world.shop, number).await.0, TicketState::Open);

    let Details { ticket, body, replies, files } =
        read::details(&world.shop, number).await.unwrap();
    assert_eq!((ticket.department.as_str(), ticket.subject.as_str()), ("Billing", "A bill"));
    assert_eq!((ticket.author.as_str(), body.as_str()), ("Jane Dlamini", "Why?"));
    assert_eq!(ticket.email, "jane@example.co.za");
    let said: Vec<_> = replies
        .iter()
        .map(|reply| (reply.side, reply.author.as_str(), reply.body.as_str()))
        .collect();
    assert_eq!(
        said,
        [(Side::Staff, "Sam", "Because."), (Side::Client, "Jane Dlamini", "I see.\r\nThanks.")]
    );
    assert!(files.is_empty());
    assert_eq!(
        world.log(&world.shop, 5).await,
        [
            EventKind::TicketReopened,
            EventKind::TicketClosed,
            EventKind::TicketReplied,
            EventKind::TicketAnswered,
            EventKind::TicketOpened
        ]
    );
}

#[tokio::test]
async fn an_answer_is_unread_until_the_client_looks_and_looking_changes_nothing_else() {
    let world = World::new().await;
    let department = billing(&world).await;
    let number = asks(&world.shop, department).await.unwrap();
    answers(&world, number).await.unwrap();
    let answered = world.realm.now();
    let entries = world.log(&world.shop, 100).await;
    world.moves_to("2026-12-01T10:00:00Z");
    // A list is no look.
    assert_eq!(listed(&world.shop, number).await, (TicketState::Answered, false));
    let first = read::details(&world.shop, number).await.unwrap();
    assert!(first.ticket.client_read);
    assert_eq!((first.ticket.state, first.ticket.updated), (TicketState::Answered, answered));
    assert_eq!(read::details(&world.shop, number).await, Ok(first));
    read::mark_read(&world.shop, number).await.unwrap();
    assert_eq!(listed(&world.shop, number).await, (TicketState::Answered, true));
    assert_eq!(world.log(&world.shop, 100).await, entries);

    answers(&world, number).await.unwrap();
    assert_eq!(listed(&world.shop, number).await, (TicketState::Answered, false));
}

#[tokio::test]
async fn whoever_has_something_to_say_opens_a_closed_ticket_again() {
    let world = World::new().await;
    let department = billing(&world).await;
    let number = asks(&world.shop, department).await.unwrap();
    let is_open = Err(Error::Prohibited(Prohibition::TicketOpen));
    assert_eq!(reopen(&world.shop, number).await, is_open);

    close(&world.shop, number).await.unwrap();
    let is_closed = Err(Error::Prohibited(Prohibition::TicketClosed));
    assert_eq!(close(&world.shop, number).await, is_closed);
    reply(&world.shop, number, says("One more thing.")).await.unwrap();
    assert_eq!(listed(&world.shop, number).await.0, TicketState::ClientReply);

    close(&world.shop, number).await.unwrap();
    answers(&world, number).await.unwrap();
    assert_eq!(listed(&world.shop, number).await.0, TicketState::Answered);
    assert_eq!(reopen(&world.shop, number).await, is_open);
}

#[tokio::test]
async fn a_strangers_ticket_and_none_at_all_look_the_same() {
    let world = World::new().await;
    let department = billing(&world).await;
    let number =
        open::open(&world.shop, department, "A bill", with_file("Why?", "bill.txt")).await.unwrap();
    let file = read::details(&world.shop, number).await.unwrap().files[0].id;
    let missing = Error::NotFound(Noun::Ticket);
    for (cx, number) in [
        (&world.other, number),
        (&world.shop, TicketNumber(number.0 + 1)),
        (&world.shop, TicketNumber(-1)),
        // What is below it is no ticket of its own.
        (&world.registrar, number),
    ] {
        assert_eq!(read::details(cx, number).await, Err(missing.clone()));
        assert_eq!(read::mark_read(cx, number).await, Err(missing.clone()));
        assert_eq!(reply(cx, number, says("Hi")).await, Err(missing.clone()));
        assert_eq!(close(cx, number).await, Err(missing.clone()));
        assert_eq!(reopen(cx, number).await, Err(missing.clone()));
    }
    for cx in [&world.shop, &world.other, &world.rival, &world.operator] {
        let refused = answer(cx, number, "Sam", says("No.")).await;
        assert_eq!(refused, Err(missing.clone()), "only the seller answers");
    }
    let missing = Err(Error::NotFound(Noun::Attachment));
    assert_eq!(attachment(&world.other, None, file).await, missing);
    assert_eq!(attachment(&world.shop, None, AttachmentId(999)).await, missing);
    assert!(read::list(&world.other).await.unwrap().is_empty());
    assert_eq!(read::details(&world.shop, number).await.unwrap().replies, []);
}

#[tokio::test]
async fn files_come_with_tickets_replies_and_answers() {
    let world = World::new().await;
    let department = billing(&world).await;
    let open = async |name| {
        open::open(&world.shop, department, "A bill", with_file("Why?", name)).await.unwrap()
    };
    let (number, beside) = (open("bill.txt").await, open("other.txt").await);
    reply(&world.shop, number, with_file("See.", "mine.txt")).await.unwrap();
    answer(&world.registrar, number, "Sam", with_file("See.", "yours.txt")).await.unwrap();
    let Details { files, replies, .. } = read::details(&world.shop, number).await.unwrap();
    let names: Vec<_> = files.iter().map(|file| (file.name.as_str(), file.reply)).collect();
    let (mine, yours) = (Some(replies[0].id), Some(replies[1].id));
    assert_eq!(names, [("bill.txt", None), ("mine.txt", mine), ("yours.txt", yours)]);

    let found = attachment(&world.shop, Some(number), files[0].id).await.unwrap();
    assert_eq!(
        (found.info.content_type.as_str(), found.bytes.as_slice()),
        ("text/plain", &b"a file"[..])
    );
    assert_eq!(attachment(&world.shop, None, files[0].id).await, Ok(found));
    let elsewhere = attachment(&world.shop, Some(beside), files[0].id).await;
    assert_eq!(elsewhere, Err(Error::NotFound(Noun::Attachment)));
}

#[tokio::test]
async fn what_cannot_be_meant_opens_nothing() {
    let world = World::new().await;
    let department = billing(&world).await;
    let strange = departments::add(&world.rival, "Billing", "", 1).await.unwrap();
    let open = async |department, subject: &str, message| {
        open::open(&world.shop, department, subject, message).await.unwrap_err()
    };
    for department in [strange, DepartmentId(999), DepartmentId(0)] {
        assert_eq!(
            open(department, "A bill", says("Why?")).await,
            Error::invalid(Field::Department, Reason::NotOffered)
        );
    }
    assert_eq!(open(department, " ", says("Why?")).await, Error::Missing(Field::Subject));
    assert_eq!(open(department, "A bill", says("")).await, Error::Missing(Field::Text));
    assert_eq!(
        open(department, "A\nbill", says("Why?")).await,
        Error::invalid(Field::Subject, Reason::NotText)
    );
    assert_eq!(
        open(department, "A bill", says("bell\u{7}")).await,
        Error::invalid(Field::Text, Reason::NotText)
    );
    let mut heavy = with_file("Why?", "bill.txt");
    heavy.files[0].bytes = vec![0; (1 << 20) + 1];
    assert_eq!(
        open(department, "A bill", heavy).await,
        Error::invalid(Field::Attachment, Reason::TooLarge)
    );
    let mut many = with_file("Why?", "bill.txt");
    many.files = vec![many.files[0].clone(); 11];
    assert_eq!(
        open(department, "A bill", many).await,
        Error::invalid(Field::Attachment, Reason::MoreThan(10))
    );
    // Nobody stands above the operator.
    let alone = asks(&world.operator, department).await;
    assert_eq!(alone, Err(Error::invalid(Field::Department, Reason::NotOffered)));
    assert!(read::list(&world.shop).await.unwrap().is_empty());
}

#[tokio::test]
async fn departments_are_offered_to_those_below() {
    let world = World::new().await;
    billing(&world).await;
    departments::add(&world.registrar, "Sales", "", 0).await.unwrap();
    let names = async |cx: &Context| {
        let listed = departments::list(cx).await.unwrap();
        listed.into_iter().map(|department| department.name).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(&world.shop).await, "Sales Billing");
    assert_eq!(names(&world.other).await, "Sales Billing");
    assert_eq!(names(&world.registrar).await, "");
    assert_eq!(names(&world.operator).await, "");
    let again = departments::add(&world.registrar, " Sales ", "", 5).await;
    assert_eq!(again, Err(Error::invalid(Field::Department, Reason::Repeated)));
    let member = Context {
        caller: model::account::Caller {
            role: model::account::MemberRole::Subuser,
            ..world.registrar.caller
        },
        ..world.registrar.clone()
    };
    let refused = departments::add(&member, "More", "", 5).await;
    assert_eq!(refused, Err(Error::Forbidden(Restriction::OwnerOnly)));
}

#[tokio::test]
async fn a_repeated_key_opens_one_ticket_and_says_one_thing() {
    let world = World::new().await;
    let department = billing(&world).await;
    let keyed = with_key(&world.shop, "k1");
    let first = asks(&keyed, department).await.unwrap();
    assert_eq!(asks(&keyed, department).await, Ok(first));
    let changed = open::open(&keyed, department, "A bill", says("Why not?")).await;
    assert_eq!(changed, Err(Error::KeyReused));
    let filed = open::open(&keyed, department, "A bill", with_file("Why?", "bill.txt")).await;
    assert_eq!(filed, Err(Error::KeyReused));
    assert_eq!(reply(&keyed, first, says("Why?")).await, Err(Error::KeyReused));
    assert_ne!(asks(&world.shop, department).await, Ok(first));
    assert_eq!(read::list(&world.shop).await.unwrap().len(), 2);

    let keyed = with_key(&world.shop, "k2");
    reply(&keyed, first, says("Please.")).await.unwrap();
    close(&world.shop, first).await.unwrap();
    reply(&keyed, first, says("Please.")).await.unwrap();
    // Said once, before it was closed.
    assert_eq!(listed(&world.shop, first).await.0, TicketState::Closed);
    assert_eq!(read::details(&world.shop, first).await.unwrap().replies.len(), 1);
    assert_eq!(reply(&keyed, first, says("Now!")).await, Err(Error::KeyReused));
}

#[tokio::test]
async fn a_refused_call_leaves_its_key_free() {
    let world = World::new().await;
    let department = billing(&world).await;
    let keyed = with_key(&world.shop, "k1");
    assert!(asks(&keyed, DepartmentId(999)).await.is_err());
    assert!(asks(&keyed, department).await.is_ok());
}

#[tokio::test]
async fn whoever_asked_is_mailed_that_it_arrived_and_that_it_was_answered() {
    let world = World::new().await;
    let department = billing(&world).await;
    let due = || async { world.within(|tx| tx.next_due()).await.unwrap() };
    assert_eq!(due().await, None);
    let number = asks(&world.shop, department).await.unwrap();
    assert_eq!(due().await, Some(world.realm.now()));
    assert!(EventKind::TicketOpened.is_always_mailed());
    assert!(EventKind::TicketAnswered.is_always_mailed());
    // Of their own words nobody is mailed.
    reply(&world.shop, number, says("Hello?")).await.unwrap();
    assert!(!EventKind::TicketReplied.is_always_mailed());
}
