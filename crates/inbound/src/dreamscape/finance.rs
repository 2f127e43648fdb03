//! Balance and currencies.

use app::accounts::funds;
use dialects::dreamscape::finance::balance::{Balance, ReadBalance};
use dialects::dreamscape::finance::currencies::{Currency, ListCurrencies};
use wire::Api;

use super::answer::Answer;
use super::door::{Caller, DreamscapeDoor};
use super::errors::Handled;
use super::money::amount;

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ReadBalance, _>(balance).on::<ListCurrencies, _>(currencies)
}

async fn balance(caller: Caller, _: ReadBalance) -> Handled<Answer<Balance>> {
    let funds = funds::balance(caller.cx()?).await?.balance();
    let currency = funds.currency.code().to_owned();
    Ok(Answer::Done(Balance { balance: amount(funds)?, currency }))
}

/// A reseller is billed in one currency.
async fn currencies(caller: Caller, _: ListCurrencies) -> Handled<Answer<Vec<Currency>>> {
    let own = caller.cx()?.session.account.currency;
    let currency = Currency { code: own.code().to_owned(), name: own.name() };
    Ok(Answer::Done(vec![currency]))
}
