//! Accounts, members, and what a session sees.

use model::account::{Account, AccountId, MemberId, MemberRole, Standing};
use model::event::{Notification, Notifications};
use store::accounts::NewMember;
use testkit::database::each_engine;

use crate::fixtures::{
    NEW_YEAR, account, add_subuser, cents, contact, open, open_below, open_with,
};

#[tokio::test(flavor = "multi_thread")]
async fn an_account_reads_back_as_it_was_opened() {
    each_engine(async |store| {
        let parent = open(&store, "house").await;
        let opened = Account { agreement: false, ..account(Some(parent)) };
        let to_open = opened.clone();
        let id = store.write(move |tx| tx.add_account(&to_open)).await.unwrap();
        assert_eq!(
            store.read(move |tx| tx.account(id)).await,
            Ok(Account { id, ..opened.clone() })
        );
        store.write(move |tx| tx.set_account_standing(id, Standing::Suspended)).await.unwrap();
        let suspended = Account { id, standing: Standing::Suspended, ..opened };
        assert_eq!(store.read(move |tx| tx.account(id)).await, Ok(suspended));
        assert!(store.read(|tx| tx.account(AccountId(999))).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notifications_are_on_until_they_are_switched_off() {
    each_engine(async |store| {
        let shop = open(&store, "shop").await;
        assert_eq!(store.read(move |tx| tx.notifications(shop)).await, Ok(Notifications::ALL));
        let fewer = Notifications::ALL.with(Notification::DomainRenewals, false);
        store.write(move |tx| tx.set_notifications(shop, fewer)).await.unwrap();
        assert_eq!(store.read(move |tx| tx.notifications(shop)).await, Ok(fewer));
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
        let found = store.read(|tx| tx.member_by_login("test", "SHOP")).await.unwrap().unwrap();
        assert_eq!((found.member.login.as_str(), found.member.role), ("Shop", MemberRole::Owner));
        assert!(store.read(|tx| tx.member_by_login("nowhere", "shop")).await.unwrap().is_none());
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
        let found =
            store.read(|tx| tx.member_by_api_key("test", b"digest\0\xff")).await.unwrap().unwrap();
        assert_eq!(
            (found.member.id, found.account.id, found.handle.as_str()),
            (owner, shop, "NY-1")
        );
        assert_eq!(found.member.profile, contact("Jane"));
        assert_eq!(found.secrets.password, "$argon2id$");
        assert_eq!(found.secrets.api_key_sealed.as_deref(), Some(&b"sealed\0\xff"[..]));
        assert!(store.read(|tx| tx.member_by_api_key("test", b"digest")).await.unwrap().is_none());

        add_subuser(&store, shop, "anna", "Anna").await.unwrap();
        assert_eq!(store.read(move |tx| tx.owner(shop)).await.unwrap().member.id, owner);
        assert!(store.read(|tx| tx.member(MemberId(999))).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_shows_money_standing_and_epoch() {
    each_engine(async |store| {
        let shop = open_with(&store, "shop", cents(12_300)).await;
        let anna = add_subuser(&store, shop, "anna", "Anna").await.unwrap();
        let session = store.read(move |tx| tx.session(anna)).await.unwrap().unwrap();
        assert_eq!((session.login.as_str(), session.role), ("shop", MemberRole::Subuser));
        assert_eq!(
            (session.balance_minor, session.credit_limit_minor, session.epoch),
            (12_300, 0, 0)
        );
        assert_eq!((session.account.id, session.standing), (shop, Standing::Active));

        store
            .write(move |tx| {
                tx.set_password(anna, "$new$")?;
                tx.set_member_standing(anna, Standing::Suspended)?;
                tx.set_account_standing(shop, Standing::Suspended)
            })
            .await
            .unwrap();
        let session = store.read(move |tx| tx.session(anna)).await.unwrap().unwrap();
        assert_eq!((session.epoch, session.standing), (2, Standing::Suspended));
        assert_eq!(session.account.standing, Standing::Suspended);
        assert!(store.read(|tx| tx.session(MemberId(999))).await.unwrap().is_none());
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
        store.write(move |tx| tx.set_profile(owner, &profile)).await.unwrap();
        assert_eq!(store.read(move |tx| tx.member(owner)).await.unwrap().member.profile, other);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_the_second_factor_is_used_once() {
    each_engine(async |store| {
        let (_, owner) = open_below(&store, None, "shop", "Jane").await;
        let uses = async |step| store.write(move |tx| tx.use_totp_step(owner, step)).await.unwrap();
        for (step, fresh) in
            [(10, true), (10, false), (9, false), (7, false), (11, true), (5, true)]
        {
            assert_eq!(uses(step).await, fresh, "step {step}");
        }
        store.write(move |tx| tx.set_totp(owner, None, Some(b"waits"))).await.unwrap();
        let waiting = store.read(move |tx| tx.member(owner)).await.unwrap();
        assert!(!waiting.member.second_factor);
        assert_eq!(waiting.secrets.totp_pending.as_deref(), Some(&b"waits"[..]));
        store.write(move |tx| tx.set_totp(owner, Some(b"waits"), None)).await.unwrap();
        let used = store.read(move |tx| tx.member(owner)).await.unwrap();
        assert!(used.member.second_factor);
        assert_eq!(used.secrets.totp_pending, None);
    })
    .await;
}
