//! What happened: the kinds of entries in a realm's append-only log.
//!
//! Poll messages, notification mail and audit are readings of this log; nothing is written twice.

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident => $word:literal,)*) => {
        /// What an entry says happened.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum EventKind { $($(#[$doc])* $kind,)* }

        impl EventKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The word it is stored as.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$kind => $word,)* }
            }

            /// Reads the stored word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$kind),)* _ => None }
            }
        }
    };
}

kinds! {
    /// A name was registered.
    DomainRegistered => "domain.registered",
    /// A name was renewed.
    DomainRenewed => "domain.renewed",
    /// A name was renewed by itself at its expiry.
    DomainAutoRenewed => "domain.auto-renewed",
    /// A name should have been renewed by itself, and the money did not suffice.
    AutoRenewalUnpaid => "domain.auto-renewal-unpaid",
    /// A name was brought back from redemption.
    DomainRestored => "domain.restored",
    /// A change was accepted and will be carried out.
    UpdatePending => "domain.update-pending",
    /// A change was carried out.
    DomainUpdated => "domain.updated",
    /// A change was called off before it was carried out.
    UpdateCancelled => "domain.update-cancelled",
    /// A change was refused by the registry.
    UpdateFailed => "domain.update-failed",
    /// Contacts were changed at the registry.
    ContactsUpdated => "domain.contacts-updated",
    /// Nameservers were changed at the registry.
    NameserversUpdated => "domain.nameservers-updated",
    /// A name was locked.
    DomainLocked => "domain.locked",
    /// A name was unlocked.
    DomainUnlocked => "domain.unlocked",
    /// A name was suspended by hand.
    DomainSuspended => "domain.suspended",
    /// A suspension by hand was lifted.
    DomainUnsuspended => "domain.unsuspended",
    /// Automatic renewal was switched.
    AutorenewSet => "domain.autorenew-set",
    /// The registrant was hidden from WHOIS, or shown again.
    PrivacySet => "domain.privacy-set",
    /// Mail or web addresses of a name lead elsewhere than before.
    ForwardingSet => "domain.forwarding-set",
    /// The signed delegation was changed.
    SignersSet => "domain.signers-set",
    /// A host was made or changed.
    HostSet => "host.set",
    /// A host was removed.
    HostDeleted => "host.deleted",
    /// The auth code was shown or mailed.
    AuthCodeGiven => "domain.auth-code-given",
    /// A name expires in one day.
    ExpiresTomorrow => "domain.expires-tomorrow",
    /// A name expired.
    DomainExpired => "domain.expired",
    /// An expired name stopped resolving.
    DomainLapsed => "domain.lapsed",
    /// A name entered redemption.
    RedemptionEntered => "domain.redemption-entered",
    /// A deletion was accepted and will be carried out.
    DeletePending => "domain.delete-pending",
    /// A deletion was called off.
    DeleteCancelled => "domain.delete-cancelled",
    /// A deletion was refused by the registry.
    DeleteFailed => "domain.delete-failed",
    /// A name is gone.
    DomainDeleted => "domain.deleted",
    /// A transfer was asked for.
    TransferRequested => "transfer.requested",
    /// The key of a transfer was mailed.
    TransferMailed => "transfer.mailed",
    /// A transfer was agreed to, and the name came here.
    TransferApproved => "transfer.approved",
    /// A transfer succeeded by silence, and the name came here.
    TransferAutoApproved => "transfer.auto-approved",
    /// A name left.
    TransferredAway => "transfer.away",
    /// A transfer was rejected by the losing side.
    TransferRejected => "transfer.rejected",
    /// A transfer was withdrawn.
    TransferCancelled => "transfer.cancelled",
    /// A transfer failed because nobody answered.
    TransferTimedOut => "transfer.timed-out",
    /// A new auth code was made.
    AuthCodeSet => "domain.auth-code-set",
    /// The zone of a name was changed.
    ZoneChanged => "zone.changed",
    /// A zone was made under a subscription.
    ZoneHosted => "zone.hosted",
    /// A zone under a subscription was removed.
    ZoneRemoved => "zone.removed",
    /// The signing of a zone was switched, or another key was asked for.
    ZoneSigningSet => "zone.signing-set",
    /// The signing of a zone went a step on.
    ZoneSigningStepped => "zone.signing-stepped",
    /// The registry refused what a signed zone needs.
    ZoneSigningRefused => "zone.signing-refused",
    /// The balance fell below the threshold.
    BalanceLow => "account.balance-low",
    /// Money was paid in.
    FundsAdded => "account.funds-added",
    /// Money was taken out.
    FundsRemoved => "account.funds-removed",
    /// An account was opened.
    AccountOpened => "account.opened",
    /// An account's or member's profile was changed.
    ProfileChanged => "account.profile-changed",
    /// An account was suspended.
    AccountSuspended => "account.suspended",
    /// An account's suspension was lifted.
    AccountUnsuspended => "account.unsuspended",
    /// A link that lets somebody in once was given.
    LoginLinkGiven => "account.login-link-given",
    /// Who a customer is or what it signs in with was changed.
    CustomerChanged => "customer.changed",
    /// Whether a customer may act was changed; it says to what.
    CustomerStandingSet => "customer.standing-set",
    /// Notifications were switched.
    NotificationsSet => "account.notifications-set",
    /// A price setting was written.
    PriceSet => "price.set",
    /// A member was added.
    MemberAdded => "member.added",
    /// A member was suspended.
    MemberSuspended => "member.suspended",
    /// A member's suspension was lifted.
    MemberUnsuspended => "member.unsuspended",
    /// A member was removed.
    MemberRemoved => "member.removed",
    /// A member signed in for a pair of tokens.
    SignedIn => "member.signed-in",
    /// A contact of the account was added.
    ContactAdded => "contact.added",
    /// What a contact of the account may do was changed.
    PrivilegesSet => "contact.privileges-set",
    /// A contact of the account was removed.
    ContactRemoved => "contact.removed",
    /// A person or an organisation was written down.
    PersonAdded => "person.added",
    /// A person or an organisation was changed, wherever it stands behind a name.
    PersonChanged => "person.changed",
    /// The registry refused a change of a person or an organisation.
    PersonRefused => "person.refused",
    /// A person or an organisation was removed.
    PersonRemoved => "person.removed",
    /// Somebody else stands for the account.
    PrimaryContactSet => "account.contact-set",
    /// Another way into the account was opened.
    AccessGiven => "account.access-given",
    /// A key that signs requests was given.
    SigningKeyIssued => "access.key-issued",
    /// A key that signs requests was ended.
    SigningKeyEnded => "access.key-ended",
    /// A second factor was switched on.
    SecondFactorOn => "member.second-factor-on",
    /// A second factor was switched off.
    SecondFactorOff => "member.second-factor-off",
    /// A template was written or removed.
    TemplateChanged => "template.changed",
    /// A cart was ordered.
    OrderPlaced => "order.placed",
    /// Something on a paid invoice could not be had, and its share was given back as credit.
    ItemRefused => "order.item-refused",
    /// An invoice was raised.
    InvoiceRaised => "invoice.raised",
    /// Money was put on an invoice.
    InvoicePaid => "invoice.paid",
    /// An unpaid invoice was called off.
    InvoiceCancelled => "invoice.cancelled",
    /// A gateway was refused the money for an invoice.
    ChargeDeclined => "invoice.charge-declined",
    /// A subscription began to run.
    SubscriptionActivated => "subscription.activated",
    /// Another cycle of a subscription was paid.
    SubscriptionContinued => "subscription.continued",
    /// A subscription's product or options were changed.
    SubscriptionUpgraded => "subscription.upgraded",
    /// A subscription was suspended because it was not paid.
    SubscriptionSuspended => "subscription.suspended",
    /// A suspended subscription runs again.
    SubscriptionResumed => "subscription.resumed",
    /// The end of a subscription was asked for.
    CancellationAsked => "subscription.cancellation-asked",
    /// A subscription ended.
    SubscriptionEnded => "subscription.ended",
    /// A subscription was given another label.
    LabelSet => "subscription.label-set",
    /// A certificate was bought.
    CertificateBought => "certificate.bought",
    /// A certificate was asked for.
    CertificateAsked => "certificate.asked",
    /// How control over the names of a certificate is shown was changed.
    CertificateValidationSet => "certificate.validation-set",
    /// A certificate was issued.
    CertificateIssued => "certificate.issued",
    /// A certificate will not be issued.
    CertificateFailed => "certificate.failed",
    /// A certificate was called off or revoked.
    CertificateRevoked => "certificate.revoked",
    /// A key was made.
    KeyMade => "certificate.key-made",
    /// A task began on a server.
    ServerTaskBegun => "server.task-begun",
    /// A task on a server is done.
    ServerTaskDone => "server.task-done",
    /// A task on a server failed.
    ServerTaskFailed => "server.task-failed",
    /// The screen of a server was opened.
    ServerConsoleOpened => "server.console-opened",
    /// The administrator of a server got another password.
    ServerPasswordSet => "server.password-set",
    /// An order that an affiliate brought earned it something.
    CommissionEarned => "affiliate.commission-earned",
    /// Commissions were paid out.
    CommissionPaid => "affiliate.commission-paid",
    /// A ticket was opened.
    TicketOpened => "ticket.opened",
    /// The client replied to a ticket.
    TicketReplied => "ticket.replied",
    /// The staff answered a ticket.
    TicketAnswered => "ticket.answered",
    /// A ticket was closed.
    TicketClosed => "ticket.closed",
    /// A ticket was opened again.
    TicketReopened => "ticket.reopened",
    /// A tenant was made.
    TenantCreated => "tenant.created",
    /// A tenant was switched, or got another plan or another retention.
    TenantChanged => "tenant.changed",
    /// A tenant was removed.
    TenantRemoved => "tenant.removed",
    /// A user was added to a tenant.
    TenantUserAdded => "tenant.user-added",
    /// A user of a tenant was changed, there or as a person.
    TenantUserChanged => "tenant.user-changed",
    /// A user was removed from a tenant.
    TenantUserRemoved => "tenant.user-removed",
    /// A role of a tenant was written or removed.
    TenantRoleSet => "tenant.role-set",
    /// A tenant may read the data of another one.
    TenantVisibilitySet => "tenant.visibility-set",
    /// A plan of tenants was changed.
    PlanSet => "plan.set",
}

