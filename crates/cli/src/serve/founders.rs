//! The accounts that a realm cannot do without: its operator, and a registrar below it. The first
//! start founds them; later starts leave them as they are.

use std::path::Path;
use std::sync::Arc;

use app::Realm;
use app::accounts::NewPassword;
use app::accounts::open::Founder;
use dialects::domains_co_za::DomainsCoZa;
use model::account::{AccountId, Billing, Kind};
use model::contact::Contact;
use model::secret::Secret;
use wire::Dialect as _;

use super::config::Founding;
use crate::StartError;
use crate::founding::{self, OPERATOR_AUDIENCE};

/// Founds what is not there yet.
pub(super) async fn found(
    realm: &Arc<Realm>,
    operator: &Founding,
    registrar: &Founding,
) -> Result<AccountId, StartError> {
    let top = one(realm, operator, None, (Kind::Operator, OPERATOR_AUDIENCE)).await?;
    let place = (Kind::Registrar, DomainsCoZa::NAME);
    one(realm, registrar, Some(top), place).await?;
    Ok(top)
}

/// Founds the operator of a realm in which nobody signs in with a password.
pub(super) async fn found_operator(
    realm: &Arc<Realm>,
    profile: Contact,
) -> Result<AccountId, StartError> {
    let founder = Founder {
        parent: None,
        kind: Kind::Operator,
        currency: realm.settings.currency,
        billing: Billing::Prepaid,
        audience: OPERATOR_AUDIENCE,
        login: "operator".to_owned(),
        password: NewPassword::Absent,
        profile,
        agreement: true,
    };
    Ok(founding::founded(realm, founder).await?)
}

async fn one(
    realm: &Arc<Realm>,
    founding: &Founding,
    parent: Option<AccountId>,
    (kind, audience): (Kind, &'static str),
) -> Result<AccountId, StartError> {
    let Founding { login, password_file, profile } = founding;
    if let Some(account) = founding::account(realm, audience, login).await? {
        return Ok(account);
    }
    let password = password(password_file)?;
    let founder = Founder {
        parent,
        kind,
        currency: realm.settings.currency,
        billing: Billing::Prepaid,
        audience,
        login: login.clone(),
        password: password.into(),
        profile: profile.clone(),
        agreement: true,
    };
    founding::founded(realm, founder)
        .await
        .map_err(|why| StartError::about(password_file, format!("the account is refused: {why:?}")))
}

fn password(file: &Path) -> Result<Secret<String>, StartError> {
    let text = std::fs::read_to_string(file).map_err(|why| StartError::about(file, why))?;
    Ok(Secret::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}
