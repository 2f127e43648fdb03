//! What callers leave open when they name contacts and nameservers, and how the platform fills it.

use model::account::AccountId;
use model::contact::{Contact, ContactId, ContactPatch, Whose};
use model::error::{ContactPart, Field, Noun, Role};
use model::host::{self, Host};
use model::name::{DomainName, HostName};
use model::time::Timestamp;
use model::tld::TldRules;
use model::{Error, Result};
use store::Tx;
use store::contacts::StoredContact;

use crate::contacts::{self, ContactRef};
use crate::keys::{Keys, Purpose, hex};
use crate::operations;
use crate::ports::registry::ContactCard;
use crate::realm::{Context, Realm};
use crate::templates;

/// A contact as a caller describes it: parts, a template, both or nothing.
#[derive(Debug, Clone, Default)]
pub struct ContactChoice {
    /// A contact template, by code or title.
    pub template: Option<String>,
    /// Parts that stand in front of the template's.
    pub parts: ContactPatch,
    /// A contact of the account, used as it is whatever else is said.
    pub existing: Option<ContactRef>,
    /// Whoever stands for the account: its primary contact, else its profile.
    pub of_account: bool,
}

impl ContactChoice {
    /// A contact of the account, used as it is.
    #[must_use]
    pub fn existing(which: ContactRef) -> Self {
        Self { existing: Some(which), ..Self::default() }
    }

    /// For callers that name nobody: the account's primary contact, else its profile.
    #[must_use]
    pub fn whoever_stands_for_the_account() -> Self {
        Self { of_account: true, ..Self::default() }
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.template.is_none() && self.parts.is_empty() && !self.is_object()
    }

    /// Whether it was said as contacts are said that an account knows by a number.
    #[must_use]
    pub(super) const fn is_object(&self) -> bool {
        self.existing.is_some() || self.of_account
    }
}

/// What a choice led to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "there are four of them while one call is decided")]
pub enum Chosen {
    /// A contact as it was described; equal ones of an account are kept once.
    Described(Contact),
    /// A contact of the account.
    Existing(ContactId),
}

impl Chosen {
    /// The account's row for it, where there is one before anything is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) fn known(
        &self,
        tx: &mut Tx<'_>,
        keys: &Keys,
        account: AccountId,
    ) -> Result<Option<ContactId>> {
        match self {
            Self::Described(contact) => known_contact(tx, keys, account, contact),
            Self::Existing(id) => Ok(Some(*id)),
        }
    }

    /// The account's row for it; the account is locked. A row that was found before is looked at
    /// again: its contact may have been changed or removed since.
    ///
    /// # Errors
    /// When the contact was removed.
    pub(crate) fn kept(
        &self,
        tx: &mut Tx<'_>,
        cx: &Context,
        known: Option<ContactId>,
    ) -> Result<ContactId> {
        let (account, keys) = (cx.account(), &cx.realm.keys);
        match self {
            Self::Existing(id) => {
                let payer = cx.payer();
                if !tx.has_contact(account, *id)? && !tx.has_contact(payer, *id)? {
                    return Err(Error::NotFound(Noun::Contact));
                }
                if payer != account {
                    tx.use_registrant(*id, account, payer)?;
                }
                Ok(*id)
            }
            Self::Described(contact) => match known {
                Some(known) if known_contact(tx, keys, account, contact)? == Some(known) => {
                    Ok(known)
                }
                _ => keep_contact(tx, keys, account, contact, cx.now()),
            },
        }
    }
}

/// Nameservers as a caller chooses them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum NameserverChoice {
    /// Nothing was said: the standard template, else the zone is run here.
    #[default]
    Open,
    /// The zone is run here.
    Managed,
    /// The name keeps what it has.
    Keep,
    /// A nameserver template, by code or title.
    Template(String),
    /// These, in order.
    Custom(Vec<String>),
}

/// The delegation that a choice leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// The zone is run here.
    pub managed: bool,
    /// In order.
    pub nameservers: Vec<HostName>,
}

