//! Mail and visitors of a domain that go on to somewhere else.

use app::domains::forwarding::{self, MailWish};
use dialects::dns_services::domain::email_forwarding::{
    EmailForwarding, ForwardingRule, ReadEmailForwarding, UpdateEmailForwarding,
};
use dialects::dns_services::domain::forwarding::SetForwarding;
use dialects::dns_services::info::Info;
use model::forwarding::WebKind;

use super::held;
use crate::dns_services::door::Caller;
use crate::dns_services::errors::{Handled, Refused};

pub async fn read_mail(caller: Caller, call: ReadEmailForwarding) -> Handled<EmailForwarding> {
    let cx = caller.cx()?;
    let rules = forwarding::mail(cx, &held::name(cx, call.id).await?).await?;
    let rules = rules.into_iter().map(|rule| ForwardingRule { from: rule.from, to: rule.to });
    Ok(EmailForwarding { emforwarding: rules.collect() })
}

pub async fn update_mail(caller: Caller, call: UpdateEmailForwarding) -> Handled<Info> {
    let cx = caller.cx()?;
    let wishes = call.emforwarding.into_iter();
    let wishes = wishes.map(|rule| MailWish { from: rule.from, to: rule.to }).collect();
    forwarding::set_mail(cx, &held::name(cx, call.id).await?, wishes).await?;
    Ok(Info::saved())
}

/// An address that is sent and empty ends it, as an empty list does for mail.
pub async fn set_url(caller: Caller, call: SetForwarding) -> Handled<Info> {
    let cx = caller.cx()?;
    let kind = kind(call.r#type.as_deref())?;
    let name = held::name(cx, call.id).await?;
    match call.url.trim() {
        "" => forwarding::clear_url(cx, &name).await?,
        url => forwarding::set_url(cx, &name, url, kind).await?,
    }
    Ok(Info::saved())
}

/// How visitors are sent on. Nothing that is remembered forever happens unasked.
fn kind(word: Option<&str>) -> Result<WebKind, Refused> {
    match word.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "" | "url" | "redirect" | "temporary" | "302" => Ok(WebKind::Temporary),
        "permanent" | "301" => Ok(WebKind::Permanent),
        "frame" | "cloak" | "masked" => Ok(WebKind::Frame),
        _ => Err(Refused::unknown_word("type")),
    }
}
