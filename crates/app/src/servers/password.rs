//! Gives the administrator of a server another password.

use model::Result;
use model::event::EventKind;
use model::secret::Secret;
use model::server::Server;

use super::{Selector, own, steps, unoccupied};
use crate::keys::Purpose;
use crate::news::{Act, tell};
use crate::realm::Context;

/// A password that is shown this once, and of which server.
#[derive(Debug)]
pub struct NewPassword {
    /// The server.
    pub server: Server,
    /// The password.
    pub password: Secret<String>,
}

/// Gives the administrator of a server another password and shows it, this once.
///
/// It follows from the one before it, which is kept until the host has taken the new one: whoever
/// hears nothing and asks again is given the same.
///
/// # Errors
/// When there is no such server, a task runs on it, or it is not set up.
pub async fn regenerate_password(cx: &Context, which: &Selector) -> Result<NewPassword> {
    cx.needs_more_than_privileges()?;
    let (account, asked) = (cx.account(), which.clone());
    let stored = cx
        .realm
        .store
        .read(move |tx| {
            let (stored, _) = own(tx, account, &asked)?;
            stored.server.must_be_idle()?;
            unoccupied(tx, stored.server.id)?;
            Ok(stored)
        })
        .await?;
    let (server, before) = (stored.server, stored.password_sealed);
    let id = server.id;
    let parts = [&id.0.to_be_bytes()[..], &before[..]];
    let keys = &cx.realm.keys;
    let text = keys.text(Purpose::ServerPassword, &parts, steps::PASSWORD_LENGTH);
    let sealed = keys.seal(Purpose::ServerPassword, text.as_bytes())?;
    let password = Secret::new(text);
    cx.realm.server_host.set_password(&steps::reference(id), &password).await?;
    let act = Act { account, member: cx.caller.member, now: cx.now() };
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            let (mut stored, _) = own(tx, account, &Selector::number(id))?;
            // Somebody who asked at the same moment was given the same.
            if stored.password_sealed == before {
                stored.password_sealed.clone_from(&sealed);
                tx.save_server(&stored)?;
            }
            tell(tx, act, EventKind::ServerPasswordSet, &stored.server.name, "")
        })
        .await?;
    Ok(NewPassword { server, password })
}
