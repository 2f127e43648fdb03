//! Whether the platform's own books, its names and the registry's tell the same.
//!
//! Looks behind the calls, because a name that only the registry knows shows in none of them.

use std::collections::BTreeMap;

use app::Realm;
use app::ports::registry::{Info, TransferStanding};
use model::contact::Contact;
use model::domain::Domain;
use model::domain::transfer::Route;
use model::host::Host;
use model::name::DomainName;
use model::operation::OperationId;
use model::time::Timestamp;
use store::contacts::StoredContact;

use crate::World;

/// Rows that are read in one go.
const AT_ONCE: i64 = 500;

impl World {
    /// Asserts that nothing is under way any more, except transfers that wait for an answer: every
    /// supplier has told, no money is set aside but for those, and no name is marked as changing.
    ///
    /// # Panics
    /// Names what is still open.
    pub async fn is_settled(&self) {
        let world = self.running().world();
        let realm = &world.realm;
        let open = realm.store.read(|tx| tx.open_operations(OperationId(0), AT_ONCE)).await;
        assert!(open.as_ref().is_ok_and(Vec::is_empty), "still open: {open:?}");
        let mut waiting = 0;
        for domain in self.held_names().await {
            let transfer = pending_transfer(realm, &domain.name).await;
            assert_eq!(domain.pending.is_some(), transfer.is_some(), "{domain:?}");
            waiting += i64::from(transfer == Some(Route::Internal));
        }
        let holds = self.ledger().await["open_holds"].as_i64().expect("a number of holds");
        assert!(holds >= waiting, "{holds} open holds, {waiting} transfers that wait");
    }

    /// Asserts that the entries add up, and that the registry holds exactly the names that are held
    /// here, with the same facts.
    ///
    /// # Panics
    /// Names what disagrees.
    pub async fn agrees_with_registry(&self) {
        assert_eq!(self.ledger().await["balanced"], true);
        let world = self.running().world();
        let mut elsewhere: BTreeMap<String, Timestamp> = BTreeMap::new();
        let seen = |name: &DomainName, expires| {
            elsewhere.insert(name.to_string(), expires);
        };
        world.registry.visit_ours(seen).await.expect("the registry's books");
        for domain in self.held_names().await {
            let expires = elsewhere.remove(domain.name.as_str());
            assert_eq!(expires, Some(domain.expires), "the registry about {domain:?}");
            let info = world.realm.registry.info(&domain.name, None).await;
            let info = info.expect("the registry tells about our names");
            same_facts(&world.realm, &domain, &info);
            same_people(&world.realm, &domain, &info).await;
            for host in hosts(&world.realm, &domain).await {
                let there =
                    world.registry.addresses(&host.name).await.expect("the registry's books");
                // One without addresses is known here alone.
                let here = (!host.addresses.is_empty()).then_some(&host.addresses[..]);
                assert_eq!(there.as_deref(), here, "{}", host.name);
            }
            let asked = info.transfer.is_some_and(|step| step.state == TransferStanding::Pending);
            let known = pending_transfer(&world.realm, &domain.name).await == Some(Route::Out);
            assert_eq!(asked, known, "{} on its way to another registrar", domain.name);
        }
        assert!(elsewhere.is_empty(), "only the registry knows {elsewhere:?}");
    }

    /// Asserts all of it, and that no money is set aside.
    ///
    /// # Panics
    /// Names what is not as it should be.
    pub async fn is_consistent(&self) {
        self.is_settled().await;
        self.books_balance().await;
        self.agrees_with_registry().await;
        self.commerce_adds_up().await;
    }

    /// Every living registration, by name.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn held_names(&self) -> Vec<Domain> {
        let world = self.running().world();
        let mut all: Vec<Domain> = Vec::new();
        loop {
            let after = all.last().map_or_else(String::new, |last| last.name.to_string());
            let page = world.realm.store.read(move |tx| tx.domains_after(&after, AT_ONCE)).await;
            let page = page.expect("the database answers");
            if page.is_empty() {
                return all;
            }
            all.extend(page);
        }
    }
}

fn same_facts(realm: &Realm, domain: &Domain, info: &Info) {
    let rules = realm.rules(&domain.name).expect("a name that is sold");
    // What expiry alone brought into redemption was not deleted.
    let lost = domain.expires + rules.redemption_after;
    let deleted = info.deleted.filter(|since| *since != lost);
    let here = (domain.lock, domain.suspended, domain.deleted, &domain.nameservers);
    let there = (info.lock, info.suspended, deleted, &info.nameservers);
    assert_eq!(domain.privacy, info.privacy, "the registry about {}", domain.name);
    assert_eq!(here, there, "the registry about {}", domain.name);
    assert_eq!(domain.dnssec, !info.signers.is_empty(), "the registry about {}", domain.name);
}

async fn same_people(realm: &Realm, domain: &Domain, info: &Info) {
    let rows = domain.contacts;
    let here = realm.store.read(move |tx| rows.into_iter().map(|row| tx.contact(row)).collect());
    let here: Vec<StoredContact> = here.await.expect("a name has its contacts");
    let there = info.contacts.iter().flatten().map(|card| &card.contact);
    let here: Vec<&Contact> = here.iter().map(|stored| &stored.contact).collect();
    assert_eq!(here, there.collect::<Vec<_>>(), "the registry about who holds {}", domain.name);
}

async fn hosts(realm: &Realm, domain: &Domain) -> Vec<Host> {
    let id = domain.id;
    realm.store.read(move |tx| tx.hosts(id)).await.expect("the database answers")
}

async fn pending_transfer(realm: &Realm, name: &DomainName) -> Option<Route> {
    let name = name.clone();
    let found = realm.store.read(move |tx| tx.pending_transfer(&name)).await;
    found.expect("the database answers").map(|stored| stored.transfer.route())
}
