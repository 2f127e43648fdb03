//! A new client below a seller, with the contact that stands for it.

use app::accounts::open::{self, OpenAccount};
use dialects::domaincontext::client::check::NamedClient;
use dialects::domaincontext::client::create::CreateClient;
use model::contact::Contact;
use model::error::{Error, Field, Noun, Reason};
use model::secret::Secret;

use crate::domaincontext::AUDIENCE;
use crate::domaincontext::contact::fields;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};
use crate::domaincontext::whom;

/// What is said of a login that no client can have.
const NOT_A_LOGIN: &str =
    "login needs 3 to 32 small letters, digits or underscores and begins with a letter";
/// What is said of a login that somebody has.
const TAKEN: &str = "login is taken";

pub async fn create(caller: Caller, call: CreateClient) -> Handled<NamedClient> {
    let login = call.login.0;
    if !is_login(&login) {
        let error = Error::invalid(Field::Login, Reason::NotALogin);
        return Err(Refused::saying(error, NOT_A_LOGIN));
    }
    let kind = fields::kind(call.r#type.as_ref())?;
    let owner = fields::person(call.fields, kind);
    let seller = whom::acting_for_seller(caller.cx()?, &call.seller).await?;
    let wish = OpenAccount {
        audience: AUDIENCE,
        login: login.clone(),
        password: Secret::new(call.password.0),
        // The contact says who it is.
        profile: Contact::default(),
    };
    let opened = open::open_for(&seller, wish, owner).await.map_err(|error| match error {
        Error::Taken(Noun::Account) => {
            Refused { words: Some(TAKEN), ..Refused::about(error, "login") }
        }
        Error::Forbidden(_) => Refused::about(error, "seller"),
        other => other.into(),
    })?;
    Ok(NamedClient { id: opened.account.0, login })
}

/// Logins of clients are narrower than those of others.
fn is_login(login: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (3..=32).contains(&login.len())
        && login.starts_with(|sign: char| sign.is_ascii_lowercase())
        && login.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_begins_with_a_small_letter() {
        for login in ["abc", "a_9", &"a".repeat(32)] {
            assert!(is_login(login), "{login}");
        }
        for login in ["ab", "9ab", "_ab", "Abc", "aBc", "a-b", "a.b", "äbc", "", &"a".repeat(33)] {
            assert!(!is_login(login), "{login}");
        }
    }
}
