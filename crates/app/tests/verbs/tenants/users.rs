//! Users of tenants.

use app::tenants::{self, AddUser, FoundMember, Way, Which};
use model::error::{Field, Noun, Prohibition, Reason, TenantPart};
use model::event::EventKind;
use model::tenant::{MembershipState, NewUser, UserPatch};
use model::{Error, Result};

use super::office::{Office, comes, creates, joins, mail};

fn state(found: Result<FoundMember>) -> Result<MembershipState> {
    found.map(|found| found.member.belonging.state)
}

#[tokio::test]
async fn the_first_one_is_the_owner() {
    let office = Office::new().await;
    let shop = office.shop();
    creates(shop, "shoes").await.unwrap();
    let nobody = Error::Prohibited(Prohibition::NoOwner);
    assert_eq!(tenants::members(shop, "shoes").await, Err(nobody.clone()));
    assert_eq!(joins(shop, "shoes", "a@example.com", "ADMIN").await, Err(nobody));
    let unknown = Err(Error::NotFound(Noun::User));
    assert_eq!(tenants::user(shop, mail("a@example.com")).await, unknown);

    let owner = joins(shop, "shoes", "Ann@example.com", "owner").await.unwrap();
    assert_eq!((&*owner.roles, owner.member.belonging.owner), (&["ADMIN".to_owned()][..], true));
    assert_eq!(owner.tenant, "shoes@shop");
    let again = joins(shop, "shoes", "ann@EXAMPLE.com", "OWNER").await;
    assert_eq!(again, Err(Error::Exists(Noun::User)));
    let second = joins(shop, "shoes", "b@example.com", "OWNER").await;
    assert_eq!(second, Err(Error::Prohibited(Prohibition::HasOwner)));
    let gone = tenants::remove_member(shop, "shoes", mail("ann@example.com")).await;
    assert_eq!(gone, Err(Error::Prohibited(Prohibition::OwnerStays)));
    assert_eq!(office.world.log(shop, 1).await, [EventKind::TenantUserAdded]);
}

#[tokio::test]
async fn a_user_waits_until_the_link_in_the_mail_is_used() {
    let office = Office::new().await;
    let shop = office.shop();
    creates(shop, "shoes").await.unwrap();
    let ann = comes("shoes", "ann@example.com", "OWNER", Way::ByMail);
    let ann = tenants::add_user(shop, ann).await;
    assert_eq!(state(ann), Ok(MembershipState::Pending));
    office.passes(1).await;
    let letters = office.mailed();
    assert_eq!((letters.len(), &*letters[0].to), (1, "ann@example.com"));
    let (id, token) = link(&letters[0].text);

    let realm = &office.world.realm;
    for (id, token) in [(id, "x"), (id + 1, token.as_str())] {
        let wrong = tenants::invitation(realm, id, token).await;
        assert_eq!(wrong, Err(Error::NotFound(Noun::User)));
    }
    let asked = tenants::invitation(realm, id, &token).await.unwrap();
    assert_eq!((&*asked.tenant, &*asked.email), ("shoes@shop", "ann@example.com"));
    let member = async || tenants::member(shop, "shoes", mail("ann@example.com")).await;
    assert_eq!(state(member().await), Ok(MembershipState::Pending));
    assert!(tenants::enable_member(shop, "shoes", mail("ann@example.com")).await.is_err());
    tenants::accept(realm, id, &token).await.unwrap();
    assert_eq!(state(member().await), Ok(MembershipState::Active));
    assert!(tenants::accept(realm, id, &token).await.is_err());
}

#[tokio::test]
async fn another_mail_address_gets_another_link() {
    let office = Office::new().await;
    let shop = office.shop();
    creates(shop, "shoes").await.unwrap();
    tenants::add_user(shop, comes("shoes", "old@example.com", "OWNER", Way::ByMail)).await.unwrap();
    office.passes(1).await;
    let patch = UserPatch { email: Some("new@example.com".into()), ..UserPatch::default() };
    tenants::update_user(shop, mail("old@example.com"), patch).await.unwrap();
    office.passes(1).await;
    let letters = office.mailed();
    assert_eq!((letters.len(), &*letters[1].to), (2, "new@example.com"));
    let ([old, new], realm) = ([0, 1].map(|place| link(&letters[place].text)), &office.world.realm);
    assert!(tenants::accept(realm, old.0, &old.1).await.is_err());
    assert!(tenants::accept(realm, new.0, &new.1).await.is_ok());
}

/// What the link in a mail carries.
fn link(text: &str) -> (i64, String) {
    let link = text.lines().find(|line| line.starts_with("http")).unwrap();
    let (before, token) = link.split_once("&token=").unwrap();
    let (page, id) = before.split_once("?member=").unwrap();
    assert_eq!(page, "http://127.0.0.1:8080/confirm/user");
    (id.parse().unwrap(), token.to_owned())
}

