//! The link in the mail to a new user: whoever opens it reads that mail. Looking at it changes nothing,
//! for mail programs look at links too.

use std::sync::Arc;

use model::error::Noun;
use model::event::EventKind;
use model::tenant::{MembershipId, MembershipState, Tenant};
use model::{Error, Result};
use store::Tx;

use super::{Member, announce, found_member, roles_in};
use crate::keys::{Keys, Purpose, same};
use crate::ports::Mail;
use crate::realm::Realm;

/// Letters of what a link is known by.
const TOKEN: usize = 32;

/// What somebody is asked to confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The whole name of the tenant.
    pub tenant: String,
    /// The mail address.
    pub email: String,
}

/// What a link asks.
///
/// # Errors
/// When nobody waits for it any more, or it is not ours.
pub async fn invitation(realm: &Arc<Realm>, id: i64, token: &str) -> Result<Invitation> {
    let (keys, token) = (realm.keys.clone(), token.to_owned());
    let found = realm.store.read(move |tx| waiting(tx, &keys, MembershipId(id), &token)).await?;
    let (member, tenant) = found;
    Ok(Invitation { tenant: tenant.name.as_str().to_owned(), email: member.user.email })
}

/// Lets a user in whose link was used.
///
/// # Errors
/// As [`invitation`].
pub async fn accept(realm: &Arc<Realm>, id: i64, token: &str) -> Result<Invitation> {
    let asked = invitation(realm, id, token).await?;
    let (inner, token, now) = (Arc::clone(realm), token.to_owned(), realm.now());
    let accepted = realm.store.write(move |tx| {
        let (_, tenant) = waiting(tx, &inner.keys, MembershipId(id), &token)?;
        tx.lock_account(tenant.reseller)?;
        // Somebody else may have been faster.
        let (mut member, tenant) = waiting(tx, &inner.keys, MembershipId(id), &token)?;
        member.belonging.state = MembershipState::Active;
        tx.set_tenant_member(&member.belonging)?;
        let roles = roles_in(tx, &inner, &tenant)?;
        let found = found_member(member, &tenant, &roles);
        let (act, kind) = (announce::nobody(tenant.reseller, now), EventKind::TenantUserChanged);
        announce::user(tx, &inner, act, kind, &found)
    });
    accepted.await?;
    realm.wake.notify_one();
    Ok(asked)
}

fn waiting(
    tx: &mut Tx<'_>,
    keys: &Keys,
    id: MembershipId,
    token: &str,
) -> Result<(Member, Tenant)> {
    let unknown = Error::NotFound(Noun::User);
    let member = tx.tenant_membership(id)?.ok_or(unknown.clone())?;
    let ours = link_token(keys, &member);
    if member.belonging.state != MembershipState::Pending
        || !same(ours.as_bytes(), token.as_bytes())
    {
        return Err(unknown);
    }
    let tenant = tx.tenant(member.belonging.tenant)?.ok_or(unknown)?;
    Ok((member, tenant))
}

/// What a link is known by: it speaks of one mail address in one tenant, and of no later return to it.
fn link_token(keys: &Keys, member: &Member) -> String {
    let (id, at) = (member.belonging.id.0.to_be_bytes(), member.added.unix().to_be_bytes());
    let user = &member.user;
    let parts: [&[u8]; 5] =
        [b"tenant-user", &id, user.handle.as_bytes(), user.email.as_bytes(), &at];
    keys.text(Purpose::Confirmation, &parts, TOKEN)
}

/// Mails a link to a user who has not used it yet.
pub(crate) async fn mail_link(realm: &Arc<Realm>, id: MembershipId) -> Result<()> {
    let found = realm.store.read(move |tx| {
        let Some(member) = tx.tenant_membership(id)? else { return Ok(None) };
        Ok(tx.tenant(member.belonging.tenant)?.map(|tenant| (member, tenant)))
    });
    let Some((member, tenant)) = found.await? else { return Ok(()) };
    if member.belonging.state != MembershipState::Pending {
        return Ok(());
    }
    let token = link_token(&realm.keys, &member);
    let (base, name) = (&realm.settings.public_url, tenant.name.as_str());
    let mail = Mail {
        id: format!("tenant-user-{}-{token}", id.0),
        at: realm.now(),
        from: realm.settings.sender.clone(),
        to: member.user.email,
        subject: format!("You were added to {name}"),
        text: format!(
            "Somebody added you to {name}. Confirm that this is your mail address:\n\n\
             {base}/confirm/user?member={}&token={token}\n",
            id.0
        ),
    };
    realm.mailer.send(&mail).await
}
