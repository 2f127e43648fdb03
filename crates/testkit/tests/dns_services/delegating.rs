//! People who act for a client: each may do exactly what it was granted, and nothing changes where it
//! may not.

use app::Context;
use app::accounts::contacts;
use model::account::{AccountId, MemberId};
use model::domain::DomainId;
use model::privilege::{
    BillingPrivilege as Billing, DomainPrivilege as Domain, MiscPrivilege as Misc, Privilege,
    Privileges, ServicePrivilege as Service, SupportPrivilege as Support,
};
use model::subscription::SubscriptionId;
use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::{Client, Ordered, Reply};

use crate::catalogue::{self, Operation};
use crate::estate::{Estate, STARTER, founded, text};

/// What a contact needs for a call.
enum Needs {
    /// Nothing: it shows no more than what is granted about single things.
    Nothing,
    /// These, and no others.
    All(Vec<Privilege>),
}
use Needs::{All, Nothing};

/// What a contact needs for one row of the catalogue, made about `estate`.
fn needs(operation: &Operation, estate: &Estate) -> Needs {
    let billing = |one| All(vec![Privilege::Billing(one)]);
    let support = |one| All(vec![Privilege::Support(one)]);
    let misc = |one| All(vec![Privilege::Misc(one)]);
    let number = |place: &str| estate.place(operation, place).parse::<i64>().expect("a number");
    let domain = |one| All(vec![Privilege::Domain(DomainId(number("id")), one)]);
    let service = |place, one| All(vec![Privilege::Service(SubscriptionId(number(place)), one)]);
    match operation.id.as_str() {
        "login"
        | "logout"
        | "refresh_token"
        | "revoke_token"
        | "user_details"
        | "payment_methods"
        | "payment_fees"
        | "ticket_departments"
        | "list_domains"
        | "domain_details_by_name"
        | "domain_dns_types"
        | "dnssec_flags"
        | "domain_lookup"
        | "list_tlds"
        | "tld_form"
        | "list_services"
        | "list_categories"
        | "list_products"
        | "product_configuration"
        | "order_quote"
        | "list_dns" => Nothing,
        "user_logs" | "list_contacts" | "contact_privileges" | "contact_details" => {
            misc(Misc::ManageProfiles)
        }
        id if id.starts_with("affiliate_") => misc(Misc::Affiliates),
        "account_balance" => billing(Billing::Balance),
        "list_invoices" | "invoice_details" | "apply_credit" => billing(Billing::PayInvoice),
        "list_tickets" | "ticket_details" | "ticket_attachment" | "reply_ticket" => {
            support(Support::Tickets)
        }
        "create_ticket" => support(Support::NewTicket),
        "reopen_ticket" | "close_ticket" => support(Support::CloseTicket),
        "order_domain" | "order_product" | "order_multiple" => billing(Billing::Orders),
        "domain_details"
        | "get_domain_ns"
        | "list_domain_dns"
        | "sync_domain"
        | "get_domain_lock"
        | "get_domain_contact"
        | "get_domain_email_forwarding"
        | "get_domain_autorenew"
        | "list_dnssec_keys" => domain(Domain::Basic),
        "update_domain_ns" => domain(Domain::Nameservers),
        "register_domain_ns" => domain(Domain::RegisterHosts),
        "create_domain_dns" | "update_domain_dns" | "delete_domain_dns" => domain(Domain::Dns),
        "domain_epp" => domain(Domain::AuthCode),
        "update_domain_lock" => domain(Domain::RegistrarLock),
        "update_domain_idprotection" => domain(Domain::IdProtection),
        "update_domain_contact" => All(vec![
            Privilege::Domain(DomainId(number("id")), Domain::Basic),
            Privilege::Domain(DomainId(number("id")), Domain::ContactInfo),
        ]),
        "update_domain_email_forwarding" => domain(Domain::EmailForwarding),
        "update_domain_forwarding" => domain(Domain::Forwarding),
        "update_domain_autorenew" => domain(Domain::Autorenew),
        "add_dnssec_key" | "delete_dnssec_key" => domain(Domain::Dnssec),
        "renew_domain" => domain(Domain::Renew),
        "service_details" | "service_methods" | "get_service_label" => {
            service("id", Service::Basic)
        }
        "upgrade_options" | "upgrade_service" => service("id", Service::Upgrade),
        "cancel_service" => service("id", Service::Cancelation),
        "update_service_label" => service("id", Service::Label),
        "list_service_zones" | "zone_details" => service("service_id", Service::Basic),
        "create_zone" | "delete_zone" | "create_record" | "delete_record" => {
            service("service_id", Service::Dns)
        }
        // What is left out of a change stays, and is read for that.
        "update_record" => {
            let id = SubscriptionId(number("service_id"));
            All(vec![Privilege::Service(id, Service::Basic), Privilege::Service(id, Service::Dns)])
        }
        unknown => panic!("nobody said what contacts need for {unknown}"),
    }
}