/// The delegation that a choice leads to; none when the name keeps what it has.
///
/// # Errors
/// Names the nameserver or template that cannot be meant.
pub fn delegation(
    tx: &mut Tx<'_>,
    realm: &Realm,
    account: AccountId,
    choice: &NameserverChoice,
    rules: &TldRules,
) -> Result<Option<Delegation>> {
    let custom = |nameservers| Some(Delegation { managed: false, nameservers });
    let managed = || Delegation { managed: true, nameservers: realm.settings.nameservers.clone() };
    Ok(match choice {
        NameserverChoice::Keep => None,
        NameserverChoice::Managed => Some(managed()),
        NameserverChoice::Open => templates::nameserver::resolve(tx, account, None)?
            .map_or_else(|| Some(managed()), custom),
        NameserverChoice::Template(reference) => custom(
            templates::nameserver::resolve(tx, account, Some(reference))?.unwrap_or_default(),
        ),
        NameserverChoice::Custom(names) => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            custom(host::nameservers(&names, rules.nameservers)?)
        }
    })
}

/// Nameservers with the glue that the account's hosts below the name give them.
///
/// # Errors
/// When the database fails.
pub fn with_glue(name: &DomainName, nameservers: &[HostName], hosts: &[Host]) -> Vec<Host> {
    let addresses = |server: &HostName| {
        let known = hosts.iter().find(|host| host.name == *server && name.covers(server));
        known.map(|host| host.addresses.clone()).unwrap_or_default()
    };
    nameservers
        .iter()
        .map(|server| Host { name: server.clone(), addresses: addresses(server) })
        .collect()
}

/// The four contacts of a new name: what was said, else a template, else the standard template; for
/// all but the registrant, or where whoever stands for the account is meant, at last its own profile.
///
/// # Errors
/// Names the role and the part that is absent or cannot be meant.
pub(crate) fn new_contacts(
    tx: &mut Tx<'_>,
    account: AccountId,
    choices: &[ContactChoice; 4],
) -> Result<[Chosen; 4]> {
    let mut contacts = std::array::from_fn(|_| Chosen::Described(Contact::default()));
    let mut profile: Option<Contact> = None;
    for (role, choice) in Role::ALL.into_iter().zip(choices) {
        contacts[role as usize] = match chosen(tx, account, role, choice)? {
            Some(chosen) => chosen,
            None if role == Role::Registrant && !choice.of_account => {
                return Err(Error::Missing(Field::Contact(role, ContactPart::Name)));
            }
            None => Chosen::Described(match &profile {
                Some(profile) => profile.clone(),
                None => profile.insert(tx.owner(account)?.member.profile).clone(),
            }),
        };
    }
    Ok(contacts)
}

/// The contact of the account that a choice names; none where it names none, or nobody was chosen to
/// stand for the account.
fn object(
    tx: &mut Tx<'_>,
    account: AccountId,
    choice: &ContactChoice,
) -> Result<Option<ContactId>> {
    match &choice.existing {
        Some(which) => contacts::usable(tx, account, which).map(|stored| Some(stored.id)),
        None if choice.of_account => tx.primary_contact(account),
        None => Ok(None),
    }
}

/// The contact a choice describes; none when nothing was said and no standard template stands in.
fn chosen(
    tx: &mut Tx<'_>,
    account: AccountId,
    role: Role,
    choice: &ContactChoice,
) -> Result<Option<Chosen>> {
    if choice.is_object() {
        return Ok(object(tx, account, choice)?.map(Chosen::Existing));
    }
    let described = |contact| Some(Chosen::Described(contact));
    let template = match (&choice.template, choice.parts.is_empty()) {
        (Some(reference), _) => templates::contact::resolve(tx, account, role, Some(reference))?,
        (None, true) => {
            let standard = templates::contact::resolve(tx, account, role, None)?;
            return Ok(standard.and_then(described));
        }
        (None, false) => None,
    };
    let contact = choice.parts.applied_to(template.unwrap_or_default());
    contact.checked(Whose::Role(role)).map(described)
}

