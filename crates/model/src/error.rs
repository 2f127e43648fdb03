//! The one vocabulary of refusals. Each variant is something a caller can act on.
//!
//! Kinds, fields and reasons are enums: nobody has to search in a text. Each dialect says them in
//! its own words.

use std::fmt;

use crate::money::Money;
use crate::time::{Seconds, Timestamp};

/// What most functions of the platform return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was not done. Unless a variant says otherwise, nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// A needed field was left out.
    Missing(Field),
    /// A field holds something that cannot be meant.
    Invalid {
        /// Which one.
        field: Field,
        /// What is wrong with it.
        reason: Reason,
    },
    /// The thing is not there, or is a stranger's.
    NotFound(Noun),
    /// A name that exists here and belongs to a stranger; said only by dialects that say it.
    NotYours(Noun),
    /// It is there already, in the caller's own account.
    Exists(Noun),
    /// The name or login is somebody's; it says nothing about whose.
    Taken(Noun),
    /// A status of the thing rules the action out.
    Prohibited(Prohibition),
    /// There is nothing to cancel, answer or acknowledge.
    NothingPending(Noun),
    /// The money that may be spent does not suffice.
    InsufficientFunds {
        /// How much more it would take.
        short_by: Money,
    },
    /// The caller saw an older state than the one that stands.
    Stale {
        /// What was compared.
        field: Field,
    },
    /// The key of a repeated call was used for another call before.
    KeyReused,
    /// Credentials are absent, wrong, expired or revoked.
    Unauthenticated(Credential),
    /// The caller is known and may not do this.
    Forbidden(Restriction),
    /// Too many attempts; good credentials always pass.
    TooManyAttempts {
        /// When to come back.
        retry_after: Seconds,
    },
    /// The supplier said no; its own words are kept for people.
    Refused {
        /// What the supplier would not do.
        supplier: Supplier,
        /// Its words.
        words: String,
    },
    /// The supplier could not be reached, and nothing happened there.
    Unavailable(Supplier),
    /// The supplier was asked and did not answer; the money stays on hold until the truth is known.
    OutcomeUnknown(Supplier),
    /// A fault of ours. The detail is for the log, never for the caller.
    Internal(String),
}

impl Error {
    /// A field holds something that cannot be meant.
    #[must_use]
    pub const fn invalid(field: Field, reason: Reason) -> Self {
        Self::Invalid { field, reason }
    }

    /// A fault of ours, with a detail for the log.
    pub fn internal(detail: impl fmt::Display) -> Self {
        Self::Internal(detail.to_string())
    }
}

/// The role a contact plays for a name (RFC 5731).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Holds the name.
    Registrant,
    /// Speaks for the holder.
    Admin,
    /// Runs its servers.
    Tech,
    /// Pays for it.
    Billing,
}

