//! Records that hang off a domain itself.

use app::zones::{OwnedDraft, RecordPatch, registrar};
use dialects::dns_services::info::Info;
use dialects::dns_services::registrar_dns::create::CreateRecord;
use dialects::dns_services::registrar_dns::delete::DeleteRecord;
use dialects::dns_services::registrar_dns::list::{ListRecords, Record, Records};
use dialects::dns_services::registrar_dns::types::{ListRecordTypes, RecordTypes};
use dialects::dns_services::registrar_dns::update::UpdateRecord;
use model::error::{Error, Field, Reason, RecordPart};
use model::zone::{self, REGISTRAR_KINDS, RecordId};
use wire::Api;

use super::held;
use crate::dns_services::door::{Caller, DnsServicesDoor};
use crate::dns_services::errors::Handled;
use crate::dns_services::zone::relative;

/// What every change answers.
const UPDATED: &str = "DNS Management updated successfully";

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<ListRecords, _>(list)
        .on::<CreateRecord, _>(create)
        .on::<UpdateRecord, _>(update)
        .on::<DeleteRecord, _>(delete)
        .on::<ListRecordTypes, _>(types)
}

async fn list(caller: Caller, call: ListRecords) -> Handled<Records> {
    let cx = caller.cx()?;
    let name = held::name(cx, call.id).await?;
    let records = registrar::list(cx, &name).await?;
    let shown = |(id, record): (RecordId, zone::Record)| Record {
        id: id.0,
        name: relative(&record.name, name.as_str()),
        ttl: record.ttl.into(),
        priority: record.priority.into(),
        r#type: record.kind,
        content: record.content,
    };
    Ok(Records { records: records.into_iter().map(shown).collect() })
}

async fn create(caller: Caller, call: CreateRecord) -> Handled<Info> {
    let cx = caller.cx()?;
    offered(&call.r#type)?;
    let draft = OwnedDraft {
        line: 0,
        name: call.name.unwrap_or_default(),
        kind: call.r#type,
        ttl: None,
        priority: call.priority.map(|priority| priority.0),
        content: call.content,
    };
    registrar::add(cx, &held::name(cx, call.id).await?, draft).await?;
    Ok(Info::one(UPDATED))
}

async fn update(caller: Caller, call: UpdateRecord) -> Handled<Info> {
    let cx = caller.cx()?;
    call.r#type.as_deref().map_or(Ok(()), offered)?;
    let patch = RecordPatch {
        name: call.name,
        kind: call.r#type,
        ttl: None,
        priority: call.priority.map(|priority| priority.0),
        content: call.content,
    };
    let name = held::name(cx, call.id).await?;
    registrar::change(cx, &name, RecordId(call.index.0), patch).await?;
    Ok(Info::one(UPDATED))
}

/// Refuses records of other types than the call for types lists.
fn offered(kind: &str) -> Result<(), Error> {
    let kind = kind.trim();
    if kind.is_empty() || REGISTRAR_KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind)) {
        return Ok(());
    }
    Err(Error::invalid(Field::Record(0, RecordPart::Type), Reason::UnknownRecordType))
}

async fn delete(caller: Caller, call: DeleteRecord) -> Handled<Info> {
    let cx = caller.cx()?;
    let name = held::name(cx, call.id).await?;
    registrar::delete(cx, &name, RecordId(call.index.0)).await?;
    Ok(Info::one(UPDATED))
}

async fn types(caller: Caller, call: ListRecordTypes) -> Handled<RecordTypes> {
    held::name(caller.cx()?, call.id).await?;
    Ok(RecordTypes { types: REGISTRAR_KINDS.map(str::to_owned).to_vec() })
}
