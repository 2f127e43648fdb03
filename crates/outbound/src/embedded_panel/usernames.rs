//! User names: at most 16 lower-case letters and digits, a letter first, and nobody has the same.

use app::ports::provisioner::NewInstance;
use rusqlite::{Connection, OptionalExtension as _};

use crate::books::Answer;

/// Signs of a user name.
const LONGEST: usize = 16;
/// What a user name is made of when nothing else is left.
const NAMELESS: &str = "user";

/// A user name that nobody has: what was asked for or the domain's, with a number from the second on.
/// The name of a removed account comes back only by another way.
pub(super) fn free(books: &Connection, order: &NewInstance) -> Answer<String> {
    let beginning = beginning(order);
    let mut made = made_of(books, &beginning)?;
    loop {
        made += 1;
        let username = numbered(&beginning, made);
        if !is_taken(books, &username)? {
            remember(books, &beginning, made)?;
            return Ok(username);
        }
    }
}

/// What the user name begins with.
fn beginning(order: &NewInstance) -> String {
    let label = order.domain.as_deref().and_then(|domain| domain.split('.').next());
    let wishes = [Some(order.username.as_str()), label].into_iter().flatten();
    let fit = wishes.map(fitted).find(|fit| !fit.is_empty());
    fit.unwrap_or_else(|| NAMELESS.to_owned())
}

/// What is left of a wish.
fn fitted(wish: &str) -> String {
    let signs = wish.chars().filter(char::is_ascii_alphanumeric);
    let signs = signs.map(|sign| sign.to_ascii_lowercase()).skip_while(char::is_ascii_digit);
    signs.take(LONGEST).collect()
}

/// The number takes the place of the last signs where there is no room behind them.
fn numbered(beginning: &str, number: i64) -> String {
    if number == 1 {
        return beginning.to_owned();
    }
    let number = number.to_string();
    let room = LONGEST.saturating_sub(number.len());
    let kept: String = beginning.chars().take(room).collect();
    kept + &number
}

fn made_of(books: &Connection, beginning: &str) -> Answer<i64> {
    let mut select = books.prepare_cached("SELECT made FROM beginnings WHERE beginning = ?1")?;
    Ok(select.query_row([beginning], |row| row.get(0)).optional()?.unwrap_or_default())
}

fn remember(books: &Connection, beginning: &str, made: i64) -> Answer<()> {
    let mut save = books.prepare_cached(
        "INSERT INTO beginnings (beginning, made) VALUES (?1, ?2) \
         ON CONFLICT (beginning) DO UPDATE SET made = excluded.made",
    )?;
    save.execute((beginning, made))?;
    Ok(())
}

fn is_taken(books: &Connection, username: &str) -> Answer<bool> {
    let mut select = books.prepare_cached("SELECT 1 FROM accounts WHERE username = ?1")?;
    Ok(select.exists([username])?)
}
