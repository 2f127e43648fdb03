//! Messages about names: number, type word and words. A number may stand for several messages, so the
//! message is chosen, not the number.

/// Every message that is documented or was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PollCode {
    /// Contacts were changed.
    ContactUpdated,
    /// A change changed nothing.
    EmptyUpdate,
    /// Name servers do not answer for the name.
    NameserversFailing,
    /// Name servers failed several checks in a row.
    NameserverCheckFailed,
    /// Name servers answer for the name.
    NameserverCheckPassed,
    /// A change is queued.
    UpdatePending,
    /// A queued change went through.
    UpdateSuccessful,
    /// A change went through at once.
    DomainUpdated,
    /// The days after a transfer are over.
    TransferGraceExpired,
    /// Years were added.
    DomainRenewed,
    /// The name was deleted.
    DomainDeleted,
    /// The name was deleted; the same words under a second number.
    DomainDeletedLater,
    /// A deletion is queued.
    DeletionPending,
    /// A queued change was withdrawn, spelt with one l.
    PendingUpdateCanceled,
    /// A queued change was withdrawn, spelt with two.
    PendingUpdateCancelled,
    /// Somebody asks for the name.
    TransferRequested,
    /// A request for the name is open.
    TransferRequestPending,
    /// The name arrived.
    TransferSuccessful,
    /// The name moved because nobody objected.
    TransferAutoApproved,
    /// The days after an automatic renewal are over.
    AutorenewGraceExpired,
    /// The days after registration are over.
    CreateGraceExpired,
    /// The days after a renewal are over.
    RenewGraceExpired,
    /// A queued change was withdrawn, under a grace period's number.
    UpdateCancelled,
    /// A transfer was withdrawn, spelt with one l.
    TransferCanceled,
    /// A transfer was withdrawn, spelt with two.
    TransferCancelled,
    /// A transfer failed because nobody voted.
    TransferUnanswered,
    /// An open transfer request was withdrawn.
    PendingTransferCanceled,
    /// A queued suspension was withdrawn.
    PendingSuspensionCanceled,
    /// A deletion failed because other names hang on this one.
    DeletionHasDependencies,
    /// The name stopped resolving after expiry.
    DomainSuspended,
    /// Its name servers are unknown.
    HostsNotFound,
    /// Name servers failed for a week and must be sent again.
    NameserverCheckAbandoned,
    /// The name left.
    TransferredAway,
    /// The name may not move.
    NotEligibleForTransfer,
    /// A queued deletion was withdrawn.
    PendingDeletionCanceled,
    /// The holder's contact is unknown.
    RegistrantNotFound,
    /// A transfer was refused.
    TransferRejected,
    /// A transfer will be refused once the queued change ends.
    TransferWillBeRejected,
    /// The name can be bought back at a price.
    ClosedRedemption,
    /// The way into redemption was stopped.
    PendingRedemptionCancelled,
    /// A queued suspension in a grace period was withdrawn.
    PendingGraceSuspensionCancelled,
    /// A check of name servers gave way to something else.
    NameserverCheckCancelled,
    /// The name is unknown.
    DomainNotFound,
    /// Automatic renewal found too little money.
    RenewalUnpaid,
    /// Five attempts failed.
    RetriesExhausted,
    /// A deletion came from somebody who does not hold the name.
    DeletionByWrongOwner,
    /// The name stopped resolving, under a second number.
    GraceSuspended,
    /// A renewal named the wrong expiry.
    ExpiryMismatch,
    /// A transfer of the older kind was voted down.
    TransferVotedDown,
    /// The name should have left and did not.
    TransferAwayFailed,
    /// The name expired.
    DomainExpired,
    /// The name renewed itself.
    AutoRenewed,
    /// The registry has the new name servers.
    NameserversUpdated,
    /// The account's money runs low; the only code about an account.
    LowBalance,
    /// The name was registered.
    DomainCreated,
    /// The name expires tomorrow.
    ExpiresInADay,
    /// The name expired; the words in use.
    HasExpired,
}

