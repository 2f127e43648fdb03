//! What a contact can try, and which privileges each takes.

use app::Context;
use app::accounts::{
    children, contacts, funds, logs, members, notifications, profile, second_factor,
};
use app::domains::choices::{ContactChoice, NameserverChoice};
use app::domains::nameservers::DnssecChoice;
use app::domains::signers::Removal;
use app::domains::transfer::{read as transfers, request, respond};
use app::domains::{
    auth_code, autorenew, contacts as whois, delete, hosts, lock, nameservers, read, register,
    renew, signers, suspend, totals, update,
};
use app::page::Window;
use app::polls::{self, EventFilter, EventOrder};
use app::templates;
use app::zones::{self, OwnedDraft};
use model::Result;
use model::contact::ContactPatch;
use model::dnssec::DelegationSigner;
use model::domain::{DomainId, Lock};
use model::event::{EventKind, Notification};
use model::name::DomainName;
use model::privilege::{BillingPrivilege, DomainPrivilege, MiscPrivilege, Privilege, Privileges};
use model::secret::Secret;
use model::time::Years;

use super::adds;
use crate::world::{AUDIENCE, PAGE, jane, name};

/// What a contact can try. The registry is out of reach, so most succeed as far as that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
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
    pub fn all(id: DomainId) -> Vec<(Self, Option<Vec<Privilege>>)> {
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

    pub async fn tried(self, cx: &Context, on: &DomainName) -> Result<()> {
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
                let (reference, extras) = (None, Default::default());
                let wish =
                    register::Register { name, years, contacts, nameservers, reference, extras };
                register::register(cx, wish).await.map(drop)
            }
            _ => {
                let (name, reference) = (name("elsewhere.co.za"), None);
                let auth_code = Some(Secret::new("code".to_owned()));
                let wish = request::Request {
                    name,
                    auth_code,
                    contacts,
                    nameservers,
                    reference,
                    confirmed_by_owner: false,
                };
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
                let choice = ContactChoice { parts, ..ContactChoice::default() };
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
