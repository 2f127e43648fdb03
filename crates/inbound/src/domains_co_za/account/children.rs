//! The accounts below the caller's: opened, listed, suspended and let in again.

use app::accounts::children::{self, Child, ChildOrder};
use app::accounts::open;
use app::page::Page;
use dialects::domains_co_za::account::list::{AccountList, AccountRow, ListAccounts};
use dialects::domains_co_za::account::open::{AccountOpened, OpenAccount};
use dialects::domains_co_za::account::suspend::SuspendAccount;
use dialects::domains_co_za::account::unsuspend::UnsuspendAccount;
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::flags::NumberFlag;
use model::money::Money;
use model::secret::Secret;

use super::{needed, profile};
use crate::domains_co_za::answer::{Handled, done, just_done};
use crate::domains_co_za::door::Caller;
use crate::domains_co_za::{AUDIENCE, pages};

pub async fn open(caller: Caller, call: OpenAccount) -> Handled<AccountOpened> {
    let wish = open::OpenAccount {
        audience: AUDIENCE,
        login: call.username,
        password: Secret::new(call.password),
        profile: profile::contact(call.profile),
    };
    let opened = open::open(caller.cx()?, wish).await?;
    Ok(done(AccountOpened { api_key: opened.api_key.reveal().clone() }))
}

pub async fn list(caller: Caller, call: ListAccounts) -> Handled<AccountList> {
    let order = match call.page.sort_by.as_deref() {
        Some("strUsername") => ChildOrder::Login,
        Some("strName") => ChildOrder::Name,
        Some("strCompany") => ChildOrder::Company,
        Some("intTotalDomains") => ChildOrder::Domains,
        Some("agreementSigned") => ChildOrder::Agreement,
        _ => ChildOrder::Opened,
    };
    let search = call.search.as_deref().filter(|search| !search.is_empty());
    let window = pages::window(&call.page);
    let Page { rows, matching, total } =
        children::list(caller.cx()?, search, order, window).await?;
    Ok(done(AccountList {
        returned_total: rows.len() as u64,
        accounts: rows.into_iter().map(row).collect(),
        filter_total: pages::count(matching),
        total: pages::count(total),
    }))
}

fn row(child: Child) -> AccountRow {
    AccountRow {
        username: child.login,
        name: child.name,
        company: child.company,
        total_domains: pages::count(child.domains),
        agreement_signed: NumberFlag(child.agreement),
        balance: Money::new(child.balance_minor, child.currency).to_string(),
    }
}

pub async fn suspend(caller: Caller, call: SuspendAccount) -> Handled<Done> {
    let login = needed(call.username.as_ref(), "username")?;
    children::suspend(caller.cx()?, AUDIENCE, login).await?;
    Ok(just_done())
}

pub async fn unsuspend(caller: Caller, call: UnsuspendAccount) -> Handled<Done> {
    let login = needed(call.username.as_ref(), "username")?;
    children::unsuspend(caller.cx()?, AUDIENCE, login).await?;
    Ok(just_done())
}
