//! Contacts: one row for each handle, changed by the registrar that made it.

use app::ports::registry::ContactCard;
use model::Error;
use model::contact::Contact;
use model::error::Noun;
use rusqlite::Row;

use crate::embedded_registry::desk::{Answer, Desk, Registrar};

/// A card that says what is written already is not written again.
const SAVE: &str = "\
    INSERT INTO contacts (handle, registrar, name, company, email, phone, fax, street1, street2, \
    street3, city, province, postal_code, country) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) \
    ON CONFLICT (handle) DO UPDATE SET name = excluded.name, company = excluded.company, \
    email = excluded.email, phone = excluded.phone, fax = excluded.fax, \
    street1 = excluded.street1, street2 = excluded.street2, street3 = excluded.street3, \
    city = excluded.city, province = excluded.province, postal_code = excluded.postal_code, \
    country = excluded.country WHERE registrar = excluded.registrar AND \
    (name, company, email, phone, fax, street1, street2, street3, city, province, postal_code, \
    country) IS NOT (excluded.name, excluded.company, excluded.email, excluded.phone, \
    excluded.fax, excluded.street1, excluded.street2, excluded.street3, excluded.city, \
    excluded.province, excluded.postal_code, excluded.country)";

impl Desk<'_> {
    /// Writes the four contacts of a name and returns their handles.
    pub fn save_contacts(&self, actor: Registrar, cards: &[ContactCard; 4]) -> Answer<[String; 4]> {
        for (index, card) in cards.iter().enumerate() {
            if !cards[..index].contains(card) {
                self.save_contact(actor, card)?;
            }
        }
        Ok(cards.each_ref().map(|card| card.handle.clone()))
    }

    /// The four contacts behind the handles of a name.
    pub fn contacts(&self, handles: &[String; 4]) -> Answer<[ContactCard; 4]> {
        let [registrant, admin, tech, billing] = handles.each_ref().map(|one| self.contact(one));
        Ok([registrant?, admin?, tech?, billing?])
    }

    fn contact(&self, handle: &str) -> Answer<ContactCard> {
        let mut select = self.connection.prepare_cached(
            "SELECT name, company, email, phone, fax, street1, street2, street3, city, province, \
             postal_code, country FROM contacts WHERE handle = ?1",
        )?;
        let contact = select.query_row([handle], read)?;
        Ok(ContactCard { handle: handle.to_owned(), contact })
    }

    /// Writes a contact, or what it says now.
    pub fn save_contact(&self, actor: Registrar, card: &ContactCard) -> Answer<()> {
        if self.sponsor(&card.handle)?.is_some_and(|sponsor| sponsor != actor) {
            return Err(Error::NotYours(Noun::Contact).into());
        }
        let ContactCard { handle, contact } = card;
        let [street1, street2, street3] = &contact.street;
        self.connection.prepare_cached(SAVE)?.execute(rusqlite::params![
            handle,
            actor.id(),
            contact.name,
            contact.company,
            contact.email,
            contact.phone,
            contact.fax,
            street1,
            street2,
            street3,
            contact.city,
            contact.province,
            contact.postal_code,
            contact.country,
        ])?;
        Ok(())
    }

    fn sponsor(&self, handle: &str) -> Answer<Option<Registrar>> {
        let mut select =
            self.connection.prepare_cached("SELECT registrar FROM contacts WHERE handle = ?1")?;
        let mut rows = select.query([handle])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        Ok(Some(Registrar::from_id(row.get(0)?)))
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        name: row.get(0)?,
        company: row.get(1)?,
        email: row.get(2)?,
        phone: row.get(3)?,
        fax: row.get(4)?,
        street: [row.get(5)?, row.get(6)?, row.get(7)?],
        city: row.get(8)?,
        province: row.get(9)?,
        postal_code: row.get(10)?,
        country: row.get(11)?,
    })
}
