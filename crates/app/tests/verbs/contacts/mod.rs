//! Contacts of an account, and what their privileges open.

/// What a contact can try.
mod verb;

use app::Context;
use app::accounts::contacts::{self, AccountContact, NewContact};
use app::accounts::{funds, members, prices, profile, sign_in, token_pair};
use app::domains::{check, lock, read};
use model::account::MemberId;
use model::contact::ContactId;
use model::domain::{DomainId, Lock};
use model::error::{Credential, Noun, Restriction};
use model::event::EventKind;
use model::privilege::{
    BillingPrivilege, DomainPrivilege, MiscPrivilege, Privilege, Privileges, ServicePrivilege,
    SupportPrivilege,
};
use model::subscription::SubscriptionId;
use model::{Error, Result};

use self::verb::Verb;
use crate::world::{AUDIENCE, PAGE, World, credentials, jane, name, password};

const NO_PRIVILEGE: Error = Error::Forbidden(Restriction::NoPrivilege);

async fn adds(owner: &Context, login: &str, privileges: Privileges) -> Result<AccountContact> {
    let new = NewContact {
        audience: AUDIENCE,
        login: login.to_owned(),
        password: password().into(),
        profile: jane(),
        privileges,
    };
    contacts::add(owner, new).await
}

/// The place of a contact that signs in, as it stands now.
async fn enters(world: &World, login: &str) -> Context {
    sign_in::by_password(&world.realm, credentials(login)).await.unwrap()
}

/// Gives the shop a name with a registrant, and tells its number.
async fn gives(world: &World, label: &str) -> DomainId {
    let (owner, now) = (world.shop.account(), world.realm.now());
    let made = world.within(move |tx| tx.contact_for(owner, "jane", "NY-1", &jane(), now));
    assert_eq!(made.await, Ok(ContactId(1)));
    world.gives(&world.shop, &name(label), true).await;
    let label = label.to_owned();
    world.within(move |tx| tx.domain(&name(&label))).await.unwrap().unwrap().domain.id
}

#[tokio::test]
async fn privileges_granted_one_by_one_open_exactly_their_verbs() {
    let world = World::new().await;
    let id = gives(&world, "karoo.co.za").await;
    let contact = adds(&world.shop, "anna@karoo.example", Privileges::default()).await.unwrap();
    let mut grants = vec![Privileges::default()];
    let verbs = Verb::all(id);
    for (_, needed) in &verbs {
        let all = needed.iter().flatten();
        grants.push(all.fold(Privileges::default(), |sum, one| sum.with(*one)));
    }
    for one in DomainPrivilege::ALL {
        // The same about another name opens nothing here.
        grants.push(Privileges::default().with(Privilege::Domain(DomainId(id.0 + 1), *one)));
        grants.push(Privileges::default().with(Privilege::Domain(id, *one)));
    }
    for privileges in grants {
        contacts::set_privileges(&world.shop, contact.id, privileges.clone()).await.unwrap();
        let anna = enters(&world, "anna@karoo.example").await;
        for (verb, needed) in &verbs {
            let may = needed
                .as_ref()
                .is_some_and(|needed| needed.iter().all(|one| privileges.grants(*one)));
            let refused = verb.tried(&anna, &name("karoo.co.za")).await == Err(NO_PRIVILEGE);
            assert_eq!(refused, !may, "{verb:?} with {privileges}");
        }
    }
}

