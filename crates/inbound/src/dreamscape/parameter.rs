//! What the dialect calls the platform's fields and things.

use model::error::{ContactPart, Field, ForwardingPart, Noun, Particular, RecordPart, SubjectPart};

/// What the dialect calls a field.
pub fn parameter(field: Field) -> String {
    let name = match field {
        Field::Contact(_, part) | Field::Profile(part) => contact_part(part),
        Field::Particular(part) => particular(part),
        Field::Record(_, part) => record_part(part),
        Field::RequestSubject(part) => subject_part(part),
        Field::Nameserver(0) => "name_servers",
        Field::Nameserver(place) => return format!("name_servers[{}]", place - 1),
        Field::Sld | Field::Tld | Field::Domain => "domain_name",
        Field::Host => "host",
        Field::Address(_) => "ip",
        Field::Period | Field::Cycle => "period",
        Field::Currency => "currency",
        Field::Login => "username",
        Field::Password => "password",
        Field::AuthCode | Field::TransferKey => "auth_key",
        Field::RecordId => "record_id",
        Field::ContactId | Field::ContactTemplate(_) => "registrant_id",
        Field::Instant => "date",
        Field::Page => "limit",
        Field::ClientKey => "Idempotency-Key",
        Field::Product => "plan_id",
        Field::Addon(_) | Field::Feature | Field::Panel => "features",
        Field::Choice(_) => "value",
        Field::Forwarding(_, ForwardingPart::From) => "email",
        Field::Forwarding(_, ForwardingPart::To) => "forward_to",
        Field::Forwarding(_, ForwardingPart::Framed) => "cloak",
        Field::Server | Field::Certificate => "product_id",
        Field::Cluster => "location",
        Field::Image => "operating_system",
        Field::SigningRequest | Field::CertificateName(_) => "csr",
        Field::ValidationMethod => "method",
        Field::Approver => "email",
        Field::WebServer => "server_software",
        Field::Customer => "customer_id",
        Field::Premium => "confirm_premium_order",
        Field::Switch => "is_locked",
        // Of other dialects' calls.
        Field::Amount
        | Field::Code
        | Field::NameserverTemplate
        | Field::TemplateName
        | Field::TemplateId
        | Field::DelegationSigner
        | Field::Note
        | Field::Price(_)
        | Field::PriceKind
        | Field::Message
        | Field::Setting
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
        | Field::RefreshToken
        | Field::Pincode
        | Field::Seller
        | Field::Sender
        | Field::Receiver
        | Field::Expiry
        | Field::Confirmation
        | Field::CallbackUrl
        | Field::Tenant(_) => "parameter",
    };
    name.to_owned()
}

/// What the dialect calls a thing.
pub const fn noun(noun: Noun) -> &'static str {
    match noun {
        Noun::Domain => "Domain",
        Noun::Contact => "Registrant",
        Noun::Account | Noun::Member => "Customer",
        Noun::Host => "Host",
        Noun::Zone => "DNS zone",
        Noun::Record => "DNS record",
        Noun::DelegationSigner => "Key",
        Noun::Transfer => "Transfer",
        Noun::Message => "Message",
        Noun::Template => "Template",
        Noun::Price => "Price",
        Noun::Operation => "Operation",
        Noun::Secret => "Secret",
        Noun::Product | Noun::Plan => "Plan",
        Noun::Category => "Product type",
        Noun::Subscription | Noun::Server => "Product",
        Noun::Invoice => "Invoice",
        Noun::Ticket => "Ticket",
        Noun::Attachment => "File",
        Noun::Certificate => "Certificate",
        Noun::Feature => "Feature",
        Noun::Tenant => "Tenant",
        Noun::User => "User",
        Noun::Role => "Role",
        Noun::AccessKey => "API key",
        Noun::LoginLink => "Login link",
    }
}

const fn contact_part(part: ContactPart) -> &'static str {
    match part {
        ContactPart::Name => "first_name",
        ContactPart::Company => "business_name",
        ContactPart::Email => "email",
        ContactPart::Phone => "phone",
        ContactPart::Fax => "fax",
        ContactPart::Street(_) => "address",
        ContactPart::City => "city",
        ContactPart::Province => "state",
        ContactPart::PostalCode => "post_code",
        ContactPart::Country => "country",
    }
}

const fn particular(part: Particular) -> &'static str {
    match part {
        Particular::Kind => "account_type",
        Particular::GivenName => "first_name",
        Particular::FamilyName => "last_name",
        Particular::Mobile => "mobile",
        Particular::BusinessNumber | Particular::TaxNumber => "business_number",
        Particular::BusinessNumberType => "business_number_type",
        Particular::Emails => "email",
        // What registries of other extensions ask for comes with the name itself.
        Particular::BirthDate
        | Particular::PassportNumber
        | Particular::PassportDate
        | Particular::PassportIssuer
        | Particular::RussianName
        | Particular::TaxReason
        | Particular::Director
        | Particular::Resident => "eligibility_data",
    }
}

const fn record_part(part: RecordPart) -> &'static str {
    match part {
        RecordPart::Type => "type",
        RecordPart::Name => "subdomain",
        RecordPart::Content => "content",
        RecordPart::Ttl => "ttl",
        RecordPart::Priority => "priority",
        RecordPart::Weight => "weight",
        RecordPart::Port => "port",
        RecordPart::Target => "target",
        RecordPart::Flag => "flag",
        RecordPart::Tag => "tag",
        RecordPart::Value => "value",
    }
}

const fn subject_part(part: SubjectPart) -> &'static str {
    match part {
        SubjectPart::CommonName => "common_name",
        SubjectPart::Organization => "organization",
        SubjectPart::Unit => "organization_unit",
        SubjectPart::Locality => "city",
        SubjectPart::Province => "state",
        SubjectPart::Country => "country",
        SubjectPart::Email => "email",
    }
}
