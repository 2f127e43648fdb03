//! What the dialect says to each refusal: one match without `_`, so that a new kind of refusal stops
//! the build here.
//!
//! Statuses: 200 for whatever a well-formed call of a signed-in caller may be refused for; clients
//! look at the return code.

use dialects::domains_co_za::codes::ReturnCode;
use http::StatusCode;
use model::error::{
    ContactPart, Credential, Error, Field, Noun, Prohibition, Reason, RecordPart, Restriction,
};
use wire::{DecodeError, Problem};

pub use crate::refused::Refused;
use crate::words;

/// A refusal as it travels.
pub struct Said {
    /// The HTTP status.
    pub status: StatusCode,
    /// `intReturnCode`.
    pub code: ReturnCode,
    /// `strMessage`: what is wrong, with the parameter's name.
    pub message: String,
    /// `strReason`: the code's title.
    pub reason: String,
    /// Seconds until another attempt makes sense.
    pub retry_after: Option<i64>,
}

impl Said {
    /// A refusal with a status of its own.
    pub fn new(status: StatusCode, code: ReturnCode, message: String) -> Self {
        Self { status, code, message, reason: code.title().to_owned(), retry_after: None }
    }

    fn plain(code: ReturnCode, message: impl Into<String>) -> Self {
        Self::new(StatusCode::OK, code, message.into())
    }
}

/// What the dialect says to a refusal.
#[expect(clippy::too_many_lines, reason = "the one map of refusals stands in one place")]
pub fn say(refused: &Refused) -> Said {
    let named = |field: &Field| refused.named(*field, parameter);
    match &refused.error {
        Error::Missing(field) => Said::new(
            StatusCode::BAD_REQUEST,
            ReturnCode::MissingParameter,
            format!("{} is missing", named(field)),
        ),
        Error::Invalid { field, reason: Reason::TldOptedOut } => Said::plain(
            ReturnCode::Unavailable,
            format!("{} is not sold to this account", named(field)),
        ),
        Error::Invalid { field, reason } => Said::new(
            StatusCode::BAD_REQUEST,
            ReturnCode::SyntaxError,
            format!("{} {}", named(field), words::because(*reason)),
        ),
        Error::NotFound(noun) => {
            Said::plain(ReturnCode::NotFound, format!("{} does not exist", noun_words(*noun)))
        }
        Error::NotYours(noun) => Said::plain(
            ReturnCode::NotAssociated,
            format!("{} is not associated with your account", noun_words(*noun)),
        ),
        Error::Exists(noun) => Said::plain(
            ReturnCode::AlreadyExists,
            format!("{} already exists under your account", noun_words(*noun)),
        ),
        Error::Taken(Noun::Domain) => {
            Said::plain(ReturnCode::Unavailable, "Domain is not available")
        }
        Error::Taken(noun) => {
            Said::plain(ReturnCode::AlreadyExists, format!("{} already exists", noun_words(*noun)))
        }
        Error::Prohibited(prohibition) => prohibited(*prohibition, refused.words),
        Error::NothingPending(noun) => Said::plain(
            ReturnCode::NothingPending,
            format!("Nothing is pending for this {}", noun_words(*noun).to_lowercase()),
        ),
        Error::InsufficientFunds { short_by } => Said::plain(
            ReturnCode::BillingFailure,
            format!("Insufficient credits: {short_by} {} more is needed", short_by.currency),
        ),
        Error::Stale { field } => Said::plain(
            ReturnCode::StatusProhibits,
            format!("{} changed since you read it", named(field)),
        ),
        Error::KeyReused => {
            Said::new(StatusCode::CONFLICT, ReturnCode::SyntaxError, words::KEY_REUSED.to_owned())
        }
        Error::Unauthenticated(credential) => Said::new(
            StatusCode::UNAUTHORIZED,
            ReturnCode::InvalidCredentials,
            match credential {
                Credential::Absent => "Authorization: Bearer <token> is missing",
                Credential::Wrong => "username, password or key is incorrect",
                Credential::SecondFactor => "code of your second factor is missing or incorrect",
                Credential::Token
                | Credential::Replayed
                | Credential::OutOfTime
                | Credential::WrongKind => "token is not valid or has expired",
            }
            .to_owned(),
        ),
        Error::Forbidden(restriction) => Said::new(
            StatusCode::FORBIDDEN,
            ReturnCode::NotPermitted,
            match restriction {
                Restriction::ParentOnly => "Only registrars may do this",
                other => words::restricted(*other),
            }
            .to_owned(),
        ),
        Error::TooManyAttempts { retry_after } => Said {
            retry_after: Some(retry_after.0),
            ..Said::new(
                StatusCode::TOO_MANY_REQUESTS,
                ReturnCode::InvalidCredentials,
                words::TOO_MANY_ATTEMPTS.to_owned(),
            )
        },
        Error::Refused { words, .. } => Said::plain(ReturnCode::Unknown, words.clone()),
        Error::Unavailable(supplier) => {
            Said::plain(ReturnCode::ConnectionFailed, words::unavailable(*supplier))
        }
        Error::OutcomeUnknown(supplier) => {
            Said::plain(ReturnCode::TimedOut, words::outcome_unknown(*supplier))
        }
        Error::Internal(detail) => {
            tracing::error!(detail, "a call failed");
            Said::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                ReturnCode::Internal,
                words::OUR_MISTAKE.to_owned(),
            )
        }
    }
}