/// Everything that can be granted about what the client owns.
fn everything(estate: &Estate) -> Vec<Privilege> {
    let number = |id: &String| id.parse::<i64>().expect("a number");
    let names = [&estate.name, &estate.signed, &estate.waiting].map(|id| DomainId(number(id)));
    let services = [&estate.hosting, &estate.dns].map(|id| SubscriptionId(number(id)));
    let mut all = Vec::new();
    all.extend(Billing::ALL.iter().copied().map(Privilege::Billing));
    all.extend(Support::ALL.iter().copied().map(Privilege::Support));
    all.extend(Misc::ALL.iter().copied().map(Privilege::Misc));
    for id in names {
        all.extend(Domain::ALL.iter().map(|one| Privilege::Domain(id, *one)));
    }
    for id in services {
        all.extend(Service::ALL.iter().map(|one| Privilege::Service(id, *one)));
    }
    all
}

/// The owner of main, and a contact of his.
struct Office {
    cx: Context,
    contact: MemberId,
    estate: Estate,
    client: Client,
}

impl Office {
    async fn of(world: &World, label: &str) -> Self {
        let estate = founded(world).await;
        let client = estate.client.get("/details").await.done().json["client"].clone();
        let account = AccountId(text(&client, "id").parse().expect("a number"));
        let realm = &world.running().world().realm;
        let cx = Context::for_account(realm, account).await.expect("main's account");
        let login = world.client_login(label).0;
        let contacts = estate.client.get("/contact").await.done().list_at("contacts");
        let contact = contacts.iter().find(|row| row["email"] == login).expect("the contact");
        let contact = MemberId(text(contact, "id").parse().expect("a number"));
        Self { cx, contact, estate, client: world.client(label).await }
    }

    /// Grants the contact exactly this.
    async fn grants(&self, privileges: impl IntoIterator<Item = Privilege>) {
        let all = privileges.into_iter().fold(Privileges::default(), Privileges::with);
        contacts::set_privileges(&self.cx, self.contact, all).await.expect("the owner may");
    }

    /// The contact makes a call about what main owns.
    async fn calls(&self, operation: &Operation) -> Reply {
        let places = self.estate.places(operation);
        let places: Vec<_> = places.iter().map(|(place, id)| (*place, id.as_str())).collect();
        operation.call(&self.client, &places, &self.estate.good(&operation.id)).await
    }

    /// Everything main sees but the trace of what is granted.
    async fn seen(&self) -> Vec<(String, Value)> {
        let hidden = |path: &String| path == "/logs" || path.starts_with("/contact");
        self.estate.seen().await.into_iter().filter(|(path, _)| !hidden(path)).collect()
    }
}

