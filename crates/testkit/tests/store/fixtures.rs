//! What the tests begin with: people, names, instants.

use model::account::{Account, AccountId, Billing, Kind, MemberId, MemberRole, Standing};
use model::contact::{Contact, ContactId};
use model::domain::{Domain, DomainId, Lock};
use model::money::{Currency, Money};
use model::name::{DomainName, HostName};
use model::product::{Cycle, ProductId, ProductKind};
use model::subscription::{Subscription, SubscriptionId, SubscriptionState};
use model::time::{Seconds, Timestamp};
use store::Store;
use store::accounts::{NewMember, Page, Window};
use store::subscriptions::StoredSubscription;

/// 2026-01-01T00:00:00Z.
pub const NEW_YEAR: Timestamp = Timestamp::from_unix(1_767_225_600);

/// More than any test has.
pub const EVERYTHING: Window = Window { start: 0, limit: 1_000, descending: false };

/// Some seconds after [`NEW_YEAR`].
pub fn second(number: i64) -> Timestamp {
    NEW_YEAR + Seconds(number)
}

/// A page of a list.
pub const fn page(start: i64, limit: i64) -> Window {
    Window { start, limit, descending: false }
}

/// The same page counted from the end.
pub const fn backwards(window: Window) -> Window {
    Window { descending: true, ..window }
}

/// A page in one line, a word for each row: `ab a-c, 2 of 7` where two of seven rows match.
pub fn line<T>(page: &Page<T>, word: impl Fn(&T) -> &str) -> String {
    let words: Vec<&str> = page.rows.iter().map(word).collect();
    format!("{}, {} of {}", words.join(" "), page.matching, page.total)
}

/// Cents of a rand.
pub const fn cents(minor: i64) -> Money {
    Money::new(minor, Currency::ZAR)
}

pub fn contact(name: &str) -> Contact {
    Contact {
        name: name.to_owned(),
        company: format!("{name} Traders"),
        email: "jane@example.co.za".to_owned(),
        phone: "+27.215550100".to_owned(),
        fax: String::new(),
        street: ["1 Long Street".to_owned(), "Floor 2".to_owned(), String::new()],
        city: "Cape Town".to_owned(),
        province: "Western Cape".to_owned(),
        postal_code: "8001".to_owned(),
        country: "ZA".to_owned(),
    }
}

/// A reseller below `parent`, as it is opened.
pub const fn account(parent: Option<AccountId>) -> Account {
    Account {
        id: AccountId(0),
        parent,
        kind: Kind::Reseller,
        standing: Standing::Active,
        currency: Currency::ZAR,
        billing: Billing::Prepaid,
        low_balance_minor: 5_000,
        agreement: true,
        opened: NEW_YEAR,
    }
}

/// Opens an account; its owner signs in as `login` and is called `name`.
pub async fn open_below(
    store: &Store,
    parent: Option<AccountId>,
    login: &str,
    name: &str,
) -> (AccountId, MemberId) {
    let (login, profile) = (login.to_owned(), contact(name));
    let opened = store.write(move |tx| {
        let account = tx.add_account(&account(parent))?;
        let owner = NewMember {
            account,
            audience: "test",
            login: &login,
            role: MemberRole::Owner,
            password: "$argon2id$",
            profile: &profile,
            added: NEW_YEAR,
        };
        Ok((account, tx.add_member(&owner)?))
    });
    opened.await.expect("an account with a login of its own can be opened")
}

/// Opens an account that stands alone.
pub async fn open(store: &Store, login: &str) -> AccountId {
    open_below(store, None, login, "Jane").await.0
}

/// Adds a sub-user to an account.
pub async fn add_subuser(
    store: &Store,
    account: AccountId,
    login: &str,
    name: &str,
) -> model::Result<MemberId> {
    let (login, profile) = (login.to_owned(), contact(name));
    store
        .write(move |tx| {
            tx.add_member(&NewMember {
                account,
                audience: "test",
                login: &login,
                role: MemberRole::Subuser,
                password: "$argon2id$",
                profile: &profile,
                added: NEW_YEAR,
            })
        })
        .await
}

/// Opens an account with money in it.
pub async fn open_with(store: &Store, login: &str, money: Money) -> AccountId {
    let account = open(store, login).await;
    let paid = store.write(move |tx| {
        tx.lock_account(account)?;
        tx.pay(account, money, None, "deposit", NEW_YEAR)
    });
    paid.await.expect("a deposit is taken");
    account
}

/// The name `label`.co.za.
pub fn name(label: &str) -> DomainName {
    DomainName::from_parts(label, "co.za").expect("the tests' labels are names")
}

pub fn hosts(names: &[&str]) -> Vec<HostName> {
    names.iter().map(|name| HostName::from_stored(name)).collect()
}

/// A registration for a year from [`NEW_YEAR`] on.
pub fn domain(name: DomainName, account: AccountId, registrant: ContactId) -> Domain {
    Domain {
        id: DomainId(0),
        name,
        account,
        registered: NEW_YEAR,
        anchor: NEW_YEAR,
        expires: NEW_YEAR + Seconds(365 * 86_400),
        renewed: None,
        updated: NEW_YEAR,
        transferred: None,
        deleted: None,
        lock: Lock::On,
        suspended: false,
        autorenew: true,
        privacy: false,
        managed_dns: true,
        dnssec: false,
        reference: None,
        contacts: [registrant; 4],
        nameservers: hosts(&["ns1.example.net", "ns2.example.net"]),
        pending: None,
        told: NEW_YEAR,
    }
}

/// Makes a contact of an account.
pub async fn registrant(store: &Store, account: AccountId) -> ContactId {
    let made = store.write(move |tx| {
        tx.contact_for(account, "jane", &format!("NY-{}", account.0), &contact("Jane"), NEW_YEAR)
    });
    made.await.expect("a contact can be made")
}

/// Registers names for an account.
pub async fn register(store: &Store, account: AccountId, names: Vec<DomainName>) -> Vec<DomainId> {
    let registrant = registrant(store, account).await;
    let registered = store.write(move |tx| {
        let mut ids = Vec::new();
        for name in &names {
            ids.push(tx.add_domain(&domain(name.clone(), account, registrant), &[], b"sealed")?);
        }
        Ok(ids)
    });
    registered.await.expect("free names can be registered")
}

/// A running subscription that was paid when it was bought, until some seconds after [`NEW_YEAR`].
pub fn bought(
    account: AccountId,
    (kind, product, cycle): (ProductKind, u32, Cycle),
    price: Money,
    due: i64,
) -> StoredSubscription {
    StoredSubscription {
        subscription: Subscription {
            id: SubscriptionId(0),
            account,
            product: ProductId(product),
            kind,
            cycle,
            state: SubscriptionState::Active,
            domain: String::new(),
            label: String::new(),
            username: String::new(),
            first_payment: price,
            recurring: price,
            created: NEW_YEAR,
            anchor: NEW_YEAR,
            due: second(due),
            invoiced: None,
            cancellation: None,
            ended: None,
            prepaid: true,
            autorenew: false,
            part_of: None,
        },
        password_sealed: Vec::new(),
        reason: String::new(),
        selection: String::new(),
        method: None,
        note: String::new(),
    }
}
