//! Signing in: password (and code) to a token, a token or an API key to a caller.

use std::net::IpAddr;
use std::sync::Arc;

use model::account::{Caller, Member, may_act};
use model::error::Credential;
use model::secret::Secret;
use model::{Error, Result};
use store::accounts::{Session, SignIn};

use super::attempts::Suspect;
use super::second_factor;
use super::token::{self, Claims};
use crate::realm::{Context, Realm};

/// What somebody brings to sign in.
pub struct Credentials {
    /// Which family of callers the login belongs to.
    pub audience: &'static str,
    /// The login.
    pub login: String,
    /// The password.
    pub password: Secret<String>,
    /// The current code, where a second factor is on.
    pub code: Option<String>,
    /// Where they call from.
    pub address: Option<IpAddr>,
}

/// A hash that no password matches, so that an unknown login takes as long as a wrong password.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$\
AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Exchanges a password, and a code where one is asked for, for a token.
///
/// # Errors
/// Says that the credentials are wrong (not which of them), that the account may not act, or that
/// there were too many attempts.
pub async fn sign_in(realm: &Arc<Realm>, credentials: Credentials) -> Result<Secret<String>> {
    let suspects: Vec<Suspect> = std::iter::once(Suspect::Login(credentials.login.to_lowercase()))
        .chain(credentials.address.map(Suspect::Address))
        .collect();
    let member = match check(realm, &credentials).await {
        Ok(member) => member,
        Err(error @ Error::Unauthenticated(_)) => {
            realm.attempts.failed(
                &suspects,
                realm.settings.sign_in_attempts,
                realm.clock.machine(),
            )?;
            return Err(error);
        }
        Err(error) => return Err(error),
    };
    realm.attempts.succeeded(&suspects);
    let now = realm.now();
    Ok(token::sign(
        &realm.keys,
        &Claims {
            sub: member.id.0,
            aud: credentials.audience.to_owned(),
            iat: now.unix(),
            exp: (now + realm.settings.token_life).unix(),
            epoch: member.epoch,
        },
    ))
}

async fn check(realm: &Realm, credentials: &Credentials) -> Result<Member> {
    let (audience, login) = (credentials.audience, credentials.login.clone());
    let found = realm.store.read(move |tx| tx.member_by_login(audience, &login)).await?;
    let hash = found.as_ref().map_or(NOBODY, |found| found.secrets.password.as_str()).to_owned();
    let right = realm.passwords.matches(credentials.password.clone(), hash).await?;
    let SignIn { member, account, secrets, .. } =
        found.filter(|_| right).ok_or(Error::Unauthenticated(Credential::Wrong))?;
    if let Some(sealed) = &secrets.totp_sealed {
        second_factor::check(realm, member.id, sealed, credentials.code.as_deref()).await?;
    }
    may_act(account.standing, member.standing)?;
    Ok(member)
}

/// Who a token belongs to, as things stand now: a suspension bites at once.
///
/// # Errors
/// When the token is void, or the account or member may not act.
pub async fn by_token(realm: &Arc<Realm>, token: &str, audience: &str) -> Result<Context> {
    let claims = token::read(&realm.keys, token, audience, realm.now())?;
    let member = claims.member();
    let void = || Error::Unauthenticated(Credential::Token);
    let session = realm.sessions.find(&realm.store, member).await?.ok_or_else(void)?;
    let epoch = session.epoch;
    // A suspension voids tokens too, and is said first: it is why they are void.
    let context = admit(realm, session)?;
    if epoch == claims.epoch { Ok(context) } else { Err(void()) }
}

/// What is known of the caller now, after its call has done its work.
///
/// # Errors
/// When the database fails.
pub async fn refreshed(cx: &Context) -> Result<Arc<Session>> {
    let Some(member) = cx.caller.member else { return Ok(Arc::clone(&cx.session)) };
    let session = cx.realm.sessions.find(&cx.realm.store, member).await?;
    session.ok_or(Error::Unauthenticated(Credential::Token))
}

/// Who an API key belongs to.
///
/// # Errors
/// When nobody has it, or the account or member may not act.
pub async fn by_api_key(
    realm: &Arc<Realm>,
    key: &str,
    audience: &'static str,
    address: Option<IpAddr>,
) -> Result<Context> {
    let digest = realm.keys.lookup(key);
    let session = realm
        .store
        .read(move |tx| match tx.member_by_api_key(audience, &digest)? {
            Some(found) => tx.session(found.member.id),
            None => Ok(None),
        })
        .await?;
    if let Some(session) = session {
        return admit(realm, Arc::new(session));
    }
    let suspects: Vec<Suspect> = address.map(Suspect::Address).into_iter().collect();
    realm.attempts.failed(&suspects, realm.settings.sign_in_attempts, realm.clock.machine())?;
    Err(Error::Unauthenticated(Credential::Wrong))
}

fn admit(realm: &Arc<Realm>, session: Arc<Session>) -> Result<Context> {
    may_act(session.account.standing, session.standing)?;
    let caller = Caller {
        account: session.account.id,
        parent: session.account.parent,
        kind: session.account.kind,
        member: Some(session.member),
        role: session.role,
    };
    Ok(Context { realm: Arc::clone(realm), caller, session, client_key: None })
}
