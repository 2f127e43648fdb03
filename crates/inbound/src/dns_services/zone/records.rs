//! Records of zones, added, changed and removed.

use app::zones::hosted::{self, records};
use app::zones::{OwnedDraft, RecordPatch};
use dialects::dns_services::info::Info;
use dialects::dns_services::zone::create_record::{
    CreateRecord, Created, CreatedRecord, ObservedCreated, ObservedCreatedRecord, RecordCreated,
};
use dialects::dns_services::zone::delete_record::{DeleteRecord, ObservedDeleted, RecordDeleted};
use dialects::dns_services::zone::update_record::{
    NotUpdated, ObservedUpdated, ObservedUpdatedRecord, RecordUpdated, UpdateRecord, Updated,
    UpdatedRecord,
};
use model::error::{Error, Noun};
use model::subscription::SubscriptionId;
use model::zone::{RecordId, ZoneId, no_such_record};

use super::{refused, shown};
use crate::dns_services::Profile;
use crate::dns_services::door::Caller;
use crate::dns_services::errors::Handled;

pub async fn create(caller: Caller, call: CreateRecord) -> Handled<RecordCreated> {
    let (service, zone) = (SubscriptionId(call.service_id.0), ZoneId(call.zone_id.0));
    let name = call.name.unwrap_or_default();
    let draft = OwnedDraft {
        line: 0,
        name: name.clone(),
        kind: call.r#type,
        ttl: call.ttl.map(|ttl| ttl.0),
        priority: call.priority.map(|priority| priority.0),
        content: call.content.to_text(),
    };
    let added = records::add(caller.cx()?, service, zone, draft).await.map_err(refused)?;
    let (_, record) = added;
    let (r#type, content) = (record.kind.clone(), call.content);
    let (ttl, priority) = (i64::from(record.ttl), i64::from(record.priority));
    let code = vec![CreateRecord::ADDED.to_owned(), record.kind];
    Ok(match caller.profile {
        Profile::Documented => RecordCreated::Documented(Created {
            record: CreatedRecord {
                name,
                r#type,
                ttl: ttl.into(),
                priority: priority.into(),
                content,
            },
            info: code,
        }),
        Profile::Observed => RecordCreated::Observed(ObservedCreated {
            success: true,
            record: ObservedCreatedRecord { name, r#type, ttl, priority, content },
            info: vec![code],
        }),
    })
}

pub async fn update(caller: Caller, call: UpdateRecord) -> Handled<RecordUpdated> {
    let (cx, profile) = (caller.cx()?, caller.profile);
    let (service, zone) = (SubscriptionId(call.service_id.0), ZoneId(call.zone_id.0));
    // The zone is looked for first, so that words in place of a record's id say nothing about it.
    let details = hosted::details(cx, service, zone).await.map_err(refused)?;
    let patch = RecordPatch {
        name: call.name.clone(),
        kind: call.r#type,
        ttl: call.ttl.map(|ttl| ttl.0),
        priority: call.priority.map(|priority| priority.0),
        content: call.content.as_ref().map(|content| content.to_text()),
    };
    let changed = match number(&call.record_id) {
        Some(id) => records::change(cx, service, zone, id, patch).await.map(|record| (id, record)),
        None => Err(no_such_record()),
    };
    let (id, record) = match (changed, profile) {
        (Err(Error::NotFound(Noun::Record)), Profile::Observed) => {
            return Ok(RecordUpdated::NotUpdated(NotUpdated::unknown()));
        }
        (changed, _) => changed.map_err(refused)?,
    };
    let (r#type, content) =
        (record.kind.clone(), call.content.unwrap_or_else(|| shown::content(&record)));
    let (ttl, priority) = (i64::from(record.ttl), i64::from(record.priority));
    Ok(match profile {
        Profile::Documented => RecordUpdated::Documented(Updated {
            record: UpdatedRecord {
                id: id.0.into(),
                r#type,
                ttl: ttl.into(),
                name: call
                    .name
                    .unwrap_or_else(|| shown::relative(&record.name, &details.zone.name)),
                priority,
                content,
            },
            info: vec![UpdateRecord::UPDATED.to_owned()],
        }),
        Profile::Observed => RecordUpdated::Observed(ObservedUpdated {
            success: true,
            record: ObservedUpdatedRecord {
                id: id.0.into(),
                r#type,
                ttl,
                name: call.name.unwrap_or(record.name),
                priority,
                content,
            },
            info: vec![UpdateRecord::OBSERVED_UPDATED.to_owned()],
        }),
    })
}

pub async fn delete(caller: Caller, call: DeleteRecord) -> Handled<RecordDeleted> {
    let cx = caller.cx()?;
    let (service, zone) = (SubscriptionId(call.service_id.0), ZoneId(call.zone_id.0));
    match number(&call.record_id) {
        Some(id) => records::delete(cx, service, zone, id).await.map_err(refused)?,
        None => {
            hosted::details(cx, service, zone).await.map_err(refused)?;
            return Err(no_such_record().into());
        }
    }
    Ok(match caller.profile {
        Profile::Documented => RecordDeleted::Documented(Info::one(DeleteRecord::DELETED)),
        Profile::Observed => RecordDeleted::Observed(ObservedDeleted { success: true }),
    })
}

fn number(record_id: &str) -> Option<RecordId> {
    record_id.trim().parse().ok().map(RecordId)
}
