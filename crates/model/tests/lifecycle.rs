//! What time does to a name, whatever its rules and dates: phases only move on, looking changes
//! nothing, years add up, and nothing ends in a corner.

use model::account::AccountId;
use model::contact::ContactId;
use model::domain::lifecycle::{Milestone, delete, extend, next_milestone, renew};
use model::domain::{Domain, DomainId, Lock, Phase};
use model::error::{Error, Field, Reason};
use model::name::DomainName;
use model::time::{Days, Seconds, Timestamp, Years};
use model::tld::{Rulebook, Silence, TldRules};
use proptest::prelude::*;

/// Days on which calendars go wrong, and any others.
fn moment() -> impl Strategy<Value = Timestamp> {
    let special = prop::sample::select(vec![
        "2024-02-29T00:00:00Z",
        "2024-02-29T23:59:59Z",
        "2023-02-28T12:00:00Z",
        "2024-03-01T00:00:00Z",
        "2025-01-31T23:59:59Z",
        "2025-12-31T23:59:59Z",
        "2096-02-29T10:00:00Z",
    ]);
    let special = special.prop_map(|text| Timestamp::parse(text).expect("these are instants"));
    prop_oneof![special, (600_000_000i64..4_100_000_000).prop_map(Timestamp::from_unix)]
}

/// Rules whose deadlines lie so many days after each other.
fn rules_with(deadlines: (u16, u16, u16), deletion: (u16, u16, u16), longest: u8) -> TldRules {
    let (suspend, redemption, delete) = deadlines;
    let (add_grace, restorable, pending_delete) = deletion;
    TldRules {
        tld: "co.za".to_owned(),
        group: "tests".to_owned(),
        uses_auth_code: true,
        starts_locked: false,
        registration_years: (Years(1), Years(longest)),
        longest: Years(longest),
        transfer_adds: Years(1),
        nameservers: (2, 13),
        suspend_after: Days(suspend),
        redemption_after: Days(suspend + redemption),
        delete_after: Days(suspend + redemption + delete),
        add_grace: Days(add_grace),
        redemption: Days(restorable),
        pending_delete: Days(pending_delete),
        unlock_grace: Days(0),
        transfer_lock: Days(0),
        transfer_window: Days(5),
        silence: Silence::Approves,
        fields: Vec::new(),
    }
}

/// Any rules that a rulebook accepts, with each deadline on a day of its own.
fn rules() -> impl Strategy<Value = TldRules> {
    let deadlines = (1u16..60, 1u16..60, 1u16..120);
    let deletion = (0u16..10, 0u16..60, 0u16..30);
    (deadlines, deletion, 1u8..=20).prop_map(|(deadlines, deletion, longest)| {
        let rules = rules_with(deadlines, deletion, longest);
        Rulebook::new(vec![rules.clone()]).expect("the rules are consistent");
        rules
    })
}

fn registered(at: Timestamp, years: u8, autorenew: bool) -> Domain {
    Domain {
        id: DomainId(1),
        name: DomainName::from_parts("shoes", "co.za").expect("a name"),
        account: AccountId(1),
        registered: at,
        anchor: at,
        expires: at.plus_years(Years(years)),
        renewed: None,
        updated: at,
        transferred: None,
        deleted: None,
        lock: Lock::Off,
        suspended: false,
        autorenew,
        privacy: false,
        managed_dns: false,
        dnssec: false,
        reference: None,
        contacts: [ContactId(1); 4],
        nameservers: Vec::new(),
        pending: None,
        told: at,
    }
}

/// A name and its rules; sometimes deleted by request, where that was allowed.
fn held() -> impl Strategy<Value = (Domain, TldRules)> {
    (moment(), rules(), 1u8..=20, any::<bool>(), prop::option::of(0i64..8_000)).prop_map(
        |(at, rules, years, autorenew, deleted)| {
            let mut domain = registered(at, years.min(rules.longest.0), autorenew);
            let deleted = deleted.map(|hours| at + Seconds(hours * 86_399));
            domain.deleted = deleted.filter(|moment| delete(&domain, *moment, &rules).is_ok());
            (domain, rules)
        },
    )
}

