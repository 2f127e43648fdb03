//! People and organisations that names belong to.

use app::contacts::StoredPerson;
use app::contacts::registrants;
use dialects::dreamscape::registrant::create::CreateRegistrant;
use dialects::dreamscape::registrant::list::ListRegistrants;
use dialects::dreamscape::registrant::read::ReadRegistrant;
use dialects::dreamscape::registrant::row::Registrant;
use dialects::dreamscape::registrant::update::UpdateRegistrant;
use model::account::AccountId;
use model::contact::ContactId;
use wire::Api;

use super::answer::Answer;
use super::door::{Caller, DreamscapeDoor};
use super::errors::Handled;
use super::paging::window;
use super::person;

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ListRegistrants, _>(list)
        .on::<ReadRegistrant, _>(read)
        .on::<CreateRegistrant, _>(create)
        .on::<UpdateRegistrant, _>(update)
}

async fn list(caller: Caller, call: ListRegistrants) -> Handled<Answer<Vec<Registrant>>> {
    let (cx, customer) = (caller.cx()?, call.customer_id.map(|id| AccountId(id.0)));
    let page = registrants::list(cx, customer, window(call.paging)).await?;
    let row = |stored| row(cx.account(), stored);
    let rows = page.rows.into_iter().map(row).collect();
    Ok(Answer::page(rows, call.paging, page.matching))
}

async fn read(caller: Caller, call: ReadRegistrant) -> Handled<Answer<Registrant>> {
    let cx = caller.cx()?;
    let stored = registrants::read(cx, ContactId(call.registrant_id.0)).await?;
    Ok(Answer::Done(row(cx.account(), stored)))
}

async fn create(caller: Caller, call: CreateRegistrant) -> Handled<Answer<Registrant>> {
    let cx = caller.cx()?;
    let stored = registrants::create(cx, person::person(call.person, None)).await?;
    Ok(Answer::Done(row(cx.account(), stored)))
}

async fn update(caller: Caller, call: UpdateRegistrant) -> Handled<Answer<Registrant>> {
    let (cx, id) = (caller.cx()?, ContactId(call.registrant_id.0));
    let stored = registrants::update(cx, id, person::patch(call.person, None)).await?;
    Ok(Answer::Done(row(cx.account(), stored)))
}

/// What is a customer's own is that customer's; what is the reseller's belongs to whom it was first
/// used for.
fn row(reseller: AccountId, stored: StoredPerson) -> Registrant {
    let owner = (stored.account != reseller).then_some(stored.account);
    let person = person::shown(stored.person);
    Registrant {
        id: stored.id.0,
        first_name: person.first_name,
        last_name: person.last_name,
        address: person.address,
        city: person.city,
        country: person.country,
        state: person.state,
        post_code: person.post_code,
        country_code: person.country_code,
        phone: person.phone,
        email: person.email,
        account_type: person.account_type,
        business_name: person.business_name,
        business_number: person.business_number,
        business_number_type: person.business_number_type,
        customer_id: stored.customer.or(owner).map(|id| id.0),
    }
}
