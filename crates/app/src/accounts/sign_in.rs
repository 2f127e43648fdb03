//! Signing in: password (and code) to a token, a token or an API key to a caller.

use std::net::IpAddr;
use std::sync::Arc;

use model::account::{Caller, MemberId, may_act};
use model::error::Credential;
use model::secret::Secret;
use model::time::Seconds;
use model::{Error, Result};
use store::access::{Grant, LastSignIn};
use store::accounts::{Session, SignIn};

use super::attempts::Suspect;
use super::second_factor;
use super::sessions::Found;
use super::token::{self, Claims, Part};
use crate::keys::Purpose;
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

/// How long callers that send their password with every call are not written down again.
const TOLD_AGAIN: Seconds = Seconds(3600);

/// Exchanges a password, and a code where one is asked for, for a token.
///
/// # Errors
/// Says that the credentials are wrong (not which of them), that the account may not act, or that
/// there were too many attempts.
pub async fn sign_in(realm: &Arc<Realm>, credentials: Credentials) -> Result<Secret<String>> {
    let SignIn { member, .. } = proven(realm, &credentials, Proof::Hashed).await?;
    let now = realm.now();
    came(realm, member.id, credentials.address).await?;
    Ok(token::sign(
        &realm.keys,
        &Claims {
            sub: member.id.0,
            aud: credentials.audience.to_owned(),
            iat: now.unix(),
            exp: (now + realm.settings.token_life).unix(),
            epoch: member.epoch,
            sid: None,
            part: None,
        },
    ))
}

/// Who a login and its password belong to, for callers that send both with every call.
///
/// # Errors
/// As [`sign_in`].
pub async fn by_password(realm: &Arc<Realm>, credentials: Credentials) -> Result<Context> {
    let SignIn { member, last_sign_in, .. } =
        proven(realm, &credentials, Proof::Remembered).await?;
    let now = realm.now();
    let fresh = |last: LastSignIn| last.at <= now && now < last.at + TOLD_AGAIN;
    if !last_sign_in.is_some_and(fresh) {
        came(realm, member.id, credentials.address).await?;
    }
    let found = realm.sessions.find(&realm.store, member.id, None).await?;
    admit(realm, found.ok_or(Error::Unauthenticated(Credential::Wrong))?)
}

/// Writes down that a member signed in.
async fn came(realm: &Realm, member: MemberId, address: Option<IpAddr>) -> Result<()> {
    let last = LastSignIn { at: realm.now(), address };
    realm.store.write(move |tx| tx.set_last_sign_in(member, last)).await
}

/// How a password is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// By its hash.
    Hashed,
    /// By its hash, unless it was right a moment ago.
    Remembered,
}

/// Who the credentials belong to; failures are counted.
pub(super) async fn proven(
    realm: &Realm,
    credentials: &Credentials,
    proof: Proof,
) -> Result<SignIn> {
    let suspects: Vec<Suspect> = std::iter::once(Suspect::Login(credentials.login.to_lowercase()))
        .chain(credentials.address.map(Suspect::Address))
        .collect();
    match check(realm, credentials, proof).await {
        Ok(found) => {
            realm.attempts.succeeded(&suspects);
            Ok(found)
        }
        Err(error @ Error::Unauthenticated(_)) => {
            realm.attempts.failed(
                &suspects,
                realm.settings.sign_in_attempts,
                realm.clock.machine(),
            )?;
            Err(error)
        }
        Err(error) => Err(error),
    }
}

async fn check(realm: &Realm, credentials: &Credentials, proof: Proof) -> Result<SignIn> {
    let (audience, login) = (credentials.audience, credentials.login.clone());
    let found = realm.store.read(move |tx| tx.member_by_login(audience, &login)).await?;
    let hash = found.as_ref().map_or(NOBODY, |found| found.secrets.password.as_str()).to_owned();
    let right = matches(realm, credentials, hash, proof).await?;
    let found = found.filter(|_| right).ok_or(Error::Unauthenticated(Credential::Wrong))?;
    if let Some(sealed) = &found.secrets.totp_sealed {
        second_factor::check(realm, found.member.id, sealed, credentials.code.as_deref()).await?;
    }
    may_act(found.account.standing, found.member.standing)?;
    Ok(found)
}

async fn matches(
    realm: &Realm,
    credentials: &Credentials,
    hash: String,
    proof: Proof,
) -> Result<bool> {
    if proof == Proof::Hashed {
        return realm.passwords.matches(credentials.password.clone(), hash).await;
    }
    let parts = [credentials.audience, &credentials.login, credentials.password.reveal(), &hash];
    let digest = realm.keys.derive(Purpose::KnownPassword, &parts.map(str::as_bytes));
    let now = realm.clock.machine();
    if realm.known_passwords.knows(&digest, now)? {
        return Ok(true);
    }
    let right = realm.passwords.matches(credentials.password.clone(), hash).await?;
    if right {
        realm.known_passwords.remember(digest, now)?;
    }
    Ok(right)
}

/// Who a token belongs to, as things stand now: a suspension or a logout bites at once.
///
/// # Errors
/// When the token is void, or the account or member may not act.
pub async fn by_token(realm: &Arc<Realm>, token: &str, audience: &str) -> Result<Context> {
    let claims = token::read(&realm.keys, token, audience, realm.now())?;
    let void = || Error::Unauthenticated(Credential::Token);
    let number = match (claims.sid, claims.part) {
        (None, None) => None,
        _ => Some(claims.grant(Part::Access)?),
    };
    let found = realm.sessions.find(&realm.store, claims.member(), number).await?;
    let found = found.ok_or_else(void)?;
    let lives = |grant: &Grant| claims.is_of(grant) && !grant.access_ended;
    let good = found.session.epoch == claims.epoch
        && (number.is_none() || found.grant.as_ref().is_some_and(lives));
    // A suspension voids tokens too, and is said first: it is why they are void.
    let context = admit(realm, found)?;
    if good { Ok(context) } else { Err(void()) }
}

/// What is known of the caller now, after its call has done its work.
///
/// # Errors
/// When the database fails.
pub async fn refreshed(cx: &Context) -> Result<Arc<Session>> {
    let Some(member) = cx.caller.member else { return Ok(Arc::clone(&cx.session)) };
    let found = cx.realm.sessions.find(&cx.realm.store, member, cx.grant).await?;
    Ok(found.ok_or(Error::Unauthenticated(Credential::Token))?.session)
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
        return admit(realm, Found { session: Arc::new(session), grant: None });
    }
    let suspects: Vec<Suspect> = address.map(Suspect::Address).into_iter().collect();
    realm.attempts.failed(&suspects, realm.settings.sign_in_attempts, realm.clock.machine())?;
    Err(Error::Unauthenticated(Credential::Wrong))
}

/// The caller behind a session, where it may act.
pub(super) fn admit(realm: &Arc<Realm>, found: Found) -> Result<Context> {
    let Found { session, grant } = found;
    may_act(session.account.standing, session.standing)?;
    let caller = Caller {
        account: session.account.id,
        parent: session.account.parent,
        kind: session.account.kind,
        member: Some(session.member),
        role: session.role,
    };
    let (grant, guarded) = (grant.map(|grant| grant.number), session.account.is_guarded());
    Ok(Context {
        realm: Arc::clone(realm),
        caller,
        session,
        grant,
        client_key: None,
        paid_by: None,
        tenant: None,
        guarded,
    })
}