/// The four contacts after a change: only what was said changes.
///
/// # Errors
/// Names the role and the part that cannot be meant.
pub fn changed_contacts(
    tx: &mut Tx<'_>,
    account: AccountId,
    current: [ContactId; 4],
    choices: &[ContactChoice; 4],
) -> Result<[Option<Chosen>; 4]> {
    let mut contacts = [const { None }; 4];
    for (role, choice) in Role::ALL.into_iter().zip(choices) {
        if choice.is_empty() {
            continue;
        }
        if choice.is_object() {
            contacts[role as usize] = Some(match object(tx, account, choice)? {
                Some(id) => Chosen::Existing(id),
                None => Chosen::Described(tx.owner(account)?.member.profile),
            });
            continue;
        }
        let base = match &choice.template {
            Some(reference) => templates::contact::resolve(tx, account, role, Some(reference))?,
            None => Some(tx.contact(current[role as usize])?.contact),
        };
        let contact = choice.parts.applied_to(base.unwrap_or_default());
        contacts[role as usize] = Some(Chosen::Described(contact.checked(Whose::Role(role))?));
    }
    Ok(contacts)
}

/// The account's row for a contact; equal contacts of one account share one.
///
/// # Errors
/// When the database fails.
pub fn keep_contact(
    tx: &mut Tx<'_>,
    keys: &Keys,
    account: AccountId,
    contact: &Contact,
    now: Timestamp,
) -> Result<ContactId> {
    let parts = identifying(account, contact);
    let fingerprint = fingerprint(keys, &parts);
    if let Some(known) = tx.known_contact(account, &fingerprint)? {
        return Ok(known);
    }
    let handle = free_handle(tx, keys, &parts)?;
    tx.contact_for(account, &fingerprint, &handle, contact, now)
}

/// The handle that follows from a contact, or one beside it where a contact that was changed or
/// removed since is still called that.
fn free_handle(tx: &mut Tx<'_>, keys: &Keys, parts: &[String; 13]) -> Result<String> {
    let mut handle = keys.text(Purpose::Handle, &borrowed(parts), 16);
    let mut turn = 0u32;
    while tx.handle_is_taken(&handle)? {
        turn += 1;
        let mut more = borrowed(parts).to_vec();
        let number = turn.to_be_bytes();
        more.push(&number);
        handle = keys.text(Purpose::Handle, &more, 16);
    }
    Ok(handle)
}

/// The account's row for a contact, where an equal one was kept before.
///
/// # Errors
/// When the database fails.
pub fn known_contact(
    tx: &mut Tx<'_>,
    keys: &Keys,
    account: AccountId,
    contact: &Contact,
) -> Result<Option<ContactId>> {
    tx.known_contact(account, &fingerprint(keys, &identifying(account, contact)))
}

/// What makes a contact of an account itself, and no other.
fn identifying(account: AccountId, contact: &Contact) -> [String; 13] {
    let mut parts = contact.parts().map(|(_, text)| text.to_owned()).to_vec();
    parts.push(account.0.to_string());
    <[String; 13]>::try_from(parts).expect("twelve parts and an account")
}

fn borrowed(parts: &[String; 13]) -> [&[u8]; 13] {
    parts.each_ref().map(|part| part.as_bytes())
}

fn fingerprint(keys: &Keys, parts: &[String; 13]) -> String {
    hex(&keys.derive(Purpose::Fingerprint, &borrowed(parts))[..16])
}

/// Contacts as they travel to the registry, in the order of `Role::ALL`.
///
/// # Errors
/// When the database fails.
pub fn cards(tx: &mut Tx<'_>, ids: [ContactId; 4]) -> Result<[ContactCard; 4]> {
    let mut cards: Vec<ContactCard> = Vec::with_capacity(4);
    for (place, id) in ids.iter().enumerate() {
        // The four roles of a name are mostly one or two contacts.
        let card = match ids[..place].iter().position(|earlier| earlier == id) {
            Some(earlier) => cards[earlier].clone(),
            None => {
                let (StoredContact { handle, contact, .. }, change) = tx.contact_on_its_way(*id)?;
                // A change that the registry may have made is not undone there.
                let change = change.map(|text| operations::Command::read(&text)).transpose()?;
                match change {
                    Some(operations::Command::Contact(change)) => {
                        ContactCard { handle, contact: change.contact() }
                    }
                    _ => ContactCard { handle, contact },
                }
            }
        };
        cards.push(card);
    }
    <[ContactCard; 4]>::try_from(cards).map_err(|_| Error::internal("four roles have four cards"))
}
