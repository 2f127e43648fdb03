//! Records of zones that were bought, and what such a zone can hold.

use app::Context;
use app::accounts::below;
use app::subscriptions::families;
use app::zones::entries::{self, Whose};
use app::zones::hosted;
use dialects::dreamscape::arguments::Id;
use dialects::dreamscape::dns::record::DnsRecord;
use dialects::dreamscape::nothing::Nothing;
use dialects::dreamscape::product::dns_hosting::configuration::{
    DnsConfiguration, ReadDnsConfiguration,
};
use dialects::dreamscape::product::dns_hosting::create::CreateHostedRecord;
use dialects::dreamscape::product::dns_hosting::delete::DeleteHostedRecord;
use dialects::dreamscape::product::dns_hosting::list::ListHostedRecords;
use dialects::dreamscape::product::dns_hosting::read::ReadHostedRecord;
use dialects::dreamscape::product::dns_hosting::update::UpdateHostedRecord;
use model::error::{Error, Noun, Result};
use model::subscription::SubscriptionId;
use model::zone::RecordId;
use wire::Api;

use super::record::{TYPES, kind, parts, shown};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::{Caller, DreamscapeDoor};
use crate::dreamscape::errors::Handled;

/// The family that bought zones are of.
const FAMILY: &str = "dns-hostings";
/// Priorities that callers may offer to choose from; every other above zero is taken too.
const PRIORITIES: [i64; 9] = [1, 5, 10, 15, 20, 30, 40, 50, 100];
/// How strict a record about certificates may be.
const FLAGS: [i64; 2] = [0, 128];
/// What it may be about.
const TAGS: [&str; 2] = ["issue", "issuewild"];

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ReadDnsConfiguration, _>(configuration)
        .on::<ListHostedRecords, _>(list)
        .on::<ReadHostedRecord, _>(read)
        .on::<CreateHostedRecord, _>(create)
        .on::<UpdateHostedRecord, _>(update)
        .on::<DeleteHostedRecord, _>(delete)
}

/// A bought zone, and a place to act from for whoever holds it.
async fn zone(caller: &Caller, number: Id) -> Result<(Context, Whose)> {
    let (cx, id) = (caller.cx()?, SubscriptionId(number.0));
    let holder = families::holder(cx, FAMILY, id).await?;
    Ok((below::acting_for(cx, holder).await?, Whose::Subscription(id)))
}

async fn configuration(
    caller: Caller,
    call: ReadDnsConfiguration,
) -> Handled<Answer<DnsConfiguration>> {
    let (cx, _) = zone(&caller, call.product_id).await?;
    let found = hosted::of_subscription(&cx, SubscriptionId(call.product_id.0)).await;
    let is_dns_management_available = match found {
        Ok(_) => true,
        // It does not run, or has no zone yet.
        Err(Error::Prohibited(_) | Error::NotFound(Noun::Zone)) => false,
        Err(other) => return Err(other.into()),
    };
    let servers = caller.realm.settings.nameservers.iter();
    Ok(Answer::Done(DnsConfiguration {
        is_dns_management_available,
        available_record_types: TYPES.iter().map(|(word, _)| word.word().to_owned()).collect(),
        name_servers: servers.map(ToString::to_string).collect(),
        mx_priorities: PRIORITIES.to_vec(),
        caa_flags: FLAGS.to_vec(),
        caa_tags: TAGS.map(str::to_owned).to_vec(),
    }))
}

async fn list(caller: Caller, call: ListHostedRecords) -> Handled<Answer<Vec<DnsRecord>>> {
    let (cx, whose) = zone(&caller, call.product_id).await?;
    let found = entries::list(&cx, &whose, call.r#type.map(kind)).await?;
    Ok(Answer::Done(found.into_iter().map(shown).collect()))
}

async fn read(caller: Caller, call: ReadHostedRecord) -> Handled<Answer<DnsRecord>> {
    let (cx, whose) = zone(&caller, call.product_id).await?;
    let found = entries::read(&cx, &whose, RecordId(call.record_id.0)).await?;
    Ok(Answer::Done(shown(found)))
}

async fn create(caller: Caller, call: CreateHostedRecord) -> Handled<Answer<DnsRecord>> {
    let (cx, whose) = zone(&caller, call.product_id).await?;
    let kind = kind(call.fields.r#type);
    let added = entries::add(&cx, &whose, kind, parts(call.fields)?).await?;
    Ok(Answer::Done(shown(added)))
}

async fn update(caller: Caller, call: UpdateHostedRecord) -> Handled<Answer<DnsRecord>> {
    let (cx, whose) = zone(&caller, call.product_id).await?;
    let (id, kind) = (RecordId(call.record_id.0), kind(call.fields.r#type));
    let changed = entries::change(&cx, &whose, id, Some(kind), parts(call.fields)?).await?;
    Ok(Answer::Done(shown(changed)))
}

async fn delete(caller: Caller, call: DeleteHostedRecord) -> Handled<Answer<Nothing>> {
    let (cx, whose) = zone(&caller, call.product_id).await?;
    entries::delete(&cx, &whose, RecordId(call.record_id.0)).await?;
    Ok(Answer::Done(Nothing))
}
