//! Opening accounts, their profiles, and who may see or suspend whom.

use app::accounts::children::{self, ChildOrder};
use app::accounts::sign_in::{self, Credentials};
use app::accounts::{members, notifications, profile};
use model::Error;
use model::account::{Kind, Standing};
use model::contact::Contact;
use model::error::{ContactPart, Field, Noun, Prohibition, Reason, Restriction};
use model::event::{EventKind, Notification, Notifications};
use model::money::Currency;
use model::secret::Secret;

use crate::world::{AUDIENCE, PAGE, PASSWORD, World, jane, opens, password};

fn credentials(login: &str, password: &str) -> Credentials {
    Credentials {
        audience: AUDIENCE,
        login: login.to_owned(),
        password: Secret::new(password.to_owned()),
        code: None,
        address: None,
    }
}

#[tokio::test]
async fn a_registrar_opens_a_reseller_that_signs_in() {
    let world = World::new().await;
    let opened = opens(&world.registrar, "Corner.Shop").await.unwrap();
    let key = opened.api_key.reveal();
    assert!(key.len() == 36 && key.bytes().all(|byte| byte.is_ascii_hexdigit()));

    let by_key = sign_in::by_api_key(&world.realm, key, AUDIENCE, None).await.unwrap();
    assert_eq!(by_key.account(), opened.account);
    let token = sign_in::sign_in(&world.realm, credentials("corner.shop", PASSWORD)).await.unwrap();
    assert!(sign_in::by_token(&world.realm, token.reveal(), AUDIENCE).await.is_ok());

    let seen = profile::read(&world.registrar, AUDIENCE, Some("corner.SHOP")).await.unwrap();
    assert_eq!(seen.account.parent, Some(world.registrar.account()));
    assert_eq!((seen.account.kind, seen.account.currency), (Kind::Reseller, Currency::ZAR));
    assert_eq!(seen.member.login, "Corner.Shop");
    assert_eq!(seen.api_key.reveal(), key);
    assert_eq!((seen.handle.len(), seen.funds.balance().minor), (16, 0));
    assert_eq!(world.log(&by_key, 1).await, [EventKind::AccountOpened]);
}

#[tokio::test]
async fn an_account_is_refused_whole() {
    let world = World::new().await;
    let count = || async {
        children::list(&world.registrar, None, ChildOrder::Opened, PAGE).await.unwrap().total
    };
    let before = count().await;
    let refused = |login: &'static str| opens(&world.registrar, login);
    assert_eq!(refused("SHOP").await.err(), Some(Error::Taken(Noun::Account)));
    assert_eq!(refused("").await.err(), Some(Error::Missing(Field::Login)));
    assert_eq!(refused("a b c").await.err(), Some(Error::invalid(Field::Login, Reason::NotALogin)));
    let wish = |password: &str, profile: Contact| app::accounts::open::OpenAccount {
        audience: AUDIENCE,
        login: "fresh".into(),
        password: Secret::new(password.into()),
        profile,
    };
    let opens = app::accounts::open::open;
    assert_eq!(
        opens(&world.registrar, wish("short", jane())).await.err(),
        Some(Error::invalid(Field::Password, Reason::ShorterThan(6)))
    );
    let nowhere = Contact { city: String::new(), ..jane() };
    assert_eq!(
        opens(&world.registrar, wish(PASSWORD, nowhere)).await.err(),
        Some(Error::Missing(Field::Profile(ContactPart::City)))
    );
    assert_eq!(
        opens(&world.shop, wish(PASSWORD, jane())).await.err(),
        Some(Error::Forbidden(Restriction::ParentOnly))
    );
    assert_eq!(count().await, before);
}

#[tokio::test]
async fn two_calls_for_one_login_open_one_account() {
    let world = World::new().await;
    let (one, two) = tokio::join!(opens(&world.registrar, "race"), opens(&world.rival, "race"));
    let refused = one.err().or(two.err());
    assert_eq!(refused, Some(Error::Taken(Noun::Account)));
    assert!(opens(&world.registrar, "race").await.is_err());
}

