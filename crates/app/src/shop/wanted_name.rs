//! What was said about a name when it was ordered, kept on its line until it is paid.

use std::collections::BTreeMap;

use model::account::AccountId;
use model::contact::{Contact, ContactId, ContactPatch};
use model::error::{Error, Field, Role};
use model::host;
use model::name::{DomainName, HostName};
use model::secret::Secret;
use model::time::Years;
use model::{Result, tld::TldRules};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::invoices::Line;

use super::cart::NameItem;
use crate::accounts::contacts;
use crate::domains::choices::{self, Chosen, ContactChoice, NameserverChoice};
use crate::domains::register;
use crate::domains::transfer::request;
use crate::keys::{Purpose, hex, unhex};
use crate::realm::{Context, Realm};

/// What was said about a name, as it is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WantedName {
    /// Rows of the contacts, in the order of `Role::ALL`.
    contacts: [i64; 4],
    nameservers: Option<Vec<String>>,
    /// Under the realm's key, in hex.
    auth_code: Option<String>,
    /// What was filled into the extension's form; absent where nothing was asked yet.
    #[serde(default)]
    extras: BTreeMap<String, String>,
}

impl WantedName {
    /// What a line says.
    pub(crate) fn of(line: &Line) -> Result<Self> {
        serde_json::from_str(&line.detail).map_err(Error::internal)
    }

    /// Checks what was said about a name, without keeping anything.
    pub(super) fn check(
        tx: &mut Tx<'_>,
        account: AccountId,
        item: &NameItem,
        rules: &TldRules,
    ) -> Result<[Chosen; 4]> {
        nameservers(item, rules)?;
        let choices = chosen(tx, account, item)?;
        choices::new_contacts(tx, account, &choices)
    }

    /// Keeps what was said about a name.
    pub(super) fn keep(
        tx: &mut Tx<'_>,
        cx: &Context,
        item: &NameItem,
        contacts: &[Chosen; 4],
        rules: &TldRules,
    ) -> Result<String> {
        let mut rows = [0; 4];
        for (row, contact) in rows.iter_mut().zip(contacts) {
            *row = contact.kept(tx, cx, None)?.0;
        }
        let seal = |code: &Secret<String>| {
            let sealed = cx.realm.keys.seal(Purpose::AuthCode, code.reveal().trim().as_bytes());
            sealed.map(|sealed| hex(&sealed))
        };
        let wanted = Self {
            contacts: rows,
            nameservers: nameservers(item, rules)?
                .map(|hosts| hosts.iter().map(ToString::to_string).collect()),
            auth_code: item.auth_code.as_ref().map(seal).transpose()?,
            extras: rules.extras(&item.choices),
        };
        serde_json::to_string(&wanted).map_err(Error::internal)
    }

    /// The registration that was ordered.
    pub(crate) async fn registration(
        &self,
        cx: &Context,
        name: &str,
        years: Years,
    ) -> Result<register::Register> {
        Ok(register::Register {
            name: parse(&cx.realm, name)?,
            years,
            contacts: self.choices(cx).await?,
            nameservers: self.delegation(),
            reference: None,
            extras: self.extras.clone(),
        })
    }

    /// The transfer that was ordered. Nothing is said besides: the registry knows it of the name.
    pub(crate) async fn transfer(&self, cx: &Context, name: &str) -> Result<request::Request> {
        let open = |sealed: &String| {
            let bytes = unhex(sealed).ok_or_else(|| Error::internal("an auth code is not hex"))?;
            cx.realm.keys.open_text(Purpose::AuthCode, &bytes)
        };
        Ok(request::Request {
            name: parse(&cx.realm, name)?,
            auth_code: self.auth_code.as_ref().map(open).transpose()?,
            contacts: self.choices(cx).await?,
            nameservers: match &self.nameservers {
                Some(_) => self.delegation(),
                None => NameserverChoice::Keep,
            },
            reference: None,
            confirmed_by_owner: false,
        })
    }

    fn delegation(&self) -> NameserverChoice {
        match &self.nameservers {
            Some(hosts) => NameserverChoice::Custom(hosts.clone()),
            None => NameserverChoice::Managed,
        }
    }

    async fn choices(&self, cx: &Context) -> Result<[ContactChoice; 4]> {
        let rows = self.contacts;
        cx.realm
            .store
            .read(move |tx| {
                let mut choices: [ContactChoice; 4] = std::array::from_fn(|_| Default::default());
                for (choice, row) in choices.iter_mut().zip(rows) {
                    choice.parts = patch(tx.contact(ContactId(row))?.contact);
                }
                Ok(choices)
            })
            .await
    }
}

/// The name that somebody wrote.
pub(super) fn parse(realm: &Realm, name: &str) -> Result<DomainName> {
    let name = DomainName::parse(name, |tld| realm.rulebook.get(tld).is_some())?;
    realm.rules(&name)?;
    Ok(name)
}

fn nameservers(item: &NameItem, rules: &TldRules) -> Result<Option<Vec<HostName>>> {
    let Some(names) = &item.nameservers else { return Ok(None) };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    host::nameservers(&names, rules.nameservers).map(Some)
}

/// Contacts that were named, and the account's owner for the rest.
fn chosen(tx: &mut Tx<'_>, account: AccountId, item: &NameItem) -> Result<[ContactChoice; 4]> {
    let owner = tx.owner(account)?.member.profile;
    let mut choices: [ContactChoice; 4] = std::array::from_fn(|_| Default::default());
    for (role, (choice, member)) in Role::ALL.into_iter().zip(choices.iter_mut().zip(item.contacts))
    {
        let contact = match member {
            Some(member) => contacts::as_contact(tx, account, member).map_err(|error| {
                let unknown = model::error::Reason::UnknownWord;
                match error {
                    Error::NotFound(_) => Error::invalid(Field::ContactTemplate(role), unknown),
                    other => other,
                }
            })?,
            None => owner.clone(),
        };
        choice.parts = patch(contact);
    }
    Ok(choices)
}

fn patch(contact: Contact) -> ContactPatch {
    ContactPatch {
        name: Some(contact.name),
        company: Some(contact.company),
        email: Some(contact.email),
        phone: Some(contact.phone),
        fax: Some(contact.fax),
        street: contact.street.map(Some),
        city: Some(contact.city),
        province: Some(contact.province),
        postal_code: Some(contact.postal_code),
        country: Some(contact.country),
    }
}
