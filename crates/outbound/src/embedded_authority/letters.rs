//! Mail to approvers. What is to be sent stands in the books until the mailer took it.

use app::ports::{Mail, Mailer};
use model::Result;
use rusqlite::{Connection, Row};

use super::Office;
use crate::books::Answer;

/// Letters that are sent at once; further ones go the next time.
const MOST_AT_ONCE: usize = 250;

/// A letter to an approver.
struct Letter {
    order: i64,
    place: i64,
    name: String,
    approver: String,
    token: String,
    /// How often was written about the order.
    letters: i64,
}

/// Sends what is to be sent. What the mailer does not take waits for the next time.
pub(super) async fn send(office: &Office, mailer: &dyn Mailer) {
    if let Err(error) = send_all(office, mailer).await {
        tracing::warn!(?error, "mail to approvers of certificates is still to be sent");
    }
}

async fn send_all(office: &Office, mailer: &dyn Mailer) -> Result<()> {
    for letter in office.books.run(unsent).await? {
        mailer.send(&letter.mail(office)).await?;
        let (order, place, letters) = (letter.order, letter.place, letter.letters);
        office.books.run(move |books| set_sent(books, order, place, letters)).await?;
    }
    Ok(())
}

impl Letter {
    fn mail(&self, office: &Office) -> Mail {
        let Self { order, place, name, approver, token, letters } = self;
        let url = &office.settings.public_url;
        Mail {
            id: format!("certificate-approval/{order}/{place}/{letters}/{token}"),
            at: office.clock.now(),
            from: office.settings.sender.clone(),
            to: approver.clone(),
            subject: format!("Approve a certificate for {name}"),
            text: format!(
                "A certificate for {name} was asked for (order {order:08}).\n\n\
                 If that is right, open this address:\n\
                 {url}/certificates/approve/{token}\n\n\
                 If it is not, do nothing: no certificate is issued then.\n"
            ),
        }
    }
}

fn unsent(books: &Connection) -> Answer<Vec<Letter>> {
    let limit = i64::try_from(MOST_AT_ONCE).unwrap_or(i64::MAX);
    let mut select = books.prepare_cached(
        "SELECT names.ordered, names.place, names.name, names.approver, names.token, orders.letters \
         FROM names JOIN orders ON orders.position = names.ordered \
         WHERE names.unsent AND orders.revoked IS NULL AND names.approver IS NOT NULL \
         ORDER BY names.ordered, names.place LIMIT ?1",
    )?;
    let letter = |row: &Row<'_>| {
        Ok(Letter {
            order: row.get(0)?,
            place: row.get(1)?,
            name: row.get(2)?,
            approver: row.get(3)?,
            token: row.get(4)?,
            letters: row.get(5)?,
        })
    };
    Ok(select.query_map([limit], letter)?.collect::<rusqlite::Result<_>>()?)
}

/// A reminder that was asked for meanwhile is still to be sent.
fn set_sent(books: &Connection, order: i64, place: i64, letters: i64) -> Answer<()> {
    let mut update = books.prepare_cached(
        "UPDATE names SET unsent = FALSE WHERE ordered = ?1 AND place = ?2 \
         AND (SELECT letters FROM orders WHERE position = ?1) = ?3",
    )?;
    update.execute((order, place, letters))?;
    Ok(())
}
