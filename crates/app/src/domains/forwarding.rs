//! Mail and web addresses of a name that lead elsewhere. They are kept with the name's zone, go with
//! it, and are answered once the name is delegated to the platform's servers.

use model::Result;
use model::error::{Error, Field, ForwardingPart, Reason};
use model::event::EventKind;
use model::forwarding::{MOST_RULES, MailRule, WebKind, WebRule, rules};
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use store::Tx;
use store::zones::StoredZone;

use super::held::entrusted;
use crate::realm::Context;
use crate::zones::registrar::change_zone;

/// A rule as it was asked for.
#[derive(Debug, Clone, Default)]
pub struct MailWish {
    /// A local part, an address of the name, or `*`.
    pub from: String,
    /// A mail address.
    pub to: String,
}

/// The mail rules of a name, in the order in which they were given.
///
/// # Errors
/// When the caller does not hold the name.
pub async fn mail(cx: &Context, name: &DomainName) -> Result<Vec<MailRule>> {
    let of = |tx: &mut Tx<'_>, zone: StoredZone| tx.mail_rules(zone.id);
    read(cx, name, of).await.map(Option::unwrap_or_default)
}

/// Replaces all mail rules of a name; an empty list leaves none.
///
/// # Errors
/// Names the rule that cannot be meant, counted from 1; then all others stay as they were.
pub async fn set_mail(cx: &Context, name: &DomainName, wishes: Vec<MailWish>) -> Result<()> {
    // Counted first: a caller may list more than can be numbered.
    if wishes.len() > MOST_RULES {
        let field = Field::Forwarding(0, ForwardingPart::From);
        return Err(Error::invalid(field, Reason::MoreThan(100)));
    }
    let parse =
        |(line, wish): (u16, &MailWish)| MailRule::parse(&wish.from, &wish.to, name.as_str(), line);
    let rules = rules((1u16..).zip(&wishes).map(parse).collect::<Result<_>>()?)?;
    change(cx, name, DomainPrivilege::EmailForwarding, move |tx, zone| {
        tx.set_mail_rules(zone.id, &rules)?;
        Ok(((), format!("{} mail rules", rules.len())))
    })
    .await
}

/// Where the web address of a name leads, if it leads elsewhere.
///
/// # Errors
/// When the caller does not hold the name.
pub async fn url(cx: &Context, name: &DomainName) -> Result<Option<WebRule>> {
    read(cx, name, |tx, zone| tx.web_rule(zone.id)).await.map(Option::flatten)
}

/// Lets the web address of a name lead elsewhere.
///
/// # Errors
/// When the caller does not hold the name, or `to` is no `http` or `https` address.
pub async fn set_url(cx: &Context, name: &DomainName, to: &str, kind: WebKind) -> Result<()> {
    let rule = WebRule::parse(to, kind)?;
    change(cx, name, DomainPrivilege::Forwarding, move |tx, zone| {
        tx.set_web_rule(zone.id, Some(&rule))?;
        Ok(((), format!("{} to {}", rule.kind.word(), rule.to)))
    })
    .await
}

/// Lets the web address of a name lead nowhere else.
///
/// # Errors
/// When the caller does not hold the name.
pub async fn clear_url(cx: &Context, name: &DomainName) -> Result<()> {
    change(cx, name, DomainPrivilege::Forwarding, |tx, zone| {
        tx.set_web_rule(zone.id, None)?;
        Ok(((), "to nowhere else".to_owned()))
    })
    .await
}

async fn change<F>(
    cx: &Context,
    name: &DomainName,
    privilege: DomainPrivilege,
    work: F,
) -> Result<()>
where
    F: Fn(&mut Tx<'_>, &StoredZone) -> Result<((), String)> + Send + Sync + 'static,
{
    change_zone(cx, name, privilege, EventKind::ForwardingSet, work).await
}

/// Reads from the zone of a name, if it has one.
async fn read<T, F>(cx: &Context, name: &DomainName, of: F) -> Result<Option<T>>
where
    T: Send + 'static,
    F: Fn(&mut Tx<'_>, StoredZone) -> Result<T> + Send + Sync + 'static,
{
    let (inner, name) = (cx.clone(), name.clone());
    cx.realm
        .store
        .read(move |tx| {
            entrusted(tx, &inner, &name, &[DomainPrivilege::Basic])?;
            tx.zone(name.as_str())?.map(|zone| of(tx, zone)).transpose()
        })
        .await
}
