//! Contact templates: a contact kept for one role. A title is unique in its role; at most one of a
//! role is the standard, taken where a caller names none.

use model::account::AccountId;
use model::contact::{Contact, Whose};
use model::error::{Field, Noun, Reason, Role};
use model::{Error, Result};
use store::Tx;
pub use store::templates::ContactTemplate;

use super::{
    MOST_TEMPLATES, TemplateFilter, TemplateOrder, act, given, room, title, told, unused_code,
};
use crate::keys::{Keys, Purpose};
use crate::page::{Page, Window, bounded};
use crate::realm::Context;

/// Signs of a code.
const CODE_SIGNS: usize = 16;

/// A contact to be kept.
#[derive(Debug, Clone)]
pub struct NewContactTemplate {
    /// What people call it.
    pub title: String,
    /// The roles it is for: one template is made for each; for all four where none are named.
    pub roles: Vec<Role>,
    /// Whether it becomes the standard of its roles.
    pub standard: bool,
    /// The contact.
    pub contact: Contact,
}

/// Which templates are meant. A code selects one; without a code the title selects, in all roles
/// where none are named.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The code of one template.
    pub code: Option<String>,
    /// The title; a new title where a code selects.
    pub title: Option<String>,
    /// The roles; where a code selects, a single one is the new role.
    pub roles: Vec<Role>,
}

/// Keeps a contact for each of the roles, all of them or none.
///
/// # Errors
/// When a role has a template with this title, or a part of the contact cannot be meant.
pub async fn create(cx: &Context, new: NewContactTemplate) -> Result<()> {
    let title = title(&new.title)?;
    let role = *new.roles.first().unwrap_or(&Role::Registrant);
    let contact = new.contact.checked(Whose::Role(role))?;
    let (act, keys, standard) = (act(cx)?, cx.realm.keys.clone(), new.standard);
    let roles = match new.roles {
        none if none.is_empty() => Role::ALL.to_vec(),
        some => some,
    };
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            room(count(tx, act.account)?, roles.len(), MOST_TEMPLATES)?;
            for role in &roles {
                free(tx, act.account, *role, &title, None)?;
                if standard {
                    tx.clear_standard_contact(act.account, *role)?;
                }
                let template = ContactTemplate {
                    id: 0,
                    code: code(tx, &keys, act.account, *role, &title)?,
                    title: title.clone(),
                    role: *role,
                    standard,
                    contact: contact.clone(),
                };
                tx.add_contact_template(act.account, &template)?;
                told(tx, act, &title, &format!("{} contact made", role.word()))?;
            }
            Ok(())
        })
        .await
}

/// A page of the caller's contact templates.
///
/// # Errors
/// When the database fails.
pub async fn list(
    cx: &Context,
    filter: TemplateFilter,
    order: TemplateOrder,
    window: Window,
) -> Result<Page<ContactTemplate>> {
    let (account, window) = (act(cx)?.account, bounded(window));
    cx.realm.store.read(move |tx| tx.contact_templates(account, &filter, order, window)).await
}

/// Replaces the contact of the selected templates; `standard` stays where it is none. Names that use
/// them keep what they have.
///
/// # Errors
/// When nothing is selected, the new title is in use in the role, or a part of the contact cannot be
/// meant.
pub async fn update(
    cx: &Context,
    selection: Selection,
    standard: Option<bool>,
    contact: Contact,
) -> Result<()> {
    let role = *selection.roles.first().unwrap_or(&Role::Registrant);
    let contact = contact.checked(Whose::Role(role))?;
    let new_title = given(selection.title.as_deref()).map(title).transpose()?;
    let act = act(cx)?;
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            for mut template in selected(tx, act.account, &selection)? {
                if let [role] = selection.roles[..] {
                    template.role = role;
                }
                if given(selection.code.as_deref()).is_some() {
                    template.title = new_title.clone().unwrap_or(template.title);
                }
                free(tx, act.account, template.role, &template.title, Some(template.id))?;
                template.standard = standard.unwrap_or(template.standard);
                if template.standard {
                    tx.clear_standard_contact(act.account, template.role)?;
                }
                template.contact = contact.clone();
                tx.save_contact_template(&template)?;
                let detail = format!("{} contact changed", template.role.word());
                told(tx, act, &template.title, &detail)?;
            }
            Ok(())
        })
        .await
}

