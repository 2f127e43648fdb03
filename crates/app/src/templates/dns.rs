//! DNS templates: records with the placeholders `<domain>` and `<ipaddress>`. The standard one fills
//! the zone of a name whose DNS is run here for the first time.

use model::account::AccountId;
use model::error::{Field, Noun, Reason, RecordPart};
use model::name::DomainName;
use model::zone::Record;
use model::{Error, Result};
use store::Tx;
pub use store::templates::DnsTemplate;

use super::{act, room, told};
use crate::realm::Context;
use crate::zones::{self, OwnedDraft};

/// DNS templates an account may have: each holds many records.
const MOST_DNS_TEMPLATES: u16 = 100;
/// Records one template may hold.
const MOST_RECORDS: u16 = 999;
/// What stands for the placeholders while a template is checked (RFC 2606, RFC 5737).
const SAMPLE: (&str, &str) = ("example.com", "192.0.2.1");

/// A DNS template and what is in it.
#[derive(Debug, Clone)]
pub struct FilledTemplate {
    /// The template.
    pub template: DnsTemplate,
    /// Its records, with their placeholders.
    pub records: Vec<Record>,
}

/// Makes an empty template.
///
/// # Errors
/// When the title is in use.
pub async fn create(cx: &Context, title: &str, standard: bool) -> Result<()> {
    let title = super::title(title)?;
    let act = act(cx)?;
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            let there = tx.dns_templates(act.account, MOST_DNS_TEMPLATES.into())?.len();
            room(1, there, MOST_DNS_TEMPLATES)?;
            if tx.dns_template(act.account, &title)?.is_some() {
                return Err(Error::Exists(Noun::Template));
            }
            if standard {
                tx.clear_standard_dns(act.account)?;
            }
            tx.add_dns_template(act.account, &title, standard)?;
            told(tx, act, &title, "records made")
        })
        .await
}

/// The caller's DNS templates, by title.
///
/// # Errors
/// When the database fails.
pub async fn list(cx: &Context) -> Result<Vec<DnsTemplate>> {
    let account = act(cx)?.account;
    cx.realm.store.read(move |tx| tx.dns_templates(account, MOST_DNS_TEMPLATES.into())).await
}

/// The caller's DNS templates and what is in them, by title.
///
/// # Errors
/// When the database fails.
pub async fn list_filled(cx: &Context) -> Result<Vec<FilledTemplate>> {
    let account = act(cx)?.account;
    cx.realm
        .store
        .read(move |tx| {
            let templates = tx.dns_templates(account, MOST_DNS_TEMPLATES.into())?;
            templates
                .into_iter()
                .map(|template| {
                    let records = tx.dns_template_records(template.id)?;
                    Ok(FilledTemplate { template, records })
                })
                .collect()
        })
        .await
}

/// Replaces the records of the template with a title; `standard` stays where it is none.
///
/// # Errors
/// When there is no such template, or a record would not fit a zone.
pub async fn update(
    cx: &Context,
    title: &str,
    standard: Option<bool>,
    drafts: Vec<OwnedDraft>,
) -> Result<()> {
    let title = super::title(title)?;
    let records = checked(&drafts)?;
    let act = act(cx)?;
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            let template =
                tx.dns_template(act.account, &title)?.ok_or(Error::NotFound(Noun::Template))?;
            let standard = standard.unwrap_or(template.standard);
            if standard {
                tx.clear_standard_dns(act.account)?;
            }
            tx.set_dns_template_standard(template.id, standard)?;
            tx.set_dns_template_records(template.id, &records)?;
            told(tx, act, &template.title, "records changed")
        })
        .await
}

/// Removes the template with a title.
///
/// # Errors
/// When there is no such template.
pub async fn delete(cx: &Context, title: &str) -> Result<()> {
    let title = super::title(title)?;
    let act = act(cx)?;
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            let template =
                tx.dns_template(act.account, &title)?.ok_or(Error::NotFound(Noun::Template))?;
            tx.delete_dns_template(template.id)?;
            told(tx, act, &template.title, "records removed")
        })
        .await
}

/// What the standard template of `account` puts into the zone of `domain`. Records that want an
/// address are left out where none is configured, and a template that does not fit the name leaves
/// the zone empty: a purchase never fails by it.
///
/// # Errors
/// When the database fails.
pub fn standard_records(
    tx: &mut Tx<'_>,
    account: AccountId,
    domain: &DomainName,
    address: Option<&str>,
) -> Result<Vec<Record>> {
    let templates = tx.dns_templates(account, MOST_DNS_TEMPLATES.into())?;
    let Some(standard) = templates.into_iter().find(|template| template.standard) else {
        return Ok(Vec::new());
    };
    let stored = tx.dns_template_records(standard.id)?;
    let apex = domain.as_str();
    let records: Vec<Record> = stored
        .iter()
        .filter_map(|record| filled(&draft_of(record), apex, address)?.record(apex).ok())
        .collect();
    let fits = model::zone::check(&records, apex).is_ok();
    Ok(if fits { records } else { Vec::new() })
}

/// The records to store, checked with the placeholders filled in.
fn checked(drafts: &[OwnedDraft]) -> Result<Vec<Record>> {
    if drafts.is_empty() {
        return Err(Error::Missing(Field::Record(1, RecordPart::Type)));
    }
    if drafts.len() > usize::from(MOST_RECORDS) {
        let field = Field::Record(0, RecordPart::Content);
        return Err(Error::invalid(field, Reason::MoreThan(MOST_RECORDS)));
    }
    let (apex, address) = SAMPLE;
    let (mut stored, mut samples) = (Vec::new(), Vec::new());
    for draft in drafts {
        let sample = filled(draft, apex, Some(address))
            .ok_or_else(|| Error::internal("the sample has an address"))?
            .record(apex)?;
        stored.push(Record {
            name: draft.name.trim().to_owned(),
            content: draft.content.trim().to_owned(),
            ..sample.clone()
        });
        samples.push((draft.line, sample));
    }
    zones::check(&samples, [], &[], apex)?;
    Ok(stored)
}

fn draft_of(record: &Record) -> OwnedDraft {
    OwnedDraft {
        line: 0,
        name: record.name.clone(),
        kind: record.kind.clone(),
        ttl: Some(record.ttl),
        priority: Some(record.priority),
        content: record.content.clone(),
    }
}

/// The draft with its placeholders filled in; none when it wants an address and none is known.
fn filled(draft: &OwnedDraft, domain: &str, address: Option<&str>) -> Option<OwnedDraft> {
    let fill = |text: &str| {
        let text = text.replace("<domain>", domain);
        if !text.contains("<ipaddress>") {
            return Some(text);
        }
        address.map(|address| text.replace("<ipaddress>", address))
    };
    let (name, content) = (fill(&draft.name)?, fill(&draft.content)?);
    Some(OwnedDraft { name, content, ..draft.clone() })
}
