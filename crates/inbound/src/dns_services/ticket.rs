//! Questions to the support, and their answers.

use app::support::read::{self, Details, Reply, Ticket};
use app::support::{Message, attachment, close, departments, open, reopen, reply};
use dialects::dns_services::info::{Info, Status};
use dialects::dns_services::ticket::attachment::ReadAttachment;
use dialects::dns_services::ticket::close::CloseTicket;
use dialects::dns_services::ticket::create::{CreateTicket, TicketCreated};
use dialects::dns_services::ticket::departments::{Department, Departments, ListDepartments};
use dialects::dns_services::ticket::details::{
    Attachment, ReadTicket, Ticket as Written, TicketDetails, TicketReply,
};
use dialects::dns_services::ticket::list::{ListTickets, TicketRow, Tickets};
use dialects::dns_services::ticket::reopen::ReopenTicket;
use dialects::dns_services::ticket::reply::ReplyToTicket;
use dialects::flags::DigitFlag;
use model::error::{Error, Noun};
use model::ticket::{AttachmentId, DepartmentId, Side, TicketNumber, TicketState};
use wire::{Api, File};

use super::door::{Caller, DnsServicesDoor};
use super::errors::{Handled, Refused};

/// What a reply answers.
const ADDED: &str = "reply_added";
/// How far every reply got that can be seen.
const SENT: &str = "Sent";

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<ListTickets, _>(list)
        .on::<ReadTicket, _>(details)
        .on_file::<ReadAttachment, _, _>(attached)
        .on::<CreateTicket, _>(create)
        .on::<ReplyToTicket, _>(add_reply)
        .on::<ReopenTicket, _>(open_again)
        .on::<CloseTicket, _>(close_it)
        .on::<ListDepartments, _>(list_departments)
}

async fn list(caller: Caller, _: ListTickets) -> Handled<Tickets> {
    let tickets = read::list(caller.cx()?).await?.into_iter().map(row).collect();
    Ok(Tickets { tickets })
}

fn row(ticket: Ticket) -> TicketRow {
    TicketRow {
        client_read: DigitFlag(ticket.client_read),
        ticket_number: ticket.number.0.into(),
        date: ticket.opened.day_and_time(),
        deptname: ticket.department,
        subject: ticket.subject,
        status: status(ticket.state).to_owned(),
    }
}

async fn details(caller: Caller, call: ReadTicket) -> Handled<TicketDetails> {
    let Details { ticket, body, replies, files } =
        read::details(caller.cx()?, TicketNumber(call.number.0)).await?;
    let files = files.into_iter().map(|file| Attachment { id: file.id.0.into(), name: file.name });
    Ok(TicketDetails {
        ticket: Written {
            date: ticket.opened.day_and_time(),
            ticket_number: ticket.number.0.into(),
            name: ticket.author,
            email: ticket.email,
            subject: ticket.subject,
            body,
            status: status(ticket.state).to_owned(),
            client_read: DigitFlag(ticket.client_read),
            deptname: ticket.department,
            attachments: files.collect(),
        },
        replies: replies.into_iter().map(said).collect(),
    })
}

fn said(reply: Reply) -> TicketReply {
    TicketReply {
        id: reply.id.0.into(),
        name: reply.author,
        date: reply.at.day_and_time(),
        body: reply.body,
        status: SENT.to_owned(),
        r#type: match reply.side {
            Side::Client => "Client",
            Side::Staff => "Admin",
        }
        .to_owned(),
    }
}

async fn attached(caller: Caller, call: ReadAttachment) -> Result<File, Refused> {
    let id = call.file.parse().map_err(|_| Error::NotFound(Noun::Attachment))?;
    let number = call.number.map(|number| TicketNumber(number.0));
    let found = attachment::attachment(caller.cx()?, number, AttachmentId(id)).await?;
    let (name, media_type) = (found.info.name, found.info.content_type);
    Ok(File { name, media_type, content: found.bytes.into() })
}

async fn create(caller: Caller, call: CreateTicket) -> Handled<TicketCreated> {
    let department = DepartmentId(call.dept_id.0);
    let message = Message::plain(&call.body);
    let number = open::open(caller.cx()?, department, &call.subject, message).await?;
    Ok(TicketCreated { ticket: number.0 })
}

async fn add_reply(caller: Caller, call: ReplyToTicket) -> Handled<Info> {
    let number = TicketNumber(call.number.0);
    reply::reply(caller.cx()?, number, Message::plain(&call.body)).await?;
    Ok(Info::one(ADDED))
}

async fn open_again(caller: Caller, call: ReopenTicket) -> Handled<Status> {
    reopen::reopen(caller.cx()?, TicketNumber(call.number.0)).await?;
    Ok(Status::DONE)
}

async fn close_it(caller: Caller, call: CloseTicket) -> Handled<Status> {
    close::close(caller.cx()?, TicketNumber(call.number.0)).await?;
    Ok(Status::DONE)
}

async fn list_departments(caller: Caller, _: ListDepartments) -> Handled<Departments> {
    let row = |department: departments::Department| Department {
        id: department.id.0.into(),
        name: department.name,
    };
    let departments = departments::list(caller.cx()?).await?.into_iter().map(row).collect();
    Ok(Departments { departments })
}

const fn status(state: TicketState) -> &'static str {
    match state {
        TicketState::Open => "Open",
        TicketState::Answered => "Answered",
        TicketState::ClientReply => "Client-Reply",
        TicketState::Closed => "Closed",
    }
}
