//! Contacts of an account, and what their privileges open.

use app::Context;
use app::accounts::contacts::{self, AccountContact, NewContact};
use app::accounts::{
    children, funds, logs, members, notifications, prices, profile, second_factor, sign_in,
    token_pair,
};
use app::domains::choices::{ContactChoice, NameserverChoice};
use app::domains::nameservers::DnssecChoice;
use app::domains::signers::Removal;
use app::domains::transfer::{read as transfers, request, respond};
use app::domains::{
    auth_code, autorenew, check, contacts as whois, delete, hosts, lock, nameservers, read,
    register, renew, signers, suspend, totals, update,
};
use app::page::Window;
use app::polls::{self, EventFilter, EventOrder};
use app::templates;
use app::zones::{self, OwnedDraft};
use model::account::MemberId;
use model::contact::{ContactId, ContactPatch};
use model::dnssec::DelegationSigner;
use model::domain::{DomainId, Lock};
use model::error::{Credential, Noun, Restriction};
use model::event::{EventKind, Notification};
use model::name::DomainName;
use model::privilege::{
    BillingPrivilege, DomainPrivilege, MiscPrivilege, Privilege, Privileges, ServicePrivilege,
    SupportPrivilege,
};
use model::secret::Secret;
use model::subscription::SubscriptionId;
use model::time::Years;
use model::{Error, Result};

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

/// What a contact can try. The registry is out of reach, so most succeed as far as that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Details,
    Listed,
    LockRead,
    Hosts,
    Glue,
    SignersRead,
    Records,
    Renew,
    Contacts,
    Nameservers,
    NameserversAndDnssec,
    Glued,
    HostSet,
    HostDelete,
    RecordAdd,
    RecordsSet,
    RecordsClear,
    Lock,
    Autorenew,
    AuthCode,
    AuthCodeMailed,
    SignersSet,
    SignersRemoved,
    Balance,
    Register,
    Transfer,
    ContactsRead,
    ContactRead,
    Catalogue,
    Log,
    Notifications,
    Totals,
    // What no privilege opens.
    Delete,
    DeleteCancelled,
    UpdateCancelled,
    Suspend,
    AuthCodeGuess,
    TransferState,
    TransferAnswer,
    Polls,
    Templates,
    Profile,
    ProfileChanged,
    NotificationsSet,
    Members,
    ContactAdded,
    PrivilegesSet,
    ContactRemoved,
    Children,
    SecondFactor,
}

impl Verb {
    /// Every verb, with the privileges that it takes; none for what is never a contact's.
    fn all(id: DomainId) -> Vec<(Self, Option<Vec<Privilege>>)> {
        use DomainPrivilege as About;
        let about = |one| Some(vec![Privilege::Domain(id, one)]);
        let both = |one, two| Some(vec![Privilege::Domain(id, one), Privilege::Domain(id, two)]);
        let billing = |one| Some(vec![Privilege::Billing(one)]);
        let misc = |one| Some(vec![Privilege::Misc(one)]);
        let mut all = vec![
            (Self::Details, about(About::Basic)),
            (Self::LockRead, about(About::Basic)),
            (Self::Hosts, about(About::Basic)),
            (Self::Glue, about(About::Basic)),
            (Self::SignersRead, about(About::Basic)),
            (Self::Records, about(About::Basic)),
            (Self::Listed, Some(vec![])),
            (Self::Renew, about(About::Renew)),
            (Self::Contacts, about(About::ContactInfo)),
            (Self::Nameservers, about(About::Nameservers)),
            (Self::NameserversAndDnssec, both(About::Nameservers, About::Dnssec)),
            (Self::Glued, both(About::Nameservers, About::RegisterHosts)),
            (Self::HostSet, about(About::RegisterHosts)),
            (Self::HostDelete, about(About::RegisterHosts)),
            (Self::RecordAdd, about(About::Dns)),
            (Self::RecordsSet, about(About::Dns)),
            (Self::RecordsClear, about(About::Dns)),
            (Self::Lock, about(About::RegistrarLock)),
            (Self::Autorenew, about(About::Autorenew)),
            (Self::AuthCode, about(About::AuthCode)),
            (Self::AuthCodeMailed, about(About::AuthCode)),
            (Self::SignersSet, about(About::Dnssec)),
            (Self::SignersRemoved, about(About::Dnssec)),
            (Self::Balance, billing(BillingPrivilege::Balance)),
            (Self::Register, billing(BillingPrivilege::Orders)),
            (Self::Transfer, billing(BillingPrivilege::Orders)),
            (Self::ContactsRead, misc(MiscPrivilege::ManageProfiles)),
            (Self::ContactRead, misc(MiscPrivilege::ManageProfiles)),
            (Self::Catalogue, misc(MiscPrivilege::ManageProfiles)),
            (Self::Log, misc(MiscPrivilege::ManageProfiles)),
            (Self::Notifications, misc(MiscPrivilege::Emails)),
            (Self::Totals, Some(vec![Privilege::EveryDomain])),
        ];
        let never = [
            Self::Delete,
            Self::DeleteCancelled,
            Self::UpdateCancelled,
            Self::Suspend,
            Self::AuthCodeGuess,
            Self::TransferState,
            Self::TransferAnswer,
            Self::Polls,
            Self::Templates,
            Self::Profile,
            Self::ProfileChanged,
            Self::NotificationsSet,
            Self::Members,
            Self::ContactAdded,
            Self::PrivilegesSet,
            Self::ContactRemoved,
            Self::Children,
            Self::SecondFactor,
        ];
        all.extend(never.into_iter().map(|verb| (verb, None)));
        all
    }