impl EventKind {
    /// Whether an account is mailed about it however its switches stand.
    #[must_use]
    pub const fn is_always_mailed(self) -> bool {
        matches!(
            self,
            Self::BalanceLow
                | Self::TicketOpened
                | Self::TicketAnswered
                | Self::InvoiceRaised
                | Self::ChargeDeclined
                | Self::ItemRefused
                | Self::SubscriptionSuspended
                | Self::SubscriptionEnded
        )
    }
}

/// What an account may switch notification mail on and off for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notification {
    /// Contact changes.
    ContactUpdates,
    /// Nameserver changes that went through.
    NameserversUpdated,
    /// Nameserver changes that failed.
    NameserversFailed,
    /// Other changes of a name.
    DomainUpdates,
    /// Renewals.
    DomainRenewals,
    /// Transfers.
    DomainTransfers,
    /// Deletions.
    DomainDeletes,
    /// Registrations.
    DomainCreates,
}

/// A set of notifications, one bit each, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notifications(pub i64);

impl Notification {
    /// All eight, in the order of their bits.
    pub const ALL: [Self; 8] = [
        Self::ContactUpdates,
        Self::NameserversUpdated,
        Self::NameserversFailed,
        Self::DomainUpdates,
        Self::DomainRenewals,
        Self::DomainTransfers,
        Self::DomainDeletes,
        Self::DomainCreates,
    ];

