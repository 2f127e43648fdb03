//! People and organisations: written down, changed, looked at and removed.

/// The names of countries.
mod country;
/// From what callers tell to a person, and back.
pub(super) mod fields;
mod search;

use app::Context;
use app::contacts::{self, ContactRef};
use dialects::domaincontext::arguments::Id;
use dialects::domaincontext::contact::create::CreateContact;
use dialects::domaincontext::contact::delete::DeleteContact;
use dialects::domaincontext::contact::info::ReadContact;
use dialects::domaincontext::contact::numbered::NumberedContact;
use dialects::domaincontext::contact::row::ContactRow;
use dialects::domaincontext::contact::search::SearchContacts;
use dialects::domaincontext::contact::update::UpdateContact;
use model::contact::ContactId;
use model::error::{Error, Noun};
use wire::Api;

use super::AUDIENCE;
use super::door::{Caller, DomainContextDoor};
use super::errors::{Handled, Refused};

pub fn routes(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on::<SearchContacts, _>(search::search)
        .on::<ReadContact, _>(read)
        .on::<CreateContact, _>(create)
        .on::<UpdateContact, _>(update)
        .on::<DeleteContact, _>(delete)
        .on_bulk::<ReadContact, _>(read)
        .on_bulk::<CreateContact, _>(create)
        .on_bulk::<UpdateContact, _>(update)
        .on_bulk::<DeleteContact, _>(delete)
}

async fn read(caller: Caller, call: ReadContact) -> Handled<ContactRow> {
    let which = ContactRef::read(&call.id.0);
    let acting = acting(caller.cx()?, &which).await?;
    let found = contacts::read::read(&acting, AUDIENCE, which).await.map_err(about)?;
    Ok(fields::row(found))
}

async fn create(caller: Caller, call: CreateContact) -> Handled<NumberedContact> {
    let person = fields::person(call.fields, fields::kind(call.r#type.as_ref())?);
    let created = contacts::create::create(caller.cx()?, person).await?;
    Ok(NumberedContact { id: created.id.0 })
}

async fn update(caller: Caller, call: UpdateContact) -> Handled<NumberedContact> {
    let which = numbered(call.id);
    let acting = acting(caller.cx()?, &which).await?;
    let pincode = call.pincode.as_ref().map(|pincode| pincode.0.as_str());
    let person = fields::person(call.fields, None);
    let id = contacts::update::update(&acting, which, person, pincode).await.map_err(about)?;
    Ok(NumberedContact { id: id.0 })
}

async fn delete(caller: Caller, call: DeleteContact) -> Handled<NumberedContact> {
    let which = numbered(call.id);
    let acting = acting(caller.cx()?, &which).await?;
    let id = contacts::delete::delete(&acting, which).await.map_err(about)?;
    Ok(NumberedContact { id: id.0 })
}

const fn numbered(id: Id) -> ContactRef {
    ContactRef::Number(ContactId(id.0))
}

/// A place to act for whoever has the contact.
async fn acting(cx: &Context, which: &ContactRef) -> Handled<Context> {
    contacts::locate::acting_for(cx, which).await.map_err(about)
}

/// Contacts are named by nothing but `id` here.
fn about(error: Error) -> Refused {
    match error {
        Error::NotFound(Noun::Contact) | Error::Prohibited(_) => Refused::about(error, "id"),
        other => other.into(),
    }
}
