//! Nameserver templates: a list of nameservers. A title is unique; at most one is the standard, taken
//! where a caller names none.

use model::account::AccountId;
use model::error::{Field, Noun, Reason};
use model::name::HostName;
use model::{Error, Result};
use store::Tx;
pub use store::templates::NameserverTemplate;

use super::{MOST_TEMPLATES, TemplateFilter, TemplateOrder, act, given, room, told, unused_code};
use crate::keys::{Keys, Purpose};
use crate::page::{Page, Window, bounded};
use crate::realm::Context;

/// Hex digits of a code.
const CODE_DIGITS: usize = 10;
/// Nameservers a template may hold; no registry takes more.
const MOST_NAMESERVERS: u8 = 13;

/// Keeps a list of nameservers.
///
/// # Errors
/// When the title is in use, or a nameserver cannot be meant.
pub async fn create(cx: &Context, title: &str, standard: bool, nameservers: &[&str]) -> Result<()> {
    let title = super::title(title)?;
    let nameservers = checked(nameservers)?;
    let (act, keys) = (act(cx)?, cx.realm.keys.clone());
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            room(count(tx, act.account)?, 1, MOST_TEMPLATES)?;
            if by_title(tx, act.account, &title)?.is_some() {
                return Err(Error::Exists(Noun::Template));
            }
            if standard {
                tx.clear_standard_nameservers(act.account)?;
            }
            let template = NameserverTemplate {
                id: 0,
                code: code(tx, &keys, act.account, &title)?,
                title: title.clone(),
                standard,
                nameservers: nameservers.clone(),
            };
            tx.add_nameserver_template(act.account, &template)?;
            told(tx, act, &title, "nameservers made")
        })
        .await
}

/// A page of the caller's nameserver templates.
///
/// # Errors
/// When the database fails.
pub async fn list(
    cx: &Context,
    filter: TemplateFilter,
    order: TemplateOrder,
    window: Window,
) -> Result<Page<NameserverTemplate>> {
    let (account, window) = (act(cx)?.account, bounded(window));
    cx.realm.store.read(move |tx| tx.nameserver_templates(account, &filter, order, window)).await
}

/// Replaces the nameservers of the template with a title; `standard` stays where it is none. Names
/// that use it keep what they have.
///
/// # Errors
/// When there is no such template, or a nameserver cannot be meant.
pub async fn update(
    cx: &Context,
    title: &str,
    standard: Option<bool>,
    nameservers: &[&str],
) -> Result<()> {
    let title = super::title(title)?;
    let nameservers = checked(nameservers)?;
    let act = act(cx)?;
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            let mut template =
                by_title(tx, act.account, &title)?.ok_or(Error::NotFound(Noun::Template))?;
            template.standard = standard.unwrap_or(template.standard);
            if template.standard {
                tx.clear_standard_nameservers(act.account)?;
            }
            template.nameservers.clone_from(&nameservers);
            tx.save_nameserver_template(&template)?;
            told(tx, act, &template.title, "nameservers changed")
        })
        .await
}

/// Removes the template with a code; without a code, the one with the title.
///
/// # Errors
/// When nothing is selected.
pub async fn delete(cx: &Context, code: Option<&str>, title: Option<&str>) -> Result<()> {
    let (code, title) = (given(code).map(str::to_owned), given(title).map(str::to_owned));
    let act = act(cx)?;
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            let found = match (&code, &title) {
                (Some(code), _) => by_code(tx, act.account, code)?,
                (None, Some(title)) => by_title(tx, act.account, title)?,
                (None, None) => return Err(Error::Missing(Field::TemplateId)),
            };
            let template = found.ok_or(Error::NotFound(Noun::Template))?;
            tx.delete_nameserver_template(template.id)?;
            told(tx, act, &template.title, "nameservers removed")
        })
        .await
}

/// The nameservers of the template with this code or title; without either, of the standard one, if
/// there is one.
///
/// # Errors
/// When a template is named that is not there; a blank one is not.
pub fn resolve(
    tx: &mut Tx<'_>,
    account: AccountId,
    reference: Option<&str>,
) -> Result<Option<Vec<HostName>>> {
    let reference = reference.map(str::trim);
    let found = tx.nameserver_template(account, reference)?.map(|template| template.nameservers);
    if found.is_none() && reference.is_some() {
        return Err(Error::invalid(Field::NameserverTemplate, Reason::UnknownWord));
    }
    Ok(found)
}

fn checked(names: &[&str]) -> Result<Vec<HostName>> {
    model::host::nameservers(names, (1, MOST_NAMESERVERS))
}

fn one(
    tx: &mut Tx<'_>,
    account: AccountId,
    filter: &TemplateFilter,
) -> Result<Page<NameserverTemplate>> {
    let first = Window { start: 0, limit: 1, descending: false };
    tx.nameserver_templates(account, filter, TemplateOrder::Made, first)
}

fn by_code(tx: &mut Tx<'_>, account: AccountId, code: &str) -> Result<Option<NameserverTemplate>> {
    let filter = TemplateFilter { code: Some(code.to_owned()), ..TemplateFilter::default() };
    one(tx, account, &filter).map(|page| page.rows.into_iter().next())
}

fn by_title(
    tx: &mut Tx<'_>,
    account: AccountId,
    title: &str,
) -> Result<Option<NameserverTemplate>> {
    let filter = TemplateFilter { title: Some(title.to_owned()), ..TemplateFilter::default() };
    one(tx, account, &filter).map(|page| page.rows.into_iter().next())
}

fn count(tx: &mut Tx<'_>, account: AccountId) -> Result<i64> {
    one(tx, account, &TemplateFilter::default()).map(|page| page.total)
}

fn code(tx: &mut Tx<'_>, keys: &Keys, account: AccountId, title: &str) -> Result<String> {
    let account_bytes = account.0.to_be_bytes();
    unused_code(
        tx,
        |number| {
            let parts: [&[u8]; 4] = [b"nameserver", &account_bytes, title.as_bytes(), number];
            keys.hex(Purpose::Template, &parts, CODE_DIGITS)
        },
        |tx, code| by_code(tx, account, code).map(|found| found.is_some()),
    )
}
