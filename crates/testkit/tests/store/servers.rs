//! Servers, and lists of them.

use model::account::AccountId;
use model::money::{Currency, Money};
use model::product::{Cycle, ProductKind};
use model::server::{Power, RunningTask, Server, ServerState, TaskKind};
use model::subscription::SubscriptionId;
use store::scope::Scope;
use store::servers::{ServerFilter, ServerOrder, StoredServer};
use store::subscriptions::StoredSubscription;
use store::{Store, Tx};
use testkit::database::each_engine;

use crate::fixtures::{self, EVERYTHING, backwards, open_below, page, second};

fn bought(account: AccountId, note: &str, due: i64) -> StoredSubscription {
    let price = Money::new(1_900, Currency::USD);
    let bought = fixtures::bought(account, (ProductKind::Server, 704, Cycle::Month), price, due);
    StoredSubscription { note: note.to_owned(), ..bought }
}

fn server(id: SubscriptionId, name: &str, state: ServerState) -> StoredServer {
    StoredServer {
        server: Server {
            id,
            name: name.to_owned(),
            state,
            power: Power::On,
            cluster: 2,
            image: "debian12x64".to_owned(),
            panel: "isp".to_owned(),
            live: String::new(),
            address: "192.0.2.1".to_owned(),
            purpose: "größer".to_owned(),
            social: "'social'".to_owned(),
            callback_url: "http://my.domain.com/".to_owned(),
            task: None,
            console_ends: None,
        },
        password_sealed: b"sealed".to_vec(),
        task_reference: String::new(),
        task_panel: String::new(),
    }
}

fn add(
    tx: &mut Tx<'_>,
    account: AccountId,
    (name, state): (&str, ServerState),
    (note, due): (&str, i64),
) -> model::Result<SubscriptionId> {
    let id = tx.add_subscription(&bought(account, note, due))?;
    tx.add_server(&server(id, name, state))?;
    Ok(id)
}

/// Two of the shop's own, and one each of `one` and `two` below it.
async fn stocked(store: &Store) -> AccountId {
    let shop = open_below(store, None, "shop", "Jane").await.0;
    let one = open_below(store, Some(shop), "one", "Joe").await.0;
    let two = open_below(store, Some(shop), "Two", "Jim").await.0;
    let stocked = store.write(move |tx| {
        add(tx, shop, ("d", ServerState::Ready), ("mine", 40))?;
        add(tx, one, ("c", ServerState::Blocked), ("mine", 10))?;
        add(tx, two, ("b", ServerState::Ready), ("", 30))?;
        add(tx, shop, ("a", ServerState::New), ("", 20))
    });
    stocked.await.unwrap();
    shop
}

async fn names(
    store: &Store,
    scope: Scope,
    filter: ServerFilter,
    order: ServerOrder,
    window: store::accounts::Window,
) -> String {
    let counted = filter.clone();
    let count = store.read(move |tx| tx.count_servers(scope, &counted)).await.unwrap();
    let found = store.read(move |tx| tx.search_servers(scope, &filter, order, window));
    let found = found.await.unwrap();
    let names: Vec<&str> = found.iter().map(|found| found.server.name.as_str()).collect();
    format!("{} of {count}", names.join(""))
}