#[tokio::test]
async fn a_contact_sees_only_the_names_it_was_shown() {
    let world = World::new().await;
    let id = gives(&world, "karoo.co.za").await;
    for other in ["anna.co.za", "veld.com", "zebra.co.za"] {
        world.gives(&world.shop, &name(other), true).await;
    }
    world.gives(&world.other, &name("strange.co.za"), true).await;
    let basic = |id| Privilege::Domain(id, DomainPrivilege::Basic);
    // A name of another account, and one that no longer is, show nothing.
    let strange = world.within(|tx| tx.domain(&name("strange.co.za"))).await.unwrap().unwrap();
    let privileges = Privileges::default()
        .with(basic(id))
        .with(basic(strange.domain.id))
        .with(basic(DomainId(9_999)));
    let contact = adds(&world.shop, "anna@karoo.example", privileges).await.unwrap();
    let anna = enters(&world, "anna@karoo.example").await;
    let seen = async |cx: &Context, tld: Option<&str>| {
        let page = read::list(cx, tld.map(str::to_owned), PAGE).await.unwrap();
        let names: Vec<String> =
            page.rows.iter().map(|line| line.listed.domain.name.to_string()).collect();
        (names, page.matching, page.total)
    };
    assert_eq!(seen(&anna, None).await, (vec!["karoo.co.za".to_owned()], 1, 1));
    assert_eq!(seen(&anna, Some("com")).await, (vec![], 0, 1));
    assert_eq!(seen(&world.shop, None).await.2, 4);

    let refused = |on: &'static str| {
        let anna = anna.clone();
        async move { read::details(&anna, name(on)).await.err() }
    };
    assert_eq!(refused("karoo.co.za").await, None);
    assert_eq!(refused("zebra.co.za").await, Some(NO_PRIVILEGE));
    assert_eq!(refused("strange.co.za").await, Some(Error::NotYours(Noun::Domain)));
    assert_eq!(refused("nobody.co.za").await, Some(Error::NotFound(Noun::Domain)));

    // What the owner is shown of it speaks of what the account has.
    let shown = contacts::details(&world.shop, contact.id).await.unwrap();
    assert_eq!(shown.privileges.domains.keys().copied().collect::<Vec<_>>(), [id]);

    let every = Privileges::default().with(Privilege::EveryDomain);
    contacts::set_privileges(&world.shop, contact.id, every).await.unwrap();
    let anna = enters(&world, "anna@karoo.example").await;
    assert_eq!(seen(&anna, None).await.2, 4);
    assert_eq!(lock::read(&anna, name("zebra.co.za")).await, Ok(Lock::Off));
}

#[tokio::test]
async fn privileges_bite_from_the_next_call_on() {
    let world = World::new().await;
    let balance = Privileges::default().with(Privilege::Billing(BillingPrivilege::Balance));
    let contact = adds(&world.shop, "anna@karoo.example", balance).await.unwrap();
    let pair = token_pair::sign_in_for_pair(&world.realm, credentials("Anna@Karoo.example"));
    let pair = pair.await.unwrap();
    let enters = || sign_in::by_token(&world.realm, pair.access.reveal(), AUDIENCE);
    let anna = enters().await.unwrap();
    assert_eq!(funds::balance(&anna).await.unwrap(), funds::balance(&world.shop).await.unwrap());
    // Who the client is, and what things cost, everybody in the account may know.
    assert_eq!(profile::client(&anna).await.unwrap().owner.login, "shop");
    assert!(!prices::all(&anna, AUDIENCE, None).await.unwrap().is_empty());
    assert!(check::check(&anna, &[]).await.is_err_and(|error| error != NO_PRIVILEGE));

    contacts::set_privileges(&world.shop, contact.id, Privileges::default()).await.unwrap();
    assert_eq!(funds::balance(&enters().await.unwrap()).await.err(), Some(NO_PRIVILEGE));
    contacts::remove(&world.shop, contact.id).await.unwrap();
    assert_eq!(enters().await.err(), Some(Error::Forbidden(Restriction::MemberSuspended)));
    let exchanged = token_pair::exchange(&world.realm, AUDIENCE, pair.refresh.reveal()).await;
    assert_eq!(exchanged.err(), Some(Error::Forbidden(Restriction::MemberSuspended)));
}

