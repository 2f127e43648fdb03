//! Searches for contacts and hosts over an account and those below it, held against a list that was
//! filtered and sorted by hand.

use model::account::AccountId;
use model::contact::{Contact, ContactId};
use model::domain::DomainId;
use model::host::{Host, HostId};
use model::name::HostName;
use model::particulars::{ContactKind, Particulars, Person};
use store::Store;
use store::accounts::Window;
use store::contact_objects::{PersonFilter, PersonOrder, StoredPerson};
use store::host_objects::{HostFilter, HostOrder};
use store::scope::{Owner, Scope};
use testkit::database::each_engine;

use crate::fixtures::{
    EVERYTHING, NEW_YEAR, backwards, contact, name, open_below, page, register, second,
};

const AUDIENCE: &str = "test";

fn person(given: &str, family: &str) -> Person {
    Person {
        contact: Contact {
            name: format!("{given} {family}"),
            email: format!("{}@example.com", given.to_lowercase()),
            ..contact("")
        },
        particulars: Particulars {
            kind: Some(ContactKind::Person),
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            birth_date: "1815-12-10".to_owned(),
            passport_number: "4509 123456".to_owned(),
            passport_date: "1840-01-02".to_owned(),
            passport_issuer: "somebody".to_owned(),
            emails: vec!["a@example.com".to_owned(), "b@example.com".to_owned()],
            russian_name: "Ада".to_owned(),
            tax_number: "7701234567".to_owned(),
            tax_reason: "770101001".to_owned(),
            director: "Director".to_owned(),
            resident: Some(false),
            mobile: "0412 345 678".to_owned(),
            business_number: "53004085616".to_owned(),
            business_number_type: "ABN".to_owned(),
        },
    }
}

async fn adds(store: &Store, account: AccountId, person: Person) -> ContactId {
    let added = store.write(move |tx| {
        tx.lock_account(account)?;
        let id = tx.add_person(account, &person, NEW_YEAR)?;
        tx.set_handle(id, &format!("handle-{}", id.0))?;
        Ok(id)
    });
    added.await.unwrap()
}