impl PollCode {
    /// All of them, in the order of the provider's table.
    pub const ALL: [Self; 57] = [
        Self::ContactUpdated,
        Self::EmptyUpdate,
        Self::NameserversFailing,
        Self::NameserverCheckFailed,
        Self::NameserverCheckPassed,
        Self::UpdatePending,
        Self::UpdateSuccessful,
        Self::DomainUpdated,
        Self::TransferGraceExpired,
        Self::DomainRenewed,
        Self::DomainDeleted,
        Self::DomainDeletedLater,
        Self::DeletionPending,
        Self::PendingUpdateCanceled,
        Self::PendingUpdateCancelled,
        Self::TransferRequested,
        Self::TransferRequestPending,
        Self::TransferSuccessful,
        Self::TransferAutoApproved,
        Self::AutorenewGraceExpired,
        Self::CreateGraceExpired,
        Self::RenewGraceExpired,
        Self::UpdateCancelled,
        Self::TransferCanceled,
        Self::TransferCancelled,
        Self::TransferUnanswered,
        Self::PendingTransferCanceled,
        Self::PendingSuspensionCanceled,
        Self::DeletionHasDependencies,
        Self::DomainSuspended,
        Self::HostsNotFound,
        Self::NameserverCheckAbandoned,
        Self::TransferredAway,
        Self::NotEligibleForTransfer,
        Self::PendingDeletionCanceled,
        Self::RegistrantNotFound,
        Self::TransferRejected,
        Self::TransferWillBeRejected,
        Self::ClosedRedemption,
        Self::PendingRedemptionCancelled,
        Self::PendingGraceSuspensionCancelled,
        Self::NameserverCheckCancelled,
        Self::DomainNotFound,
        Self::RenewalUnpaid,
        Self::RetriesExhausted,
        Self::DeletionByWrongOwner,
        Self::GraceSuspended,
        Self::ExpiryMismatch,
        Self::TransferVotedDown,
        Self::TransferAwayFailed,
        Self::DomainExpired,
        Self::AutoRenewed,
        Self::NameserversUpdated,
        Self::LowBalance,
        Self::DomainCreated,
        Self::ExpiresInADay,
        Self::HasExpired,
    ];

    /// The number, as `pollCode` has it.
    pub const fn number(self) -> u16 {
        self.facts().0
    }

