//! Searching names: whatever is asked, on either engine, pages and counts tell the same.

use model::account::AccountId;
use model::contact::ContactId;
use model::domain::transfer::{Transfer, TransferId, TransferState};
use model::domain::{Domain, Pending};
use model::time::{Seconds, Timestamp};
use store::accounts::Window;
use store::domain_search::{FoundName, NameClock, NameFilter, NameOrder, NameState};
use store::scope::Scope;
use store::transfers::StoredTransfer;
use store::{Store, Tx};
use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, domain, name, open_below, registrant};

const DAY: i64 = 86_400;
/// Every state that a search can ask for, with the names that stand there.
const STANDING: [(NameState, &[&str]); 8] = [
    (NameState::Held, &["boots", "hats"]),
    (NameState::Expired, &["caps"]),
    (NameState::Deleting, &["drapes"]),
    (NameState::Outgoing, &["gowns"]),
    (NameState::Unconfirmed, &["furs"]),
    (NameState::Incoming, &["jeans"]),
    (NameState::Deleted, &["kilts"]),
    (NameState::Gone, &["laces"]),
];

fn now() -> Timestamp {
    NEW_YEAR + Seconds(30 * DAY)
}

fn clock() -> NameClock {
    let exceptions = vec![(Seconds(90 * DAY), vec!["com".to_owned(), "net".to_owned()])];
    NameClock { now: now(), redemption: Seconds(40 * DAY), exceptions }
}

/// A name that expires so many days after the moment of the search.
fn held(label: &str, account: AccountId, registrant: ContactId, days: i64) -> Domain {
    Domain { expires: now() + Seconds(days * DAY), ..domain(name(label), account, registrant) }
}

fn coming(tx: &mut Tx<'_>, label: &str, to: AccountId, state: TransferState) -> model::Result<()> {
    let stored = StoredTransfer {
        transfer: Transfer {
            id: TransferId(0),
            name: name(label),
            gaining: Some(to),
            losing: None,
            requested: NEW_YEAR,
            deadline: now() + Seconds(DAY),
            state,
        },
        key_sealed: Vec::new(),
        operation: None,
        reference: None,
        number: Some(tx.reserve_domain()?),
    };
    tx.add_transfer(&stored, label.as_bytes()).map(drop)
}

/// A seller, and two accounts below it that hold one name in every state between them.
async fn wardrobe(store: &Store) -> (AccountId, AccountId) {
    let seller = open_below(store, None, "seller", "Jane").await.0;
    let main = open_below(store, Some(seller), "main", "Jane").await.0;
    let other = open_below(store, Some(seller), "other", "Jane").await.0;
    let (jane, joan) = (registrant(store, main).await, registrant(store, other).await);
    let written = store.write(move |tx| {
        let mut add = |domain: &Domain| tx.add_domain(domain, &[], b"sealed");
        let boots = add(&held("boots", main, jane, 300))?;
        add(&held("hats", other, joan, 200))?;
        add(&held("caps", main, jane, -5))?;
        add(&held("drapes", main, jane, -50))?;
        let gowns = Domain { pending: Some(Pending::Transfer), ..held("gowns", main, jane, 100) };
        add(&gowns)?;
        let kilts = Domain { deleted: Some(NEW_YEAR), ..held("kilts", main, jane, 10) };
        let kilts = Domain { id: add(&kilts)?, ..kilts };
        let laces = held("laces", main, jane, 10);
        let laces = Domain { id: add(&laces)?, ..laces };
        tx.end_domain(&kilts, now())?;
        tx.end_domain(&laces, now())?;
        tx.set_domain_note(boots, "Winter 100%")?;
        coming(tx, "furs", main, TransferState::Unconfirmed)?;
        coming(tx, "jeans", main, TransferState::Pending)
    });
    written.await.unwrap();
    (seller, main)
}

fn label(found: &FoundName) -> String {
    let name = match found {
        FoundName::Held { stored, .. } => &stored.domain.name,
        FoundName::Coming { transfer, .. } => &transfer.transfer.name,
    };
    name.as_str().trim_end_matches(".co.za").to_owned()
}

