//! What happened to the account's names: news, in the words of this dialect.

use app::page::Page;
use app::polls::{self, Event, EventFilter, EventOrder, Reference};
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::poll::acknowledge::Acknowledge;
use dialects::domains_co_za::poll::messages::{Acked, ListMessages, MessageList, PollMessage};
use dialects::domains_co_za::poll::poll_code::PollCode;
use model::error::{Error, Field, Noun};
use model::event::EventKind;
use model::name::HostName;
use model::time::Timestamp;
use wire::Api;

use super::answer::{Handled, done, just_done};
use super::door::{Caller, DomainsCoZaDoor};
use super::errors::Refused;
use super::pages;

/// The detail that tells the two sides of a transfer apart.
const GAINING_SIDE: &str = "in";

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<ListMessages, _>(list).on::<Acknowledge, _>(acknowledge)
}

pub async fn list(caller: Caller, call: ListMessages) -> Handled<MessageList> {
    let mut kinds = match call.filter.as_deref().map(str::trim) {
        None | Some("") => told(),
        Some(word) => kept(word).ok_or_else(|| Refused::unknown_word("filter"))?,
    };
    let order = match call.page.sort_by.as_deref() {
        Some("pollDomain") => EventOrder::Subject,
        Some("pollCode") => {
            kinds.sort_by_key(|kind| code(*kind).map(PollCode::number));
            EventOrder::Kind
        }
        Some("pollMessage") => {
            kinds.sort_by_key(|kind| code(*kind).map(PollCode::message));
            EventOrder::Kind
        }
        Some("ackDate") => EventOrder::Acknowledged,
        _ => EventOrder::Written,
    };
    let subject = call.domain.filter(|domain| !domain.trim().is_empty());
    let subject = subject.map(|domain| HostName::parse(&domain, Field::Domain)).transpose()?;
    let filter = EventFilter {
        kinds,
        subject: subject.map(|name| name.to_string()),
        acknowledged: match call.acked.unwrap_or(Acked::False) {
            Acked::True => Some(true),
            Acked::False => Some(false),
            Acked::Both => None,
        },
    };
    let window = pages::window(&call.page);
    let Page { rows, matching, total } =
        polls::list(caller.cx()?, &told(), filter, order, window).await?;
    Ok(done(MessageList {
        returned_total: rows.len() as u64,
        messages: rows.into_iter().map(message).collect::<Result<_, _>>()?,
        filter_total: pages::count(matching),
        total: pages::count(total),
    }))
}

fn message(event: Event) -> Result<PollMessage, Error> {
    let code =
        code_of(&event).ok_or_else(|| Error::internal("only kinds with a code are asked for"))?;
    let created = event.at.unix();
    Ok(PollMessage {
        id: format!("{}-{created}", event.id),
        code: code.number(),
        message: code.message().to_owned(),
        domain: event.subject,
        created,
        acknowledged: event.acknowledged.map(|at| at.unix().to_string()),
        kind: code.kind().to_owned(),
    })
}

pub async fn acknowledge(caller: Caller, call: Acknowledge) -> Handled<Done> {
    let references: Vec<Reference> =
        call.ids.0.iter().map(|id| reference(id)).collect::<Result<_, _>>()?;
    polls::acknowledge(caller.cx()?, references, &told()).await?;
    Ok(just_done())
}

/// Reads an id: the event's number, and mostly a hyphen and the instant it was written.
fn reference(id: &str) -> Result<Reference, Error> {
    let id = id.trim();
    let (number, written) = match id.split_once('-') {
        Some((number, written)) => (number, Some(written)),
        None => (id, None),
    };
    let unknown = |_| Error::NotFound(Noun::Message);
    Ok(Reference {
        id: number.parse().map_err(unknown)?,
        written: written.map(str::parse).transpose().map_err(unknown)?.map(Timestamp::from_unix),
    })
}

/// The kinds of news that this dialect tells.
fn told() -> Vec<EventKind> {
    EventKind::ALL.iter().copied().filter(|kind| code(*kind).is_some()).collect()
}

/// The kinds that a word of `filter` keeps; none when it is no such word. The documents list two
/// words that no message has for its type: `poll` keeps all, `expiry` what announces an expiry.
fn kept(word: &str) -> Option<Vec<EventKind>> {
    let word = word.to_lowercase();
    let keeps = |code: PollCode| match word.as_str() {
        "poll" => true,
        "expiry" => matches!(code, PollCode::ExpiresInADay | PollCode::HasExpired),
        word => code.kind() == word,
    };
    let known = PollCode::ALL.into_iter().any(keeps);
    known.then(|| told().into_iter().filter(|kind| code(*kind).is_some_and(keeps)).collect())
}

