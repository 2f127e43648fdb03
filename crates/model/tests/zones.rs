//! Whatever is in a zone: what is served of it passes every check, and loses nothing that was in order.

mod generated_zones;

use generated_zones::{APEX, records};
use model::zone::{Record, check, check_change, rdata, servable};
use proptest::prelude::*;

/// Records as no door lets them in.
fn unread() -> impl Strategy<Value = Record> {
    let kinds =
        vec!["A", "TXT", "SOA", "NS", "DS", "TLSA", "SSHFP", "CAA", "SRV", "HTTPS", "NAPTR"];
    let contents = prop_oneof![
        "[0-9a-z .;()@$\\\\\"=!^\t\n]{0,40}",
        "[0-9]{1,3} [0-9]{1,3} [0-9a-f .\"\\\\;()!]{0,40}",
        "\\PC{0,20}",
    ];
    let names =
        prop::sample::select(vec!["shoes.co.za", "sub.shoes.co.za", "boots.co.za", "", "a..b"]);
    (names, prop::sample::select(kinds), contents).prop_map(|(name, kind, content)| Record {
        name: name.to_owned(),
        kind: kind.to_owned(),
        ttl: 3_600,
        priority: 0,
        content,
    })
}

proptest! {
    #[test]
    fn what_is_served_passes(zone in records(), wild in prop::collection::vec(unread(), 0..6)) {
        let fits = check(&zone, APEX).is_ok();
        let served = servable(zone.clone(), APEX);
        prop_assert_eq!(check(&served, APEX), Ok(()));
        prop_assert_eq!(fits, served == zone);
        let mixed = servable([wild, zone].concat(), APEX);
        prop_assert_eq!(check(&mixed, APEX), Ok(()));
    }

    #[test]
    fn values_that_nobody_read_are_data_or_nothing(record in unread()) {
        if let Some(value) = rdata(&record) {
            prop_assert!(!value.data.is_empty() && value.data.len() < 5_000);
        }
    }

    /// Taking records out of a broken zone one by one, broken ones first, is never refused; and what is
    /// refused of a zone in order leaves it in order.
    #[test]
    fn a_broken_zone_can_be_mended(zone in records()) {
        let mut left = zone;
        while check(&left, APEX).is_err() {
            let place = (0..left.len()).find(|place| {
                let without = without(&left, *place);
                check_change(&left, &without, APEX).is_ok()
            });
            left.remove(place.unwrap());
        }
    }

    #[test]
    fn no_change_makes_a_zone_worse(zone in records(), more in records()) {
        let kept = servable(zone, APEX);
        for record in more {
            let after = [kept.clone(), vec![record]].concat();
            prop_assert_eq!(check_change(&kept, &after, APEX), check(&after, APEX));
        }
    }
}

fn without(records: &[Record], place: usize) -> Vec<Record> {
    let mut left = records.to_vec();
    left.remove(place);
    left
}
