//! Grants of token pairs, privileges of contacts, and last sign-ins.

use model::account::{AccountId, MemberId, MemberRole, Standing};
use model::domain::DomainId;
use model::privilege::{BillingPrivilege, DomainPrivilege, Privilege, Privileges};
use model::time::Timestamp;
use store::Store;
use store::access::{Grant, LastSignIn};
use store::accounts::NewMember;
use testkit::database::each_engine;

use crate::fixtures::{
    EVERYTHING, NEW_YEAR, contact, line, name, open, open_below, page, register, second,
};

async fn add(store: &Store, account: AccountId, role: MemberRole, login: &str) -> MemberId {
    let login = login.to_owned();
    let added = store.write(move |tx| {
        tx.add_member(&NewMember {
            account,
            audience: "elsewhere",
            login: &login,
            role,
            password: "$argon2id$",
            profile: &contact("Anna"),
            added: NEW_YEAR,
        })
    });
    added.await.unwrap()
}

/// The numbers of a member's grants that were not ended.
async fn living(store: &Store, member: MemberId) -> Vec<i64> {
    let found = store.read(move |tx| {
        let mut living = Vec::new();
        for number in 1..=30 {
            living.extend(tx.grant(member, number)?.map(|grant| grant.number));
        }
        Ok(living)
    });
    found.await.unwrap()
}

