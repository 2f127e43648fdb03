//! Customers, the contacts that stand for their names, and their names by number wherever they stand.

use std::collections::BTreeMap;

use model::account::{Account, AccountId, Billing, Kind, MemberRole, Standing};
use model::contact::ContactId;
use model::domain::standing::NameStanding;
use model::domain::{Domain, DomainId, Pending};
use model::error::Role;
use model::invoice::{InvoiceId, InvoiceState, LineId, LineKind, LineState, Share};
use model::particulars::{Particulars, Person};
use model::time::{Seconds, Timestamp};
use store::accounts::{NewMember, Window};
use store::domain_list::ListFilter;
use store::domain_search::NameClock;
use store::invoices::{Invoice, Line};
use store::registrants::RegistrantsOf;
use store::scope::Scope;
use store::{Store, Tx};
use testkit::database::each_engine;

use crate::fixtures::{
    EVERYTHING, NEW_YEAR, account, backwards, cents, contact, domain, name, open, page,
};

const DAY: i64 = 86_400;

fn now() -> Timestamp {
    NEW_YEAR + Seconds(30 * DAY)
}

fn clock() -> NameClock {
    let exceptions = vec![(Seconds(90 * DAY), vec!["com".to_owned(), "net".to_owned()])];
    NameClock { now: now(), redemption: Seconds(40 * DAY), exceptions }
}

fn person(name: &str) -> Person {
    Person {
        contact: contact(name),
        particulars: Particulars {
            given_name: name.to_owned(),
            mobile: "0412345678".to_owned(),
            business_number: "53004085616".to_owned(),
            business_number_type: "VIC BN".to_owned(),
            ..Particulars::default()
        },
    }
}

fn adds_person(tx: &mut Tx<'_>, account: AccountId, name: &str) -> model::Result<ContactId> {
    let id = tx.add_person(account, &person(name), NEW_YEAR)?;
    tx.set_handle(id, &format!("handle-{}", id.0))?;
    Ok(id)
}

