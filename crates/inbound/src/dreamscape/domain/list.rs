//! Names, page by page.

use app::domains::dossier::{self, ListFilter};
use dialects::dreamscape::domain::list::ListDomains;
use dialects::dreamscape::domain::row::Domain;
use model::account::AccountId;
use model::contact::ContactId;
use model::error::Role;

use super::prices::extension;
use super::row::{row, standing};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;
use crate::dreamscape::paging::window;

pub async fn list(caller: Caller, call: ListDomains) -> Handled<Answer<Vec<Domain>>> {
    let contacts = [
        (Role::Admin, call.admin_contact_id),
        (Role::Billing, call.billing_contact_id),
        (Role::Tech, call.tech_contact_id),
    ];
    let contacts = contacts.into_iter().filter_map(|(role, id)| Some((role, ContactId(id?.0))));
    let tlds = call.tlds.map(|tlds| tlds.0).unwrap_or_default();
    let filter = ListFilter {
        number: None,
        name: call.domain_name.map(|name| name.to_lowercase()),
        tlds: tlds.iter().map(|tld| extension(tld)).collect(),
        contacts: contacts.collect(),
        standing: call.status_id.map(standing),
    };
    let customer = call.customer_id.map(|id| AccountId(id.0));
    let page = dossier::list(caller.cx()?, customer, filter, window(call.paging)).await?;
    let rows = page.rows.into_iter().map(row).collect();
    Ok(Answer::page(rows, call.paging, page.matching))
}
