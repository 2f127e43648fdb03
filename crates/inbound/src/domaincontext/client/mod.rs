//! Accounts: logins, balances and prices.

mod create;

use app::accounts::below;
use app::accounts::check_password;
use app::accounts::funds;
use app::tariffs::{self, Item, TariffKind};
use dialects::amount::Amount;
use dialects::domaincontext::client::balance::{Balance, ReadBalance};
use dialects::domaincontext::client::check::{CheckClient, NamedClient};
use dialects::domaincontext::client::create::CreateClient;
use dialects::domaincontext::client::prices::{Prices, ReadPrices};
use dialects::keyed::Keyed;
use model::error::{Credential, Error, Field, Reason, Restriction};
use model::money::Currency;
use model::secret::Secret;
use wire::Api;

use super::AUDIENCE;
use super::door::{Caller, DomainContextDoor};
use super::errors::{Handled, Refused};
use super::money::amount;
use super::tariff::word;
use super::whom;

/// What is said to whoever checks a login that cannot sign in, whatever the reason is.
const WRONG: &str = "wrong login or password";

pub fn routes(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on::<CheckClient, _>(check)
        .on::<CreateClient, _>(create::create)
        .on::<ReadBalance, _>(balance)
        .on::<ReadPrices, _>(prices)
        .on_bulk::<ReadPrices, _>(prices)
}

async fn check(caller: Caller, call: CheckClient) -> Handled<NamedClient> {
    let login = call.login.ok_or(Error::Missing(Field::Login))?.0;
    let password = Secret::new(call.password.ok_or(Error::Missing(Field::Password))?.0);
    let cx = caller.cx()?;
    let checked = check_password::check(cx, AUDIENCE, &login, password, caller.address).await;
    let found = checked.map_err(|error| match error {
        Error::Unauthenticated(_)
        | Error::Forbidden(Restriction::AccountSuspended | Restriction::MemberSuspended) => {
            let wrong = Error::Unauthenticated(Credential::Wrong);
            Refused { words: Some(WRONG), ..Refused::about(wrong, "login") }
        }
        other => other.into(),
    })?;
    Ok(NamedClient { id: found.account.id.0, login: found.member.login })
}

async fn balance(caller: Caller, call: ReadBalance) -> Handled<Balance> {
    let login = call.client.as_ref();
    let acting = whom::acting_for(caller.cx()?, whom::CLIENT, call.id, login).await?;
    let currency = call.currency.map(|currency| Currency::parse(&currency.0)).transpose()?;
    let currency = currency.unwrap_or(acting.session.account.currency);
    let funds = funds::balance_in(&acting, currency).await?;
    Ok(Balance {
        id: acting.account().0,
        client: below::owner(&acting, AUDIENCE).await?.login,
        currency: currency.code().to_owned(),
        balance: amount(funds.balance())?,
        credit: amount(funds.credit_limit)?,
    })
}

async fn prices(caller: Caller, call: ReadPrices) -> Handled<Prices> {
    let login = call.client.as_ref();
    let acting = whom::acting_for(caller.cx()?, whom::CLIENT, call.id, login).await?;
    let (seller, seller_id) = whom::seller(&below::owner(&acting, AUDIENCE).await?);
    let other = || Error::invalid(Field::Seller, Reason::Contradicts);
    if call.seller.is_some_and(|said| !said.0.eq_ignore_ascii_case(&seller)) {
        return Err(other().into());
    }
    if call.seller_id.is_some_and(|said| said.0 != seller_id) {
        return Err(Refused::about(other(), "seller_id"));
    }
    let mut by_name: Vec<(String, Keyed<Amount>)> = Vec::new();
    let tariffs = tariffs::bought(&acting, AUDIENCE).await?.into_iter();
    let shown = tariffs.filter(|tariff| !matches!(tariff.kind, TariffKind::Servers(_)));
    for price in shown.flat_map(|tariff| tariff.prices) {
        let (Item::Extension(name) | Item::Product(_, name)) = price.item;
        let priced = (word(price.paid).to_owned(), amount(price.price)?);
        match by_name.last_mut() {
            Some((last, prices)) if *last == name => prices.0.push(priced),
            _ => by_name.push((name, Keyed(vec![priced]))),
        }
    }
    let currency = acting.session.account.currency.code().to_owned();
    Ok(Prices { by_name: Keyed(by_name), currency })
}
