//! Accounts, members, what a session sees, and lists of both.

use model::Result;
use model::account::{Account, AccountId, MemberId, MemberRole, Standing};
use model::event::{Notification, Notifications};
use store::Store;
use store::accounts::{ChildOrder, MemberFilter, NewMember, Window};
use testkit::database::each_engine;

use crate::fixtures::{
    EVERYTHING, NEW_YEAR, account, backwards, cents, contact, name, open, open_below, open_with,
    page, register,
};

async fn add_subuser(
    store: &Store,
    account: AccountId,
    login: &str,
    name: &str,
) -> Result<MemberId> {
    let (login, profile) = (login.to_owned(), contact(name));
    store
        .write(move |tx| {
            tx.add_member(&NewMember {
                account,
                audience: "test",
                login: &login,
                role: MemberRole::Subuser,
                password: "$argon2id$",
                profile: &profile,
                added: NEW_YEAR,
            })
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_reads_back_as_it_was_opened() {
    each_engine(async |store| {
        let parent = open(&store, "house").await;
        let opened = Account {
            agreement: false,
            ..account(Some(parent))
        };
        let to_open = opened.clone();
        let id = store
            .write(move |tx| tx.add_account(&to_open))
            .await
            .unwrap();
        assert_eq!(
            store.read(move |tx| tx.account(id)).await,
            Ok(Account {
                id,
                ..opened.clone()
            })
        );
        store
            .write(move |tx| tx.set_account_standing(id, Standing::Suspended))
            .await
            .unwrap();
        let suspended = Account {
            id,
            standing: Standing::Suspended,
            ..opened
        };
        assert_eq!(store.read(move |tx| tx.account(id)).await, Ok(suspended));
        assert!(store.read(|tx| tx.account(AccountId(999))).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notifications_are_on_until_they_are_switched_off() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        assert_eq!(
            store.read(move |tx| tx.notifications(shop)).await,
            Ok(Notifications::ALL)
        );
        let fewer = Notifications::ALL.with(Notification::DomainRenewals, false);
        store
            .write(move |tx| tx.set_notifications(shop, fewer))
            .await
            .unwrap();
        assert_eq!(
            store.read(move |tx| tx.notifications(shop)).await,
            Ok(fewer)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_belongs_to_one_member_of_its_family_whatever_its_case() {
    each_engine(async |store| {
        let shop = open(&store, "Shop").await;
        assert!(add_subuser(&store, shop, "sHOP", "Jane").await.is_err());
        let elsewhere = store.write(move |tx| {
            tx.add_member(&NewMember {
                account: shop,
                audience: "elsewhere",
                login: "SHOP",
                role: MemberRole::Subuser,
                password: "",
                profile: &contact("Jane"),
                added: NEW_YEAR,
            })
        });
        elsewhere.await.unwrap();
        let found = store
            .read(|tx| tx.member_by_login("test", "SHOP"))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (found.member.login.as_str(), found.member.role),
            ("Shop", MemberRole::Owner)
        );
        assert!(
            store
                .read(|tx| tx.member_by_login("nowhere", "shop"))
                .await
                .unwrap()
                .is_none()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_found_by_its_key_and_reads_back_whole() {
    each_engine(async |store| {
        let (shop, owner) = open_below(&store, None, "shop", "Jane").await;
        store
            .write(move |tx| tx.set_api_key(owner, b"digest\0\xff", b"sealed\0\xff", "NY-1"))
            .await
            .unwrap();
        let found = store
            .read(|tx| tx.member_by_api_key("test", b"digest\0\xff"))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (found.member.id, found.account.id, found.handle.as_str()),
            (owner, shop, "NY-1")
        );
        assert_eq!(found.member.profile, contact("Jane"));
        assert_eq!(found.secrets.password, "$argon2id$");
        assert_eq!(
            found.secrets.api_key_sealed.as_deref(),
            Some(&b"sealed\0\xff"[..])
        );
        assert!(
            store
                .read(|tx| tx.member_by_api_key("test", b"digest"))
                .await
                .unwrap()
                .is_none()
        );

        add_subuser(&store, shop, "anna", "Anna").await.unwrap();
        assert_eq!(
            store
                .read(move |tx| tx.owner(shop))
                .await
                .unwrap()
                .member
                .id,
            owner
        );
        assert!(store.read(|tx| tx.member(MemberId(999))).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_shows_money_standing_and_epoch() {
    each_engine(async |store| {
        let shop = open_with(&store, "shop", cents(12_300)).await;
        let anna = add_subuser(&store, shop, "anna", "Anna").await.unwrap();
        let session = store
            .read(move |tx| tx.session(anna))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (session.login.as_str(), session.role),
            ("shop", MemberRole::Subuser)
        );
        assert_eq!(
            (
                session.balance_minor,
                session.credit_limit_minor,
                session.epoch
            ),
            (12_300, 0, 0)
        );
        assert_eq!(
            (session.account.id, session.standing),
            (shop, Standing::Active)
        );

        store
            .write(move |tx| {
                tx.set_password(anna, "$new$")?;
                tx.set_member_standing(anna, Standing::Suspended)?;
                tx.set_account_standing(shop, Standing::Suspended)
            })
            .await
            .unwrap();
        let session = store
            .read(move |tx| tx.session(anna))
            .await
            .unwrap()
            .unwrap();
        assert_eq!((session.epoch, session.standing), (2, Standing::Suspended));
        assert_eq!(session.account.standing, Standing::Suspended);
        assert!(
            store
                .read(|tx| tx.session(MemberId(999)))
                .await
                .unwrap()
                .is_none()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_replaced_whole() {
    each_engine(async |store| {
        let (_, owner) = open_below(&store, None, "shop", "Jane").await;
        let mut other = contact("Élodie");
        other.street = [String::new(), "zweite".into(), "dritte".into()];
        let profile = other.clone();
        store
            .write(move |tx| tx.set_profile(owner, &profile))
            .await
            .unwrap();
        assert_eq!(
            store
                .read(move |tx| tx.member(owner))
                .await
                .unwrap()
                .member
                .profile,
            other
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_the_second_factor_is_used_once() {
    each_engine(async |store| {
        let (_, owner) = open_below(&store, None, "shop", "Jane").await;
        let uses = async |step| {
            store
                .write(move |tx| tx.use_totp_step(owner, step))
                .await
                .unwrap()
        };
        for (step, fresh) in [
            (10, true),
            (10, false),
            (9, false),
            (7, false),
            (11, true),
            (5, true),
        ] {
            assert_eq!(uses(step).await, fresh, "step {step}");
        }
        store
            .write(move |tx| tx.set_totp(owner, None, Some(b"waits")))
            .await
            .unwrap();
        let waiting = store.read(move |tx| tx.member(owner)).await.unwrap();
        assert!(!waiting.member.second_factor);
        assert_eq!(waiting.secrets.totp_pending.as_deref(), Some(&b"waits"[..]));
        store
            .write(move |tx| tx.set_totp(owner, Some(b"waits"), None))
            .await
            .unwrap();
        let used = store.read(move |tx| tx.member(owner)).await.unwrap();
        assert!(used.member.second_factor);
        assert_eq!(used.secrets.totp_pending, None);
    })
    .await;
}

/// Logins of a page of sub-users, rows that match, rows at all.
async fn subusers(
    store: &Store,
    account: AccountId,
    filter: MemberFilter,
    window: Window,
) -> (Vec<String>, i64, i64) {
    let page = store
        .read(move |tx| tx.subusers(account, &filter, window))
        .await
        .unwrap();
    let logins = page.rows.into_iter().map(|row| row.member.login).collect();
    (logins, page.matching, page.total)
}

#[tokio::test(flavor = "multi_thread")]
async fn subusers_are_found_by_login_and_by_name() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        for (login, name) in [
            ("Carl", "Carl"),
            ("anna", "Anna ÉCOLE"),
            ("b_b", "100% Bob"),
        ] {
            add_subuser(&store, shop, login, name).await.unwrap();
        }
        let dora = add_subuser(&store, shop, "dora", "Dora").await.unwrap();
        store
            .write(move |tx| tx.set_member_standing(dora, Standing::Closed))
            .await
            .unwrap();
        let search = |text: &str| MemberFilter {
            search: Some(text.into()),
            ..Default::default()
        };
        let login = |text: &str| MemberFilter {
            login: Some(text.into()),
            ..Default::default()
        };
        for (filter, window, logins, matching, total) in [
            (
                MemberFilter::default(),
                EVERYTHING,
                vec!["anna", "b_b", "Carl"],
                3,
                3,
            ),
            (
                MemberFilter {
                    closed_too: true,
                    ..Default::default()
                },
                page(2, 5),
                vec!["Carl", "dora"],
                4,
                4,
            ),
            (
                MemberFilter::default(),
                backwards(page(0, 2)),
                vec!["Carl", "b_b"],
                3,
                3,
            ),
            (login("CARL"), EVERYTHING, vec!["Carl"], 1, 3),
            (login("car"), EVERYTHING, vec![], 0, 3),
            (search("AR"), EVERYTHING, vec!["Carl"], 1, 3),
            (search("école"), EVERYTHING, vec!["anna"], 1, 3),
            (search("École"), EVERYTHING, vec!["anna"], 1, 3),
            (search("%"), EVERYTHING, vec!["b_b"], 1, 3),
            (search("_"), EVERYTHING, vec!["b_b"], 1, 3),
            (search("\\"), EVERYTHING, vec![], 0, 3),
        ] {
            let found = subusers(&store, shop, filter.clone(), window).await;
            let logins: Vec<String> = logins.into_iter().map(String::from).collect();
            assert_eq!(found, (logins, matching, total), "{filter:?}");
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
    let page = store
        .read(move |tx| tx.children(parent, search, order, window))
        .await
        .unwrap();
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
        assert_eq!(
            sorted(ChildOrder::Opened).await,
            ["zeta", "Beta", "a-b", "ab"]
        );
        assert_eq!(
            sorted(ChildOrder::Login).await,
            ["a-b", "ab", "Beta", "zeta"]
        );
        assert_eq!(
            sorted(ChildOrder::Name).await,
            ["zeta", "a-b", "Beta", "ab"]
        );
        assert_eq!(
            sorted(ChildOrder::Company).await,
            ["zeta", "a-b", "Beta", "ab"]
        );
        assert_eq!(
            sorted(ChildOrder::Domains).await,
            ["Beta", "a-b", "ab", "zeta"]
        );
        assert_eq!(
            sorted(ChildOrder::Agreement).await,
            ["zeta", "Beta", "a-b", "ab"]
        );
        let found =
            async |text| children(&store, house, Some(text), ChildOrder::Login, EVERYTHING).await;
        assert_eq!(found("ZOË").await, ["Beta"]);
        assert_eq!(found("ümit tra").await, ["ab"]);
        assert_eq!(found("a-").await, ["a-b"]);
        assert!(found("grandchild").await.is_empty());
        let last = children(
            &store,
            house,
            None,
            ChildOrder::Login,
            backwards(page(1, 2)),
        )
        .await;
        assert_eq!(last, ["Beta", "ab"]);

        let page = store
            .read(move |tx| {
                tx.children(
                    house,
                    Some("traders"),
                    ChildOrder::Domains,
                    backwards(page(0, 1)),
                )
            })
            .await
            .unwrap();
        assert_eq!((page.matching, page.total), (4, 4));
        let first = &page.rows[0];
        assert_eq!(
            (first.login.as_str(), first.domains, first.balance_minor),
            ("zeta", 2, 0)
        );
        assert_eq!(
            (first.name.as_str(), first.company.as_str()),
            ("anna", "anna Traders")
        );
    })
    .await;
}
