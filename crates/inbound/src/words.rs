//! Words for refusals that no dialect needs to say in its own way. What a dialect says otherwise, it
//! says in its own map.

use http::Method;
use model::error::{Prohibition, Reason, Restriction, Supplier};

/// A key that came with two different calls.
pub const KEY_REUSED: &str = "Idempotency-Key was used for another call";
/// Too many failures.
pub const TOO_MANY_ATTEMPTS: &str = "Too many attempts, try again later";
/// A fault of ours.
pub const OUR_MISTAKE: &str = "The server made a mistake";
/// A caller that cannot read what is answered.
pub const JSON_ONLY: &str = "Answers are JSON only";

/// What is wrong with a parameter; its name stands before it.
pub fn because(reason: Reason) -> String {
    match reason {
        Reason::NotAName => "is not a domain name".to_owned(),
        Reason::NotAHostName => "is not a host name".to_owned(),
        Reason::NotAnAddress => "is not an IP address of its family".to_owned(),
        Reason::UnknownTld => "is not an extension that is sold here".to_owned(),
        Reason::TldOptedOut => "is not sold to this account".to_owned(),
        Reason::NotAnAmount => "is not a decimal amount".to_owned(),
        Reason::TooPrecise => "has more decimals than its currency".to_owned(),
        Reason::TooLarge => "is too large".to_owned(),
        Reason::NotPositive => "must be more than 0".to_owned(),
        Reason::UnknownCurrency => "is not a currency".to_owned(),
        Reason::CurrencyMismatch => "must be the currency of the cost".to_owned(),
        Reason::UnknownCountry => "is not a two-letter country code".to_owned(),
        Reason::NotAnEmail => "is not an e-mail address".to_owned(),
        Reason::NotAPhone => "is not a phone number such as +27.210000000".to_owned(),
        Reason::NotText => "may not hold control characters".to_owned(),
        Reason::LongerThan(most) => format!("may have {most} characters"),
        Reason::ShorterThan(fewest) => format!("needs {fewest} characters"),
        Reason::FewerThan(fewest) => format!("needs {fewest} entries"),
        Reason::MoreThan(most) => format!("may have {most} entries"),
        Reason::Repeated => "is there twice".to_owned(),
        Reason::OutOfRange(least, most) => format!("must be between {least} and {most}"),
        Reason::YearsOutOfRange(least, most) => format!("must be {least} to {most} years"),
        Reason::PastLongest(years) => format!("would lead more than {years} years ahead"),
        Reason::UnknownWord => "is not one of the allowed values".to_owned(),
        Reason::Wrong => "is incorrect".to_owned(),
        Reason::NotAnInstant => "is not a date".to_owned(),
        Reason::InThePast => "lies in the past".to_owned(),
        Reason::UnknownRecordType => "is not a record type that is served".to_owned(),
        Reason::UnfitContent => "does not fit the record type".to_owned(),
        Reason::CnameNotAlone => "collides: a CNAME stands alone and never at the apex".to_owned(),
        Reason::NotDelegated => "must be delegated for a record of this type".to_owned(),
        Reason::Delegated => "is delegated, or lies below a name that is".to_owned(),
        Reason::OutsideZone => "lies outside the zone".to_owned(),
        Reason::NotSubordinate => "must lie below the domain".to_owned(),
        Reason::NeedsGlue => "lies inside the domain and needs an address".to_owned(),
        Reason::MalformedKey => "holds a malformed record".to_owned(),
        Reason::NeededByRegistry => "is needed by the registry".to_owned(),
        Reason::NotALogin => "may have letters, digits and . _ - @ + only".to_owned(),
        Reason::NotAUrl => "is not an http or https address".to_owned(),
        Reason::NotOffered => "is not offered for this".to_owned(),
        Reason::NotApplicable => "does not apply here".to_owned(),
        Reason::NothingChanges => "changes nothing".to_owned(),
        Reason::Contradicts => "speaks of something else than what was named besides".to_owned(),
        Reason::Forbidden => "leads where nobody may be called".to_owned(),
        Reason::NotASigningRequest => "is not a certificate signing request".to_owned(),
        Reason::WeakKey => "holds a key that is not certified any more".to_owned(),
        Reason::NotInRequest => "does not stand in the signing request".to_owned(),
    }
}

