//! Departments, tickets, replies and attachments.

use model::account::{AccountId, MemberId};
use model::ticket::{AttachmentId, DepartmentId, Side, TicketId, TicketNumber, TicketState};
use store::Store;
use store::attachments::NewAttachment;
use store::tickets::NewTicket;
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, open, second};

/// A seller with one department.
async fn seller(store: &Store, login: &str) -> (AccountId, DepartmentId) {
    let seller = open(store, login).await;
    let made = store.write(move |tx| tx.add_department(seller, "Billing", "Money", 1));
    (seller, made.await.unwrap())
}

async fn asks(
    store: &Store,
    account: AccountId,
    department: DepartmentId,
    subject: &'static str,
) -> (TicketId, TicketNumber) {
    let opened = store.write(move |tx| {
        let ticket = NewTicket {
            account,
            member: Some(MemberId(3)),
            department,
            author: "Zoë",
            email: "zoe@example.co.za",
            subject,
            body: "One.\r\nTwo.",
        };
        tx.add_ticket(&ticket, NEW_YEAR)
    });
    opened.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn departments_belong_to_a_seller_and_stand_in_their_order() {
    each_engine(async |store| {
        let (shop, billing) = seller(&store, "shop").await;
        let (other, _) = seller(&store, "other").await;
        let sales = store.write(move |tx| tx.add_department(shop, "Sales", "", 0)).await.unwrap();
        let last = store.write(move |tx| tx.add_department(shop, "Abuse", "", 1)).await.unwrap();
        let again = store.write(move |tx| tx.add_department(shop, "Sales", "", 9)).await;
        assert!(again.is_err(), "a name stands for one department");
        let listed = store.read(move |tx| tx.departments(shop, 9)).await.unwrap();
        let ids: Vec<_> = listed.iter().map(|department| department.id).collect();
        assert_eq!(ids, [sales, billing, last]);
        assert_eq!(store.read(move |tx| tx.departments(shop, 1)).await.unwrap().len(), 1);
        let found = store.read(move |tx| tx.department(shop, billing)).await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.description.as_str()), ("Billing", "Money"));
        assert_eq!(store.read(move |tx| tx.department(other, billing)).await, Ok(None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_found_by_its_number_and_keeps_what_it_says() {
    each_engine(async |store| {
        let (shop, billing) = seller(&store, "shop").await;
        let (id, number) = asks(&store, shop, billing, "Grüße").await;
        assert_eq!(number, TicketNumber::of(id));
        let found = store.read(move |tx| tx.ticket(number)).await.unwrap().unwrap();
        assert_eq!((found.id, found.account, found.department.as_str()), (id, shop, "Billing"));
        assert_eq!((found.author.as_str(), found.subject.as_str()), ("Zoë", "Grüße"));
        assert_eq!((found.state, found.client_read), (TicketState::Open, true));
        assert_eq!((found.opened, found.updated), (NEW_YEAR, NEW_YEAR));
        let body = store.read(move |tx| tx.ticket_body(id)).await.unwrap();
        assert_eq!(body, "One.\r\nTwo.");
        assert_eq!(store.read(move |tx| tx.ticket(TicketNumber(id.0))).await, Ok(None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tickets_are_listed_newest_first_each_with_its_account() {
    each_engine(async |store| {
        let (shop, billing) = seller(&store, "shop").await;
        let other = open(&store, "other").await;
        for subject in ["one", "two", "three"] {
            asks(&store, shop, billing, subject).await;
            asks(&store, other, billing, "strange").await;
        }
        let listed = async |limit| {
            let tickets = store.read(move |tx| tx.tickets(shop, limit)).await.unwrap();
            tickets.into_iter().map(|ticket| ticket.subject).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(listed(9).await, "three two one");
        assert_eq!(listed(2).await, "three two");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn states_change_and_being_read_changes_nothing_else() {
    each_engine(async |store| {
        let (shop, billing) = seller(&store, "shop").await;
        let (id, number) = asks(&store, shop, billing, "one").await;
        let (_, beside) = asks(&store, shop, billing, "beside").await;
        let stands = async |number| {
            let found = store.read(move |tx| tx.ticket(number)).await.unwrap().unwrap();
            (found.state, found.client_read, found.updated)
        };
        let set = move |tx: &mut store::Tx<'_>| {
            tx.set_ticket(id, TicketState::Answered, false, second(5))
        };
        store.write(set).await.unwrap();
        assert_eq!(stands(number).await, (TicketState::Answered, false, second(5)));
        for _ in 0..2 {
            store.write(move |tx| tx.set_ticket_read(id)).await.unwrap();
            assert_eq!(stands(number).await, (TicketState::Answered, true, second(5)));
        }
        assert_eq!(stands(beside).await, (TicketState::Open, true, NEW_YEAR));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_stand_in_the_order_of_their_writing() {
    each_engine(async |store| {
        let (shop, billing) = seller(&store, "shop").await;
        let (id, _) = asks(&store, shop, billing, "one").await;
        let (beside, _) = asks(&store, shop, billing, "beside").await;
        // The clock may have been set back in between.
        for (ticket, side, body, at) in [
            (id, Side::Staff, "first", 9),
            (beside, Side::Client, "elsewhere", 9),
            (id, Side::Client, "second", 5),
        ] {
            let add =
                store.write(move |tx| tx.add_reply(ticket, side, "Somebody", body, second(at)));
            add.await.unwrap();
        }
        let replies = store.read(move |tx| tx.replies(id, 9)).await.unwrap();
        let said: Vec<_> =
            replies.iter().map(|reply| (reply.side, reply.body.as_str(), reply.at)).collect();
        assert_eq!(said, [(Side::Staff, "first", second(9)), (Side::Client, "second", second(5))]);
        assert_eq!(store.read(move |tx| tx.replies(id, 1)).await.unwrap().len(), 1);
        assert_eq!(store.read(move |tx| tx.count_replies(id)).await, Ok(2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_back_as_it_was_and_only_to_its_account() {
    each_engine(async |store| {
        let (shop, billing) = seller(&store, "shop").await;
        let other = open(&store, "other").await;
        let (id, number) = asks(&store, shop, billing, "one").await;
        let (_, beside) = asks(&store, shop, billing, "beside").await;
        let attach = |reply, name: &'static str, bytes: Vec<u8>| {
            store.write(move |tx| {
                let content_type = "application/octet-stream";
                let file = NewAttachment { ticket: id, reply, name, content_type, bytes: &bytes };
                tx.add_attachment(&file)
            })
        };
        let reply =
            store.write(move |tx| tx.add_reply(id, Side::Staff, "Sam", "Here.", NEW_YEAR)).await;
        let reply = reply.unwrap();
        let large = attach(None, "all.bin", vec![0xF0; 1 << 20]).await.unwrap();
        let empty = attach(Some(reply), "none.bin", Vec::new()).await.unwrap();
        let listed = store.read(move |tx| tx.attachments(id, 9)).await.unwrap();
        let listed: Vec<_> = listed.iter().map(|file| (file.id, file.reply)).collect();
        assert_eq!(listed, [(large, None), (empty, Some(reply))]);

        let size = async |account, number, id: AttachmentId| {
            let found = store.read(move |tx| tx.attachment(account, number, id)).await.unwrap();
            found.map(|file| file.bytes.len())
        };
        assert_eq!(size(shop, None, large).await, Some(1 << 20));
        assert_eq!(size(shop, Some(number), empty).await, Some(0));
        assert_eq!(size(shop, Some(beside), large).await, None);
        assert_eq!(size(other, None, large).await, None);
        assert_eq!(size(shop, None, AttachmentId(999)).await, None);
    })
    .await;
}
