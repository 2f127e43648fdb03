//! Stored zones, with placeholders for the name and its address.

use app::templates::dns::{self, FilledTemplate};
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::flags::NumberFlag;
use dialects::domains_co_za::template::dns::create::CreateDnsTemplate;
use dialects::domains_co_za::template::dns::delete::DeleteDnsTemplate;
use dialects::domains_co_za::template::dns::list::{
    DnsTemplate, DnsTemplateList, DnsTemplateRecord, ListDnsTemplates,
};
use dialects::domains_co_za::template::dns::update::UpdateDnsTemplate;
use model::Error;
use model::error::Field;
use model::zone::Record;
use wire::Api;

use crate::domains_co_za::answer::{Handled, done, just_done};
use crate::domains_co_za::door::{Caller, DomainsCoZaDoor};
use crate::domains_co_za::errors::Refused;
use crate::domains_co_za::{pages, zone};

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<ListDnsTemplates, _>(list)
        .on::<CreateDnsTemplate, _>(create)
        .on::<UpdateDnsTemplate, _>(update)
        .on::<DeleteDnsTemplate, _>(delete)
}

async fn list(caller: Caller, call: ListDnsTemplates) -> Handled<DnsTemplateList> {
    let cx = caller.cx()?;
    let templates = if call.show_records.is_some_and(|wanted| wanted.is_on()) {
        dns::list_filled(cx).await?.into_iter().map(filled).collect()
    } else {
        dns::list(cx).await?.into_iter().map(bare).collect()
    };
    Ok(done(DnsTemplateList { templates }))
}

fn bare(template: dns::DnsTemplate) -> DnsTemplate {
    DnsTemplate { name: template.title, default: NumberFlag(template.standard), records: None }
}

fn filled(FilledTemplate { template, records }: FilledTemplate) -> DnsTemplate {
    let id = pages::count(template.id);
    let records = records.into_iter().map(|record| template_record(id, record)).collect();
    DnsTemplate { records: Some(records), ..bare(template) }
}

fn template_record(template_id: u64, record: Record) -> DnsTemplateRecord {
    DnsTemplateRecord {
        template_id,
        content: record.content,
        name: record.name,
        priority: record.priority,
        ttl: record.ttl,
        kind: record.kind,
    }
}

async fn create(caller: Caller, call: CreateDnsTemplate) -> Handled<Done> {
    let standard = call.default.is_some_and(|default| default.is_on());
    dns::create(caller.cx()?, &call.name, standard).await.map_err(refused)?;
    Ok(just_done())
}

async fn update(caller: Caller, call: UpdateDnsTemplate) -> Handled<Done> {
    let standard = call.default.map(|default| default.is_on());
    let drafts = zone::drafts(call.records);
    dns::update(caller.cx()?, &call.name, standard, drafts).await.map_err(refused)?;
    Ok(just_done())
}

async fn delete(caller: Caller, call: DeleteDnsTemplate) -> Handled<Done> {
    dns::delete(caller.cx()?, &call.name).await.map_err(refused)?;
    Ok(just_done())
}

/// The template's name is `name` here, `templateName` elsewhere.
fn refused(error: Error) -> Refused {
    Refused::renamed(error, |field| match field {
        Field::TemplateName => Some("name".to_owned()),
        _ => None,
    })
}
