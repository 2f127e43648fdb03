//! Whether a login and a password belong together, for somebody who stands above that account or is
//! it. Whoever is out of sight looks like a wrong password.

use std::net::IpAddr;

use model::Result;
use model::error::{Credential, Error, Noun};
use model::secret::Secret;
use store::accounts::SignIn;

use super::below;
use super::sign_in::{Credentials, Proof, proven};
use crate::realm::Context;

/// Whose login and password these are.
///
/// # Errors
/// When they are wrong, or whose they are is out of the caller's sight: nothing tells the two apart.
/// Failures are limited as failed sign-ins are.
pub async fn check(
    cx: &Context,
    audience: &'static str,
    login: &str,
    password: Secret<String>,
    address: Option<IpAddr>,
) -> Result<SignIn> {
    cx.needs_more_than_privileges()?;
    let wrong = Error::Unauthenticated(Credential::Wrong);
    let credentials =
        Credentials { audience, login: login.to_owned(), password, code: None, address };
    // Judged first, so that what is out of sight takes as long as what is not.
    let judged = proven(&cx.realm, &credentials, Proof::Hashed).await;
    match (judged, below::by_login(cx, audience, login).await) {
        (Ok(_), Ok(found)) => Ok(found),
        // What else keeps it from signing in is nothing to whoever does not see it.
        (
            Ok(_) | Err(Error::Forbidden(_) | Error::Unauthenticated(_)),
            Err(Error::NotFound(Noun::Account)),
        ) => Err(wrong),
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}