/// A moment of the name's life, or a little around it.
fn later(domain: &Domain, share: u16) -> Timestamp {
    let life = domain.expires.unix() - domain.registered.unix() + 300 * Seconds::DAY.0;
    Timestamp::from_unix(domain.registered.unix() + life / 1_000 * i64::from(share))
}

/// Every milestone of the name from its registration on.
fn milestones(domain: &Domain, rules: &TldRules) -> Vec<(Timestamp, Milestone)> {
    let mut domain = domain.clone();
    let mut list = Vec::new();
    while let Some((moment, milestone)) = next_milestone(&domain, rules) {
        assert!(moment > domain.told, "a milestone does not come again");
        assert!(list.len() < 100, "milestones come to an end");
        domain.told = moment;
        list.push((moment, milestone));
    }
    list
}

/// Renews for a year, as often as asked.
fn one_by_one(
    domain: &Domain,
    years: u8,
    now: Timestamp,
    rules: &TldRules,
) -> Result<Timestamp, Error> {
    let mut domain = domain.clone();
    for _ in 0..years {
        let renewal = renew(&domain, Years(1), now, rules)?;
        assert_eq!(renewal.from, domain.expires);
        assert!(renewal.expires > renewal.from);
        domain.expires = renewal.expires;
    }
    Ok(domain.expires)
}

proptest! {
    #[test]
    fn phases_only_move_on((domain, rules) in held(), one in 0u16..1_100, other in 0u16..1_100) {
        let (early, late) = (later(&domain, one.min(other)), later(&domain, one.max(other)));
        prop_assert!(domain.at(early, &rules) <= domain.at(late, &rules));
    }

    #[test]
    fn looking_twice_equals_looking_once((domain, rules) in held(), share in 0u16..1_100) {
        let (before, now) = (domain.clone(), later(&domain, share));
        let look = || (domain.at(now, &rules), domain.resolves(now, &rules), domain.deadlines(&rules));
        let once = look();
        // Looking at other moments in between makes no difference either.
        let _ = domain.at(later(&domain, 1_100), &rules);
        prop_assert_eq!(look(), once);
        prop_assert_eq!(next_milestone(&domain, &rules), next_milestone(&domain, &rules));
        prop_assert_eq!(before, domain);
    }

    #[test]
    fn single_years_lead_where_all_of_them_lead_at_once(
        at in moment(),
        rules in rules(),
        years in 1u8..=20,
        more in 1u8..=20,
        share in 0u16..1_000,
    ) {
        let domain = registered(at, years.min(rules.longest.0), false);
        let now = later(&domain, share);
        let at_once = renew(&domain, Years(more), now, &rules).map(|renewal| renewal.expires);
        let one_by_one = one_by_one(&domain, more, now, &rules);
        prop_assert_eq!(at_once.is_ok(), one_by_one.is_ok());
        prop_assert_eq!(at_once.ok(), one_by_one.ok());
    }

    #[test]
    fn a_year_is_a_year_also_where_the_expiry_is_no_anniversary(
        one in moment(),
        other in moment(),
        years in 1u8..=10,
    ) {
        let (anchor, expires) = (one.min(other), one.max(other));
        let extended = extend(anchor, expires, Years(years));
        let days = (extended.unix() - expires.unix()) / Seconds::DAY.0;
        let fewest = 365 * i64::from(years) - 1;
        let most = 366 * i64::from(years) + 1;
        prop_assert!((fewest..=most).contains(&days), "{} years were {} days", years, days);
    }

    #[test]
    fn a_registration_never_ends_later_than_the_longest_from_now(
        (domain, rules) in held(),
        years in 1u8..=20,
        share in 0u16..1_100,
    ) {
        let now = later(&domain, share);
        if let Ok(renewal) = renew(&domain, Years(years), now, &rules) {
            prop_assert!(renewal.expires <= now.plus_years(rules.longest));
            prop_assert!(domain.at(now, &rules) <= Phase::Redemption);
        }
    }

    #[test]
    fn every_phase_has_a_way_out((domain, rules) in held(), share in 0u16..1_100) {
        let now = later(&domain, share);
        let phase = domain.at(now, &rules);
        // Time frees the name, whatever nobody does.
        let (end, last) = *milestones(&domain, &rules).last().expect("a life has an end");
        prop_assert_eq!(last, Milestone::Ends);
        prop_assert_eq!(domain.at(end, &rules), Phase::Gone);
        // Until it is too late its holder keeps it; only a term that is long enough already does not
        // become longer.
        match renew(&domain, Years(1), now, &rules) {
            Ok(renewal) => {
                prop_assert_eq!(renewal.restores, phase == Phase::Redemption);
                let kept = Domain { expires: renewal.expires, deleted: None, ..domain };
                prop_assert_eq!(kept.at(now, &rules), Phase::Active);
            }
            Err(Error::Invalid { field: Field::Period, reason: Reason::PastLongest(_) }) => {
                prop_assert!(domain.expires.plus_years(Years(1)) > now.plus_years(rules.longest));
            }
            Err(refusal) => prop_assert!(phase >= Phase::PendingDelete, "{:?}", refusal),
        }
    }

    #[test]
    fn an_unrenewed_name_changes_phase_at_its_milestones_only((domain, rules) in held()) {
        let domain = Domain { deleted: None, ..domain };
        let list = milestones(&domain, &rules);
        for pair in list.windows(2) {
            let ((from, _), (until, _)) = (pair[0], pair[1]);
            prop_assert!(from < until);
            prop_assert_eq!(domain.at(from, &rules), domain.at(until - Seconds(1), &rules));
        }
        let kinds = [
            Milestone::ExpiresTomorrow,
            Milestone::Expires,
            Milestone::Suspends,
            Milestone::EntersRedemption,
            Milestone::Ends,
        ];
        let without_retries: Vec<Milestone> = list
            .iter()
            .map(|(_, milestone)| *milestone)
            .filter(|milestone| *milestone != Milestone::RenewalRetry)
            .collect();
        prop_assert_eq!(without_retries, kinds);
        let retries = list.len() - kinds.len();
        prop_assert_eq!(retries, if domain.autorenew { usize::from(rules.suspend_after.0) - 1 } else { 0 });
    }

    #[test]
    fn a_deleted_name_is_restorable_then_free((domain, rules) in held()) {
        let Some(deleted) = domain.deleted else { return Ok(()) };
        let phase = domain.at(deleted, &rules);
        if deleted < domain.registered + rules.add_grace {
            prop_assert_eq!(phase, Phase::Gone);
        } else if rules.redemption.0 > 0 {
            prop_assert_eq!(phase, Phase::Redemption);
        }
        let end = deleted + rules.redemption + rules.pending_delete;
        prop_assert_eq!(domain.at(end, &rules), Phase::Gone);
    }
}

