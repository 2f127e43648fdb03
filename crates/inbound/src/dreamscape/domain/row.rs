//! Names as answers show them.

use app::domains::dossier::Dossier;
use dialects::dreamscape::domain::row::{Domain, DomainStatus, EligibilityAnswer, NameServer};
use model::domain::standing::NameStanding;
use model::error::Role;
use model::host::Host;

use crate::dreamscape::dates;

/// A name with everything that is known of it.
pub fn row(dossier: Dossier) -> Domain {
    let contact = |role: Role| dossier.contacts[role as usize].map(|id| id.0);
    let (registrant, admin) = (contact(Role::Registrant), contact(Role::Admin));
    let (billing, tech) = (contact(Role::Billing), contact(Role::Tech));
    let code = dossier.auth_code.map(|code| code.reveal().clone());
    let said = |(name, value)| EligibilityAnswer { name, value };
    let answers: Vec<_> = dossier.extras.into_iter().map(said).collect();
    Domain {
        id: dossier.number.0,
        domain_name: dossier.name.to_string(),
        auth_key: code.unwrap_or_default(),
        status_id: status(dossier.standing),
        period: dossier.months,
        start_date: dossier.registered.map(dates::instant),
        expiry_date: dossier.expires.map(dates::instant),
        customer_id: dossier.account.0,
        registrant_id: registrant,
        admin_contact_id: admin,
        billing_contact_id: billing,
        tech_contact_id: tech,
        name_servers: dossier.nameservers.into_iter().map(server).collect(),
        eligibility_data: (!answers.is_empty()).then_some(answers),
        privacy: dossier.privacy,
        is_locked: dossier.locked,
    }
}

fn server(host: Host) -> NameServer {
    let ip = host.addresses.first().map(ToString::to_string);
    NameServer { host: host.name.to_string(), ip }
}

const fn status(standing: NameStanding) -> DomainStatus {
    match standing {
        NameStanding::Ordered => DomainStatus::AwaitingRegistration,
        NameStanding::Registered => DomainStatus::Registered,
        NameStanding::Renewing => DomainStatus::AwaitingRenewal,
        NameStanding::Leaving => DomainStatus::AwaitingDeletion,
        NameStanding::Ended => DomainStatus::Deleted,
        NameStanding::Expired => DomainStatus::Expired,
        NameStanding::Incoming => DomainStatus::AwaitingTransferIn,
        NameStanding::Outgoing => DomainStatus::AwaitingTransferOut,
        NameStanding::Refused => DomainStatus::Error,
    }
}

/// The standing that a status means.
pub const fn standing(status: DomainStatus) -> NameStanding {
    match status {
        DomainStatus::AwaitingRegistration => NameStanding::Ordered,
        DomainStatus::Registered => NameStanding::Registered,
        DomainStatus::AwaitingRenewal => NameStanding::Renewing,
        DomainStatus::AwaitingDeletion => NameStanding::Leaving,
        DomainStatus::Deleted => NameStanding::Ended,
        DomainStatus::Expired => NameStanding::Expired,
        DomainStatus::AwaitingTransferIn => NameStanding::Incoming,
        DomainStatus::AwaitingTransferOut => NameStanding::Outgoing,
        DomainStatus::Error => NameStanding::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_standing_has_a_status_of_its_own() {
        for place in NameStanding::ALL {
            assert_eq!(standing(status(place)), place);
        }
    }
}
