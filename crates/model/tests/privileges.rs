//! What a contact was granted: read, written, and asked about.

use model::domain::DomainId;
use model::error::{Error, Field, Reason};
use model::privilege::{
    BillingPrivilege, DomainPrivilege, MOST_OBJECTS, MiscPrivilege, Privilege, Privileges,
    ServicePrivilege, SupportPrivilege,
};
use model::subscription::SubscriptionId;

/// Every privilege there is, for two subscriptions and two names.
fn every_privilege() -> Vec<Privilege> {
    let mut all = vec![Privilege::EveryService, Privilege::EveryDomain];
    all.extend(BillingPrivilege::ALL.iter().copied().map(Privilege::Billing));
    all.extend(SupportPrivilege::ALL.iter().copied().map(Privilege::Support));
    all.extend(MiscPrivilege::ALL.iter().copied().map(Privilege::Misc));
    for id in [3, 12] {
        all.extend(
            ServicePrivilege::ALL.iter().map(|one| Privilege::Service(SubscriptionId(id), *one)),
        );
        all.extend(DomainPrivilege::ALL.iter().map(|one| Privilege::Domain(DomainId(id), *one)));
    }
    all
}

#[test]
fn a_privilege_brings_no_other_one_along() {
    let everything = every_privilege();
    for granted in &everything {
        let privileges = Privileges::default().with(*granted);
        for asked in &everything {
            let expected = match (granted, asked) {
                (Privilege::EveryService, Privilege::Service(..)) => true,
                (Privilege::EveryDomain, Privilege::Domain(..)) => true,
                _ => granted == asked,
            };
            assert_eq!(privileges.grants(*asked), expected, "{granted:?} and {asked:?}");
        }
    }
    assert!(everything.iter().all(|asked| !Privileges::default().grants(*asked)));
}

#[test]
fn what_was_written_reads_back() {
    let mut all = Privileges::default();
    assert_eq!(Privileges::from_text(&all.to_string()), Some(all.clone()));
    for privilege in every_privilege() {
        let one = Privileges::default().with(privilege);
        assert_eq!(Privileges::from_text(&one.to_string()), Some(one));
        all = all.with(privilege);
        assert_eq!(Privileges::from_text(&all.to_string()), Some(all.clone()));
    }
}

#[test]
fn the_text_is_compact_and_in_order() {
    let privileges = Privileges::default()
        .with(Privilege::Domain(DomainId(7), DomainPrivilege::Nameservers))
        .with(Privilege::Domain(DomainId(7), DomainPrivilege::Basic))
        .with(Privilege::Billing(BillingPrivilege::Orders))
        .with(Privilege::Billing(BillingPrivilege::Emails))
        .with(Privilege::EveryService);
    let text = "billing:emails,orders services:full domains/7:basic,nameservers";
    assert_eq!(privileges.to_string(), text);
    assert_eq!(Privileges::from_text(text).unwrap(), privileges);
    assert_eq!(privileges.domains_with(DomainPrivilege::Basic).collect::<Vec<_>>(), [DomainId(7)]);
    assert_eq!(privileges.domains_with(DomainPrivilege::Renew).count(), 0);
}

#[test]
fn words_that_mean_nothing_are_refused() {
    for text in [
        "billing",
        "billing:",
        "billing:newticket",
        "billing:full",
        "billing/3:emails",
        "services:basic",
        "services/x:basic",
        "domains/7:cancelation",
        "domains/7:full",
        "elsewhere:basic",
    ] {
        assert_eq!(Privileges::from_text(text), None, "{text}");
    }
}

#[test]
fn privileges_speak_of_a_bounded_number_of_names() {
    let granted = |names: i64| {
        (0..names).fold(Privileges::default(), |all, id| {
            all.with(Privilege::Domain(DomainId(id), DomainPrivilege::Basic))
        })
    };
    let most = i64::from(MOST_OBJECTS);
    assert!(granted(most).checked().is_ok());
    assert_eq!(
        granted(most + 1).checked(),
        Err(Error::invalid(Field::Setting, Reason::MoreThan(MOST_OBJECTS)))
    );
}