#[tokio::test]
async fn strangers_do_not_exist() {
    let world = World::new().await;
    let missing = Some(Error::NotFound(Noun::Account));
    for login in ["shop", "registrar", "operator", "nobody-at-all", ""] {
        let rival = &world.rival;
        assert_eq!(profile::read(rival, AUDIENCE, Some(login)).await.err(), missing, "{login}");
        assert_eq!(
            profile::update(rival, AUDIENCE, Some(login), jane(), None).await.err(),
            missing
        );
        assert_eq!(children::suspend(rival, AUDIENCE, login).await.err(), missing);
        assert_eq!(notifications::read(rival, AUDIENCE, Some(login)).await.err(), missing);
    }
    let parents_only = Some(Error::Forbidden(Restriction::ParentOnly));
    for login in ["other", "registrar", "nobody-at-all"] {
        assert_eq!(profile::read(&world.shop, AUDIENCE, Some(login)).await.err(), parents_only);
        assert_eq!(children::suspend(&world.shop, AUDIENCE, login).await.err(), parents_only);
    }
    // The grandchildren of the operator are not its children.
    assert_eq!(profile::read(&world.operator, AUDIENCE, Some("shop")).await.err(), missing);
    // A login of another family of callers is somebody else's.
    let elsewhere = profile::read(&world.registrar, "others", Some("shop")).await;
    assert_eq!(elsewhere.err(), missing);
}

#[tokio::test]
async fn everybody_sees_itself_by_its_own_login_or_none() {
    let world = World::new().await;
    for (cx, login) in [(&world.registrar, "registrar"), (&world.shop, "shop")] {
        let unnamed = profile::read(cx, AUDIENCE, None).await.unwrap();
        let named = profile::read(cx, AUDIENCE, Some(login)).await.unwrap();
        assert_eq!(unnamed.member, named.member);
        assert_eq!(unnamed.account.id, cx.account());
    }
}

#[tokio::test]
async fn a_subuser_sees_itself_and_not_its_owners_key() {
    let world = World::new().await;
    let added = members::add(&world.shop, AUDIENCE, "clerk", password(), jane()).await.unwrap();
    let key = added.api_key.reveal();
    let clerk = sign_in::by_api_key(&world.realm, key, AUDIENCE, None).await.unwrap();
    let own = profile::read(&clerk, AUDIENCE, None).await.unwrap();
    assert_eq!((own.member.login.as_str(), own.account.id), ("clerk", world.shop.account()));
    let owner_only = Some(Error::Forbidden(Restriction::OwnerOnly));
    assert_eq!(profile::read(&clerk, AUDIENCE, Some("shop")).await.err(), owner_only);
    assert_eq!(profile::update(&clerk, AUDIENCE, None, jane(), None).await.err(), owner_only);
    let off = [(Notification::DomainCreates, false)];
    assert_eq!(notifications::set(&clerk, AUDIENCE, None, &off).await.err(), owner_only);
    // Nor is a sub-user an account below anybody.
    let missing = Some(Error::NotFound(Noun::Account));
    assert_eq!(profile::read(&world.registrar, AUDIENCE, Some("clerk")).await.err(), missing);
    assert_eq!(profile::read(&world.shop, AUDIENCE, Some("clerk")).await.err(), {
        Some(Error::Forbidden(Restriction::ParentOnly))
    });
}

#[tokio::test]
async fn a_suspended_account_is_refused_at_once_and_let_in_again() {
    let world = World::new().await;
    let token = sign_in::sign_in(&world.realm, credentials("shop", PASSWORD)).await.unwrap();
    let enters = || sign_in::by_token(&world.realm, token.reveal(), AUDIENCE);
    children::suspend(&world.registrar, AUDIENCE, "SHOP").await.unwrap();
    assert_eq!(enters().await.err(), Some(Error::Forbidden(Restriction::AccountSuspended)));
    assert_eq!(
        children::suspend(&world.registrar, AUDIENCE, "shop").await,
        Err(Error::Prohibited(Prohibition::Suspended))
    );
    children::unsuspend(&world.registrar, AUDIENCE, "shop").await.unwrap();
    assert!(enters().await.is_ok());
    assert_eq!(
        children::unsuspend(&world.registrar, AUDIENCE, "shop").await,
        Err(Error::Prohibited(Prohibition::NotSuspended))
    );
    assert_eq!(
        world.log(&world.shop, 2).await,
        [EventKind::AccountUnsuspended, EventKind::AccountSuspended]
    );
    let seen = profile::read(&world.registrar, AUDIENCE, Some("shop")).await.unwrap();
    assert_eq!(seen.account.standing, Standing::Active);
}

