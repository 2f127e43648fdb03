//! Words for reasons: short ones that stay as they are, for programs, and sentences for people.

use model::error::{Prohibition, Reason, Restriction};

/// The word for what is wrong with an argument.
pub const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NotAName => "not_a_name",
        Reason::NotAHostName => "not_a_host_name",
        Reason::NotAnAddress => "not_an_address",
        Reason::UnknownTld => "unknown_tld",
        Reason::TldOptedOut => "tld_opted_out",
        Reason::NotAnAmount => "not_an_amount",
        Reason::TooPrecise => "too_precise",
        Reason::TooLarge => "too_large",
        Reason::NotPositive => "not_positive",
        Reason::UnknownCurrency => "unknown_currency",
        Reason::CurrencyMismatch => "currency_mismatch",
        Reason::UnknownCountry => "unknown_country",
        Reason::NotAnEmail => "not_an_email",
        Reason::NotAPhone => "not_a_phone",
        Reason::NotText => "not_text",
        Reason::LongerThan(_) => "longer_than",
        Reason::ShorterThan(_) => "shorter_than",
        Reason::FewerThan(_) => "fewer_than",
        Reason::MoreThan(_) => "more_than",
        Reason::Repeated => "repeated",
        Reason::OutOfRange(..) => "out_of_range",
        Reason::YearsOutOfRange(..) => "years_out_of_range",
        Reason::PastLongest(_) => "past_longest",
        Reason::UnknownWord => "unknown_word",
        Reason::Wrong => "wrong",
        Reason::NotAnInstant => "not_an_instant",
        Reason::InThePast => "in_the_past",
        Reason::UnknownRecordType => "unknown_record_type",
        Reason::UnfitContent => "unfit_content",
        Reason::CnameNotAlone => "cname_not_alone",
        Reason::OutsideZone => "outside_zone",
        Reason::NotSubordinate => "not_subordinate",
        Reason::NeedsGlue => "needs_glue",
        Reason::MalformedKey => "malformed_key",
        Reason::NeededByRegistry => "needed_by_registry",
        Reason::NotALogin => "not_a_login",
        Reason::NotAUrl => "not_a_url",
        Reason::NotOffered => "not_offered",
        Reason::NotApplicable => "not_applicable",
        Reason::NothingChanges => "nothing_changes",
        Reason::Contradicts => "contradicts",
        Reason::Forbidden => "forbidden",
        Reason::NotASigningRequest => "not_a_signing_request",
        Reason::WeakKey => "weak_key",
        Reason::NotInRequest => "not_in_request",
    }
}

/// The word for what stands in the way.
pub const fn prohibition(prohibition: Prohibition) -> &'static str {
    match prohibition {
        Prohibition::Locked => "locked",
        Prohibition::UnlockGrace(_) => "unlock_grace",
        Prohibition::Expired => "expired",
        Prohibition::Redemption => "redemption",
        Prohibition::PendingDelete => "pending_delete",
        Prohibition::Suspended => "suspended",
        Prohibition::PendingOperation => "pending_operation",
        Prohibition::PendingTransfer => "pending_transfer",
        Prohibition::NotManagedDns => "not_managed_dns",
        Prohibition::TooYoung(_) => "too_young",
        Prohibition::HostInUse => "host_in_use",
        Prohibition::AlreadyHeld => "already_held",
        Prohibition::NotSuspended => "not_suspended",
        Prohibition::Closed => "closed",
        Prohibition::NotOffered => "not_offered",
        Prohibition::NotRunning => "not_running",
        Prohibition::Cancelled => "cancelled",
        Prohibition::NothingDue => "nothing_due",
        Prohibition::OutOfStock => "out_of_stock",
        Prohibition::TicketOpen => "ticket_open",
        Prohibition::TicketClosed => "ticket_closed",
        Prohibition::ContactInUse => "contact_in_use",
        Prohibition::TaskRunning => "vds_has_tasks",
        Prohibition::PoweredOn => "powered_on",
        Prohibition::PoweredOff => "powered_off",
        Prohibition::ServerNotReady => "server_not_ready",
        Prohibition::NotIssued => "not_issued",
        Prohibition::NotPending => "not_pending",
    }
}

/// What stands in the way, in a sentence.
pub const fn prohibited(prohibition: Prohibition) -> &'static str {
    match prohibition {
        Prohibition::Locked => "The domain is locked against transfer",
        Prohibition::UnlockGrace(_) => "The domain is too young to be unlocked",
        Prohibition::Expired => "The domain has expired",
        Prohibition::Redemption => "The domain is in redemption",
        Prohibition::PendingDelete => "The domain is about to be deleted",
        Prohibition::Suspended => "It is suspended",
        Prohibition::PendingOperation => "Another change is under way",
        Prohibition::PendingTransfer => "The domain has a transfer pending",
        Prohibition::NotManagedDns => "The domain does not use our name servers",
        Prohibition::TooYoung(_) => "The domain was registered or transferred too recently",
        Prohibition::HostInUse => "The host is a name server of a domain",
        Prohibition::AlreadyHeld => "The domain is in your account already",
        Prohibition::NotSuspended => "It is not suspended",
        Prohibition::Closed => "The account was closed",
        Prohibition::NotOffered => "Its tariff does not offer this",
        Prohibition::NotRunning => "It is not active",
        Prohibition::Cancelled => "It was given up already",
        Prohibition::NothingDue => "There is nothing to pay",
        Prohibition::OutOfStock => "None of it is left",
        Prohibition::TicketOpen => "It is open already",
        Prohibition::TicketClosed => "It is closed already",
        Prohibition::ContactInUse => "The contact is in use",
        Prohibition::TaskRunning => "A task is under way",
        Prohibition::PoweredOn => "The server is switched on already",
        Prohibition::PoweredOff => "The server is switched off",
        Prohibition::ServerNotReady => "The server is not ready",
        Prohibition::NotIssued => "The certificate is not issued",
        Prohibition::NotPending => "The certificate is not pending",
    }
}

/// The word for why a caller may not.
pub const fn restriction(restriction: Restriction) -> &'static str {
    match restriction {
        Restriction::AccountSuspended => "account_suspended",
        Restriction::MemberSuspended => "member_suspended",
        Restriction::OwnerOnly => "owner_only",
        Restriction::ParentOnly => "parent_only",
        Restriction::NoPrivilege => "no_privilege",
    }
}