#[tokio::test]
async fn users_are_kept_out_let_in_and_given_other_roles() {
    let office = Office::new().await;
    let shop = office.shop();
    office.owned("shoes").await;
    let bob = || mail("bob@example.com");
    joins(shop, "shoes", "bob@example.com", "NO_PRIVILEGES").await.unwrap();
    let admin = vec!["admin".to_owned(), "analyst".to_owned()];
    let changed = tenants::set_roles(shop, "shoes", bob(), admin).await.unwrap();
    assert_eq!(changed.roles, ["ADMIN", "ANALYST"]);
    let unknown = tenants::set_roles(shop, "shoes", bob(), vec!["boss".to_owned()]).await;
    assert_eq!(unknown, Err(Error::NotFound(Noun::Role)));
    let left = tenants::remove_roles(shop, "shoes", bob(), vec!["Administrator".to_owned()]).await;
    assert_eq!(left.unwrap().roles, ["ANALYST"]);
    let none = tenants::remove_roles(shop, "shoes", bob(), vec!["analyst".to_owned()]).await;
    assert_eq!(none, Err(Error::Prohibited(Prohibition::LastRole)));

    let out = tenants::disable_member(shop, "shoes", bob()).await;
    assert_eq!(state(out), Ok(MembershipState::Inactive));
    let again = tenants::disable_member(shop, "shoes", bob()).await;
    assert_eq!(again, Err(Error::Prohibited(Prohibition::Disabled)));
    let back = tenants::enable_member(shop, "shoes", bob()).await;
    assert_eq!(state(back), Ok(MembershipState::Active));
    assert!(tenants::enable_member(shop, "shoes", bob()).await.is_err());

    tenants::remove_member(shop, "shoes", bob()).await.unwrap();
    assert_eq!(tenants::user(shop, bob()).await, Err(Error::NotFound(Noun::User)));
    assert_eq!(tenants::members(shop, "shoes").await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_external_user_needs_no_mail_and_owns_nothing() {
    let office = Office::new().await;
    let shop = office.shop();
    office.owned("shoes").await;
    creates(shop, "boots").await.unwrap();
    let external = |tenant: &str, email: &str, role: &str, id: Option<&str>| {
        let user = NewUser {
            email: email.to_owned(),
            name: "Eve".to_owned(),
            external: id.map(str::to_owned),
        };
        AddUser { user, ..comes(tenant, email, role, Way::External) }
    };
    let add = async |wish| tenants::add_user(shop, wish).await;
    let eve = add(external("shoes", "eve@example.com", "ADMIN", Some("7"))).await.unwrap();
    assert_eq!(eve.member.belonging.state, MembershipState::Active);
    let found = tenants::user(shop, Which::External("7".to_owned())).await.unwrap();
    let by_handle = tenants::user(shop, Which::Handle(found.handle.clone())).await.unwrap();
    assert_eq!((&found, &*found.name), (&by_handle, "Eve"));
    for (tenant, email, role, id, why) in [
        ("boots", "f@example.com", "OWNER", Some("8"), {
            Error::invalid(Field::Tenant(TenantPart::Role), Reason::NotApplicable)
        }),
        ("boots", "f@example.com", "ADMIN", Some("8"), Error::Prohibited(Prohibition::NoOwner)),
        ("shoes", "f@example.com", "ADMIN", None, {
            Error::Missing(Field::Tenant(TenantPart::ExternalId))
        }),
        ("shoes", "f@example.com", "ADMIN", Some("7"), Error::Taken(Noun::User)),
    ] {
        assert_eq!(add(external(tenant, email, role, id)).await, Err(why));
    }
    office.owned("hats").await;
    assert_eq!(
        add(external("hats", "eve@example.com", "ADMIN", Some("9"))).await,
        Err(Error::invalid(Field::Tenant(TenantPart::ExternalId), Reason::Contradicts))
    );
    assert!(add(external("hats", "eve@example.com", "ADMIN", Some("7"))).await.is_ok());
}

#[tokio::test]
async fn a_user_is_one_person_in_all_tenants() {
    let office = Office::new().await;
    let shop = office.shop();
    for tenant in ["a", "b"] {
        office.owned(tenant).await;
        joins(shop, tenant, "ann@example.com", "ADMIN").await.unwrap();
    }
    let patch = |email: &str, name: &str, phone: Option<&str>| UserPatch {
        email: Some(email.to_owned()),
        name: Some(name.to_owned()),
        phone: phone.map(str::to_owned),
    };
    let update = async |email: &str, patch| tenants::update_user(shop, mail(email), patch).await;
    let changed = update("ann@example.com", patch("ann@example.org", "Ann", Some("+27 1"))).await;
    assert_eq!(changed.unwrap().phone, "+27 1");
    let member = tenants::member(shop, "b", mail("ann@example.org")).await.unwrap();
    assert_eq!(member.member.user.name, "Ann");
    let cleared = update("ann@example.org", patch("ann@example.org", "Ann", Some(""))).await;
    assert_eq!(cleared.unwrap().phone, "");
    let taken = update("ann@example.org", patch("owner@a.example", "Ann", None)).await;
    assert_eq!(taken, Err(Error::Taken(Noun::User)));
    for odd in [patch("", "Ann", None), patch("ann@example.org", " ", None)] {
        assert!(matches!(update("ann@example.org", odd).await, Err(Error::Missing(_))));
    }
    let one = tenants::read(shop, "a").await.unwrap().tenant.id;
    let inside = app::Context { tenant: Some(one), ..shop.clone() };
    let wish = patch("mine@example.org", "Mine", None);
    assert!(tenants::update_user(&inside, mail("ann@example.org"), wish).await.is_err());
}

#[tokio::test]
async fn a_plan_has_room_for_so_many_users() {
    let office = Office::new().await;
    let shop = office.shop();
    let wish = tenants::CreateTenant { plan: "trial".into(), ..super::office::wish("tiny") };
    tenants::create(shop, wish).await.unwrap();
    for (email, role) in
        [("a@b.example", "OWNER"), ("c@b.example", "ADMIN"), ("d@b.example", "ADMIN")]
    {
        joins(shop, "tiny", email, role).await.unwrap();
    }
    assert_eq!(
        joins(shop, "tiny", "e@b.example", "ADMIN").await,
        Err(Error::invalid(Field::Tenant(TenantPart::Email), Reason::MoreThan(3)))
    );
}
