//! The code that lets a name go. Accounts with a pincode are asked for it.

use app::accounts::pincode;
use app::domains::auth_code;
use app::domains::locate::Located;
use dialects::domaincontext::arguments::Pincode;
use dialects::domaincontext::domain::auth_code::{AuthCode, ReadAuthCode};
use dialects::domaincontext::domain::regenerate_auth_code::RegenerateAuthCode;
use dialects::domaincontext::domain::selector::DomainSelector;
use model::secret::Secret;

use super::which;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;

pub async fn read(caller: Caller, call: ReadAuthCode) -> Handled<AuthCode> {
    let located = proven(caller, &call.domain, call.pincode.as_ref()).await?;
    let code = auth_code::read(&located.cx, located.name.clone()).await?;
    Ok(shown(&located, &code))
}

pub async fn regenerate(caller: Caller, call: RegenerateAuthCode) -> Handled<AuthCode> {
    let located = proven(caller, &call.domain, call.pincode.as_ref()).await?;
    let code = auth_code::regenerate(&located.cx, located.name.clone()).await?;
    Ok(shown(&located, &code))
}

/// The name, for a caller who knows its holder's pincode where there is one.
async fn proven(caller: Caller, sent: &DomainSelector, code: Option<&Pincode>) -> Handled<Located> {
    let located = which::held(caller.cx()?, sent).await?;
    pincode::check(&located.cx, code.map(|code| code.0.as_str())).await?;
    Ok(located)
}

fn shown(located: &Located, code: &Secret<String>) -> AuthCode {
    AuthCode {
        id: located.number.0,
        domain: located.name.to_string(),
        password: code.reveal().clone(),
    }
}