/// The names that are found, after what is counted was compared with them.
async fn finds(store: &Store, scope: Scope, filter: NameFilter, order: NameOrder) -> Vec<String> {
    let window = Window { start: 0, limit: 100, descending: false };
    let found = store.read(move |tx| {
        let found = tx.search_names(scope, "test", &filter, &clock(), order, window)?;
        let second = Window { start: 1, limit: 1, ..window };
        let second = tx.search_names(scope, "test", &filter, &clock(), order, second)?;
        Ok((found, second, tx.count_names(scope, "test", &filter, &clock())?))
    });
    let (found, second, count) = found.await.unwrap();
    let found: Vec<String> = found.iter().map(label).collect();
    assert_eq!(count, i64::try_from(found.len()).unwrap(), "{found:?}");
    let second: Vec<String> = second.iter().map(label).collect();
    assert_eq!(second, found.iter().skip(1).take(1).cloned().collect::<Vec<_>>());
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_found_where_they_stand() {
    each_engine(async |store| {
        let (seller, main) = wardrobe(&store).await;
        for (state, labels) in STANDING {
            let filter = || NameFilter { state: Some(state), ..NameFilter::default() };
            let below = Scope::with_below(seller);
            for order in [NameOrder::Name, NameOrder::Number, NameOrder::Expiry, NameOrder::State] {
                let mut found = finds(&store, below, filter(), order).await;
                found.sort();
                assert_eq!(found, labels, "{state:?} by {order:?}");
            }
            let own = finds(&store, Scope::own(main), filter(), NameOrder::Name).await;
            let mains: Vec<_> = labels.iter().filter(|label| **label != "hats").collect();
            assert_eq!(own.iter().collect::<Vec<_>>(), mains, "{state:?}");
            let nobody = finds(&store, Scope::own(seller), filter(), NameOrder::Name).await;
            assert_eq!(nobody, [] as [&str; 0]);
        }
        let all = finds(&store, Scope::with_below(seller), NameFilter::default(), NameOrder::Name);
        assert_eq!(all.await, ["boots", "caps", "drapes", "furs", "gowns", "hats", "jeans"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_goes_with_every_state() {
    each_engine(async |store| {
        let (seller, _) = wardrobe(&store).await;
        let words = |word: &str| vec![word.to_owned()];
        let filters = [
            NameFilter { part: Some("a".into()), ..NameFilter::default() },
            NameFilter { names: words("boots.co.za"), ..NameFilter::default() },
            NameFilter { numbers: vec![1, 2, 3], ..NameFilter::default() },
            NameFilter { notes: words("100%"), ..NameFilter::default() },
            NameFilter { holders: words("main"), ..NameFilter::default() },
            NameFilter { sellers: words("seller"), ..NameFilter::default() },
            NameFilter { managed: Some(true), ..NameFilter::default() },
        ];
        let states = STANDING.map(|(state, _)| Some(state));
        for filter in &filters {
            let whole = finds(&store, Scope::with_below(seller), filter.clone(), NameOrder::Name);
            let whole = whole.await;
            let mut parts = Vec::new();
            for state in states {
                let filter = NameFilter { state, ..filter.clone() };
                let found = finds(&store, Scope::with_below(seller), filter, NameOrder::State);
                if !matches!(state, Some(NameState::Deleted | NameState::Gone)) {
                    parts.extend(found.await);
                } else {
                    found.await;
                }
            }
            parts.sort();
            assert_eq!(parts, whole, "{filter:?}");
        }
        let noted = NameFilter { notes: words("100%"), ..NameFilter::default() };
        let noted = finds(&store, Scope::with_below(seller), noted, NameOrder::Name).await;
        assert_eq!(noted, ["boots"]);
        let others = NameFilter { holders: words("other"), ..NameFilter::default() };
        let others = finds(&store, Scope::with_below(seller), others, NameOrder::Name).await;
        assert_eq!(others, ["hats"]);
    })
    .await;
}