/// What stands in the way of an action.
pub const fn prohibited(prohibition: Prohibition) -> &'static str {
    match prohibition {
        Prohibition::Locked => "Domain is locked. Please unlock first.",
        Prohibition::UnlockGrace(_) => "Domain is within grace period and cannot be unlocked.",
        Prohibition::Expired => "Domain has expired. Please renew first.",
        Prohibition::Redemption => "Domain is in redemption. Please renew first.",
        Prohibition::PendingDelete => "Domain is pending deletion.",
        Prohibition::Suspended => "It is suspended already.",
        Prohibition::PendingOperation => "Domain has another action pending.",
        Prohibition::PendingTransfer => "Domain has a transfer pending.",
        Prohibition::NotManagedDns => "Domain does not use managed DNS.",
        Prohibition::SignedHere => "The zone is signed here; switch DNSSEC off first.",
        Prohibition::TooYoung(_) => "Domain was registered or transferred too recently.",
        Prohibition::HostInUse => "host is a nameserver of a domain.",
        Prohibition::AlreadyHeld => "Domain already exists under your account",
        Prohibition::NotSuspended => "It is not suspended.",
        Prohibition::Closed => "It was closed.",
        Prohibition::NotOffered => "Its product does not offer this.",
        Prohibition::NotRunning => "It is not active.",
        Prohibition::Cancelled => "Its cancellation was asked for already.",
        Prohibition::NothingDue => "Nothing to pay",
        Prohibition::OutOfStock => "Product is out of stock.",
        Prohibition::TicketOpen => "Ticket is open already.",
        Prohibition::TicketClosed => "Ticket is closed already.",
        Prohibition::ContactInUse => "Contact is in use.",
        Prohibition::TaskRunning => "Another task is running.",
        Prohibition::PoweredOn => "It is switched on already.",
        Prohibition::PoweredOff => "It is switched off.",
        Prohibition::ServerNotReady => "It is not ready.",
        Prohibition::NotIssued => "It is not issued.",
        Prohibition::NotPending => "It waits for no validation.",
        Prohibition::Disabled => "It is disabled already.",
        Prohibition::Enabled => "It is enabled already.",
        Prohibition::NotRenewable => "It cannot be renewed.",
        Prohibition::PremiumUnconfirmed => "It is a premium name, and its price was not agreed to.",
        Prohibition::NoOwner => "It has no owner yet.",
        Prohibition::HasOwner => "It has an owner already.",
        Prohibition::OwnerStays => "Its owner stays.",
        Prohibition::DefaultRole => "It is a default role.",
        Prohibition::LastRole => "A user keeps at least one role.",
        Prohibition::CustomerNotActive => "The customer is not active.",
    }
}

/// Why a caller that is known may not.
pub const fn restricted(restriction: Restriction) -> &'static str {
    match restriction {
        Restriction::AccountSuspended => "Your account is suspended",
        Restriction::MemberSuspended => "Your user is suspended",
        Restriction::OwnerOnly => "Only the owner of the account may do this",
        Restriction::ParentOnly => "Only accounts that have others below them may do this",
        Restriction::NoPrivilege => "Your user was not given this privilege",
    }
}

/// The supplier was not reached, and nothing happened.
pub fn unavailable(supplier: Supplier) -> String {
    format!("The {supplier} cannot be reached, try again later")
}

/// The supplier may have done it.
pub fn outcome_unknown(supplier: Supplier) -> String {
    format!("The {supplier} did not answer yet, look again later")
}

/// No call has this path.
pub fn unknown_call(path: &str) -> String {
    format!("There is no call {path}")
}

/// The path is known with other methods.
pub fn wrong_method(path: &str, allowed: &[Method]) -> String {
    let allowed = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(" or ");
    format!("{path} is called with {allowed}")
}

/// The body is too long.
pub fn too_large(limit: usize) -> String {
    format!("A body may have {limit} bytes")
}