/// What the dialect says to parameters that cannot be read.
pub fn undecodable(error: &DecodeError) -> Said {
    let code = match error.problem {
        Problem::Missing => ReturnCode::MissingParameter,
        Problem::Unreadable { .. }
        | Problem::Unknown { .. }
        | Problem::TooLong { .. }
        | Problem::Malformed(_) => ReturnCode::SyntaxError,
    };
    Said::new(StatusCode::BAD_REQUEST, code, error.to_string())
}

/// The schema of a whole answer around the schema of its body.
pub fn envelope(body: serde_json::Value) -> serde_json::Value {
    serde_json::json!({
        "allOf": [
            {
                "type": "object",
                "properties": {
                    "intReturnCode": { "type": "integer" },
                    "strUUID": { "type": "string" },
                    "strMessage": { "type": "string" },
                    "strReason": { "type": "string" },
                    "strApiHost": { "type": "string" },
                },
                "required": ["intReturnCode", "strUUID", "strMessage", "strApiHost"],
            },
            body,
        ],
    })
}

fn prohibited(prohibition: Prohibition, own: Option<&'static str>) -> Said {
    let code = match prohibition {
        Prohibition::UnlockGrace(_) => ReturnCode::GracePeriod,
        Prohibition::AlreadyHeld => ReturnCode::AlreadyExists,
        _ => ReturnCode::StatusProhibits,
    };
    let words = match prohibition {
        Prohibition::Locked => own.unwrap_or_else(|| words::prohibited(prohibition)),
        Prohibition::NotManagedDns => {
            "Domain does not use managed DNS. Please set dns to managed first."
        }
        Prohibition::UnlockGrace(_)
        | Prohibition::Expired
        | Prohibition::Redemption
        | Prohibition::PendingDelete
        | Prohibition::Suspended
        | Prohibition::PendingOperation
        | Prohibition::PendingTransfer
        | Prohibition::TooYoung(_)
        | Prohibition::HostInUse
        | Prohibition::AlreadyHeld
        | Prohibition::NotSuspended
        | Prohibition::Closed => words::prohibited(prohibition),
        // Of other dialects' calls.
        Prohibition::NotOffered
        | Prohibition::NotRunning
        | Prohibition::Cancelled
        | Prohibition::NothingDue
        | Prohibition::OutOfStock
        | Prohibition::TicketOpen
        | Prohibition::TicketClosed
        | Prohibition::ContactInUse
        | Prohibition::TaskRunning
        | Prohibition::PoweredOn
        | Prohibition::PoweredOff
        | Prohibition::ServerNotReady
        | Prohibition::NotIssued
        | Prohibition::NotPending => "Its status does not allow this.",
        other => words::prohibited(other),
    };
    Said::plain(code, words)
}

const fn noun_words(noun: Noun) -> &'static str {
    match noun {
        Noun::Domain => "Domain",
        Noun::Contact => "Contact",
        Noun::Account => "username",
        Noun::Member => "username",
        Noun::Host => "host",
        Noun::Zone => "Zone",
        Noun::Record => "dnsId",
        Noun::DelegationSigner => "DS record in dsRecords",
        Noun::Transfer => "Transfer",
        Noun::Message => "pollId",
        Noun::Template => "Template",
        Noun::Price => "Price",
        Noun::Operation => "Operation",
        Noun::Secret => "2FA secret",
        // Of other dialects' calls.
        Noun::Product
        | Noun::Category
        | Noun::Subscription
        | Noun::Invoice
        | Noun::Ticket
        | Noun::Attachment
        | Noun::Server
        | Noun::Certificate
        | Noun::Feature
        | Noun::Tenant
        | Noun::User
        | Noun::Role
        | Noun::Plan
        | Noun::AccessKey
        | Noun::LoginLink => "Object",
    }
}

