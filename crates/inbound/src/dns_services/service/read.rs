//! Services, listed and shown.

use app::subscriptions::{self, Details, Listed, Method};
use dialects::dns_services::service::details::{ReadService, Service, ServiceDetails};
use dialects::dns_services::service::list::{ListServices, ServiceRow, Services};
use dialects::dns_services::service::methods::{ListMethods, ServiceMethod, ServiceMethods};
use model::subscription::{SubscriptionId, SubscriptionState};

use crate::dns_services::cycle;
use crate::dns_services::door::Caller;
use crate::dns_services::errors::Handled;

pub async fn list(caller: Caller, _: ListServices) -> Handled<Services> {
    let listed = subscriptions::list(caller.cx()?).await?;
    Ok(Services { services: listed.into_iter().map(row).collect() })
}

fn row(Listed { subscription, product, category }: Listed) -> ServiceRow {
    ServiceRow {
        id: subscription.id.0.into(),
        domain: subscription.domain,
        total: subscription.recurring.to_string(),
        status: status(subscription.state).to_owned(),
        billingcycle: cycle::word(subscription.cycle).to_owned(),
        next_due: subscription.due.day(),
        category: category.name,
        category_url: category.slug,
        name: product,
    }
}

pub async fn details(caller: Caller, call: ReadService) -> Handled<ServiceDetails> {
    let details = subscriptions::details(caller.cx()?, SubscriptionId(call.id.0)).await?;
    Ok(ServiceDetails { service: shown(details) })
}

fn shown(details: Details) -> Service {
    let subscription = details.subscription;
    Service {
        id: subscription.id.0.into(),
        date_created: subscription.created.day(),
        domain: subscription.domain,
        firstpayment: subscription.first_payment.to_string(),
        total: subscription.recurring.to_string(),
        billingcycle: cycle::word(subscription.cycle).to_owned(),
        next_due: subscription.due.day(),
        next_invoice: details.next_invoice.day(),
        status: status(subscription.state).to_owned(),
        label: subscription.label,
        username: subscription.username,
        password: details.password.map(|password| password.reveal().clone()).unwrap_or_default(),
        name: details.product,
    }
}

const fn status(state: SubscriptionState) -> &'static str {
    match state {
        SubscriptionState::Pending => "Pending",
        SubscriptionState::Active => "Active",
        SubscriptionState::Suspended => "Suspended",
        SubscriptionState::Cancelled => "Cancelled",
    }
}

pub async fn methods(caller: Caller, call: ListMethods) -> Handled<ServiceMethods> {
    let methods = subscriptions::methods(caller.cx()?, SubscriptionId(call.id.0)).await?;
    let calls = methods.into_iter().flat_map(|method| calls(method).iter());
    let listed = calls.map(|(name, method, route)| ServiceMethod {
        name: (*name).to_owned(),
        method: (*method).to_owned(),
        route: (*route).to_owned(),
    });
    Ok(ServiceMethods { methods: listed.collect() })
}

/// The calls by which a service does something: what each does, its method and its path.
const fn calls(method: Method) -> &'static [(&'static str, &'static str, &'static str)] {
    match method {
        Method::Upgrade => &[("Upgrade Request", "POST", "/service/@id/upgrade")],
        Method::UpgradeOptions => &[("Upgrade Options", "GET", "/service/@id/upgrade")],
        Method::SetLabel => &[("Change service label", "POST", "/service/@id/label")],
        Method::Label => &[("Service label", "GET", "/service/@id/label")],
        Method::Cancel => &[("Cancel Service", "POST", "/service/@id/cancel")],
        Method::Zones => &[
            ("List DNS for service", "GET", "/service/@service_id/dns"),
            ("Add DNS Zone", "POST", "/service/@service_id/dns"),
            ("Get DNS details", "GET", "/service/@service_id/dns/@zone_id"),
            ("Remove DNS zone", "DELETE", "/service/@service_id/dns/@zone_id"),
            ("Add DNS Record", "POST", "/service/@service_id/dns/@zone_id/records"),
            ("Edit DNS Record", "PUT", "/service/@service_id/dns/@zone_id/records/@record_id"),
            ("Remove DNS Record", "DELETE", "/service/@service_id/dns/@zone_id/records/@record_id"),
        ],
    }
}