    /// The type word, as `pollMessageType` has it.
    pub const fn kind(self) -> &'static str {
        self.facts().1
    }

    /// The words, as `pollMessage` has them.
    pub const fn message(self) -> &'static str {
        self.facts().2
    }

    #[rustfmt::skip]
    const fn facts(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::ContactUpdated => (3001, "contact", "Contact Update Successful"),
            Self::EmptyUpdate => (3002, "contact", "Empty Update Command"),
            Self::NameserversFailing => (4000, "ns", "Authoritative Nameserver failure for domain"),
            Self::NameserverCheckFailed => (4001, "ns", "Consecutive Nameserver Check Failed"),
            Self::NameserverCheckPassed => (4002, "ns", "Nameserver Check Successful"),
            Self::UpdatePending => (4003, "update", "Domain Pending Update"),
            Self::UpdateSuccessful => (4004, "update", "Domain Update Successful"),
            Self::DomainUpdated => (4004, "update", "Domain Updated"),
            Self::TransferGraceExpired => (4004, "update", "Transfer Grace Period Expired"),
            Self::DomainRenewed => (4005, "renew", "Domain Renew Successful"),
            Self::DomainDeleted => (4006, "delete", "Domain Deletion Successful"),
            Self::DomainDeletedLater => (4007, "delete", "Domain Deletion Successful"),
            Self::DeletionPending => (4008, "delete", "Domain Pending Deletion"),
            Self::PendingUpdateCanceled => (4009, "update", "Pending Update Canceled"),
            Self::PendingUpdateCancelled => (4009, "update", "Pending Update Cancelled"),
            Self::TransferRequested => (4010, "transfer", "Domain Transfer Request"),
            Self::TransferRequestPending => (4010, "transfer", "Pending Transfer Request"),
            Self::TransferSuccessful => (4011, "transfer", "Domain Transfer Successful"),
            Self::TransferAutoApproved => (4011, "transfer", "Transfer Auto Approved"),
            Self::AutorenewGraceExpired => (4012, "graceperiod", "Auto-renew grace period expired"),
            Self::CreateGraceExpired => (4012, "graceperiod", "Create Grace Period Expired"),
            Self::RenewGraceExpired => (4012, "graceperiod", "Renew Grace Period Expired"),
            Self::UpdateCancelled => (4012, "update", "Pending Update Cancelled"),
            Self::TransferCanceled => (4013, "transfer", "Domain Transfer Canceled"),
            Self::TransferCancelled => (4013, "transfer", "Domain Transfer Cancelled"),
            Self::TransferUnanswered => (4013, "transfer", "Domain Transfer Failed Due To No Vote"),
            Self::PendingTransferCanceled => (4013, "transfer", "Pending Transfer Canceled"),
            Self::PendingSuspensionCanceled => (4014, "delete", "Pending Suspension Canceled"),
            Self::DeletionHasDependencies => (4015, "delete", "Domain Delete Failed Due To Dependencies"),
            Self::DomainSuspended => (4016, "delete", "Domain Suspended. Pending Deletion"),
            Self::HostsNotFound => (4017, "ns", "Domain Hosts Not Found"),
            Self::NameserverCheckAbandoned => (4017, "ns", "Nameserver Check Failed after one week, resubmit nameservers to check"),
            Self::TransferredAway => (4018, "transfer", "Domain Transferred Away"),
            Self::NotEligibleForTransfer => (4019, "transfer", "Domain not eligible for transfer"),
            Self::PendingDeletionCanceled => (4020, "delete", "Pending Deletion Canceled"),
            Self::RegistrantNotFound => (4021, "update", "Registrant could not be found"),
            Self::TransferRejected => (4022, "transfer", "Domain Transfer Rejected"),
            Self::TransferWillBeRejected => (4023, "transfer", "Domain Transfer will be rejected on expiry of the pending update"),
            Self::ClosedRedemption => (4024, "delete", "Domain in closed redemption"),
            Self::PendingRedemptionCancelled => (4025, "delete", "Pending Closed Redemption cancelled"),
            Self::PendingGraceSuspensionCancelled => (4027, "delete", "Pending Grace Period Suspension cancelled"),
            Self::NameserverCheckCancelled => (4028, "update", "Pending NS Check cancelled by another process"),
            Self::DomainNotFound => (4029, "delete", "Domain not found"),
            Self::RenewalUnpaid => (4030, "delete", "Insufficent funds to process domain renewal."),
            Self::RetriesExhausted => (4031, "delete", "Unable to process request after 5 retries"),
            Self::DeletionByWrongOwner => (4032, "delete", "Domain deletion failed due to wrong owner"),
            Self::GraceSuspended => (4033, "delete", "Domain Suspended. Pending Deletion"),
            Self::ExpiryMismatch => (4033, "update", "Domain expiry does not match expiry provided"),
            Self::TransferVotedDown => (4034, "transfer", "legacy transfer unsuccessful due to 'No' vote"),
            Self::TransferAwayFailed => (4035, "transfer", "Transfer Failed to transfer away"),
            Self::DomainExpired => (4036, "update", "Domain Expired"),
            Self::AutoRenewed => (4050, "transfer", "Domain Auto Renewed Successful"),
            Self::NameserversUpdated => (4315, "ns", "Nameservers updated at registry"),
            Self::LowBalance => (5001, "registrar", "Low Account Balance"),
            Self::DomainCreated => (4026, "create", "Domain Creation Successful"),
            Self::ExpiresInADay => (4106, "renew", "Domain Expiring in 24 Hours"),
            Self::HasExpired => (4107, "renew", "Domain Has Expired"),
        }
    }
}