fn every() -> ServerFilter {
    ServerFilter { audience: "test".to_owned(), ..ServerFilter::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_kept_whole() {
    each_engine(async |store| {
        let store = &store;
        let shop = open_below(store, None, "shop", "Jane").await.0;
        let added = store.write(move |tx| add(tx, shop, ("svds1", ServerState::New), ("", 0)));
        let id = added.await.unwrap();
        let mut kept = store.read(move |tx| tx.server(id)).await.unwrap().unwrap();
        assert_eq!(kept.server, server(id, "svds1", ServerState::New).server);
        assert_eq!(kept.password_sealed, b"sealed");
        kept.server.state = ServerState::Ready;
        kept.server.task = Some(RunningTask { kind: TaskKind::BootLive, ends: second(120) });
        kept.server.live = "freebsdx64.live".to_owned();
        kept.server.console_ends = Some(second(60));
        kept.task_reference = "task-1".to_owned();
        kept.task_panel = "vesta".to_owned();
        let changed = kept.clone();
        store.write(move |tx| tx.save_server(&changed)).await.unwrap();
        let found = store.read(|tx| tx.server_named("svds1")).await.unwrap().unwrap();
        assert_eq!(found.server, kept.server);
        assert_eq!((found.task_reference.as_str(), found.task_panel.as_str()), ("task-1", "vesta"));
        store.write(move |tx| tx.drop_server(id)).await.unwrap();
        assert!(store.read(move |tx| tx.server(id)).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_belongs_to_one_server() {
    each_engine(async |store| {
        let store = &store;
        let shop = stocked(store).await;
        let again = store.write(move |tx| add(tx, shop, ("a", ServerState::New), ("", 0)));
        assert!(again.await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_hold_what_is_in_their_scope_in_order() {
    each_engine(async |store| {
        let store = &store;
        let shop = stocked(store).await;
        let (own, below) = (Scope::own(shop), Scope::with_below(shop));
        for (scope, order, window, seen) in [
            (own, ServerOrder::Id, EVERYTHING, "da of 2"),
            (below, ServerOrder::Id, EVERYTHING, "dcba of 4"),
            (below, ServerOrder::Id, backwards(EVERYTHING), "abcd of 4"),
            (below, ServerOrder::Name, EVERYTHING, "abcd of 4"),
            (below, ServerOrder::Expires, EVERYTHING, "cabd of 4"),
            (below, ServerOrder::Expires, backwards(EVERYTHING), "dbac of 4"),
            (below, ServerOrder::State, EVERYTHING, "cadb of 4"),
            (below, ServerOrder::Name, page(1, 2), "bc of 4"),
            (below, ServerOrder::Name, page(4, 2), " of 4"),
        ] {
            assert_eq!(names(store, scope, every(), order, window).await, seen, "{order:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_narrow_a_list() {
    each_engine(async |store| {
        let store = &store;
        let shop = stocked(store).await;
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        for (filter, seen) in [
            (ServerFilter { names: words(&["a", "c", "z"]), ..every() }, "ca of 2"),
            (ServerFilter { notes: words(&["mine"]), ..every() }, "dc of 2"),
            (ServerFilter { clients: words(&["ONE", "two"]), ..every() }, "cb of 2"),
            (ServerFilter { sellers: words(&["shop"]), ..every() }, "cb of 2"),
            (ServerFilter { states: vec![ServerState::Ready], ..every() }, "db of 2"),
            (ServerFilter { ids: vec![SubscriptionId(-1)], ..every() }, " of 0"),
            (
                ServerFilter {
                    clients: words(&["one"]),
                    sellers: words(&["shop"]),
                    states: vec![ServerState::Blocked],
                    notes: words(&["mine"]),
                    names: words(&["c"]),
                    ..every()
                },
                "c of 1",
            ),
        ] {
            let scope = Scope::with_below(shop);
            let found = names(store, scope, filter, ServerOrder::Id, EVERYTHING).await;
            assert_eq!(found, seen);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_says_whose_each_server_is() {
    each_engine(async |store| {
        let store = &store;
        let shop = stocked(store).await;
        let found = store.read(move |tx| {
            let scope = Scope::with_below(shop);
            tx.search_servers(scope, &every(), ServerOrder::Name, EVERYTHING)
        });
        let found = found.await.unwrap();
        let owners: Vec<_> = found
            .iter()
            .map(|found| (found.owner.login.as_str(), found.owner.seller_login.as_str()))
            .collect();
        assert_eq!(owners, [("shop", ""), ("Two", "shop"), ("one", "shop"), ("shop", "")]);
        assert_eq!(found[2].note, "mine");
        assert_eq!(found[2].subscription.due, second(10));
        assert!(found[2].subscription.prepaid);
    })
    .await;
}