/// What the dialect calls a field.
fn parameter(field: Field) -> String {
    match field {
        Field::Sld => "sld".to_owned(),
        Field::Tld => "tld".to_owned(),
        Field::Domain => "domain".to_owned(),
        Field::Host => "host".to_owned(),
        Field::Nameserver(number) => format!("ns{number}"),
        Field::Address(number) => format!("address {number}"),
        Field::Period => "period".to_owned(),
        Field::Amount => "value".to_owned(),
        Field::Currency => "currency".to_owned(),
        Field::Login => "username".to_owned(),
        Field::Password => "password".to_owned(),
        Field::Code => "code".to_owned(),
        Field::Contact(role, part) => {
            let (first, rest) = contact_part(part).split_at(1);
            let suffix = match part {
                ContactPart::Phone => "ContactNumber".to_owned(),
                _ => format!("{}{rest}", first.to_uppercase()),
            };
            format!("{}{suffix}", role.word())
        }
        Field::Profile(ContactPart::Phone) => "contactNumber".to_owned(),
        Field::Profile(part) => contact_part(part).to_owned(),
        Field::ContactTemplate(role) => format!("{}Template", role.word()),
        Field::NameserverTemplate => "nsTemplate".to_owned(),
        Field::TemplateName => "templateName".to_owned(),
        Field::TemplateId => "templateId".to_owned(),
        Field::Record(0, part) => record_part(part).to_owned(),
        Field::Record(line, part) => format!("{}{line}", record_part(part)),
        Field::RecordId => "dnsId".to_owned(),
        Field::DelegationSigner => "dsRecords".to_owned(),
        Field::AuthCode => "eppKey".to_owned(),
        Field::TransferKey => "key".to_owned(),
        Field::Note => "note".to_owned(),
        Field::Instant => "date".to_owned(),
        Field::Price(action) => action.word().to_owned(),
        Field::PriceKind => "type".to_owned(),
        Field::Page => "limit".to_owned(),
        Field::Message => "pollId".to_owned(),
        Field::ClientKey => "Idempotency-Key".to_owned(),
        Field::Setting => "setting".to_owned(),
        // Of other dialects' calls.
        Field::Product
        | Field::Cycle
        | Field::Choice(_)
        | Field::Addon(_)
        | Field::Cart
        | Field::CartAction
        | Field::PaymentMethod
        | Field::Coupon
        | Field::Affiliate
        | Field::Label
        | Field::Department
        | Field::Subject
        | Field::Text
        | Field::Attachment
        | Field::Forwarding(..)
        | Field::Switch
        | Field::RefreshToken
        | Field::ContactId
        | Field::Particular(_)
        | Field::Pincode
        | Field::Seller
        | Field::Sender
        | Field::Receiver
        | Field::Expiry
        | Field::Confirmation
        | Field::Server
        | Field::Cluster
        | Field::Image
        | Field::Panel
        | Field::CallbackUrl
        | Field::Certificate
        | Field::SigningRequest
        | Field::RequestSubject(_)
        | Field::CertificateName(_)
        | Field::ValidationMethod
        | Field::Approver
        | Field::WebServer
        | Field::Customer
        | Field::Feature
        | Field::Premium
        | Field::Tenant(_) => "parameter".to_owned(),
    }
}

/// A part of a contact without a role; templates say `phone` where profiles say `contactNumber`.
pub const fn contact_part(part: ContactPart) -> &'static str {
    match part {
        ContactPart::Name => "name",
        ContactPart::Company => "company",
        ContactPart::Email => "email",
        ContactPart::Phone => "phone",
        ContactPart::Fax => "fax",
        ContactPart::Street(1) => "address1",
        ContactPart::Street(2) => "address2",
        ContactPart::Street(_) => "address3",
        ContactPart::City => "city",
        ContactPart::Province => "province",
        ContactPart::PostalCode => "postalCode",
        ContactPart::Country => "country",
    }
}

const fn record_part(part: RecordPart) -> &'static str {
    match part {
        RecordPart::Type => "type",
        RecordPart::Name => "name",
        RecordPart::Content => "content",
        RecordPart::Ttl => "ttl",
        RecordPart::Priority => "prio",
        // Of entries that are written in parts.
        RecordPart::Weight
        | RecordPart::Port
        | RecordPart::Target
        | RecordPart::Flag
        | RecordPart::Tag
        | RecordPart::Value => "content",
    }
}
