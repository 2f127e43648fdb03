//! Signing in and out, by two tokens.

use app::accounts::sign_in::Credentials;
use app::accounts::token::Part;
use app::accounts::token_pair::{self, TokenPair};
use dialects::dns_services::info::Status;
use dialects::dns_services::session::login::{Login, Tokens};
use dialects::dns_services::session::logout::Logout;
use dialects::dns_services::session::refresh::RefreshToken;
use dialects::dns_services::session::revoke::RevokeToken;
use model::error::{Error, Field};
use model::secret::Secret;
use wire::Api;

use super::AUDIENCE;
use super::door::{Caller, DnsServicesDoor};
use super::errors::{Handled, Refused};

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<Login, _>(login)
        .on::<Logout, _>(logout)
        .on::<RefreshToken, _>(refresh)
        .on::<RevokeToken, _>(revoke)
}

async fn login(caller: Caller, call: Login) -> Handled<Tokens> {
    let credentials = Credentials {
        audience: AUDIENCE,
        login: call.username,
        password: Secret::new(call.password),
        code: None,
        address: caller.address,
    };
    Ok(tokens(&token_pair::sign_in_for_pair(&caller.realm, credentials).await?))
}

async fn logout(caller: Caller, _: Logout) -> Handled<Status> {
    token_pair::end_access(caller.cx()?).await?;
    Ok(Status::DONE)
}

async fn refresh(caller: Caller, call: RefreshToken) -> Handled<Tokens> {
    let pair = token_pair::exchange(&caller.realm, AUDIENCE, &call.refresh_token).await;
    Ok(tokens(&pair.map_err(about_refresh)?))
}

/// The refresh token in the body counts; without one, the access token that the call came with.
async fn revoke(caller: Caller, call: RevokeToken) -> Handled<Status> {
    let realm = &caller.realm;
    let given = call.refresh_token.filter(|token| !token.is_empty());
    match (given, &caller.token) {
        (Some(token), _) => token_pair::revoke(realm, AUDIENCE, Part::Refresh, &token)
            .await
            .map_err(about_refresh)?,
        (None, Some(token)) => {
            token_pair::revoke(realm, AUDIENCE, Part::Access, token.reveal()).await?;
        }
        (None, None) => return Err(Error::Missing(Field::RefreshToken).into()),
    }
    Ok(Status::DONE)
}

fn tokens(pair: &TokenPair) -> Tokens {
    Tokens { token: pair.access.reveal().clone(), refresh: pair.refresh.reveal().clone() }
}

fn about_refresh(error: Error) -> Refused {
    Refused::about(error, "refresh_token")
}