/// Removes the selected templates; where a code selects, title and roles do not count.
///
/// # Errors
/// When nothing is selected.
pub async fn delete(cx: &Context, selection: Selection) -> Result<()> {
    let act = act(cx)?;
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            for template in selected(tx, act.account, &selection)? {
                tx.delete_contact_template(template.id)?;
                let detail = format!("{} contact removed", template.role.word());
                told(tx, act, &template.title, &detail)?;
            }
            Ok(())
        })
        .await
}

/// The contact of the template with this code or title; without either, the standard one of the
/// role, if there is one.
///
/// # Errors
/// When a template is named that is not there; a blank one is not.
pub fn resolve(
    tx: &mut Tx<'_>,
    account: AccountId,
    role: Role,
    reference: Option<&str>,
) -> Result<Option<Contact>> {
    let reference = reference.map(str::trim);
    let found = tx.contact_template(account, role, reference)?.map(|template| template.contact);
    if found.is_none() && reference.is_some() {
        return Err(Error::invalid(Field::ContactTemplate(role), Reason::UnknownWord));
    }
    Ok(found)
}

fn selected(
    tx: &mut Tx<'_>,
    account: AccountId,
    selection: &Selection,
) -> Result<Vec<ContactTemplate>> {
    let roles = if selection.roles.is_empty() { &Role::ALL[..] } else { &selection.roles };
    let code = given(selection.code.as_deref()).map(str::to_owned);
    let title = given(selection.title.as_deref()).map(str::to_owned);
    if code.is_none() && title.is_none() {
        return Err(Error::Missing(Field::TemplateId));
    }
    let by_title = code.is_none();
    let title = title.filter(|_| by_title);
    let filter = TemplateFilter { code, title, ..TemplateFilter::default() };
    let mut rows = all(tx, account, &filter)?.rows;
    rows.retain(|template| !by_title || roles.contains(&template.role));
    if rows.is_empty() {
        return Err(Error::NotFound(Noun::Template));
    }
    Ok(rows)
}

/// The templates of a filter that fits few of them.
fn all(
    tx: &mut Tx<'_>,
    account: AccountId,
    filter: &TemplateFilter,
) -> Result<Page<ContactTemplate>> {
    let few = Window { start: 0, limit: 10, descending: false };
    tx.contact_templates(account, filter, TemplateOrder::Made, few)
}

fn count(tx: &mut Tx<'_>, account: AccountId) -> Result<i64> {
    all(tx, account, &TemplateFilter::default()).map(|page| page.total)
}

/// Whether a title may be used in a role, by a new template or by the one with this row.
fn free(
    tx: &mut Tx<'_>,
    account: AccountId,
    role: Role,
    title: &str,
    row: Option<i64>,
) -> Result<()> {
    let title = Some(title.to_owned());
    let filter = TemplateFilter { title, role: Some(role), ..TemplateFilter::default() };
    let others = all(tx, account, &filter)?.rows;
    if others.iter().any(|template| Some(template.id) != row) {
        return Err(Error::Exists(Noun::Template));
    }
    Ok(())
}

fn code(
    tx: &mut Tx<'_>,
    keys: &Keys,
    account: AccountId,
    role: Role,
    title: &str,
) -> Result<String> {
    let account_bytes = account.0.to_be_bytes();
    unused_code(
        tx,
        |number| {
            let parts: [&[u8]; 5] =
                [b"contact", &account_bytes, role.word().as_bytes(), title.as_bytes(), number];
            keys.text(Purpose::Template, &parts, CODE_SIGNS)
        },
        |tx, code| {
            let filter =
                TemplateFilter { code: Some(code.to_owned()), ..TemplateFilter::default() };
            all(tx, account, &filter).map(|page| page.matching > 0)
        },
    )
}