async fn mint(store: &Store, member: MemberId, family: Option<i64>, ends: Timestamp) -> i64 {
    store.write(move |tx| tx.add_grant(member, family, NEW_YEAR, ends)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_reads_back_and_its_marks_stay() {
    each_engine(async |store| {
        let (_, owner) = open_below(&store, None, "shop", "Jane").await;
        let (first, second_one) = (
            mint(&store, owner, None, second(60)).await,
            mint(&store, owner, Some(1), second(90)).await,
        );
        assert_eq!((first, second_one), (1, 2));
        let read = async |number| store.read(move |tx| tx.grant(owner, number)).await.unwrap();
        let grant = Grant {
            number: 2,
            family: 1,
            minted: NEW_YEAR,
            ends: second(90),
            access_ended: false,
            spent: false,
        };
        assert_eq!(read(2).await, Some(grant.clone()));
        store.write(move |tx| tx.end_access(owner, 2)).await.unwrap();
        assert_eq!(read(2).await, Some(Grant { access_ended: true, ..grant.clone() }));
        store.write(move |tx| tx.spend_grant(owner, 2)).await.unwrap();
        assert_eq!(read(2).await, Some(Grant { access_ended: true, spent: true, ..grant }));
        assert_eq!(read(3).await, None);
        assert!(
            store.write(|tx| tx.add_grant(MemberId(999), None, NEW_YEAR, NEW_YEAR)).await.is_err()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_ends_whole_and_no_number_comes_back() {
    each_engine(async |store| {
        let (_, owner) = open_below(&store, None, "shop", "Jane").await;
        let (_, other) = open_below(&store, None, "other", "Jane").await;
        for family in [None, Some(1), None, Some(3)] {
            mint(&store, owner, family, second(60)).await;
        }
        mint(&store, other, None, second(60)).await;
        store.write(move |tx| tx.end_family(owner, 3)).await.unwrap();
        assert_eq!(living(&store, owner).await, [1, 2]);
        assert_eq!(living(&store, other).await, [1]);
        assert_eq!(mint(&store, owner, None, second(60)).await, 5);
        assert_eq!(mint(&store, other, None, second(60)).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_goes_and_the_oldest_beyond_the_bound() {
    each_engine(async |store| {
        let (_, owner) = open_below(&store, None, "shop", "Jane").await;
        let (_, other) = open_below(&store, None, "other", "Jane").await;
        mint(&store, other, None, second(10)).await;
        for (family, ends) in
            [(None, 10), (None, 60), (Some(2), 60), (None, 60), (None, 60), (Some(2), 11)]
        {
            mint(&store, owner, family, second(ends)).await;
        }
        store.write(move |tx| tx.trim_families(owner, 9, second(10))).await.unwrap();
        assert_eq!(living(&store, owner).await, [2, 3, 4, 5, 6]);
        // Three families are left; the oldest of them has three grants.
        store.write(move |tx| tx.trim_family(owner, 2, 2, 9)).await.unwrap();
        assert_eq!(living(&store, owner).await, [3, 4, 5, 6]);
        store.write(move |tx| tx.trim_family(owner, 2, 1, 3)).await.unwrap();
        assert_eq!(living(&store, owner).await, [3, 4, 5, 6]);
        store.write(move |tx| tx.trim_families(owner, 3, second(10))).await.unwrap();
        assert_eq!(living(&store, owner).await, [3, 4, 5, 6]);
        store.write(move |tx| tx.trim_families(owner, 2, second(10))).await.unwrap();
        assert_eq!(living(&store, owner).await, [4, 5]);
        assert_eq!(living(&store, other).await, [1]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_is_spent_once_by_those_who_wait_for_each_other() {
    each_engine(async |store| {
        let (shop, owner) = open_below(&store, None, "shop", "Jane").await;
        mint(&store, owner, None, second(60)).await;
        let spend = || {
            store.write(move |tx| {
                tx.lock_account(shop)?;
                let fresh = tx.grant(owner, 1)?.is_some_and(|grant| !grant.spent);
                if fresh {
                    tx.spend_grant(owner, 1)?;
                    tx.add_grant(owner, Some(1), NEW_YEAR, second(60))?;
                }
                Ok(fresh)
            })
        };
        let (one, two, three) = tokio::join!(spend(), spend(), spend());
        let won = [one, two, three].map(Result::unwrap);
        assert_eq!(won.into_iter().filter(|won| *won).count(), 1);
        assert_eq!(living(&store, owner).await, [1, 2]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_sign_in_reads_back() {
    each_engine(async |store| {
        let (_, owner) = open_below(&store, None, "shop", "Jane").await;
        let read = async || store.read(move |tx| tx.member(owner)).await.unwrap().last_sign_in;
        assert_eq!(read().await, None);
        for address in [None, Some("2001:db8::1".parse().unwrap())] {
            let last = LastSignIn { at: second(7), address };
            store.write(move |tx| tx.set_last_sign_in(owner, last)).await.unwrap();
            assert_eq!(read().await, Some(last));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_are_listed_and_found_in_their_account() {
    each_engine(async |store| {
        let (shop, owner) = open_below(&store, None, "shop", "Jane").await;
        let other = open(&store, "other").await;
        let anna = add(&store, shop, MemberRole::Contact, "anna").await;
        let bert = add(&store, shop, MemberRole::Contact, "bert").await;
        add(&store, shop, MemberRole::Subuser, "clerk").await;
        add(&store, other, MemberRole::Contact, "carl").await;
        let granted = Privileges::default()
            .with(Privilege::Billing(BillingPrivilege::Orders))
            .with(Privilege::Domain(DomainId(7), DomainPrivilege::Basic));
        let set = granted.clone();
        store.write(move |tx| tx.set_privileges(anna, &set)).await.unwrap();
        let logins = async |limit| {
            let found = store.read(move |tx| tx.account_contacts(shop, limit)).await.unwrap();
            found.into_iter().map(|found| found.member.login).collect::<Vec<_>>()
        };
        assert_eq!(logins(9).await, ["anna", "bert"]);
        assert_eq!(logins(1).await, ["anna"]);
        let found = async |id| store.read(move |tx| tx.account_contact(shop, id)).await.unwrap();
        assert_eq!(found(anna).await.unwrap().privileges, granted);
        assert!(found(owner).await.is_none());
        let session = store.read(move |tx| tx.session(anna)).await.unwrap().unwrap();
        assert_eq!((session.role, session.privileges), (MemberRole::Contact, granted));
        assert_eq!(session.login, "shop");
        assert!(store.read(move |tx| tx.account_contact(other, anna)).await.unwrap().is_none());

        store.write(move |tx| tx.set_member_standing(bert, Standing::Closed)).await.unwrap();
        assert_eq!(logins(9).await, ["anna"]);
        assert!(found(bert).await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deputy_is_no_second_owner() {
    each_engine(async |store| {
        let (shop, owner) = open_below(&store, None, "shop", "Jane").await;
        let deputy = add(&store, shop, MemberRole::Deputy, "shop-elsewhere").await;
        let clerk = add(&store, shop, MemberRole::Subuser, "clerk").await;
        let login = async |id| store.read(move |tx| tx.session(id)).await.unwrap().unwrap().login;
        assert_eq!(store.read(move |tx| tx.owner(shop)).await.unwrap().member.id, owner);
        assert_eq!(store.read(move |tx| tx.count_deputies(shop)).await, Ok(1));
        assert_eq!(
            (login(owner).await, login(deputy).await),
            ("shop".into(), "shop-elsewhere".into())
        );
        // The login of an account is the one of the caller's own family.
        assert_eq!(login(clerk).await, "shop-elsewhere");
        assert!(store.read(|tx| tx.ledger_summary()).await.unwrap().balanced);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_listed_among_some() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        let names = ["veld", "anna", "zebra", "karoo"].map(name).to_vec();
        let ids = register(&store, shop, names).await;
        let strange = register(&store, other, vec![name("strange")]).await;
        let few = vec![ids[0], ids[3], ids[1], strange[0], DomainId(999)];
        let among = async |tld: Option<&'static str>, window| {
            let few = few.clone();
            let page = store.read(move |tx| tx.domains_among(shop, &few, tld, window)).await;
            line(&page.unwrap(), |listed| {
                listed.domain.name.as_str().strip_suffix(".co.za").unwrap()
            })
        };
        assert_eq!(among(None, EVERYTHING).await, "anna karoo veld, 3 of 3");
        assert_eq!(among(None, page(1, 1)).await, "karoo, 3 of 3");
        assert_eq!(among(Some("co.za"), EVERYTHING).await, "anna karoo veld, 3 of 3");
        assert_eq!(among(Some("com"), EVERYTHING).await, ", 0 of 3");
        let nothing = store.read(move |tx| tx.domains_among(shop, &[], None, EVERYTHING)).await;
        assert_eq!(nothing.unwrap().total, 0);
        let owned = store.read(move |tx| tx.grantable(shop, 3)).await.unwrap();
        assert_eq!(owned.domains, [ids[1], ids[3], ids[0]]);
        assert_eq!(owned.services, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_entries_come_first() {
    each_engine(async |store| {
        let (shop, other) = (open(&store, "shop").await, open(&store, "other").await);
        store
            .write(move |tx| {
                for number in 0..5 {
                    let subject = number.to_string();
                    let kind = model::event::EventKind::PriceSet;
                    tx.log(shop, None, kind, &subject, "", second(number))?;
                    tx.log(other, None, kind, "strange", "", second(number))?;
                }
                Ok(())
            })
            .await
            .unwrap();
        let last = store.read(move |tx| tx.last_events(shop, 3)).await.unwrap();
        let subjects: Vec<&str> = last.iter().map(|event| event.subject.as_str()).collect();
        assert_eq!(subjects, ["4", "3", "2"]);
    })
    .await;
}