/// Opens a customer below an account, known by a person.
async fn customer(store: &Store, parent: AccountId, login: &str) -> (AccountId, ContactId) {
    let login = login.to_owned();
    let opened = store.write(move |tx| {
        let opened = tx.add_account(&Account {
            kind: Kind::Customer,
            billing: Billing::FromAbove,
            ..account(Some(parent))
        })?;
        let profile = contact(&login);
        tx.add_member(&NewMember {
            account: opened,
            audience: "test",
            login: &login,
            role: MemberRole::Owner,
            password: "",
            profile: &profile,
            added: NEW_YEAR,
        })?;
        let person = adds_person(tx, opened, &login)?;
        tx.set_primary_contact(opened, person)?;
        Ok((opened, person))
    });
    opened.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_are_listed_by_number_with_the_person_that_stands_for_them() {
    each_engine(async |store| {
        let (top, stranger) = (open(&store, "top").await, open(&store, "stranger").await);
        let (ann, card) = customer(&store, top, "ann").await;
        let (ben, _) = customer(&store, top, "ben").await;
        let (cat, _) = customer(&store, top, "cat").await;
        customer(&store, stranger, "dan").await;
        let logins = async |window: Window| {
            let page = store.read(move |tx| tx.customers(top, window)).await.unwrap();
            let logins: Vec<String> = page.rows.into_iter().map(|one| one.username).collect();
            (logins.join(" "), page.total)
        };
        assert_eq!(logins(EVERYTHING).await, ("ann ben cat".into(), 3));
        assert_eq!(logins(page(1, 1)).await, ("ben".into(), 3));
        assert_eq!(logins(backwards(page(0, 2))).await, ("cat ben".into(), 3));
        assert_eq!(logins(page(3, 10)).await, (String::new(), 3));

        store.write(move |tx| tx.set_account_standing(ben, Standing::Closed)).await.unwrap();
        let read = async |above, id| store.read(move |tx| tx.customer(above, id)).await.unwrap();
        let found = read(top, ann).await.unwrap();
        assert_eq!((found.person.id, found.person.person), (card, person("ann")));
        assert_eq!((found.opened, found.standing), (NEW_YEAR, Standing::Active));
        assert_eq!(read(top, ben).await.unwrap().standing, Standing::Closed);
        assert_eq!((read(stranger, cat).await, read(top, top).await), (None, None));

        store.write(move |tx| tx.set_login(found.owner, "Ann-Marie")).await.unwrap();
        let renamed = store.read(|tx| tx.member_by_login("test", "ann-marie")).await.unwrap();
        assert_eq!(renamed.unwrap().account.id, ann);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registrant_is_that_of_the_customer_it_was_first_used_for() {
    each_engine(async |store| {
        let top = open(&store, "top").await;
        let (ann, card) = customer(&store, top, "ann").await;
        let (ben, unused) = customer(&store, top, "ben").await;
        let written = store.write(move |tx| {
            let shared = adds_person(tx, top, "shared")?;
            let spare = adds_person(tx, top, "spare")?;
            adds_person(tx, top, "private")?;
            for id in [shared, spare] {
                tx.set_registrant_of(id, top)?;
            }
            tx.use_registrant(shared, ann, top)?;
            tx.use_registrant(shared, ben, top)?;
            tx.use_registrant(card, ann, top)?;
            Ok((shared, spare))
        });
        let (shared, spare) = written.await.unwrap();
        let listed = async |whose, window: Window| {
            let page = store.read(move |tx| tx.registrants(whose, window)).await.unwrap();
            let rows: Vec<_> = page.rows.into_iter().map(|one| (one.id, one.customer)).collect();
            (rows, page.total)
        };
        let all = vec![(card, Some(ann)), (shared, Some(ann)), (spare, None)];
        assert_eq!(listed(RegistrantsOf::Reseller(top), EVERYTHING).await, (all.clone(), 3));
        assert_eq!(listed(RegistrantsOf::Reseller(top), page(1, 1)).await, (all[1..2].to_vec(), 3));
        assert_eq!(listed(RegistrantsOf::Customer(ann), EVERYTHING).await, (all[..2].to_vec(), 2));
        assert_eq!(listed(RegistrantsOf::Customer(ben), EVERYTHING).await, (vec![], 0));
        let unused = store.read(move |tx| tx.person(unused)).await.unwrap().unwrap();
        assert_eq!((unused.customer, unused.reseller), (None, None));
    })
    .await;
}

/// A line by which a customer ordered a name.
fn ordered(
    tx: &mut Tx<'_>,
    account: AccountId,
    subject: i64,
    name: &str,
    (kind, state): (LineKind, LineState),
) -> model::Result<LineId> {
    let number = tx.next_invoice_number(account, 1)?;
    let invoice = tx.add_invoice(&Invoice {
        id: InvoiceId(0),
        account,
        seller: account,
        number: format!("{}-{number}", account.0),
        state: InvoiceState::Unpaid,
        raised: NEW_YEAR,
        due: NEW_YEAR,
        paid: None,
        method: None,
        tax_name: String::new(),
        tax_rate: 0,
        subtotal: cents(100),
        tax: cents(0),
        total: cents(100),
        applied: cents(0),
        payer: None,
    })?;
    tx.add_line(&Line {
        id: LineId(0),
        invoice,
        account,
        raised: NEW_YEAR,
        kind,
        state,
        subject,
        product: 0,
        name: name.to_owned(),
        description: String::new(),
        years: 2,
        months: 24,
        amount: cents(100),
        share: Share { gross: cents(100), tax: cents(0) },
        covers: None,
        detail: String::new(),
    })
}

/// A reseller, and two customers that have one name in every standing between them.
async fn wardrobe(store: &Store) -> (AccountId, AccountId, AccountId, ContactId) {
    let top = open(store, "top").await;
    let (ann, card) = customer(store, top, "ann").await;
    let (ben, other) = customer(store, top, "ben").await;
    let stranger = open(store, "stranger").await;
    let (cat, third) = customer(store, stranger, "cat").await;
    let written = store.write(move |tx| {
        let held = |label: &str, to: AccountId, card: ContactId, days: i64| Domain {
            expires: now() + Seconds(days * DAY),
            ..domain(name(label), to, card)
        };
        let mut add = |domain: &Domain| tx.add_domain(domain, &[], b"sealed");
        let boots = add(&held("boots", ann, card, 300))?;
        let bags = Domain { pending: Some(Pending::Renewal), ..held("bags", ann, card, 9) };
        add(&bags)?;
        add(&held("caps", ben, other, -5))?;
        add(&held("drapes", ann, card, -50))?;
        add(&Domain { pending: Some(Pending::Transfer), ..held("gowns", ann, card, 100) })?;
        let kilts = held("kilts", ann, card, 10);
        let kilts = Domain { id: add(&kilts)?, ..kilts };
        add(&held("theirs", cat, third, 300))?;
        tx.end_domain(&kilts, now())?;
        let mut orders = |account, label: &str, asked| -> model::Result<i64> {
            let number = tx.reserve_domain()?;
            ordered(tx, account, number.0, label, asked)?;
            Ok(number.0)
        };
        orders(ann, "hats.co.za", (LineKind::Register, LineState::Begun))?;
        orders(ann, "jeans.za", (LineKind::Transfer, LineState::Begun))?;
        let refused = orders(ben, "scarves.co.za", (LineKind::Register, LineState::Refused))?;
        orders(cat, "alien.co.za", (LineKind::Register, LineState::Begun))?;
        orders(ann, "never.co.za", (LineKind::Register, LineState::Cancelled))?;
        // Tried once before, under the same number.
        let earlier = (LineKind::Transfer, LineState::Refused);
        ordered(tx, ann, refused - 1, "jeans.za", (LineKind::Transfer, LineState::Begun))?;
        ordered(tx, ann, boots.0, "boots.co.za", earlier)?;
        ordered(tx, ann, boots.0, "boots.co.za", (LineKind::Register, LineState::Done)).map(drop)
    });
    written.await.unwrap();
    (top, ann, ben, card)
}

async fn found(store: &Store, scope: Scope, filter: ListFilter, window: Window) -> (String, i64) {
    store
        .read(move |tx| {
            let page = tx.listed_names(scope, &filter, &clock(), window)?;
            let mut words = Vec::new();
            for listed in page.rows {
                words.push(format!("{}", listed.standing.number()));
            }
            Ok((words.join(" "), page.total))
        })
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_every_standing_are_listed_by_number() {
    each_engine(async |store| {
        let (top, ann, ben, card) = wardrobe(&store).await;
        let all = Scope::with_below(top);
        let with = async |filter| found(&store, all, filter, EVERYTHING).await;
        let none = ListFilter::default;
        assert_eq!(with(none()).await, ("2 3 6 4 8 5 1 7 9".into(), 9));
        let page_of = async |window| found(&store, all, none(), window).await.0;
        assert_eq!(page_of(page(0, 4)).await, "2 3 6 4");
        assert_eq!(page_of(page(4, 4)).await, "8 5 1 7");
        assert_eq!(page_of(page(8, 4)).await, "9");
        assert_eq!(page_of(backwards(page(0, 3))).await, "9 7 1");
        for standing in NameStanding::ALL {
            let only = ListFilter { standing: Some(standing), ..none() };
            assert_eq!(with(only).await, (standing.number().to_string(), 1), "{standing:?}");
        }
        let own = async |id| found(&store, Scope::own(id), none(), EVERYTHING).await;
        assert_eq!(own(ann).await, ("2 3 4 8 5 1 7".into(), 7));
        assert_eq!(own(ben).await, ("6 9".into(), 2));
        let named = |name: &str| ListFilter { name: Some(name.to_owned()), ..none() };
        assert_eq!(with(named("hats.co.za")).await, ("1".into(), 1));
        assert_eq!(with(named("boots.co.za")).await, ("2".into(), 1));
        assert_eq!(with(named("boots")).await, (String::new(), 0));
        assert_eq!(with(named("theirs.co.za")).await.1, 0);
        let under = |tlds: &[&str]| ListFilter {
            tlds: tlds.iter().map(|tld| (*tld).to_owned()).collect(),
            ..none()
        };
        assert_eq!(with(under(&["za"])).await, ("7".into(), 1));
        assert_eq!(with(under(&["co.za"])).await.1, 8);
        assert_eq!(with(under(&["co.za", "za"])).await.1, 9);
        let hers = vec![(Role::Admin, card), (Role::Billing, card), (Role::Tech, card)];
        let hers = ListFilter { contacts: hers, ..none() };
        assert_eq!(with(hers.clone()).await, ("2 3 4 8 5".into(), 5));
        let mut narrow = ListFilter { standing: Some(NameStanding::Ordered), ..hers };
        assert_eq!(with(narrow.clone()).await.1, 0);
        narrow = ListFilter { tlds: vec!["co.za".into()], ..narrow };
        narrow.standing = Some(NameStanding::Registered);
        narrow.name = Some("boots.co.za".into());
        assert_eq!(with(narrow).await, ("2".into(), 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_a_page_of_names_is_read_at_once() {
    each_engine(async |store| {
        let (top, ..) = wardrobe(&store).await;
        let said = BTreeMap::from([("eligibility".to_owned(), "Company".to_owned())]);
        let told = said.clone();
        store.write(move |tx| tx.set_extras(DomainId(1), &told)).await.unwrap();
        store
            .read(move |tx| {
                let ids = [DomainId(1), DomainId(2), DomainId(6)];
                let extras = tx.extras_of(&ids)?;
                assert_eq!(extras, [(DomainId(1), "eligibility".into(), "Company".into())]);
                assert_eq!(tx.months_paid(&ids)?, [(DomainId(1), 24)]);
                let registrations = tx.registrations(&ids)?;
                let ended: Vec<bool> = registrations.iter().map(|one| one.1.is_some()).collect();
                assert_eq!(ended, [false, false, true]);
                let filter =
                    ListFilter { standing: Some(NameStanding::Ordered), ..ListFilter::default() };
                let page =
                    tx.listed_names(Scope::with_below(top), &filter, &clock(), EVERYTHING)?;
                let store::domain_list::Source::Order(line) = page.rows[0].source else {
                    panic!("it is ordered")
                };
                let orders = tx.orders_of_names(&[line])?;
                assert_eq!((&*orders[0].0.name, orders[0].1.is_none()), ("hats.co.za", true));
                assert_eq!(tx.extras_of(&[])?.len() + tx.months_paid(&[])?.len(), 0);
                Ok(())
            })
            .await
            .unwrap();
    })
    .await;
}
