//! Searching subscriptions by what they are of, and what belongs to them.

use model::account::AccountId;
use model::money::{Currency, Money};
use model::product::{Cycle, ProductId, ProductKind};
use model::subscription::{Cancellation, Standing, SubscriptionId, SubscriptionState};
use store::Store;
use store::scope::Scope;
use store::subscription_search::SubscriptionFilter;
use store::subscriptions::StoredSubscription;
use testkit::database::each_engine;

use crate::fixtures::{self, EVERYTHING, NEW_YEAR, open_below, page, second};

const LINUX: u32 = 29;
const MAIL: u32 = 47;

fn bought(account: AccountId, product: u32, domain: &str) -> StoredSubscription {
    let price = Money::new(995, Currency::USD);
    let hosting = (ProductKind::Hosting, product, Cycle::Month);
    let mut stored = fixtures::bought(account, hosting, price, 100);
    stored.subscription.domain = domain.to_owned();
    stored
}

async fn add(store: &Store, stored: StoredSubscription) -> SubscriptionId {
    store.write(move |tx| tx.add_subscription(&stored)).await.unwrap()
}

fn of(products: &[u32]) -> SubscriptionFilter {
    let products = products.iter().map(|product| ProductId(*product)).collect();
    SubscriptionFilter { products, ..SubscriptionFilter::default() }
}

async fn found(store: &Store, scope: Scope, filter: SubscriptionFilter) -> Vec<i64> {
    let read = move |tx: &mut store::Tx<'_>| tx.search_subscriptions(scope, &filter, EVERYTHING);
    let found = store.read(read).await.unwrap();
    assert_eq!(usize::try_from(found.matching).unwrap(), found.rows.len());
    found.rows.iter().map(|stored| stored.subscription.id.0).collect()
}

#[tokio::test]
async fn a_seller_finds_its_own_and_those_directly_below() {
    each_engine(async |store| {
        let shop = open_below(&store, None, "shop", "Jane").await.0;
        let one = open_below(&store, Some(shop), "one", "Joe").await.0;
        let stranger = open_below(&store, None, "stranger", "Ann").await.0;
        let mine = add(&store, bought(shop, LINUX, "shop.com")).await.0;
        let linux = add(&store, bought(one, LINUX, "one.com")).await.0;
        let mail = add(&store, bought(one, MAIL, "one.com")).await.0;
        add(&store, bought(stranger, LINUX, "one.com")).await;
        let (all, own) = (Scope::with_below(shop), Scope::own(shop));
        assert_eq!(found(&store, all, of(&[LINUX, MAIL])).await, [mine, linux, mail]);
        assert_eq!(found(&store, all, of(&[MAIL])).await, [mail]);
        assert_eq!(found(&store, own, of(&[LINUX, MAIL])).await, [mine]);
        assert!(found(&store, all, of(&[])).await.is_empty());
        let of_one = SubscriptionFilter { holder: Some(one), ..of(&[LINUX]) };
        assert_eq!(found(&store, all, of_one).await, [linux]);
        let named = SubscriptionFilter { domain: Some("one.com".into()), ..of(&[LINUX, MAIL]) };
        assert_eq!(found(&store, all, named.clone()).await, [linux, mail]);
        let numbered = SubscriptionFilter { id: Some(SubscriptionId(mail)), ..named };
        assert_eq!(found(&store, all, numbered).await, [mail]);
        let second_page = move |tx: &mut store::Tx<'_>| {
            tx.search_subscriptions(all, &of(&[LINUX, MAIL]), page(1, 1))
        };
        let second_page = store.read(second_page).await.unwrap();
        assert_eq!(second_page.rows[0].subscription.id.0, linux);
        assert_eq!(second_page.matching, 3);
    })
    .await;
}

#[tokio::test]
async fn a_search_finds_what_the_model_says_stands_there() {
    use SubscriptionState::{Active, Cancelled, Pending, Suspended};
    each_engine(async |store| {
        let shop = open_below(&store, None, "shop", "Jane").await.0;
        let mut all = Vec::new();
        for state in [Pending, Active, Suspended, Cancelled] {
            for cancellation in [None, Some(Cancellation::Now), Some(Cancellation::AtEnd)] {
                for due in [50, 100, 150] {
                    let mut stored = bought(shop, LINUX, "one.com");
                    let subscription = &mut stored.subscription;
                    subscription.state = state;
                    subscription.cancellation = cancellation;
                    subscription.due = second(due);
                    stored.subscription.id = add(&store, stored.clone()).await;
                    all.push(stored.subscription);
                }
            }
        }
        let now = second(100);
        for standing in Standing::ALL {
            let stands = all.iter().filter(|subscription| subscription.standing(now) == standing);
            let stands: Vec<i64> = stands.map(|subscription| subscription.id.0).collect();
            let filter = SubscriptionFilter { standing: Some((standing, now)), ..of(&[LINUX]) };
            assert_eq!(found(&store, Scope::own(shop), filter).await, stands, "{standing:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn parts_belong_to_their_whole_until_they_end() {
    each_engine(async |store| {
        let shop = open_below(&store, None, "shop", "Jane").await.0;
        let whole = add(&store, bought(shop, LINUX, "")).await;
        let mut part = bought(shop, MAIL, "");
        part.subscription.part_of = Some(whole);
        let first = add(&store, part.clone()).await;
        part.subscription.state = SubscriptionState::Cancelled;
        let ended = add(&store, part.clone()).await;
        let parts = store.read(move |tx| tx.parts_of(whole, 10)).await.unwrap();
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].subscription.id, first);
        assert_eq!(parts[0].subscription.part_of, Some(whole));
        let filter = SubscriptionFilter { part_of: Some(whole), ..of(&[MAIL]) };
        assert_eq!(found(&store, Scope::own(shop), filter).await, [first.0, ended.0]);
        // Nobody was ever told of it.
        store.write(move |tx| tx.leave_untold(ended)).await.unwrap();
        let filter = SubscriptionFilter { part_of: Some(whole), ..of(&[MAIL]) };
        assert_eq!(found(&store, Scope::own(shop), filter).await, [first.0]);
    })
    .await;
}

#[tokio::test]
async fn what_began_for_nothing_was_tried() {
    each_engine(async |store| {
        let shop = open_below(&store, None, "shop", "Jane").await.0;
        let tried =
            async |product| store.read(move |tx| tx.tried(shop, ProductId(product))).await.unwrap();
        add(&store, bought(shop, LINUX, "paid.com")).await;
        let mut free = bought(shop, MAIL, "free.com");
        free.subscription.first_payment = Money::zero(Currency::USD);
        let mut refused = free.clone();
        refused.subscription.state = SubscriptionState::Cancelled;
        refused.subscription.due = NEW_YEAR;
        add(&store, refused).await;
        assert!(!tried(LINUX).await && !tried(MAIL).await);
        free.subscription.state = SubscriptionState::Cancelled;
        add(&store, free).await;
        assert!(tried(MAIL).await);
    })
    .await;
}
