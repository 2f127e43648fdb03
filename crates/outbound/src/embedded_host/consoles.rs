//! Screens of servers, open for a while to whoever has the password.

use app::ports::server_host::Console;
use model::secret::Secret;
use model::server::CONSOLE_LIFE;
use model::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _};

use super::{addresses, refused, rows, tasks};
use crate::books::Answer;
use crate::passwords::Sealed;

/// Opens a screen in the place of the one that was open before. A server that stands still has one too.
pub(super) fn open(
    books: &Connection,
    reference: &str,
    password: &Secret<String>,
    ends: Timestamp,
    now: Timestamp,
) -> Answer<Console> {
    let server = rows::known(books, reference)?;
    server.must_be_idle(now)?;
    tasks::judge_password(password)?;
    if ends <= now || ends > now + CONSOLE_LIFE {
        return refused("a console is open for a while, and not for longer than eight hours");
    }
    let Sealed { salt, digest } = Sealed::of(books, password)?;
    let mut update = books.prepare_cached(
        "UPDATE servers SET console_salt = ?2, console_digest = ?3, console_ends = ?4 \
         WHERE position = ?1",
    )?;
    update.execute((server.position, salt, digest, ends.unix()))?;
    Ok(Console {
        address: addresses::of_console(server.cluster),
        port: addresses::console_port(server.position),
        password: password.clone(),
        ends,
    })
}

/// Whether the screen of a server opens with a password.
pub(super) fn opens(
    books: &Connection,
    reference: &str,
    password: &str,
    now: Timestamp,
) -> Answer<bool> {
    let mut select = books.prepare_cached(
        "SELECT console_salt, console_digest FROM servers \
         WHERE reference = ?1 AND console_ends > ?2",
    )?;
    let sealed = |row: &rusqlite::Row<'_>| Ok(Sealed { salt: row.get(0)?, digest: row.get(1)? });
    let kept = select.query_row((reference, now.unix()), sealed).optional()?;
    Ok(kept.is_some_and(|kept| kept.opens_with(password)))
}
