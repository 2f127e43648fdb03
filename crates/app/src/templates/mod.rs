//! Templates of an account: contacts, nameservers and records kept for use again. Everybody in the
//! account may use and change them.

use model::error::{Field, Reason};
use model::event::EventKind;
use model::{Error, Result};
use store::Tx;
pub use store::templates::{TemplateFilter, TemplateOrder};

use crate::news::{self, Act};
use crate::realm::Context;

/// Contacts, each for one role.
pub mod contact;
/// Sets of records with placeholders.
pub mod dns;
/// Lists of nameservers.
pub mod nameserver;

/// Templates of one kind that an account may have.
const MOST_TEMPLATES: u16 = 1_000;
/// Longest title of a template.
const LONGEST_TITLE: u16 = 100;

/// The title of a template, checked.
fn title(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Missing(Field::TemplateName));
    }
    if text.chars().any(char::is_control) {
        return Err(Error::invalid(Field::TemplateName, Reason::NotText));
    }
    if text.len() > usize::from(LONGEST_TITLE) {
        return Err(Error::invalid(Field::TemplateName, Reason::LongerThan(LONGEST_TITLE)));
    }
    Ok(text.to_owned())
}

/// What a caller gave, unless it is blank.
fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Whether `more` templates fit beside those there are.
fn room(there: i64, more: usize, most: u16) -> Result<()> {
    if i64::try_from(more).is_ok_and(|more| there + more <= i64::from(most)) {
        return Ok(());
    }
    Err(Error::invalid(Field::TemplateName, Reason::MoreThan(most)))
}

/// The first of the codes that `make` derives from 0, 1, 2, … that is not in use.
fn unused_code(
    tx: &mut Tx<'_>,
    make: impl Fn(&[u8]) -> String,
    used: impl Fn(&mut Tx<'_>, &str) -> Result<bool>,
) -> Result<String> {
    for number in 0..=u64::from(MOST_TEMPLATES) {
        let code = make(&number.to_be_bytes());
        if !used(tx, &code)? {
            return Ok(code);
        }
    }
    Err(Error::internal("no template code is left"))
}

/// Who acts, if it is no contact: no privilege opens templates.
fn act(cx: &Context) -> Result<Act> {
    cx.needs_more_than_privileges()?;
    Ok(Act { account: cx.account(), member: cx.caller.member, now: cx.now() })
}

fn told(tx: &mut Tx<'_>, act: Act, title: &str, detail: &str) -> Result<()> {
    news::tell(tx, act, EventKind::TemplateChanged, title, detail)
}
