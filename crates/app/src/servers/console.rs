//! Opens the screen of a server for a while.

use model::Result;
use model::event::EventKind;
use model::secret::Secret;
use model::server::{CONSOLE_LIFE, Server};

use super::{Selector, own, steps, unoccupied};
use crate::keys::Purpose;
use crate::news::{Act, tell};
pub use crate::ports::server_host::Console;
use crate::realm::Context;

/// Length of a screen's password: what carries screens compares no more signs.
const PASSWORD_LENGTH: usize = 8;

/// A screen that is open, and of which server.
#[derive(Debug, Clone)]
pub struct OpenConsole {
    /// The server.
    pub server: Server,
    /// How its screen is reached, and until when.
    pub console: Console,
}

/// Opens the screen of a server for eight hours; opening it again closes it to whoever came before.
///
/// Nothing is paid for it and nothing can be had twice, so that silence needs no operation: whoever
/// hears nothing opens it once more.
///
/// # Errors
/// When there is no such server, a task runs on it, or it is switched off or not set up.
pub async fn open_console(cx: &Context, which: &Selector) -> Result<OpenConsole> {
    cx.needs_more_than_privileges()?;
    let (account, asked) = (cx.account(), which.clone());
    let server = cx
        .realm
        .store
        .read(move |tx| {
            let (stored, _) = own(tx, account, &asked)?;
            stored.server.may_open_console()?;
            unoccupied(tx, stored.server.id)?;
            Ok(stored.server)
        })
        .await?;
    let (id, now) = (server.id, cx.now());
    let parts = [&id.0.to_be_bytes()[..], &now.unix().to_be_bytes()[..]];
    let password = cx.realm.keys.text(Purpose::ServerConsole, &parts, PASSWORD_LENGTH);
    let password = Secret::new(password);
    let reference = steps::reference(id);
    let console =
        cx.realm.server_host.open_console(&reference, &password, now + CONSOLE_LIFE).await?;
    let ends = console.ends;
    let act = Act { account, member: cx.caller.member, now };
    let server = cx
        .realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            let (mut stored, _) = own(tx, account, &Selector::number(id))?;
            // A task that began meanwhile closed it again.
            stored.server.may_open_console()?;
            stored.server.console_ends = Some(ends);
            tx.save_server(&stored)?;
            tell(tx, act, EventKind::ServerConsoleOpened, &stored.server.name, "")?;
            Ok(stored.server)
        })
        .await?;
    Ok(OpenConsole { server, console })
}
