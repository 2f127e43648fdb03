//! What the bearer of a token may do. A token is the public part of a domain's key.

use app::tenants;
use dialects::devo::access::token::{ReadTokenAccess, TokenAccess};
use dialects::devo::words::Words;
use model::error::{Credential, Error};
use wire::Api;

use super::AUDIENCE;
use super::door::{Caller, DevoDoor};
use super::errors::Handled;

pub fn routes(api: Api<DevoDoor>) -> Api<DevoDoor> {
    api.on::<ReadTokenAccess, _>(read)
}

async fn read(caller: Caller, call: ReadTokenAccess) -> Handled<TokenAccess> {
    let token = caller.bearer.as_ref().ok_or(Error::Unauthenticated(Credential::Absent))?;
    let words = |sent: Option<Words>| sent.map(|words| words.0).unwrap_or_default();
    let asked = (words(call.table_access), words(call.policy_access));
    let access = tenants::access(caller.cx()?, AUDIENCE, token.reveal(), asked).await?;
    Ok(TokenAccess {
        domain: access.tenant,
        table_access: access.tables.into_iter().collect(),
        policy_access: access.policies.into_iter().collect(),
    })
}