/// Calls that end what others need come last.
fn in_order() -> Vec<Operation> {
    let mut all = catalogue::read().operations;
    let signs = ["login", "logout", "refresh_token", "revoke_token"];
    all.retain(|operation| !signs.contains(&operation.id.as_str()));
    all.sort_by_key(|operation| ["delete_zone", "cancel_service"].contains(&&*operation.id));
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn every_privilege_but_the_one_that_is_needed_opens_nothing() {
    let world = World::on("2026-01-01").await;
    let office = Office::of(&world, "john").await;
    let everything = everything(&office.estate);
    let (before, ledger) = (office.seen().await, world.ledger().await);
    let mut tried = 0;
    for operation in in_order() {
        let All(needed) = needs(&operation, &office.estate) else { continue };
        for one in needed {
            office.grants(everything.iter().copied().filter(|other| *other != one)).await;
            let reply = office.calls(&operation).await;
            assert_eq!(reply.status, 403, "{} without {one:?}: {}", operation.id, reply.text);
            reply.refused(403);
            tried += 1;
        }
    }
    assert!(tried > 55, "{tried}");
    Estate::is_as(&before, &office.seen().await, "calls without privileges");
    assert_eq!(world.ledger().await, ledger);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_one_privilege_that_is_needed_opens_its_call() {
    let world = World::on("2026-01-01").await;
    let office = Office::of(&world, "john").await;
    for operation in in_order() {
        match needs(&operation, &office.estate) {
            All(needed) => office.grants(needed).await,
            Nothing => office.grants([]).await,
        }
        let reply = office.calls(&operation).await;
        let id = operation.id.as_str();
        match id {
            // What is open cannot be opened.
            "reopen_ticket" => drop(reply.refused(400)),
            _ => assert_eq!(reply.status, 200, "{id}: {}", reply.text),
        }
    }
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_show_what_was_granted_and_nothing_else() {
    let world = World::on("2026-01-01").await;
    let office = Office::of(&world, "john").await;
    let (estate, john) = (&office.estate, &office.client);
    let name = DomainId(estate.signed.parse().expect("a number"));
    let service = SubscriptionId(estate.hosting.parse().expect("a number"));
    let listed = async |path: &str, key: &str| {
        let rows = john.get(path).await.done().list_at(key);
        rows.iter().map(|row| text(row, "id")).collect::<Vec<_>>()
    };
    office
        .grants([
            Privilege::Domain(name, Domain::Basic),
            Privilege::Service(service, Service::Basic),
        ])
        .await;
    assert_eq!(listed("/domain", "domains").await, std::slice::from_ref(&estate.signed));
    assert_eq!(listed("/service", "services").await, std::slice::from_ref(&estate.hosting));
    assert_eq!(john.get("/dns").await.done().json, json!({ "service_ids": [], "zones": [] }));
    let service = john.service(&estate.hosting).await;
    assert_eq!((&service["username"], &service["password"]), (&json!(""), &json!("")));
    let named = john.get(&format!("/domain/name/{}", crate::estate::NAME)).await.done();
    assert_eq!(named.json, json!({ "details": [] }));
    office.grants([Privilege::EveryDomain, Privilege::EveryService]).await;
    assert_eq!(listed("/domain", "domains").await.len(), 3);
    assert_eq!(listed("/service", "services").await.len(), 2);
    assert_ne!(john.service(&estate.hosting).await["password"], "");
}

/// What the demo contacts may call, as they are granted from the beginning.
#[tokio::test(flavor = "multi_thread")]
async fn the_demo_contacts_do_what_they_were_granted_and_nothing_else() {
    for label in ["mary", "john"] {
        let world = World::on("2026-01-01").await;
        let office = Office::of(&world, label).await;
        let catalogue = office.estate.client.get("/contact/privileges").await.done();
        let catalogue = catalogue.json["privileges"].clone();
        let path = format!("/contact/{}", office.contact.0);
        let details = office.estate.client.get(&path).await.done().json;
        let granted = &details["contact"]["privileges"];
        for (group, words) in granted.as_object().expect("groups") {
            for word in words.as_array().expect("words") {
                let known = catalogue[group].as_array().expect("a group of the catalogue");
                assert!(known.contains(word), "{group} {word}");
            }
        }
        let holds = |one: &Privilege| {
            let (group, word) = match one {
                Privilege::Billing(one) => ("billing", one.word()),
                Privilege::Support(one) => ("support", one.word()),
                Privilege::Misc(one) => ("misc", one.word()),
                _ => return false,
            };
            granted[group].as_array().is_some_and(|words| words.contains(&json!(word)))
        };
        let before = office.seen().await;
        let mut open = Vec::new();
        for operation in in_order() {
            match needs(&operation, &office.estate) {
                All(needed) if needed.iter().all(holds) => open.push(operation),
                All(_) => drop(office.calls(&operation).await.refused(403)),
                Nothing => drop(office.calls(&operation).await.done()),
            }
        }
        Estate::is_as(&before, &office.seen().await, label);
        for operation in open {
            let reply = office.calls(&operation).await;
            assert!(matches!(reply.status, 200 | 400), "{label} {}: {}", operation.id, reply.text);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mary_orders_and_pays_and_john_asks_for_help() {
    let world = World::on("2026-01-01").await;
    let (main, mary, john) =
        (world.client("main").await, world.client("mary").await, world.client("john").await);
    let ordered: Ordered = mary.orders(STARTER, "m", "shoes.com").await;
    john.pays(&ordered.invoice).await.refused(403);
    let paid = mary.pays(&ordered.invoice).await.done();
    assert_eq!(paid.text_at("invoice_status"), "Paid");
    mary.get(&format!("/service/{}", ordered.item)).await.refused(403);
    assert_eq!(main.service(&ordered.item).await["status"], "Active");
    let question = json!({ "dept_id": 2, "subject": "Help", "body": "A server is down." });
    let number = john.post("/tickets", question).await.done().json["ticket"].to_string();
    let path = format!("/tickets/{number}");
    let ticket = main.get(&path).await.done().json["ticket"].clone();
    assert_eq!(
        (&ticket["name"], &ticket["email"]),
        (&json!("John Whitfield"), &json!("john@whitfield.example.com"))
    );
    john.put(&format!("{path}/close"), json!({})).await.refused(403);
    let _ = mary.put(&format!("{path}/close"), json!({})).await.done();
    world.is_consistent().await;
}