#[tokio::test]
async fn an_account_keeps_its_contacts_to_itself() {
    let world = World::new().await;
    let anna = adds(&world.shop, "anna@karoo.example", Privileges::default()).await.unwrap();
    let bert = adds(&world.shop, "bert@karoo.example", Privileges::default()).await.unwrap();
    assert_eq!(
        adds(&world.other, "ANNA@karoo.example", Privileges::default()).await.err(),
        Some(Error::Taken(Noun::Member))
    );
    let logins = async |cx: &Context| {
        let found = contacts::list(cx).await.unwrap();
        found.into_iter().map(|contact| contact.login).collect::<Vec<_>>()
    };
    assert_eq!(logins(&world.shop).await, ["anna@karoo.example", "bert@karoo.example"]);
    assert!(logins(&world.other).await.is_empty());
    assert_eq!(contacts::details(&world.shop, anna.id).await.unwrap(), anna);

    let missing = Some(Error::NotFound(Noun::Contact));
    let owner = world.shop.caller.member.unwrap();
    for (cx, id) in [
        (&world.other, anna.id),
        (&world.registrar, anna.id),
        (&world.shop, owner),
        (&world.shop, MemberId(9_999)),
    ] {
        assert_eq!(contacts::details(cx, id).await.err(), missing);
        assert_eq!(contacts::remove(cx, id).await.err(), missing);
        let set = contacts::set_privileges(cx, id, Privileges::default()).await;
        assert_eq!(set.err(), missing);
        let account = cx.account();
        let named = world.within(move |tx| contacts::as_contact(tx, account, id)).await;
        assert_eq!(named.err(), missing);
    }
    let account = world.shop.account();
    let named = world.within(move |tx| contacts::as_contact(tx, account, anna.id)).await;
    assert_eq!(named, Ok(jane()));

    contacts::remove(&world.shop, bert.id).await.unwrap();
    assert_eq!(logins(&world.shop).await, ["anna@karoo.example"]);
    assert_eq!(contacts::details(&world.shop, bert.id).await.err(), missing);
    // Sub-users are listed apart.
    let subusers = members::list(&world.shop, members::MemberFilter::default(), PAGE).await;
    assert_eq!(subusers.unwrap().total, 0);
    assert_eq!(
        world.log(&world.shop, 3).await,
        [EventKind::ContactRemoved, EventKind::ContactAdded, EventKind::ContactAdded]
    );
}

#[tokio::test]
async fn the_catalogue_speaks_of_what_the_account_has() {
    let world = World::new().await;
    assert_eq!(contacts::catalogue(&world.shop).await.unwrap().domains, []);
    let karoo = gives(&world, "karoo.co.za").await;
    world.gives(&world.shop, &name("anna.co.za"), true).await;
    world.gives(&world.other, &name("strange.co.za"), true).await;
    let found = contacts::catalogue(&world.shop).await.unwrap();
    assert_eq!((found.domains.len(), found.domains[1]), (2, karoo));
    assert_eq!(found.services, []);
}

#[tokio::test]
async fn everybody_else_needs_no_privileges() {
    let world = World::new().await;
    let id = gives(&world, "karoo.co.za").await;
    let key = members::add(&world.shop, AUDIENCE, "clerk", password(), jane()).await.unwrap();
    let key = key.api_key;
    let clerk = sign_in::by_api_key(&world.realm, key.reveal(), AUDIENCE, None).await.unwrap();
    let privileges = [
        Privilege::Billing(BillingPrivilege::PayInvoice),
        Privilege::Support(SupportPrivilege::NewTicket),
        Privilege::Misc(MiscPrivilege::Affiliates),
        Privilege::Service(SubscriptionId(1), ServicePrivilege::Upgrade),
        Privilege::EveryService,
        Privilege::Domain(id, DomainPrivilege::Forwarding),
        Privilege::EveryDomain,
    ];
    for cx in [&world.shop, &clerk] {
        assert!(privileges.iter().all(|one| cx.needs(*one).is_ok()));
        assert!(cx.needs_more_than_privileges().is_ok());
    }
    let anna = adds(&world.shop, "anna@karoo.example", Privileges::default()).await.unwrap();
    let anna = enters(&world, &anna.login).await;
    assert!(privileges.iter().all(|one| anna.needs(*one) == Err(NO_PRIVILEGE)));
    assert!(read::list(&anna, None, PAGE).await.unwrap().rows.is_empty());
    let wrong = sign_in::by_api_key(&world.realm, "", AUDIENCE, None).await;
    assert_eq!(wrong.err(), Some(Error::Unauthenticated(Credential::Wrong)));
}
