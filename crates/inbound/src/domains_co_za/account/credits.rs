//! Money: looked at, and moved by hand.

use app::accounts::funds;
use dialects::domains_co_za::account::add_credits::AddCredits;
use dialects::domains_co_za::account::balance::{Balance, ReadBalance};
use dialects::domains_co_za::account::credits::Credits;
use dialects::domains_co_za::account::remove_credits::RemoveCredits;
use dialects::domains_co_za::amount::Amount;
use model::Error;
use model::account::{Billing, Kind};
use model::ledger::Funds;
use model::money::Money;

use super::needed;
use crate::domains_co_za::AUDIENCE;
use crate::domains_co_za::answer::{Answer, Handled, done};
use crate::domains_co_za::door::Caller;

pub async fn balance(caller: Caller, _: ReadBalance) -> Handled<Balance> {
    let cx = caller.cx()?;
    let balance = funds::balance(cx).await?.balance();
    let nothing = amount(Money::zero(balance.currency))?;
    let balance = amount(balance)?;
    let text = balance.as_str().to_owned();
    let (prepaid, postpaid) = match cx.session.account.billing {
        Billing::Prepaid | Billing::Invoiced | Billing::FromAbove => (balance, nothing.clone()),
        Billing::Postpaid => (nothing.clone(), balance),
    };
    let kind = match cx.caller.kind {
        Kind::Operator | Kind::Registrar => "registrar",
        Kind::Reseller | Kind::Customer => "reseller",
    };
    Ok(done(Balance {
        billing_type: kind.to_owned(),
        prepaid,
        postpaid,
        coza: nothing,
        kind: kind.to_owned(),
        balance: text,
    }))
}

pub async fn add(caller: Caller, call: AddCredits) -> Handled<Credits> {
    let login = needed(call.username.as_ref(), "username")?;
    let value = needed(call.value.as_ref(), "value")?;
    funds::add(caller.cx()?, AUDIENCE, login, value).await.map(credits).map_err(Into::into)
}

pub async fn remove(caller: Caller, call: RemoveCredits) -> Handled<Credits> {
    let login = needed(call.username.as_ref(), "username")?;
    let value = needed(call.value.as_ref(), "value")?;
    funds::remove(caller.cx()?, AUDIENCE, login, value).await.map(credits).map_err(Into::into)
}

fn credits(funds: Funds) -> Answer<Credits> {
    done(Credits { balance: funds.balance().to_string() })
}

/// Money as the number it travels as.
pub fn amount(money: Money) -> Result<Amount, Error> {
    Amount::parse(&money.to_string()).ok_or_else(|| Error::internal("money is a decimal"))
}
