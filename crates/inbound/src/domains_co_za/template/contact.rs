//! Stored contacts: one name may stand once per role.

use app::page::Page;
use app::templates::contact::{self, NewContactTemplate, Selection};
use app::templates::{TemplateFilter, TemplateOrder};
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::flags::NumberFlag;
use dialects::domains_co_za::template::contact::create::CreateContactTemplate;
use dialects::domains_co_za::template::contact::delete::DeleteContactTemplate;
use dialects::domains_co_za::template::contact::list::{
    ContactTemplate, ContactTemplateList, ListContactTemplates,
};
use dialects::domains_co_za::template::contact::update::UpdateContactTemplate;
use dialects::domains_co_za::template::template_contact::{
    TemplateContact, TemplateContactInput, TemplateRole,
};
use dialects::domains_co_za::template::template_detail::TemplateDetail;
use model::Error;
use model::contact::Contact;
use model::error::{Field, Role};
use wire::Api;

use crate::domains_co_za::answer::{Handled, done, just_done};
use crate::domains_co_za::door::{Caller, DomainsCoZaDoor};
use crate::domains_co_za::errors::{Refused, contact_part};
use crate::domains_co_za::pages;

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<ListContactTemplates, _>(list)
        .on::<CreateContactTemplate, _>(create)
        .on::<UpdateContactTemplate, _>(update)
        .on::<DeleteContactTemplate, _>(delete)
}

async fn list(caller: Caller, call: ListContactTemplates) -> Handled<ContactTemplateList> {
    let filter = TemplateFilter {
        role: call.role.and_then(single),
        code: call.template_id.filter(|code| !code.is_empty()),
        title: call.name.filter(|name| !name.is_empty()),
        search: call.search.filter(|search| !search.is_empty()),
        standard: call.default.is_some_and(|only| only.is_on()),
    };
    let order = match call.page.sort_by.as_deref() {
        Some("name") => TemplateOrder::Title,
        Some("type") => TemplateOrder::Role,
        Some("contact") => TemplateOrder::ContactName,
        Some("email") => TemplateOrder::Email,
        Some("default") => TemplateOrder::Standard,
        _ => TemplateOrder::Made,
    };
    let window = pages::window(&call.page);
    let Page { rows, matching, total } = contact::list(caller.cx()?, filter, order, window).await?;
    let detail = call.detail.unwrap_or(TemplateDetail::Simple);
    Ok(done(ContactTemplateList {
        returned_total: rows.len() as u64,
        templates: rows.into_iter().map(|template| row(template, detail)).collect(),
        filter_total: pages::count(matching),
        total: pages::count(total),
    }))
}

fn row(template: contact::ContactTemplate, detail: TemplateDetail) -> ContactTemplate {
    ContactTemplate {
        contact: (detail == TemplateDetail::Full).then(|| shown(template.contact)),
        name: template.title,
        role: template.role.word().to_owned(),
        id: template.code,
        is_default: NumberFlag(template.standard),
    }
}

fn shown(contact: Contact) -> TemplateContact {
    let [address1, address2, address3] = contact.street;
    TemplateContact {
        name: contact.name,
        address1,
        address2,
        address3,
        postal: contact.postal_code,
        country: contact.country,
        city: contact.city,
        province: contact.province,
        email: contact.email,
        fax: contact.fax,
        phone: contact.phone,
        company: contact.company,
    }
}

async fn create(caller: Caller, call: CreateContactTemplate) -> Handled<Done> {
    let new = NewContactTemplate {
        title: call.template_name,
        roles: roles(Some(call.role)),
        standard: call.default.is_some_and(|default| default.is_on()),
        contact: stored(call.contact),
    };
    contact::create(caller.cx()?, new).await.map_err(refused)?;
    Ok(just_done())
}

async fn update(caller: Caller, call: UpdateContactTemplate) -> Handled<Done> {
    let selection =
        Selection { code: call.template_id, title: call.template_name, roles: roles(call.role) };
    let standard = call.default.map(|default| default.is_on());
    let contact = stored(call.contact);
    contact::update(caller.cx()?, selection, standard, contact).await.map_err(refused)?;
    Ok(just_done())
}

async fn delete(caller: Caller, call: DeleteContactTemplate) -> Handled<Done> {
    let selection =
        Selection { code: call.template_id, title: call.template_name, roles: roles(call.role) };
    contact::delete(caller.cx()?, selection).await?;
    Ok(just_done())
}

fn stored(input: TemplateContactInput) -> Contact {
    Contact {
        name: input.name,
        company: input.company.unwrap_or_default(),
        email: input.email,
        phone: input.phone,
        fax: String::new(),
        street: [
            input.address1,
            input.address2.unwrap_or_default(),
            input.address3.unwrap_or_default(),
        ],
        city: input.city,
        province: input.province,
        postal_code: input.postal_code,
        country: input.country,
    }
}

/// The roles that a word names: none when there is no word.
fn roles(role: Option<TemplateRole>) -> Vec<Role> {
    role.map_or_else(Vec::new, |role| match single(role) {
        Some(role) => vec![role],
        None => Role::ALL.to_vec(),
    })
}

/// The one role that a word names, unless it names all of them.
const fn single(role: TemplateRole) -> Option<Role> {
    match role {
        TemplateRole::Registrant => Some(Role::Registrant),
        TemplateRole::Admin => Some(Role::Admin),
        TemplateRole::Billing => Some(Role::Billing),
        TemplateRole::Tech => Some(Role::Tech),
        TemplateRole::All => None,
    }
}

/// A template's contact has no role in front of its parameters.
fn refused(error: Error) -> Refused {
    Refused::renamed(error, |field| match field {
        Field::Contact(_, part) => Some(contact_part(part).to_owned()),
        _ => None,
    })
}
