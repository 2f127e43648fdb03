//! The seller's departments, and a ticket that was answered.

use std::sync::Arc;

use app::support::{File, Message, answer, departments, open, read};
use app::{Context, Realm};
use model::account::AccountId;
use model::error::{Field, Reason};
use model::{Error, Result};

/// The departments: what they are called, and what they are for.
const DEPARTMENTS: [(&str, &str); 3] = [
    ("Billing", "Invoices, payments and credit"),
    ("Support", "Names, hosting and everything technical"),
    ("Sales", "Products and offers"),
];
/// The department that the ticket goes to.
const ASKED: &str = "Support";
/// Under this key the ticket is opened once.
const KEY: &str = "demo-ticket";
/// What it is about.
const SUBJECT: &str = "Mail does not arrive after a move";
/// What it says.
const QUESTION: &str = "We moved our zone to your name servers yesterday, and mail no longer arrives.\n\
     The records we use are attached.";
/// The file that comes with it.
const FILE: &str = "records.txt";
/// What is in the file.
const RECORDS: &str = "@    MX  10 mail.harborline.example.com.\nmail A      192.0.2.25\n";
/// Who answers.
const STAFF: &str = "Lantern Support";
/// What the answer says.
const ANSWER: &str = "The MX record points to a name without an address in the new zone.\n\
     Add an A record for mail and it will work within the hour.";

/// Adds what is not there yet.
pub(super) async fn begin(realm: &Arc<Realm>, seller: AccountId, client: AccountId) -> Result<()> {
    let seller = Context::for_account(realm, seller).await?;
    for (position, (name, description)) in (1..).zip(DEPARTMENTS) {
        match departments::add(&seller, name, description, position).await {
            Ok(_)
            | Err(Error::Invalid { field: Field::Department, reason: Reason::Repeated, .. }) => {}
            Err(error) => return Err(error),
        }
    }
    let client = Context::for_account(realm, client).await?;
    ask(&Context { client_key: Some(KEY.to_owned()), ..client }, &seller).await
}

async fn ask(client: &Context, seller: &Context) -> Result<()> {
    let departments = departments::list(client).await?;
    let department = departments.into_iter().find(|department| department.name == ASKED);
    let department = department.ok_or_else(|| Error::internal("a department is missing"))?;
    let file = File {
        name: FILE.to_owned(),
        content_type: "text/plain".to_owned(),
        bytes: RECORDS.as_bytes().to_vec(),
    };
    let question = Message { text: QUESTION.to_owned(), files: vec![file] };
    let number = open::open(client, department.id, SUBJECT, question).await?;
    if read::details(client, number).await?.replies.is_empty() {
        answer::answer(seller, number, STAFF, Message::plain(ANSWER)).await?;
    }
    Ok(())
}
