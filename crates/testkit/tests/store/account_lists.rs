//! Pages of sub-users and of accounts below another one.

use model::account::{AccountId, Standing};
use store::Store;
use store::accounts::{ChildOrder, MemberFilter, Window};
use testkit::database::each_engine;

use crate::fixtures::{
    EVERYTHING, add_subuser, backwards, line, name, open, open_below, page, register,
};

/// What a row of a table changes in a filter that lets everything through.
type Narrow = fn(&mut MemberFilter);

#[tokio::test(flavor = "multi_thread")]
async fn subusers_are_found_by_login_and_by_name() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        for (login, name) in [("Carl", "Carl"), ("anna", "Anna ÉCOLE"), ("b_b", "100% Bob")] {
            add_subuser(&store, shop, login, name).await.unwrap();
        }
        let dora = add_subuser(&store, shop, "dora", "Dora").await.unwrap();
        store.write(move |tx| tx.set_member_standing(dora, Standing::Closed)).await.unwrap();
        let listed = async |narrow: Narrow, window| {
            let mut filter = MemberFilter::default();
            narrow(&mut filter);
            let page = store.read(move |tx| tx.subusers(shop, &filter, window)).await;
            line(&page.unwrap(), |row| row.member.login.as_str())
        };
        let rows: [(Narrow, Window, &str); 11] = [
            (|_| {}, EVERYTHING, "anna b_b Carl, 3 of 3"),
            (|_| {}, backwards(page(0, 2)), "Carl b_b, 3 of 3"),
            (|filter| filter.closed_too = true, page(2, 5), "Carl dora, 4 of 4"),
            (|filter| filter.login = Some("CARL".into()), EVERYTHING, "Carl, 1 of 3"),
            (|filter| filter.login = Some("car".into()), EVERYTHING, ", 0 of 3"),
            (|filter| filter.search = Some("AR".into()), EVERYTHING, "Carl, 1 of 3"),
            (|filter| filter.search = Some("école".into()), EVERYTHING, "anna, 1 of 3"),
            (|filter| filter.search = Some("École".into()), EVERYTHING, "anna, 1 of 3"),
            (|filter| filter.search = Some("%".into()), EVERYTHING, "b_b, 1 of 3"),
            (|filter| filter.search = Some("_".into()), EVERYTHING, "b_b, 1 of 3"),
            (|filter| filter.search = Some("\\".into()), EVERYTHING, ", 0 of 3"),
        ];
        for (filter, window, expected) in rows {
            assert_eq!(listed(filter, window).await, expected);
        }
    })
    .await;
}

/// Logins of a page of children.
async fn children(
    store: &Store,
    parent: AccountId,
    search: Option<&'static str>,
    order: ChildOrder,
    window: Window,
) -> Vec<String> {
    let page = store.read(move |tx| tx.children(parent, search, order, window)).await.unwrap();
    page.rows.into_iter().map(|child| child.login).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn children_are_sorted_searched_and_paged() {
    each_engine(async |store| {
        let house = open(&store, "house").await;
        let (zeta, _) = open_below(&store, Some(house), "zeta", "anna").await;
        open_below(&store, Some(house), "Beta", "Zoë").await;
        open_below(&store, Some(house), "a-b", "Carl").await;
        open_below(&store, Some(house), "ab", "Ümit").await;
        open_below(&store, Some(zeta), "grandchild", "Nobody").await;
        register(&store, zeta, vec![name("one"), name("two")]).await;

        let sorted = async |order| children(&store, house, None, order, EVERYTHING).await;
        assert_eq!(sorted(ChildOrder::Opened).await, ["zeta", "Beta", "a-b", "ab"]);
        assert_eq!(sorted(ChildOrder::Login).await, ["a-b", "ab", "Beta", "zeta"]);
        assert_eq!(sorted(ChildOrder::Name).await, ["zeta", "a-b", "Beta", "ab"]);
        assert_eq!(sorted(ChildOrder::Company).await, ["zeta", "a-b", "Beta", "ab"]);
        assert_eq!(sorted(ChildOrder::Domains).await, ["Beta", "a-b", "ab", "zeta"]);
        assert_eq!(sorted(ChildOrder::Agreement).await, ["zeta", "Beta", "a-b", "ab"]);
        let found =
            async |text| children(&store, house, Some(text), ChildOrder::Login, EVERYTHING).await;
        assert_eq!(found("ZOË").await, ["Beta"]);
        assert_eq!(found("ümit tra").await, ["ab"]);
        assert_eq!(found("a-").await, ["a-b"]);
        assert!(found("grandchild").await.is_empty());
        let last = children(&store, house, None, ChildOrder::Login, backwards(page(1, 2))).await;
        assert_eq!(last, ["Beta", "ab"]);

        let page = store
            .read(move |tx| {
                tx.children(house, Some("traders"), ChildOrder::Domains, backwards(page(0, 1)))
            })
            .await
            .unwrap();
        assert_eq!((page.matching, page.total), (4, 4));
        let first = &page.rows[0];
        assert_eq!((first.login.as_str(), first.domains, first.balance_minor), ("zeta", 2, 0));
        assert_eq!((first.name.as_str(), first.company.as_str()), ("anna", "anna Traders"));
    })
    .await;
}
