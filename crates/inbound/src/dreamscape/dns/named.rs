//! Records of the zones of names.

use app::Context;
use app::domains::locate::{self, Which};
use app::zones::entries::{self, Whose};
use dialects::dreamscape::arguments::Id;
use dialects::dreamscape::dns::create::CreateRecord;
use dialects::dreamscape::dns::delete::DeleteRecord;
use dialects::dreamscape::dns::list::ListRecords;
use dialects::dreamscape::dns::read::ReadRecord;
use dialects::dreamscape::dns::record::DnsRecord;
use dialects::dreamscape::dns::update::UpdateRecord;
use dialects::dreamscape::nothing::Nothing;
use model::Result;
use model::domain::DomainId;
use model::zone::RecordId;
use wire::Api;

use super::record::{kind, parts, shown};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::{Caller, DreamscapeDoor};
use crate::dreamscape::errors::Handled;

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ListRecords, _>(list)
        .on::<ReadRecord, _>(read)
        .on::<CreateRecord, _>(create)
        .on::<UpdateRecord, _>(update)
        .on::<DeleteRecord, _>(delete)
}

/// The zone of a name, and a place to act from for whoever holds it.
async fn zone(caller: &Caller, number: Id) -> Result<(Context, Whose)> {
    let which = Which { number: Some(DomainId(number.0)), name: None };
    let found = locate::held(caller.cx()?, which).await?;
    Ok((found.cx, Whose::Name(found.name)))
}

async fn list(caller: Caller, call: ListRecords) -> Handled<Answer<Vec<DnsRecord>>> {
    let (cx, whose) = zone(&caller, call.domain_id).await?;
    let found = entries::list(&cx, &whose, call.r#type.map(kind)).await?;
    Ok(Answer::Done(found.into_iter().map(shown).collect()))
}

async fn read(caller: Caller, call: ReadRecord) -> Handled<Answer<DnsRecord>> {
    let (cx, whose) = zone(&caller, call.domain_id).await?;
    let found = entries::read(&cx, &whose, RecordId(call.record_id.0)).await?;
    Ok(Answer::Done(shown(found)))
}

async fn create(caller: Caller, call: CreateRecord) -> Handled<Answer<DnsRecord>> {
    let (cx, whose) = zone(&caller, call.domain_id).await?;
    let kind = kind(call.fields.r#type);
    let added = entries::add(&cx, &whose, kind, parts(call.fields)?).await?;
    Ok(Answer::Done(shown(added)))
}

async fn update(caller: Caller, call: UpdateRecord) -> Handled<Answer<DnsRecord>> {
    let (cx, whose) = zone(&caller, call.domain_id).await?;
    let (id, kind) = (RecordId(call.record_id.0), kind(call.fields.r#type));
    let changed = entries::change(&cx, &whose, id, Some(kind), parts(call.fields)?).await?;
    Ok(Answer::Done(shown(changed)))
}

async fn delete(caller: Caller, call: DeleteRecord) -> Handled<Answer<Nothing>> {
    let (cx, whose) = zone(&caller, call.domain_id).await?;
    entries::delete(&cx, &whose, RecordId(call.record_id.0)).await?;
    Ok(Answer::Done(Nothing))
}
