//! The short code that guards what an account holds, for accounts that have one: whoever has only the
//! password does not hand names over.

use model::Result;
use model::account::{AccountId, Action};
use model::error::{Error, Field, Reason};

use super::attempts::Suspect;
use crate::keys::{Keys, Purpose, same};
use crate::realm::Context;

/// How long a code is.
const LENGTH: usize = 4;

/// Gives the caller's account a code, or takes it away.
///
/// # Errors
/// When the caller may not change the account, or the code is not four plain characters.
pub async fn set(cx: &Context, code: Option<&str>) -> Result<()> {
    cx.caller.may(Action::ManageAccount)?;
    let account = cx.account();
    let digest = match code {
        None => None,
        Some(code) if code.len() == LENGTH && code.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Some(digest(&cx.realm.keys, account, code))
        }
        Some(_) => return Err(Error::invalid(Field::Pincode, Reason::NotText)),
    };
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            tx.set_pincode(account, digest.as_ref().map(<[u8; 32]>::as_slice))
        })
        .await
}

/// Refuses a caller whose account has a code and who does not know it.
///
/// # Errors
/// Says that it is missing or wrong; guessing is limited as failed sign-ins are.
pub async fn check(cx: &Context, code: Option<&str>) -> Result<()> {
    let account = cx.account();
    let Some(right) = cx.realm.store.read(move |tx| tx.pincode(account)).await? else {
        return Ok(());
    };
    let code = code.filter(|code| !code.is_empty()).ok_or(Error::Missing(Field::Pincode))?;
    let suspect = [Suspect::Login(format!("pincode of {}", account.0))];
    let machine = cx.realm.clock.machine();
    // A code this short is guarded by the limit more than by its length, so a right one does not pass
    // any more either once the limit is reached.
    cx.realm.attempts.failed(&suspect, cx.realm.settings.sign_in_attempts, machine)?;
    if !same(&right, &digest(&cx.realm.keys, account, code)) {
        return Err(Error::invalid(Field::Pincode, Reason::Wrong));
    }
    cx.realm.attempts.succeeded(&suspect);
    Ok(())
}

fn digest(keys: &Keys, account: AccountId, code: &str) -> [u8; 32] {
    keys.derive(Purpose::Pincode, &[&account.0.to_be_bytes(), code.as_bytes()])
}
