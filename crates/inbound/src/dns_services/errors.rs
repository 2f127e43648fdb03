//! What the dialect says to each refusal: one match without `_`, so that a new kind of refusal stops
//! the build here.
//!
//! Every refusal is one sentence in a list, with the HTTP status that fits it.

use http::StatusCode;
use model::error::{
    ContactPart, Credential, Error, Field, ForwardingPart, Noun, Prohibition, Reason, RecordPart,
};

pub use crate::refused::{Handled, Refused};
use crate::words;

/// A refusal as it travels.
pub struct Said {
    /// The HTTP status.
    pub status: StatusCode,
    /// What is wrong, with the parameter's name; a sentence for each thing of a cart.
    pub words: Vec<String>,
    /// Seconds until another attempt makes sense.
    pub retry_after: Option<i64>,
}

impl Said {
    /// A refusal.
    pub fn new(status: StatusCode, words: impl Into<String>) -> Self {
        Self { status, words: vec![words.into()], retry_after: None }
    }
}

/// What the dialect says to a refusal.
pub fn say(refused: &Refused) -> Said {
    let said = by_itself(refused);
    if !refused.items.is_empty() {
        let item = |(place, one): &(usize, Refused)| {
            let words = say(one).words.into_iter();
            words.map(|words| format!("item {}: {words}", place + 1)).collect::<Vec<_>>()
        };
        return Said { words: refused.items.iter().flat_map(item).collect(), ..said };
    }
    match refused.words {
        Some(words) => Said { words: vec![words.to_owned()], ..said },
        None => said,
    }
}

fn by_itself(refused: &Refused) -> Said {
    let named = |field: &Field| refused.named(*field, parameter);
    match &refused.error {
        // What is missing is one more of them.
        Error::Missing(Field::Nameserver(number)) if *number > 1 => {
            let reason = words::because(Reason::FewerThan(u16::from(*number)));
            invalid(format!("{} {reason}", named(&Field::Nameserver(*number))))
        }
        Error::Missing(field) => invalid(format!("{} is missing", named(field))),
        Error::Invalid { field, reason } => {
            invalid(format!("{} {}", named(field), words::because(*reason)))
        }
        // A stranger's object is as unknown as one that is not there.
        Error::NotFound(noun) | Error::NotYours(noun) => {
            Said::new(StatusCode::NOT_FOUND, format!("{} not found", noun_words(*noun)))
        }
        Error::Exists(noun) => conflict(format!("{} exists already", noun_words(*noun))),
        Error::Taken(noun) => conflict(format!("{} is not available", noun_words(*noun))),
        Error::Prohibited(prohibition) => invalid(prohibited(*prohibition)),
        Error::NothingPending(noun) => {
            invalid(format!("Nothing is pending for this {}", noun_words(*noun).to_lowercase()))
        }
        Error::InsufficientFunds { short_by } => {
            invalid(format!("Insufficient credit: {short_by} {} more is needed", short_by.currency))
        }
        Error::Stale { field } => conflict(format!("{} changed since you read it", named(field))),
        Error::KeyReused => conflict(words::KEY_REUSED),
        Error::Unauthenticated(credential) => Said::new(
            StatusCode::UNAUTHORIZED,
            unauthenticated(*credential, refused.parameter.as_deref()),
        ),
        Error::Forbidden(restriction) => {
            Said::new(StatusCode::FORBIDDEN, words::restricted(*restriction))
        }
        Error::TooManyAttempts { retry_after } => Said {
            retry_after: Some(retry_after.0),
            ..Said::new(StatusCode::TOO_MANY_REQUESTS, words::TOO_MANY_ATTEMPTS)
        },
        Error::Refused { words, .. } => invalid(words.clone()),
        Error::Unavailable(supplier) => {
            Said::new(StatusCode::SERVICE_UNAVAILABLE, words::unavailable(*supplier))
        }
        Error::OutcomeUnknown(supplier) => {
            Said::new(StatusCode::SERVICE_UNAVAILABLE, words::outcome_unknown(*supplier))
        }
        Error::Internal(detail) => {
            tracing::error!(detail, "a call failed");
            Said::new(StatusCode::INTERNAL_SERVER_ERROR, words::OUR_MISTAKE)
        }
    }
}

fn invalid(words: impl Into<String>) -> Said {
    Said::new(StatusCode::BAD_REQUEST, words)
}

fn conflict(words: impl Into<String>) -> Said {
    Said::new(StatusCode::CONFLICT, words)
}

fn unauthenticated(credential: Credential, parameter: Option<&str>) -> String {
    match credential {
        Credential::Absent => "Authorization is missing".to_owned(),
        Credential::Wrong => "username or password is incorrect".to_owned(),
        Credential::SecondFactor => {
            "username has a second factor, which is not asked here".to_owned()
        }
        Credential::Token
        | Credential::Replayed
        | Credential::OutOfTime
        | Credential::WrongKind => {
            format!("{} is not valid or has expired", parameter.unwrap_or("token"))
        }
    }
}

const fn prohibited(prohibition: Prohibition) -> &'static str {
    match prohibition {
        Prohibition::NotManagedDns => "Domain does not use the default nameservers.",
        other => words::prohibited(other),
    }
}

