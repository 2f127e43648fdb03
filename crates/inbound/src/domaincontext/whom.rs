//! Which account a command is about: the caller's own, or one below it, by its login or its number.

use app::Context;
use app::accounts::below::{self, Owner};
use dialects::domaincontext::arguments::{Id, Login};
use model::account::AccountId;
use model::error::{Error, Field, Reason};

use super::AUDIENCE;
use super::errors::{Handled, Refused};

/// What the arguments are called that name an account.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    /// The one with its number.
    pub id: &'static str,
    /// The one with its login.
    pub login: &'static str,
}

/// A client, by `id` and `client`.
pub const CLIENT: Names = Names { id: "id", login: "client" };

/// A seller, by `seller`.
const SELLER: Names = Names { id: "seller_id", login: "seller" };
/// What is said of a seller that is out of sight.
const NO_SELLER: &str = "seller not found";

/// A place to act for the account that is named; for the caller's own where none is. With a login and
/// a number, both must agree.
pub async fn acting_for(
    cx: &Context,
    names: Names,
    id: Option<Id>,
    login: Option<&Login>,
) -> Handled<Context> {
    let numbered = id.map(|id| AccountId(id.0));
    let Some(login) = login else {
        let account = numbered.unwrap_or(cx.account());
        let acting = below::acting_for(cx, account).await;
        return acting.map_err(|error| Refused::about(error, names.id));
    };
    let named = below::by_login(cx, AUDIENCE, &login.0).await;
    let account = named.map_err(|error| Refused::about(error, names.login))?.account.id;
    if numbered.is_some_and(|numbered| numbered != account) {
        let error = Error::invalid(Field::Login, Reason::Contradicts);
        return Err(Refused::about(error, names.login));
    }
    let acting = below::acting_for(cx, account).await;
    acting.map_err(|error| Refused::about(error, names.login))
}

/// A place to act for a seller, which is the caller's own account or one below it.
pub async fn acting_for_seller(cx: &Context, seller: &Login) -> Handled<Context> {
    let acting = acting_for(cx, SELLER, None, Some(seller)).await;
    acting.map_err(|refused| match refused.error {
        Error::NotFound(_) => Refused { words: Some(NO_SELLER), ..refused },
        _ => refused,
    })
}

/// Who sells to an account; whoever has nobody above sells to itself.
pub fn seller(owner: &Owner) -> (String, i64) {
    match owner.seller {
        Some(AccountId(seller)) => (owner.seller_login.clone(), seller),
        None => (owner.login.clone(), owner.account.0),
    }
}
