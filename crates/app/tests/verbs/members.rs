//! Sub-users: what an owner may do with its own, and nobody with another's.

use app::Context;
use app::accounts::members::{self, MemberFilter};
use app::accounts::sign_in;
use model::account::{MemberRole, Standing};
use model::contact::ContactPatch;
use model::error::{ContactPart, Field, Noun, Prohibition, Reason, Restriction};
use model::event::EventKind;
use model::secret::Secret;
use model::{Error, Result};

use crate::world::{AUDIENCE, PAGE, World, jane, password};

async fn adds(owner: &Context, login: &str) -> Result<members::AddedMember> {
    members::add(owner, AUDIENCE, login, password(), jane()).await
}

async fn logins(owner: &Context, closed_too: bool) -> Vec<String> {
    let filter = MemberFilter { closed_too, ..MemberFilter::default() };
    let page = members::list(owner, filter, PAGE).await.unwrap();
    page.rows.into_iter().map(|row| row.member.login).collect()
}

#[tokio::test]
async fn an_owner_adds_and_changes_its_subusers() {
    let world = World::new().await;
    let added = adds(&world.shop, "clerk").await.unwrap();
    assert_eq!(added.member.member.role, MemberRole::Subuser);
    assert_eq!(added.member.handle.len(), 16);

    let patch = ContactPatch {
        company: Some("Karoo Shoes".into()),
        street: [None, Some("Gardens".into()), None],
        ..ContactPatch::default()
    };
    let changed = members::update(&world.shop, AUDIENCE, "CLERK", patch, None).await.unwrap();
    let profile = changed.member.profile;
    assert_eq!((profile.name, profile.company), (jane().name, "Karoo Shoes".to_owned()));
    assert_eq!(profile.street, ["1 Long Street", "Gardens", ""]);

    let patch = ContactPatch { city: Some(" ".into()), ..ContactPatch::default() };
    assert_eq!(
        members::update(&world.shop, AUDIENCE, "clerk", patch, None).await.err(),
        Some(Error::Missing(Field::Profile(ContactPart::City)))
    );
    let short = Some(Secret::new("no".to_owned()));
    assert_eq!(
        members::update(&world.shop, AUDIENCE, "clerk", ContactPatch::default(), short).await.err(),
        Some(Error::invalid(Field::Password, Reason::ShorterThan(6)))
    );
    assert_eq!(
        world.log(&world.shop, 2).await,
        [EventKind::ProfileChanged, EventKind::MemberAdded]
    );
}

#[tokio::test]
async fn logins_are_taken_across_accounts_and_stay_taken() {
    let world = World::new().await;
    adds(&world.shop, "clerk").await.unwrap();
    let taken = Some(Error::Taken(Noun::Member));
    assert_eq!(adds(&world.other, "Clerk").await.err(), taken);
    assert_eq!(adds(&world.shop, "registrar").await.err(), taken);
    members::remove(&world.shop, AUDIENCE, "clerk").await.unwrap();
    assert_eq!(adds(&world.shop, "clerk").await.err(), taken);
}

#[tokio::test]
async fn a_suspended_subuser_is_refused_at_once() {
    let world = World::new().await;
    let key = adds(&world.shop, "clerk").await.unwrap().api_key;
    let enters = || sign_in::by_api_key(&world.realm, key.reveal(), AUDIENCE, None);
    let suspended = Some(Error::Forbidden(Restriction::MemberSuspended));
    assert!(enters().await.is_ok());
    members::suspend(&world.shop, AUDIENCE, "clerk").await.unwrap();
    assert_eq!(enters().await.err(), suspended);
    assert_eq!(
        members::suspend(&world.shop, AUDIENCE, "clerk").await,
        Err(Error::Prohibited(Prohibition::Suspended))
    );
    members::unsuspend(&world.shop, AUDIENCE, "clerk").await.unwrap();
    assert!(enters().await.is_ok());
    members::remove(&world.shop, AUDIENCE, "clerk").await.unwrap();
    assert_eq!(enters().await.err(), suspended);
}

#[tokio::test]
async fn a_removed_subuser_is_seen_only_by_those_who_ask_for_it() {
    let world = World::new().await;
    adds(&world.shop, "clerk").await.unwrap();
    adds(&world.shop, "driver").await.unwrap();
    members::remove(&world.shop, AUDIENCE, "clerk").await.unwrap();
    assert_eq!(logins(&world.shop, false).await, ["driver"]);
    assert_eq!(logins(&world.shop, true).await, ["clerk", "driver"]);
    let filter =
        MemberFilter { login: Some("clerk".into()), closed_too: true, ..MemberFilter::default() };
    let page = members::list(&world.shop, filter, PAGE).await.unwrap();
    assert_eq!(page.rows[0].member.standing, Standing::Closed);

    let gone = Some(Error::NotFound(Noun::Member));
    let patch = ContactPatch::default();
    assert_eq!(members::remove(&world.shop, AUDIENCE, "clerk").await.err(), gone);
    assert_eq!(members::unsuspend(&world.shop, AUDIENCE, "clerk").await.err(), gone);
    assert_eq!(members::update(&world.shop, AUDIENCE, "clerk", patch, None).await.err(), gone);
}

#[tokio::test]
async fn another_accounts_subusers_do_not_exist() {
    let world = World::new().await;
    adds(&world.shop, "clerk").await.unwrap();
    let missing = Some(Error::NotFound(Noun::Member));
    for stranger in [&world.other, &world.registrar] {
        assert!(logins(stranger, true).await.is_empty());
        // Neither a stranger's sub-user, nor the owner of an account, oneself included.
        for login in ["clerk", "shop", "registrar", "other", "nobody"] {
            let patch = ContactPatch::default();
            let update = members::update(stranger, AUDIENCE, login, patch, Some(password())).await;
            assert_eq!(update.err(), missing);
            assert_eq!(members::suspend(stranger, AUDIENCE, login).await.err(), missing);
            assert_eq!(members::remove(stranger, AUDIENCE, login).await.err(), missing);
        }
    }
}

#[tokio::test]
async fn only_the_owner_keeps_members() {
    let world = World::new().await;
    let key = adds(&world.shop, "clerk").await.unwrap().api_key;
    let clerk = sign_in::by_api_key(&world.realm, key.reveal(), AUDIENCE, None).await.unwrap();
    let owner_only = Some(Error::Forbidden(Restriction::OwnerOnly));
    assert_eq!(adds(&clerk, "friend").await.err(), owner_only);
    assert_eq!(members::remove(&clerk, AUDIENCE, "clerk").await.err(), owner_only);
    assert_eq!(members::list(&clerk, MemberFilter::default(), PAGE).await.err(), owner_only);
}