    const fn bit(self) -> i64 {
        1 << self as i64
    }

    /// Which switch a kind of event belongs to; none for what is never mailed on its own.
    #[must_use]
    pub const fn of(kind: EventKind) -> Option<Self> {
        Some(match kind {
            EventKind::ContactsUpdated => Self::ContactUpdates,
            EventKind::NameserversUpdated => Self::NameserversUpdated,
            EventKind::UpdateFailed => Self::NameserversFailed,
            EventKind::DomainUpdated | EventKind::DomainLocked | EventKind::DomainUnlocked => {
                Self::DomainUpdates
            }
            EventKind::DomainRenewed
            | EventKind::DomainAutoRenewed
            | EventKind::AutoRenewalUnpaid
            | EventKind::DomainRestored
            | EventKind::ExpiresTomorrow
            | EventKind::DomainExpired => Self::DomainRenewals,
            EventKind::TransferApproved
            | EventKind::TransferAutoApproved
            | EventKind::TransferredAway
            | EventKind::TransferRejected
            | EventKind::TransferCancelled
            | EventKind::TransferTimedOut => Self::DomainTransfers,
            EventKind::DomainDeleted | EventKind::RedemptionEntered | EventKind::DomainLapsed => {
                Self::DomainDeletes
            }
            EventKind::DomainRegistered => Self::DomainCreates,
            _ => return None,
        })
    }
}

impl Notifications {
    /// Everything on.
    pub const ALL: Self = Self(0xFF);

    /// Whether `notification` is on.
    #[must_use]
    pub const fn has(self, notification: Notification) -> bool {
        self.0 & notification.bit() != 0
    }

    /// The set with `notification` switched.
    #[must_use]
    pub const fn with(self, notification: Notification, on: bool) -> Self {
        if on { Self(self.0 | notification.bit()) } else { Self(self.0 & !notification.bit()) }
    }
}
