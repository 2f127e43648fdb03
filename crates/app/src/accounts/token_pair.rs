//! Pairs of tokens: a short-lived one for calls, and a long-lived one that is exchanged for the next
//! pair (RFC 6749 §1.5).
//!
//! What is exchanged is spent. Whoever spends it again may be a thief, and so may whoever came first:
//! everything that follows from the same sign-in ends (RFC 9700 §4.14.2).

use std::sync::Arc;

use model::account::{AccountId, MemberId, may_act};
use model::error::Credential;
use model::event::EventKind;
use model::secret::Secret;
use model::time::{Seconds, Timestamp};
use model::{Error, Result};
use store::access::LastSignIn;

use super::sign_in::{self, Credentials, Proof};
use super::token::{self, Claims, Part};
use crate::news::{self, Act};
use crate::realm::{Context, Realm};

/// Sign-ins of one member that live at once; the oldest one ends for the next.
const MOST_FAMILIES: i64 = 100;
/// Pairs that one sign-in leads to at once; the oldest one ends for the next.
const MOST_GRANTS: i64 = 20;

/// Two tokens that were given together.
#[derive(Debug)]
pub struct TokenPair {
    /// For calls.
    pub access: Secret<String>,
    /// For the next pair.
    pub refresh: Secret<String>,
}

/// Exchanges a password, and a code where one is asked for, for a pair.
///
/// # Errors
/// As [`sign_in::sign_in`].
pub async fn sign_in_for_pair(realm: &Arc<Realm>, credentials: Credentials) -> Result<TokenPair> {
    let found = sign_in::proven(realm, &credentials, Proof::Hashed).await?;
    let (member, account) = (found.member.id, found.account.id);
    let (now, address) = (realm.now(), credentials.address);
    let ends = now + realm.settings.refresh_life;
    let number = realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            let number = tx.add_grant(member, None, now, ends)?;
            tx.trim_families(member, MOST_FAMILIES, now)?;
            tx.set_last_sign_in(member, LastSignIn { at: now, address })?;
            let act = Act { account, member: Some(member), now };
            let from = address.map(|address| address.to_string()).unwrap_or_default();
            news::tell(tx, act, EventKind::SignedIn, &found.member.login, &from)?;
            Ok(number)
        })
        .await?;
    let holder = Holder { member, epoch: found.member.epoch, audience: credentials.audience };
    Ok(pair(realm, &holder, number, now))
}

/// Exchanges a refresh token for the next pair, and spends it.
///
/// # Errors
/// When the token is void, or the account or member may not act. A token that was spent before also
/// ends everything that follows from the same sign-in.
pub async fn exchange(
    realm: &Arc<Realm>,
    audience: &'static str,
    refresh: &str,
) -> Result<TokenPair> {
    let now = realm.now();
    let claims = token::read(&realm.keys, refresh, audience, now)?;
    let (member, number) = (claims.member(), claims.grant(Part::Refresh)?);
    let (account, epoch) = standing(realm, &claims).await?;
    let (rotates, ends) = (realm.settings.refresh_rotates, now + realm.settings.refresh_life);
    let next = realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            let Some(grant) = tx.grant(member, number)?.filter(|grant| claims.is_of(grant)) else {
                return Ok(None);
            };
            if grant.spent {
                tx.end_family(member, grant.family)?;
                return Ok(None);
            }
            if rotates {
                tx.spend_grant(member, number)?;
            }
            let next = tx.add_grant(member, Some(grant.family), now, ends)?;
            tx.trim_family(member, grant.family, MOST_GRANTS, number)?;
            tx.trim_families(member, MOST_FAMILIES, now)?;
            Ok(Some(next))
        })
        .await?
        .ok_or(Error::Unauthenticated(Credential::Token))?;
    Ok(pair(realm, &Holder { member, epoch, audience }, next, now))
}

/// Ends the token that a call came with; the refresh token that was given with it still works. A call
/// that came with something else has nothing to end.
///
/// # Errors
/// When the database fails.
pub async fn end_access(cx: &Context) -> Result<()> {
    let (Some(member), Some(number)) = (cx.caller.member, cx.grant) else { return Ok(()) };
    let account = cx.account();
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            tx.end_access(member, number)
        })
        .await
}

/// Ends everything that follows from the sign-in that a token goes back to, that token included.
/// Ending it twice changes nothing.
///
/// # Errors
/// When the token is void, or not of the kind it is presented as.
pub async fn revoke(
    realm: &Arc<Realm>,
    audience: &'static str,
    part: Part,
    token: &str,
) -> Result<()> {
    if part == Part::Access {
        // A token that was ended for itself speaks for nobody any more.
        sign_in::by_token(realm, token, audience).await?;
    }
    let claims = token::read(&realm.keys, token, audience, realm.now())?;
    let (member, number) = (claims.member(), claims.grant(part)?);
    let found = realm.sessions.find(&realm.store, member, None).await?;
    let found = found.ok_or(Error::Unauthenticated(Credential::Token))?;
    let account = found.session.account.id;
    realm
        .store
        .write(move |tx| {
            // An exchange at the same moment comes before or after, never in between.
            tx.lock_account(account)?;
            match tx.grant(member, number)?.filter(|grant| claims.is_of(grant)) {
                Some(grant) => tx.end_family(member, grant.family),
                None => Ok(()),
            }
        })
        .await
}

/// The account of a token's member and the epoch both share, if it may act.
async fn standing(realm: &Realm, claims: &Claims) -> Result<(AccountId, i64)> {
    let void = || Error::Unauthenticated(Credential::Token);
    let found = realm.sessions.find(&realm.store, claims.member(), None).await?;
    let session = found.ok_or_else(void)?.session;
    may_act(session.account.standing, session.standing)?;
    if session.epoch != claims.epoch {
        return Err(void());
    }
    Ok((session.account.id, session.epoch))
}

/// Whom a pair is given to.
struct Holder {
    member: MemberId,
    epoch: i64,
    audience: &'static str,
}

fn pair(realm: &Realm, holder: &Holder, number: i64, now: Timestamp) -> TokenPair {
    let settings = &realm.settings;
    let signed = |part, life: Seconds| {
        token::sign(
            &realm.keys,
            &Claims {
                sub: holder.member.0,
                aud: holder.audience.to_owned(),
                iat: now.unix(),
                exp: (now + life).unix(),
                epoch: holder.epoch,
                sid: Some(number),
                part: Some(part),
            },
        )
    };
    TokenPair {
        access: signed(Part::Access, settings.token_life.min(Seconds::DAY)),
        refresh: signed(Part::Refresh, settings.refresh_life),
    }
}
