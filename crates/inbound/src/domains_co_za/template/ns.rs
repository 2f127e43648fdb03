//! Stored lists of name servers.

use app::page::Page;
use app::templates::nameserver::{self, NameserverTemplate};
use app::templates::{TemplateFilter, TemplateOrder};
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::flags::NumberFlag;
use dialects::domains_co_za::template::ns::create::CreateNsTemplate;
use dialects::domains_co_za::template::ns::delete::DeleteNsTemplate;
use dialects::domains_co_za::template::ns::list::{ListNsTemplates, NsTemplate, NsTemplateList};
use dialects::domains_co_za::template::ns::update::UpdateNsTemplate;
use dialects::domains_co_za::template::template_detail::TemplateDetail;
use model::Error;
use model::error::Field;
use wire::Api;

use crate::domains_co_za::answer::{Handled, done, just_done};
use crate::domains_co_za::door::{Caller, DomainsCoZaDoor};
use crate::domains_co_za::errors::Refused;
use crate::domains_co_za::pages;

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<ListNsTemplates, _>(list)
        .on::<CreateNsTemplate, _>(create)
        .on::<UpdateNsTemplate, _>(update)
        .on::<DeleteNsTemplate, _>(delete)
}

async fn list(caller: Caller, call: ListNsTemplates) -> Handled<NsTemplateList> {
    let filter = TemplateFilter {
        role: None,
        code: call.template_id.filter(|code| !code.is_empty()),
        title: call.name.filter(|name| !name.is_empty()),
        search: call.search.filter(|search| !search.is_empty()),
        standard: call.default.is_some_and(|only| only.is_on()),
    };
    let order = match call.page.sort_by.as_deref() {
        Some("name") => TemplateOrder::Title,
        Some("default") => TemplateOrder::Standard,
        _ => TemplateOrder::Made,
    };
    let window = pages::window(&call.page);
    let Page { rows, matching, total } =
        nameserver::list(caller.cx()?, filter, order, window).await?;
    let detail = call.detail.unwrap_or(TemplateDetail::Simple);
    Ok(done(NsTemplateList {
        returned_total: rows.len() as u64,
        templates: rows.into_iter().map(|template| row(template, detail)).collect(),
        filter_total: pages::count(matching),
        total: pages::count(total),
    }))
}

fn row(template: NameserverTemplate, detail: TemplateDetail) -> NsTemplate {
    let nameservers = || template.nameservers.iter().map(ToString::to_string).collect();
    NsTemplate {
        nameservers: (detail == TemplateDetail::Full).then(nameservers),
        name: template.title,
        id: template.code,
        is_default: NumberFlag(template.standard),
    }
}

async fn create(caller: Caller, call: CreateNsTemplate) -> Handled<Done> {
    let nameservers = given(&call.nameservers);
    let standard = call.default.is_some_and(|default| default.is_on());
    nameserver::create(caller.cx()?, &call.name, standard, &nameservers).await.map_err(refused)?;
    Ok(just_done())
}

async fn update(caller: Caller, call: UpdateNsTemplate) -> Handled<Done> {
    let nameservers = given(&call.nameservers);
    let standard = call.default.map(|default| default.is_on());
    nameserver::update(caller.cx()?, &call.name, standard, &nameservers).await.map_err(refused)?;
    Ok(just_done())
}

async fn delete(caller: Caller, call: DeleteNsTemplate) -> Handled<Done> {
    let (code, title) = (call.template_id.as_deref(), call.template_name.as_deref());
    nameserver::delete(caller.cx()?, code, title).await?;
    Ok(just_done())
}

/// The servers that were sent; an empty text counts as left out.
fn given(nameservers: &[String]) -> Vec<&str> {
    nameservers.iter().map(|server| server.trim()).filter(|server| !server.is_empty()).collect()
}

/// The servers are an array here, which PHP counts from 0, and the template's name is `name`.
fn refused(error: Error) -> Refused {
    Refused::renamed(error, |field| match field {
        Field::Nameserver(number) => Some(format!("ns[{}]", number.saturating_sub(1))),
        Field::TemplateName => Some("name".to_owned()),
        _ => None,
    })
}
