//! The label of a service, and its end.

use app::subscriptions;
use dialects::dns_services::info::Info;
use dialects::dns_services::service::cancel::CancelService;
use dialects::dns_services::service::label::{Label, ReadLabel};
use dialects::dns_services::service::set_label::{LabelSet, SetLabel};
use model::subscription::{Cancellation, SubscriptionId};

use crate::dns_services::door::Caller;
use crate::dns_services::errors::{Handled, Refused};

pub async fn label(caller: Caller, call: ReadLabel) -> Handled<Label> {
    let label = subscriptions::label(caller.cx()?, SubscriptionId(call.id.0)).await?;
    Ok(Label { label })
}

pub async fn set_label(caller: Caller, call: SetLabel) -> Handled<LabelSet> {
    subscriptions::set_label(caller.cx()?, SubscriptionId(call.id.0), &call.label).await?;
    Ok(LabelSet::done())
}

pub async fn cancel(caller: Caller, call: CancelService) -> Handled<Info> {
    let when = match call.immediate {
        Some(immediate) if immediate.is_on() => Cancellation::Now,
        _ => Cancellation::AtEnd,
    };
    let reason = call.reason.unwrap_or_default();
    subscriptions::cancel(caller.cx()?, SubscriptionId(call.id.0), when, &reason)
        .await
        .map_err(|error| Refused::renamed(error, |_| Some("reason".to_owned())))?;
    Ok(Info::one(CancelService::SENT))
}