impl Role {
    /// All four, in the order of RFC 5731.
    pub const ALL: [Self; 4] = [Self::Registrant, Self::Admin, Self::Tech, Self::Billing];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Registrant => "registrant",
            Self::Admin => "admin",
            Self::Tech => "tech",
            Self::Billing => "billing",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// What a refusal can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The label left of the extension.
    Sld,
    /// The extension.
    Tld,
    /// A whole domain name.
    Domain,
    /// A host name.
    Host,
    /// A nameserver, counted from 1.
    Nameserver(u8),
    /// An address of a host, counted from 1.
    Address(u8),
    /// A number of years.
    Period,
    /// An amount of money.
    Amount,
    /// A currency code.
    Currency,
    /// A sign-in name.
    Login,
    /// A password.
    Password,
    /// A code of a second factor.
    Code,
    /// A part of a contact in a role.
    Contact(Role, ContactPart),
    /// A part of an account's own profile.
    Profile(ContactPart),
    /// A template chosen for a contact role.
    ContactTemplate(Role),
    /// A nameserver template.
    NameserverTemplate,
    /// The name of a template.
    TemplateName,
    /// The id of a template.
    TemplateId,
    /// A record's part, with its number where it stands in a list (0: it stands alone).
    Record(u16, RecordPart),
    /// The id of a record.
    RecordId,
    /// A set of DS records or keys.
    DelegationSigner,
    /// An auth code.
    AuthCode,
    /// The mailed key of a transfer.
    TransferKey,
    /// A note or a reference of the caller.
    Note,
    /// An instant.
    Instant,
    /// A price of one kind.
    Price(PriceAction),
    /// How a price setting is meant.
    PriceKind,
    /// A page's start, size, order or sort key.
    Page,
    /// A message's id.
    Message,
    /// An idempotency key.
    ClientKey,
    /// A low-balance threshold, notification or other setting.
    Setting,
    /// A product of the shelf.
    Product,
    /// How often something is billed.
    Cycle,
    /// What was chosen in a product's form, by the number of the form's field.
    Choice(u32),
    /// An add-on of a product, by its number.
    Addon(u32),
    /// The items of a cart.
    Cart,
    /// What is done with the name in a cart.
    CartAction,
    /// How an invoice is to be paid.
    PaymentMethod,
    /// A coupon's code.
    Coupon,
    /// An affiliate.
    Affiliate,
    /// A label.
    Label,
    /// A department of support.
    Department,
    /// What a ticket is about.
    Subject,
    /// What a ticket, reply or request says.
    Text,
    /// A file attached to a ticket or reply.
    Attachment,
    /// A source or target of forwarding, with its number in a list (0: it stands alone).
    Forwarding(u16, ForwardingPart),
    /// A switch between on and off.
    Switch,
    /// A token that is exchanged for new ones.
    RefreshToken,
    /// A contact by its number or handle.
    ContactId,
    /// What a contact says of itself besides.
    Particular(Particular),
    /// The short code that guards what an account holds.
    Pincode,
    /// The account above a new one.
    Seller,
    /// The account that gives a name away.
    Sender,
    /// The account that a name is given to.
    Receiver,
    /// The expiry that a caller saw.
    Expiry,
    /// What stood in a message that asks for a confirmation.
    Confirmation,
    /// A server by its number or name.
    Server,
    /// Where a server stands.
    Cluster,
    /// What a server boots.
    Image,
    /// What a server is run with.
    Panel,
    /// An address that is called when something is done.
    CallbackUrl,
    /// A certificate by its number.
    Certificate,
    /// A certificate signing request.
    SigningRequest,
    /// A part of the subject of a signing request.
    RequestSubject(SubjectPart),
    /// A name that a certificate is for, counted from 1.
    CertificateName(u16),
    /// How control over a name is shown.
    ValidationMethod,
    /// Who approves a certificate by mail.
    Approver,
    /// The web server that a certificate is for.
    WebServer,
    /// The customer that something is for.
    Customer,
    /// Something that can be had on top of a product, with a term of its own.
    Feature,
    /// Whether the price of a premium name is agreed to.
    Premium,
    /// Something about a tenant.
    Tenant(TenantPart),
}

/// What a tenant, its plan and its users are described by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TenantPart {
    /// Its name.
    Name,
    /// Its plan.
    Plan,
    /// How long its data are kept.
    Retention,
    /// How much it may take in.
    Volume,
    /// What a role, a user or a key is called.
    Title,
    /// What a role says of itself.
    Description,
    /// Roles of a user.
    Role,
    /// What a role allows.
    Policies,
    /// What a role opens.
    Applications,
    /// The mail address of a user.
    Email,
    /// The telephone number of a user.
    Phone,
    /// The name that somebody else's platform has for a user.
    ExternalId,
    /// Tenants whose data another one may read.
    Visibility,
}

/// What a contact says of itself besides who it is and where to reach it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Particular {
    /// Whether it is a person or an organisation.
    Kind,
    /// The given name.
    GivenName,
    /// The family name.
    FamilyName,
    /// When a person was born.
    BirthDate,
    /// The number of a passport.
    PassportNumber,
    /// When it was issued.
    PassportDate,
    /// Who issued it.
    PassportIssuer,
    /// Further mail addresses.
    Emails,
    /// The organisation in Russian.
    RussianName,
    /// The tax number of an organisation under .ru (INN).
    TaxNumber,
    /// Why it has that tax number (KPP).
    TaxReason,
    /// Who leads an organisation.
    Director,
    /// Whether it is resident.
    Resident,
    /// The telephone number that is carried along.
    Mobile,
    /// The number that a business is registered under.
    BusinessNumber,
    /// The register that number stands in.
    BusinessNumberType,
}

/// A part of the subject of a signing request (RFC 5280 §4.1.2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubjectPart {
    /// The name it is for.
    CommonName,
    /// The organisation.
    Organization,
    /// The unit within it.
    Unit,
    /// The city.
    Locality,
    /// State or province.
    Province,
    /// ISO 3166-1 alpha-2.
    Country,
    /// The mail address.
    Email,
}

/// A part of a forwarding rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ForwardingPart {
    /// What is forwarded.
    From,
    /// Where to.
    To,
    /// Whether it is shown inside a frame.
    Framed,
}

/// A part of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactPart {
    /// The person.
    Name,
    /// The organisation.
    Company,
    /// The mail address.
    Email,
    /// The phone number, `+CC.number`.
    Phone,
    /// The fax number.
    Fax,
    /// A street line, 1 to 3.
    Street(u8),
    /// The city.
    City,
    /// State or province.
    Province,
    /// The postal code.
    PostalCode,
    /// ISO 3166-1 alpha-2.
    Country,
}