const fn noun_words(noun: Noun) -> &'static str {
    match noun {
        Noun::Domain => "Domain",
        Noun::Contact | Noun::Member => "Contact",
        Noun::Account => "Account",
        Noun::Host => "Host",
        Noun::Zone => "Zone",
        Noun::Record => "Record",
        Noun::DelegationSigner => "DNSSEC key",
        Noun::Transfer => "Transfer",
        Noun::Message => "Message",
        Noun::Template => "Template",
        Noun::Price => "Price",
        Noun::Operation => "Operation",
        Noun::Secret => "Secret",
        Noun::Product => "Product",
        Noun::Category => "Category",
        Noun::Subscription => "Service",
        Noun::Invoice => "Invoice",
        Noun::Ticket => "Ticket",
        Noun::Attachment => "Attachment",
        Noun::Server => "Server",
        Noun::Certificate => "Certificate",
        Noun::Feature => "Feature",
        Noun::Tenant => "Tenant",
        Noun::User => "User",
        Noun::Role => "Role",
        Noun::Plan => "Plan",
        Noun::AccessKey => "Key",
        Noun::LoginLink => "Link",
    }
}

/// What the dialect calls a field.
fn parameter(field: Field) -> String {
    match field {
        Field::Sld | Field::Domain => "name".to_owned(),
        Field::Tld => "tld_id".to_owned(),
        Field::Host => "host".to_owned(),
        Field::Nameserver(_) => "nameservers".to_owned(),
        Field::Address(_) => "ip".to_owned(),
        Field::Period => "years".to_owned(),
        Field::Amount => "amount".to_owned(),
        Field::Currency => "currency".to_owned(),
        Field::Login => "username".to_owned(),
        Field::Password => "password".to_owned(),
        Field::Contact(role, part) => format!("{}[{}]", role.word(), contact_part(part)),
        Field::Profile(part) => contact_part(part).to_owned(),
        Field::ContactTemplate(role) => role.word().to_owned(),
        Field::Record(0, part) => record_part(part).to_owned(),
        Field::Record(line, part) => format!("records[{}].{}", line - 1, record_part(part)),
        Field::RecordId => "record_id".to_owned(),
        Field::DelegationSigner => "pubkey".to_owned(),
        Field::AuthCode => "epp".to_owned(),
        Field::ClientKey => "Idempotency-Key".to_owned(),
        Field::Product => "product_id".to_owned(),
        Field::Cycle => "cycle".to_owned(),
        Field::Choice(id) => format!("custom[{id}]"),
        Field::Addon(id) => format!("addon[{id}]"),
        Field::Cart => "items".to_owned(),
        Field::CartAction => "action".to_owned(),
        Field::PaymentMethod => "pay_method".to_owned(),
        Field::Coupon => "promocode".to_owned(),
        Field::Affiliate => "aff_id".to_owned(),
        Field::Label => "label".to_owned(),
        Field::Department => "dept_id".to_owned(),
        Field::Subject => "subject".to_owned(),
        Field::Text => "body".to_owned(),
        Field::Attachment => "file".to_owned(),
        Field::Forwarding(0, ForwardingPart::From) => "from".to_owned(),
        Field::Forwarding(0, ForwardingPart::To) => "url".to_owned(),
        Field::Forwarding(0, ForwardingPart::Framed) => "kind".to_owned(),
        Field::Forwarding(line, part) => {
            let part = match part {
                ForwardingPart::From => "from",
                ForwardingPart::To => "to",
                ForwardingPart::Framed => "kind",
            };
            format!("emforwarding[{}].{part}", line - 1)
        }
        Field::Switch => "status".to_owned(),
        Field::RefreshToken => "refresh_token".to_owned(),
        // Of other dialects' calls.
        Field::Code
        | Field::NameserverTemplate
        | Field::TemplateName
        | Field::TemplateId
        | Field::TransferKey
        | Field::Note
        | Field::Instant
        | Field::Price(_)
        | Field::PriceKind
        | Field::Page
        | Field::Message
        | Field::Setting
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

/// A part of a contact without a role.
pub const fn contact_part(part: ContactPart) -> &'static str {
    match part {
        ContactPart::Name => "firstname",
        ContactPart::Company => "companyname",
        ContactPart::Email => "email",
        ContactPart::Phone => "phonenumber",
        ContactPart::Fax => "fax",
        ContactPart::Street(1) => "address1",
        ContactPart::Street(_) => "address2",
        ContactPart::City => "city",
        ContactPart::Province => "state",
        ContactPart::PostalCode => "postcode",
        ContactPart::Country => "country",
    }
}

const fn record_part(part: RecordPart) -> &'static str {
    match part {
        RecordPart::Type => "type",
        RecordPart::Name => "name",
        RecordPart::Content => "content",
        RecordPart::Ttl => "ttl",
        RecordPart::Priority => "priority",
        // Of entries that are written in parts.
        RecordPart::Weight
        | RecordPart::Port
        | RecordPart::Target
        | RecordPart::Flag
        | RecordPart::Tag
        | RecordPart::Value => "content",
    }
}
