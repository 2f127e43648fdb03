//! People who act for a customer, each with a few privileges.

use std::sync::Arc;

use app::accounts::contacts::{self, NewContact};
use app::{Context, Realm};
use model::account::AccountId;
use model::privilege::{BillingPrivilege, MiscPrivilege, Privileges, SupportPrivilege};
use model::{Error, Result};
use serde_json::{Map, Value};

use super::NAME;
use crate::sandbox::demo::passwords::{Passwords, Whose};
use crate::sandbox::demo::people::{self, Person};

/// Who acts for main, and who acts for other, by label.
const CONTACTS: [&[(&str, Person)]; 2] =
    [&[("mary", people::MARY), ("john", people::JOHN)], &[("ruth", people::RUTH)]];

/// Whose passwords there are.
pub(super) fn whose() -> impl Iterator<Item = Whose> {
    CONTACTS.into_iter().flatten().map(|(_, person)| (NAME, person.email))
}

/// Adds those who are not there yet.
pub(super) async fn add(
    realm: &Arc<Realm>,
    passwords: &mut Passwords,
    customers: [AccountId; 2],
) -> Result<()> {
    for (customer, people) in customers.into_iter().zip(CONTACTS) {
        let cx = Context::for_account(realm, customer).await?;
        for (label, person) in people {
            let new = NewContact {
                audience: NAME,
                login: person.email.to_owned(),
                password: passwords.take((NAME, person.email)).await?,
                profile: person.contact(),
                privileges: privileges(label),
            };
            match contacts::add(&cx, new).await {
                Ok(_) | Err(Error::Taken(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

/// What they sign in with.
pub(super) fn facts(realm: &Realm) -> Map<String, Value> {
    let everybody = CONTACTS.into_iter().flatten();
    everybody.map(|(label, person)| super::sign_in(realm, label, *person)).collect()
}

/// Who looks after the money sees to invoices, who looks after the servers asks for help.
fn privileges(label: &str) -> Privileges {
    let support = [SupportPrivilege::NewTicket, SupportPrivilege::Tickets];
    if label == "john" {
        return Privileges { support: support.into(), ..Privileges::default() };
    }
    Privileges {
        billing: [
            BillingPrivilege::Emails,
            BillingPrivilege::PayInvoice,
            BillingPrivilege::Orders,
            BillingPrivilege::Balance,
        ]
        .into(),
        support: support.into_iter().chain([SupportPrivilege::CloseTicket]).collect(),
        misc: [MiscPrivilege::ManageProfiles].into(),
        ..Privileges::default()
    }
}