/// A part of a DNS record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordPart {
    /// Its type.
    Type,
    /// Its owner name.
    Name,
    /// Its value.
    Content,
    /// Its time to live.
    Ttl,
    /// Its preference.
    Priority,
    /// The weight of a service.
    Weight,
    /// The port of a service.
    Port,
    /// The host of a service.
    Target,
    /// How strict what says who may issue certificates is.
    Flag,
    /// What it is about.
    Tag,
    /// Who may.
    Value,
}

/// What a price is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PriceAction {
    /// First registration, per year.
    Register,
    /// One more year.
    Renew,
    /// A transfer in.
    Transfer,
    /// Getting a name back out of redemption.
    Redemption,
    /// First registration of a premium name, per year.
    Premium,
}

impl PriceAction {
    /// All five.
    pub const ALL: [Self; 5] =
        [Self::Register, Self::Renew, Self::Transfer, Self::Redemption, Self::Premium];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Register => "registration",
            Self::Renew => "renewal",
            Self::Transfer => "transfer",
            Self::Redemption => "redemption",
            Self::Premium => "premium",
        }
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Not a name under IDNA 2008 and the rules for host names.
    NotAName,
    /// Not a host name.
    NotAHostName,
    /// Not an IPv4 or IPv6 address of the asked family, or one that cannot be reached from outside.
    NotAnAddress,
    /// Not sold here.
    UnknownTld,
    /// Withheld from sale for this account.
    TldOptedOut,
    /// Not a decimal amount.
    NotAnAmount,
    /// More digits than the currency has.
    TooPrecise,
    /// Out of range upwards.
    TooLarge,
    /// Must be more than nothing.
    NotPositive,
    /// Not in ISO 4217.
    UnknownCurrency,
    /// Two amounts of different currencies.
    CurrencyMismatch,
    /// Not a country of ISO 3166-1 alpha-2.
    UnknownCountry,
    /// Not a mail address.
    NotAnEmail,
    /// Not a phone number `+CC.number`.
    NotAPhone,
    /// Holds control characters or is not plain text.
    NotText,
    /// Longer than allowed.
    LongerThan(u16),
    /// Shorter than allowed.
    ShorterThan(u16),
    /// Fewer entries than needed.
    FewerThan(u16),
    /// More entries than allowed.
    MoreThan(u16),
    /// The same entry twice.
    Repeated,
    /// Outside these bounds.
    OutOfRange(u32, u32),
    /// Years outside what the registry allows for the name.
    YearsOutOfRange(u8, u8),
    /// The expiry would lie further ahead than the registry allows, in years.
    PastLongest(u8),
    /// Not one of the words that are understood.
    UnknownWord,
    /// Wrong code, key or old value.
    Wrong,
    /// Not an instant.
    NotAnInstant,
    /// Lies in the past.
    InThePast,
    /// Not a record type that is served.
    UnknownRecordType,
    /// The value does not fit the record's type.
    UnfitContent,
    /// A CNAME stands alone at its name and never at the apex (RFC 1034 §3.6.2, RFC 2181 §10.1).
    CnameNotAlone,
    /// Records of this type stand where a name is delegated only: below the apex, beside name servers,
    /// at no wildcard (RFC 4035 §2.4, RFC 4592 §4.2).
    NotDelegated,
    /// The name, or one that it lies below, is delegated: only addresses stand there.
    Delegated,
    /// The name lies outside the zone.
    OutsideZone,
    /// Not below the domain it was given for.
    NotSubordinate,
    /// A nameserver inside the name needs an address.
    NeedsGlue,
    /// Malformed DS record or key.
    MalformedKey,
    /// The registry needs this for names of this kind.
    NeededByRegistry,
    /// Characters that a login may not have.
    NotALogin,
    /// Not an `http` or `https` address.
    NotAUrl,
    /// Not offered for what it was asked for.
    NotOffered,
    /// Not valid any more, or not for this.
    NotApplicable,
    /// Must be more than what is there now.
    NothingChanges,
    /// Speaks of something else than what was named besides.
    Contradicts,
    /// Leads where the operator lets nobody be called.
    Forbidden,
    /// Not a signing request, or not signed by its own key (RFC 2986).
    NotASigningRequest,
    /// A key that authorities do not certify any more.
    WeakKey,
    /// Not what stands in the signing request.
    NotInRequest,
}