/// A seller, two accounts below it, one below those, and one that stands apart.
async fn tree(store: &Store) -> [AccountId; 5] {
    let top = open_below(store, None, "Top", "Top").await.0;
    let left = open_below(store, Some(top), "Left", "Left").await.0;
    let right = open_below(store, Some(top), "right", "Right").await.0;
    let leaf = open_below(store, Some(left), "leaf", "Leaf").await.0;
    [top, left, right, leaf, open_below(store, None, "apart", "Apart").await.0]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_reads_back_word_for_word_until_it_is_over() {
    each_engine(async |store| {
        let [top, left, ..] = tree(&store).await;
        let ada = person("Ada", "Lovelace");
        let id = adds(&store, left, ada.clone()).await;
        let read = async || store.read(move |tx| tx.person(id)).await.unwrap();
        let found = read().await.unwrap();
        assert_eq!(
            found,
            StoredPerson {
                id,
                account: left,
                handle: format!("handle-{}", id.0),
                person: ada.clone(),
                made: NEW_YEAR,
                updated: NEW_YEAR,
                customer: None,
                reseller: None,
            }
        );
        let by_handle = store.read(move |tx| tx.person_by_handle(&format!("handle-{}", id.0)));
        assert_eq!(by_handle.await.unwrap().unwrap(), found);
        let owner = store.read(move |tx| tx.ownership(left, AUDIENCE)).await.unwrap();
        assert_eq!(
            owner,
            Owner {
                account: left,
                login: "Left".to_owned(),
                seller: Some(top),
                seller_login: "Top".to_owned(),
            }
        );

        let mut changed = person("Ada", "King");
        changed.particulars = Particulars {
            given_name: "Ada".to_owned(),
            family_name: "King".to_owned(),
            ..Particulars::default()
        };
        let saved = changed.clone();
        store.write(move |tx| tx.save_person(id, &saved, second(5))).await.unwrap();
        let found = read().await.unwrap();
        assert_eq!((found.person, found.made, found.updated), (changed, NEW_YEAR, second(5)));

        store.write(move |tx| tx.end_contact(id, second(6))).await.unwrap();
        assert_eq!(read().await, None);
        assert!(!store.read(move |tx| tx.has_contact(left, id)).await.unwrap());
        assert!(store.read(move |tx| tx.contact(id)).await.is_ok(), "books keep the row");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_kept_for_a_name_becomes_one_of_its_own() {
    each_engine(async |store| {
        let shop = open_below(&store, None, "shop", "Shop").await.0;
        let kept = async |handle: &'static str| {
            let made = store.write(move |tx| {
                tx.contact_for(shop, "same", handle, &contact("Jane Mary Doe"), NEW_YEAR)
            });
            made.await.unwrap()
        };
        let first = kept("H1").await;
        let read = store.read(move |tx| tx.person(first)).await.unwrap().unwrap();
        assert_eq!(read.person, Person::of(contact("Jane Mary Doe")));
        assert_eq!(read.person.particulars.family_name, "Doe");

        let ada = person("Ada", "Lovelace");
        store.write(move |tx| tx.save_person(first, &ada, second(1))).await.unwrap();
        assert!(store.read(|tx| tx.handle_is_taken("H1")).await.unwrap());
        let second_one = kept("H2").await;
        assert_ne!(second_one, first, "nothing finds it by its fingerprint");
        store.write(move |tx| tx.end_contact(second_one, second(2))).await.unwrap();
        assert_ne!(kept("H3").await, second_one, "what ended is not found again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_found_by_any_of_its_contacts() {
    each_engine(async |store| {
        let shop = open_below(&store, None, "shop", "Shop").await.0;
        let mut people = Vec::new();
        for given in ["A", "B", "C", "D", "E"] {
            people.push(adds(&store, shop, person(given, "X")).await);
        }
        register(&store, shop, vec![name("shoes")]).await;
        let contacts = [people[0], people[1], people[2], people[3]];
        store
            .write(move |tx| {
                let mut held = tx.held_domain(&name("shoes"))?.domain;
                held.contacts = contacts;
                tx.save_domain(&held, None)
            })
            .await
            .unwrap();
        for (id, used) in people.iter().copied().zip([true, true, true, true, false]) {
            let behind = store.read(move |tx| tx.name_behind(id)).await.unwrap();
            assert_eq!(behind, used.then(|| name("shoes")));
        }
        let told = store.read(|tx| tx.contacts_of("shoes.co.za")).await.unwrap();
        assert_eq!(told, contacts);
        store
            .write(move |tx| {
                let held = tx.held_domain(&name("shoes"))?.domain;
                tx.end_domain(&held, second(1))
            })
            .await
            .unwrap();
        let first = people[0];
        assert_eq!(store.read(move |tx| tx.name_behind(first)).await.unwrap(), None);
        assert!(store.read(|tx| tx.contacts_of("shoes.co.za")).await.unwrap().is_empty());
    })
    .await;
}

struct Row {
    id: ContactId,
    account: AccountId,
    person: Person,
}

fn filters(rows: &[Row]) -> Vec<PersonFilter> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    vec![
        PersonFilter::default(),
        PersonFilter {
            ids: Some(rows.iter().step_by(3).map(|row| row.id).collect()),
            ..PersonFilter::default()
        },
        PersonFilter { ids: Some(Vec::new()), ..PersonFilter::default() },
        PersonFilter { names: words(&["ADA", "зо"]), ..PersonFilter::default() },
        PersonFilter { names: words(&["%", "_"]), ..PersonFilter::default() },
        PersonFilter { emails: words(&["bob@example.com"]), ..PersonFilter::default() },
        PersonFilter { emails: words(&["ADA@", "_b@"]), ..PersonFilter::default() },
        PersonFilter { holders: words(&["LEFT", "leaf"]), ..PersonFilter::default() },
        PersonFilter { sellers: words(&["top"]), ..PersonFilter::default() },
        PersonFilter {
            names: words(&["o"]),
            holders: words(&["right"]),
            sellers: words(&["top"]),
            ..PersonFilter::default()
        },
    ]
}

/// What a filter means, said once more.
fn fits(row: &Row, filter: &PersonFilter, [top, left, right, leaf, _]: [AccountId; 5]) -> bool {
    let login = |account: AccountId| match account {
        one if one == top => "top",
        one if one == left => "left",
        one if one == right => "right",
        one if one == leaf => "leaf",
        _ => "apart",
    };
    let seller = match row.account {
        one if one == left || one == right => "top",
        one if one == leaf => "left",
        _ => "",
    };
    let name = &row.person.contact.name;
    let is = |words: &[String], word: &str| {
        words.is_empty() || words.iter().any(|one| one.to_lowercase() == word)
    };
    let holds = |words: &[String], text: &str| {
        let text = text.to_ascii_lowercase();
        words.is_empty() || words.iter().any(|word| text.contains(&word.to_ascii_lowercase()))
    };
    filter.ids.as_ref().is_none_or(|ids| ids.contains(&row.id))
        && holds(&filter.names, name)
        && holds(&filter.emails, &row.person.contact.email)
        && is(&filter.holders, login(row.account))
        && is(&filter.sellers, seller)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_search_for_contacts_finds_what_filtering_by_hand_finds() {
    each_engine(async |store| {
        let accounts = tree(&store).await;
        let [top, left, ..] = accounts;
        let mut rows = Vec::new();
        for (turn, given) in
            ["Ada", "Bob", "Ada", "зоя", "Cleo", "100%", "a_b"].into_iter().enumerate()
        {
            for account in accounts {
                let person = person(given, &format!("N{}", (turn * 7) % 4));
                let id = adds(&store, account, person.clone()).await;
                rows.push(Row { id, account, person });
            }
        }
        let ended = adds(&store, left, person("Ada", "Ended")).await;
        store.write(move |tx| tx.end_contact(ended, second(1))).await.unwrap();

        for scope in [Scope::own(top), Scope::with_below(top), Scope::with_below(left)] {
            let sees = |row: &&Row| {
                let below = match row.account {
                    one if one == scope.account => true,
                    one if scope.account == top => one == accounts[1] || one == accounts[2],
                    one => one == accounts[3],
                };
                row.account == scope.account || scope.below && below
            };
            for filter in filters(&rows) {
                let fitting: Vec<&Row> =
                    rows.iter().filter(sees).filter(|row| fits(row, &filter, accounts)).collect();
                checks(&store, scope, &filter, fitting).await;
            }
        }
    })
    .await;
}

async fn checks(store: &Store, scope: Scope, filter: &PersonFilter, fitting: Vec<&Row>) {
    let counted = filter.clone();
    let count = store.read(move |tx| tx.count_persons(scope, AUDIENCE, &counted)).await.unwrap();
    assert_eq!(count, i64::try_from(fitting.len()).unwrap(), "{filter:?}");
    for order in [PersonOrder::Id, PersonOrder::Name] {
        let mut sorted: Vec<(String, i64)> = fitting
            .iter()
            .map(|row| match order {
                PersonOrder::Id => (String::new(), row.id.0),
                PersonOrder::Name => (row.person.contact.name.clone(), row.id.0),
            })
            .collect();
        sorted.sort();
        for descending in [false, true] {
            let expected: Vec<i64> = match descending {
                true => sorted.iter().rev().map(|(_, id)| *id).collect(),
                false => sorted.iter().map(|(_, id)| *id).collect(),
            };
            let mut windows = vec![EVERYTHING];
            windows.extend((0..4).map(|number| page(number * 3, 3)));
            for window in windows {
                let window = if descending { backwards(window) } else { window };
                let (said, skip) = (filter.clone(), usize::try_from(window.start).unwrap());
                let found = store
                    .read(move |tx| tx.persons(scope, AUDIENCE, &said, order, window))
                    .await
                    .unwrap();
                let found: Vec<i64> = found.iter().map(|(stored, _)| stored.id.0).collect();
                let take = usize::try_from(window.limit).unwrap();
                let wanted: Vec<i64> = expected.iter().copied().skip(skip).take(take).collect();
                assert_eq!(found, wanted, "{scope:?} {filter:?} {order:?} {window:?}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_a_search_say_whose_they_are() {
    each_engine(async |store| {
        let [top, left, ..] = tree(&store).await;
        adds(&store, top, person("Ada", "Own")).await;
        adds(&store, left, person("Ada", "Below")).await;
        let (filter, order) = (PersonFilter::default(), PersonOrder::Name);
        let found = store
            .read(move |tx| {
                tx.persons(Scope::with_below(top), "elsewhere", &filter, order, EVERYTHING)
            })
            .await
            .unwrap();
        let said: Vec<(&str, &str, &str)> = found
            .iter()
            .map(|(stored, owner)| {
                let family = stored.person.particulars.family_name.as_str();
                (family, owner.login.as_str(), owner.seller_login.as_str())
            })
            .collect();
        assert_eq!(said, [("Below", "Left", "Top"), ("Own", "Top", "")]);
    })
    .await;
}

fn host(name: &str) -> Host {
    Host { name: HostName::from_stored(name), addresses: vec!["192.0.2.1".parse().unwrap()] }
}

async fn finds(store: &Store, scope: Scope, filter: HostFilter, order: HostOrder) -> Vec<String> {
    let counted = filter.clone();
    let count = store.read(move |tx| tx.count_hosts(scope, AUDIENCE, &counted)).await.unwrap();
    let found = store
        .read(move |tx| tx.search_hosts(scope, AUDIENCE, &filter, order, EVERYTHING))
        .await
        .unwrap();
    assert_eq!(count, i64::try_from(found.len()).unwrap());
    found.iter().map(|(stored, owner)| format!("{} {}", stored.host.name, owner.login)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_are_found_with_those_below_and_follow_their_name() {
    each_engine(async |store| {
        let [top, left, right, ..] = tree(&store).await;
        let shoes = register(&store, top, vec![name("shoes")]).await[0];
        let boots = register(&store, left, vec![name("boots")]).await[0];
        let sets = async |domain: DomainId, hosts: Vec<Host>| {
            let set =
                store.write(move |tx| hosts.iter().try_for_each(|one| tx.set_host(domain, one)));
            set.await.unwrap();
        };
        sets(shoes, vec![host("ns2.shoes.co.za"), host("ns1.shoes.co.za")]).await;
        sets(boots, vec![host("ns1.boots.co.za")]).await;

        let (own, all) = (Scope::own(top), Scope::with_below(top));
        let anything = HostFilter::default;
        assert_eq!(
            finds(&store, own, anything(), HostOrder::Id).await,
            ["ns2.shoes.co.za Top", "ns1.shoes.co.za Top"]
        );
        assert_eq!(
            finds(&store, all, anything(), HostOrder::Host).await,
            ["ns1.boots.co.za Left", "ns1.shoes.co.za Top", "ns2.shoes.co.za Top"]
        );
        let below_boots = HostFilter { domains: vec!["Boots.co.za".into()], ..anything() };
        assert_eq!(finds(&store, all, below_boots, HostOrder::Domain).await.len(), 1);
        let of_left = HostFilter { holders: vec!["left".into()], ..anything() };
        assert_eq!(finds(&store, all, of_left.clone(), HostOrder::Id).await.len(), 1);
        let numbered = HostFilter { domain_ids: Some(vec![shoes]), ..anything() };
        assert_eq!(finds(&store, all, numbered, HostOrder::Id).await.len(), 2);
        let named = HostFilter { hosts: vec!["ns1.shoes.co.za".into()], ..anything() };
        assert_eq!(finds(&store, all, named, HostOrder::Id).await, ["ns1.shoes.co.za Top"]);
        let in_part = HostFilter { hosts: vec!["NS1.".into(), "%".into()], ..anything() };
        assert_eq!(finds(&store, all, in_part, HostOrder::Id).await.len(), 2);

        let read = store.read(|tx| tx.host_named(&HostName::from_stored("ns1.boots.co.za")));
        let boots_host = read.await.unwrap().unwrap();
        assert_eq!((boots_host.domain, boots_host.domain_name), (boots, name("boots")));
        let id = boots_host.id;
        assert_eq!(store.read(move |tx| tx.host(id)).await.unwrap().unwrap().host, boots_host.host);
        assert_eq!(store.read(|tx| tx.host(HostId(999))).await.unwrap(), None);

        store
            .write(move |tx| {
                let held = tx.held_domain(&name("boots"))?.domain;
                tx.move_domain(&held, right)
            })
            .await
            .unwrap();
        assert!(finds(&store, all, of_left, HostOrder::Id).await.is_empty());
        let of_top = HostFilter { sellers: vec!["TOP".into()], ..anything() };
        assert_eq!(finds(&store, all, of_top, HostOrder::Id).await, ["ns1.boots.co.za right"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_several_accounts_stands_where_it_is_put() {
    each_engine(async |store| {
        let shop = open_below(&store, None, "shop", "Shop").await.0;
        assert_eq!(store.read(move |tx| tx.primary_contact(shop)).await.unwrap(), None);
        let ada = adds(&store, shop, person("Ada", "X")).await;
        store.write(move |tx| tx.set_primary_contact(shop, ada)).await.unwrap();
        assert_eq!(store.read(move |tx| tx.primary_contact(shop)).await.unwrap(), Some(ada));
        let window = Window { start: 0, limit: 0, descending: false };
        let (filter, order) = (PersonFilter::default(), PersonOrder::Id);
        let none =
            store.read(move |tx| tx.persons(Scope::own(shop), AUDIENCE, &filter, order, window));
        assert!(none.await.unwrap().is_empty());
    })
    .await;
}
