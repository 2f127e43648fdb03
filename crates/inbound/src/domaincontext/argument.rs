//! What the dialect calls the platform's fields and things.

use model::error::{ContactPart, Field, Noun, Particular, RecordPart, SubjectPart};

use super::errors::Refused;

/// What a sentence says is wrong: the argument, and the part of it where it stands for a whole.
pub fn subject(refused: &Refused, field: Field) -> String {
    let name = refused.named(field, argument);
    match field {
        Field::Contact(_, part) if refused.parameter.is_none() => {
            format!("{} of {name}", contact_part(part))
        }
        _ => name,
    }
}

/// What the dialect calls a field.
pub fn argument(field: Field) -> String {
    let name = match field {
        Field::Profile(part) => contact_part(part),
        Field::Record(0, part) => record_part(part),
        Field::Record(line, part) => return format!("{line}[{}]", record_part(part)),
        Field::Particular(part) => particular(part),
        Field::RequestSubject(part) => subject_part(part),
        Field::Contact(role, _) | Field::ContactTemplate(role) => role.word(),
        Field::Sld | Field::Tld | Field::Domain => "domain",
        Field::Host => "host",
        Field::Nameserver(_) => "nss",
        Field::Address(_) => "ips",
        Field::Period => "period",
        Field::Amount => "amount",
        Field::Currency => "currency",
        Field::Login => "login",
        Field::Password | Field::AuthCode => "password",
        Field::RecordId | Field::ContactId | Field::Certificate => "id",
        Field::TransferKey | Field::Confirmation => "confirm_data",
        Field::Note => "note",
        Field::Instant => "date",
        Field::Page => "page",
        Field::ClientKey => "Idempotency-Key",
        Field::Product => "product_id",
        Field::Coupon => "coupon",
        Field::Label => "label",
        Field::Text => "reason",
        Field::Pincode => "pincode",
        Field::Seller => "seller",
        Field::Sender => "sender",
        Field::Receiver => "receiver",
        Field::Expiry => "expires",
        Field::Server => "server",
        Field::Cluster => "cluster_id",
        Field::Image => "osimage",
        Field::Panel => "panel",
        Field::CallbackUrl => "callback_url",
        Field::SigningRequest => "csr",
        Field::CertificateName(_) => "dns_names",
        Field::ValidationMethod => "dcv_method",
        Field::Approver => "approver_email",
        Field::WebServer => "webserver_type",
        // Of other dialects' calls.
        Field::Code
        | Field::Forwarding(..)
        | Field::NameserverTemplate
        | Field::TemplateName
        | Field::TemplateId
        | Field::DelegationSigner
        | Field::Price(_)
        | Field::PriceKind
        | Field::Message
        | Field::Setting
        | Field::Cycle
        | Field::Choice(_)
        | Field::Addon(_)
        | Field::Cart
        | Field::CartAction
        | Field::PaymentMethod
        | Field::Affiliate
        | Field::Department
        | Field::Subject
        | Field::Attachment
        | Field::Switch
        | Field::RefreshToken
        | Field::Customer
        | Field::Feature
        | Field::Premium
        | Field::Tenant(_) => "argument",
    };
    name.to_owned()
}

/// What the dialect calls a thing.
pub const fn noun(noun: Noun) -> &'static str {
    match noun {
        Noun::Domain => "domain",
        Noun::Contact => "contact",
        Noun::Account | Noun::Member => "client",
        Noun::Host => "host",
        Noun::Zone => "zone",
        Noun::Record => "record",
        Noun::DelegationSigner => "key",
        Noun::Transfer => "transfer",
        Noun::Message => "message",
        Noun::Template => "template",
        Noun::Price => "price",
        Noun::Operation => "operation",
        Noun::Secret => "secret",
        Noun::Product => "tariff",
        Noun::Category => "category",
        Noun::Subscription => "service",
        Noun::Invoice => "invoice",
        Noun::Ticket => "ticket",
        Noun::Attachment => "file",
        Noun::Server => "server",
        Noun::Certificate => "certificate",
        Noun::Feature => "feature",
        Noun::Tenant => "tenant",
        Noun::User => "user",
        Noun::Role => "role",
        Noun::Plan => "plan",
        Noun::AccessKey => "key",
        Noun::LoginLink => "link",
    }
}

const fn contact_part(part: ContactPart) -> &'static str {
    match part {
        ContactPart::Name => "first_name",
        ContactPart::Company => "organization",
        ContactPart::Email => "email",
        ContactPart::Phone => "voice_phone",
        ContactPart::Fax => "fax_phone",
        ContactPart::Street(1) => "street1",
        ContactPart::Street(2) => "street2",
        ContactPart::Street(_) => "street3",
        ContactPart::City => "city",
        ContactPart::Province => "province",
        ContactPart::PostalCode => "postal_code",
        ContactPart::Country => "country",
    }
}

const fn particular(part: Particular) -> &'static str {
    match part {
        Particular::Kind => "type",
        Particular::GivenName => "first_name",
        Particular::FamilyName => "last_name",
        Particular::BirthDate => "birth_date",
        Particular::PassportNumber => "passport_no",
        Particular::PassportDate => "passport_date",
        Particular::PassportIssuer => "passport_by",
        Particular::Emails => "emails",
        Particular::RussianName => "organization_ru",
        Particular::TaxNumber => "inn",
        Particular::TaxReason => "kpp",
        Particular::Director => "director_name",
        Particular::Resident => "isresident",
        Particular::Mobile => "mobile",
        Particular::BusinessNumber => "business_number",
        Particular::BusinessNumberType => "business_number_type",
    }
}

const fn subject_part(part: SubjectPart) -> &'static str {
    match part {
        SubjectPart::CommonName => "csr_commonname",
        SubjectPart::Organization => "csr_organization",
        SubjectPart::Unit => "csr_department",
        SubjectPart::Locality => "csr_city",
        SubjectPart::Province => "csr_state",
        SubjectPart::Country => "csr_country",
        SubjectPart::Email => "csr_email",
    }
}

const fn record_part(part: RecordPart) -> &'static str {
    match part {
        RecordPart::Type => "type",
        RecordPart::Name => "name",
        RecordPart::Content => "value",
        RecordPart::Ttl => "ttl",
        RecordPart::Priority => "no",
        // Of entries that are written in parts.
        RecordPart::Weight
        | RecordPart::Port
        | RecordPart::Target
        | RecordPart::Flag
        | RecordPart::Tag
        | RecordPart::Value => "value",
    }
}
