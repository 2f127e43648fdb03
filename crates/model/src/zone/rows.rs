//! Row numbers: where a record would stand in a table that has a row for every name of the zone.
//!
//! Names that exist only because others lie below them (RFC 8499, empty non-terminals) have such a
//! row too. Nobody is shown it, so a number is missing there.

use std::collections::HashSet;
use std::iter::successors;

use super::Record;

/// The row number of each record of the zone `apex`, in order. Numbers count from 0, and leave one
/// out after a record for each name that it is the first to need and that has no record of its own.
#[must_use]
pub fn row_numbers(records: &[Record], apex: &str) -> Vec<u32> {
    let owners: HashSet<&str> = records.iter().map(|record| record.name.as_str()).collect();
    let mut needed: HashSet<&str> = HashSet::new();
    let mut numbers = Vec::with_capacity(records.len());
    let mut next = 0;
    for record in records {
        numbers.push(next);
        next += 1;
        let above = above_and_itself(&record.name).skip(1);
        for name in above.take_while(|name| name.len() > apex.len()) {
            next += u32::from(!owners.contains(name) && needed.insert(name));
        }
    }
    numbers
}

/// A name and all names that it lies below, the nearest first.
pub(super) fn above_and_itself(name: &str) -> impl Iterator<Item = &str> {
    successors(Some(name), |name| name.split_once('.').map(|(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(names: &[&str]) -> Vec<u32> {
        let whole = |name: &&str| match *name {
            "@" => "shoes.co.za".to_owned(),
            label => format!("{label}.shoes.co.za"),
        };
        let records: Vec<Record> = names
            .iter()
            .map(|name| Record {
                name: whole(name),
                kind: "TXT".into(),
                ttl: 3600,
                priority: 0,
                content: "x".into(),
            })
            .collect();
        row_numbers(&records, "shoes.co.za")
    }

    #[test]
    fn names_that_exist_anyway_leave_no_gap() {
        assert!(numbers(&[]).is_empty());
        assert_eq!(numbers(&["@", "@", "www", "mail", "_acme-challenge.www"]), [0, 1, 2, 3, 4]);
        assert_eq!(numbers(&["_acme-challenge.www", "www", "*"]), [0, 1, 2]);
    }

    #[test]
    fn a_name_that_nobody_owns_takes_a_number_once() {
        assert_eq!(numbers(&["www", "google._domainkey", "mail"]), [0, 1, 3]);
        assert_eq!(
            numbers(&["google._domainkey", "second._domainkey", "google._domainkey", "@"]),
            [0, 2, 3, 4]
        );
        assert_eq!(numbers(&["_sip._tcp.branch", "_ldap._tcp.branch", "branch"]), [0, 2, 3]);
        assert_eq!(numbers(&["a.b.c", "@", "x.c", "www"]), [0, 3, 4, 5]);
    }
}