#[tokio::test]
async fn a_profile_is_replaced_whole_or_not_at_all() {
    let world = World::new().await;
    let john = Contact { name: " John ".into(), company: "Yard".into(), ..jane() };
    profile::update(&world.shop, AUDIENCE, None, john, None).await.unwrap();
    let seen = profile::read(&world.registrar, AUDIENCE, Some("shop")).await.unwrap();
    assert_eq!(
        (seen.member.profile.name.as_str(), seen.member.profile.company.as_str()),
        ("John", "Yard")
    );

    let broken = Contact { email: "nowhere".into(), ..jane() };
    assert_eq!(
        profile::update(&world.registrar, AUDIENCE, Some("shop"), broken, Some(password())).await,
        Err(Error::invalid(Field::Profile(ContactPart::Email), Reason::NotAnEmail))
    );
    let again = profile::read(&world.shop, AUDIENCE, None).await.unwrap();
    assert_eq!(again.member, seen.member);
}

#[tokio::test]
async fn a_new_password_voids_tokens_and_the_same_one_does_not() {
    let world = World::new().await;
    let token = sign_in::sign_in(&world.realm, credentials("shop", PASSWORD)).await.unwrap();
    let enters = || sign_in::by_token(&world.realm, token.reveal(), AUDIENCE);
    let update = |text: &str| {
        let password = Some(Secret::new(text.to_owned()));
        profile::update(&world.registrar, AUDIENCE, Some("shop"), jane(), password)
    };
    update(PASSWORD).await.unwrap();
    assert!(enters().await.is_ok());
    update("another horse").await.unwrap();
    assert!(enters().await.is_err());
    assert!(sign_in::sign_in(&world.realm, credentials("shop", PASSWORD)).await.is_err());
    assert!(sign_in::sign_in(&world.realm, credentials("shop", "another horse")).await.is_ok());
    assert_eq!(update("short").await, Err(Error::invalid(Field::Password, Reason::ShorterThan(6))));
}

#[tokio::test]
async fn children_are_listed_for_their_parent_alone() {
    let world = World::new().await;
    let list = |cx, search| children::list(cx, search, ChildOrder::Login, PAGE);
    let page = list(&world.registrar, None).await.unwrap();
    let logins: Vec<_> = page.rows.iter().map(|child| child.login.as_str()).collect();
    assert_eq!((logins, page.total), (vec!["other", "shop"], 2));
    let found = list(&world.registrar, Some("SHO")).await.unwrap();
    assert_eq!((found.matching, found.total), (1, 2));
    assert_eq!(list(&world.rival, None).await.unwrap().total, 0);
    assert!(list(&world.shop, None).await.is_err());
}

#[tokio::test]
async fn notifications_are_switched_one_by_one() {
    let world = World::new().await;
    let read = |cx, login| notifications::read(cx, AUDIENCE, login);
    assert_eq!(read(&world.shop, None).await.unwrap(), Notifications::ALL);
    let off = [(Notification::DomainRenewals, false), (Notification::DomainCreates, false)];
    notifications::set(&world.registrar, AUDIENCE, Some("shop"), &off).await.unwrap();
    let on = [(Notification::DomainCreates, true)];
    let after = notifications::set(&world.shop, AUDIENCE, None, &on).await.unwrap();
    assert_eq!(after, Notifications::ALL.with(Notification::DomainRenewals, false));
    assert_eq!(read(&world.registrar, Some("shop")).await.unwrap(), after);
    assert_eq!(read(&world.other, None).await.unwrap(), Notifications::ALL);
}