    async fn tried(self, cx: &Context, on: &DomainName) -> Result<()> {
        let on = on.clone();
        match self {
            Self::Details => read::details(cx, on).await.map(drop),
            Self::Listed => read::list(cx, None, PAGE).await.map(drop),
            Self::LockRead => lock::read(cx, on).await.map(drop),
            Self::Hosts => hosts::list(cx, on).await.map(drop),
            Self::Glue => hosts::glue(cx, on).await.map(drop),
            Self::SignersRead => signers::read(cx, on).await.map(drop),
            Self::Records => zones::records(cx, &on).await.map(drop),
            Self::Balance => funds::balance(cx).await.map(drop),
            Self::ContactsRead => contacts::list(cx).await.map(drop),
            Self::ContactRead => contacts::details(cx, cx.caller.member.unwrap()).await.map(drop),
            Self::Catalogue => contacts::catalogue(cx).await.map(drop),
            Self::Log => logs::list(cx).await.map(drop),
            Self::Notifications => notifications::read(cx, AUDIENCE, None).await.map(drop),
            Self::Totals => totals::totals(cx, &[], &[]).await.map(drop),
            Self::Renew | Self::Register | Self::Transfer => self.ordered(cx, on).await,
            Self::RecordAdd | Self::RecordsSet | Self::RecordsClear => self.recorded(cx, &on).await,
            _ => self.changed(cx, on).await,
        }
    }

    async fn ordered(self, cx: &Context, on: DomainName) -> Result<()> {
        let contacts: [ContactChoice; 4] = Default::default();
        let nameservers = NameserverChoice::Managed;
        match self {
            Self::Renew => {
                let wish = renew::Renew { name: on, years: Years(1), from: None, note: None };
                renew::renew(cx, wish).await.map(drop)
            }
            Self::Register => {
                let (name, years) = (name("new.co.za"), Years(1));
                let reference = None;
                let wish = register::Register { name, years, contacts, nameservers, reference };
                register::register(cx, wish).await.map(drop)
            }
            _ => {
                let (name, reference) = (name("elsewhere.co.za"), None);
                let auth_code = Some(Secret::new("code".to_owned()));
                let wish = request::Request { name, auth_code, contacts, nameservers, reference };
                request::request(cx, wish).await
            }
        }
    }

    async fn recorded(self, cx: &Context, on: &DomainName) -> Result<()> {
        let draft = OwnedDraft {
            name: "www".into(),
            kind: "A".into(),
            content: "192.0.2.1".into(),
            ..OwnedDraft::default()
        };
        match self {
            Self::RecordAdd => zones::add(cx, on, draft).await.map(drop),
            Self::RecordsSet => zones::set(cx, on, vec![draft]).await,
            _ => zones::clear(cx, on).await,
        }
    }

