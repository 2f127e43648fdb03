//! Records of zones that our name servers answer for.

use app::zones::{self, OwnedDraft};
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::zone::add_record::AddRecord;
use dialects::domains_co_za::zone::change_record::ChangeRecord;
use dialects::domains_co_za::zone::delete_record::DeleteRecord;
use dialects::domains_co_za::zone::delete_zone::DeleteZone;
use dialects::domains_co_za::zone::record_line::RecordLine;
use dialects::domains_co_za::zone::records::{ReadZone, ZoneRecord, ZoneRecords};
use dialects::domains_co_za::zone::set_records::SetZone;
use model::error::{Error, Field, Reason};
use model::name::DomainName;
use model::zone::{Record, RecordId};
use wire::{Api, Numbered};

use super::answer::{Handled, done, just_done};
use super::door::{Caller, DomainsCoZaDoor};
use super::errors::Refused;
use super::pages;

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<ReadZone, _>(read)
        .on::<SetZone, _>(set)
        .on::<DeleteZone, _>(delete)
        .on::<AddRecord, _>(add_record)
        .on::<ChangeRecord, _>(change_record)
        .on::<DeleteRecord, _>(delete_record)
}

pub async fn read(caller: Caller, call: ReadZone) -> Handled<ZoneRecords> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let records = zones::records(caller.cx()?, &name).await?;
    Ok(done(ZoneRecords { records: records.into_iter().map(zone_record).collect() }))
}

fn zone_record((id, record): (RecordId, Record)) -> ZoneRecord {
    ZoneRecord {
        id: pages::count(id.0),
        priority: record.priority,
        ttl: record.ttl,
        kind: record.kind,
        content: record.content,
        name: record.name,
    }
}

pub async fn set(caller: Caller, call: SetZone) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let drafts = drafts(call.records);
    match call.append {
        Some(append) if append.is_on() => zones::append(caller.cx()?, &name, drafts).await?,
        _ => zones::set(caller.cx()?, &name, drafts).await?,
    }
    Ok(just_done())
}

/// The records that numbered parameters describe; each keeps its number, for refusals to name.
pub fn drafts(records: Numbered<RecordLine>) -> Vec<OwnedDraft> {
    let draft = |(number, line): (u32, RecordLine)| OwnedDraft {
        line: u16::try_from(number).unwrap_or(u16::MAX),
        name: line.name.unwrap_or_default(),
        kind: line.kind,
        ttl: line.ttl.map(|ttl| ttl.0),
        priority: line.priority.map(|priority| priority.0),
        content: line.content,
    };
    records.0.into_iter().map(draft).collect()
}

async fn delete(caller: Caller, call: DeleteZone) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    zones::clear(caller.cx()?, &name).await?;
    Ok(just_done())
}

async fn add_record(caller: Caller, call: AddRecord) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let draft = OwnedDraft {
        line: 0,
        name: call.name.unwrap_or_default(),
        kind: call.kind,
        ttl: call.ttl.map(|ttl| ttl.0),
        priority: call.priority.map(|priority| priority.0),
        content: call.content,
    };
    zones::add(caller.cx()?, &name, draft).await?;
    Ok(just_done())
}

async fn change_record(caller: Caller, call: ChangeRecord) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let id = record_id(&call.record_id)?;
    let draft = OwnedDraft {
        line: 0,
        name: call.name.unwrap_or_default(),
        kind: call.kind,
        ttl: call.ttl.map(|ttl| ttl.0),
        priority: call.priority.map(|priority| priority.0),
        content: call.content,
    };
    zones::change(caller.cx()?, &name, id, draft).await?;
    Ok(just_done())
}

async fn delete_record(caller: Caller, call: DeleteRecord) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    zones::delete(caller.cx()?, &name, record_id(&call.record_id)?).await?;
    Ok(just_done())
}

fn record_id(text: &str) -> Result<RecordId, Refused> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Missing(Field::RecordId).into());
    }
    let wrong = Error::invalid(Field::RecordId, Reason::UnknownWord);
    text.parse().map(RecordId).map_err(|_| wrong.into())
}
