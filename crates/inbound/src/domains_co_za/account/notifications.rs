//! Which mail an account gets.

use app::accounts::notifications;
use dialects::domains_co_za::account::notification::{NotificationSetting, NotificationState};
use dialects::domains_co_za::account::notifications::{Notifications, ReadNotifications};
use dialects::domains_co_za::account::set_notifications::{NotificationsSet, SetNotifications};
use model::event::Notification;

use super::named;
use crate::domains_co_za::AUDIENCE;
use crate::domains_co_za::answer::{Handled, done};
use crate::domains_co_za::door::Caller;

/// What clients of the older key are told.
const NOTICE: &str = "arrNotifications will go; please read arrSettings, which holds the same.";

pub async fn read(caller: Caller, call: ReadNotifications) -> Handled<Notifications> {
    let login = named(call.username.as_ref());
    let found = notifications::read(caller.cx()?, AUDIENCE, login).await?;
    let settings: Vec<_> = Notification::ALL
        .into_iter()
        .map(|which| {
            let (code, name) = code_and_name(which);
            let status =
                if found.has(which) { NotificationState::On } else { NotificationState::Off };
            NotificationSetting { code: code.to_owned(), name: name.to_owned(), status }
        })
        .collect();
    Ok(done(Notifications {
        notifications: settings.clone(),
        settings,
        deprecation_notice: NOTICE.to_owned(),
    }))
}

const fn code_and_name(which: Notification) -> (&'static str, &'static str) {
    match which {
        Notification::ContactUpdates => ("contactUpdates", "Contact Updates"),
        Notification::NameserversUpdated => ("nsSuccess", "Nameserver Updates Successful"),
        Notification::NameserversFailed => ("nsFailed", "Nameserver Update Failed"),
        Notification::DomainUpdates => ("domainUpdates", "Domain Updates"),
        Notification::DomainRenewals => ("domainRenewals", "Domain Renewals"),
        Notification::DomainTransfers => ("domainTransfers", "Domain Transfers"),
        Notification::DomainDeletes => ("domainDeletes", "Domain Deletes"),
        Notification::DomainCreates => ("domainCreates", "Domain Creates"),
    }
}

pub async fn set(caller: Caller, call: SetNotifications) -> Handled<NotificationsSet> {
    let switches: Vec<_> = [
        (Notification::ContactUpdates, call.contact_updates),
        (Notification::NameserversUpdated, call.nameserver_success),
        (Notification::NameserversFailed, call.nameserver_failure),
        (Notification::DomainUpdates, call.domain_updates),
        (Notification::DomainRenewals, call.domain_renewals),
        (Notification::DomainTransfers, call.domain_transfers),
        (Notification::DomainDeletes, call.domain_deletes),
        (Notification::DomainCreates, call.domain_creates),
    ]
    .into_iter()
    .filter_map(|(which, state)| state.map(|state| (which, state.0)))
    .collect();
    let login = named(call.username.as_ref());
    notifications::set(caller.cx()?, AUDIENCE, login, &switches).await?;
    Ok(done(NotificationsSet { errors: Vec::new() }))
}
