//! Moving names: requests, answers, lists.

use app::domains::auth_code;
use app::domains::transfer::read::{self, Direction, StoredTransfer, TransferOrder};
use app::domains::transfer::request::{self, Request};
use app::domains::transfer::respond::{self, Answer as Vote};
use app::page::Page;
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::page::Page as PageInput;
use dialects::domains_co_za::transfer::cancel::CancelTransfer;
use dialects::domains_co_za::transfer::details::{
    Direction as Way, ReadTransfer, TransferDetails, TransferKind,
};
use dialects::domains_co_za::transfer::incoming::ListIncoming;
use dialects::domains_co_za::transfer::outgoing::ListOutgoing;
use dialects::domains_co_za::transfer::request::RequestTransfer;
use dialects::domains_co_za::transfer::resend_foa::ResendFoa;
use dialects::domains_co_za::transfer::respond::{RespondToTransfer, TransferVote};
use dialects::domains_co_za::transfer::status::{
    ReadTransferStatus, TransferStatus, TransferStatuses,
};
use dialects::domains_co_za::transfer::transfer_row::{TransferList, TransferRow};
use dialects::domains_co_za::transfer::validate_epp_key::{EppKeyVerdict, ValidateEppKey};
use model::domain::transfer::{Route, TransferState};
use model::name::DomainName;
use model::secret::Secret;
use wire::Api;

use super::answer::{Answer, Handled, done, just_done};
use super::domain::choice;
use super::door::{Caller, DomainsCoZaDoor};
use super::pages;

/// Offset in hours of the dates that one call writes in words: South African time.
const LOCAL_OFFSET: i8 = 2;

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<RequestTransfer, _>(request)
        .on::<ReadTransferStatus, _>(status)
        .on::<CancelTransfer, _>(cancel)
        .on::<ResendFoa, _>(resend_foa)
        .on::<ValidateEppKey, _>(validate_epp_key)
        .on::<ReadTransfer, _>(details)
        .on::<ListIncoming, _>(incoming)
        .on::<ListOutgoing, _>(outgoing)
        .on::<RespondToTransfer, _>(respond)
}

pub async fn request(caller: Caller, call: RequestTransfer) -> Handled<Done> {
    let template = call.nameserver_template.as_deref();
    let wish = Request {
        name: DomainName::from_parts(&call.sld, &call.tld)?,
        auth_code: call.epp_key.filter(|key| !key.trim().is_empty()).map(Secret::new),
        contacts: choice::contacts(&call.contacts),
        nameservers: choice::transfer_nameservers(call.dns, template, &call.nameservers)?,
        reference: call.external_ref,
        confirmed_by_owner: false,
    };
    request::request(caller.cx()?, wish).await?;
    Ok(just_done())
}

pub async fn status(caller: Caller, call: ReadTransferStatus) -> Handled<TransferStatuses> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let found = read::of_name(caller.cx()?, name).await?;
    let line = |stored: StoredTransfer| TransferStatus {
        name: stored.transfer.name.to_string(),
        requested: stored.transfer.requested.unix(),
        status: match stored.transfer.state {
            TransferState::Unconfirmed | TransferState::Pending => "pending",
            TransferState::Approved => "approved",
            TransferState::Rejected => "rejected",
            TransferState::Cancelled => "cancelled",
            TransferState::TimedOut => "timed out",
        }
        .to_owned(),
    };
    Ok(done(TransferStatuses { domains: found.into_iter().map(line).collect() }))
}

pub async fn cancel(caller: Caller, call: CancelTransfer) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    respond::cancel(caller.cx()?, name).await?;
    Ok(Answer { message: "Transfer Cancelled", ..just_done() })
}

async fn resend_foa(caller: Caller, call: ResendFoa) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    respond::mail_again(caller.cx()?, name).await?;
    Ok(just_done())
}

async fn validate_epp_key(caller: Caller, call: ValidateEppKey) -> Handled<EppKeyVerdict> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let is_valid = auth_code::validate(caller.cx()?, name, &call.auth).await?;
    Ok(done(EppKeyVerdict { is_valid }))
}

async fn details(caller: Caller, call: ReadTransfer) -> Handled<TransferDetails> {
    let found = read::by_key(caller.cx()?, &call.transfer_key).await?;
    let transfer = &found.transfer;
    Ok(done(TransferDetails {
        sld: transfer.name.sld().to_owned(),
        tld: transfer.name.tld().to_owned(),
        losing_company: found.losing_name,
        losing_email: found.losing_email,
        gaining_company: found.gaining_name,
        requested: transfer.requested.in_words(LOCAL_OFFSET),
        completes: transfer.deadline.in_words(LOCAL_OFFSET),
        direction: if found.incoming { Way::In } else { Way::Out },
        kind: match transfer.route() {
            Route::Internal => TransferKind::Internal,
            Route::In | Route::Out => TransferKind::External,
        },
    }))
}

async fn incoming(caller: Caller, call: ListIncoming) -> Handled<TransferList> {
    listed(caller, Direction::In, call.page, call.search).await
}

async fn outgoing(caller: Caller, call: ListOutgoing) -> Handled<TransferList> {
    listed(caller, Direction::Out, call.page, call.search).await
}

async fn listed(
    caller: Caller,
    direction: Direction,
    page: PageInput,
    search: Option<String>,
) -> Handled<TransferList> {
    let order = match page.sort_by.as_deref() {
        Some("strDomainName") => TransferOrder::Name,
        Some("strStatus" | "status") => TransferOrder::State,
        _ => TransferOrder::Requested,
    };
    let search = search.filter(|search| !search.is_empty());
    let window = pages::window(&page);
    let Page { rows, matching, total } =
        read::list(caller.cx()?, direction, search, order, window).await?;
    Ok(done(TransferList {
        returned_total: rows.len() as u64,
        domains: rows.into_iter().map(row).collect(),
        filter_total: pages::count(matching),
        total: pages::count(total),
    }))
}

fn row(stored: StoredTransfer) -> TransferRow {
    let transfer = stored.transfer;
    TransferRow {
        name: transfer.name.to_string(),
        sld: transfer.name.sld().to_owned(),
        tld: transfer.name.tld().to_owned(),
        status: match transfer.state {
            TransferState::Unconfirmed | TransferState::Pending => "Transfer Pending",
            TransferState::Approved => "Approved",
            TransferState::Rejected => "Rejected",
            TransferState::Cancelled => "Cancelled",
            TransferState::TimedOut => "Timed Out",
        }
        .to_owned(),
        requested: transfer.requested.unix(),
    }
}

async fn respond(caller: Caller, call: RespondToTransfer) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let vote = match call.response {
        TransferVote::Approve => Vote::Approve,
        TransferVote::Reject => Vote::Reject,
    };
    respond::respond(caller.cx()?, name, &call.key, vote).await?;
    Ok(just_done())
}