/// The message of an event. Of a transfer's two sides, each is told in its own words.
fn code_of(event: &Event) -> Option<PollCode> {
    match code(event.kind) {
        Some(PollCode::TransferRequested) if event.detail == GAINING_SIDE => {
            Some(PollCode::TransferRequestPending)
        }
        code => code,
    }
}

/// The message of a kind; none for what this dialect does not tell. Where a number has several
/// messages, the event decides which one is meant.
const fn code(kind: EventKind) -> Option<PollCode> {
    Some(match kind {
        EventKind::DomainRegistered => PollCode::DomainCreated,
        EventKind::DomainRenewed => PollCode::DomainRenewed,
        EventKind::DomainAutoRenewed => PollCode::AutoRenewed,
        EventKind::AutoRenewalUnpaid => PollCode::RenewalUnpaid,
        EventKind::UpdatePending => PollCode::UpdatePending,
        EventKind::DomainUpdated => PollCode::UpdateSuccessful,
        EventKind::UpdateCancelled => PollCode::PendingUpdateCancelled,
        // A registry refuses a change mostly for its name servers; mail calls it so, too.
        EventKind::UpdateFailed => PollCode::HostsNotFound,
        EventKind::ContactsUpdated => PollCode::ContactUpdated,
        EventKind::NameserversUpdated => PollCode::NameserversUpdated,
        EventKind::ExpiresTomorrow => PollCode::ExpiresInADay,
        EventKind::DomainExpired => PollCode::HasExpired,
        EventKind::DomainLapsed => PollCode::DomainSuspended,
        EventKind::RedemptionEntered => PollCode::ClosedRedemption,
        EventKind::DeletePending => PollCode::DeletionPending,
        EventKind::DeleteCancelled => PollCode::PendingDeletionCanceled,
        EventKind::DeleteFailed => PollCode::RetriesExhausted,
        EventKind::DomainDeleted => PollCode::DomainDeleted,
        EventKind::TransferRequested => PollCode::TransferRequested,
        EventKind::TransferApproved => PollCode::TransferSuccessful,
        EventKind::TransferAutoApproved => PollCode::TransferAutoApproved,
        EventKind::TransferredAway => PollCode::TransferredAway,
        EventKind::TransferRejected => PollCode::TransferRejected,
        EventKind::TransferCancelled => PollCode::TransferCancelled,
        EventKind::TransferTimedOut => PollCode::TransferUnanswered,
        EventKind::BalanceLow => PollCode::LowBalance,
        // A restore is told by the renewal that comes with it; other kinds have no message here.
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_kinds_of_news_share_a_message() {
        let mut messages: Vec<_> =
            told().into_iter().filter_map(code).map(PollCode::message).collect();
        let all = messages.len();
        messages.sort_unstable();
        messages.dedup();
        assert_eq!((messages.len(), all), (26, 26));
    }

    #[test]
    fn every_word_for_a_type_is_understood_and_nothing_is_kept_by_two() {
        const TYPES: [&str; 9] = [
            "ns",
            "delete",
            "update",
            "create",
            "transfer",
            "contact",
            "renew",
            "graceperiod",
            "registrar",
        ];
        let keeps = |word| kept(word).map(|kinds| kinds.len());
        let kept_by_type: Option<usize> = TYPES.iter().map(|word| keeps(word)).sum();
        assert_eq!(kept_by_type, Some(told().len()));
        assert_eq!(keeps("poll"), Some(told().len()));
        assert_eq!(keeps("Renew"), keeps("renew"));
        assert_eq!(
            kept("expiry"),
            Some(vec![EventKind::ExpiresTomorrow, EventKind::DomainExpired])
        );
        assert_eq!(kept("graceperiod"), Some(Vec::new()));
        assert_eq!(kept("gossip"), None);
    }

    #[test]
    fn an_id_is_a_number_and_mostly_an_instant() {
        let read = |id| reference(id).map(|found| (found.id, found.written.map(Timestamp::unix)));
        assert_eq!(read("31-1767261600"), Ok((31, Some(1_767_261_600))));
        assert_eq!(read(" 31 "), Ok((31, None)));
        for id in ["", "-", "31-", "-31", "x-1", "31-x", "31-1-2", "99999999999999999999"] {
            assert_eq!(read(id), Err(Error::NotFound(Noun::Message)), "{id}");
        }
    }
}