/// What can be missing, taken or somebody else's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Noun {
    /// A registration.
    Domain,
    /// A contact.
    Contact,
    /// An account.
    Account,
    /// A member of an account.
    Member,
    /// A host.
    Host,
    /// A zone.
    Zone,
    /// A DNS record.
    Record,
    /// A DS record.
    DelegationSigner,
    /// A transfer.
    Transfer,
    /// A poll message.
    Message,
    /// A template.
    Template,
    /// A price list entry.
    Price,
    /// An operation.
    Operation,
    /// A second factor's secret.
    Secret,
    /// A product of the shelf.
    Product,
    /// A category of products.
    Category,
    /// A subscription to a product.
    Subscription,
    /// An invoice.
    Invoice,
    /// A ticket.
    Ticket,
    /// A file attached to a ticket.
    Attachment,
    /// A server.
    Server,
    /// A certificate.
    Certificate,
    /// Something that was added to a product.
    Feature,
    /// A tenant of a reseller.
    Tenant,
    /// A user of tenants.
    User,
    /// A role of a tenant or of a plan.
    Role,
    /// A plan of tenants.
    Plan,
    /// A key that signs requests.
    AccessKey,
    /// A link that lets somebody in once.
    LoginLink,
}

/// A status that rules an action out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prohibition {
    /// The name is locked against transfer.
    Locked,
    /// Too young to be unlocked; until when.
    UnlockGrace(Timestamp),
    /// The name expired.
    Expired,
    /// The name is in redemption.
    Redemption,
    /// The name is about to be removed.
    PendingDelete,
    /// The name is suspended.
    Suspended,
    /// Another change is under way.
    PendingOperation,
    /// A transfer is under way.
    PendingTransfer,
    /// The zone is not run here.
    NotManagedDns,
    /// The zone is signed here, and its DS records come from here.
    SignedHere,
    /// The name moved or was registered too recently to move; until when.
    TooYoung(Timestamp),
    /// The host is used as a nameserver.
    HostInUse,
    /// The name is held by the caller already.
    AlreadyHeld,
    /// It is not suspended.
    NotSuspended,
    /// The account was closed.
    Closed,
    /// The subscription's product cannot do this.
    NotOffered,
    /// The subscription does not run, or runs no more.
    NotRunning,
    /// Its end was asked for already.
    Cancelled,
    /// The invoice is not open for payment.
    NothingDue,
    /// No more of it is on the shelf.
    OutOfStock,
    /// The ticket is open.
    TicketOpen,
    /// The ticket is closed.
    TicketClosed,
    /// The contact is used by a name, a certificate or an account.
    ContactInUse,
    /// A task of the server is under way.
    TaskRunning,
    /// The server is switched on.
    PoweredOn,
    /// The server is switched off.
    PoweredOff,
    /// The server is not set up yet, or was stopped by its host.
    ServerNotReady,
    /// The certificate is not issued.
    NotIssued,
    /// The certificate waits for no validation.
    NotPending,
    /// It is switched off already.
    Disabled,
    /// It is switched on already.
    Enabled,
    /// What was bought is not to be had for another period.
    NotRenewable,
    /// A premium name was asked for without a word on its price.
    PremiumUnconfirmed,
    /// A tenant without an owner can do nothing.
    NoOwner,
    /// A tenant has one owner, and that is somebody else.
    HasOwner,
    /// The owner of a tenant stays.
    OwnerStays,
    /// Roles that every tenant has stay as they are.
    DefaultRole,
    /// A user keeps at least one role.
    LastRole,
    /// The customer's account is not open for this.
    CustomerNotActive,
}

/// What was wrong with a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Credential {
    /// Nothing was sent.
    Absent,
    /// Login or password is wrong.
    Wrong,
    /// The second factor's code is absent or wrong.
    SecondFactor,
    /// The token is not ours, expired, or was revoked.
    Token,
    /// A request that came before.
    Replayed,
    /// A signature that was made too long ago, or lies ahead.
    OutOfTime,
    /// They are good, but for other calls.
    WrongKind,
}

/// Why a known caller may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Restriction {
    /// The account is suspended or not open.
    AccountSuspended,
    /// The member is suspended.
    MemberSuspended,
    /// Only the owner of the account may.
    OwnerOnly,
    /// Only an account that has accounts below it may.
    ParentOnly,
    /// The contact who signed in was not given the privilege.
    NoPrivilege,
}

/// The worlds outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Supplier {
    /// The registry or registrar above us.
    Registry,
    /// The mail relay.
    Mail,
    /// The hosting panel.
    Hosting,
    /// The payment gateway.
    Payments,
    /// The certificate authority.
    Certificates,
    /// The server host.
    Servers,
    /// Whoever wants to be called back.
    Callbacks,
    /// Whoever knows the addresses of names outside.
    Resolver,
}

impl fmt::Display for Supplier {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Registry => "registry",
            Self::Mail => "mail",
            Self::Hosting => "hosting",
            Self::Payments => "payments",
            Self::Certificates => "certificates",
            Self::Servers => "servers",
            Self::Callbacks => "callbacks",
            Self::Resolver => "resolver",
        })
    }
}
