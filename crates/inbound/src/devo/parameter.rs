//! What the dialect calls the platform's fields and things.

use model::error::{Field, Noun, TenantPart};

/// What the dialect calls a field.
pub fn parameter(field: Field) -> String {
    let name = match field {
        Field::Tenant(part) => tenant_part(part),
        Field::Login | Field::Profile(_) => "email",
        Field::ClientKey => "Idempotency-Key",
        _ => "parameter",
    };
    name.to_owned()
}

/// What the dialect calls a thing.
pub const fn noun(noun: Noun) -> &'static str {
    match noun {
        Noun::Tenant | Noun::Account => "Domain",
        Noun::User | Noun::Member => "User",
        Noun::Role => "Role",
        Noun::Plan => "Plan",
        Noun::AccessKey => "Key",
        _ => "Entry",
    }
}

const fn tenant_part(part: TenantPart) -> &'static str {
    match part {
        TenantPart::Name => "domain",
        TenantPart::Plan => "plan",
        TenantPart::Retention => "time",
        TenantPart::Volume => "volume",
        TenantPart::Title => "name",
        TenantPart::Description => "description",
        TenantPart::Role => "role",
        TenantPart::Policies => "policies",
        TenantPart::Applications => "applications",
        TenantPart::Email => "email",
        TenantPart::Phone => "phone",
        TenantPart::ExternalId => "externalId",
        TenantPart::Visibility => "visibility",
    }
}
