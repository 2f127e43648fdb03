//! Money in and out of an account by hand of the one above it. A repeated call under the same key
//! answers as the first one did and moves nothing.

use std::sync::Arc;

use model::account::{AccountId, Action, MemberId};
use model::error::{Field, Noun, Reason};
use model::event::EventKind;
use model::ledger::Funds;
use model::money::{Currency, Money};
use model::operation::OperationState;
use model::privilege::{BillingPrivilege, Privilege};
use model::time::Timestamp;
use model::{Error, Result};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::accounts::SignIn;
use store::operations::{NewOperation, Operation};

use super::target;
use crate::news::{self, Act};
use crate::operations;
use crate::realm::{Context, Realm};

/// What the caller's account has in its own currency.
///
/// # Errors
/// When the caller may not look.
pub async fn balance(cx: &Context) -> Result<Funds> {
    balance_in(cx, cx.session.account.currency).await
}

/// What the caller's account has in a currency: nothing, where it never had any of it.
///
/// # Errors
/// When the caller may not look.
pub async fn balance_in(cx: &Context, currency: Currency) -> Result<Funds> {
    cx.needs(Privilege::Billing(BillingPrivilege::Balance))?;
    let account = cx.account();
    cx.realm.store.read(move |tx| tx.funds(account, currency)).await
}

/// Pays into an account below the caller's; answers with what that account has then.
///
/// # Errors
/// When the caller may not, there is no such account below it, the amount is not positive, or the
/// key of a repeated call was used for another call.
pub async fn add(cx: &Context, audience: &'static str, login: &str, amount: &str) -> Result<Funds> {
    transfer(cx, audience, login, amount, Direction::In).await
}

/// Takes out of an account below the caller's; answers with what that account has then.
///
/// # Errors
/// As [`add`], and when the account has less.
pub async fn remove(
    cx: &Context,
    audience: &'static str,
    login: &str,
    amount: &str,
) -> Result<Funds> {
    transfer(cx, audience, login, amount, Direction::Out).await
}

/// Pays into any account, or takes out of it with a negative amount. Only for a sandbox's controls.
///
/// # Errors
/// When nobody signs in like that, the amount is zero, or the account has less.
pub async fn adjust(
    realm: &Arc<Realm>,
    audience: &'static str,
    login: &str,
    amount: &str,
) -> Result<()> {
    let (now, login, amount) = (realm.now(), login.to_owned(), amount.to_owned());
    realm
        .store
        .write(move |tx| {
            let to = tx
                .member_by_login(audience, &login)?
                .filter(|found| found.member.role.is_principal())
                .ok_or(Error::NotFound(Noun::Account))?;
            let amount = Money::parse(&amount, to.account.currency, Field::Amount)?;
            let kind = if amount.minor < 0 { Direction::Out } else { Direction::In };
            tx.lock_account(to.account.id)?;
            let by = Author { account: to.account.id, member: None, key: None, now };
            post(tx, &to, amount, kind, &by).map(drop)
        })
        .await
        .inspect(|()| realm.wake.notify_one())
}

/// Which way money goes.
#[derive(Clone, Copy)]
enum Direction {
    In,
    Out,
}

impl Direction {
    const fn word(self) -> &'static str {
        match self {
            Self::In => "deposit",
            Self::Out => "withdrawal",
        }
    }

    const fn event(self) -> EventKind {
        match self {
            Self::In => EventKind::FundsAdded,
            Self::Out => EventKind::FundsRemoved,
        }
    }

    const fn signed(self, amount: Money) -> Money {
        match self {
            Self::In => amount,
            Self::Out => amount.negated(),
        }
    }
}

/// Who moves money, and under which key: the key and what a repeated call must look like.
struct Author<'a> {
    account: AccountId,
    member: Option<MemberId>,
    key: Option<(&'a str, &'a str)>,
    now: Timestamp,
}

async fn transfer(
    cx: &Context,
    audience: &'static str,
    login: &str,
    amount: &str,
    direction: Direction,
) -> Result<Funds> {
    cx.caller.may(Action::ManageChildren)?;
    let (cx, login, amount) = (cx.clone(), login.to_owned(), amount.to_owned());
    let realm = Arc::clone(&cx.realm);
    realm
        .store
        .write(move |tx| {
            tx.lock_account(cx.account())?;
            let to = target::child(tx, &cx.caller, audience, &login)?;
            let amount = positive(Money::parse(&amount, to.account.currency, Field::Amount)?)?;
            let asked = (to.account.id, amount);
            let fingerprint = operations::fingerprint(&cx, direction.word(), &asked);
            if let Some(before) = operations::repeated(tx, &cx, &fingerprint)? {
                return Moved::by(&before);
            }
            tx.lock_account(to.account.id)?;
            let by = Author {
                account: cx.account(),
                member: cx.caller.member,
                key: cx.client_key.as_deref().map(|key| (key, fingerprint.as_str())),
                now: cx.now(),
            };
            post(tx, &to, direction.signed(amount), direction, &by)
        })
        .await
        .inspect(|_| realm.wake.notify_one())
}

fn positive(amount: Money) -> Result<Money> {
    if amount.minor > 0 {
        return Ok(amount);
    }
    Err(Error::invalid(Field::Amount, Reason::NotPositive))
}

/// Moves money and writes down on whose word, in one go.
fn post(
    tx: &mut Tx<'_>,
    to: &SignIn,
    amount: Money,
    direction: Direction,
    by: &Author<'_>,
) -> Result<Funds> {
    let account = &to.account;
    let id = tx.begin_operation(
        &NewOperation {
            kind: direction.word(),
            account: by.account,
            member: by.member,
            subject: &to.member.login,
            hold: None,
            client_key: by.key.map(|(key, _)| key),
            fingerprint: by.key.map(|(_, fingerprint)| fingerprint),
            command: &amount.to_string(),
            line: None,
        },
        by.now,
    )?;
    let before = tx.funds(account.id, account.currency)?;
    let after = tx.pay(account.id, amount, Some(id), direction.word(), by.now)?;
    tx.set_operation(id, OperationState::Done, Some(&Moved::from(&after).text()?), by.now)?;
    let act = Act { account: account.id, member: by.member, now: by.now };
    news::tell(tx, act, direction.event(), "", &amount.to_string())?;
    news::tell_if_low(tx, act, &before, &after, account.low_balance_minor)?;
    Ok(after)
}

/// What an account had after its money moved, as it is written down.
#[derive(Serialize, Deserialize)]
struct Moved {
    currency: String,
    posted: i64,
    held: i64,
    credit_limit: i64,
}

impl From<&Funds> for Moved {
    fn from(funds: &Funds) -> Self {
        Self {
            currency: funds.posted.currency.code().to_owned(),
            posted: funds.posted.minor,
            held: funds.held.minor,
            credit_limit: funds.credit_limit.minor,
        }
    }
}

impl Moved {
    fn text(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Error::internal)
    }

    /// What came of a call that moved money before.
    fn by(before: &Operation) -> Result<Funds> {
        let outcome = before.outcome.as_deref().unwrap_or_default();
        let moved: Self = serde_json::from_str(outcome).map_err(Error::internal)?;
        let currency = Currency::parse(&moved.currency)?;
        Ok(Funds {
            posted: Money::new(moved.posted, currency),
            held: Money::new(moved.held, currency),
            credit_limit: Money::new(moved.credit_limit, currency),
        })
    }
}