#[test]
fn a_name_that_came_with_any_expiry_is_renewed_for_a_whole_year() {
    let at = |text| Timestamp::parse(text).expect("an instant");
    for (anchor, expires, years, expected) in [
        ("2024-01-01T00:00:00Z", "2026-04-11T10:00:00Z", 1, "2027-04-11T10:00:00Z"),
        ("2024-02-29T00:00:00Z", "2025-03-01T00:00:00Z", 1, "2026-03-01T00:00:00Z"),
        ("2024-02-29T00:00:00Z", "2025-02-28T00:00:00Z", 3, "2028-02-29T00:00:00Z"),
        ("2024-06-01T00:00:00Z", "2024-06-01T00:00:00Z", 2, "2026-06-01T00:00:00Z"),
    ] {
        assert_eq!(extend(at(anchor), at(expires), Years(years)), at(expected), "{expires}");
    }
}

/// A rulebook lets deadlines fall on one day. Then only the first of them is told, although the name
/// enters redemption; should such rules come, the later one has to be told instead.
#[test]
fn of_deadlines_on_one_day_the_first_is_told() {
    let at = Timestamp::from_unix(1_767_225_600);
    let rules = rules_with((5, 0, 30), (5, 30, 5), 10);
    assert!(Rulebook::new(vec![rules.clone()]).is_ok());
    let told: Vec<Milestone> =
        milestones(&registered(at, 1, false), &rules).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(
        told,
        [Milestone::ExpiresTomorrow, Milestone::Expires, Milestone::Suspends, Milestone::Ends]
    );
}