    async fn changed(self, cx: &Context, on: DomainName) -> Result<()> {
        let away =
            || NameserverChoice::Custom(vec!["ns1.a.example".into(), "ns2.a.example".into()]);
        let signer = || DelegationSigner {
            key_tag: 1,
            algorithm: 13,
            digest_type: 2,
            digest: "AB".repeat(32),
        };
        match self {
            Self::Contacts => {
                let parts = ContactPatch { city: Some("Paarl".into()), ..ContactPatch::default() };
                let choice = ContactChoice { template: None, parts };
                whois::change(
                    cx,
                    on,
                    [choice, Default::default(), Default::default(), Default::default()],
                )
                .await
            }
            Self::Nameservers => nameservers::change(cx, on, away(), DnssecChoice::Keep).await,
            Self::NameserversAndDnssec => {
                nameservers::change(cx, on, away(), DnssecChoice::Off).await
            }
            Self::Glued => {
                let inside = (format!("ns1.{on}"), vec!["192.0.2.1".parse().unwrap()]);
                let outside = ("ns2.a.example".to_owned(), Vec::new());
                hosts::set_glue(cx, on, vec![inside, outside]).await
            }
            Self::HostSet => {
                let host = format!("ns1.{on}");
                hosts::set(cx, on, &host, vec!["192.0.2.1".parse().unwrap()]).await
            }
            Self::HostDelete => {
                let host = format!("ns1.{on}");
                hosts::delete(cx, on, &host).await
            }
            Self::Lock => lock::set(cx, on, Lock::On).await,
            Self::Autorenew => autorenew::set(cx, on, Some(autorenew::Autorenew::On)).await,
            Self::AuthCode => auth_code::read(cx, on).await.map(drop),
            Self::AuthCodeMailed => auth_code::mail(cx, on).await,
            Self::SignersSet => signers::set(cx, on, vec![signer()]).await,
            Self::SignersRemoved => signers::remove(cx, on, Removal::All).await,
            _ => self.never(cx, on).await,
        }
    }

    async fn never(self, cx: &Context, on: DomainName) -> Result<()> {
        let window = Window { limit: 1, ..PAGE };
        match self {
            Self::Delete => delete::delete(cx, on).await,
            Self::DeleteCancelled => delete::cancel(cx, on).await,
            Self::UpdateCancelled => update::cancel(cx, on).await,
            Self::Suspend => suspend::suspend(cx, on).await,
            Self::AuthCodeGuess => auth_code::validate(cx, on, "guess").await.map(drop),
            Self::TransferState => transfers::of_name(cx, on).await.map(drop),
            Self::TransferAnswer => respond::respond(cx, on, "key", respond::Answer::Approve).await,
            Self::Polls => {
                let (filter, order) = (EventFilter::default(), EventOrder::Written);
                polls::list(cx, EventKind::ALL, filter, order, window).await.map(drop)
            }
            Self::Templates => templates::dns::list(cx).await.map(drop),
            Self::Profile => profile::read(cx, AUDIENCE, None).await.map(drop),
            Self::ProfileChanged => profile::update(cx, AUDIENCE, None, jane(), None).await,
            Self::NotificationsSet => {
                let off = [(Notification::DomainCreates, false)];
                notifications::set(cx, AUDIENCE, None, &off).await.map(drop)
            }
            Self::Members => {
                members::list(cx, members::MemberFilter::default(), window).await.map(drop)
            }
            Self::ContactAdded => adds(cx, "friend", Privileges::default()).await.map(drop),
            Self::PrivilegesSet => {
                let everything = Privileges::default().with(Privilege::EveryDomain);
                contacts::set_privileges(cx, cx.caller.member.unwrap(), everything).await
            }
            Self::ContactRemoved => contacts::remove(cx, cx.caller.member.unwrap()).await,
            Self::Children => {
                children::list(cx, None, children::ChildOrder::Opened, window).await.map(drop)
            }
            _ => second_factor::generate(cx).await.map(drop),
        }
    }
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
